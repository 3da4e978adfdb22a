"""What learners build in the lesson: data that refute a sentence about a single start."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from sklearn.cluster import KMeans

from teachclust.scores.silhouettes import silhouette
from teachclust.traces import Trace
from teachclust.widgets.build_task import BuildTask, Condition

_K = 4
_STARTS = 30
#: groups are clearly apart from this mean silhouette on
_APART = 0.65
#: an end is worse than the best if its inertia is so many times as high
_WORSE = 1.5
_START = np.array([[2.0, 2.0], [2.4, 2.2], [8.0, 2.0], [7.6, 2.3], [2.0, 8.0], [8.0, 8.0]])


@lru_cache(maxsize=4)
def _best(points: bytes) -> tuple[float, float]:
    """Return inertia and mean silhouette of the best of many starts on these points."""
    X = np.frombuffer(points).reshape(-1, 2)
    fit = KMeans(_K, n_init=_STARTS, random_state=0).fit(X)
    return float(fit.inertia_), silhouette(X, fit.labels_).mean


def _many(trace: Trace) -> tuple[bool, str]:
    return len(trace.X) >= 20, f"now {len(trace.X)}"


def _apart(trace: Trace) -> tuple[bool, str]:
    mean = _best(np.ascontiguousarray(trace.X, dtype=float).tobytes())[1]
    return mean >= _APART, f"now {mean:.2f}"


def _refuted(trace: Trace) -> tuple[bool, str]:
    inertia = trace.objective
    assert inertia is not None
    best = _best(np.ascontiguousarray(trace.X, dtype=float).tobytes())[0]
    return inertia >= _WORSE * best, f"now {inertia:.1f}, and {best:.1f} can be reached"


def refuted() -> BuildTask:
    """Return the task "bugs-build"."""
    return BuildTask(
        'Refute a sentence: "One start finds four groups that are clearly apart." Draw such '
        "groups. The picture shows one random start of k-means, anew after each stroke.",
        KMeans(n_clusters=_K, init="random", n_init=1, random_state=0),
        _START,
        (
            Condition("There are at least 20 points.", _many),
            Condition(
                f"Four groups are clearly apart: the best of {_STARTS} starts has a mean "
                f"silhouette of {_APART} or more.",
                _apart,
            ),
            Condition(
                f"This one start ends with {_WORSE} times the inertia of the best, or more.",
                _refuted,
            ),
        ),
        key="bugs-build",
    )


BUILD_TASKS = {"bugs-build": refuted}
