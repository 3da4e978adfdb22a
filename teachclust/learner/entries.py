"""What the record of a learner holds, and its form in a file (see docs/record.md)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final

from teachclust.words import say

#: the form of the file; another number for any change that an older release can't read
VERSION: Final = 1
#: kind of entry -> what it says beside its key and time
FIELDS: Final[Mapping[str, Mapping[str, type]]] = {
    "guess": {"text": str, "right": bool, "confidence": str},
    "try": {"result": str, "says": str},
    "hint": {"number": int},
    "solution": {},
    "reason": {"side": str, "text": str, "named": list, "rating": str},
    "build": {"result": str},
    "code": {"code": str},
}
#: entries that are kept of each kind and key: the first and the latest
MOST_OF_ONE: Final = 50
#: bytes of the file; beyond, the oldest entries go
LONGEST_FILE: Final = 1_000_000
LONGEST_TEXT: Final = 4_000
_LONGEST_KEY: Final = 500
_LONGEST_LIST: Final = 50
_LARGEST_NUMBER: Final = 1_000_000_000
_TIME: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", re.ASCII)


class NewerVersion(Exception):  # noqa: N818
    """The file was written by a newer release."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that a learner did.

    Parameters
    ----------
    kind : {"guess", "try", "hint", "solution", "reason", "build", "code"}
        What was done; "code" is what stands for the learner in hand-ins.
    key : str
        The question or exercise, such as "blobs-1".
    at : str
        When, in UTC: "2026-11-28T08:30:00.000Z".
    fields : mapping of str to object
        What else is known of it: see `FIELDS`. Any of them may be missing.
    """

    kind: str
    key: str
    at: str
    fields: Mapping[str, Any] = field(default_factory=dict)


def new_entry(kind: str, key: str, fields: Mapping[str, Any]) -> Entry:
    """Return an entry of now; texts that are too long are cut. ValueError for an unknown field."""
    now = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    cut = {name: _cut(value) for name, value in fields.items() if value is not None}
    entry = read_entry({"kind": kind, "key": str(key)[:_LONGEST_KEY], "at": now, **cut})
    if entry is None:
        raise ValueError(f"an entry of the record can't be {kind!r} with {cut!r:.200}")
    return entry


def _cut(value: Any) -> Any:
    if isinstance(value, str):
        return value[:LONGEST_TEXT]
    if isinstance(value, list | tuple):
        return [_cut(one) for one in value[:_LONGEST_LIST]]
    return value


def encode(entries: Iterable[Entry]) -> bytes:
    """Return the file's content, one entry a line; the oldest go where it would be too long.

    The code of the learner never goes: another one would make two learners of one.
    """
    about = json.dumps(say("record.about"), ensure_ascii=False)
    head = f'{{"version": {VERSION},\n "about": {about},\n "entries": [\n'
    lines = [
        # a lone surrogate has no UTF-8: JSON's own escape of it is what backslashreplace writes
        json.dumps(plain_entry(entry), ensure_ascii=False).encode("utf-8", "backslashreplace")
        for entry in sorted(entries, key=lambda entry: entry.kind == "code")
    ]
    room = LONGEST_FILE - len(head.encode()) - 10
    kept: list[bytes] = []
    for line in reversed(lines):
        room -= len(line) + 4
        if room < 0:
            break
        kept.append(b"  " + line)
    return head.encode() + b",\n".join(reversed(kept)) + b"\n]}\n"


def plain_entry(entry: Entry) -> dict[str, Any]:
    """Return an entry as JSON has it; `read_entry` reads it."""
    return {"kind": entry.kind, "key": entry.key, "at": entry.at, **entry.fields}


def decode(content: bytes) -> tuple[list[Entry], bool]:
    """Return the entries of a file that anybody may have written, and whether it was all in order.

    What is not in order is left out. `NewerVersion` is raised for a file of a newer release.
    """
    try:
        held = json.loads(content.decode("utf-8-sig"), parse_constant=_no_number)
    except (ValueError, RecursionError):  # a decoding error is a ValueError
        return [], False
    if not isinstance(held, dict):
        return [], False
    version = held.get("version")
    if type(version) is int and version > VERSION:
        raise NewerVersion
    listed = held.get("entries")
    if version != VERSION or type(version) is not int or not isinstance(listed, list):
        return [], False
    entries = [read_entry(one) for one in listed]
    return [one for one in entries if one is not None], None not in entries


def _no_number(text: str) -> float:
    raise ValueError(text)


def read_entry(held: Any) -> Entry | None:
    """Return an entry, or None where anything in it is not as it should be."""
    if not isinstance(held, dict):
        return None
    given = dict(held)
    kind, key, at = (given.pop(name, None) for name in ("kind", "key", "at"))
    known = FIELDS.get(kind) if isinstance(kind, str) else None
    if known is None or not isinstance(key, str) or not 0 < len(key) <= _LONGEST_KEY:
        return None
    if not isinstance(at, str) or not _TIME.fullmatch(at):
        return None
    if not all(name in known and _fits(value, known[name]) for name, value in given.items()):
        return None
    return Entry(str(kind), key, at, given)


def _fits(value: Any, kind: type) -> bool:
    if kind is list:
        return (
            isinstance(value, list)
            and len(value) <= _LONGEST_LIST
            and all(_fits(one, str) for one in value)
        )
    if kind is str:
        return isinstance(value, str) and len(value) <= LONGEST_TEXT
    if kind is bool or isinstance(value, bool):  # True is no number
        return kind is bool and isinstance(value, bool)
    return isinstance(value, int) and abs(value) <= _LARGEST_NUMBER


def with_new(entries: Iterable[Entry], new: Iterable[Entry]) -> list[Entry]:
    """Return all entries; of one kind and key no more than `MOST_OF_ONE`."""
    joined = list(entries)
    for entry in new:
        if entry in joined:  # it was written before, and the writing was interrupted
            continue
        joined.append(entry)
        alike = list(_alike(joined, entry))
        if len(alike) > MOST_OF_ONE:
            del joined[alike[1]]
    return joined


def _alike(entries: list[Entry], entry: Entry) -> Iterator[int]:
    for place, one in enumerate(entries):
        if one.kind == entry.kind and one.key == entry.key:
            yield place
