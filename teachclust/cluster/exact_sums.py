"""Sums over clusters that no order of rows and no size of blocks changes by a bit.

Each feature is scaled to its range in 2**36 steps. The steps of a part add up below 2**53, which
floating-point numbers hold exactly, and parts add up as whole numbers of any size. Distances are
computed row by row from differences, so that a row's nearest center doesn't depend on the rows
around it either.
"""

from __future__ import annotations

from typing import Any, Final, TypeAlias

import numpy as np
import numpy.typing as npt
from scipy.spatial.distance import cdist

Floats: TypeAlias = npt.NDArray[np.floating[Any]]
Ints: TypeAlias = npt.NDArray[np.int64]

#: of the range of a feature
STEPS: Final = 2.0**36
#: Rows of a part: their steps add up below 2**53, and they fit into a processor's cache.
PART_ROWS: Final = 1 << 14


class ExactSums:
    """Sums over the points of each cluster; equal whatever the order in which parts are added.

    Attributes
    ----------
    steps : ndarray of shape (n_clusters, n_features), dtype object
        Sums of the steps of each feature, Python's own whole numbers.
    sizes : ndarray of shape (n_clusters,), dtype int64
        How many points there are.
    gap_steps : int
        Sum of squared distances, in steps.
    """

    def __init__(self, n_clusters: int, n_features: int) -> None:
        self.steps: npt.NDArray[Any] = np.zeros((n_clusters, n_features), dtype=object)
        self.sizes: Ints = np.zeros(n_clusters, dtype=np.int64)
        self.gap_steps = 0

    def add(self, more: ExactSums) -> None:
        """Add the sums of other points."""
        self.steps = self.steps + more.steps
        self.sizes = self.sizes + more.sizes
        self.gap_steps += more.gap_steps

    def add_part(self, points: Floats, scaled: Floats, centers: Floats, gap: float = 1.0) -> None:
        """Add each point to its nearest center.

        Parameters
        ----------
        points : ndarray of shape (n, n_features)
            At most `PART_ROWS` rows, in the units of the centers.
        scaled : ndarray of shape (n, n_features)
            The same rows, each feature from 0 to 1.
        centers : ndarray of shape (n_clusters, n_features)
            The centers.
        gap : float, default=1.0
            Squared distances are counted in steps of this divided by 2**36.
        """
        labels, nearest = nearest_of(points, centers)
        k, steps = len(centers), np.rint(scaled * STEPS)
        # exact: whole numbers below 2**53
        columns = [np.bincount(labels, column, k) for column in steps.T]
        self.steps = self.steps + np.array(columns).T.astype(np.int64)
        self.sizes = self.sizes + np.bincount(labels, minlength=k)
        gaps = nearest / gap
        parts = np.rint(gaps * STEPS)
        # sums of larger parts would pass 2**53, up to which floating-point numbers are exact
        small = gaps.max(initial=0.0) < 2**2
        self.gap_steps += int(parts.sum()) if small else sum(map(int, parts.tolist()))

    def kept(self, clusters: npt.NDArray[np.bool_]) -> ExactSums:
        """Return the sums of some clusters."""
        some = ExactSums(int(clusters.sum()), self.steps.shape[1])
        some.steps, some.sizes = self.steps[clusters], self.sizes[clusters]
        some.gap_steps = self.gap_steps
        return some

    def equals(self, other: ExactSums) -> bool:
        """Whether each cluster has as many points, and they add up to the same."""
        return np.array_equal(self.sizes, other.sizes) and np.array_equal(self.steps, other.steps)

    def means(self) -> Floats:
        """Return the mean of each cluster's scaled points; NaN for an empty one."""
        with np.errstate(invalid="ignore"):
            means: Floats = self.steps.astype(np.float64) / (self.sizes[:, None] * STEPS)
        return means


def nearest_of(points: Floats, centers: Floats) -> tuple[npt.NDArray[np.intp], Floats]:
    """Return the nearest center of each point, the first of equally near ones, and the distance.

    Parameters
    ----------
    points : ndarray of shape (n, n_features)
        A part of all points.
    centers : ndarray of shape (n_clusters, n_features)
        The centers.

    Returns
    -------
    labels : ndarray of shape (n,), dtype int
        Which center it is.
    gaps : ndarray of shape (n,)
        Squared distances to it.
    """
    gaps = cdist(points, centers, "sqeuclidean")
    labels = gaps.argmin(axis=1)
    return labels, gaps[np.arange(len(points)), labels]
