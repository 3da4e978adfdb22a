"""Three layouts of MNIST's files, read straight into one array and checked byte by byte."""

from __future__ import annotations

import gzip
import hashlib
import io
import tokenize
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any, Final, cast

import numpy as np

from teachclust.datasets.mnist import facts
from teachclust.datasets.mnist.facts import N_PIXELS, SIDE, Part, Pixels
from teachclust.errors import LearnerError

Pair = tuple[Pixels, Pixels]
MEND: Final = "mnist = fetch_mnist()  # downloads; make_mnist_like() needs no file"
_CHUNK: Final = 1 << 20
_ARFF_ROWS: Final = 2_000  # pandas holds one chunk at a time: 70,000 rows at once are 400 MB
_ARFF_HEADER: Final = 5_000  # lines; the genuine header has about 1,600
_NPZ_NAMES: Final = {"train": ("x_train", "y_train"), "test": ("x_test", "y_test")}
_DAMAGE: Final = (
    OSError, EOFError, ValueError, KeyError, NotImplementedError, MemoryError,
    tokenize.TokenError,  # numpy reads the header of an array by Python's own tokens
)  # fmt: skip


def short(path: Path) -> str:
    """Return a path as a reader would write it: the home folder is ``~``."""
    try:
        return str(Path("~") / path.relative_to(Path.home()))
    except (ValueError, RuntimeError):
        return str(path)


def refused(path: Path, what: str, why: str, fix: str = MEND) -> LearnerError:
    """Return the error about a file that is not what it should be."""
    return LearnerError(what, where=short(path), why=why, fix=fix)


@contextmanager
def _read_errors_explained(path: Path) -> Iterator[None]:
    """Turn every way in which a file can be damaged into one error that names the file."""
    try:
        yield
    except LearnerError:
        raise
    except PermissionError as error:
        raise refused(path, "This file may not be read.", str(error.strerror)) from error
    except (*_DAMAGE, zlib.error, zipfile.BadZipFile) as error:
        why = f"It is damaged or cut short: {type(error).__name__}, {error}."
        raise refused(path, "This file can't be read as MNIST.", why) from error


def _opened(path: Path) -> IO[bytes]:
    """Open a file, gzipped or not, whatever its name says: browsers unpack and keep the name."""
    stream = path.open("rb")
    zipped = stream.read(2) == b"\x1f\x8b"
    stream.seek(0)
    if not zipped:
        return stream
    stream.close()
    return cast(IO[bytes], gzip.open(path, "rb"))


def _empty(parts: Sequence[Part]) -> Pair:
    rows = sum(part.rows for part in parts)
    return np.empty((rows, N_PIXELS), np.uint8), np.empty(rows, np.uint8)


def _rows_of(parts: Sequence[Part]) -> Iterator[tuple[Part, slice]]:
    """Give each part and where its rows are among all."""
    start = 0
    for part in parts:
        yield part, slice(start, start + part.rows)
        start += part.rows


def _fill(stream: IO[bytes], target: Pixels, path: Path) -> None:
    """Read exactly as many bytes as the target holds; fewer or more are refused."""
    view = target.data.cast("B")
    done = 0
    while done < len(view):
        got = cast(Any, stream).readinto(view[done : done + _CHUNK])
        if not got:
            why = f"It ends after {done:,} of {len(view):,} bytes: a download that broke off?"
            raise refused(path, "This file is cut short.", why)
        done += got
    if stream.read(1):  # reading to the end lets gzip and zip compare their own checksums too
        raise refused(path, "This file is longer than MNIST.", f"It goes on after {done:,} bytes.")


def check(pixels: Pixels, labels: Pixels, part: Part, path: Path) -> None:
    """Compare a part with MNIST's checksums; a LearnerError names the file if they differ."""
    for what, found, known in (
        ("pixels", pixels, part.pixel_sum),
        ("labels", labels, part.label_sum),
    ):
        if hashlib.sha256(np.ascontiguousarray(found).data).hexdigest() != known:
            why = (
                "Their sha256 is another one: Fashion-MNIST and others use the same file names, "
                "and figures from them would not be MNIST's."
            )
            raise refused(path, f"The {what} of the {part.name} part are not MNIST's.", why)


# --- raw idx files ------------------------------------------------------------------------------


def idx_file(folder: Path, part: Part, kind: str) -> Path | None:
    """Return the idx file of a part's images or labels, under any of its four names."""
    dimensions = 3 if kind == "images" else 1
    for dot in "-.":
        for end in ("", ".gz"):
            path = folder / f"{part.stem}-{kind}{dot}idx{dimensions}-ubyte{end}"
            if is_file(path):
                return path
    return None


def is_file(path: Path) -> bool:
    """Whether a file is there; a folder that may not be entered holds none."""
    with suppress(OSError, ValueError):
        return path.is_file()
    return False


def read_idx(folder: Path, parts: Sequence[Part]) -> Pair:
    """Read raw idx files of a folder, gzipped or not (LeCun's, torchvision's), and check them."""
    pixels, labels = _empty(parts)
    for part, rows in _rows_of(parts):
        for kind, target in (("images", pixels[rows]), ("labels", labels[rows])):
            path = idx_file(folder, part, kind)
            if path is None:
                what = f"The {kind} of the {part.name} part are missing."
                name = f"{part.stem}-{kind}-idx{3 if kind == 'images' else 1}-ubyte.gz"
                raise refused(folder, what, f"No file {name}, nor one of its other names.")
            _read_one(path, target)
        check(pixels[rows], labels[rows], part, folder)
    return pixels, labels


def _read_one(path: Path, target: Pixels) -> None:
    images = target.ndim == 2
    shape = (len(target), SIDE, SIDE) if images else (len(target),)
    header = np.array([2051 if images else 2049, *shape], dtype=">i4").tobytes()
    with _read_errors_explained(path), _opened(path) as stream:
        found = stream.read(len(header))
        if found != header:
            why = f"Its first numbers are {_numbers(found)}, MNIST's are {_numbers(header)}."
            raise refused(path, "This is not an idx file of MNIST.", why)
        _fill(stream, target, path)


def _numbers(header: bytes) -> list[int]:
    return [int.from_bytes(header[i : i + 4], "big") for i in range(0, len(header) - 3, 4)]


# --- Keras's archive ----------------------------------------------------------------------------


def read_npz(path: Path, parts: Sequence[Part]) -> Pair:
    """Read Keras's ``mnist.npz`` and check it; nothing in it is ever unpickled."""
    pixels, labels = _empty(parts)
    with _read_errors_explained(path), zipfile.ZipFile(path) as archive:
        for part, rows in _rows_of(parts):
            for name, target in zip(
                _NPZ_NAMES[part.name], (pixels[rows], labels[rows]), strict=True
            ):
                _read_member(archive, f"{name}.npy", target, path)
            check(pixels[rows], labels[rows], part, path)
    return pixels, labels


def _read_member(archive: zipfile.ZipFile, name: str, target: Pixels, path: Path) -> None:
    shape = (len(target), SIDE, SIDE) if target.ndim == 2 else target.shape
    with archive.open(name) as stream:
        version = np.lib.format.read_magic(stream)
        read = (
            np.lib.format.read_array_header_1_0
            if version == (1, 0)
            else np.lib.format.read_array_header_2_0
        )
        found, by_column, dtype = read(stream)
        if found != shape or by_column or dtype != np.uint8:
            why = f"It has {name} of shape {found} and type {dtype}; MNIST's: {shape}, uint8."
            raise refused(path, "This archive is not Keras's mnist.npz.", why)
        _fill(stream, target, path)


# --- the file that scikit-learn's fetch_openml keeps --------------------------------------------


def read_arff(path: Path, parts: Sequence[Part]) -> Pair:
    """Read OpenML's ``mnist_784``, gzipped or not, as ``fetch_openml`` keeps it, and check it.

    It is read whole, which takes several seconds, as the file is text. ``fetch_openml`` itself
    needs its JSON files beside it; this does not.
    """
    import pandas as pd

    whole = facts.parts_of("all")
    pixels, labels = _empty(whole)
    done = 0
    with _read_errors_explained(path), io.TextIOWrapper(_opened(path), encoding="utf-8") as text:
        for number, line in enumerate(text):
            if line.strip().lower() == "@data":
                break
            if number > _ARFF_HEADER:
                raise ValueError("no @data line")
        chunks = pd.read_csv(
            text, header=None, dtype=np.uint8, chunksize=_ARFF_ROWS, quotechar="'", comment="%"
        )
        for chunk in chunks:
            values = chunk.to_numpy()
            if values.shape[1] != N_PIXELS + 1 or done + len(values) > len(labels):
                raise ValueError(f"{values.shape[1]} columns, {done + len(values):,} rows or more")
            pixels[done : done + len(values)] = values[:, :N_PIXELS]
            labels[done : done + len(values)] = values[:, N_PIXELS]
            done += len(values)
        if done < len(labels):
            raise ValueError(f"{done:,} rows of {len(labels):,}")
    keep = []
    for part, rows in _rows_of(whole):
        if part in parts:
            check(pixels[rows], labels[rows], part, path)
            keep.append(rows)
    if len(keep) == len(whole):
        return pixels, labels
    return pixels[keep[0]].copy(), labels[keep[0]].copy()
