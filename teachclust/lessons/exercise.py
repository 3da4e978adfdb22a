"""Exercises: what is asked, three hints, a check that names misconceptions, and its own tests."""

from __future__ import annotations

import sysconfig
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

from teachclust.errors import LearnerError
from teachclust.lessons.result import Result, not_yet, right
from teachclust.threads import one_thread
from teachclust.words import say

Level = Literal["respond", "change", "build"]
Fading = Literal["worked", "faded", "own"]
Answers = tuple[Any, ...]


class Mistake(Exception):  # noqa: N818  (it is an answer's, not the program's)
    """A wrong answer. Its text names the misconception and where to look."""


class Blank(Exception):  # noqa: N818
    """A blank that is not filled in yet."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """A wrong answer that learners give, for the tests of a check.

    Parameters
    ----------
    name : str
        The misconception, in a few words.
    make : callable
        Returns the answers.
    says : str
        A part of the feedback that it must get, and no other wrong answer of the exercise.
    """

    name: str
    make: Callable[[], Answers]
    says: str


@dataclass(frozen=True, slots=True)
class Exercise:
    """One exercise.

    Parameters
    ----------
    key : str
        ``"<lesson word>-<number>"``, such as "blobs-1".
    title : str
        What it is about.
    level : {"respond", "change", "build"}
        How the learner is engaged.
    fading : {"worked", "faded", "own"}
        How much is given.
    objectives : tuple of str
        The objectives of the lesson that it checks.
    hints : tuple of three str
        From a nudge to nearly all of it.
    verify : callable
        Takes the answers; returns what to say when right, raises `Mistake` or `Blank`.
    solution : callable
        Takes a seed and returns right answers; another seed may give another right answer (other
        order of labels, other random start).
    wrong : tuple of Wrong
        Known wrong answers; three or more.
    count : int, default=1
        How many answers `verify` takes.
    needs : str, default="Load the data"
        The heading of the cell that makes the names a learner may use.
    """

    key: str
    title: str
    level: Level
    fading: Fading
    objectives: tuple[str, ...]
    hints: tuple[str, str, str]
    verify: Callable[..., str]
    solution: Callable[[int], Answers]
    wrong: tuple[Wrong, ...]
    count: int = 1
    needs: str = "Load the data"


_hinted: dict[str, int] = {}


def check(key: str, /, *answers: Any) -> Result:
    """Check an answer to an exercise, and say what it shows.

    Any order of cluster labels, any seed and any supported scikit-learn are fine.

    Parameters
    ----------
    key : str
        The exercise, such as "blobs-1".
    *answers : object
        What the exercise asks for.

    Returns
    -------
    result : Result
        Shows itself; ``result.ok`` tells whether the answer is right. A blank, a wrong answer and
        code that stops are told in words and raise nothing.

    Raises
    ------
    LearnerError
        If there is no such exercise.
    """
    from teachclust.lessons.registry import find_exercise

    exercise = find_exercise(key)
    if not answers or any(answer is None or answer is ... for answer in answers):
        return not_yet("blank", key, say("check.fill"))
    if len(answers) != exercise.count:
        text = say("check.count", count=exercise.count, got=len(answers))
        return not_yet("wrong", key, text)
    try:
        with one_thread():  # what is fitted to check an answer is small
            return right(exercise.verify(*answers))
    except Mistake as mistake:
        return not_yet("wrong", key, str(mistake))
    except Blank as blank:
        return not_yet("blank", key, str(blank) or say("check.fill"))
    except Exception as error:  # the learner's code may raise anything; it is told, never thrown
        return _stopped(exercise, error)


def _stopped(exercise: Exercise, error: Exception) -> Result:
    """Say why a learner's code stopped: a blank in it, a name from another cell, or a slip."""
    if "ellipsis" in str(error).lower():
        return not_yet("blank", exercise.key, say("check.fill"))
    if isinstance(error, NameError):
        text = say("check.needs", name=getattr(error, "name", "") or error, needs=exercise.needs)
        return not_yet("stopped", exercise.key, text)
    if isinstance(error, LearnerError):
        return not_yet("stopped", exercise.key, str(error))
    told = {"kind": type(error).__name__, "message": str(error).split("\n")[0]}
    line = _line_of_learner(error)
    text = say("check.error.line", line=line, **told) if line else say("check.error", **told)
    return not_yet("stopped", exercise.key, text)


_OURS: Final = str(Path(__file__).parent)
_LIBRARIES: Final = tuple(sysconfig.get_paths()[name] for name in ("stdlib", "purelib", "platlib"))


def _line_of_learner(error: Exception) -> int | None:
    """Return the line of the innermost frame that is neither ours nor a library's."""
    frames = traceback.extract_tb(error.__traceback__)
    for frame in reversed(frames):
        if not frame.filename.startswith((_OURS, *_LIBRARIES)):
            return frame.lineno
    return None


def hint(key: str, /) -> Result:
    """Give the next hint to an exercise; there are three.

    Parameters
    ----------
    key : str
        The exercise, such as "blobs-1".

    Returns
    -------
    hint : Result
        Shows itself. After the third, the third again.

    Raises
    ------
    LearnerError
        If there is no such exercise.
    """
    from teachclust.lessons.registry import find_exercise

    exercise = find_exercise(key)
    number = min(_hinted.get(key, 0) + 1, len(exercise.hints))
    _hinted[key] = number
    last = number == len(exercise.hints)
    return Result(
        "hint",
        say("hint.title", number=number, total=len(exercise.hints)),
        exercise.hints[number - 1],
        say("hint.last") if last else say("hint.again", key=key),
    )
