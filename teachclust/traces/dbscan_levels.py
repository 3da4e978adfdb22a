"""What DBSCAN finds at any other eps, without another fit."""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from teachclust.traces.auxiliary import Levels
from teachclust.traces.frame import Floats
from teachclust.traces.hdbscan.spanning_tree import distance_rows, merges_of, spanning_tree

#: More points than this would be waited for: the spanning tree costs their square.
_MOST_POINTS: Final = 10_000
_METRICS: Final = ("euclidean", "l2", "manhattan", "l1", "cityblock", "chebyshev")


def dbscan_levels(X: Floats, core: Floats, near: Any, far: Any, model: Any) -> Levels | None:
    """Return what DBSCAN finds at any eps; None where that would take long.

    `core` is the distance of each point to its `min_samples`-th nearest, itself counted; `near` and
    `far` are the indices and distances of all of these, shape (n_samples, min_samples). Core points
    are in one cluster where a path of steps of at most eps joins them: the minimum spanning tree of
    mutual reachability tells. A point that is not core has all points within eps among `near`.
    Costs n_samples squared distances.
    """
    metric = "euclidean" if model.metric == "minkowski" and model.p in (None, 2) else model.metric
    known = metric in _METRICS and not model.metric_params
    if not known or not 1 < len(X) <= _MOST_POINTS or not np.isfinite(core).all():
        return None
    children, heights = merges_of(spanning_tree(core, distance_rows(metric, X)))
    points = np.repeat(np.arange(len(X)), near.shape[1])
    others = near.ravel()
    taken = np.maximum(far.ravel(), core[others])
    pairs = np.flatnonzero((taken < core[points]) & (others != points))
    pairs = pairs[np.lexsort((taken[pairs], points[pairs]))]
    return Levels(
        core, children, heights, np.stack([points[pairs], others[pairs]], axis=1), taken[pairs]
    )
