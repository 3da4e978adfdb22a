"""KMedians: k-means for city block distances, whose centers are medians.

References
----------
A. K. Jain and R. C. Dubes, "Algorithms for Clustering Data", Prentice Hall, 1988.
P. S. Bradley, O. L. Mangasarian and W. N. Street, "Clustering via concave minimization", NIPS 1996.
"""

from __future__ import annotations

from numbers import Integral
from typing import Any, Final, Self

import numpy as np
from sklearn.utils import check_random_state
from sklearn.utils._param_validation import Interval, StrOptions
from sklearn.utils.validation import validate_data

from teachclust.cluster.lloyd import (
    Distance,
    Floats,
    Ints,
    Iterations,
    draw_plus_plus,
    iterate,
)
from teachclust.cluster.nearest_center import MinMax, NearestCenter
from teachclust.starts import k_means_starts

#: Sums that differ by less than this share are equal but for rounding.
_ROUNDING: Final = 1e-12


def k_medians_runs(X: Floats, model: Any) -> tuple[list[Iterations], list[Ints], int]:
    """Run Lloyd's iterations from each start of a KMedians.

    Parameters
    ----------
    X : ndarray of shape (n_samples, n_features)
        The points.
    model : KMedians
        Has the parameters.

    Returns
    -------
    runs : list of Iterations
        The runs.
    drawn : list of ndarray of int
        For each run the rows that were drawn; empty where the centers were given.
    best : int
        The first of the runs whose totals are lowest but for rounding.
    """
    numbers = check_random_state(model.random_state)
    given = not isinstance(model.init, str)
    runs, drawn = [], []
    for _ in range(k_means_starts(model)):
        rows = np.empty(0, dtype=np.intp)
        if model.init_name == "k-means++":
            rows = draw_plus_plus(X, model.n_clusters, "manhattan", numbers)
        elif model.init_name == "random":
            rows = numbers.choice(len(X), model.n_clusters, replace=False)
        start = np.asarray(model.init, dtype=np.float64) if given else X[rows]
        runs.append(iterate(X, start, "manhattan", max_iter=model.max_iter))
        drawn.append(rows)
    totals = np.array([run.total for run in runs])
    best = int(np.flatnonzero(totals <= totals.min() * (1 + _ROUNDING))[0])
    return runs, drawn, best


class KMedians(NearestCenter):
    """Cluster around medians: a few far points move no center.

    Points join the center at the least city block distance, the sum of the differences in all
    features. Each center then moves to the median of its points in each feature, which lowers that
    sum as a mean lowers a sum of squares.

    Parameters
    ----------
    n_clusters : int, default=8
        The number of clusters.
    init : {"k-means++", "random"} or array-like of shape (n_clusters, n_features)
        The first centers. "k-means++" draws rows of X one by one, each with a chance that grows
        with its distance to the nearest row before; "random" draws rows evenly; an array gives the
        centers. Default "k-means++".
    n_init : int or "auto", default="auto"
        Number of starts; the run with the lowest sum is kept. "auto" is 1 for "k-means++", 10 for
        "random". Given centers are one start.
    max_iter : int, default=300
        The most iterations of a run.
    random_state : int, RandomState or None, default=None
        Draws the first centers.

    Attributes
    ----------
    cluster_centers_ : ndarray of shape (n_clusters, n_features)
        Medians, in the units of X.
    labels_ : ndarray of shape (n_samples,), dtype int
        The cluster of each point.
    inertia_ : float
        Sum of the city block distances of all points to their centers, in the units of X.
    n_iter_ : int
        Iterations of the run that was kept.
    n_features_in_ : int
        Number of features.

    Raises
    ------
    ValueError
        If X has fewer rows than clusters, or given centers have another shape.

    Notes
    -----
    The center of an empty cluster moves to the point that is farthest from its own. Costs
    n_samples x n_clusters distances for each iteration of each start.

    Examples
    --------
    >>> from teachclust.cluster import KMedians
    >>> X = [[1.0], [2.0], [3.0], [10.0], [11.0], [99.0]]
    >>> KMedians(n_clusters=2, init=[[1.0], [10.0]]).fit(X).cluster_centers_.ravel().tolist()
    [2.0, 11.0]
    """

    _parameter_constraints: Final = {
        "n_clusters": [Interval(Integral, 1, None, closed="left")],
        "init": [StrOptions({"k-means++", "random"}), "array-like"],
        "n_init": [StrOptions({"auto"}), Interval(Integral, 1, None, closed="left")],
        "max_iter": [Interval(Integral, 1, None, closed="left")],
        "random_state": ["random_state"],
    }

    def __init__(
        self,
        n_clusters: int = 8,
        *,
        init: Any = "k-means++",
        n_init: int | str = "auto",
        max_iter: int = 300,
        random_state: Any = None,
    ) -> None:
        self.n_clusters = n_clusters
        self.init = init
        self.n_init = n_init
        self.max_iter = max_iter
        self.random_state = random_state

    @property
    def init_name(self) -> str:
        """The kind of start: "k-means++", "random" or "array"."""
        return self.init if isinstance(self.init, str) else "array"

    def fit(self, X: Any, y: Any = None) -> Self:
        """Find medians.

        Parameters
        ----------
        X : array-like of shape (n_samples, n_features)
            The points.
        y : None
            Not used.

        Returns
        -------
        self : KMedians
            The fitted estimator.
        """
        self._validate_params()
        X = validate_data(self, X, dtype=np.float64)
        self._check(X)
        runs, _, best = k_medians_runs(X, self)
        run = runs[best]
        self._scaling = MinMax(X, scaled=False)
        self._scaled_centers = self.cluster_centers_ = run.centers[-1]
        self.labels_ = run.labels[-1]
        self.inertia_ = run.total
        self.n_iter_ = run.n_iter
        return self

    @property
    def _gaps(self) -> Distance:
        return "manhattan"

    def _check(self, X: Floats) -> None:
        """Refuse parameters that don't fit X, in the words of scikit-learn's KMeans."""
        if len(X) < self.n_clusters:
            raise ValueError(f"n_samples={len(X)} should be >= n_clusters={self.n_clusters}.")
        if isinstance(self.init, str):
            return
        wanted = (self.n_clusters, X.shape[1])
        shape = np.shape(self.init)
        if shape != wanted or not np.isfinite(np.asarray(self.init, dtype=float)).all():
            raise ValueError(
                f"init must hold {wanted[0]} centers of {wanted[1]} finite numbers each; its shape "
                f"is {shape}."
            )
