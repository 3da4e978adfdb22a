"""`predict` asks a question of a lesson."""

from __future__ import annotations

import pytest

import teachclust
from teachclust import lessons
from teachclust.errors import LearnerError
from teachclust.lessons.prediction import predict
from teachclust.lessons.registry import find_question
from teachclust.widgets.predict import Predict


def test_it_asks_the_lessons_question_and_opens_what_follows():
    made = []

    def then():
        made.append(Predict("Next?", question.options, key="next"))
        return made[-1]

    question = find_question("blobs-inertia")
    asked = predict("blobs-inertia", then=then)
    assert asked.question["text"] == question.text
    assert [one["text"] for one in asked.question["options"]] == [
        option.text for option in question.options
    ]
    assert made == []
    asked.shown = True
    assert asked.opened is made[0]


def test_an_unknown_question_names_those_there_are():
    with pytest.raises(LearnerError, match="blobs-inertia"):
        predict("blobs-nothing")


def test_check_hint_and_predict_stand_side_by_side():
    for name in ("check", "hint", "predict"):
        assert name in teachclust.__all__
        assert getattr(teachclust, name) is getattr(lessons, name)
