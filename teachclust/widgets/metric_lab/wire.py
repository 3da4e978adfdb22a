"""A MetricLab as it travels to the browser; see ``js/src/widgets/metric_lab/wire.ts``."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite
from typing import Any, Final

import numpy as np

from teachclust.checks import display_name
from teachclust.palette import NOISE, cluster_look
from teachclust.scores.explained import explain_score
from teachclust.widgets.metric_lab.challenges import Challenge, verdict
from teachclust.widgets.metric_lab.reasons import called, sentence
from teachclust.widgets.metric_lab.state import Problem, State
from teachclust.widgets.wire import domain, raw
from teachclust.words import say

#: clusters that differ in hue, shape or ring; beyond, looks come round again
LOOKS: Final = 98
#: the label of noise as it travels
NOISE_LABEL: Final = 65535


def lab_wire(
    problem: Problem,
    axes: Sequence[str],
    scores: Sequence[str],
    challenges: Sequence[Challenge],
    truth: State | None,
    notices: Sequence[str],
) -> dict[str, Any]:
    """Return what stays: the points, their classes, what scores mean, what can be asked."""
    points = problem.places.X
    return {
        "head": {
            "n": problem.n,
            "domain": domain(points),
            "x": {"name": display_name(axes[0])},
            "y": {"name": display_name(axes[1])},
            "classes": [display_name(name) for name in problem.names],
            "looks": [cluster_look(j) for j in range(LOOKS)],
            "noise": NOISE,
            "scores": [_score(name) for name in scores],
            "challenges": [_challenge(one, truth) for one in challenges],
            "notices": list(notices),
        },
        # in full: the browser scores labels by them where there is no Python
        "points": raw(points, "<f8"),
        "classes": raw([] if problem.classes is None else problem.classes, "<u2"),
    }


def _score(name: str) -> dict[str, Any]:
    score = explain_score(name)
    return {
        "name": name,
        "title": say(f"metric_lab.score.{name}"),
        "least": _finite(score.least),
        "most": _finite(score.most),
        "chance": score.chance,
        "rises": score.better == "higher",
        "text": say("metric_lab.score.text", meaning=score.meaning, fooled=score.fooled_by),
    }


def _challenge(challenge: Challenge, truth: State | None) -> dict[str, Any]:
    goals = []
    for goal in challenge.goals:
        value = goal.value
        if goal.relation == "above_truth" and truth is not None:
            value = float(truth.quantities[goal.score])
        text = say(
            f"metric_lab.goal.{goal.relation}",
            score=say(f"metric_lab.score.{goal.score}"),
            value=_written(value),
        )
        goals.append({"score": goal.score, "relation": goal.relation, "value": value, "text": text})
    return {"key": challenge.key, "text": challenge.text, "goals": goals}


def state_wire(
    state: State,
    before: State | None,
    problem: Problem,
    scores: Sequence[str],
    challenge: Challenge | None,
    truth: State | None,
) -> dict[str, Any]:
    """Return one labeling: labels, what was done, each score with its value before and a reason."""
    names = tuple(display_name(name) for name in problem.names)
    told = [
        {
            "value": _finite(state.quantities[name]),
            "before": None if before is None else _finite(before.quantities[name]),
            "why": sentence(name, before, state, names),
        }
        for name in scores
    ]
    judged = None
    if challenge is not None:
        judged = verdict(challenge, state.quantities, {} if truth is None else truth.quantities)
    return {
        "labels": raw(np.where(state.labels < 0, NOISE_LABEL, state.labels), "<u2"),
        "caption": caption(state),
        "scores": told,
        "challenge": judged,
    }


def caption(state: State) -> str:
    """Say what was done to the labels."""
    edit = state.edit
    values = {
        name: called(value) if name in ("cluster", "into", "before") else f"{value:,}"
        for name, value in edit.values.items()
    }
    form = edit.kind
    if form == "assign":
        many = "one" if edit.values["n"] == 1 else "many"
        form = f"assign.{many}" if "before" in values else "assign.mixed"
        if edit.values["n"] == 0:
            form = "assign.none"
    return say(f"metric_lab.did.{form}", **values)


def _written(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".") if value else "0"


def _finite(value: float) -> float | None:
    return float(value) if isfinite(value) else None


def score_texts(state: State, scores: Sequence[str]) -> list[str]:
    """Return each score as "homogeneity 0.723"."""
    return [
        f"{explain_score(name).title} {value:.3f}"
        if isfinite(value := state.quantities[name])
        else f"{explain_score(name).title} -"
        for name in scores
    ]
