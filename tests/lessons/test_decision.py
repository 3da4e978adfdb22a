"""`reason` asks for the reason of a lesson's decision."""

from __future__ import annotations

import pytest

from teachclust import reason
from teachclust.errors import LearnerError
from teachclust.lessons.reasons import Reason
from teachclust.lessons.registry import exercises, lesson_words

DECISIONS = [
    exercise.key
    for word in lesson_words()
    for exercise in exercises(word)
    if any(isinstance(answer, Reason) for answer in exercise.answers)
]


@pytest.mark.parametrize("key", DECISIONS)
def test_every_decision_has_its_form(key: str) -> None:
    question = reason(key).question
    assert question["key"] == key
    assert question["names"]
    assert question["values"]
    assert question["models"]


def test_values_of_the_learners_own_cells_take_the_place_of_those_declared() -> None:
    question = reason("blobs-6", values={"border": 0.25, "sizes": (40, 50)}).question
    assert question["values"] == {"border": [0.25], "sizes": [40.0, 50.0]}


@pytest.mark.parametrize("key", ["blobs-1", "nothing"])
def test_what_is_no_decision(key: str) -> None:
    with pytest.raises(LearnerError) as caught:
        reason(key)
    assert caught.value.fix.startswith("reason(")
