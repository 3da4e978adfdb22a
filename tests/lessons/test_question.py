"""Questions are data: a file of TOML for each lesson."""

from __future__ import annotations

import pytest

from teachclust.lessons.question import Question, read_questions
from teachclust.widgets.predict import Option

TEXT = """
[[questions]]
key = "toy-mean"
objectives = ["step"]
text = "Where does a center go?"

[[questions.options]]
text = "To the mean"
why = "It makes the squares smallest."
right = true

[[questions.options]]
text = "Nowhere"
why = "It would never settle then."
"""


def test_questions_are_read_in_order(tmp_path):
    path = tmp_path / "questions.toml"
    path.write_text(TEXT + TEXT.replace("toy-mean", "toy-again"), encoding="utf-8")
    first, second = read_questions(path)
    assert first == Question(
        key="toy-mean",
        text="Where does a center go?",
        options=(
            Option("To the mean", "It makes the squares smallest.", right=True),
            Option("Nowhere", "It would never settle then."),
        ),
        objectives=("step",),
    )
    assert second.key == "toy-again"


def test_a_misspelled_field_is_refused(tmp_path):
    path = tmp_path / "questions.toml"
    path.write_text(TEXT.replace("right =", "correct ="), encoding="utf-8")
    with pytest.raises(TypeError, match="correct"):
        read_questions(path)
