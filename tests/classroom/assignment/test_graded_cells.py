"""Blanks, solutions and checks, taken from the lessons' tags."""

from __future__ import annotations

import ast
from typing import Any

import pytest

from teachclust.classroom.assignment.graded_cells import (
    asked_of_a_reason,
    code,
    graded_cells,
    markdown,
    numbered,
)
from teachclust.errors import LearnerError
from teachclust.lessons.contents import lesson_items
from teachclust.lessons.course import lesson_names


def cells(lesson: str) -> dict[str, Any]:
    return {cell.key: cell for cell in graded_cells(lesson)[1] if cell.kind == "exercise"}


@pytest.mark.parametrize("name", lesson_names())
def test_every_exercise_and_reason_is_graded(name: str) -> None:
    book, found = graded_cells(name)
    assert book["nbformat"] == 4
    for kind in ("exercise", "reason"):
        asked = [item.key for item in lesson_items(name) if item.kind == kind]
        assert [cell.key for cell in found if cell.kind == kind] == asked
    assert [cell.kind for cell in found].count("setup") == 1
    for cell in found:
        assert "teacher" not in cell.cell["metadata"].get("tags", [])
        if cell.kind == "exercise":
            ast.parse(f"{cell.blank}\n{cell.solution}\n{cell.check}")
            assert "check(" not in cell.blank + cell.solution
            assert "..." in cell.blank
            assert cell.check.startswith(f'check("{cell.key}", ')
        if cell.kind == "reason":
            assert cell.solution
            assert "- " in asked_of_a_reason(cell)


def test_values_of_a_solution_go_to_the_names_that_are_checked() -> None:
    blobs = cells("01_blobs")
    assert blobs["blobs-6"].solution == "box_maker, botanist = 'use', 'refuse'"
    assert blobs["blobs-2"].solution.count("\n") == 0
    assert blobs["blobs-4"].solution.endswith("agreement = adjusted_rand_score")
    assert blobs["blobs-1"].result == "result_blobs_1"
    starred = cells("09_mixtures")["mixtures-1"].solution
    assert starred.endswith("young, older = *product / product.sum(),")


def test_ids_are_new_where_there_are_none() -> None:
    made = numbered([{**code("1"), "id": "graded-1"}, markdown("a"), code("2")])
    assert [one["id"] for one in made] == ["graded-1", "graded-2", "graded-3"]


def test_another_lesson_is_told() -> None:
    with pytest.raises(LearnerError, match="no lesson called"):
        graded_cells("99")
