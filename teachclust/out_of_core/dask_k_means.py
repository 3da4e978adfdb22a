"""k-means on Dask: points that are spread over the processes and machines of a cluster.

References
----------
S. Lloyd, "Least squares quantization in PCM", IEEE Transactions on Information Theory 28, 1982.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from numbers import Real
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd
from sklearn.base import BaseEstimator, ClusterMixin
from sklearn.cluster import KMeans
from sklearn.utils import check_random_state

from teachclust.checks import display_name, is_whole
from teachclust.cluster.exact_sums import PART_ROWS, STEPS, ExactSums, Floats, Ints, nearest_of
from teachclust.cluster.nearest_center import MinMax
from teachclust.errors import LearnerError
from teachclust.out_of_core.dask_rows import Rows, as_rows, missing_values

#: rows of a sample that is looked at, by default
_SAMPLE: Final = 500


@dataclass(frozen=True, slots=True, eq=False)
class Iteration:
    """What one iteration found, over all points.

    Parameters
    ----------
    centers : ndarray of shape (n_clusters, n_features)
        The centers that points were assigned to.
    inertia : float
        Sum of squared distances to them.
    sizes : ndarray of shape (n_clusters,), dtype int
        How many points each got.
    """

    centers: Floats
    inertia: float
    sizes: Ints


class DaskKMeans(ClusterMixin, BaseEstimator):  # type: ignore[misc]
    """k-means of a Dask array or DataFrame, as large as the cluster can go through.

    Each iteration assigns the points of every block and adds them up, where the block is. Only sums
    and centers travel. The centers are the same to the last bit for any number of workers and any
    chunks; a worker that dies in the middle changes nothing, as Dask computes its blocks again.

    Parameters
    ----------
    n_clusters : int, default=8
        Number of clusters.
    init : {"k-means++", "random"} or array of shape (n_clusters, n_features), default="k-means++"
        How centers are chosen. But for an array, scikit-learn's ``KMeans`` is fitted to a sample of
        the points, and its centers are the first ones here.
    n_init : int, default=10
        Runs on the sample; the one of the lowest inertia counts.
    max_iter : int, default=300
        Most iterations over all points.
    tol : float, default=1e-4
        It stops when the centers move less than this, in squared distance, relative to the mean
        variance of the features. With 0 it goes on until no point changes.
    start_rows : int, default=20_000
        Points of the sample on which it starts.
    random_state : int, RandomState or None, default=None
        Draws the sample and the starts.
    client : Client, str or None, default=None
        Where it computes: a ``dask.distributed.Client``, the address of a scheduler
        ("tcp://10.0.0.5:8786"), or None for the client that is active, else threads of this
        process.

    Attributes
    ----------
    cluster_centers_ : ndarray of shape (n_clusters, n_features)
        The centers.
    labels_ : dask Array of shape (n_samples,), dtype int32
        The cluster of each point, computed when it's asked for.
    inertia_ : float
        Sum of squared distances of all points to their centers.
    n_iter_ : int
        Iterations over all points.
    iterations_ : list of Iteration
        What each found; the last is the end.
    n_features_in_ : int
        Number of features.
    feature_names_in_ : ndarray of str
        The columns of a DataFrame.

    See Also
    --------
    teachclust.out_of_core.fit_in_chunks : Data beyond memory, on one machine.
    sklearn.cluster.KMeans : Data that memory holds.

    Notes
    -----
    An iteration costs n_samples x n_clusters x n_features. The blocks are computed anew in each
    iteration, unless they are kept: ``X = X.persist()`` before the fit, where the workers' memory
    holds them. Sums are of whole numbers: each feature is scaled to its range in 2**36 steps, so
    centers differ from those of scikit-learn's ``KMeans`` of the same start by less than 1e-11 of
    the range. Distances are SciPy's, from differences: those of scikit-learn's own loop depend on
    the block by their last digits.

    An empty cluster gets the point that is farthest from its center, as in scikit-learn.

    Examples
    --------
    >>> import dask.array as da  # doctest: +SKIP
    >>> from teachclust.out_of_core import DaskKMeans
    >>> X = da.random.normal(size=(10_000_000, 10), chunks=(100_000, 10))  # doctest: +SKIP
    >>> model = DaskKMeans(20, random_state=0).fit(X)  # doctest: +SKIP
    >>> model.cluster_centers_.shape  # doctest: +SKIP
    (20, 10)
    """

    def __init__(
        self,
        n_clusters: int = 8,
        *,
        init: Any = "k-means++",
        n_init: int = 10,
        max_iter: int = 300,
        tol: float = 1e-4,
        start_rows: int = 20_000,
        random_state: Any = None,
        client: Any = None,
    ) -> None:
        self.n_clusters = n_clusters
        self.init = init
        self.n_init = n_init
        self.max_iter = max_iter
        self.tol = tol
        self.start_rows = start_rows
        self.random_state = random_state
        self.client = client

    def fit(self, X: Any, y: Any = None) -> DaskKMeans:
        """Find the centers.

        Parameters
        ----------
        X : dask Array or DataFrame, or array-like, of shape (n_samples, n_features)
            The points. What isn't Dask's becomes one block.
        y : None
            Not used.

        Returns
        -------
        self : DaskKMeans
            The estimator, fitted.

        Raises
        ------
        LearnerError
            If a parameter or X can't be used: it has too few rows, missing values, text, other than
            two dimensions; or if the scheduler can't be reached.
        """
        self._check_parameters()
        with _computing_on(self.client) as compute:
            rows = as_rows(X, compute)
            if rows.n < self.n_clusters:
                raise LearnerError(
                    f"There are {rows.n} rows for {self.n_clusters} clusters",
                    where=f"n_clusters={self.n_clusters}",
                    why="A cluster holds at least one row.",
                    fix=f"model = DaskKMeans({rows.n})",
                )
            self._fit(rows)
        self._keep(rows)
        return self

    def _fit(self, rows: Rows) -> None:
        """Iterate until the centers stay."""
        centers = self._first_centers(rows)
        enough = self.tol * float(np.mean(rows.variances))
        grid = MinMax(np.vstack((rows.low, rows.high)), scaled=True)
        unit = float(np.sum(grid.spread**2))
        found: list[Iteration] = []
        before: ExactSums | None = None
        for _ in range(self.max_iter):
            sums = _all_sums(rows, grid, centers, unit)
            found.append(Iteration(centers, sums.gap_steps / STEPS * unit, sums.sizes))
            moved = _move(rows, grid, centers, sums)
            same = before is not None and sums.equals(before)
            before = sums
            shift = float(((moved - centers) ** 2).sum())
            centers = moved
            if same or shift <= enough:
                break
        if same:  # the last update moved nothing
            found.append(Iteration(centers, found[-1].inertia, found[-1].sizes))
        else:  # the inertia is that of the centers that are kept
            sums = _all_sums(rows, grid, centers, unit)
            found.append(Iteration(centers, sums.gap_steps / STEPS * unit, sums.sizes))
        self.cluster_centers_, self.n_iter_, self.iterations_ = centers, len(found) - 1, found
        self.inertia_ = found[-1].inertia
        self._stopped = "settled" if same else "tolerance" if shift <= enough else "limit"

    def _keep(self, rows: Rows) -> None:
        """Keep what was learned of the data."""
        self.n_features_in_ = len(rows.low)
        if rows.names is not None:
            self.feature_names_in_ = np.array(rows.names, dtype=object)
        self.labels_ = rows.map(partial(_labels, centers=self.cluster_centers_))

    def predict(self, X: Any) -> Any:
        """Return the nearest center of each point.

        Parameters
        ----------
        X : dask Array or DataFrame, or array-like, of shape (n_queries, n_features)
            Points.

        Returns
        -------
        labels : dask Array or ndarray of shape (n_queries,), dtype int32
            Of Dask's, an array that is computed when it's asked for.
        """
        check_has_run(self)
        X = self.columns_of(X)
        with _computing_on(self.client) as compute:
            rows = as_rows(X, compute, looks=False)
        check_features(self, rows.n_features)
        labels = rows.map(partial(_labels, centers=self.cluster_centers_))
        return labels if rows.lazy else labels.compute(scheduler="sync")

    def columns_of(self, X: Any) -> Any:
        """Return the columns of a DataFrame that the model was fitted to, in its order."""
        names = getattr(self, "feature_names_in_", None)
        if names is None or not hasattr(X, "columns"):
            return X
        known = {str(one): one for one in X.columns}
        missing = [name for name in names if name not in known]
        if missing:
            raise LearnerError(
                "The columns are others than in the fit",
                where=", ".join(display_name(name) for name in missing[:5]),
                why=f"The model was fitted to {', '.join(map(display_name, names[:10]))}.",
                fix="model.fit(X)",
            )
        return X[[known[name] for name in names]]

    def sample(self, X: Any, n: int = _SAMPLE, random_state: int = 0) -> pd.DataFrame:
        """Return a random sample of rows, the same for any chunks.

        Parameters
        ----------
        X : dask Array or DataFrame, or array-like, of shape (n_samples, n_features)
            The points.
        n : int, default=500
            How many; all where X has fewer.
        random_state : int, default=0
            Draws them.

        Returns
        -------
        sample : DataFrame of shape (n, n_features)
            Its index is the row in X.
        """
        _check_whole("n", n, 1)
        with _computing_on(self.client) as compute:
            rows = as_rows(X, compute)
            places = draw(rows.n, n, random_state)
            names = rows.names or [f"x{j + 1}" for j in range(rows.n_features)]
            return pd.DataFrame(rows.take(places), index=places, columns=names)

    def _first_centers(self, rows: Rows) -> Floats:
        """Return the centers that are given, or those of scikit-learn's k-means of a sample."""
        if not isinstance(self.init, str):
            return self._given_centers(rows.n_features)
        state = check_random_state(self.random_state)
        seed = int(state.randint(2**31 - 1))
        sample = rows.take(draw(rows.n, max(self.start_rows, self.n_clusters), seed))
        start = KMeans(self.n_clusters, init=self.init, n_init=self.n_init, random_state=seed)
        return np.asarray(start.fit(sample).cluster_centers_, dtype=np.float64)

    def _given_centers(self, n_features: int) -> Floats:
        try:
            centers = np.array(self.init, dtype=np.float64)
        except (TypeError, ValueError):
            centers = np.empty(0)
        if centers.shape != (self.n_clusters, n_features) or not np.isfinite(centers).all():
            raise LearnerError(
                f"init must hold {self.n_clusters} centers of {n_features} features",
                where=f"its shape is {centers.shape}" if centers.size else "it isn't numbers",
                why="Each cluster begins at one of them.",
                fix='model = DaskKMeans(init="k-means++")',
            )
        return centers

    def _check_parameters(self) -> None:
        for name in ("n_clusters", "n_init", "max_iter", "start_rows"):
            _check_whole(name, getattr(self, name), 1)
        seed = self.random_state
        if seed is not None and not isinstance(seed, np.random.RandomState):
            _check_whole("random_state", seed, 0)
        if isinstance(self.init, str) and self.init not in ("k-means++", "random"):
            raise LearnerError(
                'init must be "k-means++", "random" or an array of centers',
                where=f"init={display_name(repr(self.init))}",
                fix='model = DaskKMeans(init="k-means++")',
            )
        number = isinstance(self.tol, Real) and not isinstance(self.tol, bool | np.bool_)
        if not number or not 0 <= self.tol < np.inf:
            raise LearnerError(
                "tol must be a number from 0",
                where=f"tol={display_name(repr(self.tol))}",
                fix="model = DaskKMeans(tol=1e-4)",
            )


def check_has_run(model: Any) -> None:
    """Refuse what isn't a fitted `DaskKMeans`."""
    if not hasattr(model, "iterations_"):
        raise LearnerError(
            "This is no fitted DaskKMeans",
            where=display_name(repr(model)),
            why="Its centers are known after a fit.",
            fix="model = DaskKMeans(8, random_state=0).fit(X)",
        )


def check_features(model: DaskKMeans, n_features: int) -> None:
    """Refuse points of another number of features."""
    if n_features != model.n_features_in_:
        raise LearnerError(
            f"The model was fitted to {model.n_features_in_} features",
            where=f"there are {n_features}",
            why="A distance to a center needs the same features in the same order.",
            fix="model.fit(X)",
        )


def _check_whole(name: str, value: Any, least: int) -> None:
    if not is_whole(value) or not least <= value < 2**32:
        raise LearnerError(
            f"{name} must be a whole number from {least}",
            where=f"{name}={display_name(repr(value))}",
            fix="model = DaskKMeans(8, random_state=0)",
        )


def draw(n: int, size: int, seed: int) -> npt.NDArray[np.intp]:
    """Return the sorted numbers of `size` different rows, all of them where there are fewer."""
    rng = np.random.default_rng(seed)
    return np.sort(rng.choice(n, size, replace=False)) if size < n else np.arange(n)


@contextmanager
def _computing_on(client: Any) -> Iterator[Callable[[list[Any]], list[Any]]]:
    """Give a function that computes Dask's tasks: on a client, at an address, or here."""
    import dask

    opened = None
    if client is not None and not isinstance(client, str) and not hasattr(client, "gather"):
        raise LearnerError(
            "client must be a Client, the address of a scheduler, or None",
            where=f"client={display_name(repr(client))}",
            why="It computes the blocks.",
            fix='model = DaskKMeans(client="tcp://127.0.0.1:8786")',
        )
    if isinstance(client, str):
        from distributed import Client

        try:
            opened = client = Client(client, timeout=10, set_as_default=False)
        except (OSError, ValueError) as error:
            raise LearnerError(
                "No scheduler answers at this address",
                where=f"client={display_name(repr(client))}",
                why=f"{type(error).__name__}: {error}",
                fix='model = DaskKMeans(client="tcp://127.0.0.1:8786")',
            ) from error
    try:
        if client is None:
            yield lambda tasks: list(dask.compute(*tasks))
        else:
            yield lambda tasks: list(client.gather(client.compute(tasks)))
    finally:
        if opened is not None:
            opened.close()


def _all_sums(rows: Rows, grid: MinMax, centers: Floats, unit: float) -> ExactSums:
    """Add up the sums of all blocks."""
    sums = ExactSums(*centers.shape)
    for more in rows.each(partial(_block_sums, grid=grid, centers=centers, unit=unit)):
        sums.add(more)
    return sums


def _block_sums(block: Floats, *, grid: MinMax, centers: Floats, unit: float) -> ExactSums:
    """Add up the points of a block; runs where the block is."""
    sums = ExactSums(*centers.shape)
    for start in range(0, len(block), PART_ROWS):
        part = block[start : start + PART_ROWS]
        sums.add_part(part, grid.scale(part), centers, unit)
    return sums


def _move(rows: Rows, grid: MinMax, centers: Floats, sums: ExactSums) -> Floats:
    """Return the means of the clusters; an empty one gets the point that is farthest."""
    empty = np.flatnonzero(sums.sizes == 0)
    if not len(empty):
        return grid.undo(sums.means())
    filled = ExactSums(*centers.shape)
    filled.add(sums)
    farthest = rows.each(partial(_farthest, centers=centers, n=len(empty)), numbered=True)
    # by distance; of equally far ones the first row
    found = sorted((one for block in farthest for one in block), key=lambda one: one[:2])
    for cluster, (_, _, old, point) in zip(empty, found, strict=False):
        steps = np.rint(grid.scale(point) * STEPS).astype(np.int64)
        filled.steps[old] = filled.steps[old] - steps
        filled.sizes[old] -= 1
        filled.steps[cluster], filled.sizes[cluster] = steps, 1
    means = grid.undo(filled.means())
    moved: Floats = np.where(filled.sizes[:, None] > 0, means, centers)
    return moved


def _farthest(
    block: Floats, first_row: int, *, centers: Floats, n: int
) -> list[tuple[float, int, int, Floats]]:
    """Return the n rows that are farthest from their centers: minus the distance, row, cluster."""
    found: list[tuple[float, int, int, Floats]] = []
    for start in range(0, len(block), PART_ROWS):
        part = block[start : start + PART_ROWS]
        labels, gaps = nearest_of(part, centers)
        for i in np.argsort(-gaps, kind="stable")[:n].tolist():
            found.append((-float(gaps[i]), first_row + start + i, int(labels[i]), part[i]))
    return sorted(found, key=lambda one: one[:2])[:n]


def _labels(block: Floats, *, centers: Floats) -> npt.NDArray[np.int32]:
    """Return the nearest centers of a block; runs where the block is."""
    if not np.isfinite(block).all():
        raise missing_values("a block")
    parts = [
        nearest_of(block[start : start + PART_ROWS], centers)[0]
        for start in range(0, len(block), PART_ROWS)
    ]
    return np.concatenate([np.empty(0, dtype=np.int32), *parts]).astype(np.int32)
