"""What a learner calls in an exercise: `check` an answer, ask for a `hint`."""

from __future__ import annotations

import traceback
from typing import Any, Final

from teachclust.errors import LearnerError
from teachclust.learner.record import record
from teachclust.lessons.answers import Blank, Mistake, Stopped
from teachclust.lessons.exercise import Exercise
from teachclust.lessons.own_numbers import own_exercise
from teachclust.lessons.registry import find_exercise
from teachclust.lessons.result import Result, not_yet, right
from teachclust.lessons.time_limit import TimeUp, is_learners, within
from teachclust.threads import one_thread
from teachclust.words import say

#: letters of a feedback that the record keeps
_LONGEST_SAID: Final = 300


def check(key: str, /, *answers: Any) -> Result:
    """Check an answer to an exercise, and say what it shows.

    Any order of cluster labels, any seed and any supported scikit-learn are fine.

    Parameters
    ----------
    key : str
        The exercise, such as "blobs-1".
    *answers : object
        What the exercise asks for. A decision's reason may be left out: `reason` asks for it.

    Returns
    -------
    result : Result
        Shows itself; ``result.ok`` tells whether the answer is right. A blank, a wrong answer and
        code that stops are described in the result; nothing is raised. Code that runs for longer
        than the exercise allows, 5 seconds or more, is stopped: the result says in which line it
        was. If the check itself fails, it says so, and ``result.kind`` is "failed".

    Raises
    ------
    LearnerError
        If there is no such exercise.
    """
    exercise = own_exercise(find_exercise(key))
    result = judged(exercise, answers)
    says = result.text[:_LONGEST_SAID] if result.kind == "wrong" else None
    record().add("try", key, result=result.kind, says=says)
    return result


def judged(exercise: Exercise, answers: tuple[Any, ...]) -> Result:
    """Return what `check` says of some answers; nothing is stored."""
    key = exercise.key
    if not answers or any(answer is None or answer is ... for answer in answers):
        return not_yet("blank", key, say("check.fill"))
    if not exercise.fewest <= len(answers) <= len(exercise.answers):
        text = say("check.count", count=exercise.fewest, got=len(answers))
        return not_yet("wrong", key, text)
    try:
        with one_thread():  # what is fitted to check an answer is small
            text = within(exercise.seconds, lambda: exercise.judge(*answers))
        unsaid = len(answers) < len(exercise.answers)
        return right(text, say("check.reason", key=exercise.key) if unsaid else "")
    except Mistake as mistake:
        return not_yet("wrong", key, str(mistake))
    except Blank as blank:
        return not_yet("blank", key, str(blank) or say("check.fill"))
    except Stopped as stopped:
        return _stopped(exercise, stopped)
    except TimeUp as late:
        return _late(exercise, late)
    except Exception as error:  # a learner needs a sentence, not our traceback
        text = say("check.fault", kind=type(error).__name__, message=_first_line(error))
        return Result("failed", say("check.failed"), text)


def _stopped(exercise: Exercise, stopped: Stopped) -> Result:
    """Say why a learner's code stopped: a blank in it, a name from another cell, or an error."""
    error = stopped.__cause__
    assert error is not None
    if "ellipsis" in str(error).lower():
        return not_yet("blank", exercise.key, say("check.fill"))
    if isinstance(error, NameError):
        text = say("check.needs", name=getattr(error, "name", "") or error, needs=exercise.needs)
        return not_yet("stopped", exercise.key, text)
    if isinstance(error, LearnerError):
        return not_yet("stopped", exercise.key, str(error))
    texts = {"kind": type(error).__name__, "message": _first_line(error)}
    line = _line_of_learner(error)
    text = say("check.error.line", line=line, **texts) if line else say("check.error", **texts)
    return not_yet("stopped", exercise.key, text)


def _late(exercise: Exercise, late: TimeUp) -> Result:
    """Say where a learner's code was when the time was up, and what usually causes it."""
    seconds, where = f"{exercise.seconds:g}", late.running
    if where is None:
        return not_yet("late", exercise.key, say("check.late.nowhere", seconds=seconds))
    source, cause = where.source, where.cause
    text = say("check.late.line", seconds=seconds, line=where.line, source=source, cause=cause)
    return not_yet("late", exercise.key, text)


def _first_line(error: BaseException) -> str:
    return str(error).split("\n")[0]


def _line_of_learner(error: BaseException) -> int | None:
    """Return the line of the innermost frame that is neither ours nor a library's."""
    frames = traceback.extract_tb(error.__traceback__)
    for frame in reversed(frames):
        if is_learners(frame.filename):
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
    exercise = own_exercise(find_exercise(key, "hint"))
    total, seen = len(exercise.hints), hints_seen(key)
    number = min(seen + 1, total)
    if number > seen:
        record().add("hint", key, number=number)
    last = number == total
    return Result(
        "hint",
        say("hint.title", number=number, total=total),
        exercise.hints[number - 1],
        say("hint.last", key=key) if last else say("hint.again", key=key),
    )


def hints_seen(key: str) -> int:
    """Return how many hints to an exercise the learner has seen."""
    numbers: list[int] = [e.fields.get("number", 0) for e in record().entries("hint", key)]
    return max([0, *numbers])
