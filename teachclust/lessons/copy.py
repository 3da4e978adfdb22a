"""Copy the course into a learner's folder, and never overwrite what the learner changed.

What was handed out is remembered by hash in ``.teachclust.json`` beside the lessons. A file that
still has the bytes it was handed out with is nobody's work and may be replaced; any other stays,
and a newer lesson arrives beside it with the date in its name.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from teachclust.errors import LearnerError
from teachclust.lessons.course import lesson_names, lesson_path
from teachclust.lessons.learner_copy import learner_bytes

MANIFEST: Final = ".teachclust.json"

Fate = Literal["new", "updated", "same", "beside"]


@dataclass(frozen=True, slots=True)
class Copied:
    """What happened to one lesson, and where it is."""

    path: Path
    fate: Fate


def copy_course(folder: str | os.PathLike[str], lessons: list[str] | None = None) -> list[Copied]:
    """Copy lessons for a learner.

    Parameters
    ----------
    folder : path-like
        Where to; made if it is not there.
    lessons : list of str, default=None
        Names; by default all.

    Returns
    -------
    copied : list of Copied
        One for each lesson.

    Raises
    ------
    LearnerError
        If a name is no lesson, or the folder or a file in it is a symbolic link or no file.
    """
    sources = [lesson_path(name) for name in lessons or lesson_names()]
    target = _safe_folder(Path(folder))
    known = _read_manifest(target)
    copied = []
    for source in sources:
        content = learner_bytes(source)
        done = _deliver(target, source.name, content, known)
        known.setdefault(source.name, [])
        if _hash(content) not in known[source.name]:
            known[source.name].append(_hash(content))
        _write(target / MANIFEST, json.dumps(known, indent=1, sort_keys=True).encode())
        copied.append(done)
    return copied


def _deliver(folder: Path, name: str, content: bytes, known: dict[str, list[str]]) -> Copied:
    path = _safe_file(folder / name)
    if not path.exists():
        _write(path, content, new=True)
        return Copied(path, "new")
    present, offered = _hash(path.read_bytes()), _hash(content)
    handed_out = known.get(name, [])
    if present == offered:
        return Copied(path, "same")
    if present in handed_out:  # an older lesson that nobody worked in
        _write(path, content)
        return Copied(path, "updated")
    if offered in handed_out:  # this very lesson, worked in since
        return Copied(path, "same")
    return _deliver_beside(folder, path, content)


def _deliver_beside(folder: Path, path: Path, content: bytes) -> Copied:
    today = datetime.date.today().isoformat()
    for turn in range(1, 1000):
        suffix = today if turn == 1 else f"{today}-{turn}"
        beside = _safe_file(folder / f"{path.stem}_{suffix}{path.suffix}")
        if not beside.exists():
            _write(beside, content, new=True)
            return Copied(beside, "beside")
        if beside.read_bytes() == content:
            return Copied(beside, "same")
    raise LearnerError("There are too many copies of this lesson.", where=str(path))


def _safe_folder(folder: Path) -> Path:
    """Make the folder; refuse links, through which files elsewhere would be written."""
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
    folder.mkdir(parents=True, exist_ok=True)
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
        raw = json.loads(path.read_text(encoding="utf-8"))
        return {str(name): [str(h) for h in hashes] for name, hashes in raw.items()}
    except (OSError, ValueError, AttributeError, TypeError):
        return {}  # without it nothing counts as handed out, so nothing is replaced


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _write(path: Path, content: bytes, *, new: bool = False) -> None:
    """Write a whole file or none: into a file beside it first, then under its name at once."""
    handle, half = tempfile.mkstemp(dir=path.parent, prefix=".teachclust-", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(half).chmod(0o644)
        if new:
            os.link(
                half, path
            )  # fails where a file has appeared meanwhile, instead of replacing it
        else:
            Path(half).replace(path)
    finally:
        Path(half).unlink(missing_ok=True)
