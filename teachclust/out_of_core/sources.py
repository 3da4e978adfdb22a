"""Rows of a table that come chunk by chunk: from memory, NumPy, CSV or Parquet files."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
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
    columns : list of str or None
        Which columns are taken, by name; None for all.
    chunk_rows : int or None
        Rows of each chunk but the last. None for as many as make 16 MB.
    n_rows : int or None
        All rows, where it's known without reading them.
    name : str
        What it is, for errors.
    """

    raw: Callable[[int], Iterator[Any]]
    columns: list[str] | None
    chunk_rows: int | None
    n_rows: int | None
    name: str
    n_features: int
    names: tuple[str, ...] | None

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
        for number, block in enumerate(self.raw(self.rows_of_chunk)):
            if number >= start:
                yield number, self._checked(block, number)

    def _checked(self, block: Any, number: int) -> Any:
        """Return a chunk as finite numbers, or say what isn't."""
        first = number * self.rows_of_chunk
        if isinstance(block, pd.DataFrame):
            block = block[self.columns] if self.columns is not None else block
            text = [str(name) for name in block if block[name].dtype.kind not in "biuf"]
            if text:
                raise LearnerError(
                    "Some columns aren't numbers",
                    where=f"{self.name}: {', '.join(map(display_name, text[:5]))}",
                    why="A distance needs numbers: take the columns that are.",
                    fix='columns = ["...", "..."]',
                )
            values = block.to_numpy(dtype=np.float64, na_value=np.nan)
        else:
            values = np.asarray(block)
            if values.dtype != np.float32:
                values = values.astype(np.float64)
        if values.ndim != 2 or values.shape[1] != self.n_features:
            raise LearnerError(
                f"Each chunk must have {self.n_features} features",
                where=f"{self.name}: chunk {number} has shape {values.shape}",
                why="The first has as many.",
                fix="X.shape",
            )
        bad = ~np.isfinite(values)
        if bad.any():
            row, column = (int(found[0]) for found in np.nonzero(bad))
            named = self.names[column] if self.names else f"column {column}"
            raise LearnerError(
                "There are missing or infinite values",
                where=f"{self.name}: row {first + row}, {display_name(named)}",
                why="A distance to such a row is no number: leave it out or fill it.",
                fix="X = X[np.isfinite(X).all(axis=1)]",
            )
        if self.names is None:
            return np.ascontiguousarray(values)
        return pd.DataFrame(values, columns=list(self.names), copy=False)


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
    wanted = [columns] if isinstance(columns, str) else None if columns is None else list(columns)
    raw, n_rows, name, head = _opened(source, wanted)
    if wanted is not None:
        _check_columns(wanted, head, name)
    if isinstance(head, pd.DataFrame):
        head = head if wanted is None else head[wanted]
        names: tuple[str, ...] | None = tuple(map(str, head.columns))
        n_features = head.shape[1]
    else:
        if np.ndim(head) != 2 or np.asarray(head).dtype.kind not in "biuf":
            raise LearnerError(
                "The source must be a table of numbers, rows by features",
                where=f"{name}: shape {np.shape(head)}, dtype {np.asarray(head).dtype}",
                why="A row is a point, a column one of its features.",
                fix="X = X.reshape(-1, 1)" if np.ndim(head) == 1 else "X.shape",
            )
        names, n_features = None, np.shape(head)[1]
    if not n_features or n_rows == 0:
        raise LearnerError(
            "The source is empty",
            where=f"{name}: {n_rows if n_rows == 0 else len(head)} rows, {n_features} features",
            why="Centers are means of points.",
            fix="X.shape",
        )
    return ChunkedRows(raw, wanted, chunk_rows, n_rows, name, n_features, names)


def _opened(source: Any, wanted: list[str] | None) -> tuple[Any, int | None, str, Any]:
    """Return what gives chunks, the number of rows, what it is, and its first rows."""
    if callable(source):
        head = next(iter(source()), None)
        if head is None:
            raise LearnerError(
                "The function gives no rows",
                where="its iterator is empty",
                why="It must give a new iterator each time it's called.",
                fix="source = lambda: np.array_split(X, 100)",
            )
        return (lambda rows: iter(source())), None, "the function", head
    if isinstance(source, str | os.PathLike):
        return _files([source], wanted)
    listed = isinstance(source, list | tuple) and len(source) > 0
    if listed and all(isinstance(one, str | os.PathLike) for one in source):
        return _files(list(source), wanted)
    if isinstance(source, pd.DataFrame):
        frame = source
        return (
            lambda rows: (frame.iloc[i : i + rows] for i in range(0, len(frame), rows)),
            len(frame), "the DataFrame", frame.iloc[:1],
        )  # fmt: skip
    array = source if isinstance(source, np.ndarray) else np.asarray(source)
    if isinstance(array, np.memmap) and array.ndim == 2 and array.filename is not None:
        return (lambda rows: _mapped(array, rows)), len(array), "the mapped file", array[:1]
    return (
        lambda rows: (array[i : i + rows] for i in range(0, len(array), rows)),
        len(array) if array.ndim else None, "the array", array[:1] if array.ndim else array,
    )  # fmt: skip


def _mapped(array: np.memmap[Any, Any], rows: int) -> Iterator[Floats]:
    """Yield copies of the rows of a mapped file, of which no more than a chunk is mapped."""
    columns_first = array.flags.f_contiguous and not array.flags.c_contiguous
    whole = array.base is None or not isinstance(array.base, np.ndarray)
    for start in range(0, len(array), rows):
        if columns_first or not whole or not array.flags.c_contiguous:
            yield np.array(array[start : start + rows])
            continue
        n = min(rows, len(array) - start)
        offset = array.offset + start * array.strides[0]
        part = np.memmap(str(array.filename), array.dtype, "r", offset, (n, array.shape[1]))
        yield np.array(part)


def _files(paths: list[Any], wanted: list[str] | None) -> tuple[Any, int | None, str, Any]:
    """Open files of one kind, one after the other."""
    files = [Path(path) for path in paths]
    kinds = {next((end for end in _SUFFIXES if file.name.endswith(end)), "") for file in files}
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

    return (chunks if len(files) == 1 else _even(chunks)), total, display_name(name), opened[0][2]


def _even(chunks: Callable[[int], Iterator[Any]]) -> Callable[[int], Iterator[Any]]:
    """Join what ends at the end of a file with the next one, so that all chunks are alike."""

    def joined(rows: int) -> Iterator[Any]:
        waiting: list[Any] = []
        for block in chunks(rows):
            waiting.append(block)
            if sum(map(len, waiting)) >= rows:
                whole = _joined(waiting)
                yield whole[:rows]
                waiting = [whole[rows:]] if len(whole) > rows else []
        if waiting:
            yield _joined(waiting)

    return joined


def _joined(blocks: list[Any]) -> Any:
    if isinstance(blocks[0], pd.DataFrame):
        return pd.concat(blocks, ignore_index=True)
    return np.concatenate(blocks)


def _npy(file: Path, wanted: list[str] | None) -> tuple[Any, int | None, Any]:
    try:
        array = np.load(file, mmap_mode="r", allow_pickle=False)
    except ValueError as error:
        raise _unreadable(file, error) from error
    if array.ndim != 2:
        return (lambda rows: iter([array])), None, array
    return (lambda rows: _mapped(array, rows)), len(array), array[:1]


def _csv(file: Path, wanted: list[str] | None) -> tuple[Any, int | None, Any]:
    try:
        head = pd.read_csv(file, nrows=100)
    except (ValueError, UnicodeDecodeError, OSError) as error:
        raise _unreadable(file, error) from error
    keep = None if wanted is None or not set(wanted) <= set(head.columns) else wanted

    def chunks(rows: int) -> Iterator[pd.DataFrame]:
        with pd.read_csv(file, usecols=keep, chunksize=rows) as reader:
            yield from reader

    return chunks, None, head


def _parquet(file: Path, wanted: list[str] | None) -> tuple[Any, int | None, Any]:
    parquet = need("pyarrow.parquet", "Reading Parquet files", "dask")
    try:
        opened = parquet.ParquetFile(file)
    except (ValueError, OSError) as error:
        raise _unreadable(file, error) from error
    head = opened.schema_arrow.empty_table().to_pandas()
    n_rows = int(opened.metadata.num_rows)
    keep = None if wanted is None or not set(wanted) <= set(head.columns) else wanted

    def chunks(rows: int) -> Iterator[pd.DataFrame]:
        with parquet.ParquetFile(file) as one:
            for batch in one.iter_batches(batch_size=rows, columns=keep):
                yield batch.to_pandas()

    return _even(chunks), n_rows, head


def _unreadable(file: Path, error: Exception) -> LearnerError:
    return LearnerError(
        "The file can't be read",
        where=display_name(file.name),
        why=display_name(f"{type(error).__name__}: {error}"),
        fix=f'Path("{display_name(file.name)}").stat()',
    )


def _check_columns(wanted: list[str], head: Any, name: str) -> None:
    known = list(map(str, head.columns)) if isinstance(head, pd.DataFrame) else []
    missing = [one for one in wanted if one not in known]
    if missing or not wanted:
        raise LearnerError(
            "There are no such columns",
            where=f"{name}: {', '.join(display_name(str(one)) for one in missing) or 'none'}",
            why=f"Its columns are {', '.join(map(display_name, known[:10]))}."
            if known
            else "Its columns have no names.",
            fix=f"columns = {known[:3]}" if known else "columns = None",
        )
