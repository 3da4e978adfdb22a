"""What learners build in the lesson: three groups of which the silhouette sees two."""

from __future__ import annotations

import numpy as np
from sklearn.cluster import KMeans

from teachclust.lessons.drawn_groups import CLEAR, clear_groups
from teachclust.scores.silhouettes import silhouettes
from teachclust.traces import Trace
from teachclust.widgets.build_task import BuildTask, Condition

_START = np.array([[1.5, 1.5], [2.0, 1.2], [1.6, 3.8], [2.1, 4.2], [8.0, 8.0], [8.5, 7.6]])
_KS = range(2, 7)
#: a silhouette is the highest if it is higher by so much
_MARGIN = 0.01


def _three(trace: Trace) -> tuple[bool, str]:
    groups, gap = clear_groups(trace.X, 3)
    sizes = np.bincount(groups)
    seen = f"sizes {', '.join(map(str, sizes.tolist()))}; gaps {gap:.1f} times the widest step"
    return bool(gap >= CLEAR and sizes.min() >= 4), seen


def _two(trace: Trace) -> tuple[bool, str]:
    ks = [k for k in _KS if k < len(trace.X)]
    fits = [KMeans(n_clusters=k, n_init=10, random_state=0).fit_predict(trace.X) for k in ks]
    means = [one.mean for one in silhouettes(trace.X, fits)]
    seen = ", ".join(f"k = {k}: {mean:.2f}" for k, mean in zip(ks, means, strict=True))
    return means[0] >= max(means[1:]) + _MARGIN, seen


def three_look_like_two() -> BuildTask:
    """Return the task "how-build"."""
    return BuildTask(
        "Draw three groups for which the silhouette advises two clusters.",
        KMeans(n_clusters=3, n_init=10, random_state=0),
        _START,
        (
            Condition(
                f"There are three groups of at least 4 points. The gaps between them are {CLEAR} "
                "times as wide as the widest step inside one, or more.",
                _three,
            ),
            Condition("The mean silhouette is highest for k = 2, of k = 2 to 6.", _two),
        ),
        key="how-build",
    )


BUILD_TASKS = {"how-build": three_look_like_two}
