"""Exercises and questions are found by their keys."""

from __future__ import annotations

import pytest

from teachclust.errors import LearnerError
from teachclust.lessons.checking import check, hint
from teachclust.lessons.course import lesson_names
from teachclust.lessons.prediction import predict
from teachclust.lessons.registry import (
    exercises,
    find_exercise,
    find_question,
    lesson_words,
    questions,
)


def test_every_lesson_has_a_folder_with_the_first_word_of_its_name_or_of_its_subject():
    assert set(lesson_words()) == {
        "start", "blobs", "how", "digits", "mnist", "customers", "compression", "hierarchical",
        "density", "mixtures", "scores", "land", "which", "bugs",
    }  # fmt: skip
    assert len(lesson_words()) == len(lesson_names())


@pytest.mark.parametrize("word", lesson_words())
def test_every_key_is_found_and_is_there_once(word):
    held = (*exercises(word), *questions(word))
    keys = [one.key for one in held]
    assert len(set(keys)) == len(keys)
    for exercise in exercises(word):
        assert find_exercise(exercise.key) is exercise
    for question in questions(word):
        assert find_question(question.key) == question


@pytest.mark.parametrize(
    "key",
    ["blobs-99", "nothing-1", "", "1", "../blobs-1", "how_many-1", None, 1, ["a"], b"how-1", ...],
)
@pytest.mark.parametrize("find", [find_exercise, find_question])
def test_an_unknown_key_names_those_there_are(find, key):
    with pytest.raises(LearnerError) as caught:
        find(key)
    assert "blobs-" in str(caught.value)
    assert all(caught.value.parts.values())


def test_the_fix_calls_what_was_called():
    for call in (check, hint):
        with pytest.raises(LearnerError) as caught:
            call("nope")
        assert caught.value.fix == f'{call.__name__}("blobs-1")'
    with pytest.raises(LearnerError) as caught:
        predict(["a"])
    assert caught.value.what == "There is no question called ['a']."
    assert caught.value.fix.startswith('predict("')
