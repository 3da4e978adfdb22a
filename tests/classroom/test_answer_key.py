"""The key of every lesson has its predictions, exercises and notes."""

from __future__ import annotations

from pathlib import Path

import pytest

from teachclust.classroom.answer_key import answer_key
from teachclust.cli import main
from teachclust.errors import LearnerError
from teachclust.lessons.contents import lesson_items
from teachclust.lessons.course import lesson_names


@pytest.mark.parametrize("name", lesson_names())
def test_every_item_has_its_answer(name: str) -> None:
    key = answer_key(name)
    for item in lesson_items(name):
        if item.kind in ("question", "exercise"):
            assert item.key in key
    n_questions = sum(item.kind == "question" for item in lesson_items(name))
    assert key.count("- right: ") >= n_questions
    assert "## Notes" in key
    assert "minutes" in key
    assert "<details>" not in key


def test_likely_wrong_answers_stand_with_what_is_said() -> None:
    assert "Likely wrong answers, and what is said:" in answer_key("blobs")
    assert "## Rubric of the reason" in answer_key("blobs")


def test_the_command_prints_or_writes_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["answers", "blobs"]) == 0
    assert capsys.readouterr().out == answer_key("blobs")
    assert main(["answers", "blobs", "-o", str(tmp_path / "key.md")]) == 0
    assert (tmp_path / "key.md").read_text("utf-8") == answer_key("blobs")
    with pytest.raises(LearnerError):
        answer_key("nothing")
