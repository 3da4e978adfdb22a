"""A class's own data: a code gives each learner other numbers in the exercises done by hand.

The code stands in the learner's notebook, so it goes where the notebook goes. Which exercises have
numbers of their own is declared in a lesson's folder, in ``own_numbers.py``.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Final

import numpy as np

from teachclust.errors import LearnerError
from teachclust.lessons.exercise import Exercise
from teachclust.lessons.registry import lesson_folders

CODE_VARIABLE: Final = "TEACHCLUST_CLASS_CODE"
_CODE: Final = re.compile(r"[A-Z0-9][A-Z0-9 ._-]{0,19}", re.ASCII)

_now: dict[str, str] = {}


@dataclass(frozen=True, slots=True)
class OwnNumbers:
    """An exercise with other numbers.

    Parameters
    ----------
    exercise : Exercise
        The exercise, judged with these numbers.
    texts : mapping of str to str
        What the lesson says, its solution included, and what is said in its place.
    """

    exercise: Exercise
    texts: Mapping[str, str]


Draw = Callable[[np.random.RandomState], OwnNumbers]


def class_code(code: str, /) -> None:
    """Use the numbers of a code in exercises done by hand, in this notebook.

    ``teachclust copy --class-code 7B-12`` writes this call and the numbers into the lessons. The
    environment variable ``TEACHCLUST_CLASS_CODE`` does the same from the start of a kernel.

    Parameters
    ----------
    code : str
        What the teacher gave out, such as "7B-12"; "" for the numbers of the lesson. Small letters
        count as large ones.

    Raises
    ------
    LearnerError
        If it is no code.
    """
    _now["code"] = checked_code(code)


def checked_code(code: str) -> str:
    """Return a code in large letters; LearnerError if it is none."""
    plain = code.strip().upper() if isinstance(code, str) else None
    if plain is None or (plain and not _CODE.fullmatch(plain)):
        raise LearnerError(
            "This is no class code.",
            where=f"{str(code)[:40]!r}",
            why="It has up to 20 letters, digits, spaces, dots and hyphens.",
            fix='class_code("7B-12")',
        )
    return plain


def current_code() -> str:
    """Return the code that holds now; "" for the numbers of the lesson."""
    if "code" not in _now:
        _now["code"] = checked_code(os.environ.get(CODE_VARIABLE, ""))
    return _now["code"]


def own_exercise(exercise: Exercise, code: str | None = None) -> Exercise:
    """Return an exercise with the numbers of a code, by default of the one that holds now."""
    own = own_numbers(exercise.key, current_code() if code is None else code)
    return exercise if own is None else own.exercise


def own_numbers(key: str, code: str) -> OwnNumbers | None:
    """Return the numbers of an exercise for a code; None where it has the lesson's own."""
    draw = _draws().get(key) if code else None
    if draw is None:
        return None
    digest = hashlib.sha256(f"{checked_code(code)}|{key}".encode()).digest()
    # numpy never changes what a RandomState draws
    return draw(np.random.RandomState(int.from_bytes(digest[:4], "big")))


def keys_with_own_numbers() -> tuple[str, ...]:
    """Return the exercises that a code gives other numbers."""
    return tuple(_draws())


def _draws() -> dict[str, Draw]:
    found: dict[str, Draw] = {}
    for folder in lesson_folders():
        if (folder / "own_numbers.py").is_file():
            module = import_module(f"teachclust.lessons.{folder.name}.own_numbers")
            found |= module.OWN_NUMBERS
    return found
