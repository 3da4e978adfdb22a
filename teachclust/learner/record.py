"""The record of a learner: what was guessed, tried, asked for and decided, and how to clear it."""

from __future__ import annotations

import html
import os
import threading
import warnings
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from teachclust.errors import LearnerError, LearnerWarning
from teachclust.learner.entries import FIELDS, Entry, new_entry, with_new
from teachclust.learner.record_file import BusyError, RecordFile
from teachclust.words import say

#: the file that `teachclust copy` leaves beside the lessons: without it nothing is written there
MANIFEST: Final = ".teachclust.json"
#: a folder for the record, or "off" for none
FOLDER_VARIABLE: Final = "TEACHCLUST_RECORD"
#: rows that are shown
_MOST_SHOWN: Final = 200

_here: dict[str, Record] = {}
_making = threading.Lock()


class Record:
    """What is stored of a learner; shows itself as a table.

    It lives in the file ``teachclust-record.json``. What can't be written there is kept until the
    kernel ends. Several kernels may use one file.

    Parameters
    ----------
    folder : Path or None
        Where the file is; None keeps all in memory.

    Examples
    --------
    >>> from teachclust.learner.record import Record
    >>> mine = Record(None)
    >>> mine.add("try", "blobs-1", result="wrong")
    >>> mine
    Record: 1 try
    Kept until this kernel ends.
    """

    def __init__(self, folder: Path | None) -> None:
        self._file = None if folder is None else RecordFile(folder, self._tell)
        self._unwritten: list[Entry] = []
        self._told: set[str] = set()
        self._lock = threading.RLock()

    @property
    def path(self) -> Path | None:
        """The file; None where all is kept in memory."""
        return None if self._file is None else self._file.path

    def entries(self, kind: str | None = None, key: str | None = None) -> list[Entry]:
        """Return what is stored, the oldest first: all, or what has this kind and key."""
        with self._lock:
            stored: list[Entry] = []
            if self._file is not None:
                try:
                    stored = self._file.read()
                except LearnerError as error:
                    self._tell(error)
            # what waits is in order already: alone it needs no comparing, however long it is
            whole = with_new(stored, self._unwritten) if stored else self._unwritten
            return [one for one in whole if _is(one, kind, key)]

    def add(self, kind: str, key: str, **fields: Any) -> None:
        """Store what a learner did; fields that are None are left out.

        ValueError for a kind or field that is not in `FIELDS`. Nothing is raised where it can't
        be written: a `LearnerWarning` tells it once.
        """
        entry = new_entry(kind, key, fields)
        with self._lock:
            self._unwritten = with_new(self._unwritten, [entry])
            if self._write(lambda stored: with_new(stored, self._unwritten)):
                self._unwritten = []

    def clear(self, kind: str | None = None, key: str | None = None) -> None:
        """Delete what has this kind and key; by default everything, and the file as well.

        A LearnerError if the file can't be changed.
        """
        with self._lock:
            if self._file is not None and kind is None and key is None:
                self._file.remove()
            elif self._file is not None:
                self._file.change(lambda old: [one for one in old if not _is(one, kind, key)])
            self._unwritten = [one for one in self._unwritten if not _is(one, kind, key)]

    def _write(self, edit: Callable[[list[Entry]], list[Entry]]) -> bool:
        if self._file is None:
            return False
        try:
            self._file.change(edit)
        except BusyError:
            return False
        except LearnerError as error:
            self._tell(error)
            return False
        return True

    def _tell(self, error: LearnerError) -> None:
        """Warn once of each thing that is in the way."""
        text = str(error)
        if text not in self._told:
            self._told.add(text)
            warnings.warn(text, LearnerWarning, stacklevel=3)

    def __repr__(self) -> str:
        """Return how many entries there are of each kind, and where they are."""
        counts = Counter(entry.kind for entry in self.entries())
        listed = ", ".join(
            say(
                f"record.one.{kind}" if counts[kind] == 1 else f"record.many.{kind}", n=counts[kind]
            )
            for kind in FIELDS
            if counts[kind]
        )
        return say("record.title", listed=listed or say("record.empty")) + f"\n{self._place()}"

    def _place(self) -> str:
        if self.path is None:
            return say("record.memory")
        return say("record.place", path=self.path)

    def _repr_html_(self) -> str:
        entries = self.entries()
        titles = "".join(f"<th>{html.escape(say(f'record.{c}'))}</th>" for c in _COLUMNS)
        rows = "".join(_row(entry) for entry in entries[-_MOST_SHOWN:])
        left_out = len(entries) - _MOST_SHOWN
        more = f"<p>{html.escape(say('record.more', n=left_out))}</p>" if left_out > 0 else ""
        table = f"<table><tr>{titles}</tr>{rows}</table>{more}" if entries else ""
        place = f"{html.escape(self._place())} {html.escape(say('record.clear'))}"
        return f"<p>{place}</p>{table}"


_COLUMNS: Final = ("when", "what", "key", "said")


def _row(entry: Entry) -> str:
    said = "; ".join(_said(name, value) for name, value in entry.fields.items())
    when = entry.at[:16].replace("T", " ")
    cells = (when, say(f"record.kind.{entry.kind}"), entry.key, said)
    return "<tr>" + "".join(f"<td>{html.escape(one)}</td>" for one in cells) + "</tr>"


def _said(name: str, value: Any) -> str:
    if isinstance(value, bool):
        return say("record.right" if value else "record.wrong")
    return ", ".join(value) if isinstance(value, list) else str(value)


def _is(entry: Entry, kind: str | None, key: str | None) -> bool:
    return kind in (None, entry.kind) and key in (None, entry.key)


def record() -> Record:
    """Return what is stored of you: guesses, tries, hints, solutions, reasons and builds.

    It is written to the file ``teachclust-record.json`` beside the lessons that ``teachclust copy``
    or ``teachclust lab`` has made, or in the folder that the environment variable
    ``TEACHCLUST_RECORD`` names. Elsewhere, and with ``TEACHCLUST_RECORD=off``, it is kept until the
    kernel ends. It never leaves this computer.

    Returns
    -------
    record : Record
        Shows itself as a table; ``record().clear()`` deletes it.
    """
    with _making:
        if "record" not in _here:
            _here["record"] = Record(_folder())
        return _here["record"]


def _folder() -> Path | None:
    """Return the folder for the record's file; None for memory alone."""
    given = os.environ.get(FOLDER_VARIABLE, "").strip()
    if is_off() or os.environ.get("TEACHCLUST_EXPORT") == "1":
        return None
    if given:
        named = Path(given).expanduser()
        if named.is_dir():
            return named.absolute()
        text = say("record.no_folder", variable=FOLDER_VARIABLE, folder=given)
        warnings.warn(text, LearnerWarning, stacklevel=3)
        return None
    try:
        here = Path.cwd()
    except OSError:  # the folder is gone
        return None
    return here if is_course(here) else None


def is_off() -> bool:
    """Tell whether the learner wants nothing to be stored."""
    return os.environ.get(FOLDER_VARIABLE, "").strip().lower() in ("0", "off", "none")


def is_course(folder: Path) -> bool:
    """Tell whether ``teachclust copy`` has made this folder."""
    manifest = folder / MANIFEST
    return manifest.is_file() and not manifest.is_symlink()
