"""A lesson as an assignment of Otter-Grader: one notebook in the form that `otter assign` reads."""

from __future__ import annotations

from typing import Any

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


def otter_notebook(lesson: str, seconds: float) -> dict[str, Any]:
    """Return the notebook for `otter assign`: a question with a test for each exercise."""
    book, cells = graded_cells(lesson)
    points = max(1, sum(1 for line in rubric(lesson) if not line.endswith(":")))
    config = (
        "# ASSIGNMENT CONFIG\n"
        f"name: {lesson}\n"
        "requirements:\n- teachclust\n"
        "export_cell:\n  pdf: false\n"
        "show_question_points: true"
    )
    made = [one for cell in cells for one in _cells(cell, points, seconds)]
    return {**book, "cells": numbered([_raw(config), *made])}


def _cells(cell: GradedCell, points: int, seconds: float) -> list[dict[str, Any]]:
    if cell.kind == "exercise":
        return _question(cell)
    if cell.kind == "reason":
        return _written(cell, points)
    if cell.kind == "setup":
        return [code(guard(seconds)), cell.cell]
    return [cell.cell]


def _name(cell: GradedCell) -> str:
    return cell.key.replace("-", "_")


def _question(cell: GradedCell) -> list[dict[str, Any]]:
    source = (
        f"{cell.blank}\n\n# BEGIN SOLUTION NO PROMPT\n{cell.solution}\n# END SOLUTION\n\n"
        f"{cell.check}"
    )
    passes = {
        "output_type": "execute_result",
        "data": {"text/plain": "True"},
        "metadata": {},
        "execution_count": 1,
    }
    test = {**code(f"{cell.check}.ok"), "outputs": [passes], "execution_count": 1}
    return [
        # no cell of the grader: the exercise has its own check, and a renamed notebook is graded
        _raw(f"# BEGIN QUESTION\nname: {_name(cell)}\npoints: 1\ncheck_cell: false"),
        _raw("# BEGIN SOLUTION"),
        {**cell.cell, "source": source},
        _raw("# END SOLUTION"),
        _raw("# BEGIN TESTS"),
        test,
        _raw("# END TESTS"),
        _raw("# END QUESTION"),
    ]


def _written(cell: GradedCell, points: int) -> list[dict[str, Any]]:
    """Return a question that a teacher reads and marks."""
    return [
        _raw(f"# BEGIN QUESTION\nname: {_name(cell)}_reason\nmanual: true\npoints: {points}"),
        markdown(asked_of_a_reason(cell)),
        _raw("# BEGIN SOLUTION"),
        markdown(cell.solution),
        _raw("# END SOLUTION"),
        _raw("# END QUESTION"),
    ]


def _raw(text: str) -> dict[str, Any]:
    return {"cell_type": "raw", "metadata": {}, "source": text}
