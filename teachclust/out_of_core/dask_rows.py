"""The rows of a Dask array or DataFrame, block by block, with what must be known of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from teachclust.checks import check_data, display_name
from teachclust.checks.extra import need
from teachclust.errors import LearnerError

Floats: TypeAlias = npt.NDArray[np.floating[Any]]
#: sums of squares below this have lost their digits
_LEAST = 1e-280
Compute: TypeAlias = Callable[[list[Any]], list[Any]]


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """Blocks of rows, each a task of Dask's.

    Parameters
    ----------
    array : dask Array of shape (n, n_features)
        In blocks of whole rows.
    compute : callable
        Computes a list of tasks.
    lazy : bool
        Whether the caller's data were Dask's.
    names : list of str or None
        The columns of a DataFrame.
    sizes : tuple of int
        Rows of each block.
    low, high, variances : ndarray of shape (n_features,)
        Of each feature; empty where nothing was looked at.
    """

    array: Any
    compute: Compute
    lazy: bool
    names: list[str] | None
    sizes: tuple[int, ...]
    low: Floats
    high: Floats
    variances: Floats

    @property
    def n(self) -> int:
        """Number of rows."""
        return sum(self.sizes)

    @property
    def n_features(self) -> int:
        """Number of features."""
        return int(self.array.shape[1])

    @property
    def first_rows(self) -> list[int]:
        """The number of each block's first row."""
        return [0, *np.cumsum(self.sizes)[:-1].tolist()]

    def each(self, function: Callable[..., Any], *, numbered: bool = False) -> list[Any]:
        """Call a function with each block, where the block is, and return the results.

        With `numbered` it gets the number of the block's first row as well.
        """
        from dask import delayed

        blocks = self.array.to_delayed().ravel()
        task = delayed(_on_floats, pure=False)
        return self.compute(
            [
                task(block, function, first if numbered else None)
                for block, first in zip(blocks, self.first_rows, strict=True)
            ]
        )

    def take(self, rows: npt.NDArray[np.intp]) -> Floats:
        """Return some rows by their sorted numbers."""
        from dask import delayed

        ends = np.searchsorted(rows, [*self.first_rows, self.n])
        task = delayed(_taken, pure=False)
        blocks = self.array.to_delayed().ravel()
        parts = [
            task(block, rows[start:end] - first)
            for block, start, end, first in zip(
                blocks, ends[:-1], ends[1:], self.first_rows, strict=True
            )
            if end > start
        ]
        return np.concatenate(self.compute(parts))

    def map(self, function: Callable[[Floats], Any]) -> Any:
        """Return a Dask array of one whole number for each row, computed when it's asked for."""
        return self.array.map_blocks(
            _on_floats, function, dtype=np.int32, drop_axis=1, meta=np.empty(0, dtype=np.int32)
        )


def as_rows(X: Any, compute: Compute, *, looks: bool = True) -> Rows:
    """Return the rows of X after a look at all of them.

    Parameters
    ----------
    X : dask Array or DataFrame, or array-like, of shape (n_samples, n_features)
        What isn't Dask's becomes one block.
    compute : callable
        Computes a list of tasks.
    looks : bool, default=True
        Whether ranges are asked for, and missing values refused.

    Returns
    -------
    rows : Rows
        The blocks.

    Raises
    ------
    LearnerError
        If X isn't a table of finite numbers, or Dask isn't installed.
    """
    da = need("dask.array", "DaskKMeans", "dask")
    lazy, names = hasattr(X, "dask"), None
    if lazy and hasattr(X, "columns") and X.ndim == 2:
        names = [str(name) for name in X.columns]
        _check_numbers(X.dtypes.tolist(), names)
        array = X.to_dask_array(lengths=True)
    elif lazy:
        array = X
    else:
        data = check_data(X, allow_1_row=True)
        names = list(data.feature_names) if hasattr(X, "columns") else None
        array = da.from_array(data.X, chunks=-1)
    if not hasattr(array, "to_delayed") or not hasattr(array, "chunks"):
        raise LearnerError(
            "X must be a Dask array or DataFrame",
            where=f"it is a {display_name(type(X).__name__)}",
            why="A row is a point, a column one of its features.",
            fix="X = X.to_frame()" if hasattr(X, "to_frame") else "X = da.from_array(X)",
        )
    if array.ndim != 2 or not array.shape[1] or array.dtype.kind not in "biuf":
        raise LearnerError(
            "X must be a table of numbers, rows by features",
            where=f"its shape is {array.shape}, its dtype {array.dtype}",
            why="A row is a point, a column one of its features.",
            fix="X = X.reshape(-1, 1)" if array.ndim == 1 else "X = X.astype(float)",
        )
    if np.isnan(array.shape[0]):
        array = array.compute_chunk_sizes()
    array = array.rechunk({1: -1})
    rows = Rows(array, compute, lazy, names, array.chunks[0], np.empty(0), np.empty(0), np.empty(0))
    return _looked_at(rows) if looks else rows


def _looked_at(rows: Rows) -> Rows:
    """Find ranges and variances, and refuse missing values."""
    ranges = rows.each(_range)
    for number, (bad, first) in enumerate(zip(ranges, rows.first_rows, strict=True)):
        if isinstance(bad, int):
            raise missing_values(f"block {number}, row {first + bad}", frame=rows.names is not None)
    filled = [one for one in ranges if one is not None]
    if not filled:
        raise LearnerError(
            "X has no rows",
            where=f"its {len(rows.sizes)} blocks are empty",
            why="Centers are means of points.",
            fix="X.shape",
        )
    low = np.min([one[0] for one in filled], axis=0)
    high = np.max([one[1] for one in filled], axis=0)
    with np.errstate(over="ignore", under="ignore"):
        squares = float(((high - low) ** 2).sum())
    if not np.isfinite(squares) or ((high > low).any() and squares < _LEAST):
        raise LearnerError(
            f"Values are too {'small' if squares < 1 else 'large'} to square",
            where=f"from {low.min():.3g} to {high.max():.3g}",
            why="Distances are sums of squares, which the numbers of a computer don't hold.",
            fix="X = X / abs(X).max()",
        )
    return Rows(
        rows.array, rows.compute, rows.lazy, rows.names, rows.sizes, low, high,
        _variances([one[2] for one in filled], [one[3] for one in filled], rows.sizes),
    )  # fmt: skip


def missing_values(where: str, *, frame: bool = False) -> LearnerError:
    """Return the error for rows that no distance can be computed to."""
    return LearnerError(
        "X has missing or infinite values",
        where=where,
        why="A distance to such a row is no number: leave it out or fill it.",
        fix="X = X.dropna()" if frame else "X = X[da.isfinite(X).all(axis=1)]",
    )


def _variances(means: Sequence[Floats], squares: Sequence[Floats], sizes: Sequence[int]) -> Floats:
    """Join means and sums of squares about them; they only scale `tol`."""
    counts = np.array([size for size in sizes if size], dtype=float)[:, None]
    mean = (np.array(means) * counts).sum(axis=0) / counts.sum()
    apart = (np.array(squares) + counts * (np.array(means) - mean) ** 2).sum(axis=0)
    variances: Floats = apart / counts.sum()
    return variances


def _on_floats(block: Any, function: Callable[..., Any], first: int | None = None) -> Any:
    """Call a function with a block as 64-bit numbers; runs where the block is."""
    rows = _floats(block)
    return function(rows) if first is None else function(rows, first)


def _floats(block: Any) -> Floats:
    if hasattr(block, "tocsr"):
        raise LearnerError(
            "Blocks must be dense arrays",
            where=f"one is a {type(block).__name__}",
            why="Centers have a number for each feature.",
            fix="X = X.map_blocks(lambda block: block.toarray())",
        )
    return np.ascontiguousarray(np.ma.filled(np.ma.asarray(block, dtype=np.float64), np.nan))


def _taken(block: Any, rows: npt.NDArray[np.intp]) -> Floats:
    return _floats(block[rows])


def _range(block: Floats) -> Any:
    """Return least, most, mean and squares about it; the first row that isn't finite; or None."""
    if not len(block):
        return None
    low, high = block.min(axis=0), block.max(axis=0)
    if not (np.isfinite(low).all() and np.isfinite(high).all()):
        return int(np.argmin(np.isfinite(block).all(axis=1)))
    mean = block.mean(axis=0)
    return low, high, mean, np.einsum("ij,ij->j", block - mean, block - mean)


def _check_numbers(dtypes: Sequence[Any], names: Sequence[str]) -> None:
    """Refuse columns of text or dates."""
    text = [name for name, one in zip(names, dtypes, strict=True) if one.kind not in "biuf"]
    if text:
        raise LearnerError(
            "X has columns that aren't numbers",
            where=", ".join(display_name(name) for name in text[:5]),
            why="A distance needs numbers.",
            fix='X = X.select_dtypes("number")',
        )
