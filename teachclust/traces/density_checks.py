"""Checks for density-based algorithms: the metric, and how many neighbors a radius gives."""

from __future__ import annotations

from typing import Any

import numpy as np

from teachclust.checks.memory import check_memory
from teachclust.errors import LearnerError

#: Points that do where all distances would be too many for the memory.
ENOUGH_POINTS = 5000


def check_metric(metric: object, n_samples: int, good: str) -> None:
    """Refuse a metric that can't be watched, or needs all distances of too many points at once.

    Refused are distances computed beforehand (there are no points to draw), functions, unknown
    names, and metrics without a search tree for many points. `good` is an estimator that works, as
    Python.
    """
    from sklearn.neighbors import VALID_METRICS

    if isinstance(metric, str) and metric == "precomputed":
        raise LearnerError(
            "Distances computed beforehand can't be watched.",
            where='metric="precomputed"',
            why="There are no points to draw: give the points, and the name of a metric.",
            fix=good,
        )
    known = sorted(set(VALID_METRICS["brute"]) - {"precomputed"})
    if not isinstance(metric, str) or metric not in known:
        why = "The metric must be a name; a function would be called for every pair of points."
        raise LearnerError(
            "There is no metric of that name."
            if isinstance(metric, str)
            else "A metric of your own can't be watched.",
            where=f"metric={metric!r}"
            if isinstance(metric, str)
            else f"metric is of type {type(metric).__name__}",
            why=f"Known: {', '.join(known)}." if isinstance(metric, str) else why,
            fix=good,
        )
    if metric not in VALID_METRICS["ball_tree"]:
        # no search tree knows these: scikit-learn computes the distances of all pairs
        what = f"All distances of the metric {metric}"
        check_memory(8.0 * n_samples**2, what, n_samples, ENOUGH_POINTS)


def is_straight(metric: str, p: float | None = None) -> bool:
    """Tell whether the points within a radius are those in a circle (or ball) on the plane."""
    return metric in ("euclidean", "l2") or (metric == "minkowski" and p in (None, 2))


def mean_neighbors(search: Any, X: Any, radius: float, n_queries: int = 200) -> float:
    """Estimate how many points lie within a radius of a point, itself counted.

    It is the mean over `n_queries` points, drawn by a fixed seed; `search` is fitted to X.
    """
    some = np.random.default_rng(0).permutation(len(X))[:n_queries]
    try:
        found = search.radius_neighbors(X[some], radius, return_distance=False)
    except ValueError:  # a metric that is scaled by all the points has no distances of some
        return float(len(X))
    return float(np.mean([len(near) for near in found]))
