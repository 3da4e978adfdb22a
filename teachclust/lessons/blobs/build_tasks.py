"""What learners build in the lesson: centers placed by eye, and a start that gets stuck."""

from __future__ import annotations

from functools import cache

import numpy as np
from sklearn.cluster import KMeans

from teachclust.datasets import load_blobs
from teachclust.traces import Trace
from teachclust.widgets.build_task import BuildTask, Condition

_K = 4
#: a sum that a careful hand reaches; k-means reaches 212
_BY_HAND = 240
#: an end is worse than the best if its inertia is so many times as high
_WORSE = 1.2
#: in the middle of the points, where no group is
_MIDDLE = np.array([[-0.6, 3.4], [0.2, 3.4], [-0.6, 4.2], [0.2, 4.2]])
#: one in each group, from where nothing gets stuck
_FINE = np.array([[-1.2, 6.8], [1.6, 4.6], [-1.0, 2.4], [1.4, 1.4]])


@cache
def _best() -> float:
    """Return the lowest inertia of many starts on the lesson's points."""
    model = KMeans(n_clusters=_K, n_init=50, random_state=0)
    return float(model.fit(load_blobs().data).inertia_)


def _four(trace: Trace) -> tuple[bool, str]:
    n = len(trace.last.values["centers"])
    return n == _K, f"now {n}"


def _close(trace: Trace) -> tuple[bool, str]:
    total = trace.objective
    assert total is not None
    return total <= _BY_HAND, f"now {total:,.1f}"


def _stuck(trace: Trace) -> tuple[bool, str]:
    inertia = trace.objective
    assert inertia is not None
    ratio = inertia / _best()
    return ratio >= _WORSE, f"now {inertia:.1f}, {ratio:.2f} times the lowest"


def placed() -> BuildTask:
    """Return the task "blobs-place": the points join, and nothing moves the centers but a hand."""
    return BuildTask(
        "Drag the four centers. Each point belongs to the nearest one. Make the inertia small.",
        KMeans(n_clusters=_K, init=_MIDDLE, n_init=1, random_state=0),
        load_blobs().data,
        (
            Condition("There are four centers.", _four),
            Condition(f"The inertia is {_BY_HAND} or less.", _close),
        ),
        key="blobs-place",
        tool="centers",
        until="assign",
    )


def stuck() -> BuildTask:
    """Return the task "blobs-build"."""
    return BuildTask(
        "Place the four centers so that k-means gets stuck. Drag them, then run it to its end.",
        KMeans(n_clusters=_K, init=_FINE, n_init=1, random_state=0),
        load_blobs().data,
        (
            Condition("There are four centers.", _four),
            Condition(
                f"K-means ends at {_WORSE} times the lowest inertia of 50 starts, or more.", _stuck
            ),
        ),
        key="blobs-build",
        tool="centers",
    )


BUILD_TASKS = {"blobs-place": placed, "blobs-build": stuck}
