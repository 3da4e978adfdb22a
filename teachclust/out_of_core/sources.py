"""Rows of a table that come chunk by chunk: from memory, NumPy, CSV or Parquet files."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from teachclust.checks import display_name, is_whole
from teachclust.checks.extra import need
from teachclust.errors import LearnerError

Floats: TypeAlias = npt.NDArray[np.floating[Any]]

#: bytes of a chunk of 64-bit numbers, by default
_CHUNK_BYTES: Final = 16_000_000
_SUFFIXES: Final = (".npy", ".csv", ".csv.gz", ".parquet")


@dataclass(frozen=True, slots=True, eq=False)
class ChunkedRows:
    """Rows of numbers that come chunk by chunk, as often as they're asked for.

    Parameters
    ----------
    raw : callable
        Takes the number of rows of a chunk; gives an iterator of arrays or DataFrames.
    labels : tuple or None
        Which columns are taken, by name; None for a source whose columns have none.
    chunk_rows : int or None
        Rows of each chunk but the last. None for as many as make 16 MB.
    n_rows : int or None
        All rows, where it's known without reading them.
    name : str
        What it is, for errors.
    n_features : int
        Columns of a chunk.
    dtype : dtype
        float64 or float32, that of the first rows.
    even : bool
        Whether blocks are joined and cut into chunks of `chunk_rows`.
    files : tuple of Path
        What is read.
    """

    raw: Callable[[int], Iterator[Any]]
    labels: tuple[Any, ...] | None
    chunk_rows: int | None
    n_rows: int | None
    name: str
    n_features: int
    dtype: np.dtype[Any]
    even: bool = True
    files: tuple[Path, ...] = ()

    @property
    def names(self) -> tuple[str, ...] | None:
        """Names of the columns, where all are text, as scikit-learn takes them."""
        text = self.labels is not None and all(isinstance(one, str) for one in self.labels)
        return self.labels if text else None

    @property
    def rows_of_chunk(self) -> int:
        """Rows of each chunk but the last."""
        return self.chunk_rows or max(1, _CHUNK_BYTES // (8 * self.n_features))

    @property
    def n_chunks(self) -> int | None:
        """Number of chunks, where the number of rows is known."""
        return None if self.n_rows is None else -(-self.n_rows // self.rows_of_chunk)

    def chunks(self, start: int = 0) -> Iterator[tuple[int, Any]]:
        """Yield the number and the rows of each chunk, from one on.

        Rows are an array of float64 or float32; a DataFrame where the columns have names.
        """
        blocks = (self._numbers(block) for block in self._read())
        first = 0
        for number, values in enumerate(_even(blocks, self.rows_of_chunk) if self.even else blocks):
            if number >= start:
                self._check_finite(values, first)
                names = self.names
                yield number, values if names is None else pd.DataFrame(values, columns=list(names))
            first += len(values)

    def _read(self) -> Iterator[Any]:
        """Yield what the source gives; a file that can't be read on is told."""
        if not self.files:
            yield from self.raw(self.rows_of_chunk)
            return
        try:
            yield from self.raw(self.rows_of_chunk)
        except LearnerError:
            raise
        except (ValueError, EOFError, OSError, KeyError) as error:
            raise _unreadable(self.name, error) from error

    def _numbers(self, block: Any) -> Floats:
        """Return a block's columns as numbers, or say what isn't one."""
        if isinstance(block, pd.DataFrame):
            values = self._of_frame(block)
        elif isinstance(block, np.ma.MaskedArray):
            values = np.ma.filled(block.astype(np.float64), np.nan)
        else:
            values = _as_array(block, self.name)
        if values.dtype.kind not in "biuf":
            raise LearnerError(
                "A chunk isn't a table of numbers",
                where=f"{self.name}: shape {values.shape}, dtype {values.dtype}",
                why="A row is a point, a column one of its features.",
                fix="X = X.astype(float)",
            )
        if values.ndim != 2 or values.shape[1] != self.n_features:
            raise LearnerError(
                f"Each chunk must have {self.n_features} features",
                where=f"{self.name}: one has shape {values.shape}",
                why="The first has as many.",
                fix="X.shape",
            )
        return np.ascontiguousarray(values, dtype=self.dtype)

    def _of_frame(self, block: pd.DataFrame) -> Floats:
        """Return the wanted columns by their names, in the order of the first rows."""
        if self.labels is None:
            return np.asarray(block.to_numpy())
        _check_labels(list(self.labels), list(block.columns), self.name)
        block = block[list(self.labels)]
        text = [str(name) for name in block if block[name].dtype.kind not in "biuf"]
        if text and len(block):
            raise LearnerError(
                "Some columns aren't numbers",
                where=f"{self.name}: {', '.join(map(display_name, text[:5]))}",
                why="A distance needs numbers: take the columns that are.",
                fix='columns = ["...", "..."]',
            )
        return block.to_numpy(dtype=np.float64, na_value=np.nan)

    def _check_finite(self, values: Floats, first: int) -> None:
        bad = ~np.isfinite(values)
        if bad.any():
            row, column = (int(found[0]) for found in np.nonzero(bad))
            named = str(self.labels[column]) if self.labels else f"column {column}"
            raise LearnerError(
                "There are missing or infinite values",
                where=f"{self.name}: row {first + row}, {display_name(named)}",
                why="A distance to such a row is no number: leave it out or fill it.",
                fix="X = X[np.isfinite(X).all(axis=1)]",
            )


def open_rows(
    source: Any, *, columns: Sequence[str] | None = None, chunk_rows: int | None = None
) -> ChunkedRows:
    """Return the rows of a source that is larger than memory, chunk by chunk.

    Parameters
    ----------
    source : array-like, path-like, sequence of path-like, or callable
        An array of shape (n_samples, n_features), mapped from a file (``np.memmap``) or in memory;
        a DataFrame; the path of a ``.npy``, ``.csv``, ``.csv.gz`` or ``.parquet`` file, or several
        of one kind, one after the other; or a function that gives a new iterator of arrays each
        time it's called.
    columns : sequence of str, default=None
        Which columns of a table are taken, by name; by default all.
    chunk_rows : int, default=None
        Rows of a chunk; by default as many as make 16 MB. A function's arrays stay as they come.

    Returns
    -------
    rows : ChunkedRows
        The rows; nothing but the first are read yet.

    Raises
    ------
    LearnerError
        If there is no such file, it is of another kind, has no such columns or no rows, or isn't a
        table.

    Notes
    -----
    Of a mapped file each chunk is mapped anew, so that the process holds one chunk at a time.
    Parquet needs pyarrow.

    Examples
    --------
    >>> import numpy as np
    >>> from teachclust.out_of_core import open_rows
    >>> rows = open_rows(np.arange(12.0).reshape(6, 2), chunk_rows=4)
    >>> [chunk.shape for _, chunk in rows.chunks()]
    [(4, 2), (2, 2)]
    """
    if chunk_rows is not None and (not is_whole(chunk_rows) or chunk_rows < 1):
        raise LearnerError(
            "chunk_rows must be a whole number from 1",
            where=f"chunk_rows={display_name(repr(chunk_rows))}",
            why="So many rows are in memory at once.",
            fix="chunk_rows = 100_000",
        )
    wanted = _wanted(columns)
    source_ = _opened(source, wanted)
    labels: tuple[Any, ...] | None = None
    dtype: type[np.floating[Any]]
    head = source_.head
    if isinstance(head, pd.DataFrame):
        labels = tuple(head.columns) if wanted is None else tuple(wanted)
        _check_labels(list(labels), list(head.columns), source_.name)
        n_features, dtype = len(labels), np.float64
    else:
        if wanted is not None:
            _check_labels(wanted, [], source_.name)
        if np.ndim(head) != 2 or head.dtype.kind not in "biuf":
            raise LearnerError(
                "The source must be a table of numbers, rows by features",
                where=f"{source_.name}: shape {np.shape(head)}, dtype {head.dtype}",
                why="A row is a point, a column one of its features.",
                fix="X = X.reshape(-1, 1)" if np.ndim(head) == 1 else "X.shape",
            )
        n_features = np.shape(head)[1]
        dtype = np.float32 if head.dtype == np.float32 else np.float64
    if not n_features or source_.n_rows == 0:
        raise LearnerError(
            "The source is empty",
            where=f"{source_.name}: {source_.n_rows or 0} rows, {n_features} features",
            why="Centers are means of points.",
            fix="X.shape",
        )
    return ChunkedRows(
        source_.raw, labels, chunk_rows, source_.n_rows, source_.name, n_features, np.dtype(dtype),
        even=not callable(source), files=source_.files,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Source:
    """What gives blocks, the number of rows where it's known, what it is, its first rows, files."""

    raw: Callable[[int], Iterator[Any]]
    n_rows: int | None
    name: str
    head: Any
    files: tuple[Path, ...] = ()


def _wanted(columns: Any) -> list[Any] | None:
    if columns is None or isinstance(columns, str):
        return None if columns is None else [columns]
    if not isinstance(columns, Iterable):
        raise LearnerError(
            "columns must be names of columns",
            where=f"columns={display_name(repr(columns))}",
            why="They are taken from the table by their names.",
            fix="columns = None",
        )
    return list(columns)


def _opened(source: Any, wanted: list[Any] | None) -> _Source:
    """Return what gives the rows of a source."""
    if callable(source):
        return _function(source)
    if isinstance(source, str | os.PathLike):
        return _files([source], wanted)
    listed = isinstance(source, list | tuple) and len(source) > 0
    if listed and all(isinstance(one, str | os.PathLike) for one in source):
        return _files(list(source), wanted)
    if isinstance(source, pd.DataFrame):
        frame = source
        return _Source(
            lambda rows: (frame.iloc[i : i + rows] for i in range(0, len(frame), rows)),
            len(frame), "the DataFrame", frame.iloc[:1],
        )  # fmt: skip
    array = source if isinstance(source, np.ndarray) else _as_array(source, "the source")
    if isinstance(array, np.memmap) and array.ndim == 2 and _can_be_mapped_anew(array):
        file = Path(str(array.filename))
        return _Source(
            lambda rows: _mapped(array, rows), len(array), "the mapped file", array[:1], (file,)
        )
    if not array.ndim:
        return _Source(lambda rows: iter([array]), None, "the source", array)
    return _Source(
        lambda rows: (array[i : i + rows] for i in range(0, len(array), rows)),
        len(array), "the array", array[:1],
    )  # fmt: skip


def _as_array(values: Any, name: str) -> npt.NDArray[Any]:
    try:
        return np.asarray(values)
    except ValueError as error:
        raise LearnerError(
            "The source must be a table of numbers, rows by features",
            where=f"{name}: rows of different lengths",
            why="A row is a point, a column one of its features.",
            fix="[len(row) for row in X]",
        ) from error


def _function(source: Callable[[], Any]) -> _Source:
    """Return the blocks of a function, which must give all of them each time it's called."""
    why = "It must give a new iterator each time it's called."
    fix = "source = lambda: np.array_split(X, 100)"
    try:
        first, second = iter(source()), iter(source())
    except TypeError as error:
        raise LearnerError(
            "The function gives no blocks", where=display_name(str(error)), why=why, fix=fix
        ) from error
    if first is second:
        raise LearnerError(
            "The function gives the same iterator again", where="it is used up", why=why, fix=fix
        )
    head = next(first, None)
    if head is None:
        raise LearnerError(
            "The function gives no rows", where="its iterator is empty", why=why, fix=fix
        )
    shown = head if isinstance(head, pd.DataFrame) else _as_array(head, "the function")
    return _Source(lambda rows: iter(source()), None, "the function", shown)


def _can_be_mapped_anew(array: np.memmap[Any, Any]) -> bool:
    """Whether a file holds what a mapped array shows: changes of a copy on write aren't in it."""
    return (
        array.mode != "c"
        and array.filename is not None
        and Path(str(array.filename)).is_file()
        and array.flags.c_contiguous
        and not isinstance(array.base, np.ndarray)
    )


def _mapped(array: np.memmap[Any, Any], rows: int) -> Iterator[Floats]:
    """Yield copies of the rows of a mapped file, of which no more than a chunk is mapped."""
    for start in range(0, len(array), rows):
        n = min(rows, len(array) - start)
        offset = array.offset + start * array.strides[0]
        shape = (n, array.shape[1])
        yield np.array(np.memmap(str(array.filename), array.dtype, "r", offset, shape))


def _files(paths: list[Any], wanted: list[Any] | None) -> _Source:
    """Open files of one kind, one after the other."""
    files = [Path(path) for path in paths]
    kinds = {next((end for end in _SUFFIXES if f.name.lower().endswith(end)), "") for f in files}
    for file in files:
        if not file.is_file():
            raise LearnerError(
                "There is no such file",
                where=display_name(str(file)),
                why="Rows are read from it chunk by chunk.",
                fix="Path.cwd()",
            )
    if "" in kinds or len({kind.removesuffix(".gz") for kind in kinds}) != 1:
        raise LearnerError(
            "Rows are read from files of one kind",
            where=", ".join(display_name(file.name) for file in files[:3]),
            why=f"The kinds are {', '.join(_SUFFIXES)}.",
            fix='source = "points.npy"',
        )
    kind = kinds.pop().removesuffix(".gz")
    read = {".npy": _npy, ".csv": _csv, ".parquet": _parquet}[kind]
    opened = [read(file, wanted) for file in files]
    counts = [count for _, count, _ in opened]
    name = files[0].name if len(files) == 1 else f"{files[0].name} and {len(files) - 1} more"
    total = None if None in counts else sum(count or 0 for count in counts)

    def chunks(rows: int) -> Iterator[Any]:
        for one, _, _ in opened:
            yield from one(rows)

    return _Source(chunks, total, display_name(name), opened[0][2], tuple(files))


def _even(blocks: Iterator[Floats], rows: int) -> Iterator[Floats]:
    """Join what ends at the end of a file with the next one, so that all chunks are alike."""
    waiting: list[Floats] = []
    for block in blocks:
        waiting.append(block)
        while sum(map(len, waiting)) >= rows:
            whole = np.concatenate(waiting) if len(waiting) > 1 else waiting[0]
            yield whole[:rows]
            waiting = [whole[rows:]] if len(whole) > rows else []
    if waiting:
        yield np.concatenate(waiting)


def _npy(file: Path, wanted: list[Any] | None) -> tuple[Any, int | None, Any]:
    try:
        array = np.load(file, mmap_mode="r", allow_pickle=False)
    except (ValueError, EOFError, OSError) as error:
        raise _unreadable(file.name, error) from error
    if not isinstance(array, np.memmap):
        raise _unreadable(file.name, ValueError("it holds something else than one array"))
    if array.ndim != 2:
        return (lambda rows: iter([array])), None, array
    if array.flags.c_contiguous:
        return (lambda rows: _mapped(array, rows)), len(array), array[:1]
    return (
        (lambda rows: (np.array(array[i : i + rows]) for i in range(0, len(array), rows))),
        len(array), array[:1],
    )  # fmt: skip


def _csv(file: Path, wanted: list[Any] | None) -> tuple[Any, int | None, Any]:
    try:
        head = pd.read_csv(file, nrows=100)
    except (ValueError, EOFError, OSError) as error:
        raise _unreadable(file.name, error) from error
    keep = None if wanted is None or not set(wanted) <= set(head.columns) else wanted

    def chunks(rows: int) -> Iterator[pd.DataFrame]:
        with pd.read_csv(file, usecols=keep, chunksize=rows) as reader:
            yield from reader

    return chunks, None if len(head) else 0, head


def _parquet(file: Path, wanted: list[Any] | None) -> tuple[Any, int | None, Any]:
    parquet = need("pyarrow.parquet", "Reading Parquet files", "dask")
    try:
        opened = parquet.ParquetFile(file)
    except (ValueError, OSError) as error:
        raise _unreadable(file.name, error) from error
    head = opened.schema_arrow.empty_table().to_pandas()
    n_rows = int(opened.metadata.num_rows)
    keep = None if wanted is None or not set(wanted) <= set(head.columns) else wanted

    def chunks(rows: int) -> Iterator[pd.DataFrame]:
        with parquet.ParquetFile(file) as one:
            for batch in one.iter_batches(batch_size=rows, columns=keep):
                yield batch.to_pandas()

    return chunks, n_rows, head


def _unreadable(name: str, error: Exception) -> LearnerError:
    return LearnerError(
        "The file can't be read",
        where=display_name(name),
        why=display_name(f"{type(error).__name__}: {error}", 200),
        fix=f'Path("{display_name(name)}").stat()',
    )


def _check_labels(wanted: list[Any], known: list[Any], name: str) -> None:
    """Refuse columns that aren't there, or that are there twice."""
    missing = [one for one in wanted if one not in known]
    if missing or not wanted:
        raise LearnerError(
            "There are no such columns",
            where=f"{name}: {', '.join(display_name(str(one)) for one in missing[:5]) or 'none'}",
            why=f"Its columns are {', '.join(display_name(str(one)) for one in known[:10])}."
            if known
            else "Its columns have no names.",
            fix=f"columns = {known[:3]!r}" if known else "columns = None",
        )
    twice = [one for one in wanted if known.count(one) > 1 or wanted.count(one) > 1]
    if twice:
        raise LearnerError(
            "Two columns have the same name",
            where=f"{name}: {display_name(str(twice[0]))}",
            why="Columns are taken by their names.",
            fix="X.columns = range(X.shape[1])",
        )
