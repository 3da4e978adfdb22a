"""Reading a learner's answer: a number, an array, a function that may still have a blank in it."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from teachclust.lessons.exercise import Blank, Mistake
from teachclust.words import say


def number(answer: Any, name: str) -> float:
    """Return one number, or raise `Mistake` that names it."""
    try:
        given = float(answer)
    except (TypeError, ValueError):
        given = math.nan
    if not math.isfinite(given):
        raise Mistake(f"{name} should be one number, such as 12.5.")
    return given


def function(answer: Any, name: str) -> Callable[..., Any]:
    """Return a function, or raise `Mistake`: the function itself is asked for, not its result."""
    if not callable(answer):
        raise Mistake(f"Give the function itself, {name}, without brackets after it.")
    return answer  # type: ignore[no-any-return]


def result(value: Any) -> Any:
    """Return what a learner's function gave back, or raise `Blank` if that is nothing yet."""
    if value is None:
        raise Blank(say("check.nothing"))
    if value is ...:
        raise Blank
    return value


def numbers(value: Any, name: str) -> np.ndarray[Any, np.dtype[np.float64]]:
    """Return an array of numbers, or raise `Mistake` that names it."""
    try:
        return np.asarray(value, dtype=float)
    except (TypeError, ValueError):
        raise Mistake(f"{name} should be an array of numbers.") from None
