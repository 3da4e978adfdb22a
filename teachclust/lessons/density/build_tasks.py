"""What learners build in the lesson: shapes that DBSCAN follows and k-means cuts."""

from __future__ import annotations

import numpy as np
from sklearn.cluster import DBSCAN, KMeans

from teachclust.lessons.drawn_groups import n_misplaced
from teachclust.traces import Trace
from teachclust.widgets.build_task import BuildTask, Condition

_START = np.array([[2.0, 3.0], [2.4, 3.0], [2.8, 3.0], [3.2, 3.0], [3.6, 3.0], [5.0, 8.0]])


def _many(trace: Trace) -> tuple[bool, str]:
    return len(trace.X) >= 20, f"now {len(trace.X)}"


def _two_clusters(trace: Trace) -> tuple[bool, str]:
    sizes = np.bincount(trace.labels[trace.labels >= 0])
    noise = int(np.count_nonzero(trace.labels < 0))
    seen = f"sizes {', '.join(map(str, sizes.tolist())) or 'none'}; {noise} noise"
    return len(sizes) == 2 and bool(sizes.min() >= 8) and noise <= 2, seen


def _k_means_cuts(trace: Trace) -> tuple[bool, str]:
    inside = trace.labels >= 0
    if len(np.unique(trace.labels[inside])) != 2:
        return False, "DBSCAN has to find two clusters first"
    found = KMeans(n_clusters=2, n_init=10, random_state=0).fit_predict(trace.X[inside])
    wrong = n_misplaced(found, trace.labels[inside])
    return wrong >= 4, f"now {wrong}"


def k_means_cuts() -> BuildTask:
    """Return the task "density-build"."""
    return BuildTask(
        "Draw two groups that DBSCAN finds and k-means cuts. "
        "The picture shows DBSCAN with eps = 0.8 and min_samples = 4.",
        DBSCAN(eps=0.8, min_samples=4),
        _START,
        (
            Condition("There are at least 20 points.", _many),
            Condition(
                "DBSCAN finds two clusters of at least 8 points, and at most 2 points are noise.",
                _two_clusters,
            ),
            Condition(
                "k-means with two clusters puts at least 4 points with the other group.",
                _k_means_cuts,
            ),
        ),
        key="density-build",
    )


BUILD_TASKS = {"density-build": k_means_cuts}
