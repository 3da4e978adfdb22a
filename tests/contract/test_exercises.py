"""Every registered exercise and question keeps the promises of LESSONS.md."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pytest

from teachclust.lessons.answers import FunctionAnswer, FunctionOnCases
from teachclust.lessons.checking import check
from teachclust.lessons.registry import exercises, lesson_words, questions

ALL = [exercise for word in lesson_words() for exercise in exercises(word)]
EXERCISES = [pytest.param(e, id=e.key) for e in ALL]
WRONG = [pytest.param(e, w, id=f"{e.key}: {w.name}") for e in ALL for w in e.wrong_answers()]
FUNCTIONS = [
    pytest.param(e, place, id=f"{e.key}: {answer.name}")
    for e in ALL
    for place, answer in enumerate(e.answers)
    if isinstance(answer, FunctionAnswer | FunctionOnCases)
]
QUESTIONS = [pytest.param(q, id=q.key) for word in lesson_words() for q in questions(word)]
BANNED = re.compile(r"\b(just|simply|obviously|easy)\b", re.IGNORECASE)
SEEDS = range(20)
JUNK: list[Any] = [
    object(), "x", "", [], {}, -1, 0, 10**400, 1j, float("nan"), float("inf"), True, b"x",
    [None], [...], [[1, 2], [3]], {"a": 1}, np.zeros((2, 3)), np.array(["a"]), range(3), str, len,
    "²", "--5", "1" * 5000, {1: 1, "a": 2}, {0: "x"}, {True: ...}, ["a", 1, None], 5j, np.nan,
]  # fmt: skip


def named(junk: Any) -> str:
    return f"{type(junk).__name__} {junk!r:.12}"


@pytest.mark.parametrize("exercise", EXERCISES)
def test_right_answers_pass_for_every_seed_and_order(exercise):
    for seed in SEEDS:
        done = check(exercise.key, *exercise.right_answers(seed))
        assert done.ok, f"seed {seed}: {done}"


@pytest.mark.parametrize(("exercise", "wrong"), WRONG)
def test_a_wrong_answer_is_told_its_misconception(exercise, wrong):
    done = check(exercise.key, *wrong.answers)
    assert done.kind == "wrong", done
    assert wrong.says in done.text
    assert not BANNED.search(done.text)


@pytest.mark.parametrize("exercise", EXERCISES)
def test_wrong_answers_are_three_or_more_with_feedback_of_their_own(exercise):
    every = exercise.wrong_answers()
    said = [check(exercise.key, *wrong.answers).text for wrong in every]
    assert len(said) >= 3
    assert len(set(said)) == len(said)
    for wrong, text in zip(every, said, strict=True):
        others = [other for other in said if other is not text]
        assert not any(wrong.says in other for other in others), wrong.name


@pytest.mark.parametrize("exercise", EXERCISES)
@pytest.mark.parametrize("blank", [..., None], ids=["dots", "None"])
def test_a_blank_fails_kindly(exercise, blank):
    assert check(exercise.key, *([blank] * len(exercise.answers))).kind == "blank"
    assert check(exercise.key).kind == "blank"


@pytest.mark.parametrize("exercise", EXERCISES)
@pytest.mark.parametrize("junk", JUNK, ids=named)
def test_junk_is_told_and_the_check_itself_does_not_fail(exercise, junk):
    """Each answer alone is junk, and all of them are; "failed" would be a fault of the check."""
    right = exercise.right_answers(0)
    places = range(len(right))
    for given in [[junk] * len(right)] + [
        [junk if place == one else right[place] for place in places] for one in places
    ]:
        done = check(exercise.key, *given)
        assert done.kind in {"right", "wrong", "blank", "stopped"}, done
        assert done.text
    assert not check(exercise.key, *([junk] * len(right))).ok


@pytest.mark.parametrize(("exercise", "place"), FUNCTIONS)
@pytest.mark.parametrize("junk", [None, ..., *JUNK], ids=named)
def test_a_function_that_returns_junk_is_told(exercise, place, junk):
    given = list(exercise.right_answers(0))
    given[place] = lambda *arguments: junk
    done = check(exercise.key, *given)
    assert done.kind in {"wrong", "blank"}, done
    assert done.text


@pytest.mark.parametrize(("exercise", "place"), FUNCTIONS)
def test_an_error_in_a_function_is_the_learners_and_told_with_its_line(exercise, place):
    def stops(*arguments):
        raise ZeroDivisionError("mine")

    given = list(exercise.right_answers(0))
    given[place] = stops
    done = check(exercise.key, *given)
    line = stops.__code__.co_firstlineno + 1
    assert done.kind == "stopped"
    assert done.text == f"ZeroDivisionError in line {line} of your code: mine"


@pytest.mark.parametrize("exercise", EXERCISES)
def test_hints_are_three_different_plain_ones(exercise):
    assert len(set(exercise.hints)) == 3
    assert not any(BANNED.search(hint) for hint in exercise.hints)
    assert exercise.objectives


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_has_one_right_option_and_feedback_for_each(question):
    assert sum(option.right for option in question.options) == 1
    assert len(question.options) >= 3
    feedback = [option.why for option in question.options]
    assert len(set(feedback)) == len(feedback)
    assert all(len(why.split()) >= 5 for why in feedback)
    shown = " ".join([question.text, *feedback, *(option.text for option in question.options)])
    assert not BANNED.search(shown)
    assert question.objectives


@pytest.mark.parametrize("word", lesson_words())
def test_exercises_are_numbered_in_their_order(word):
    keys = [exercise.key for exercise in exercises(word)]
    assert keys == [f"{word}-{number + 1}" for number in range(len(keys))]
