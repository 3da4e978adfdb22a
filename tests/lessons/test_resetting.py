"""An exercise is begun again, and nothing of the learner's is lost."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from teachclust.errors import LearnerError
from teachclust.learner.record import Record, record
from teachclust.lessons.contents import lesson_items
from teachclust.lessons.copy import copy_course
from teachclust.lessons.course import lesson_names
from teachclust.lessons.resetting import clean_source, reset, reset_in


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("teachclust.learner.record._here", {})


@pytest.fixture
def course(tmp_path: Path) -> Path:
    copy_course(tmp_path, ["01_blobs"])
    return tmp_path


def cells(course: Path) -> list[dict[str, Any]]:
    book = json.loads((course / "01_blobs.ipynb").read_text("utf-8"))
    held: list[dict[str, Any]] = book["cells"]
    return held


def save(course: Path, held: list[dict[str, Any]]) -> None:
    path = course / "01_blobs.ipynb"
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | {"cells": held}), "utf-8")


def at(held: list[dict[str, Any]], key: str) -> list[int]:
    return [place for place, one in enumerate(held) if f'check("{key}"' in "".join(one["source"])]


def test_the_clean_cell_has_blanks_and_no_solution() -> None:
    for name in lesson_names():
        for item in lesson_items(name):
            if item.kind == "exercise":
                code = clean_source(item.key)
                assert f'check("{item.key}"' in code
                assert "# solution" not in code


def test_in_a_notebook(monkeypatch: pytest.MonkeyPatch) -> None:
    put: list[str] = []

    class Shell:
        def set_next_input(self, code: str) -> None:
            put.append(code)

    monkeypatch.setattr("IPython.get_ipython", Shell)
    record().add("hint", "blobs-1", number=3)
    record().add("try", "blobs-1", result="wrong")
    record().add("try", "blobs-2", result="wrong")
    done = reset("blobs-1")
    assert done.kind == "reset"
    assert put == [done.code]
    assert "after_assign = ..." in done.code
    assert [entry.key for entry in record().entries()] == ["blobs-2"]
    with pytest.raises(LearnerError, match="no exercise called"):
        reset("blobs-99")


def test_outside_a_notebook_the_code_is_shown() -> None:
    assert "after_assign = ..." in repr(reset("blobs-1"))


def test_the_learners_cell_stays_above(course: Path) -> None:
    held = cells(course)
    (place,) = at(held, "blobs-1")
    held[place]["source"] = 'check("blobs-1", 7, 6)'
    save(course, held)
    Record(course).add("try", "blobs-1", result="wrong")
    assert reset_in(course, "blobs-1") == course / "01_blobs.ipynb"
    after = cells(course)
    assert at(after, "blobs-1") == [place, place + 1]
    assert after[place]["source"] == 'check("blobs-1", 7, 6)'
    assert [one for one in after if one != after[place + 1]] == held
    assert len({one["id"] for one in after}) == len(after)
    assert not Record(course).entries()


def test_a_deleted_cell_comes_back_in_its_place(course: Path) -> None:
    held = cells(course)
    (place,) = at(held, "blobs-2")
    save(course, held[: place - 1] + held[place + 1 :])  # its text is gone as well
    reset_in(course, "blobs-2")
    assert at(cells(course), "blobs-2") == [place - 1]
    save(course, [])
    reset_in(course, "blobs-2")
    assert at(cells(course), "blobs-2") == [0]


def test_what_stands_in_the_way_is_told(course: Path) -> None:
    with pytest.raises(LearnerError, match="no notebook of this lesson"):
        reset_in(course, "digits-1")
    (course / "01_blobs.ipynb").write_text("[]", "utf-8")
    with pytest.raises(LearnerError, match="can't be read"):
        reset_in(course, "blobs-1")
    assert (course / "01_blobs.ipynb").read_text("utf-8") == "[]"
