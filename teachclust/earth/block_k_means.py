"""k-means of rows that come block by block: more than memory holds, in any order.

Sums are of whole numbers (`teachclust.cluster.exact_sums`), so no order of rows and no size of
blocks changes a bit of a center.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final, TypeAlias

import numpy as np
import numpy.typing as npt

from teachclust.checks import display_name
from teachclust.cluster.exact_sums import PART_ROWS, STEPS, ExactSums
from teachclust.cluster.nearest_center import MinMax
from teachclust.cluster.simple_k_means import simple_start
from teachclust.earth.applying import no_data
from teachclust.earth.order import BottomK, row_keys
from teachclust.errors import LearnerError

Floats: TypeAlias = npt.NDArray[np.floating[Any]]
Blocks: TypeAlias = Callable[[], Iterable[Any]]

#: Distinct rows among which starts other than "random" look.
_START_ROWS: Final = 10_000
#: Numbers that are collected for clusterers that need all rows.
_MOST_NUMBERS: Final = 5_000_000


def fit_blocks(model: Any, blocks: Blocks) -> tuple[Any, int, dict[int, Floats]]:
    """Fit a SimpleKMeans to rows that come block by block.

    Parameters
    ----------
    model : SimpleKMeans
        With ``distance="euclidean"``; it is fitted in place, without ``labels_``.
    blocks : callable
        Gives an iterator of arrays of shape (n, n_bands); the same rows each time it's called.

    Returns
    -------
    model : SimpleKMeans
        The fitted estimator.
    n_bands : int
        How many bands there are.
    middles : dict of int to ndarray of shape (n_bands,)
        The center of each cluster.

    Raises
    ------
    LearnerError
        If blocks aren't tables of finite numbers of the same bands, or hold too few rows.

    Notes
    -----
    Goes through the rows twice, and once in each iteration: 10 million rows of 10 bands at 15
    clusters take about 3 s each time. Memory is that of two blocks and some megabytes. It stops
    when an iteration leaves all sums as they were, or after ``max_iter``.
    """
    model._validate_params()
    low, high, n, first = _look(blocks, model)
    scaling = MinMax(np.vstack((low, high)), scaled=model.normalize)
    model.n_features_in_ = len(low)
    if n < model.n_clusters:
        raise LearnerError(
            f"There are {n} rows for {model.n_clusters} clusters",
            where="all blocks together",
            why="A cluster holds at least one row.",
            fix=f"clusterer = ee.Clusterer.wekaKMeans({n}).train(training)",
        )
    scaled = scaling.scale(first)
    if model.init == "random":
        centers = scaled[: model.n_clusters]  # in the order of their hashes
    else:
        centers = scaled[simple_start(scaled, model)]
    grid = MinMax(np.vstack((low, high)), scaled=True)
    centers, total, n_iter = _iterate(model, blocks, scaling, grid, centers)
    model._scaling, model._scaled_centers = scaling, centers
    model.cluster_centers_ = scaling.undo(centers)
    model.n_clusters_, model.n_iter_, model.inertia_ = len(centers), n_iter, total
    return model, len(low), dict(enumerate(model.cluster_centers_))


def collect_rows(blocks: Blocks, share: float, seed: int, name: str) -> Floats:
    """Return a share of all rows, by the smallest hashes of their numbers.

    Parameters
    ----------
    blocks : callable
        Gives an iterator of arrays of shape (n, n_bands).
    share : float
        Above 0 and up to 1.
    seed : int
        Another one takes other rows.
    name : str
        The estimator's, for the error.

    Returns
    -------
    rows : ndarray of shape (n, n_bands), float64
        Ordered by their hashes.

    Raises
    ------
    LearnerError
        If there would be more than 5 million numbers.
    """
    n, n_bands = 0, 0
    for rows in checked_blocks(blocks):
        n, n_bands = n + len(rows), rows.shape[1]
    if not n:
        raise no_data()
    wanted = max(1, round(n * share))
    if wanted * n_bands > _MOST_NUMBERS:
        raise LearnerError(
            f"{display_name(name)} needs all rows in memory at once",
            where=f"{wanted:,} rows of {n_bands} bands",
            why="With distance 'Euclidean' wekaKMeans alone goes through them block by block.",
            fix="clusterer = clusterer.train(training, "
            f"subsampling={float(f'{_MOST_NUMBERS / 2 / n_bands / n:.1g}'):g})",
        )
    kept = BottomK(wanted)
    for rows in checked_blocks(blocks):
        kept.show(row_keys(rows, seed), rows)
    return kept.rows


def checked_blocks(blocks: Blocks) -> Iterator[Floats]:
    """Yield parts of the blocks, checked, as float64, small enough for exact sums."""
    n_bands = None
    for number, block in enumerate(blocks()):
        if isinstance(block, np.ma.MaskedArray):
            block = np.ma.filled(block.astype(np.float64), np.nan)
        rows = np.asarray(block)
        if (
            rows.ndim != 2
            or rows.dtype.kind not in "biuf"
            or rows.shape[1] != (rows.shape[1] if n_bands is None else n_bands)
            or not rows.shape[1]
        ):
            raise LearnerError(
                "Each block must be a table of numbers with the same bands",
                where=f"block {number} has shape {rows.shape} and dtype {rows.dtype}",
                why=f"The first has {n_bands} bands." if n_bands else "A row is a pixel.",
                fix="clusterer = clusterer.train(lambda: np.array_split(X, 100))",
            )
        n_bands = rows.shape[1]
        for start in range(0, len(rows), PART_ROWS):
            part = np.ascontiguousarray(rows[start : start + PART_ROWS], dtype=np.float64)
            if not np.isfinite(part).all():
                raise LearnerError(
                    "A block holds missing or infinite values",
                    where=f"block {number}",
                    why="A distance to such a row is no number: leave it out.",
                    fix="clusterer = clusterer.train(lambda: "
                    "(b[np.isfinite(b).all(axis=1)] for b in training()))",
                )
            yield part
    if n_bands is None:
        raise LearnerError(
            "There are no blocks",
            where="the callable",
            why="It must give a new iterator each time it's called, not one that is used up.",
            fix="clusterer = clusterer.train(lambda: np.array_split(X, 100))",
        )


def _look(blocks: Blocks, model: Any) -> tuple[Floats, Floats, int, Floats]:
    """Return the range of each band, the number of rows, and the rows with the smallest hashes."""
    seed = model.random_state if isinstance(model.random_state, int) else 0
    k = model.n_clusters if model.init == "random" else max(_START_ROWS, model.n_clusters)
    kept, n = BottomK(k, distinct=True), 0
    low = high = np.empty(0)
    for rows in checked_blocks(blocks):
        least, most = rows.min(axis=0), rows.max(axis=0)
        low, high = (np.minimum(low, least), np.maximum(high, most)) if n else (least, most)
        n += len(rows)
        kept.show(row_keys(rows, seed), rows)
    if not n:
        raise no_data()
    return low, high, n, kept.rows


def _iterate(
    model: Any, blocks: Blocks, scaling: MinMax, grid: MinMax, centers: Floats
) -> tuple[Floats, float, int]:
    """Assign rows and move centers by turns; return centers, the objective and the iterations."""
    before: ExactSums | None = None
    for n_iter in range(model.max_iter + 1):
        sums = _sums(blocks, scaling, grid, centers)
        filled = sums.sizes > 0
        settled = before is not None and sums.kept(filled).equals(before)
        if settled or n_iter == model.max_iter:
            return centers, sums.gap_steps / STEPS, n_iter
        before = sums.kept(filled)
        moved = scaling.scale(grid.undo(before.means()))
        if model.empty == "relocate" and not filled.all():
            raise LearnerError(
                "A cluster became empty",
                where='empty="relocate"',
                why="Block by block an empty cluster is dropped: the farthest row isn't known.",
                fix="clusterer = ee.Clusterer.wekaKMeans(15).train(training)",
            )
        centers = moved
    raise AssertionError("the loop returns")


def _sums(blocks: Blocks, scaling: MinMax, grid: MinMax, centers: Floats) -> ExactSums:
    """Return exact sums of all clusters."""
    sums = ExactSums(*centers.shape)
    same = np.array_equal(scaling.low, grid.low) and np.array_equal(scaling.spread, grid.spread)
    for rows in checked_blocks(blocks):
        points = scaling.scale(rows)
        sums.add_part(points, points if same else grid.scale(rows), centers)
    return sums
