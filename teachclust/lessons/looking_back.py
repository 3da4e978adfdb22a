"""`look_back`, at the end of a lesson: it shows the guesses, and asks one of them again."""

from __future__ import annotations

from teachclust.checks.names import display_name
from teachclust.errors import LearnerError
from teachclust.lessons.question import Question
from teachclust.lessons.registry import lesson_words, questions
from teachclust.widgets.look_back import Asked, LookBack, Variant
from teachclust.words import say


def look_back(lesson: str, /) -> LookBack:
    """Show your guesses of a lesson beside what happened; one that was missed is asked again.

    It is asked on other data. Where none was missed, one that was answered with "guessing" is.

    Parameters
    ----------
    lesson : str
        The lesson's word, with which the keys of its questions begin, such as "blobs".

    Returns
    -------
    widget : LookBack
        Shows itself when it is the last line of a cell.

    Raises
    ------
    LearnerError
        If there is no such lesson.

    See Also
    --------
    teachclust.lessons.answers : The guesses that are stored.

    Examples
    --------
    >>> from teachclust import look_back
    >>> look_back("blobs")  # doctest: +SKIP
    """
    if not isinstance(lesson, str) or lesson not in lesson_words():
        shown = display_name(repr(lesson))
        raise LearnerError(
            say("look_back.unknown", lesson=shown),
            where=f"lesson = {shown}",
            why=say("look_back.unknown.why", known=", ".join(lesson_words())),
            fix=f'look_back("{lesson_words()[0]}")',
        )
    return LookBack([_asked(question) for question in questions(lesson)], lesson=lesson)


def _asked(question: Question) -> Asked:
    again = question.again
    variant = None
    if again is not None:
        then = None if again.opens is None else again.opens.make
        variant = Variant(again.text, again.options, then, again.after)
    return Asked(question.key, question.text, question.options, variant)
