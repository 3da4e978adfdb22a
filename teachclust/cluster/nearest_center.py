"""What estimators have in common whose clusters are the points nearest to a center."""

from __future__ import annotations

from typing import Any

import numpy as np
from sklearn.base import BaseEstimator, ClusterMixin
from sklearn.utils.validation import check_is_fitted, validate_data

from teachclust.cluster.lloyd import Distance, Floats, Ints, gaps_to


class MinMax:
    """Features scaled to the range from 0 to 1; a constant feature becomes 0."""

    def __init__(self, X: Floats, *, scaled: bool) -> None:
        self.low = X.min(axis=0) if scaled else np.zeros(X.shape[1])
        spread = X.max(axis=0) - self.low if scaled else np.ones(X.shape[1])
        self.spread = np.where(spread > 0, spread, 1.0)

    def scale(self, X: Floats) -> Floats:
        """Scale rows."""
        scaled: Floats = (X - self.low) / self.spread
        return scaled

    def undo(self, X: Floats) -> Floats:
        """Return scaled rows in the units of the features."""
        rows: Floats = X * self.spread + self.low
        return rows


class NearestCenter(ClusterMixin, BaseEstimator):  # type: ignore[misc]
    """An estimator that predicts the nearest center, among features scaled as in the fit.

    Its ``fit`` sets ``_scaling``, a `MinMax`, and ``_scaled_centers``.
    """

    _scaling: MinMax
    _scaled_centers: Floats

    def predict(self, X: Any) -> Ints:
        """Return the cluster of the nearest center, among features scaled as in the fit.

        Parameters
        ----------
        X : array-like of shape (n_queries, n_features)
            Points.

        Returns
        -------
        labels : ndarray of shape (n_queries,), dtype int
            The cluster of each.
        """
        check_is_fitted(self)
        X = validate_data(self, X, dtype=np.float64, reset=False)
        gaps = gaps_to(self._scaling.scale(X), self._scaled_centers, self._gaps)
        labels: Ints = gaps.argmin(axis=1)
        return labels

    @property
    def _gaps(self) -> Distance:
        """How far a point is from a center: by the parameter `distance` where there is one."""
        distance: Distance = getattr(self, "distance", "euclidean")
        return distance
