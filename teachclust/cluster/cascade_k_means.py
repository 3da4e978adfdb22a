"""CascadeKMeans: k-means for every number of clusters, judged by Calinski and Harabasz.

Written from the papers below and from notes on how Weka's package behaves; it holds none of its
code.

References
----------
T. Calinski and J. Harabasz, "A dendrite method for cluster analysis", Communications in Statistics
3, 1974.
"""

from __future__ import annotations

from dataclasses import dataclass
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
    gaps_to,
    iterate,
    middle_of,
)
from teachclust.cluster.nearest_center import MinMax, NearestCenter

#: Means that differ by less than this share are equal but for rounding.
_ROUNDING: Final = 1e-12


@dataclass(frozen=True, slots=True, eq=False)
class Tried:
    """The runs for one number of clusters: their scores, and the run with the best one."""

    n_clusters: int
    scores: Floats  # one for each restart
    best: Iterations

    @property
    def mean(self) -> float:
        """The mean score, by which the number of clusters is chosen."""
        return float(self.scores.mean())


def variance_ratio(X: Floats, run: Iterations, distance: Distance) -> float:
    """Return the score of Calinski and Harabasz of a run's end; 0 for fewer than two clusters.

    With city block distances the sums are of distances that aren't squared, as in Weka.
    """
    labels, n = run.labels[-1], len(X)
    k = len(np.unique(labels))
    if k < 2 or k >= n or run.total == 0:
        return 0.0
    whole = float(gaps_to(X, middle_of(X, distance)[np.newaxis], distance).sum())
    return (whole - run.total) / (k - 1) / (run.total / (n - k))


def try_all(X: Floats, model: Any) -> list[Tried]:
    """Run k-means for each number of clusters from `restarts` starts; X is scaled."""
    numbers = check_random_state(model.random_state)
    tried = []
    for k in range(model.min_clusters, model.max_clusters + 1):
        runs = []
        for _ in range(model.restarts):
            if model.init == "k-means++":
                rows = draw_plus_plus(X, k, model.distance, numbers)
            else:
                rows = numbers.choice(len(X), k, replace=False)
            runs.append(iterate(X, X[rows], model.distance, max_iter=model.max_iter, empty="drop"))
        scores = np.array([variance_ratio(X, run, model.distance) for run in runs])
        best = int(np.flatnonzero(scores >= scores.max() * (1 - _ROUNDING))[0])
        tried.append(Tried(k, scores, runs[best]))
    return tried


def best_of(tried: list[Tried]) -> int:
    """Return which number has the highest mean score, the smallest where they are equal."""
    means = np.array([one.mean for one in tried])
    return int(np.flatnonzero(means >= means.max() * (1 - _ROUNDING))[0])


def kept_clusters(run: Iterations) -> tuple[Ints, Floats]:
    """Return labels and centers of a run's end without the clusters that were dropped."""
    kept = np.flatnonzero(~np.isnan(run.centers[-1][:, 0]))
    return np.searchsorted(kept, run.labels[-1]), run.centers[-1][kept]


class CascadeKMeans(NearestCenter):
    """k-means that chooses the number of clusters, as ``wekaCascadeKMeans`` does it.

    For each number of clusters k-means runs from several starts. The number whose runs have the
    highest mean score of Calinski and Harabasz is taken, and of its runs the one with the best
    score. A bad start lowers the mean, so the number taken may depend on the starts.

    Parameters
    ----------
    min_clusters, max_clusters : int, default=2, 10
        The least and the greatest number of clusters, at least 2.
    restarts : int, default=10
        Starts for each number.
    init : {"random", "k-means++"}, default="random"
        How first centers are drawn from the rows.
    distance : {"euclidean", "manhattan"}, default="euclidean"
        Squared straight distances and means, or city block distances and medians.
    normalize : bool, default=True
        Whether features are scaled to the range from 0 to 1, as in Weka.
    max_iter : int, default=500
        The most iterations of a run.
    random_state : int, RandomState or None, default=None
        Draws the first centers. Earth Engine's clusterer has no seed.

    Attributes
    ----------
    n_clusters_ : int
        The number of clusters that was taken, less those that became empty.
    scores_ : ndarray of shape (max_clusters - min_clusters + 1, restarts)
        The score of each run.
    score_ : float
        The highest mean score.
    cluster_centers_ : ndarray of shape (n_clusters_, n_features)
        The centers, in the units of X.
    labels_ : ndarray of shape (n_samples,), dtype int
        The cluster of each point.
    inertia_ : float
        Sum of squared (or city block) distances to the centers, among scaled features.
    n_iter_ : int
        How many numbers of clusters were tried.
    n_features_in_ : int
        Number of features.

    Raises
    ------
    ValueError
        If X has fewer rows than `max_clusters`, or `min_clusters` is above `max_clusters`.

    Notes
    -----
    Costs `restarts` runs of k-means for each number of clusters.

    Examples
    --------
    >>> from teachclust.cluster import CascadeKMeans
    >>> X = [[0.0], [0.1], [0.2], [4.0], [4.1], [9.0], [9.1]]
    >>> CascadeKMeans(max_clusters=4, init="k-means++", random_state=0).fit(X).n_clusters_
    3
    """

    _parameter_constraints: Final = {
        "min_clusters": [Interval(Integral, 2, None, closed="left")],
        "max_clusters": [Interval(Integral, 2, None, closed="left")],
        "restarts": [Interval(Integral, 1, None, closed="left")],
        "init": [StrOptions({"random", "k-means++"})],
        "distance": [StrOptions({"euclidean", "manhattan"})],
        "normalize": ["boolean"],
        "max_iter": [Interval(Integral, 1, None, closed="left")],
        "random_state": ["random_state"],
    }

    def __init__(
        self,
        min_clusters: int = 2,
        max_clusters: int = 10,
        *,
        restarts: int = 10,
        init: str = "random",
        distance: Distance = "euclidean",
        normalize: bool = True,
        max_iter: int = 500,
        random_state: Any = None,
    ) -> None:
        self.min_clusters = min_clusters
        self.max_clusters = max_clusters
        self.restarts = restarts
        self.init = init
        self.distance = distance
        self.normalize = normalize
        self.max_iter = max_iter
        self.random_state = random_state

    def fit(self, X: Any, y: Any = None) -> Self:
        """Find the number of clusters and the clusters.

        Parameters
        ----------
        X : array-like of shape (n_samples, n_features)
            The points.
        y : None
            Not used.

        Returns
        -------
        self : CascadeKMeans
            The fitted estimator.
        """
        self._validate_params()
        X = validate_data(self, X, dtype=np.float64)
        self._check(len(X))
        self._scaling = MinMax(X, scaled=self.normalize)
        tried = try_all(self._scaling.scale(X), self)
        taken = tried[best_of(tried)]
        self.labels_, self._scaled_centers = kept_clusters(taken.best)
        self.cluster_centers_ = self._scaling.undo(self._scaled_centers)
        self.scores_ = np.array([one.scores for one in tried])
        self.score_ = taken.mean
        self.n_clusters_ = len(self.cluster_centers_)
        self.inertia_ = taken.best.total
        self.n_iter_ = len(tried)
        return self

    def _check(self, n_samples: int) -> None:
        if self.min_clusters > self.max_clusters:
            raise ValueError(
                f"min_clusters={self.min_clusters} should be <= max_clusters={self.max_clusters}."
            )
        if n_samples < self.max_clusters:
            raise ValueError(
                f"n_samples={n_samples} should be >= max_clusters={self.max_clusters}."
            )
