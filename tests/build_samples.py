"""Builds of learners for the lessons' build tasks, made as the browser asks for them."""

from __future__ import annotations

from typing import Any

import numpy as np

from teachclust.lessons.building import build
from teachclust.widgets.build_task import BuildTask


def ask(w: BuildTask, kind: str, **edit: Any) -> None:
    """Ask as the browser does; nothing may go wrong."""
    number = int(w.request.get("id", 0)) + 1
    head = w.trace["head"]["id"]
    w.request = {"id": number, "base": head, "frame": w.step, "edit": {"kind": kind, **edit}}
    assert w.problem == {}, w.problem


def drawn(key: str, *strokes: Any) -> BuildTask:
    """Open a build task and add points, stroke by stroke."""
    w = build(key)
    for stroke in strokes:
        ask(w, "points_add", to=np.round(np.asarray(stroke, dtype=float), 4).tolist())
    return w


def seen(w: BuildTask) -> list[bool]:
    """Return which conditions hold."""
    return [condition["met"] for condition in w.task["conditions"]]


def line(start: tuple[float, float], end: tuple[float, float], n: int) -> Any:
    """Return points on the way from one place to another."""
    return np.linspace(start, end, n)


def blob(center: tuple[float, float], n: int, seed: int = 0, spread: float = 0.3) -> Any:
    """Return points around a place."""
    return np.random.default_rng(seed).normal(center, spread, (n, 2))
