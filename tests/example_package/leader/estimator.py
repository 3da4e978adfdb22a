"""Leader clustering: each point joins the nearest leader, or becomes one where none is near."""

from __future__ import annotations

from numbers import Real
from typing import Any

import numpy as np
from sklearn.base import BaseEstimator, ClusterMixin
from sklearn.utils import check_array
from sklearn.utils._param_validation import Interval


class Leader(ClusterMixin, BaseEstimator):
    """Cluster points in one pass.

    Parameters
    ----------
    radius : float, default=1.0
        How far a point may be from its leader.

    References
    ----------
    J. A. Hartigan, "Clustering Algorithms", Wiley, 1975, chapter 3.
    """

    _parameter_constraints = {"radius": [Interval(Real, 0, None, closed="left")]}

    def __init__(self, radius: float = 1.0) -> None:
        self.radius = radius

    def fit(self, X: Any, y: Any = None) -> Leader:
        """Go through the points in their order."""
        X = check_array(X, dtype=[np.float64, np.float32])
        leaders: list[int] = []
        labels = np.zeros(len(X), dtype=np.int32)
        for i, point in enumerate(X):
            gaps = np.linalg.norm(X[leaders] - point, axis=1)
            if not leaders or gaps.min() > self.radius:
                labels[i] = len(leaders)
                leaders.append(i)
            else:
                labels[i] = gaps.argmin()
        self.labels_, self.cluster_centers_ = labels, X[leaders]
        return self
