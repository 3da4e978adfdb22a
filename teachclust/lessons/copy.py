"""Copy the course into a learner's folder, and never overwrite what the learner changed.

The hash of each copied file is kept in ``.teachclust.json`` beside the lessons. A file that still
has this hash was not edited and may be replaced. Any other file stays, and a newer lesson is
written beside it with the date in its name.
"""

from __future__ import annotations

import contextlib
import datetime
import hashlib
import json
import os
import shlex
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from teachclust.errors import LearnerError
from teachclust.files import new_folder, replace_file, write_file, write_new_file
from teachclust.learner.record import MANIFEST
from teachclust.lessons.course import lesson_names, lesson_path
from teachclust.lessons.learner_copy import learner_bytes
from teachclust.lessons.own_numbers import checked_code

_LONGEST_MANIFEST: Final = 1_000_000

Fate = Literal["new", "updated", "same", "beside", "fresh"]


@dataclass(frozen=True, slots=True)
class Copied:
    """What happened to one lesson, and where it is."""

    path: Path
    fate: Fate


def copy_course(
    folder: str | os.PathLike[str], lessons: list[str] | None = None, *, class_code: str = ""
) -> list[Copied]:
    """Copy lessons, by default all, into a folder for a learner; it is made if it is not there.

    With a class code, "7B-12", the exercises done by hand have the numbers of that code.

    A LearnerError if a name is no lesson, or the folder or a file in it is a symbolic link or no
    file.
    """
    sources = [lesson_path(name) for name in lessons or lesson_names()]
    with new_folder(_safe_folder(Path(folder))) as target:
        return _copy_all(sources, target, checked_code(class_code))


def copy_fresh(
    folder: str | os.PathLike[str], lessons: list[str], *, class_code: str = ""
) -> list[Copied]:
    """Write a clean copy of each lesson beside the learner's: ``01_blobs_fresh.ipynb``.

    Nothing is overwritten: a copy that was worked in stays, and another is made,
    ``01_blobs_fresh-2.ipynb``. A LearnerError for no lesson, and as for `copy_course`.
    """
    if not lessons:
        raise LearnerError(
            "Name the lesson that you want a clean copy of.",
            fix=f"teachclust copy --fresh {lesson_names()[0]}",
        )
    sources, code = [lesson_path(name) for name in lessons], checked_code(class_code)
    with new_folder(_safe_folder(Path(folder))) as target:
        return [
            _deliver_beside(target, target / source.name, learner_bytes(source, code), "fresh")
            for source in sources
        ]


def _copy_all(sources: list[Path], target: Path, code: str) -> list[Copied]:
    known = _read_manifest(target)
    copied = []
    for source in sources:
        content = learner_bytes(source, code)
        done = _deliver(target, source.name, content, known)
        known.setdefault(source.name, [])
        if _hash(content) not in known[source.name]:
            known[source.name].append(_hash(content))
        write_file(target / MANIFEST, json.dumps(known, indent=1, sort_keys=True).encode())
        copied.append(done)
    return copied


def _deliver(folder: Path, name: str, content: bytes, known: dict[str, list[str]]) -> Copied:
    path = _safe_file(folder / name)
    handed_out, offered = known.get(name, []), _hash(content)
    present = _present(path)
    if present is None:
        # a file that appears meanwhile is the learner's, and is looked at like any other
        with contextlib.suppress(FileExistsError):
            write_new_file(path, content)
            return Copied(path, "new")
        present = _present(path)
    if present == offered:
        return Copied(path, "same")
    if present in handed_out and replace_file(path, content, lambda old: _hash(old) in handed_out):
        return Copied(path, "updated")  # an older lesson that nobody worked in
    if offered in handed_out and path.exists():  # this very lesson, worked in since
        return Copied(path, "same")
    return _deliver_beside(folder, path, content)


def _present(path: Path) -> str | None:
    """Return the hash of a file; None where there is none."""
    try:
        return _hash(_safe_file(path).read_bytes())
    except FileNotFoundError:
        return None
    except OSError as error:
        raise LearnerError(
            "A lesson's file can't be read.",
            where=str(path),
            why=f"{error.strerror or error}: so it isn't known whether you changed it.",
            fix="teachclust copy -o another-folder",
        ) from error


def _deliver_beside(folder: Path, path: Path, content: bytes, word: str = "") -> Copied:
    """Write a lesson beside the learner's; a word, by default the date, is added to its name."""
    added = word or datetime.date.today().isoformat()
    for turn in range(1, 1000):
        suffix = added if turn == 1 else f"{added}-{turn}"
        beside = _safe_file(folder / f"{path.stem}_{suffix}{path.suffix}")
        with contextlib.suppress(FileExistsError):
            write_new_file(beside, content)
            return Copied(beside, "fresh" if word else "beside")
        if _present(beside) == _hash(content):
            return Copied(beside, "same")
    raise LearnerError("There are too many copies of this lesson.", where=str(path))


def _safe_folder(folder: Path) -> Path:
    """Refuse links, through which files elsewhere would be written, and names of files."""
    if ".." in folder.parts:
        raise LearnerError(
            "A folder with '..' in it is not used.",
            where=str(folder),
            fix="teachclust copy -o course",
        )
    if folder.is_symlink():
        raise LearnerError(
            "The folder is a symbolic link.",
            where=str(folder),
            why="Lessons are only written where you can see that they go.",
            fix="teachclust copy -o course",
        )
    if folder.exists() and not folder.is_dir():
        raise LearnerError(
            "There is a file of that name.", where=str(folder), fix="teachclust copy -o course"
        )
    if folder.suffix.lower() in (".ipynb", ".html", ".htm") and not folder.exists():
        raise LearnerError(
            "Lessons are copied into a folder, and this is the name of a file.",
            where=str(folder),
            fix=f"teachclust copy -o {shlex.quote(str(folder.with_suffix('')))}",
        )
    return folder


def _safe_file(path: Path) -> Path:
    if path.is_symlink() or (path.exists() and not path.is_file()):
        raise LearnerError(
            "There is something other than a file in a lesson's place.",
            where=str(path),
            why="It is left alone: a link could lead to a file elsewhere.",
            fix="teachclust copy -o another-folder",
        )
    return path


def _read_manifest(folder: Path) -> dict[str, list[str]]:
    path = _safe_file(folder / MANIFEST)
    try:
        with path.open("rb") as file:
            raw = json.loads(file.read(_LONGEST_MANIFEST))
        return {str(name): [str(h) for h in hashes] for name, hashes in raw.items()}
    except (OSError, ValueError, AttributeError, TypeError, RecursionError):
        return {}  # without it nothing counts as handed out, so nothing is replaced


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
