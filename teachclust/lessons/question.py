"""The questions of the lessons, kept out of the notebooks so that no cell tells the answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from teachclust.widgets.predict import Option

if TYPE_CHECKING:
    from teachclust.widgets.predict import Predict


@dataclass(frozen=True, slots=True)
class Question:
    """One prediction of a lesson.

    Parameters
    ----------
    key : str
        ``"<lesson word>-<what>"``, such as "blobs-inertia".
    text : str
        What is asked.
    options : tuple of Option
        Answers; one is right, each with its own feedback.
    objectives : tuple of str
        The objectives of the lesson that it checks.
    """

    key: str
    text: str
    options: tuple[Option, ...]
    objectives: tuple[str, ...]


def predict(key: str, /, then: Callable[[], Any] | Any | None = None) -> Predict:
    """Ask one of the lesson's questions; the answer opens what follows.

    Parameters
    ----------
    key : str
        The question, such as "blobs-inertia".
    then : callable or widget, default=None
        What opens after the guess: a widget, or a function without arguments that returns one.

    Returns
    -------
    widget : Predict
        Shows itself when it is the last line of a cell.

    Raises
    ------
    LearnerError
        If there is no such question.

    See Also
    --------
    teachclust.widgets.predict.Predict : A question of your own.
    """
    from teachclust.lessons.registry import find_question
    from teachclust.widgets.predict import Predict

    question = find_question(key)
    return Predict(question.text, question.options, key=key, then=then)
