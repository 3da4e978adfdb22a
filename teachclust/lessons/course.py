"""Where the lessons are: inside an installed package, or beside it in a checkout."""

from __future__ import annotations

import re
from pathlib import Path

from teachclust.errors import LearnerError

_PACKAGE = Path(__file__).parents[1]


def course_folder() -> Path:
    """Return the folder with the lessons' notebooks.

    Returns
    -------
    folder : Path
        ``teachclust/course`` of a wheel, else ``notebooks`` of a checkout.

    Raises
    ------
    LearnerError
        If neither is there.
    """
    for folder in (_PACKAGE / "course", _PACKAGE.parent / "notebooks"):
        if any(folder.glob("[0-9][0-9]_*.ipynb")):
            return folder
    raise LearnerError(
        "The lessons are not installed.",
        where="teachclust/course",
        fix="pip install --force-reinstall teachclust",
    )


def lesson_names() -> list[str]:
    """Return the names of all lessons in order, for example ``["00_start_here", ...]``."""
    return sorted(path.stem for path in course_folder().glob("[0-9][0-9]_*.ipynb"))


def lesson_path(name: str) -> Path:
    """Return the notebook of a lesson.

    Parameters
    ----------
    name : str
        "01_blobs", "01_blobs.ipynb", "01" or "blobs".

    Returns
    -------
    path : Path
        The lesson's notebook.

    Raises
    ------
    LearnerError
        If there is no such lesson.
    """
    wanted = name.removesuffix(".ipynb")
    names = lesson_names()
    for known in names:
        number, _, word = known.partition("_")
        if re.fullmatch(r"[0-9a-z_]+", wanted) and wanted in (known, number, word):
            return course_folder() / f"{known}.ipynb"
    raise LearnerError(
        f"There is no lesson called {name!r}.",
        why=f"The lessons are {', '.join(names)}.",
        fix=f"teachclust copy {names[0]}",
    )
