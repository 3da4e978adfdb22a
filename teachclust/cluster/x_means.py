"""XMeans: k-means that splits clusters as long as that pays by the Bayesian information criterion.

References
----------
D. Pelleg and A. Moore, "X-means: extending k-means with efficient estimation of the number of
clusters", ICML 2000. Its variance is one number for all features and points, so the sum of squares
is divided by n_features as well, which the printed formula leaves out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from numbers import Integral, Real
from typing import Any, Final, Self

import numpy as np
from sklearn.utils import check_random_state
from sklearn.utils._param_validation import Interval, StrOptions
from sklearn.utils.validation import validate_data

from teachclust.cluster.lloyd import Floats, Ints, Iterations, gaps_to, iterate
from teachclust.cluster.nearest_center import MinMax, NearestCenter

CRITERIA: Final = ("pelleg-moore", "weka")


@dataclass(frozen=True, slots=True, eq=False)
class Split:
    """A cluster that was tried in two: its children and both values of the criterion."""

    cluster: int
    children: Floats  # (2, n_features)
    whole: float
    parts: float
    made: bool

    @property
    def gain(self) -> float:
        """By how much the criterion rises within the cluster."""
        return self.parts - self.whole


@dataclass(frozen=True, slots=True, eq=False)
class Round:
    """k-means from some centers, then a trial to split each cluster.

    ``accepted`` says whether this round's clusters are better than those of the round before by the
    criterion of all points; the last round that is may be the one before the last.
    """

    run: Iterations
    criterion: float
    accepted: bool
    splits: tuple[Split, ...] = ()

    @property
    def labels(self) -> Ints:
        """The clusters of the round."""
        return self.run.labels[-1]

    @property
    def centers(self) -> Floats:
        """The centers of the round."""
        return self.run.centers[-1]


def information_criterion(X: Floats, labels: Ints, centers: Floats, kind: str) -> float:
    """Return the Bayesian information criterion of round clusters; the higher the better.

    Parameters
    ----------
    X : ndarray of shape (n_samples, n_features)
        The points.
    labels : ndarray of shape (n_samples,), dtype int
        The cluster of each.
    centers : ndarray of shape (n_clusters, n_features)
        The centers.
    kind : {"pelleg-moore", "weka"}
        Squared distances with one variance for all clusters; or plain distances with a variance for
        each and the constant of one feature, as Weka computes it.

    Returns
    -------
    criterion : float
        Log-likelihood less half the number of parameters times the logarithm of n_samples. Minus
        infinity where there are no more points than clusters; infinite where all lie on centers.
    """
    (n, d), k = X.shape, len(centers)
    sizes = np.bincount(labels, minlength=k).astype(float)
    if n <= k:
        return -np.inf
    squares = gaps_to(X, centers, "euclidean")[np.arange(n), labels]
    if kind == "weka":
        with np.errstate(divide="ignore"):
            gaps = np.bincount(labels, np.sqrt(squares), minlength=k)
            variances = gaps / np.maximum(sizes - 1, 1)
            logarithms = np.where(variances > 0, np.log(variances), 0.0)
        parameters = (k - 1) + d * k + k
        spread = -d / 2 * (sizes * logarithms).sum() - (n - k) / 2
        constant = -n / 2 * np.log(2 * np.pi)
    else:
        variance = float(squares.sum()) / (d * (n - k))
        if variance == 0:
            return np.inf
        parameters = (k - 1) + d * k + 1
        spread = -n * d / 2 * np.log(variance) - d * (n - k) / 2
        constant = -n * d / 2 * np.log(2 * np.pi)
    filled = sizes[sizes > 0]
    shares = float((filled * np.log(filled)).sum() - n * np.log(n))
    likelihood = constant + spread + shares
    return float(likelihood - parameters / 2 * np.log(n))


def x_means_rounds(X: Floats, model: Any) -> Iterator[Round]:
    """Yield each round of an XMeans; X is scaled as it is in the fit.

    Where a split doesn't pay by the criterion of all points, a last round that isn't accepted ends
    it.
    """
    numbers = check_random_state(model.random_state)
    rows = numbers.choice(len(X), model.min_clusters, replace=False)
    run = iterate(X, X[np.sort(rows)], "euclidean", max_iter=model.max_iter, empty="relocate")
    criterion = _criterion_of(X, run, model)
    for _ in range(model.max_splits):
        splits = _try_splits(X, run, model, numbers)
        made = [one for one in splits if one.made]
        yield Round(run, criterion, True, splits)
        if not made:
            return
        # one child has its parent's place, the other a new one: clusters keep their numbers
        centers = run.centers[-1].copy()
        centers[[one.cluster for one in made]] = [one.children[0] for one in made]
        centers = np.vstack([centers, *(one.children[1:] for one in made)])
        run = iterate(X, centers, "euclidean", max_iter=model.max_iter)
        old, criterion = criterion, _criterion_of(X, run, model)
        if not criterion > old:
            yield Round(run, criterion, False)
            return
    yield Round(run, criterion, True)


def _criterion_of(X: Floats, run: Iterations, model: Any) -> float:
    return information_criterion(X, run.labels[-1], run.centers[-1], model.criterion)


def _try_splits(
    X: Floats, run: Iterations, model: Any, numbers: np.random.RandomState
) -> tuple[Split, ...]:
    """Try to split each cluster in two, and make as many that pay as there is room for."""
    labels, centers = run.labels[-1], run.centers[-1]
    tried = []
    for k, center in enumerate(centers):
        points = X[labels == k]
        direction = numbers.standard_normal(X.shape[1])
        if len(points) < 3 or not points.std(axis=0).any():
            continue
        length = np.sqrt(gaps_to(points, center[np.newaxis], "euclidean").mean())
        step = direction / np.linalg.norm(direction) * length
        local = iterate(
            points, np.vstack([center + step, center - step]), "euclidean", max_iter=model.max_iter
        )
        whole = information_criterion(
            points, np.zeros(len(points), dtype=np.intp), center[np.newaxis], model.criterion
        )
        parts = information_criterion(points, local.labels[-1], local.centers[-1], model.criterion)
        tried.append(Split(k, local.centers[-1], whole, parts, parts > whole))
    room = model.max_clusters - len(centers)
    paying = sorted((one for one in tried if one.made), key=lambda one: (-one.gain, one.cluster))
    if not paying and model.cutoff > 0:
        by_gain = sorted(tried, key=lambda one: (-one.gain, one.cluster))
        paying = by_gain[: int(model.cutoff * len(tried))]
    made = {one.cluster for one in paying[:room]}
    return tuple(
        Split(one.cluster, one.children, one.whole, one.parts, one.cluster in made) for one in tried
    )


def last_accepted(rounds: list[Round]) -> Round:
    """Return the round that the fit ends with."""
    return [one for one in rounds if one.accepted][-1]


class XMeans(NearestCenter):
    """k-means that chooses the number of clusters by splitting, after Pelleg and Moore.

    It starts from few clusters. Each is tried in two, and those splits are made that raise the
    Bayesian information criterion within the cluster. Then all centers settle again, as long as the
    criterion of all points rises. Real clusters are seldom round, so it often splits until
    `max_clusters`.

    Parameters
    ----------
    min_clusters, max_clusters : int, default=2, 8
        The number of clusters to start from, and the most there may be.
    max_splits : int, default=3
        The most rounds of splits; each at most doubles the clusters.
    max_iter : int, default=1000
        The most iterations of each k-means, of all points and within a cluster.
    criterion : {"pelleg-moore", "weka"}, default="pelleg-moore"
        How the criterion is computed: as published, with one variance of squared distances; or with
        a variance of plain distances for each cluster, as Weka does, which splits more.
    cutoff : float, default=0.0
        The share of the clusters that is split where no split pays, those with the highest gain.
    normalize : bool, default=False
        Whether features are scaled to the range from 0 to 1 first, as Weka measures distances.
    random_state : int, RandomState or None, default=None
        Draws the first centers and the directions of splits.

    Attributes
    ----------
    n_clusters_ : int
        The number of clusters.
    cluster_centers_ : ndarray of shape (n_clusters_, n_features)
        The centers, in the units of X.
    labels_ : ndarray of shape (n_samples,), dtype int
        The cluster of each point.
    criterion_ : float
        The criterion of all points.
    n_iter_ : int
        Rounds of k-means of all points, the last of which may have been undone.
    n_features_in_ : int
        Number of features.

    Raises
    ------
    ValueError
        If X has fewer rows than `max_clusters`, or `min_clusters` is above `max_clusters`.

    Notes
    -----
    Costs about `max_splits` runs of k-means with up to `max_clusters` centers.

    Examples
    --------
    >>> from sklearn.datasets import make_blobs
    >>> from teachclust.cluster import XMeans
    >>> X, _ = make_blobs(300, centers=[[0, 0], [9, 0], [0, 9], [9, 9]], random_state=0)
    >>> XMeans(random_state=0).fit(X).n_clusters_
    4
    """

    _parameter_constraints: Final = {
        "min_clusters": [Interval(Integral, 1, None, closed="left")],
        "max_clusters": [Interval(Integral, 1, None, closed="left")],
        "max_splits": [Interval(Integral, 0, None, closed="left")],
        "max_iter": [Interval(Integral, 1, None, closed="left")],
        "criterion": [StrOptions(set(CRITERIA))],
        "cutoff": [Interval(Real, 0, 1, closed="both")],
        "normalize": ["boolean"],
        "random_state": ["random_state"],
    }

    def __init__(
        self,
        min_clusters: int = 2,
        max_clusters: int = 8,
        *,
        max_splits: int = 3,
        max_iter: int = 1000,
        criterion: str = "pelleg-moore",
        cutoff: float = 0.0,
        normalize: bool = False,
        random_state: Any = None,
    ) -> None:
        self.min_clusters = min_clusters
        self.max_clusters = max_clusters
        self.max_splits = max_splits
        self.max_iter = max_iter
        self.criterion = criterion
        self.cutoff = cutoff
        self.normalize = normalize
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
        self : XMeans
            The fitted estimator.
        """
        self._validate_params()
        X = validate_data(self, X, dtype=np.float64)
        self._check(len(X))
        self._scaling = MinMax(X, scaled=self.normalize)
        rounds = list(x_means_rounds(self._scaling.scale(X), self))
        last = last_accepted(rounds)
        self._scaled_centers = last.centers
        self.cluster_centers_ = self._scaling.undo(last.centers)
        self.labels_ = last.labels
        self.criterion_ = last.criterion
        self.n_clusters_ = len(last.centers)
        self.n_iter_ = len(rounds)
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
