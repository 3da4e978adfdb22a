"""How far a learner has come: what is done, tried and open, lesson by lesson."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from teachclust.classroom.outcomes import Outcome, outcomes
from teachclust.learner.entries import Entry
from teachclust.learner.record import record
from teachclust.lessons.contents import Item
from teachclust.lessons.course import lesson_names, lesson_path
from teachclust.lessons.registry import find_exercise, find_question
from teachclust.words import say

_SIGNS: Final = {"done": "✔", "tried": "…", "open": "–"}
#: keys that are listed of a lesson
_MOST_LISTED: Final = 4


@dataclass(frozen=True, slots=True)
class LessonProgress:
    """How far one lesson is: its name, and what came of each thing that it asks for."""

    lesson: str
    outcomes: Sequence[Outcome] = field(repr=False)

    def keys(self, what: str) -> list[str]:
        """Return the keys of what is "done", "tried" or "open", in the lesson's order."""
        return [_label(one.item) for one in self.outcomes if _what(one) == what]


def _what(outcome: Outcome) -> str:
    if outcome.done:
        return "done"
    return "open" if outcome.state == "open" else "tried"


def _label(item: Item) -> str:
    return say("progress.reason", key=item.key) if item.kind == "reason" else item.key


class Progress:
    """What a learner has done, tried and left open; shows itself as a table.

    Parameters
    ----------
    lessons : sequence of LessonProgress
        The lessons, in order.

    Examples
    --------
    >>> from teachclust.classroom.progress import progress_of
    >>> progress_of([], ["00_start_here"]).done
    0
    """

    def __init__(self, lessons: Sequence[LessonProgress]) -> None:
        self.lessons = tuple(lessons)

    @property
    def done(self) -> int:
        """How many things are done, over all lessons."""
        return sum(len(one.keys("done")) for one in self.lessons)

    @property
    def total(self) -> int:
        """How many things the lessons ask for."""
        return sum(len(one.outcomes) for one in self.lessons)

    def __repr__(self) -> str:
        lines = [say("progress.title", done=self.done, n=self.total)]
        for one in self.lessons:
            parts = [
                say("progress.lesson", lesson=one.lesson, done=len(one.keys("done")), n=_n(one))
            ]
            for what in ("tried", "open"):
                if keys := one.keys(what):
                    parts.append(say(f"progress.{what}", keys=_some(keys)))
            lines.append("; ".join(parts))
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        if len(self.lessons) == 1:
            return _one_lesson(self.lessons[0])
        heads = "".join(
            f'<th scope="col" style="text-align: left">{_text(say(f"progress.head.{one}"))}</th>'
            for one in ("lesson", "done", "tried", "open")
        )
        rows = "".join(map(_row, self.lessons))
        return (
            f"<p>{_text(say('progress.title', done=self.done, n=self.total))}</p>"
            f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
            f"<p>{_text(say('progress.more'))}</p>"
        )


def _n(one: LessonProgress) -> int:
    return len(one.outcomes)


def _text(text: str) -> str:
    return html.escape(text)


def _some(keys: Sequence[str]) -> str:
    """Return the first keys, and how many more there are."""
    if len(keys) <= _MOST_LISTED:
        return ", ".join(keys)
    listed = ", ".join(keys[:_MOST_LISTED])
    return say("progress.some", listed=listed, n=len(keys) - _MOST_LISTED)


def _row(one: LessonProgress) -> str:
    done = len(one.keys("done"))
    left = 'style="text-align: left"'
    return (
        f'<tr><th scope="row" {left}>{_text(one.lesson)}</th>'
        f"<td {left}>{_bar(done, _n(one))} {_text(say('progress.of', done=done, n=_n(one)))}</td>"
        f"<td {left}>{_text(_some(one.keys('tried')))}</td>"
        f"<td {left}>{_text(_some(one.keys('open')))}</td></tr>"
    )


def _bar(done: int, total: int) -> str:
    """Return a bar that takes the notebook's own colors."""
    share = round(100 * done / total) if total else 0
    return (
        '<span aria-hidden="true" style="display: inline-block; width: 80px; height: 10px; '
        'border: 1px solid currentColor; border-radius: 3px; vertical-align: middle">'
        f'<span style="display: block; height: 100%; width: {share}%; background: currentColor">'
        "</span></span>"
    )


def _one_lesson(one: LessonProgress) -> str:
    """Return a row for each thing that a lesson asks for."""
    left, short = 'style="text-align: left"', 'style="text-align: left; white-space: nowrap"'
    heads = "".join(
        f'<th scope="col" {left}>{_text(say(f"progress.head.{name}"))}</th>'
        for name in ("what", "key", "about", "hints")
    )
    rows = "".join(
        f"<tr><td {short}>{_SIGNS[_what(outcome)]} {_text(say(f'progress.is.{_what(outcome)}'))}"
        f"</td><td {short}>{_text(_label(outcome.item))}</td>"
        f"<td {left}>{_text(_about(outcome.item))}</td>"
        f"<td {left}>{outcome.hints or ''}</td></tr>"
        for outcome in one.outcomes
    )
    done = say("progress.lesson", lesson=one.lesson, done=len(one.keys("done")), n=_n(one))
    return (
        f"<p>{_text(done)}</p><table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _about(item: Item) -> str:
    if item.kind == "question":
        return find_question(item.key).text
    if item.kind == "build":
        return say("progress.build")
    return find_exercise(item.key).title


def progress(lesson: str | None = None, /) -> Progress:
    """Show what you have done, tried and left open, in all lessons or in one.

    It is read from your record: see `record`. A guess is done when it is made, right or wrong; a
    reason when it is kept.

    Parameters
    ----------
    lesson : str, default=None
        One lesson, such as "01_blobs", "01" or "blobs"; by default all of them.

    Returns
    -------
    progress : Progress
        Shows itself as a table.

    Raises
    ------
    LearnerError
        If there is no such lesson.

    Examples
    --------
    >>> from teachclust import progress
    >>> progress("blobs")  # doctest: +SKIP
    """
    names = lesson_names() if lesson is None else [lesson_path(str(lesson)).stem]
    return progress_of(record().entries(), names)


def progress_of(entries: Sequence[Entry], lessons: Sequence[str]) -> Progress:
    """Return how far the entries of a record are in some lessons, given by their names."""
    return Progress([LessonProgress(name, outcomes(name, entries)) for name in lessons])
