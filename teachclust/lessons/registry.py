"""Finds the exercises and questions of the lessons.

Each lesson has a folder here with ``exercises.py`` and ``questions.toml``. The first word of the
folder's name is the lesson's word, with which its keys begin: "how-1" is in ``how_many``.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Final, TypeVar

from teachclust.checks.names import display_name
from teachclust.errors import LearnerError
from teachclust.lessons.exercise import Exercise
from teachclust.lessons.question import Question, read_questions
from teachclust.words import say

_One = TypeVar("_One", Exercise, Question)

_FOLDERS: Final[dict[str, Path]] = {
    path.parent.name.partition("_")[0]: path.parent
    for path in sorted(Path(__file__).parent.glob("*/exercises.py"))
}


def lesson_words() -> tuple[str, ...]:
    """Return the words of the lessons that have exercises and questions, in order."""
    return tuple(_FOLDERS)


def lesson_folders() -> tuple[Path, ...]:
    """Return the folders of these lessons, in order."""
    return tuple(_FOLDERS.values())


def exercises(word: str) -> tuple[Exercise, ...]:
    """Return the exercises of one lesson, such as "blobs", in the lesson's order."""
    module = import_module(f"teachclust.lessons.{_FOLDERS[word].name}.exercises")
    held: tuple[Exercise, ...] = module.EXERCISES
    return held


def questions(word: str) -> tuple[Question, ...]:
    """Return the questions of one lesson, such as "blobs", in the lesson's order."""
    return read_questions(_FOLDERS[word] / "questions.toml")


def find_exercise(key: str, call: str = "check") -> Exercise:
    """Return one exercise; `LearnerError` names the ones there are, and how one is called."""
    word = key.rpartition("-")[0] if isinstance(key, str) else ""
    words = (word,) if word in _FOLDERS else lesson_words()
    known = tuple(exercise for one in words for exercise in exercises(one))
    return _find(key, known, "check", call)


def find_question(key: str) -> Question:
    """Return one question; `LearnerError` names the ones there are."""
    word = key.partition("-")[0] if isinstance(key, str) else ""
    words = (word,) if word in _FOLDERS else lesson_words()
    known = tuple(question for one in words for question in questions(one))
    return _find(key, known, "predict", "predict")


def _find(key: str, known: tuple[_One, ...], texts: str, call: str) -> _One:
    """Return the one with a key; `texts` begins the names of what is said if there is none."""
    for one in known:
        if isinstance(key, str) and one.key == key:
            return one
    shown = display_name(repr(key))
    raise LearnerError(
        say(f"{texts}.unknown", key=display_name(key) if isinstance(key, str) else shown),
        where=f"key = {shown}"
        + ("" if isinstance(key, str) else f", of type {type(key).__name__}"),
        why=say(f"{texts}.unknown.why", known=", ".join(one.key for one in known)),
        fix=f'{call}("{known[0].key}")',
    )
