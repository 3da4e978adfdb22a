"""Write a lesson as an assignment for a grader."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any, Final, Literal, get_args

from teachclust.checks import display_name
from teachclust.classroom.assignment.graded_cells import SECONDS
from teachclust.classroom.assignment.nbgrader import CONFIG, nbgrader_notebook
from teachclust.classroom.assignment.otter import otter_notebook
from teachclust.errors import LearnerError
from teachclust.files import given_path, new_folder, write_new_file
from teachclust.lessons.course import lesson_path

Grader = Literal["nbgrader", "otter"]

#: seconds that a cell may take at most
_A_DAY: Final = 86_400
GRADERS: Final[tuple[str, ...]] = get_args(Grader)


def write_assignment(
    lesson: str, grader: Grader, folder: str | os.PathLike[str], *, seconds: float = SECONDS
) -> tuple[Path, str]:
    """Write a lesson as an assignment, with its solutions, for a grader to hand out.

    Parameters
    ----------
    lesson : str
        A lesson, such as "01_blobs".
    grader : {"nbgrader", "otter"}
        Which form: a course of nbgrader, or a notebook for ``otter assign``.
    folder : path
        Where to; made if it is not there. Nothing in it is overwritten.
    seconds : float, default=60
        After how many seconds a cell of the assignment is stopped, at most 86,400.

    Returns
    -------
    path : Path
        The notebook.
    command : str
        What to type next.

    Raises
    ------
    LearnerError
        If there is no such lesson or grader, the seconds can't be waited for, or another file is in
        the notebook's place.
    """
    if grader not in GRADERS:
        raise LearnerError(
            f"There is no grader called {str(grader)[:40]!r}.",
            why=f"Lessons are written for {' and '.join(GRADERS)}.",
            fix=f"teachclust assignment {lesson_path(lesson).stem} --to nbgrader -o course",
        )
    name, target = lesson_path(lesson).stem, given_path(folder, "course")
    _check_seconds(seconds, name)
    if grader == "nbgrader":
        path = target / "source" / name / f"{name}.ipynb"
        book = nbgrader_notebook(name, seconds)
        command = f"cd {target} && nbgrader generate_assignment {name}"
    else:
        path = target / f"{name}.ipynb"
        book = otter_notebook(name, seconds)
        command = f"otter assign {path} {target / f'{name}-assignment'}"
    with new_folder(path.parent):
        _write(path, _bytes(book))
        if grader == "nbgrader" and not (target / "nbgrader_config.py").exists():
            _write(target / "nbgrader_config.py", CONFIG.encode())
    return path, command


def _check_seconds(seconds: object, lesson: str) -> None:
    number = isinstance(seconds, int | float) and not isinstance(seconds, bool)
    if not number or not 0 < seconds <= _A_DAY:  # type: ignore[operator]
        raise LearnerError(
            f"seconds must be a number above 0, at most {_A_DAY:,}.",
            where=f"seconds={display_name(repr(seconds))}",
            why="A cell of the assignment is stopped after so many.",
            fix=f"teachclust assignment {lesson} --to nbgrader -o course --seconds {SECONDS:g}",
        )


def _bytes(book: dict[str, Any]) -> bytes:
    return (json.dumps(book, indent=1, ensure_ascii=False, sort_keys=True) + "\n").encode("utf-8")


def _write(path: Path, content: bytes) -> None:
    """Write a file; one of the same content may be there, any other is left alone."""
    try:
        write_new_file(path, content)
    except FileExistsError:
        if path.is_file() and path.read_bytes() == content:
            return
        raise LearnerError(
            "There is another file in the assignment's place.",
            where=str(path),
            why="What is handed out is not edited in place: learners may be working in it.",
            fix="teachclust assignment LESSON --to nbgrader -o another-folder",
        ) from None
