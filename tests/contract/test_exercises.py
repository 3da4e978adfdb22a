"""Every registered exercise and question keeps the promises of LESSONS.md."""

from __future__ import annotations

import re

import pytest

from teachclust.lessons.exercise import check
from teachclust.lessons.registry import exercises, lesson_words, questions

EXERCISES = [pytest.param(e, id=e.key) for word in lesson_words() for e in exercises(word)]
WRONG = [
    pytest.param(e, w, id=f"{e.key}: {w.name}")
    for word in lesson_words()
    for e in exercises(word)
    for w in e.wrong
]
QUESTIONS = [
    pytest.param(q, id=q.key) for word in lesson_words("questions") for q in questions(word)
]
BANNED = re.compile(r"\b(just|simply|obviously|easy)\b", re.IGNORECASE)
SEEDS = range(20)


@pytest.mark.parametrize("exercise", EXERCISES)
def test_right_answers_pass_for_every_seed_and_order(exercise):
    for seed in SEEDS:
        done = check(exercise.key, *exercise.solution(seed))
        assert done.ok, f"seed {seed}: {done}"


@pytest.mark.parametrize(("exercise", "wrong"), WRONG)
def test_a_wrong_answer_is_told_its_misconception(exercise, wrong):
    done = check(exercise.key, *wrong.make())
    assert done.kind == "wrong"
    assert wrong.says in done.text
    assert not BANNED.search(done.text)


@pytest.mark.parametrize("exercise", EXERCISES)
def test_wrong_answers_are_three_or_more_with_feedback_of_their_own(exercise):
    said = [check(exercise.key, *wrong.make()).text for wrong in exercise.wrong]
    assert len(said) >= 3
    assert len(set(said)) == len(said)
    for wrong, text in zip(exercise.wrong, said, strict=True):
        others = [other for other in said if other is not text]
        assert not any(wrong.says in other for other in others), wrong.name


@pytest.mark.parametrize("exercise", EXERCISES)
@pytest.mark.parametrize("blank", [..., None], ids=["dots", "None"])
def test_a_blank_fails_kindly(exercise, blank):
    assert check(exercise.key, *([blank] * exercise.count)).kind == "blank"
    assert check(exercise.key).kind == "blank"


@pytest.mark.parametrize("exercise", EXERCISES)
@pytest.mark.parametrize(
    "junk", [object(), "x", [], {}, -1, float("nan")], ids=lambda junk: type(junk).__name__
)
def test_junk_is_told_not_thrown(exercise, junk):
    done = check(exercise.key, *([junk] * exercise.count))
    assert not done.ok
    assert done.text


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
def test_exercises_go_from_responding_to_building(word):
    keys = [exercise.key for exercise in exercises(word)]
    assert keys == [f"{word}-{number + 1}" for number in range(len(keys))]
