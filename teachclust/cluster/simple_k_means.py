"""SimpleKMeans: k-means with the choices of Weka's clusterer of that name.

Written from the papers below and from notes on how Weka 3.8 behaves; it holds none of its code.

References
----------
I. H. Witten, E. Frank, M. A. Hall and C. J. Pal, "Data Mining: Practical Machine Learning Tools and
Techniques", Morgan Kaufmann, 4th ed. 2016, section 4.8.
T. F. Gonzalez, "Clustering to minimize the maximum intercluster distance", Theoretical Computer
Science 38, 1985: the farthest-first start.
A. McCallum, K. Nigam and L. H. Ungar, "Efficient clustering of high-dimensional data sets with
application to reference matching", KDD 2000: canopies.
"""

from __future__ import annotations

from numbers import Integral, Real
from typing import Any, Final, Self

import numpy as np
from scipy.spatial.distance import cdist
from sklearn.utils import check_random_state
from sklearn.utils._param_validation import Interval, StrOptions
from sklearn.utils.validation import validate_data

from teachclust.cluster.lloyd import (
    Distance,
    Floats,
    Ints,
    Iterations,
    draw_plus_plus,
    gaps_to,
    iterate,
)
from teachclust.cluster.nearest_center import MinMax, NearestCenter

#: The starts, in the order of the numbers that Weka and Earth Engine give them.
INITS: Final = ("random", "k-means++", "canopy", "farthest-first")


def canopy_centers(X: Floats, tight: float, distance: Distance) -> Ints:
    """Return the rows that start a canopy, those with the most points near them first.

    Parameters
    ----------
    X : ndarray of shape (n_samples, n_features)
        The points.
    tight : float
        A row within this distance of an earlier center starts no canopy.
    distance : {"euclidean", "manhattan"}
        How distances are measured.

    Returns
    -------
    rows : ndarray of int
        The rows, by the number of points nearer than `tight`, then by row.
    """
    kind = "euclidean" if distance == "euclidean" else "cityblock"
    rows: list[int] = []
    sizes: list[int] = []
    free = np.ones(len(X), dtype=bool)
    while free.any():
        row = int(free.argmax())
        near = cdist(X[row : row + 1], X, kind)[0] < tight
        near[row] = True
        rows.append(row)
        sizes.append(int(np.count_nonzero(near)))
        free &= ~near
    return np.array(rows, dtype=np.intp)[np.argsort(-np.array(sizes), kind="stable")]


def farthest_first(X: Floats, n_clusters: int, distance: Distance) -> Ints:
    """Return the first row, then always the row that is farthest from those before."""
    rows = [0]
    nearest = gaps_to(X, X[:1], distance)[:, 0]
    while len(rows) < n_clusters:
        rows.append(int(nearest.argmax()))
        nearest = np.minimum(nearest, gaps_to(X, X[rows[-1:]], distance)[:, 0])
    return np.array(rows, dtype=np.intp)


def simple_start(X: Floats, model: Any) -> Ints:
    """Return the rows that a SimpleKMeans starts from; X is scaled as it is in the fit."""
    first = np.unique(X, axis=0, return_index=True)[1]
    k = min(model.n_clusters, len(first))
    numbers = check_random_state(model.random_state)
    if model.init == "random":
        chosen: Ints = numbers.permutation(np.sort(first))[:k]
        return chosen
    if model.init == "k-means++":
        power = 1.0 if model.squared_weights or model.distance == "manhattan" else 0.5
        return draw_plus_plus(X, k, model.distance, numbers, power=power)
    if model.init == "farthest-first":
        return farthest_first(X, k, model.distance)
    tight = model.canopy_radius
    if tight is None:
        tight = 0.5 * float(X.std(axis=0).sum())
    return canopy_centers(X, tight, model.distance)[:k]


def simple_run(scaled: Floats, model: Any) -> tuple[Ints, Iterations]:
    """Return the rows that a SimpleKMeans starts from, and its run; X is scaled."""
    rows = simple_start(scaled, model)
    run = iterate(scaled, scaled[rows], model.distance, max_iter=model.max_iter, empty=model.empty)
    return rows, run


class SimpleKMeans(NearestCenter):
    """k-means as Weka's SimpleKMeans and Earth Engine's ``wekaKMeans`` do it.

    What differs from `sklearn.cluster.KMeans`: features are scaled to the range from 0 to 1 before
    distances are measured; there is one start; a cluster that becomes empty is dropped.

    Parameters
    ----------
    n_clusters : int, default=8
        The most clusters.
    init : {"random", "k-means++", "canopy", "farthest-first"}, default="random"
        Which rows are the first centers. "random": different rows, drawn. "k-means++": drawn one by
        one, each with a chance that grows with its distance to those before. "canopy": rows that
        are no nearer to each other than `canopy_radius`, those with most points around them.
        "farthest-first": the first row, then always the farthest one; nothing is drawn.
    distance : {"euclidean", "manhattan"}, default="euclidean"
        Squared straight distances and means, or city block distances and medians.
    normalize : bool, default=True
        Whether features are scaled to the range from 0 to 1, as in Weka.
    squared_weights : bool, default=False
        Whether "k-means++" draws by squared distances, as published. Weka draws by plain ones.
    empty : {"drop", "relocate"}, default="drop"
        What becomes of an empty cluster: it is dropped, as in Weka, or its center moves to the
        farthest point, as in scikit-learn.
    canopy_radius : float or None, default=None
        The least distance between two canopies' centers, among scaled features. None: half the sum
        of the features' standard deviations.
    max_iter : int, default=500
        The most iterations.
    random_state : int, RandomState or None, default=None
        Draws the first centers.

    Attributes
    ----------
    cluster_centers_ : ndarray of shape (n_clusters_, n_features)
        The centers, in the units of X.
    labels_ : ndarray of shape (n_samples,), dtype int
        The cluster of each point.
    inertia_ : float
        Sum of squared distances to the centers, or of city block distances, among scaled features.
    n_clusters_ : int
        How many clusters there are: fewer than asked where some became empty or rows repeat.
    n_iter_ : int
        Iterations.
    n_features_in_ : int
        Number of features.

    Raises
    ------
    ValueError
        If X has fewer rows than clusters.

    Notes
    -----
    Costs n_samples x n_clusters distances an iteration.

    Examples
    --------
    >>> from teachclust.cluster import SimpleKMeans
    >>> X = [[0.0, 5000.0], [0.1, 1000.0], [0.9, 5100.0], [1.0, 900.0]]
    >>> SimpleKMeans(n_clusters=2, init="farthest-first").fit(X).labels_.tolist()
    [0, 1, 0, 1]
    """

    _parameter_constraints: Final = {
        "n_clusters": [Interval(Integral, 1, None, closed="left")],
        "init": [StrOptions(set(INITS))],
        "distance": [StrOptions({"euclidean", "manhattan"})],
        "normalize": ["boolean"],
        "squared_weights": ["boolean"],
        "empty": [StrOptions({"drop", "relocate"})],
        "canopy_radius": [Interval(Real, 0, None, closed="neither"), None],
        "max_iter": [Interval(Integral, 1, None, closed="left")],
        "random_state": ["random_state"],
    }

    def __init__(
        self,
        n_clusters: int = 8,
        *,
        init: str = "random",
        distance: Distance = "euclidean",
        normalize: bool = True,
        squared_weights: bool = False,
        empty: str = "drop",
        canopy_radius: float | None = None,
        max_iter: int = 500,
        random_state: Any = None,
    ) -> None:
        self.n_clusters = n_clusters
        self.init = init
        self.distance = distance
        self.normalize = normalize
        self.squared_weights = squared_weights
        self.empty = empty
        self.canopy_radius = canopy_radius
        self.max_iter = max_iter
        self.random_state = random_state

    def fit(self, X: Any, y: Any = None) -> Self:
        """Find clusters.

        Parameters
        ----------
        X : array-like of shape (n_samples, n_features)
            The points.
        y : None
            Not used.

        Returns
        -------
        self : SimpleKMeans
            The fitted estimator.
        """
        self._validate_params()
        X = validate_data(self, X, dtype=np.float64)
        if len(X) < self.n_clusters:
            raise ValueError(f"n_samples={len(X)} should be >= n_clusters={self.n_clusters}.")
        self._scaling = MinMax(X, scaled=self.normalize)
        _, run = simple_run(self._scaling.scale(X), self)
        kept = np.flatnonzero(~np.isnan(run.centers[-1][:, 0]))
        self._scaled_centers = run.centers[-1][kept]
        self.cluster_centers_ = self._scaling.undo(self._scaled_centers)
        self.labels_ = np.searchsorted(kept, run.labels[-1])
        self.inertia_ = run.total
        self.n_clusters_ = len(kept)
        self.n_iter_ = run.n_iter
        return self
