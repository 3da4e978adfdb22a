"""Fit an estimator that learns in parts to more rows than memory holds.

References
----------
D. Sculley, "Web-scale k-means clustering", WWW 2010.
"""

from __future__ import annotations

import copy
import hashlib
import os
import shutil
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final, Literal

import numpy as np
import numpy.typing as npt
from sklearn.base import clone
from sklearn.utils import check_random_state

from teachclust.checks import call_text, check_single_estimator, display_name, is_whole
from teachclust.errors import LearnerError, translate_sklearn_errors
from teachclust.files import try_writing
from teachclust.out_of_core.checkpoint import read_checkpoint, write_checkpoint
from teachclust.out_of_core.sources import ChunkedRows, open_rows
from teachclust.scores.choosing_k.progress import Progress, Report

#: seconds between two checkpoints
_PAUSE: Final = 2.0


@dataclass(frozen=True, slots=True, eq=False)
class ChunkedFit:
    """How far a fit came. Made by `fit_in_chunks`.

    Parameters
    ----------
    estimator : estimator
        Fitted to all chunks that were done.
    n_rows : int
        Rows that were seen, again in each pass.
    passes : int
        Passes that are done.
    chunk : int
        Chunks of the next pass that are done.
    finished : bool
        Whether all passes are.
    """

    estimator: Any
    n_rows: int
    passes: int
    chunk: int
    finished: bool
    _rows: ChunkedRows
    _n_passes: int
    _path: Path | None
    _facts: dict[str, Any]

    def __repr__(self) -> str:
        """Say how far it came."""
        end = "finished" if self.finished else f"stopped in pass {self.passes + 1}: .resume()"
        return f"ChunkedFit({type(self.estimator).__name__}, {self.n_rows:,} rows, {end})"

    def resume(self, *, progress: Report | Literal[False] | None = None) -> ChunkedFit:
        """Go on where it was interrupted.

        Parameters
        ----------
        progress : callable, False or None, default=None
            As in `fit_in_chunks`.

        Returns
        -------
        fit : ChunkedFit
            As if it hadn't been interrupted.
        """
        return _run(self, progress)


def fit_in_chunks(
    estimator: Any,
    source: Any,
    *,
    columns: Sequence[str] | None = None,
    chunk_rows: int | None = None,
    n_passes: int = 1,
    checkpoint: str | os.PathLike[str] | None = None,
    progress: Report | Literal[False] | None = None,
) -> ChunkedFit:
    """Fit an estimator with ``partial_fit`` to a source, chunk by chunk.

    Parameters
    ----------
    estimator : estimator
        Unfitted, with ``partial_fit``: ``MiniBatchKMeans``, or ``Birch``. It is cloned.
    source : array-like, path-like, sequence of path-like, or callable
        The rows, see `open_rows`: a mapped or ordinary array, ``.npy``, ``.csv``, ``.parquet``
        files, or a function that gives an iterator of arrays.
    columns : sequence of str, default=None
        Which columns of a table are taken; by default all.
    chunk_rows : int, default=None
        Rows of a chunk, each of which is one call of ``partial_fit``; by default 16 MB of them.
    n_passes : int, default=1
        How often it goes through all rows.
    checkpoint : path-like, default=None
        A file that keeps how far it came, every two seconds and when it is interrupted. If it is
        there, the fit goes on from it, in another process too; it's removed at the end.
    progress : callable, False or None, default=None
        A function of (rows done, all rows, text), all rows 0 where they aren't known; False for
        silence; None for a line in a notebook.

    Returns
    -------
    fit : ChunkedFit
        With the fitted estimator. Interrupted (Ctrl-C, or the stop button), it has what was done,
        and ``resume()`` goes on; the result is the same as without the interrupt, to the last bit.

    Raises
    ------
    LearnerError
        If the estimator can't learn in parts, the source can't be read, the first chunk has fewer
        rows than clusters, or the checkpoint is one of another fit.

    Notes
    -----
    The first chunk decides where ``MiniBatchKMeans`` starts, so rows should come in no order: of a
    sorted file, shuffle the chunks or take several passes. Memory is that of two chunks. Each chunk
    is one mini-batch, whatever ``batch_size`` says.

    Examples
    --------
    >>> import numpy as np
    >>> from sklearn.cluster import MiniBatchKMeans
    >>> from teachclust.out_of_core import fit_in_chunks
    >>> X = np.random.default_rng(0).normal(size=(1000, 3))
    >>> done = fit_in_chunks(MiniBatchKMeans(4, random_state=0), X, chunk_rows=200)
    >>> done
    ChunkedFit(MiniBatchKMeans, 1,000 rows, finished)
    >>> done.estimator.cluster_centers_.shape
    (4, 3)
    """
    check_single_estimator(estimator, "fitted in chunks")
    if not hasattr(estimator, "partial_fit"):
        raise LearnerError(
            f"{display_name(type(estimator).__name__)} can't learn in parts",
            where="it has no partial_fit",
            why="It needs all rows at once.",
            fix="estimator = MiniBatchKMeans(8, random_state=0)",
        )
    if not is_whole(n_passes) or n_passes < 1:
        raise LearnerError(
            "n_passes must be a whole number from 1",
            where=f"n_passes={display_name(repr(n_passes))}",
            why="In each pass every row is seen once.",
            fix="n_passes = 1",
        )
    rows = open_rows(source, columns=columns, chunk_rows=chunk_rows)
    model = clone(estimator)
    if getattr(model, "random_state", 0) is None:
        model.set_params(random_state=int(check_random_state(None).randint(10_000)))
    path = None if checkpoint is None else _path(checkpoint, "checkpoint")
    facts = {} if path is None else _facts(model, rows, int(n_passes))
    begin = ChunkedFit(model, 0, 0, 0, False, rows, int(n_passes), path, facts)
    if path is not None:
        try_writing(path)
        if path.is_file() and path.stat().st_size:
            begin = _resumed(begin, path, keeps_seed=getattr(estimator, "random_state", 0) is None)
    return _run(begin, progress)


def _path(given: Any, name: str) -> Path:
    if not isinstance(given, str | os.PathLike):
        raise LearnerError(
            f"{name} must be a path",
            where=f"{name}={display_name(repr(given))}",
            why="A file of this name is written.",
            fix=f'{name} = "{name}.np{"z" if name == "checkpoint" else "y"}"',
        )
    return Path(given)


def _facts(model: Any, rows: ChunkedRows, n_passes: int) -> dict[str, Any]:
    """Return what must be the same for a fit to go on, as it is before the fit."""
    first = next((np.asarray(block) for _, block in rows.chunks()), np.empty(0))
    return {
        "estimator": type(model).__name__,
        "params": {name: _told(value) for name, value in model.get_params(deep=False).items()},
        "source": rows.name,
        "columns": None if rows.labels is None else [str(one) for one in rows.labels],
        "first rows": hashlib.sha256(first.tobytes()).hexdigest(),
        "rows of a chunk": rows.rows_of_chunk,
        "number of rows": rows.n_rows,
        "n_passes": n_passes,
    }


def _told(value: Any) -> str:
    """Return a parameter as text that is the same in another process."""
    if isinstance(value, np.random.RandomState):
        kind, keys, *rest = value.get_state(legacy=True)
        return f"RandomState {kind} {hashlib.sha256(np.asarray(keys).tobytes()).hexdigest()} {rest}"
    if hasattr(value, "__array__"):
        array = np.ascontiguousarray(value)
        return f"{array.shape} {array.dtype} {hashlib.sha256(array.tobytes()).hexdigest()}"
    return repr(value)


def _resumed(begin: ChunkedFit, path: Path, *, keeps_seed: bool) -> ChunkedFit:
    """Return the fit as a checkpoint has it."""
    facts, state, place = read_checkpoint(path)
    now = begin._facts
    seed = facts.get("params", {}).get("random_state", "")
    if keeps_seed and isinstance(seed, str) and seed.isdigit():  # drawn by the first call
        begin.estimator.set_params(random_state=int(seed))
        now = now | {"params": now["params"] | {"random_state": seed}}
    for name, value in now.items():
        if facts.get(name) == value:
            continue
        before: Any = facts.get(name)
        if name == "params" and isinstance(before, dict):
            name = next(one for one in value if before.get(one) != value[one])
            before, value = before.get(name), value[name]
        raise LearnerError(
            "The checkpoint is one of another fit",
            where=f"{display_name(path.name)}: {name} is {display_name(str(before))}, "
            f"now {display_name(str(value))}",
            why="A fit goes on with the same estimator, rows and chunks.",
            fix='checkpoint = "another.npz"',
        )
    vars(begin.estimator).update(state)
    return replace(begin, _facts=now, **place)


def _run(fit: ChunkedFit, progress: Report | Literal[False] | None) -> ChunkedFit:
    """Go through the chunks that are left."""
    rows, model = fit._rows, copy.deepcopy(fit.estimator)
    n_rows, passes, chunk, path = fit.n_rows, fit.passes, fit.chunk, fit._path
    total = 0 if rows.n_rows is None else rows.n_rows * fit._n_passes
    saved = time.monotonic()

    def now(model: Any, *, finished: bool = False) -> ChunkedFit:
        done: Any = {"n_rows": n_rows, "passes": passes, "chunk": chunk}
        return replace(fit, estimator=model, finished=finished, **done)

    before = model
    with Progress(progress, total) as shown:
        shown.done = n_rows
        try:
            while passes < fit._n_passes:
                for number, block in rows.chunks(chunk):
                    before = copy.deepcopy(model)  # an interrupt may leave a chunk half learned
                    _learn(model, block, number)
                    n_rows, chunk, before = n_rows + len(block), number + 1, model
                    shown.step(f"{rows.name}, pass {passes + 1}", len(block))
                    if path is not None and time.monotonic() - saved > _PAUSE:
                        _save(now(model), path)
                        saved = time.monotonic()
                passes, chunk = passes + 1, 0
        except BaseException as stop:
            if path is not None and n_rows:
                _save(now(before), path)
            if isinstance(stop, KeyboardInterrupt):
                return now(before)
            raise
    if path is not None:
        path.unlink(missing_ok=True)
    return now(model, finished=True)


def _learn(model: Any, block: Any, number: int) -> None:
    k = getattr(model, "n_clusters", None)
    if number == 0 and is_whole(k) and len(block) < k and not hasattr(model, "cluster_centers_"):
        raise LearnerError(
            f"The first chunk has {len(block)} rows for {k} clusters",
            where="chunk 0",
            why="The first centers are rows of it.",
            fix=f"chunk_rows = {10 * k}",
        )
    with translate_sklearn_errors(call_text(model)):
        model.partial_fit(block)


def _save(fit: ChunkedFit, path: Path) -> None:
    place = {"n_rows": fit.n_rows, "passes": fit.passes, "chunk": fit.chunk}
    write_checkpoint(path, fit._facts, fit.estimator, place)


def predict_in_chunks(
    estimator: Any,
    source: Any,
    target: str | os.PathLike[str],
    *,
    columns: Sequence[str] | None = None,
    chunk_rows: int | None = None,
    progress: Report | Literal[False] | None = None,
) -> np.memmap[Any, Any]:
    """Write the cluster of each row of a source to a file, chunk by chunk.

    Parameters
    ----------
    estimator : estimator
        Fitted, with ``predict``.
    source : array-like, path-like, sequence of path-like, or callable
        The rows, see `open_rows`.
    target : path-like
        A ``.npy`` file. One of this name is replaced once the new one is whole.
    columns, chunk_rows, progress
        As in `fit_in_chunks`.

    Returns
    -------
    labels : memmap of shape (n_samples,), dtype int32
        The file, mapped.

    Raises
    ------
    LearnerError
        If the estimator isn't fitted, the source can't be read or the file can't be written.

    Examples
    --------
    >>> labels = predict_in_chunks(done.estimator, "points.npy", "labels.npy")  # doctest: +SKIP
    """
    from sklearn.utils.validation import check_is_fitted

    rows = open_rows(source, columns=columns, chunk_rows=chunk_rows)
    with translate_sklearn_errors("estimator = fit_in_chunks(estimator, source).estimator"):
        check_is_fitted(estimator)
    path = _path(target, "target")
    if path.resolve() in {file.resolve() for file in rows.files}:
        raise LearnerError(
            "Labels can't be written over the rows",
            where=display_name(path.name),
            why="The file is what is read.",
            fix='target = "labels.npy"',
        )
    if path.suffix != ".npy":
        raise LearnerError(
            "Labels are written to a .npy file",
            where=display_name(path.name),
            why="numpy maps it, however large it is.",
            fix='target = "labels.npy"',
        )
    try_writing(path)
    raw, whole = (path.with_name(f".{path.name}.{kind}") for kind in ("raw", "half"))
    done = 0
    try:
        with raw.open("wb") as file, Progress(progress, rows.n_rows or 0) as shown:
            for _, block in rows.chunks():
                with translate_sklearn_errors(call_text(estimator)):
                    found = np.asarray(estimator.predict(block))
                file.write(_as_labels(found, len(block)).tobytes())
                done += len(found)
                shown.step(rows.name, len(found))
        with whole.open("wb") as file, raw.open("rb") as content:
            head = {"descr": np.dtype(np.int32).str, "fortran_order": False, "shape": (done,)}
            np.lib.format.write_array_header_1_0(file, head)
            shutil.copyfileobj(content, file)
        whole.replace(path)
    finally:
        raw.unlink(missing_ok=True)
        whole.unlink(missing_ok=True)
    return np.load(path, mmap_mode="r")  # type: ignore[no-any-return]


def _as_labels(found: npt.NDArray[Any], n: int) -> npt.NDArray[np.int32]:
    """Return predictions as numbers of clusters, or say that they aren't."""
    if found.shape != (n,) or found.dtype.kind not in "iu":
        raise LearnerError(
            "The estimator doesn't predict clusters",
            where=f"for {n:,} rows it gives shape {found.shape}, dtype {found.dtype}",
            why="A label is a whole number for each row.",
            fix="estimator = fit_in_chunks(MiniBatchKMeans(8, random_state=0), source).estimator",
        )
    return found.astype(np.int32)
