"""Lanes: each estimator's trace, which frames it shows together with the others, and its colors."""

from __future__ import annotations

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from teachclust.checks import display_name, open_pipeline
from teachclust.errors import LearnerError
from teachclust.palette import cluster_name
from teachclust.traces import Trace, is_watched, trace_or_end
from teachclust.traces.end import unfitted_copy
from teachclust.widgets.side_by_side import looks_of, numbered
from teachclust.widgets.wire import params_text
from teachclust.words import say

#: a letter of a cluster in a sentence: no part of a longer word, no E step and the like
LETTER: Final = re.compile(r"(?<![\w'²])(?<!rows of )(?<!\. )[A-Z]{1,2}(?![\w'²]| step| picks)")


@dataclass(frozen=True, slots=True, eq=False)
class Lane:
    """One estimator of a comparison."""

    name: str  # its class, and what tells it from the others
    params: str  # the settings that its Stepper would show
    estimator: Any  # unfitted, with the seed that was used; of a pipeline its last step
    trace: Trace
    looks: tuple[int, ...]  # color and letter of each cluster of the trace

    def caption(self, step: int) -> str:
        """Return the sentence of a frame, with the letters that its clusters have here."""
        if self.trace.end_only:  # no letters are in it, but the name of anybody's class
            return self.trace[step].caption
        names = {cluster_name(i): cluster_name(look) for i, look in enumerate(self.looks)}
        return LETTER.sub(lambda found: names.get(found[0], found[0]), self.trace[step].caption)


@dataclass(frozen=True, slots=True)
class Moments:
    """What is on screen at each common step."""

    by_clusters: bool  # all are trees that stand at the same number of clusters
    clusters: tuple[int, ...]  # remaining at each moment but the last, where `by_clusters`
    frames: tuple[tuple[int, ...], ...]  # of each lane, the frame at each moment

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.frames[0])


def lanes_of(
    estimators: Sequence[Any], X: Any, columns: Any = None, image_shape: Any = None
) -> tuple[Lane, ...]:
    """Trace all estimators and match their clusters with the first one's.

    Those without a seed are all given the same one.
    """
    seed = secrets.randbelow(10_000)
    opened = [open_pipeline(one, X) for one in estimators]
    models = [_with_seed(model, seed) for model, _, _ in opened]
    traces = [
        trace_or_end(model, data, columns=columns, image_shape=image_shape)
        for model, (_, data, _) in zip(models, opened, strict=True)
    ]
    classes = _class_names(traces)
    _check_same_points(traces, classes)
    names = names_of(
        [
            (steps, name, t.params)
            for (_, _, steps), name, t in zip(opened, classes, traces, strict=True)
        ]
    )
    return tuple(
        Lane(name, settings_of(t), model, t, looks_of(t, traces[0]))
        for name, model, t in zip(names, models, traces, strict=True)
    )


def _check_same_points(traces: Sequence[Trace], names: Sequence[str]) -> None:
    """Refuse estimators that cluster something else than the others: the features, other rows."""
    counts = [len(t.X) for t in traces]
    other = next((i for i, count in enumerate(counts) if count != counts[0]), None)
    if other is not None:
        raise LearnerError(
            "These estimators do not cluster the same points.",
            where=f"{names[0]} has {counts[0]:,} points, {names[other]} has {counts[other]:,}",
            why="A point is lit in every plane, so the planes have the same points.",
            fix=f"watch(estimators[{other}], X)",
        )


def _with_seed(model: Any, seed: int) -> Any:
    if isinstance(model, type) or not hasattr(model, "get_params"):
        return model  # the trace says what is wrong with it
    from sklearn.base import clone

    copy = clone(model) if is_watched(model) else unfitted_copy(model)
    if getattr(model, "random_state", seed) is None and hasattr(copy, "set_params"):
        copy.set_params(random_state=seed)
    return copy


def settings_of(t: Trace) -> str:
    """Return the settings of a trace for a header, and whether it is its end alone."""
    end = say("caption.end.header") if t.end_only else ""
    return " · ".join(filter(None, (params_text(t.spec, t.params), end)))


def _class_names(traces: Sequence[Trace]) -> list[str]:
    """Return the names of the classes, with their package where two have the same name."""
    modules: dict[str, set[str]] = {}
    for t in traces:
        modules.setdefault(t.algorithm, set()).add(t.spec.module)
    names = [
        t.algorithm
        if len(modules[t.algorithm]) == 1
        else f"{t.spec.module.partition('.')[0]}.{t.algorithm}"
        for t in traces
    ]
    return [display_name(name) for name in names]  # a class may be called anything


def names_of(given: Sequence[tuple[tuple[str, ...], str, dict[str, Any]]]) -> list[str]:
    """Name estimators by earlier steps, class, parameters that differ, else by number."""
    names = []
    for steps, algorithm, params in given:
        same = [other for _, other_name, other in given if other_name == algorithm]
        telling = [
            name
            for name, value in params.items()
            if any(_shown(other.get(name)) != _shown(value) for other in same)
        ]
        inside = ", ".join(f"{name}={_shown(params[name])}" for name in telling)
        names.append(" → ".join([*steps, f"{algorithm}({inside})" if inside else algorithm]))
    return numbered(names)


def _shown(value: Any) -> str:
    """Return a parameter's value as a title tells it."""
    plain = value is None or isinstance(value, str | int | float)
    return display_name(repr(value)) if plain else type(value).__name__


def moments_of(traces: Sequence[Trace]) -> Moments:
    """Return what is on screen at each common step.

    Trees of merges stand at the same number of clusters, the last moment at each one's own cut. All
    others take one step each; one that has ended waits. Those that show their end alone show it
    last, when the others have come to theirs.
    """
    merges = [_merges(t) for t in traces]
    trees = [one for one, t in zip(merges, traces, strict=True) if not t.end_only]
    if trees and all(trees):
        shared = sorted(set.intersection(*map(set, trees)))
        n = len(traces[0].X)
        frames = [
            (*(0 if t.end_only else one[m] for m in shared), len(t) - 1)
            for one, t in zip(merges, traces, strict=True)
        ]
        return Moments(True, tuple(n - m for m in shared), tuple(frames))
    last = max(map(len, traces)) - 1
    return Moments(False, (), tuple(_frames_by_step(t, last) for t in traces))


def _frames_by_step(t: Trace, last: int) -> tuple[int, ...]:
    """Return the frame at each step from 0 to the last."""
    if t.end_only:
        return (*(0 for _ in range(last)), len(t) - 1)
    return tuple(min(i, len(t) - 1) for i in range(last + 1))


def _merges(t: Trace) -> dict[int, int]:
    """Return the frame after each number of merges; nothing where it is no tree of merges."""
    if t.tree is None or not all("merge" in frame.values for frame in t.frames):
        return {}
    return {int(frame.values["merge"]): i for i, frame in enumerate(t.frames[:-1])}


def n_clusters_at(labels: Any) -> tuple[int, int]:
    """Return how many clusters and how many points of noise labels have."""
    return len(np.unique(labels[labels >= 0])), int(np.count_nonzero(labels == -1))
