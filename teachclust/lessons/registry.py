"""Finds exercises and questions: the word before the number names the module that holds them.

"blobs-2" is in `teachclust.lessons.checks_blobs`, the question "blobs-first-step" in
`teachclust.lessons.questions_blobs`. A new lesson joins by having such modules.
"""

from __future__ import annotations

import pkgutil
from importlib import import_module
from pathlib import Path
from typing import Any, TypeVar

from teachclust.errors import LearnerError
from teachclust.lessons.exercise import Exercise
from teachclust.lessons.question import Question
from teachclust.words import say

_One = TypeVar("_One", Exercise, Question)


def lesson_words(kind: str = "checks") -> tuple[str, ...]:
    """Return the words of the lessons that have exercises (or "questions"), in order."""
    found = (module.name for module in pkgutil.iter_modules([str(Path(__file__).parent)]))
    prefix = f"{kind}_"
    return tuple(sorted(name.removeprefix(prefix) for name in found if name.startswith(prefix)))


def exercises(word: str) -> tuple[Exercise, ...]:
    """Return the exercises of one lesson, such as "blobs", in the lesson's order."""
    held: tuple[Exercise, ...] = _module("checks", word).EXERCISES
    return held


def questions(word: str) -> tuple[Question, ...]:
    """Return the questions of one lesson, such as "blobs", in the lesson's order."""
    held: tuple[Question, ...] = _module("questions", word).QUESTIONS
    return held


def find_exercise(key: str) -> Exercise:
    """Return one exercise; `LearnerError` names the ones there are."""
    word = key.rpartition("-")[0]
    held = exercises(word) if word in lesson_words("checks") else ()
    known = held or tuple(e for w in lesson_words("checks") for e in exercises(w))
    return _find(key, known, say("check.unknown", key=key, known=_names(known)), "check")


def find_question(key: str) -> Question:
    """Return one question; `LearnerError` names the ones there are."""
    word = key.partition("-")[0]
    held = questions(word) if word in lesson_words("questions") else ()
    known = held or tuple(q for w in lesson_words("questions") for q in questions(w))
    return _find(key, known, say("predict.unknown", key=key, known=_names(known)), "predict")


def _module(kind: str, word: str) -> Any:
    return import_module(f"teachclust.lessons.{kind}_{word}")


def _names(known: tuple[_One, ...]) -> str:
    return ", ".join(one.key for one in known)


def _find(key: str, known: tuple[_One, ...], what: str, call: str) -> _One:
    for one in known:
        if one.key == key:
            return one
    raise LearnerError(what, fix=f'{call}("{known[0].key}")')
