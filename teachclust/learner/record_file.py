"""The file of a learner's record: several kernels write to it, and anybody may have changed it."""

from __future__ import annotations

import contextlib
import importlib.util
import os
import stat
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from teachclust.errors import LearnerError
from teachclust.files import write_file
from teachclust.learner.entries import LONGEST_FILE, Entry, NewerVersion, decode, encode

NAME: Final = "teachclust-record.json"
_LOCK: Final = ".teachclust-record.lock"
#: seconds for which the file of another kernel's turn is waited for
_PATIENCE: Final = 2.0


class BusyError(Exception):
    """Another program holds the file."""


class RecordFile:
    """The record in one folder.

    `tell` is called with a LearnerError that a learner should see, when something is put aside.
    """

    def __init__(self, folder: Path, tell: Callable[[LearnerError], None]) -> None:
        self.path = folder / NAME
        self._tell = tell
        self._lock = threading.RLock()

    def read(self) -> list[Entry]:
        """Return what is stored; LearnerError if the file can't be used."""
        try:
            with self._alone():
                return self._load()
        except BusyError:
            return self._load()

    def change(self, edit: Callable[[list[Entry]], list[Entry]]) -> None:
        """Replace what is stored by an edit of it, whole and alone.

        LearnerError if it can't be written, BusyError if it is not this kernel's turn: then the
        file is as it was.
        """
        with self._alone():
            write_file(self.path, encode(edit(self._load())))

    def remove(self) -> None:
        """Delete the record and what was put aside of it; LearnerError if that can't be done."""
        with self._alone():
            for path in (self.path, *self._put_aside()):
                try:
                    if not path.is_symlink() and path.is_file():
                        path.unlink()
                except OSError as error:
                    raise _unusable(path, error.strerror or str(error)) from error

    def _put_aside(self) -> list[Path]:
        return sorted(self.path.parent.glob(f"{self.path.stem}.aside-*.json"))

    def _load(self) -> list[Entry]:
        content = self._content()
        if content is None:
            return []
        try:
            entries, sound = ([], False) if len(content) > 2 * LONGEST_FILE else decode(content)
        except NewerVersion as error:
            raise _unusable(self.path, "A newer release of teachclust wrote it.") from error
        if not sound:
            self._keep_aside()
            if entries:
                write_file(self.path, encode(entries))
        return entries

    def _content(self) -> bytes | None:
        """Return the file's bytes, or a part of them that is too long to be right."""
        flags = os.O_RDONLY
        for name in ("O_BINARY", "O_NOFOLLOW", "O_NONBLOCK"):  # a pipe would be waited for
            flags |= getattr(os, name, 0)
        if self.path.is_symlink():
            raise _unusable(self.path, "It is a link, which could lead to a file elsewhere.")
        try:
            handle = os.open(self.path, flags)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise _unusable(self.path, f"{error.strerror or error}.") from error
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            os.close(handle)
            raise _unusable(self.path, "It is something other than a file.")
        with os.fdopen(handle, "rb") as file:
            try:
                return file.read(2 * LONGEST_FILE + 1)
            except OSError as error:
                raise _unusable(self.path, f"{error.strerror or error}.") from error

    def _keep_aside(self) -> None:
        """Rename a file that is not in order."""
        for turn in range(1, 1000):
            aside = self.path.with_name(f"{self.path.stem}.aside-{turn}.json")
            if os.path.lexists(aside):
                continue
            try:
                self.path.rename(aside)
            except FileExistsError:
                continue
            except OSError as error:
                raise _unusable(self.path, f"It is damaged, and {error.strerror}.") from error
            self._tell(
                LearnerError(
                    "The record of your course was damaged. What could be read of it goes on.",
                    where=str(self.path),
                    why=f"The damaged file is kept as {aside.name}.",
                )
            )
            return
        raise _unusable(self.path, "It is damaged, and so are a thousand others.")

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        """Wait until no other thread or kernel works with the file, where files can be locked."""
        with self._lock, contextlib.ExitStack() as stack:
            flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
            flags |= getattr(os, "O_NONBLOCK", 0)
            with contextlib.suppress(OSError):
                handle = os.open(self.path.with_name(_LOCK), flags, 0o666)
                stack.callback(os.close, handle)  # which unlocks it as well
                _wait_for(handle)
            yield


def _wait_for(handle: int) -> None:
    """Lock an open file; BusyError after a while, OSError where files can't be locked."""
    until = time.monotonic() + _PATIENCE
    while not _try_lock(handle):
        if time.monotonic() > until:
            raise BusyError
        time.sleep(0.01)


if sys.platform == "win32":
    import msvcrt

    def _try_lock(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        return True

elif importlib.util.find_spec("fcntl") is None:  # Pyodide: one process has its files for itself

    def _try_lock(handle: int) -> bool:
        return True

else:
    import fcntl

    def _try_lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


def _unusable(path: Path, why: str) -> LearnerError:
    return LearnerError(
        "The record of your course can't be used, so nothing more is stored.",
        where=str(path),
        why=f"{why} What you do from now on is kept until this kernel ends.",
        fix="rename or delete the file, then restart the kernel",
    )
