"""SelfOrganizingMap: a grid of units that unfolds over the points (Kohonen).

It is own code, though the package minisom trains the same map. minisom has no batch algorithm,
keeps one random order for all epochs and has no start from the data's own spread, and the map is
some thirty lines. The tests compare both: with the same start, order and schedules the weights are
equal.

References
----------
T. Kohonen, "Self-organized formation of topologically correct feature maps", Biological
Cybernetics 43, 1982.
T. Kohonen, "Self-Organizing Maps", Springer, 3rd ed. 2001: the schedules, the batch map, the start
along principal components (chapter 3).
A. Ultsch and H. P. Siemon, "Kohonen's self organizing feature maps for exploratory data analysis",
INNC 1990: the U-matrix.
K. Kiviluoto, "Topology preservation in self-organizing maps", ICNN 1996: the topographic error.
J. Vesanto and E. Alhoniemi, "Clustering of the self-organizing map", IEEE Transactions on Neural
Networks 11, 2000: units that are clustered in a second step.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from numbers import Integral, Real
from typing import Any, Final, Self

import numpy as np
from scipy.spatial.distance import cdist
from sklearn.base import (
    BaseEstimator,
    ClassNamePrefixFeaturesOutMixin,
    ClusterMixin,
    TransformerMixin,
)
from sklearn.cluster import AgglomerativeClustering
from sklearn.utils import check_random_state
from sklearn.utils._param_validation import Interval, StrOptions
from sklearn.utils.validation import check_is_fitted, validate_data

from teachclust.cluster.lloyd import Floats, Ints

ALGORITHMS: Final = ("online", "batch")
DECAYS: Final = ("linear", "inverse")
GRIDS: Final = ("rectangular", "hexagonal")
INITS: Final = ("pca", "random")

#: Units this near on the grid are neighbors: diagonal ones too where it is rectangular.
_NEAR: Final = {"rectangular": 1.5, "hexagonal": 1.1}
#: Points whose distances to all units are held at once.
_ROWS: Final = 20_000


@dataclass(frozen=True, slots=True, eq=False)
class Pull:
    """A point that pulled the map; `units` are all of them after it, the map's own array."""

    epoch: int  # counted from 1
    point: int
    winner: int
    rate: float
    sigma: float
    shares: Floats  # of the gap, by which each unit moved
    units: Floats


@dataclass(frozen=True, slots=True)
class Grid:
    """Where units stand on the map: row by row, numbered from 0.

    Rows of a hexagonal grid are moved by half a column in turn and closer together, so that the six
    nearest units are at distance 1.
    """

    kind: str
    n_rows: int
    n_columns: int

    @property
    def places(self) -> Floats:
        """Where each unit stands, as x and y, shape (n_units, 2)."""
        rows, columns = np.indices((self.n_rows, self.n_columns)).reshape(2, -1)
        if self.kind == "rectangular":
            return np.column_stack([columns, rows]).astype(np.float64)
        return np.column_stack([columns + 0.5 * (rows % 2), rows * np.sqrt(0.75)])

    @property
    def gaps(self) -> Floats:
        """Squared distances between units on the grid, shape (n_units, n_units)."""
        found: Floats = cdist(self.places, self.places, "sqeuclidean")
        return found

    @property
    def neighbors(self) -> Any:
        """Which units are neighbors, shape (n_units, n_units)."""
        gaps = self.gaps
        return (gaps > 0) & (gaps < _NEAR[self.kind] ** 2)

    @property
    def links(self) -> Ints:
        """Pairs of units at distance 1, which are drawn as joined, shape (n_links, 2)."""
        pairs: Ints = np.argwhere(np.triu(np.abs(self.gaps - 1) < 1e-9))
        return pairs


class Schedule:
    """The rate and the width of the neighborhood at each step of the training."""

    def __init__(self, model: Any, n_steps: int) -> None:
        self.decay = model.decay
        self.n_steps = n_steps
        self.rate = float(model.learning_rate)
        self.sigma = sigma_of(model)
        self.final = min(float(model.final_sigma), self.sigma)

    def rate_at(self, step: int) -> float:
        """Return the share of the gap by which the nearest unit moves at a step, from 0."""
        if self.decay == "linear":
            return self.rate * (1 - step / self.n_steps)
        tail = self.n_steps / 100
        return self.rate * tail / (tail + step)

    def sigma_at(self, step: int) -> float:
        """Return the width of the neighborhood at a step, from 0."""
        if self.decay == "linear":
            return self.sigma + step * (self.final - self.sigma) / self.n_steps
        return self.sigma / (1 + step * (self.sigma / self.final - 1) / self.n_steps)


def sigma_of(model: Any) -> float:
    """Return the width at the start: half the longer side of the grid where none is given."""
    if model.sigma is not None:
        return float(model.sigma)
    return float(max(model.n_rows, model.n_columns, 2) / 2)


def grid_of(model: Any) -> Grid:
    """Return the grid of a SelfOrganizingMap."""
    return Grid(model.grid, model.n_rows, model.n_columns)


def first_units(X: Floats, model: Any, numbers: np.random.RandomState) -> Floats:
    """Return where the units of a SelfOrganizingMap start; `numbers` moves on if it draws."""
    grid = grid_of(model)
    n_units = grid.n_rows * grid.n_columns
    if not isinstance(model.init, str):
        return np.array(model.init, dtype=np.float64)
    if model.init == "random":
        drawn: Floats = X[numbers.choice(len(X), n_units, replace=len(X) < n_units)]
        return drawn
    return _spread(X, grid)


def _spread(X: Floats, grid: Grid) -> Floats:
    """Spread the grid over the first two principal components, one deviation to each side.

    The longer side of the grid lies along the first.
    """
    mean = X.mean(axis=0)
    _, sizes, directions = np.linalg.svd(X - mean, full_matrices=False)
    largest = np.abs(directions).argmax(axis=1)
    directions *= np.sign(directions[np.arange(len(directions)), largest])[:, np.newaxis]
    arms = (sizes / np.sqrt(len(X)))[:, np.newaxis] * directions
    places = grid.places
    half = np.ptp(places, axis=0) / 2
    sides = (places - places.min(axis=0) - half) / np.where(half > 0, half, 1.0)
    if grid.n_rows > grid.n_columns:
        sides = sides[:, ::-1]
    used = min(2, len(arms))
    units: Floats = mean + sides[:, :used] @ arms[:used]
    return units


def map_pulls(
    X: Floats, units: Floats, order: Ints, epoch: int, schedule: Schedule, gaps: Floats
) -> Iterator[Pull]:
    """Go through the points once and yield each pull; `units` are moved in place.

    Of units at equal distances the first wins. `gaps` are the squared distances on the grid.
    """
    first = (epoch - 1) * len(X)
    for step, point in enumerate(order.tolist(), first):
        away = X[point] - units
        winner = int(np.einsum("ij,ij->i", away, away).argmin())
        rate, sigma = schedule.rate_at(step), schedule.sigma_at(step)
        shares = rate * np.exp(-gaps[winner] / (2 * sigma**2))
        units += shares[:, np.newaxis] * away
        yield Pull(epoch, point, winner, rate, sigma, shares, units)


class Training:
    """The epochs of one fit, to be gone through once: a fit and its trace use the same.

    Parameters
    ----------
    X : ndarray of shape (n_samples, n_features)
        The points.
    model : SelfOrganizingMap
        Has the parameters.
    """

    def __init__(self, X: Floats, model: Any) -> None:
        self.X, self.model = X, model
        self.numbers = check_random_state(model.random_state)
        self.batch = model.algorithm == "batch"
        self.schedule = Schedule(model, model.epochs * (1 if self.batch else len(X)))
        self.units = first_units(X, model, self.numbers)

    @cached_property
    def gaps(self) -> Floats:
        """Squared distances on the grid."""
        return grid_of(self.model).gaps

    def pulls(self, epoch: int) -> Iterator[Pull]:
        """Carry out an epoch of the online algorithm, counted from 1."""
        order = np.arange(len(self.X))
        if self.model.shuffle:
            self.numbers.shuffle(order)
        yield from map_pulls(self.X, self.units, order, epoch, self.schedule, self.gaps)

    def run(self, epoch: int) -> None:
        """Carry out an epoch, counted from 1."""
        if not self.batch:
            for _ in self.pulls(epoch):
                pass
            return
        # every unit moves to the mean of all points, weighted by how near their winners are to it
        near = np.exp(-self.gaps / (2 * self.schedule.sigma_at(epoch - 1) ** 2))
        winners = nearest_units(self.X, self.units)[0]
        counts = np.bincount(winners, minlength=len(self.units)).astype(np.float64)
        sums = np.zeros_like(self.units)
        np.add.at(sums, winners, self.X)
        weights = near @ counts
        reached = weights > 0
        self.units[reached] = (near @ sums)[reached] / weights[reached, np.newaxis]


def nearest_units(X: Floats, units: Floats) -> tuple[Ints, Ints, Floats]:
    """Return the nearest unit of each point, the second nearest, and the distance to the nearest.

    With one unit, it is the second nearest too.
    """
    found = [_nearest(X[at : at + _ROWS], units) for at in range(0, len(X), _ROWS)]
    first, second, distances = (np.concatenate(part) for part in zip(*found, strict=True))
    return first, second, distances


def _nearest(X: Floats, units: Floats) -> tuple[Ints, Ints, Floats]:
    away, rows = cdist(X, units), np.arange(len(X))
    first = away.argmin(axis=1)
    distances = away[rows, first]
    if len(units) > 1:
        away[rows, first] = np.inf
    return first, away.argmin(axis=1), distances


def topographic_error(first: Ints, second: Ints, grid: Grid) -> float:
    """Return the share of points whose two nearest units are no neighbors on the grid."""
    if grid.n_rows * grid.n_columns == 1:
        return 0.0
    return float(1 - grid.neighbors[first, second].mean())


def u_matrix(units: Floats, grid: Grid) -> Floats:
    """Return the mean distance of each unit to its neighbors, shape (n_rows, n_columns)."""
    near = grid.neighbors
    sums = np.where(near, cdist(units, units), 0.0).sum(axis=1)
    heights: Floats = sums / np.maximum(near.sum(axis=1), 1)
    return heights.reshape(grid.n_rows, grid.n_columns)


def clusters_of_units(units: Floats, counts: Ints, n_clusters: int | None) -> Ints:
    """Return the cluster of each unit: itself, or that of a tree by Ward cut into `n_clusters`.

    The tree is that of the units which have points, so that no cluster is without; the others join
    the cluster of the nearest of these. Clusters are numbered in the order of the units.
    """
    if n_clusters is None:
        return np.arange(len(units))
    used = np.flatnonzero(counts)
    if min(n_clusters, len(used)) == 1:
        return np.zeros(len(units), dtype=np.intp)
    ward = AgglomerativeClustering(min(n_clusters, len(used)), linkage="ward")
    found = ward.fit_predict(units[used])
    near = cdist(units, units[used])
    near[used, np.arange(len(used))] = -1.0  # a unit is its own nearest, even among equal ones
    whole = found[near.argmin(axis=1)]
    _, first = np.unique(whole, return_index=True)
    names: Ints = first.argsort(kind="stable").argsort(kind="stable")[whole]
    return names


class SelfOrganizingMap(
    ClassNamePrefixFeaturesOutMixin,  # type: ignore[misc]
    TransformerMixin,  # type: ignore[misc]
    ClusterMixin,  # type: ignore[misc]
    BaseEstimator,  # type: ignore[misc]
):
    """Unfold a grid of units over the points, so that neighbors on the grid stay near (Kohonen).

    Each point pulls the nearest unit towards itself, and the units around that one on the grid too,
    the less the farther they are. The neighborhood shrinks from epoch to epoch: first the whole map
    turns, then units settle among their points. The map shows data of many features in two
    dimensions.

    Parameters
    ----------
    n_rows, n_columns : int, default=5
        The size of the grid. There may be more units than points.
    n_clusters : int or None, default=None
        Into how many clusters the units that have points are joined at the end, by Ward's method on
        their weights; as many as there are such units at most. None: each unit is a cluster, and
        those that are nearest to no point are clusters without points.
    grid : {"rectangular", "hexagonal"}, default="rectangular"
        A unit's neighbors are the 8 around it, or 6 at the same distance.
    algorithm : {"online", "batch"}, default="online"
        Whether points pull one after the other, or each epoch moves every unit to the weighted mean
        of all points. The order of the points has no say in "batch", but for rounding.
    init : {"pca", "random"} or array-like of shape (n_units, n_features), default="pca"
        Where units start: spread over the first two principal components, at rows of X that are
        drawn, or as given, row by row of the grid.
    epochs : int, default=20
        How often all points are gone through.
    learning_rate : float, default=0.5
        The share of the gap by which the nearest unit moves at first, above 0 and up to 1. Not used
        in "batch".
    sigma : float or None, default=None
        The width of the neighborhood at first: a unit at distance r on the grid moves
        exp(-r ** 2 / (2 * sigma ** 2)) times as far as the nearest. None: half the longer side.
    final_sigma : float, default=0.5
        The width to which it falls; it never rises. At 1, where Kohonen's SOM_PAK and minisom end,
        the map stays smoother and farther from the outer points.
    decay : {"linear", "inverse"}, default="linear"
        How rate and width fall: by equal steps, the rate to 0; or fast at first, then slowly, the
        rate to 1 % of what it was. In "online" they fall with every point.
    shuffle : bool, default=True
        Whether each epoch takes the points in another order. Not used in "batch".
    random_state : int, RandomState or None, default=None
        Draws rows for ``init="random"`` and orders for ``shuffle=True``.

    Attributes
    ----------
    weights_ : ndarray of shape (n_rows, n_columns, n_features)
        The units, in the units of X.
    labels_ : ndarray of shape (n_samples,), dtype int
        The cluster of each point's nearest unit; without `n_clusters` the number of that unit,
        row * n_columns + column.
    unit_labels_ : ndarray of shape (n_rows, n_columns), dtype int
        The cluster of each unit.
    counts_ : ndarray of shape (n_rows, n_columns), dtype int
        How many points each unit is the nearest to.
    u_matrix_ : ndarray of shape (n_rows, n_columns)
        The mean distance of each unit to its neighbors on the grid, in the units of X: high values
        are borders between groups.
    quantization_error_ : float
        Mean distance of a point to its nearest unit, in the units of X.
    topographic_error_ : float
        Share of the points whose two nearest units are no neighbors on the grid, from 0 to 1.
    n_iter_ : int
        Epochs.
    n_features_in_ : int
        Number of features.

    Raises
    ------
    ValueError
        If `n_clusters` is more than there are units, or `init` has another shape than the units.

    Notes
    -----
    Distances are straight ones: scale features first where their units differ. Costs
    n_samples x n_units distances an epoch, in "online" one point after the other: about 15 seconds
    for a million points. Memory n_units ** 2 x 8 bytes beside the data.

    Examples
    --------
    >>> from teachclust.cluster import SelfOrganizingMap
    >>> X = [[0.0, 0.0], [0.0, 1.0], [9.0, 9.0], [9.0, 8.0]]
    >>> model = SelfOrganizingMap(1, 6, n_clusters=2, algorithm="batch").fit(X)
    >>> model.labels_.tolist()
    [0, 0, 1, 1]
    """

    _parameter_constraints: Final = {
        "n_rows": [Interval(Integral, 1, None, closed="left")],
        "n_columns": [Interval(Integral, 1, None, closed="left")],
        "n_clusters": [Interval(Integral, 1, None, closed="left"), None],
        "grid": [StrOptions(set(GRIDS))],
        "algorithm": [StrOptions(set(ALGORITHMS))],
        "init": [StrOptions(set(INITS)), "array-like"],
        "epochs": [Interval(Integral, 1, None, closed="left")],
        "learning_rate": [Interval(Real, 0, 1, closed="right")],
        "sigma": [Interval(Real, 0, None, closed="neither"), None],
        "final_sigma": [Interval(Real, 0, None, closed="neither")],
        "decay": [StrOptions(set(DECAYS))],
        "shuffle": ["boolean"],
        "random_state": ["random_state"],
    }

    def __init__(
        self,
        n_rows: int = 5,
        n_columns: int = 5,
        *,
        n_clusters: int | None = None,
        grid: str = "rectangular",
        algorithm: str = "online",
        init: Any = "pca",
        epochs: int = 20,
        learning_rate: float = 0.5,
        sigma: float | None = None,
        final_sigma: float = 0.5,
        decay: str = "linear",
        shuffle: bool = True,
        random_state: Any = None,
    ) -> None:
        self.n_rows = n_rows
        self.n_columns = n_columns
        self.n_clusters = n_clusters
        self.grid = grid
        self.algorithm = algorithm
        self.init = init
        self.epochs = epochs
        self.learning_rate = learning_rate
        self.sigma = sigma
        self.final_sigma = final_sigma
        self.decay = decay
        self.shuffle = shuffle
        self.random_state = random_state

    def fit(self, X: Any, y: Any = None) -> Self:
        """Unfold the map.

        Parameters
        ----------
        X : array-like of shape (n_samples, n_features)
            The points.
        y : None
            Not used.

        Returns
        -------
        self : SelfOrganizingMap
            The fitted estimator.
        """
        self._validate_params()
        X = validate_data(self, X, dtype=np.float64)
        self._check(X)
        training = Training(X, self)
        for epoch in range(1, self.epochs + 1):
            training.run(epoch)
        units, grid = training.units, grid_of(self)
        shape = (self.n_rows, self.n_columns)
        first, second, distances = nearest_units(X, units)
        counts = np.bincount(first, minlength=len(units))
        clusters = clusters_of_units(units, counts, self.n_clusters)
        self.weights_ = units.reshape(*shape, -1)
        self.labels_ = clusters[first]
        self.unit_labels_ = clusters.reshape(shape)
        self.counts_ = counts.reshape(shape)
        self.u_matrix_ = u_matrix(units, grid)
        self.quantization_error_ = float(distances.mean())
        self.topographic_error_ = topographic_error(first, second, grid)
        self.n_iter_ = self.epochs
        self._n_features_out = len(units)
        return self

    def predict(self, X: Any) -> Ints:
        """Return the cluster of the nearest unit.

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
        labels: Ints = self.unit_labels_.ravel()[nearest_units(X, self._units)[0]]
        return labels

    def transform(self, X: Any) -> Floats:
        """Return the distance of each point to each unit.

        Parameters
        ----------
        X : array-like of shape (n_queries, n_features)
            Points.

        Returns
        -------
        distances : ndarray of shape (n_queries, n_units)
            In the units of X; units are numbered row by row.
        """
        check_is_fitted(self)
        X = validate_data(self, X, dtype=np.float64, reset=False)
        distances: Floats = cdist(X, self._units)
        return distances

    @property
    def _units(self) -> Floats:
        units: Floats = self.weights_.reshape(-1, self.weights_.shape[-1])
        return units

    def _check(self, X: Floats) -> None:
        """Refuse parameters that don't fit X or the grid."""
        n_units = self.n_rows * self.n_columns
        if self.n_clusters is not None and self.n_clusters > n_units:
            raise ValueError(f"n_clusters={self.n_clusters} should be <= the {n_units} units.")
        if isinstance(self.init, str):
            return
        shape, wanted = np.shape(self.init), (n_units, X.shape[1])
        if shape != wanted or not np.isfinite(np.asarray(self.init, dtype=np.float64)).all():
            raise ValueError(
                f"init must hold finite numbers of shape {wanted}, a row for each unit; its shape "
                f"is {shape}."
            )
