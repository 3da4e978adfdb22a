"""Reasons: numbers are found and compared; no words are counted."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path

import pytest

from teachclust.lessons.answers import Mistake
from teachclust.lessons.course import lesson_names, lesson_path
from teachclust.lessons.exercise import Exercise
from teachclust.lessons.learner_copy import solutions_of
from teachclust.lessons.reasons import Reason, misquoted, named_numbers, numbers_in
from teachclust.lessons.registry import exercises, lesson_words

VALUES = {"border": (0.3,), "starts": (100,), "images": (1797,), "height": (54.4,)}
REASON = Reason("The border share is 0.3.", VALUES, ("who is harmed",))
LESSONS = lesson_names()
DECISIONS = [
    (exercise, answer)
    for word in lesson_words()
    for exercise in exercises(word)
    for answer in exercise.answers
    if isinstance(answer, Reason)
]


def told(text: object) -> str:
    with pytest.raises(Mistake) as caught:
        REASON.judge(REASON.read(text))
    return str(caught.value)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("0.3", ["border"]), ("about 30 % of them", ["border"]), ("30%", ["border"]),
        ("30 percent", ["border"]), ("3 in 10", ["border"]), ("3 out of every 10", ["border"]),
        ("0.31 (rounded it is 0.3)", ["border"]), ("100 of 100 starts", ["starts"]),
        ("1,797 pictures, 1797.", ["images"]), ("at 54, or 54.4,", ["height"]), ("", []),
        ("x0.3 v100 0.3.1", []), ("three", []), ("-0.3", []), ("0.30000", ["border"]),
    ],
)  # fmt: skip
def test_numbers_are_found(text: str, named: list[str]) -> None:
    assert named_numbers(text, VALUES) == named


@pytest.mark.parametrize("text", ["1" * 9999, "1," * 9999, "9 of " * 9999, "0.3 " * 9999, "\u0663"])
def test_hostile_texts_are_read_quickly(text: str) -> None:
    list(numbers_in(text))
    misquoted(text, VALUES)


def test_a_number_that_is_near_and_not_equal_is_told() -> None:
    assert "says 0.4, but above it is 0.3 (border)" in told("The border share is 0.4, so use it.")
    assert "says 45.0" in told("It is 45.0 and 0.3")
    assert misquoted("with 5.0 and 0.01, 4 clusters", VALUES) is None  # meant for none of them


def test_a_whole_number_of_the_lesson_is_not_a_rounded_one() -> None:
    known = {"clusters": (3,), "found": (1.0,)}
    for text in ("3.4", "2.6", "0.7", "0.96"):
        assert named_numbers(text, known) == []
    assert named_numbers("3.0, and 1.00", known) == ["clusters", "found"]
    assert named_numbers("100 %", known) == ["found"]
    assert misquoted("0.96 of it", known) == ("0.96", "found", 1.0)
    assert misquoted("3.4 for each", known) is None  # no count was meant


def test_a_reason_names_a_number_and_no_words_are_counted() -> None:
    REASON.judge("0.3")
    for text in ("one two three four five six seven 8 nonsense words", "because it is so", "", 3):
        listed = told(text)
        assert "border, starts, images, height" in listed
        assert "who is harmed" in listed
        assert "words" not in listed


def test_it_declares_a_right_answer_and_wrong_ones() -> None:
    REASON.judge(REASON.right_answer(0))
    assert len(REASON.wrong_answers()) == 2


@pytest.mark.parametrize(("exercise", "reason"), DECISIONS, ids=[e.key for e, _ in DECISIONS])
def test_the_numbers_of_each_decision_are_in_its_lesson(exercise: Exercise, reason: Reason) -> None:
    (text,) = [t for t in map(_text, LESSONS) if f'check("{exercise.key}"' in t]
    text += str(exercise.together)
    numbers = {number.replace(",", "") for number in re.findall(r"\d[\d,]*(?:\.\d+)?", text)}
    missing = [
        value
        for values in reason.values.values()
        for value in values
        if not any(float(known) in (value, round(100 * value, 9)) for known in numbers)
    ]
    assert missing == []
    assert reason.names


def _text(name: str) -> str:
    """Return what a learner reads in a lesson, outputs included."""
    book = json.loads(Path(lesson_path(name)).read_text(encoding="utf-8"))
    parts = []
    for cell in book["cells"]:
        parts.append("".join(cell["source"]))
        for output in cell.get("outputs", []):
            parts += output.get("text", []) + output.get("data", {}).get("text/plain", [])
    return "\n".join("".join(part) for part in parts)


@pytest.mark.parametrize(("exercise", "reason"), DECISIONS, ids=[e.key for e, _ in DECISIONS])
def test_the_reason_of_the_lessons_own_solution_passes(exercise: Exercise, reason: Reason) -> None:
    books = [json.loads(Path(lesson_path(name)).read_text(encoding="utf-8")) for name in LESSONS]
    (code,) = [held[exercise.key] for held in map(solutions_of, books) if exercise.key in held]
    written = [
        ast.literal_eval(node.value)
        for node in ast.walk(ast.parse(code))
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "because"
    ]
    for given in written or [reason.example]:  # without one it goes into the form
        reason.judge(reason.read(given))


@pytest.mark.parametrize("reason", [r for _, r in DECISIONS], ids=[e.key for e, _ in DECISIONS])
def test_model_answers_pass_and_there_is_one_for_each_of_two_sides(reason: Reason) -> None:
    assert len(reason.models) in (0, 2)
    for text in reason.models.values():
        reason.judge(text)
