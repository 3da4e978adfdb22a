"""A lesson as an assignment of nbgrader: a source notebook with its metadata, and a config."""

from __future__ import annotations

from typing import Any, Final

from teachclust.classroom.assignment.graded_cells import (
    GradedCell,
    asked_of_a_reason,
    code,
    graded_cells,
    guard,
    markdown,
    numbered,
)
from teachclust.classroom.rubric import rubric

_SCHEMA: Final = 3
#: what nbgrader puts in the place of a solution; the blank stands above it
_STUB: Final = "# Fill the blanks above."
CONFIG: Final = f'''"""Settings for the lessons of teachclust."""

c = get_config()

# a cell may take longer than nbgrader's 30 seconds
c.ExecutePreprocessor.timeout = 180
# lessons have blanks of their own: nothing raises NotImplementedError
c.ClearSolutions.code_stub = {{"python": {_STUB!r}}}
'''


def nbgrader_notebook(lesson: str, seconds: float) -> dict[str, Any]:
    """Return the source notebook: solutions are marked, and each exercise has a locked test."""
    book, cells = graded_cells(lesson)
    points = max(1, sum(1 for line in rubric(lesson) if not line.endswith(":")))
    made = [one for cell in cells for one in _cells(cell, points, seconds)]
    return {**book, "cells": numbered(made)}


def _cells(cell: GradedCell, points: int, seconds: float) -> list[dict[str, Any]]:
    if cell.kind == "exercise":
        return [_answer(cell), _test(cell)]
    if cell.kind == "reason":
        about = _about(f"{cell.key}-reason", grade=True, solution=True, points=points)
        text = markdown(cell.solution, nbgrader=about)
        return [markdown(asked_of_a_reason(cell)), text]
    if cell.kind == "setup":
        return [code(guard(seconds), nbgrader=_about("guard", locked=True)), cell.cell]
    return [cell.cell]


def _answer(cell: GradedCell) -> dict[str, Any]:
    source = (
        f"{cell.blank}\n\n### BEGIN SOLUTION\n{cell.solution}\n### END SOLUTION\n\n{cell.check}"
    )
    about = _about(cell.key, solution=True)
    return {**cell.cell, "source": source, "metadata": {**cell.cell["metadata"], "nbgrader": about}}


def _test(cell: GradedCell) -> dict[str, Any]:
    source = (
        f"from teachclust.lessons import check\n\n"
        f"{cell.result} = {cell.check}\nassert {cell.result}.ok, repr({cell.result})"
    )
    return code(source, nbgrader=_about(f"{cell.key}-check", grade=True, locked=True, points=1))


def _about(
    name: str,
    *,
    grade: bool = False,
    locked: bool = False,
    solution: bool = False,
    points: int | None = None,
) -> dict[str, Any]:
    about: dict[str, Any] = {
        "schema_version": _SCHEMA,
        "grade_id": name,
        "grade": grade,
        "locked": locked,
        "solution": solution,
        "task": False,
    }
    return about if points is None else {**about, "points": points}
