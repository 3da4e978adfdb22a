"""What learners build in the lesson: where k-means fails, and where single linkage does."""

from __future__ import annotations

import numpy as np
from sklearn.cluster import AgglomerativeClustering, KMeans

from teachclust.lessons.drawn_groups import CLEAR, clear_groups, n_misplaced
from teachclust.traces import Trace
from teachclust.widgets.build_task import BuildTask, Condition

_START = np.array([[1.0, 2.0], [2.0, 2.0], [1.0, 6.0], [2.0, 6.0]])
_RNG = np.random.default_rng(7)
#: two round groups of 20 points, which the learner joins
_GROUPS = np.repeat([0, 1], 20)
_BLOBS = np.round(np.array([[2.5, 5.0], [7.5, 5.0]])[_GROUPS] + _RNG.normal(0, 0.5, (40, 2)), 2)
_MOST_ADDED = 12


def _many(trace: Trace) -> tuple[bool, str]:
    return len(trace.X) >= 10, f"now {len(trace.X)}"


def _two_groups(trace: Trace) -> tuple[bool, str]:
    groups, gap = clear_groups(trace.X, 2)
    sizes = np.bincount(groups)
    seen = f"sizes {', '.join(map(str, sizes.tolist()))}; gap {gap:.1f} times the widest step"
    return bool(gap >= CLEAR and sizes.min() >= 4), seen


def _k_means_fails(trace: Trace) -> tuple[bool, str]:
    groups, _ = clear_groups(trace.X, 2)
    found = KMeans(n_clusters=2, n_init=10, random_state=0).fit_predict(trace.X)
    wrong = n_misplaced(found, groups)
    return wrong >= 2, f"now {wrong}"


def k_means_fails() -> BuildTask:
    """Return the task "hierarchical-build"."""
    return BuildTask(
        "Draw ten points on which k-means fails and single linkage doesn't. "
        "The picture shows single linkage with two clusters.",
        AgglomerativeClustering(n_clusters=2, linkage="single"),
        _START,
        (
            Condition("There are at least ten points.", _many),
            Condition(
                "Single linkage finds two groups of at least 4 points. The gap between them is "
                f"{CLEAR} times as wide as the widest step inside one, or more.",
                _two_groups,
            ),
            Condition("k-means puts at least 2 points with the other group.", _k_means_fails),
        ),
        key="hierarchical-build",
    )


def _kept(trace: Trace) -> tuple[bool, str]:
    kept = len(trace.X) >= len(_BLOBS) and np.array_equal(trace.X[: len(_BLOBS)], _BLOBS)
    added = len(trace.X) - len(_BLOBS)
    return bool(kept and added <= _MOST_ADDED), f"{added} added" if kept else "the 40 were changed"


def _misplaced(trace: Trace, linkage: str) -> int:
    model = AgglomerativeClustering(n_clusters=2, linkage=linkage)
    return n_misplaced(model.fit_predict(trace.X)[: len(_BLOBS)], _GROUPS[: len(trace.X)])


def _single_fails(trace: Trace) -> tuple[bool, str]:
    wrong = _misplaced(trace, "single") if len(trace.X) >= len(_BLOBS) else 0
    return wrong >= 15, f"now {wrong} of 40"


def _ward_works(trace: Trace) -> tuple[bool, str]:
    wrong = _misplaced(trace, "ward") if len(trace.X) >= len(_BLOBS) else len(_BLOBS)
    return wrong <= 2, f"now {wrong} of 40"


def a_bridge() -> BuildTask:
    """Return the task "hierarchical-bridge"."""
    return BuildTask(
        "Add points to these two groups so that single linkage can't separate them and Ward can. "
        "The picture shows single linkage with two clusters.",
        AgglomerativeClustering(n_clusters=2, linkage="single"),
        _BLOBS,
        (
            Condition(f"The 40 points are as they were, with at most {_MOST_ADDED} more.", _kept),
            Condition(
                "Single linkage puts 15 of the 40 or more with the other group.", _single_fails
            ),
            Condition("Ward puts 2 of the 40 or fewer with the other group.", _ward_works),
        ),
        key="hierarchical-bridge",
    )


BUILD_TASKS = {"hierarchical-build": k_means_fails, "hierarchical-bridge": a_bridge}
