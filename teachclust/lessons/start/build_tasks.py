"""What learners build in the lesson: their first three groups."""

from __future__ import annotations

import numpy as np
from sklearn.cluster import KMeans

from teachclust.scores.silhouettes import silhouette
from teachclust.traces import Trace
from teachclust.widgets.build_task import BuildTask, Condition

_START = np.array([[2.0, 2.0], [2.6, 2.4], [7.5, 3.0], [8.0, 2.6], [5.0, 8.0], [5.5, 7.5]])


def _sizes(trace: Trace) -> tuple[bool, str]:
    sizes = np.bincount(trace.labels)
    return bool(sizes.min() >= 5), "now " + ", ".join(map(str, sizes.tolist()))


def _clear(trace: Trace) -> tuple[bool, str]:
    mean = silhouette(trace.X, trace.labels).mean
    return mean >= 0.7, f"now {mean:.2f}"


def three_groups() -> BuildTask:
    """Return the task "start-build"."""
    return BuildTask(
        "Draw three groups of points that k-means finds. After each stroke it is fitted again.",
        KMeans(n_clusters=3, n_init=10, random_state=0),
        _START,
        (
            Condition("Each cluster has at least 5 points.", _sizes),
            Condition("They are clearly apart: their mean silhouette is 0.7 or more.", _clear),
        ),
        key="start-build",
    )


BUILD_TASKS = {"start-build": three_groups}
