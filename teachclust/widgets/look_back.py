"""The guesses of a lesson beside what happened, and one of them asked again on other data."""

from __future__ import annotations

import html
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any, ClassVar, Final, Self

import traitlets as t
from ipywidgets import widget_serialization

from teachclust.errors import LearnerError
from teachclust.widgets.base import Widget, shows_errors
from teachclust.widgets.predict import NOT_ANSWERED, Answer, Option, Predict, answers, tell_guesses
from teachclust.widgets.requests import shown
from teachclust.words import say

#: what ends the key of a question that was asked again
AGAIN: Final = "-again"


@dataclass(frozen=True, slots=True)
class Variant:
    """A question asked on other data; `then` and `after` are as for `Predict`."""

    text: str
    options: tuple[Option, ...]
    then: Callable[[], Any] | None = None
    after: int | str = "end"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that was asked in a lesson, and how it is asked again, if it can be."""

    key: str
    text: str
    options: tuple[Option, ...]
    variant: Variant | None = None

    @property
    def right(self) -> Option:
        """The option that is right."""
        return next(option for option in self.options if option.right)


class _Again(t.Unicode[str, Any]):
    """The key of a question that can be asked again, or nothing."""

    def validate(self, obj: Any, value: Any) -> str:
        known = [one["key"] for one in obj.questions if one["again"]]
        if not isinstance(value, str) or value not in ("", *known):
            raise LearnerError(
                "There is no such question to ask again.",
                where=f"asked = {shown(value)}",
                why=f"There are: {', '.join(known) or 'none'}.",
            )
        return value


class LookBack(Widget[None]):
    """The learner's guesses beside what happened; a missed one is asked again on other data.

    It follows guesses that are made while it is on screen. The answer to a question that is asked
    again is stored as any guess, under the question's key with "-again" after it.

    Parameters
    ----------
    questions : sequence of Asked
        The questions of a lesson, in its order.
    lesson : str
        The lesson's word.

    Attributes
    ----------
    guesses : dict
        By key, the guesses that are stored: text, right, confidence, and "again": None, or whether
        the second answer was right. Written by Python.
    asked : str
        The key of the question that is being asked again; empty before. Written by the browser.

    Notes
    -----
    An exported page has no record: it shows the guesses that are made on it until it is closed.

    Examples
    --------
    >>> from teachclust.widgets.look_back import LookBack
    >>> LookBack([], lesson="blobs")
    LookBack 'blobs': no guess yet
    """

    widget = t.Unicode("look_back").tag(sync=True)
    questions = t.List().tag(sync=True)
    guesses = t.Dict().tag(sync=True)
    asked = _Again("").tag(sync=True)
    browser_traits: ClassVar[tuple[str, ...]] = ("asked",)
    #: the question that is asked again; the browser draws it below
    opened = t.Instance(Predict, allow_none=True).tag(sync=True, **widget_serialization)
    _questions: tuple[Asked, ...] = ()

    def __init__(self, questions: Sequence[Asked], *, lesson: str) -> None:
        self._questions = tuple(questions)
        self._lesson = lesson
        wire = [
            {
                "key": one.key,
                "text": one.text,
                "options": [asdict(option) for option in one.options],
                "again": one.variant is not None,
            }
            for one in self._questions
        ]
        super().__init__(questions=wire, guesses=self._stored())
        self.observe(self._ask, "asked")
        tell_guesses(self)

    def take_guesses(self, _change: Any = None) -> None:
        """Show the guesses that are stored by now."""
        if not self.closed:
            self.guesses = self._stored()

    def _stored(self) -> dict[str, dict[str, Any]]:
        given = answers()
        found = {}
        for one in self._questions:
            if one.key in given:
                first, second = given[one.key], given.get(one.key + AGAIN)
                found[one.key] = {
                    "text": first.text,
                    "right": _is_right(first, one.options),
                    "confidence": first.confidence,
                    "again": None
                    if second is None or one.variant is None or self._waits(one.key)
                    else _is_right(second, one.variant.options),
                }
        return found

    def _waits(self, key: str) -> bool:
        """Whether this question is open again, and its verdict has not been told."""
        one = self.opened
        waits = one is not None and self.asked == key and one.question["follow"]
        return bool(waits and one.choice != NOT_ANSWERED and not one.revealed)

    @shows_errors
    def _ask(self, _change: Any) -> None:
        """Open the question that the browser asks for, in the place of the one before."""
        before = self.opened
        variants = {one.key: one.variant for one in self._questions}
        variant = variants.get(self.asked)
        self.opened = None if variant is None else _predict(self.asked, variant)
        if self.opened is not None:
            self.opened.observe(self.take_guesses, "revealed")
        if before is not None:
            before.close()
        self.problem = {}
        self.take_guesses()

    def close(self) -> None:
        """Close the widget, and the question that it has asked."""
        if self.opened is not None:
            self.opened.close()
        super().close()

    def closed_copy(self) -> Self:
        """Return a closed one, without the question that it has asked."""
        copy = super().closed_copy()
        copy._trait_values.pop("opened", None)
        return copy

    def summary(self) -> str:
        """Say in one line how many questions were answered, and how many as it happened."""
        right = sum(one["right"] for one in self.guesses.values())
        counts = {"n": len(self.guesses), "all": len(self._questions), "right": right}
        state = "some" if self.guesses else "none"
        return f"LookBack {self._lesson!r}: " + say(f"look_back.summary.{state}", **counts)

    def page_traits(self) -> dict[str, Any]:
        """Return what an exported page needs: the questions, and each that it may ask again."""
        traits: dict[str, Any] = dict(super().page_traits())
        states = {}
        for one in self._questions:
            if one.variant is not None:
                question = _predict(one.key, one.variant)
                states[one.key] = {"widget": question.widget, "traits": question.page_traits()}
                question.close()
        traits |= {"questions": self.questions, "guesses": {}, "asked": "", "problem": {}}
        return traits | {"variants": states}

    def _pairs(self) -> list[tuple[str, str, str]]:
        """Return each question that was answered: its text, the guess, and what happened."""
        pairs = []
        for one in self._questions:
            if guess := self.guesses.get(one.key):
                sure = guess["confidence"]
                how = f" ({say(f'predict.confidence.{sure}')})" if sure else ""
                mark = "✔" if guess["right"] else "✘"
                happened = f"{one.right.text}. {one.right.why}"
                pairs.append((one.text, f"{mark} {guess['text']}{how}", happened))
        return pairs

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        shown = super()._repr_mimebundle_(**kwargs)
        if shown is None or self.closed:
            return shown
        data, metadata = shown
        guess, happened = say("look_back.guess"), say("look_back.happened")
        lines = [
            f"{text}\n  {guess}: {given}\n  {happened}: {truth}"
            for text, given, truth in self._pairs()
        ]
        return {**data, "text/plain": "\n".join([self.summary(), *lines])}, metadata

    def _markup(self, picture: bytes | None) -> str:
        """Return a table of the guesses; one line where there are none."""
        heads = [say(f"look_back.{one}") for one in ("question", "guess", "happened")]
        rows = "".join(_row(pair, "td") for pair in self._pairs())
        table = f"<table>{_row(heads, 'th')}{rows}</table>" if rows else ""
        line = say("look_back.none") if not rows else self.summary()
        return f"<p>{html.escape(line)}</p>{table}"


def _is_right(answer: Answer, options: Sequence[Option]) -> bool:
    """Whether a stored answer is right by today's options; where it is none of them, as stored."""
    return next((one.right for one in options if one.text == answer.text), answer.right)


def _predict(key: str, variant: Variant) -> Predict:
    """Return a question that is asked again."""
    return Predict(
        variant.text, variant.options, key=key + AGAIN, then=variant.then, after=variant.after
    )


def _row(cells: Sequence[str], tag: str) -> str:
    return "<tr>" + "".join(f"<{tag}>{html.escape(one)}</{tag}>" for one in cells) + "</tr>"
