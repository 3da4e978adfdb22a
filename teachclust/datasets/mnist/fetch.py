"""The download of MNIST: only on request, checked, and resumed where it was interrupted."""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Final

from teachclust.datasets.mnist import facts
from teachclust.datasets.mnist.bunch import check_choice
from teachclust.datasets.mnist.formats import short
from teachclust.datasets.mnist.load import expand, home_folder, load_mnist
from teachclust.errors import LearnerError
from teachclust.words import say

MIRRORS: Final = (
    "https://ossci-datasets.s3.amazonaws.com/mnist/",
    "https://storage.googleapis.com/cvdf-datasets/mnist/",
)
ROUNDS: Final = 2  # through the mirrors; each takes up where the one before stopped
_CHUNK: Final = 1 << 16
_STAND_IN: Final = "mnist_like = make_mnist_like()  # needs no network"


@dataclass(frozen=True, slots=True)
class File:
    """One file of MNIST as the mirrors have it."""

    name: str
    size: int
    sha256: str


FILES: tuple[File, ...] = (
    File(
        "train-images-idx3-ubyte.gz",
        9_912_422,
        "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609",
    ),
    File(
        "train-labels-idx1-ubyte.gz",
        28_881,
        "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c",
    ),
    File(
        "t10k-images-idx3-ubyte.gz",
        1_648_877,
        "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6",
    ),
    File(
        "t10k-labels-idx1-ubyte.gz",
        4_542,
        "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6",
    ),
)


class _BrokenError(Exception):
    """The download is not the file, or incomplete."""


def fetch_mnist(
    folder: str | os.PathLike[str] | None = None,
    *,
    subset: facts.Subset = "all",
    n_samples: int | None = None,
    scaled: bool = False,
    return_X_y: bool = False,
    as_frame: bool = False,
    mirrors: str | Sequence[str] = MIRRORS,
    timeout: float = 20.0,
    progress: bool = True,
) -> Any:
    """Download MNIST (11.6 MB) where it isn't there yet, and load it.

    Parameters
    ----------
    folder : str or path-like, default=None
        Where to keep the four files; None takes the environment variable ``TEACHCLUST_MNIST``, else
        ``~/teachclust_data/mnist``, where `load_mnist` looks.
    subset, n_samples, scaled, return_X_y, as_frame
        As for `load_mnist`; all four files are fetched in any case.
    mirrors : str or sequence of str
        Addresses of folders that hold the files, tried in turn; a school may name its own.
    timeout : float, default=20.0
        Seconds without an answer after which the next mirror is tried.
    progress : bool, default=True
        Print how far it is.

    Returns
    -------
    bunch : sklearn.utils.Bunch or tuple
        As from `load_mnist`.

    Raises
    ------
    LearnerError
        When no mirror gives the files, the folder can't be written to, or a file of another data
        set has one of their names there (it is left as it is).

    Notes
    -----
    A file grows under a name that ends in ``.part`` and gets its own name when its sha256 is right,
    so a file is whole or not there. A download that was broken off or interrupted goes on where it
    stopped; a part with a wrong sha256 is thrown away.
    """
    check_choice(subset, "subset", ("all", "train", "test"))
    addresses = _checked(mirrors)
    target = home_folder() if folder is None else expand(folder)
    try:
        target.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _not_written(target, error) from error
    for file in FILES:
        _fetch(file, target, addresses, timeout, progress)
    return load_mnist(
        target,
        subset=subset,
        n_samples=n_samples,
        scaled=scaled,
        return_X_y=return_X_y,
        as_frame=as_frame,
    )


def _checked(mirrors: str | Sequence[str]) -> tuple[str, ...]:
    """Return the addresses, each with its last slash; refuse anything but web addresses."""
    addresses = (mirrors,) if isinstance(mirrors, str) else tuple(mirrors)
    for address in addresses or ("",):
        if not str(address).startswith(("http://", "https://")):
            raise LearnerError(
                "A mirror must be an address on the web.",
                where=f"it is {address!r}",
                why="The files are fetched by HTTP; load_mnist(folder) reads those on a disk.",
                fix="mnist = fetch_mnist()",
            )
    return tuple(address.rstrip("/") + "/" for address in addresses)


def _fetch(
    file: File, folder: Path, mirrors: Sequence[str], timeout: float, progress: bool
) -> None:
    """Download one file into the folder; if interrupted, at most its ``.part`` file stays."""
    from http.client import HTTPException

    target, part = folder / file.name, folder / f"{file.name}.part"
    if target.exists():
        if _sum(target) == file.sha256:
            _tell(progress, say("data.fetch.there", name=file.name))
            return
        raise LearnerError(
            "Another file has this name already; it is left as it is.",
            where=short(target),
            why="Its sha256 is not that of MNIST's file: it is damaged, or of another data set.",
            fix='mnist = fetch_mnist("mnist_new")',
        )
    trouble = ""
    for mirror in tuple(mirrors) * ROUNDS:
        if trouble:
            _tell(progress, say("data.fetch.again", name=file.name, trouble=trouble))
        try:
            _take(mirror + file.name, part, file, timeout, progress)
            if _sum(part) == file.sha256:
                _place(part, target)
                return
            part.unlink()
            trouble = "what came has a wrong checksum"
        except (_BrokenError, OSError, HTTPException) as error:
            trouble = str(error) or type(error).__name__
    kept = "What came is kept, and the next try goes on from there" if part.exists() else ""
    raise LearnerError(
        f"{file.name} could not be downloaded.",
        where=f"tried {len(mirrors) * ROUNDS} times; at last: {trouble}",
        why=f"{kept or 'Nothing usable came'}. Is this machine on the network?",
        fix=_STAND_IN,
    )


def _take(address: str, part: Path, file: File, timeout: float, progress: bool) -> None:
    """Download what is missing from the ``.part`` file, and append it."""
    from urllib.request import Request, urlopen  # 30 ms that only a download has to pay

    have = part.stat().st_size if part.exists() else 0
    if have == file.size:
        return
    if have > file.size:
        part.unlink()
        have = 0
    request = Request(address, headers={"Accept-Encoding": "identity"})
    if have:
        request.add_header("Range", f"bytes={have}-")
    with urlopen(request, timeout=timeout) as answer:
        # a server that knows no ranges answers 200 and sends all: then the part starts anew
        goes_on = answer.headers.get("Content-Range", "").startswith(f"bytes {have}-")
        have = have if have and answer.status == 206 and goes_on else 0
        coming = answer.headers.get("Content-Length", "")
        if coming.isdigit() and int(coming) != file.size - have:
            # the page of a network that wants a login, say: the part is not touched
            raise _BrokenError(f"the answer has {int(coming):,} bytes, not {file.size - have:,}")
        with _opened(part, "ab" if have else "wb") as out:
            have = _copy(answer, out, have, file, progress)
    if have > file.size:
        part.unlink()
        raise _BrokenError(f"what came is longer than {file.size:,} bytes")
    if have < file.size:
        raise _BrokenError(f"it broke off after {have:,} of {file.size:,} bytes")


def _copy(answer: Any, out: IO[bytes], have: int, file: File, progress: bool) -> int:
    """Write what comes, up to one chunk more than there should be; return the size."""
    shown = -1
    try:
        while have <= file.size and (chunk := answer.read(_CHUNK)):
            try:
                out.write(chunk)
                out.flush()  # kept, whatever comes next
            except OSError as error:
                raise _not_written(Path(out.name), error) from error
            have += len(chunk)
            percent = min(100, 100 * have // file.size)
            if percent // 5 > shown:
                shown = percent // 5
                _show(progress, file, percent)
    finally:
        if shown >= 0:
            _tell(progress, "")
    return have


def _show(progress: bool, file: File, percent: int) -> None:
    megabytes = f"{file.size / 1e6:.1f}"
    text = say("data.fetch.progress", name=file.name, percent=percent, megabytes=megabytes)
    _tell(progress, f"\r{text}", end="")


def _tell(progress: bool, text: str, end: str = "\n") -> None:
    if progress:
        print(text, end=end, flush=True)


def _opened(part: Path, mode: str) -> Any:
    try:
        if part.is_symlink():  # the file that it leads to is somebody's
            raise FileExistsError(errno.EEXIST, "a link stands in its place", str(part))
        return part.open(mode)
    except OSError as error:
        raise _not_written(part, error) from error


def _place(part: Path, target: Path) -> None:
    try:
        part.replace(target)
    except OSError as error:
        raise _not_written(target, error) from error


def _sum(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _not_written(path: Path, error: OSError) -> LearnerError:
    return LearnerError(
        "The download can't be written here.",
        where=short(path),
        why=f"{error.strerror or error}.",
        fix='mnist = fetch_mnist("mnist")  # a folder of your own',
    )
