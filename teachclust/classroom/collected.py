"""Read the hand-ins of a class: which files are in order, and what is told of the others."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final, Literal

from teachclust.classroom.hand_in_file import LONGEST_FILE, HandIn, NotAHandIn, decode
from teachclust.classroom.rechecked import Rechecked, rechecked
from teachclust.errors import LearnerError
from teachclust.words import say

#: files that are looked at
_MOST_FILES: Final = 2_000
_SUFFIX: Final = ".json"

#: only what is "in order" is counted; "replaced" has a later one of the same learner
FileState = Literal["in order", "edited", "contradicts", "unreadable", "replaced"]


@dataclass(frozen=True, slots=True)
class Received:
    """One file: its name in the folder, its state, and what is told of it.

    `hand_in` and `items` are there for each file that could be read, in order or not.
    """

    file: str
    state: FileState
    told: tuple[str, ...] = ()
    hand_in: HandIn | None = None
    items: tuple[Rechecked, ...] = field(default=(), repr=False)

    @property
    def counts(self) -> bool:
        """Whether the file's answers are counted."""
        return self.state == "in order"


def collect(folder: Path) -> list[Received]:
    """Read all hand-ins in a folder and in the folders in it.

    A LearnerError if there is no such folder, or no hand-in in it.
    """
    if not folder.is_dir():
        raise LearnerError(
            "There is no such folder.", where=str(folder), fix="teachclust class my-hand-ins"
        )
    found = [(path, _read(path, folder)) for path in _files(folder)]
    if not any(one.hand_in or one.state == "unreadable" for _, one in found):
        raise LearnerError(
            "There is no hand-in in this folder.",
            where=str(folder),
            why="Learners make one, a file that ends in .json, by: teachclust hand-in 01_blobs",
        )
    times = {one.file: path.stat().st_mtime for path, one in found}
    return _compared([one for _, one in found], times)


def _files(folder: Path) -> Iterator[Path]:
    paths = sorted(path for path in folder.rglob(f"*{_SUFFIX}") if _is_offered(path, folder))
    if len(paths) > _MOST_FILES:
        raise LearnerError(
            "There are too many files in this folder.",
            where=f"{len(paths)} files that end in {_SUFFIX}",
            why=f"At most {_MOST_FILES} are read.",
        )
    yield from paths


def _is_offered(path: Path, folder: Path) -> bool:
    """Tell whether a file may be a hand-in: no link, nothing hidden, no record."""
    hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
    record = path.name.startswith("teachclust-record")
    return not hidden and not record and not path.is_symlink() and path.is_file()


def _read(path: Path, folder: Path) -> Received:
    name = path.relative_to(folder).as_posix()
    try:
        with path.open("rb") as file:
            hand_in, sound = decode(file.read(LONGEST_FILE + 1))
    except NotAHandIn as error:
        return Received(name, "unreadable", (say(f"class.file.{error.reason}"),))
    except OSError as error:
        return Received(name, "unreadable", (error.strerror or str(error),))
    items = rechecked(hand_in)
    if not sound:
        return Received(name, "edited", (say("class.file.edited"),), hand_in, items)
    against = tuple(one.against for one in items if one.against)
    return Received(name, "contradicts" if against else "in order", against, hand_in, items)


def _compared(all_: list[Received], times: dict[str, float]) -> list[Received]:
    """Find files of one learner and lesson: the latest counts; two different names are told."""
    groups: dict[tuple[str, str], list[Received]] = {}
    for one in all_:
        if one.hand_in is not None and one.state != "edited":
            groups.setdefault((one.hand_in.lesson, one.hand_in.learner), []).append(one)
    changed: dict[str, Received] = {}
    for group in groups.values():
        # a file without a name may be of the learner whose name is in a later one
        names = {one.hand_in.name.casefold() for one in group if one.hand_in is not None} - {""}
        if len(names) > 1:
            for one in group:
                others = ", ".join(other.file for other in group if other is not one)
                told = (*one.told, say("class.file.copied", others=others))
                state: FileState = "contradicts" if one.counts else one.state
                changed[one.file] = replace(one, state=state, told=told)
        elif len(sound := [one for one in group if one.counts]) > 1:
            latest = max(sound, key=lambda one: (times[one.file], one.file))
            for one in sound:
                if one is not latest:
                    told = (say("class.file.replaced", later=latest.file),)
                    changed[one.file] = replace(one, state="replaced", told=told)
    return [changed.get(one.file, one) for one in all_]


def lessons_in(received: Sequence[Received]) -> list[str]:
    """Return the lessons that were handed in, in order."""
    return sorted({one.hand_in.lesson for one in received if one.hand_in is not None})


def of_lesson(received: Sequence[Received], lesson: str) -> list[Received]:
    """Return the files of a lesson by the learners' names; replaced ones are left out."""
    found = [
        one
        for one in received
        if one.hand_in is not None and one.hand_in.lesson == lesson and one.state != "replaced"
    ]
    return sorted(found, key=lambda one: _sort_key(one.hand_in.called if one.hand_in else ""))


def _sort_key(name: str) -> tuple[str, str]:
    return re.sub(r"\d+", lambda digits: digits[0].zfill(9), name.casefold()), name


def common_slips(received: Sequence[Received], key: str) -> list[tuple[str, str, list[str]]]:
    """Return the misconceptions at an exercise: name, feedback, and the learners; most first.

    Names that differ in numbers alone are one.
    """
    learners: dict[str, list[str]] = {}
    shown: dict[str, tuple[str, str]] = {}
    for one in received:
        if not one.counts or one.hand_in is None:
            continue
        slips = [slip for item in one.items if _is(item, key) for slip in item.slips]
        for name, says in {re.sub(r"\d[\d.,]*", "#", n): (n, s) for n, s in slips}.items():
            learners.setdefault(name, []).append(one.hand_in.called)
            shown.setdefault(name, says)
    ordered = sorted(learners, key=lambda name: (-len(learners[name]), name))
    return [(*shown[name], learners[name]) for name in ordered]


def _is(item: Rechecked, key: str) -> bool:
    return item.outcome.item.key == key and item.outcome.item.kind == "exercise"


def guesses(received: Sequence[Received], key: str) -> Counter[tuple[str, str]]:
    """Count the guesses at a question: option and confidence, of files that are in order."""
    counted: Counter[tuple[str, str]] = Counter()
    for one in received:
        for item in one.items if one.counts else ():
            entry = item.outcome.entry
            if item.outcome.item.key == key and entry is not None and entry.kind == "guess":
                counted[item.answer, entry.fields.get("confidence", "")] += 1
    return counted
