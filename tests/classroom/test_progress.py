"""What is done, tried and open, across lessons."""

from __future__ import annotations

import hand_ins
import pytest

import teachclust
from teachclust.classroom.progress import progress, progress_of
from teachclust.errors import LearnerError
from teachclust.learner.record import record
from teachclust.lessons.course import lesson_names


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("teachclust.learner.record._here", {})


def test_lessons_and_what_is_left_in_them() -> None:
    found = progress_of(hand_ins.half().entries, ["01_blobs", "03_digits"])
    blobs, digits = found.lessons
    assert blobs.keys("done") == ["blobs-move"]
    assert blobs.keys("tried") == ["blobs-1", "blobs-2"]
    assert blobs.keys("open")[-1] == "blobs-6 (reason)"
    assert not digits.keys("done")
    assert found.done == 1
    assert found.total == len(blobs.outcomes) + len(digits.outcomes)
    said = repr(found)
    assert said.startswith(f"Progress: 1 of {found.total} done\n01_blobs: 1 of 14; tried: blobs-1")
    assert "and 7 more" in said


def test_it_reads_the_record_of_this_learner() -> None:
    assert len(progress().lessons) == len(lesson_names())
    record().add("try", "blobs-1", result="right")
    assert teachclust.progress("blobs").done == 1
    assert progress("01_blobs").lessons[0].lesson == "01_blobs"
    with pytest.raises(LearnerError, match="no lesson called"):
        progress("99")


def test_tables_with_headers() -> None:
    all_ = progress()._repr_html_()
    assert all_.count('scope="row"') == len(lesson_names())
    one = progress_of(hand_ins.right().entries, ["01_blobs"])._repr_html_()
    assert "Inertia by hand" in one
    assert "✔ done" in one
    assert "– open" in one
