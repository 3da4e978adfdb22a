"""Write a lesson as an assignment for a grader."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any, Final, Literal, get_args

from teachclust.classroom.assignment.graded_cells import SECONDS
from teachclust.classroom.assignment.nbgrader import CONFIG, nbgrader_notebook
from teachclust.classroom.assignment.otter import otter_notebook
from teachclust.errors import LearnerError
from teachclust.files import new_folder, write_new_file
from teachclust.lessons.course import lesson_path

Grader = Literal["nbgrader", "otter"]

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
        After how many seconds a cell of the assignment is stopped.

    Returns
    -------
    path : Path
        The notebook.
    command : str
        What to type next.

    Raises
    ------
    LearnerError
        If there is no such lesson or grader, or another file is in the notebook's place.
    """
    if grader not in GRADERS:
        raise LearnerError(
            f"There is no grader called {str(grader)[:40]!r}.",
            why=f"Lessons are written for {' and '.join(GRADERS)}.",
            fix=f"teachclust assignment {lesson_path(lesson).stem} --to nbgrader -o course",
        )
    name, target = lesson_path(lesson).stem, Path(folder)
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
