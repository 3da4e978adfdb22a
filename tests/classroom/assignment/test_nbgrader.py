"""The form of nbgrader: metadata, marks of solutions, locked tests."""

from __future__ import annotations

from typing import Any

import nbformat
import pytest

from teachclust.classroom.assignment.nbgrader import CONFIG, nbgrader_notebook


@pytest.fixture(scope="module")
def book() -> dict[str, Any]:
    return nbgrader_notebook("01_blobs", 30)


def test_it_is_a_notebook_with_an_id_for_each_graded_cell(book: dict[str, Any]) -> None:
    nbformat.validate(book)
    ids = [c["metadata"]["nbgrader"]["grade_id"] for c in book["cells"] if _is_graded(c)]
    assert len(ids) == len(set(ids)) == 14
    assert ids[0] == "guard"
    assert "limit_cells(30)" in "".join(str(one["source"]) for one in book["cells"])


def _is_graded(cell: dict[str, Any]) -> bool:
    return "nbgrader" in cell["metadata"]


def test_answers_are_open_and_tests_are_locked(book: dict[str, Any]) -> None:
    held = {c["metadata"]["nbgrader"]["grade_id"]: c for c in book["cells"] if _is_graded(c)}
    answer, test = held["blobs-1"], held["blobs-1-check"]
    assert answer["source"].index("### BEGIN SOLUTION") > answer["source"].index("...")
    assert answer["metadata"]["nbgrader"]["solution"]
    assert not answer["metadata"]["nbgrader"]["grade"]
    about = test["metadata"]["nbgrader"]
    assert (about["grade"], about["locked"], about["points"]) == (True, True, 1)
    assert 'check("blobs-1", after_assign, after_update)' in test["source"]
    reason = held["blobs-6-reason"]["metadata"]["nbgrader"]
    assert (reason["grade"], reason["solution"], reason["points"]) == (True, True, 4)


def test_the_config_is_python() -> None:
    compile(CONFIG, "nbgrader_config.py", "exec")
