"""Where the lessons are: inside an installed package, or beside it in a checkout."""

from __future__ import annotations

import re
from pathlib import Path

from teachclust.errors import LearnerError

_PACKAGE = Path(__file__).parents[1]


def course_folder() -> Path:
    """Return the folder of the lessons: ``course`` of a wheel, else ``notebooks`` of a checkout."""
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
    """Return the notebook of a lesson: "01_blobs", "01_blobs.ipynb", "01" or "blobs"."""
    wanted = name.removesuffix(".ipynb") if isinstance(name, str) else ""
    names = lesson_names()
    for known in names:
        number, _, word = known.partition("_")
        if re.fullmatch(r"[0-9a-z_]+", wanted) and wanted in (known, number, word):
            return course_folder() / f"{known}.ipynb"
    raise LearnerError(
        f"There is no lesson called {str(name)[:60]!r}.",
        why=f"The lessons are {', '.join(names)}.",
        fix=f"teachclust copy {names[0]}",
    )
