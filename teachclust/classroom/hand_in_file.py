"""The file that a learner hands in: its form, its checksum, and how a strange one is read."""

from __future__ import annotations

import hashlib
import json
import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from teachclust.errors import LearnerError
from teachclust.learner.entries import Entry, plain_entry, read_entry
from teachclust.lessons.course import lesson_names
from teachclust.lessons.own_numbers import checked_code

FORM: Final = "teachclust hand-in"
#: the form of the file; another number for any change that an older release can't read
VERSION: Final = 1
#: bytes of a file: a longer one is no hand-in
LONGEST_FILE: Final = 4_000_000
LONGEST_SOURCE: Final = 20_000
LONGEST_NAME: Final = 80
_MOST_ANSWERS: Final = 100
_MOST_ENTRIES: Final = 5_000
_CODE: Final = re.compile(r"[0-9A-F]{4}-[0-9A-F]{4}", re.ASCII)


@dataclass(frozen=True, slots=True)
class HandIn:
    """What a learner hands in of one lesson.

    Parameters
    ----------
    lesson : str
        The lesson's name, such as "01_blobs".
    learner : str
        A code that stands for the learner: "3F7A-9C21". It stays the same until the record is
        cleared.
    name : str, default=""
        The learner's name, if it was given.
    answers : mapping of str to str, default={}
        The code of each exercise's cell, by the exercise's key.
    entries : sequence of Entry, default=()
        What the record holds of the lesson. Of the times only the day is kept.
    class_code : str, default=""
        The code of the class, where its learners have data of their own.
    """

    lesson: str
    learner: str
    name: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    entries: Sequence[Entry] = ()
    class_code: str = ""

    @property
    def called(self) -> str:
        """The name, or else the code."""
        return self.name or self.learner


class NotAHandIn(Exception):  # noqa: N818
    """The file can't be read as a hand-in; `reason` is a key of the catalogue: "cut" ..."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def learner_code(entries: Sequence[Entry]) -> str:
    """Return the code of a learner that the record holds, else a new one.

    A new one is made from the first thing in the record, so that it is the same where the code
    can't be stored; where there is nothing, by chance.
    """
    for entry in entries:
        stored = entry.fields.get("code", "") if entry.kind == "code" else ""
        if _CODE.fullmatch(stored):
            return str(stored)
    first = json.dumps(plain_entry(entries[0])) if entries else secrets.token_hex()
    digest = hashlib.sha256(first.encode("utf-8", "backslashreplace")).hexdigest().upper()
    return f"{digest[:4]}-{digest[4:8]}"


def encode(hand_in: HandIn) -> bytes:
    """Return the content of the file."""
    held: dict[str, Any] = {
        "form": FORM,
        "version": VERSION,
        "lesson": hand_in.lesson,
        "learner": hand_in.learner,
        "name": hand_in.name,
        "class_code": hand_in.class_code,
        "answers": dict(hand_in.answers),
        "entries": [plain_entry(entry) for entry in hand_in.entries],
    }
    held["checksum"] = _checksum(held)
    text = json.dumps(held, indent=1, ensure_ascii=False) + "\n"
    return text.encode("utf-8", "backslashreplace")


def decode(content: bytes) -> tuple[HandIn, bool]:
    """Return a hand-in and whether its checksum fits; `NotAHandIn` for any other file."""
    if len(content) > LONGEST_FILE:
        raise NotAHandIn("long")
    if not content.strip():
        raise NotAHandIn("empty")
    try:
        held = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise NotAHandIn("cut" if FORM.encode() in content[:200] else "other") from None
    if not isinstance(held, dict) or held.get("form") != FORM:
        raise NotAHandIn("other")
    version = held.get("version")
    if type(version) is int and version > VERSION:
        raise NotAHandIn("newer")
    given = {name: value for name, value in held.items() if name != "checksum"}
    read = _read(given)
    if version != VERSION or type(version) is not int or read is None:
        raise NotAHandIn("damaged")
    return read, held.get("checksum") == _checksum(given)


def _checksum(held: Mapping[str, Any]) -> str:
    text = json.dumps(held, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return "sha256:" + hashlib.sha256(text.encode("ascii")).hexdigest()


def _read(held: Mapping[str, Any]) -> HandIn | None:
    """Return a hand-in, or None where any part of it is not as it should be."""
    lesson, learner = held.get("lesson"), held.get("learner")
    name, class_code = held.get("name", ""), held.get("class_code", "")
    answers, listed = held.get("answers", {}), held.get("entries", [])
    if not isinstance(lesson, str) or lesson not in lesson_names():
        return None
    if not isinstance(learner, str) or not _CODE.fullmatch(learner):
        return None
    if not (_is_text(name, LONGEST_NAME) and _is_text(class_code, LONGEST_NAME)):
        return None
    try:
        checked_code(class_code)
    except LearnerError:
        return None
    if not isinstance(answers, dict) or len(answers) > _MOST_ANSWERS:
        return None
    if not all(_is_text(source, LONGEST_SOURCE) for source in answers.values()):
        return None
    if not isinstance(listed, list) or len(listed) > _MOST_ENTRIES:
        return None
    entries = [entry for entry in map(read_entry, listed) if entry is not None]
    if len(entries) < len(listed):
        return None
    return HandIn(lesson, learner, name, answers, tuple(entries), class_code)


def _is_text(value: Any, longest: int) -> bool:
    return isinstance(value, str) and len(value) <= longest


def checked_name(name: str, what: str) -> str:
    """Return a name or code that a learner gave, in one line; LearnerError if it is none."""
    if not isinstance(name, str):
        raise LearnerError(
            f"The {what} must be a text.",
            where=f"a {what} of type {type(name).__name__}",
            why='An empty text, "", stands for none.',
            fix=f'{what} = "Ada"',
        )
    line = " ".join(name.split())
    if len(line) > LONGEST_NAME:
        raise LearnerError(
            f"The {what} is too long.",
            where=f"{len(line)} letters",
            why=f"At most {LONGEST_NAME} fit.",
            fix=f'{what} = "Ada"',
        )
    return line
