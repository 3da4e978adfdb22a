"""What a learner calls before something is shown: `predict` asks, and then opens it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from teachclust.lessons.registry import find_question
from teachclust.widgets.predict import Predict


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
    teachclust.Predict : A question of your own.
    """
    question = find_question(key)
    return Predict(question.text, question.options, key=key, then=then, after=question.after)
