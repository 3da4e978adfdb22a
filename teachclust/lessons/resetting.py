"""Begin one exercise again: its clean cell is put beside the learner's, which stays."""

from __future__ import annotations

import json
import os
import re
from functools import cache
from pathlib import Path
from typing import Any, Final

from teachclust.errors import LearnerError
from teachclust.files import replace_file
from teachclust.learner.record import Record, record
from teachclust.lessons.contents import Item, asked_in
from teachclust.lessons.course import lesson_names, lesson_path
from teachclust.lessons.learner_copy import learner_notebook
from teachclust.lessons.registry import find_exercise
from teachclust.lessons.result import Result
from teachclust.words import say

#: what a reset forgets: tries count anew, and hints begin with the first
_FORGOTTEN: Final = ("try", "hint", "solution")
_NO_ID: Final = re.compile(r"[^a-zA-Z0-9_-]")


def reset(key: str, /) -> Result:
    """Begin an exercise again: a clean cell comes below, and hints begin with the first.

    What you wrote stays where it is. The record forgets the tries, hints and solution of this
    exercise; guesses and reasons stay.

    Parameters
    ----------
    key : str
        The exercise, such as "blobs-1".

    Returns
    -------
    result : Result
        Shows itself; its ``code`` is the clean cell's.

    Raises
    ------
    LearnerError
        If there is no such exercise, or the installed lessons don't have its cell.
    """
    find_exercise(key, "reset")
    _, place = _place_of(key)
    code = "".join(place["source"])
    _forget(record(), key)
    _put_below(code)
    return Result("reset", say("reset.title"), say("reset.text"), code=code)


def clean_source(key: str) -> str:
    """Return the code of an exercise's cell as learners get it."""
    return "".join(_place_of(key)[1]["source"])


def reset_in(folder: Path, key: str) -> Path:
    """Put the clean cell of an exercise into a learner's notebook, and return the notebook.

    It comes below the learner's own; where that was deleted, below what is left of the lesson
    before it. Nothing is taken out. LearnerError if there is no such exercise or notebook, or
    somebody else writes to it at this moment.
    """
    find_exercise(key, "reset")
    name, cell = _place_of(key)
    path = folder / f"{name}.ipynb"
    try:
        before = path.read_bytes()
        book = json.loads(before.decode("utf-8-sig"))
        new = _with_cell(book, cell, _lesson_cells(name))
    except FileNotFoundError:
        raise LearnerError(
            "There is no notebook of this lesson.",
            where=str(path),
            fix=f"teachclust copy {name}",
        ) from None
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise LearnerError(
            "This notebook can't be read.",
            where=str(path),
            why=f"{type(error).__name__}: {str(error)[:100]}",
            fix=f"teachclust copy --fresh {name}",
        ) from error
    text = json.dumps(new, indent=1, ensure_ascii=False) + "\n"
    if not replace_file(path, text.encode("utf-8"), lambda now: now == before):
        raise LearnerError("The notebook was saved at this moment.", where=str(path))
    _forget(Record(folder.absolute()), key)
    return path


def _forget(of: Record, key: str) -> None:
    for kind in _FORGOTTEN:
        of.clear(kind, key)


@cache
def _lesson_cells(name: str) -> tuple[dict[str, Any], ...]:
    book = json.loads(lesson_path(name).read_text(encoding="utf-8"))
    return tuple(learner_notebook(book)["cells"])


def _place_of(key: str) -> tuple[str, dict[str, Any]]:
    """Return the lesson of an exercise, and its clean cell."""
    for name in lesson_names():
        for cell in _lesson_cells(name):
            if _asks(cell, key):
                return name, cell
    raise LearnerError(
        "The exercise is not in the installed lessons.",
        where=key,
        fix="pip install --force-reinstall teachclust",
    )


def _asks(cell: dict[str, Any], key: str) -> bool:
    code = cell["cell_type"] == "code"
    return code and Item("exercise", key) in asked_in("".join(cell["source"]))


def _with_cell(
    book: dict[str, Any], cell: dict[str, Any], lesson: tuple[dict[str, Any], ...]
) -> dict[str, Any]:
    cells = list(book["cells"])
    ids = {one.get("id") for one in cells}
    key = next(item.key for item in asked_in("".join(cell["source"])) if item.kind == "exercise")
    own = [place for place, one in enumerate(cells) if _asks(one, key)]
    place = own[-1] + 1 if own else _after_the_lesson_before(cells, cell, lesson)
    cells.insert(place, {**cell, "id": _free_id(str(cell.get("id", key)), ids)})
    return {**book, "cells": cells}


def _after_the_lesson_before(
    cells: list[Any], cell: dict[str, Any], lesson: tuple[dict[str, Any], ...]
) -> int:
    """Return the place below the last cell that is left of the lesson before a cell."""
    ids = [one.get("id") for one in cells]
    for one in reversed(lesson[: lesson.index(cell)]):
        if one.get("id") in ids:
            return ids.index(one.get("id")) + 1
    return len(cells)


def _free_id(wanted: str, taken: set[Any]) -> str:
    plain = _NO_ID.sub("-", wanted)[:50]
    names = (plain, *(f"{plain}-{turn}" for turn in range(2, len(taken) + 3)))
    return next(one for one in names if one not in taken)


def _put_below(code: str) -> None:
    """Let the notebook make a cell below the one that runs, where there is a notebook."""
    if os.environ.get("TEACHCLUST_EXPORT") == "1":
        return
    from IPython import get_ipython

    shell = get_ipython()
    if shell is not None:
        shell.set_next_input(code)
