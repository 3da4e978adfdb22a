"""Write files atomically: a whole file or none, and never through a link.

Everything is first written to a temporary file beside the target, with a random name, created
exclusively. It is renamed once it is complete. So no half-written file is ever seen, and a link at
the target is replaced and not followed.
"""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from teachclust.errors import LearnerError

_PREFIX: Final = ".teachclust-"
_REASONS: Final = {
    errno.ENOSPC: "There is no room left on the disk.",
    errno.EDQUOT: "Your share of the disk is full.",
    errno.EFBIG: "The file is larger than this disk takes.",
    errno.EROFS: "The disk can only be read.",
    errno.EACCES: "You may not write there.",
    errno.EPERM: "You may not write there, or another program has the file open.",
    errno.ENOENT: "The folder is not there.",
    errno.ENOTDIR: "A part of the path is a file, not a folder.",
    errno.ENAMETOOLONG: "The name is too long.",
    errno.EIO: "The disk doesn't answer.",
}


def given_path(path: object, example: str) -> Path:
    """Return the path that a caller gave; a LearnerError, with an example, if it is none."""
    if isinstance(path, str | os.PathLike):
        given = os.fspath(path)
        if isinstance(given, str):
            return Path(given)
    raise LearnerError(
        "The path of a file is a text.",
        where=f"a path of type {type(path).__name__}",
        why="It says where the file is written.",
        fix=f'path = "{example}"',
    )


def write_file(path: Path, content: bytes) -> None:
    """Write a file atomically, in place of any file of that name; its folder must be there.

    A link of this name is replaced, not followed. Where the file can't be written, or something
    other than a file has the name, nothing is changed.
    """
    with _disk_errors_explained(path):
        _check_place(path)
    with _disk_errors_explained(path), _half(path, content) as half:
        try:
            half.replace(path)
        except OSError:
            # some disks let none be replaced; nor does Windows while a program has it open
            if os.path.lexists(path):
                with _set_aside(path, content):
                    _place_new(half, path, content)
            else:
                _place_new(half, path, content)


def try_writing(path: Path) -> None:
    """Raise what `write_file` would, before the work that makes the content; nothing is left."""
    with _disk_errors_explained(path):
        _check_place(path)
    with _disk_errors_explained(path), _half(path, b"\n"):
        pass


def write_new_file(path: Path, content: bytes) -> None:
    """Write a file atomically; raise FileExistsError if something has that name, even by now."""
    with _disk_errors_explained(path), _half(path, content) as half:
        _place_new(half, path, content)


def replace_file(path: Path, content: bytes, may_go: Callable[[bytes], bool]) -> bool:
    """Replace a file atomically, if its present content may be overwritten.

    `may_go` takes the file's bytes just before the replacement. Returns False, and leaves the file
    alone, when somebody has changed it meanwhile, or it is gone.
    """
    with _disk_errors_explained(path):
        _check_place(path)
    with _disk_errors_explained(path), _half(path, content) as half:
        try:
            with _set_aside(path, content) as aside:
                if not may_go(aside.read_bytes()):
                    raise _ChangedError
                try:
                    _place_new(half, path, content)
                except (
                    FileExistsError
                ):  # a file appeared meanwhile; the old one may go all the same
                    return False
        except (_ChangedError, FileNotFoundError):
            return False
    return True


@contextlib.contextmanager
def new_folder(path: Path) -> Iterator[Path]:
    """Make a folder, and those above it; it is gone again when nothing could be written to it."""
    made: list[Path] = []
    try:
        with _disk_errors_explained(path):
            made += [one for one in (path, *path.parents) if not one.exists()]
            try:
                path.mkdir(parents=True, exist_ok=True)
            except FileExistsError as error:
                raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR)) from error
        yield path
    except BaseException:
        for folder in made:
            with contextlib.suppress(OSError):  # something is in it
                folder.rmdir()
        raise


def cannot_write(path: object, error: OSError) -> LearnerError:
    """Return the error for a file that can't be written."""
    why = _REASONS.get(error.errno or 0, f"The computer answers: {error.strerror or error}.")
    return LearnerError("The file can't be written.", where=str(path), why=why)


class _ChangedError(Exception):
    """The file is no longer what it was."""


@contextlib.contextmanager
def _disk_errors_explained(path: Path) -> Iterator[None]:
    """Raise a LearnerError for errors of the disk; FileExistsError is left to the caller."""
    try:
        yield
    except FileExistsError:
        raise
    except (OSError, ValueError) as error:
        if isinstance(error, LearnerError):
            raise
        trouble = error if isinstance(error, OSError) else OSError(errno.EINVAL, str(error))
        raise cannot_write(path, trouble) from error


def _check_place(path: Path) -> None:
    """Refuse to replace a folder, a device or a pipe; what a link leads to doesn't matter."""
    if path.is_symlink() or not os.path.lexists(path) or path.is_file():
        return
    what = "a folder" if path.is_dir() else "a device or a pipe"
    raise LearnerError("There is no file in this place.", where=str(path), why=f"It is {what}.")


@contextlib.contextmanager
def _half(path: Path, content: bytes) -> Iterator[Path]:
    """Write to a private file in the same folder; it is gone afterwards, under this name."""
    half = path.with_name(f"{_PREFIX}{secrets.token_hex(8)}.part")
    try:
        _create(half, content)
        yield half
    finally:
        half.unlink(missing_ok=True)


def _write(handle: int, content: bytes) -> None:
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(handle, rest) :]
    os.fsync(handle)


def _place_new(half: Path, path: Path, content: bytes) -> None:
    """Rename a file, unless the name is taken: by a hard link, which then fails on every disk."""
    try:
        os.link(half, path)
    except FileExistsError:
        raise
    except (OSError, NotImplementedError):  # no links on FAT and exFAT, nor on some shares
        half.unlink(missing_ok=True)  # room for one of them is enough
        _create(path, content)


def _create(path: Path, content: bytes) -> None:
    """Create a file exclusively and write to it; an incomplete file is removed.

    It is written through its handle: somebody who puts a file in its place meanwhile loses nothing.
    """
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    handle = os.open(path, flags, 0o666)  # less what the learner's umask takes away
    try:
        try:
            _write(handle, content)
        except BaseException:
            mine, there = os.fstat(handle), path.lstat()
            if (mine.st_dev, mine.st_ino) == (there.st_dev, there.st_ino):
                with contextlib.suppress(OSError):  # Windows removes no open file
                    os.ftruncate(handle, 0)
                    path.unlink()
            raise
    finally:
        os.close(handle)


@contextlib.contextmanager
def _set_aside(path: Path, content: bytes) -> Iterator[Path]:
    """Move a file to a private folder; it is moved back unless the new file took its place."""
    folder = Path(tempfile.mkdtemp(dir=path.parent, prefix=_PREFIX))
    aside = folder / path.name
    done = False
    try:
        path.rename(aside)
        yield aside
        done = True
    finally:
        if not done and aside.exists():
            done = path.is_file() and path.read_bytes() == content  # interrupted after that
            if not done:
                _bring_back(aside, path)
        if done:
            aside.unlink(missing_ok=True)
        with contextlib.suppress(OSError):  # it is kept while something is in it
            folder.rmdir()


def _bring_back(aside: Path, path: Path) -> None:
    """Move a file back; where another has its name by now, both are kept."""
    for turn in range(1, 1000):
        name = path if turn == 1 else path.with_name(f"{path.stem} ({turn}){path.suffix}")
        with contextlib.suppress(FileExistsError):
            try:
                os.link(aside, name)
            except FileExistsError:
                raise
            except (OSError, NotImplementedError):
                if os.path.lexists(name):
                    continue
                aside.rename(name)
                return
            aside.unlink()
            return
