"""What a learner calls when the hints are used up: `solution` shows one that is right.

The lessons that the package carries hold their solutions; a learner's copy does not.
"""

from __future__ import annotations

import json
import os
from typing import Final

from teachclust.errors import LearnerError
from teachclust.learner.record import record
from teachclust.lessons.checking import hints_seen
from teachclust.lessons.course import lesson_names, lesson_path
from teachclust.lessons.learner_copy import solutions_of, with_texts
from teachclust.lessons.own_numbers import current_code, own_numbers
from teachclust.lessons.registry import find_exercise
from teachclust.lessons.result import Result
from teachclust.words import say

LOCK_VARIABLE: Final = "TEACHCLUST_SOLUTIONS"

_switch: dict[str, bool] = {"locked": os.environ.get(LOCK_VARIABLE, "").lower() == "locked"}


def lock_solutions(on: bool = True) -> None:
    """Lock all solutions, or unlock them again: the teacher's switch.

    The environment variable ``TEACHCLUST_SOLUTIONS=locked`` does the same from the start of a
    kernel. It is an aid to a class, not an exam: who has the package has the solutions.

    Parameters
    ----------
    on : bool, default=True
        False unlocks: a solution shows after the hints.
    """
    _switch["locked"] = on


def solution(key: str, /) -> Result:
    """Show one right solution of an exercise, after its three hints or a right answer.

    Parameters
    ----------
    key : str
        The exercise, such as "blobs-1".

    Returns
    -------
    solution : Result
        Shows itself; its ``code`` is the solution. Before the last hint, or where a teacher has
        locked it, it says so, and there is no code.

    Raises
    ------
    LearnerError
        If there is no such exercise, or the installed lessons don't have its solution.
    """
    exercise = find_exercise(key, "solution")
    seen, total = hints_seen(key), len(exercise.hints)
    if _switch["locked"]:
        return Result("locked", say("solution.locked"), say("solution.teacher"))
    solved = any(entry.fields.get("result") == "right" for entry in record().entries("try", key))
    if seen < total and not solved:
        text = say("solution.left", seen=seen, total=total, left=total - seen)
        return Result("locked", say("solution.locked"), text, say("solution.next", key=key))
    own = own_numbers(key, current_code())
    code = with_texts(_code(key), {} if own is None else own.texts)
    record().add("solution", key)
    return Result("solution", say("solution.title"), say("solution.text"), code=code)


def _code(key: str) -> str:
    for name in lesson_names():
        text = lesson_path(name).read_text(encoding="utf-8")
        if key in text and (code := solutions_of(json.loads(text)).get(key)):
            return code
    raise LearnerError(
        "The solution is not in the installed lessons.",
        where=key,
        fix="pip install --force-reinstall teachclust",
    )
