"""KMedoids: k-means with points as centers, found by the swaps of PAM.

References
----------
L. Kaufman and P. J. Rousseeuw, "Finding Groups in Data: An Introduction to Cluster Analysis",
Wiley, 1990, chapter 2.
E. Schubert and P. J. Rousseeuw, "Fast and eager k-medoids clustering: O(k) runtime improvement of
the PAM, CLARA, and CLARANS algorithms", Information Systems 101, 2021: the sums that value every
swap in one pass over the distances.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from numbers import Integral
from typing import Any, Final, Self

import numpy as np
import numpy.typing as npt
from scipy.spatial.distance import cdist
from sklearn.base import BaseEstimator, ClusterMixin
from sklearn.metrics import pairwise_distances
from sklearn.utils import check_random_state
from sklearn.utils._param_validation import Interval, StrOptions
from sklearn.utils.validation import check_is_fitted, validate_data

Floats = npt.NDArray[np.floating[Any]]
Ints = npt.NDArray[np.intp]

#: Metrics that need nothing but two rows, so that `predict` measures as the fit did.
METRICS: Final = (
    "braycurtis", "canberra", "chebyshev", "cityblock", "correlation", "cosine", "euclidean",
    "hamming", "l1", "l2", "manhattan", "precomputed", "sqeuclidean",
)  # fmt: skip
#: Which swap is made.
SWAPS: Final = ("best", "first")
#: Sums that differ by less than this share of the total are equal but for rounding.
_ROUNDING: Final = 1e-12
#: Distances whose swaps are valued at once: what is computed of them stays in the cache.
_AT_ONCE: Final = 50_000


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """A medoid that was added by "build" or by a draw, or a swap of one for another.

    Parameters
    ----------
    medoids : ndarray of shape (n_medoids,), dtype int
        Rows of X that are medoids after the step, in their order.
    position : int
        Which of them is new.
    removed : int or None
        The row that was a medoid before; None where none was removed.
    total : float
        Sum of the distances of all points to their nearest medoids, after the step.
    gains : ndarray of shape (n_samples,) or None
        By how much each point would have lowered the total in place of the medoid for which it does
        best; 0 where it does not. None for steps that add a medoid, and where the first swap that
        helps is made.
    """

    medoids: Ints
    position: int
    removed: int | None
    total: float
    gains: Floats | None = None


def pam_steps(
    distances: Floats,
    n_clusters: int,
    init: Any,
    max_iter: int,
    random_state: Any,
    swaps: str = "best",
) -> Iterator[Step]:
    """Yield each step of PAM: n_clusters medoids, then swaps until none helps.

    Parameters
    ----------
    distances : ndarray of shape (n_samples, n_samples)
        From each point (row) to each candidate (column).
    n_clusters : int
        The number of medoids.
    init : {"build", "random"} or array-like of shape (n_clusters,), dtype int
        As in `KMedoids`.
    max_iter : int
        The most swaps.
    random_state : int, RandomState or None
        Draws the medoids of "random".
    swaps : {"best", "first"}, default="best"
        As in `KMedoids`.

    Yields
    ------
    step : Step
        `n_clusters` steps that add a medoid, then the swaps.

    Notes
    -----
    Of swaps that are equal but for rounding, the one with the lowest row of the new medoid is made,
    and among these the one that takes out the first medoid. Costs n_samples ** 2 operations a step;
    with "first" the swaps of some passes together.
    """
    medoids = np.empty(0, dtype=np.intp)
    to_points = np.ascontiguousarray(distances.T)
    for point in _first_medoids(to_points, n_clusters, init, random_state):
        medoids = np.append(medoids, point)
        total = float(to_points[medoids].min(axis=0).sum())
        yield Step(medoids, len(medoids) - 1, None, total)
    if swaps == "first":
        yield from islice(_first_swaps(to_points, medoids), max_iter)
        return
    for _ in range(max_iter):
        changes = swap_changes(to_points, medoids)
        total = float(to_points[medoids].min(axis=0).sum())
        if not changes.min() < -_ROUNDING * total:
            return
        point, position = divmod(_first_lowest(changes.ravel(), total), n_clusters)
        removed, medoids = int(medoids[position]), medoids.copy()
        medoids[position] = point
        gains = np.maximum(-changes.min(axis=1), 0.0)
        total = float(to_points[medoids].min(axis=0).sum())
        yield Step(medoids, position, removed, total, gains)


def _first_swaps(to_points: Floats, medoids: Ints) -> Iterator[Step]:
    """Go through the points again and again, and make each swap that helps at once (FasterPAM).

    It ends when all points were tried since the last swap.
    """
    n, at, tried = len(to_points), 0, 0
    around = _Around(to_points, medoids)
    while tried < n:
        block = range(at, min(n, at + around.width, at + n - tried))
        changes = around.changes(block)
        helping = np.flatnonzero(changes.min(axis=1) < -_ROUNDING * around.total)
        if not len(helping):
            tried, at = tried + len(block), block.stop % n
            continue
        point = block[int(helping[0])]
        position = _first_lowest(changes[helping[0]], around.total)
        removed, medoids = int(medoids[position]), medoids.copy()
        medoids[position] = point
        around = _Around(to_points, medoids)
        yield Step(medoids, position, removed, around.total)
        tried, at = 1, (point + 1) % n


def pam_runs(distances: Floats, model: Any) -> tuple[list[list[Step]], int]:
    """Run PAM from each start of a KMedoids.

    Parameters
    ----------
    distances : ndarray of shape (n_samples, n_samples)
        From each point (row) to each candidate (column).
    model : KMedoids
        Has the parameters.

    Returns
    -------
    runs : list of list of Step
        The steps of the `n_init` runs.
    best : int
        The first of those whose totals are lowest but for rounding.
    """
    numbers = check_random_state(model.random_state)
    inits = [model.init, *["random"] * (model.n_init - 1)]
    runs = [
        list(pam_steps(distances, model.n_clusters, init, model.max_iter, numbers, model.swaps))
        for init in inits
    ]
    totals = np.array([run[-1].total for run in runs])
    return runs, _first_lowest(totals, float(totals.min()))


def _first_medoids(
    to_points: Floats, n_clusters: int, init: Any, random_state: Any
) -> Iterator[int]:
    if not isinstance(init, str):
        yield from np.asarray(init).tolist()
    elif init == "random":
        numbers = check_random_state(random_state)
        yield from numbers.choice(len(to_points), n_clusters, replace=False).tolist()
    else:
        nearest = np.full(len(to_points), np.inf)
        free = np.ones(len(to_points), dtype=bool)
        for _ in range(n_clusters):
            totals = _totals_with(to_points, nearest)
            totals[~free] = np.inf
            point = _first_lowest(totals, float(totals.min()))
            free[point] = False
            nearest = np.minimum(nearest, to_points[point])
            yield point


def _totals_with(to_points: Floats, nearest: Floats) -> Floats:
    """Return the total for each point that might become a medoid beside those that are there."""
    width = max(1, _AT_ONCE // len(to_points))
    blocks = range(0, len(to_points), width)
    return np.concatenate(
        [np.minimum(to_points[at : at + width], nearest).sum(axis=1) for at in blocks]
    )


def _first_lowest(values: Floats, scale: float) -> int:
    """Return the first position of the lowest value, where rounding decides nothing."""
    return int(np.flatnonzero(values <= values.min() + _ROUNDING * abs(scale))[0])


def swap_changes(to_points: Floats, medoids: Ints) -> Floats:
    """Return by how much each swap changes the total.

    Parameters
    ----------
    to_points : ndarray of shape (n_samples, n_samples)
        From each candidate (row) to each point (column).
    medoids : ndarray of shape (n_medoids,), dtype int
        The rows that are medoids now.

    Returns
    -------
    changes : ndarray of shape (n_samples, n_medoids)
        For each point in place of each medoid; infinite for points that are medoids.
    """
    around = _Around(to_points, medoids)
    blocks = [
        range(at, min(len(to_points), at + around.width))
        for at in range(0, len(to_points), around.width)
    ]
    return np.concatenate([around.changes(block) for block in blocks])


class _Around:
    """The distances of points to their nearest medoid and to the one that they would turn to."""

    def __init__(self, to_points: Floats, medoids: Ints) -> None:
        n, k = len(to_points), len(medoids)
        self.to_points, self.medoids = to_points, medoids
        to_medoids = to_points[medoids].T
        labels = to_medoids.argmin(axis=1)
        rows = np.arange(n)
        self.nearest = to_medoids[rows, labels].copy()
        to_medoids[rows, labels] = np.inf
        self.second = to_medoids.min(axis=1) if k > 1 else np.full(n, np.inf)
        self.belongs = np.zeros((n, k))
        self.belongs[rows, labels] = 1.0
        self.total = float(self.nearest.sum())
        self.width = max(1, _AT_ONCE // n)

    def changes(self, points: range) -> Floats:
        """Return by how much each swap for one of these points changes the total, as above."""
        block = self.to_points[points.start : points.stop]
        kept = np.minimum(block, self.nearest)
        # points of the medoid that goes turn to the new one or to their second nearest
        lost = np.minimum(block, self.second)
        lost -= kept
        changes: Floats = lost @ self.belongs
        changes += kept.sum(axis=1, keepdims=True) - self.total
        own = self.medoids[(self.medoids >= points.start) & (self.medoids < points.stop)]
        changes[own - points.start] = np.inf
        return changes


def distances_between(X: Floats, Y: Any, metric: Any) -> Floats:
    """Return the distance of each row of X to each row of Y.

    Straight distances are computed from differences: by products they lose digits far from 0. Where
    a metric is not defined, such as the correlation of equal values, a ValueError names the row.
    """
    if isinstance(metric, str) and metric in ("euclidean", "l2"):
        found: Floats = cdist(X, Y)
        return found
    found = np.asarray(pairwise_distances(X, Y, metric=metric), dtype=np.float64)
    if not np.isfinite(found).all():
        row = int(np.flatnonzero(~np.isfinite(found).all(axis=1))[0])
        raise ValueError(
            f"metric={metric!r} gives no distance for some rows, the first of them row {row}. "
            "Rows of zeros have no angle, and rows whose values are equal no correlation."
        )
    return found


def by_first_points(distances: Floats, medoids: Ints) -> Ints:
    """Return medoids in the order in which their clusters' first points come in X."""
    labels = distances[:, medoids].argmin(axis=1)
    first = np.full(len(medoids), len(distances))
    np.minimum.at(first, labels, np.arange(len(labels)))
    return medoids[first.argsort(kind="stable")]


class KMedoids(ClusterMixin, BaseEstimator):  # type: ignore[misc]
    """Cluster around points of the data, the medoids, by PAM (partitioning around medoids).

    A medoid is the point of its cluster with the least sum of distances to the others. Distances
    count as they are, not squared, so a far point pulls less than in k-means, and any metric will
    do.

    Parameters
    ----------
    n_clusters : int, default=8
        The number of clusters.
    metric : str or callable, default="euclidean"
        One of "braycurtis", "canberra", "chebyshev", "cityblock", "correlation", "cosine",
        "euclidean", "hamming", "l1", "l2", "manhattan" and "sqeuclidean", as in
        `sklearn.metrics.pairwise_distances`, or a function of two rows. "precomputed": X holds the
        distances, of shape (n_samples, n_samples).
    init : {"build", "random"} or array-like of shape (n_clusters,), dtype int, default="build"
        The first medoids. "build" adds them one by one, each time the point that lowers the sum of
        distances most; "random" draws them; an array gives their rows in X.
    n_init : int, default=1
        The number of starts: `init`, then drawn ones. The run with the lowest sum is kept.
    swaps : {"best", "first"}, default="best"
        Which swap is made: of all swaps the one that lowers the sum most, as in PAM and R's `pam`;
        or the first found that lowers it, as in FasterPAM, which takes more swaps but much less
        time for each.
    max_iter : int, default=300
        The most swaps of a run.
    random_state : int, RandomState or None, default=None
        Draws medoids.

    Attributes
    ----------
    medoid_indices_ : ndarray of shape (n_clusters,), dtype int
        Rows of X that are the medoids.
    cluster_centers_ : ndarray of shape (n_clusters, n_features) or None
        These rows; None for ``metric="precomputed"``.
    labels_ : ndarray of shape (n_samples,), dtype int
        The cluster of each point. Clusters are numbered by their first point in X.
    inertia_ : float
        Sum of the distances of all points to their medoids, in the units of the metric.
    n_iter_ : int
        Swaps that were made in the run that was kept.
    n_features_in_ : int
        Number of features.

    Raises
    ------
    ValueError
        If X has fewer rows than clusters, or `init` gives other than `n_clusters` rows of X.

    Notes
    -----
    With "best" each step makes the best of all swaps (Kaufman and Rousseeuw), valued in one pass
    over the distances (Schubert and Rousseeuw). No swap of one medoid for one point lowers the sum
    at the end; another set may still be better, which more starts may find. From one start either
    way of swapping may end lower; ten starts with "first" are worth more than one with "best".
    Costs n_samples ** 2 operations a swap with "best", a few times this for all swaps with "first",
    and n_samples ** 2 x 16 bytes.

    Examples
    --------
    >>> from teachclust.cluster import KMedoids
    >>> model = KMedoids(n_clusters=2).fit([[1.0], [2.0], [3.0], [10.0], [11.0], [99.0]])
    >>> model.cluster_centers_.ravel().tolist()
    [3.0, 99.0]
    >>> model.inertia_
    18.0
    """

    _parameter_constraints: Final = {
        "n_clusters": [Interval(Integral, 1, None, closed="left")],
        "metric": [StrOptions(set(METRICS)), callable],
        "init": [StrOptions({"build", "random"}), "array-like"],
        "n_init": [Interval(Integral, 1, None, closed="left")],
        "swaps": [StrOptions(set(SWAPS))],
        "max_iter": [Interval(Integral, 0, None, closed="left")],
        "random_state": ["random_state"],
    }

    def __init__(
        self,
        n_clusters: int = 8,
        *,
        metric: Any = "euclidean",
        init: Any = "build",
        n_init: int = 1,
        swaps: str = "best",
        max_iter: int = 300,
        random_state: Any = None,
    ) -> None:
        self.n_clusters = n_clusters
        self.metric = metric
        self.init = init
        self.n_init = n_init
        self.swaps = swaps
        self.max_iter = max_iter
        self.random_state = random_state

    def __sklearn_tags__(self) -> Any:
        """Tell scikit-learn that X may hold distances."""
        tags = super().__sklearn_tags__()
        tags.input_tags.pairwise = self._is_precomputed()
        return tags

    def _is_precomputed(self) -> bool:
        return isinstance(self.metric, str) and self.metric == "precomputed"

    def fit(self, X: Any, y: Any = None) -> Self:
        """Find medoids.

        Parameters
        ----------
        X : array-like of shape (n_samples, n_features), or (n_samples, n_samples)
            Points, or distances for ``metric="precomputed"``.
        y : None
            Not used.

        Returns
        -------
        self : KMedoids
            The fitted estimator.
        """
        self._validate_params()
        X = validate_data(self, X, dtype=np.float64)
        self._check(X)
        distances = X if self._is_precomputed() else distances_between(X, X, self.metric)
        runs, best = pam_runs(distances, self)
        steps = runs[best]
        self.medoid_indices_ = by_first_points(distances, steps[-1].medoids)
        self.cluster_centers_ = None if self._is_precomputed() else X[self.medoid_indices_]
        self.labels_ = distances[:, self.medoid_indices_].argmin(axis=1)
        self.inertia_ = steps[-1].total
        self.n_iter_ = len(steps) - self.n_clusters
        return self

    def predict(self, X: Any) -> Ints:
        """Return the cluster of the nearest medoid.

        Parameters
        ----------
        X : array-like of shape (n_queries, n_features), or (n_queries, n_samples)
            Points, or their distances to the points of the fit for ``metric="precomputed"``.

        Returns
        -------
        labels : ndarray of shape (n_queries,), dtype int
            The cluster of each.
        """
        check_is_fitted(self)
        X = validate_data(self, X, dtype=np.float64, reset=False)
        if self._is_precomputed():
            distances = X[:, self.medoid_indices_]
        else:
            distances = distances_between(X, self.cluster_centers_, self.metric)
        labels: Ints = distances.argmin(axis=1)
        return labels

    def _check(self, X: Floats) -> None:
        """Refuse parameters that don't fit X, in the words of scikit-learn's KMeans."""
        n, k = len(X), self.n_clusters
        if n < k:
            raise ValueError(f"n_samples={n} should be >= n_clusters={k}.")
        if self._is_precomputed() and (X.shape[1] != n or X.min() < 0):
            raise ValueError(
                "With metric='precomputed' X must hold the distances of all pairs, none below 0, "
                f"in a square table; its shape is {X.shape}."
            )
        if isinstance(self.init, str):
            return
        rows = np.asarray(self.init)
        if rows.shape != (k,) or rows.dtype.kind not in "iu" or len(np.unique(rows)) < k:
            raise ValueError(f"init must hold {k} different rows of X; it is {self.init!r}.")
        if rows.min() < 0 or rows.max() >= n:
            raise ValueError(f"init must hold rows of X, from 0 to {n - 1}; it is {self.init!r}.")
