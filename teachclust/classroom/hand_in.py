"""Make the file that a learner hands in, of the notebook and the record in the course's folder."""

from __future__ import annotations

import contextlib
import json
import os
import re
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from teachclust.classroom.hand_in_file import (
    LONGEST_SOURCE,
    HandIn,
    checked_name,
    encode,
    learner_code,
)
from teachclust.errors import LearnerError
from teachclust.files import given_path, write_file
from teachclust.learner.entries import Entry
from teachclust.learner.record import FOLDER_VARIABLE, Record, is_off
from teachclust.lessons.contents import asked_in, lesson_items, sources_of
from teachclust.lessons.course import lesson_path
from teachclust.lessons.own_numbers import checked_code
from teachclust.lessons.resetting import clean_source

#: bytes of a notebook that is read
_LONGEST_NOTEBOOK: Final = 50_000_000
#: letters of the learner's name that stand in the file's
_LETTERS: Final = 40
#: how a copy's name ends, by `teachclust copy`, JupyterLab or a browser
_CLASS_CODE: Final = re.compile(r"""\bclass_code\(\s*["']([^"']+)["']""")
_COPY: Final = re.compile(r"([_-](fresh|\d{4}-\d\d-\d\d)(-\d+)?|-Copy\d+|[ _-]*\(\d+\))+$")


def hand_in(
    lesson: str,
    folder: str | os.PathLike[str] = ".",
    *,
    name: str = "",
    output: str | os.PathLike[str] | None = None,
) -> tuple[Path, HandIn]:
    """Write what a learner hands in of a lesson to one file.

    Parameters
    ----------
    lesson : str
        A lesson, such as "01_blobs", or the path of the learner's notebook of it.
    folder : path, default="."
        Where the learner's lessons and record are.
    name : str, default=""
        The learner's name, if it is to be in the file. Without it a code stands for the learner.
    output : path, default=None
        The file to write, or a folder for it. By default it lies beside the lessons.

    Returns
    -------
    path : Path
        The file. An older one of this lesson is replaced.
    made : HandIn
        What is in it.

    Raises
    ------
    LearnerError
        If there is no such lesson, no notebook of it, or the file can't be written.

    Notes
    -----
    The file holds the code of the exercises' cells, the guesses with their confidence, the tries,
    hints, solutions and builds, and the reasons. Of the times only the days are in it. The code
    that stands for the learner is stored in the record at the first hand-in.
    """
    notebook = _notebook(lesson, given_path(folder, "my-course"))
    name = checked_name(name, "name")
    mine = _record_of(notebook.parent)
    whole = replace(hand_in_of(notebook, mine.entries()), name=name)
    path = _place(whole, notebook.parent if output is None else given_path(output, "hand-in.json"))
    _keep_code(mine, whole.learner)
    write_file(path, encode(whole))
    return path, whole


def hand_in_of(notebook: Path, entries: list[Entry]) -> HandIn:
    """Return what is handed in of a learner's notebook and the entries of a record."""
    lesson = _lesson_of(notebook).stem
    keys = {item.key for item in lesson_items(lesson)}
    book = _read_notebook(notebook)
    return HandIn(
        lesson=lesson,
        class_code=_code_in(book),
        learner=learner_code(entries),
        answers=_answers(book, keys),
        entries=[
            replace(entry, at=f"{entry.at[:10]}T00:00:00.000Z")
            for entry in entries
            if entry.key.removesuffix("-again") in keys
        ],
    )


def _notebook(lesson: str, folder: Path) -> Path:
    if isinstance(lesson, os.PathLike):
        lesson = str(lesson)
    if isinstance(lesson, str) and lesson.endswith(".ipynb") and Path(lesson).is_file():
        return Path(lesson)
    path = folder / lesson_path(lesson).name
    if path.is_file():
        return path
    raise LearnerError(
        "Your notebook of this lesson is not there.",
        where=str(path),
        why="What is handed in are the answers in it.",
        fix=f"teachclust hand-in {lesson_path(lesson).stem} --folder my-course",
    )


def _lesson_of(notebook: Path) -> Path:
    """Return the lesson that a notebook is a copy of: "01_blobs_2026-11-28.ipynb" of 01_blobs."""
    return lesson_path(_COPY.sub("", notebook.stem))


def _record_of(folder: Path) -> Record:
    """Return the record in a folder, or in the one that ``TEACHCLUST_RECORD`` names."""
    named = os.environ.get(FOLDER_VARIABLE, "").strip()
    if named and Path(named).expanduser().is_dir():
        return Record(Path(named).expanduser().absolute())
    return Record(folder.absolute())


def _keep_code(mine: Record, code: str) -> None:
    """Store the code that stands for the learner, so that the next hand-in has the same."""
    stored = any(entry.fields.get("code") == code for entry in mine.entries("code"))
    if not stored and not is_off():
        mine.add("code", "hand-in", code=code)


def _read_notebook(path: Path) -> Any:
    try:
        if path.stat().st_size > _LONGEST_NOTEBOOK:
            raise ValueError("it is longer than any lesson")
        book = json.loads(path.read_text(encoding="utf-8-sig"))
        for _ in sources_of(book):
            pass
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise LearnerError(
            "This notebook can't be read.",
            where=str(path),
            why=f"{type(error).__name__}: {str(error)[:100]}",
            fix="open it in JupyterLab, save it, and try again",
        ) from error
    return book


def _answers(book: Any, keys: set[str]) -> dict[str, str]:
    """Return the code that checks each exercise; of several cells the last one counts.

    Tags are not looked at: learners copy cells, and take tags out. A cell that is as it was handed
    out counts where there is no other.
    """
    found: dict[str, str] = {}
    for source in sources_of(book):
        for item in asked_in(source):
            if item.kind == "exercise" and item.key in keys:
                clean = source.strip() == clean_source(item.key).strip()
                if not clean or item.key not in found:
                    found[item.key] = source[:LONGEST_SOURCE]
    return found


def _code_in(book: Any) -> str:
    """Return the class code that the notebook sets; "" where it sets none that is one."""
    found = [code for source in sources_of(book) for code in _CLASS_CODE.findall(source)]
    with contextlib.suppress(LearnerError):
        return checked_code(found[-1]) if found else ""
    return ""


def _place(whole: HandIn, target: Path) -> Path:
    if target.suffix.lower() == ".json":
        return target
    if not target.is_dir():
        raise LearnerError(
            "There is no such folder.",
            where=str(target),
            fix=f"teachclust hand-in {whole.lesson} -o {whole.lesson}-hand-in.json",
        )
    letters = re.sub(r"[^\w-]+", "-", whole.called).strip("-")
    if len(letters) > _LETTERS:  # a disk takes 255 bytes, and a letter has up to 4
        letters = f"{letters[:_LETTERS]}-{whole.learner}"
    return target / f"{whole.lesson}-hand-in-{letters or whole.learner}.json"
