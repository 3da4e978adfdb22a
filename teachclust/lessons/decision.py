"""What a learner calls to write down the reason for a decision: `reason`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from teachclust.errors import LearnerError
from teachclust.lessons.reasons import Reason
from teachclust.lessons.registry import find_exercise
from teachclust.widgets.reason import ReasonForm


def reason(key: str, /, values: Mapping[str, float | Sequence[float]] | None = None) -> ReasonForm:
    """Ask for the reason of one of the lesson's decisions.

    Parameters
    ----------
    key : str
        The exercise, such as "blobs-6".
    values : mapping of str to float or sequence of float, default=None
        Numbers that the cells above have computed, by what they are; by default those that the
        exercise declares.

    Returns
    -------
    form : ReasonForm
        Shows itself when it is the last line of a cell.

    Raises
    ------
    LearnerError
        If there is no such exercise, it asks for no reason, or a value is no number.
    """
    exercise = find_exercise(key, "reason")
    for answer in exercise.answers:
        if isinstance(answer, Reason):
            return ReasonForm(
                exercise.title,
                answer.names,
                answer.values if values is None else values,
                answer.models or {exercise.title: answer.example},
                sides=tuple(answer.models),
                key=key,
            )
    raise LearnerError(
        "This exercise asks for no reason.", where=f"key = {key}", fix='reason("blobs-6")'
    )
