"""The reason for a decision: what it names is listed, its numbers are compared, nothing counted.

A program can't read a reason, and this one doesn't pretend to. It finds numbers, and compares them
with those that the lesson's cells have shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from teachclust.lessons.answers import Answer, Mistake
from teachclust.words import say

Values = Mapping[str, tuple[float, ...]]

_NUMBER: Final = re.compile(
    r"(?<![\w.,])(-?(?:\d{1,3}(?:,\d{3})+|\d{1,12})(?:\.\d{1,12})?)(?!\.?\d)(?:\s?(%|percent\b))?",
    re.ASCII,
)
_SHARE: Final = re.compile(
    r"(?<![\w.,])(\d{1,9})\s+(?:in|of|out of)\s+(?:every\s+)?(\d{1,9})\b", re.ASCII
)
#: a number with a point that is nearer to a number of the lesson than this factor was meant for it
_MEANT: Final = 2.0
_MOST_READ: Final = 4_000


@dataclass(frozen=True, slots=True)
class Said:
    """A number in a text: as it stands there, what it may mean, each with its half last place."""

    text: str
    meanings: tuple[tuple[float, float], ...]

    def is_(self, value: float) -> bool:
        """Tell whether it is this value, rounded as either is; a whole value is not rounded."""
        own = 0.0 if float(value).is_integer() else _half(repr(value))
        return any(abs(said - value) <= max(half, own) * (1 + 1e-9) for said, half in self.meanings)


def _half(number: str) -> float:
    """Return half a unit of the last place that is written."""
    return 0.5 * 10.0 ** -len(number.partition(".")[2])


def numbers_in(text: str) -> Iterator[Said]:
    """Yield the numbers of a text: "0.3", "1,797", "30 %", and "3 of 10" as a share as well."""
    text = text[:_MOST_READ]
    for share in _SHARE.finditer(text):
        part, whole = int(share[1]), int(share[2])
        if 0 < part <= whole:
            yield Said(share[0], ((part / whole, 0.5 / whole),))
    for found in _NUMBER.finditer(text):
        plain = found[1].replace(",", "")
        meanings: tuple[tuple[float, float], ...] = ((float(plain), _half(plain)),)
        if found[2]:
            meanings += ((float(plain) / 100, _half(plain) / 100),)
        yield Said(found[0], meanings)


def named_numbers(text: str, values: Values) -> list[str]:
    """Return which of the lesson's numbers a text names, in their order."""
    said = list(numbers_in(text))
    return [what for what, known in values.items() if any(s.is_(v) for s in said for v in known)]


def misquoted(text: str, values: Values) -> tuple[str, str, float] | None:
    """Return the first number with a point that is near one of the lesson's and yet none of them.

    A count (an `int`) is not what a number with a point was meant for. What is returned is the
    number as it stands in the text, what it was meant for, and what that is.
    """
    for said in numbers_in(text):
        known = [(what, value) for what, those in values.items() for value in those]
        if "." not in said.text or any(said.is_(value) for _, value in known):
            continue
        number = said.meanings[-1][0]
        near = [
            (max(number / value, value / number), what, value)
            for what, value in known
            if number * value > 0 and not isinstance(value, int)
        ]
        factor, what, value = min(near, default=(_MEANT, "", 0.0))
        if factor < _MEANT:
            return said.text, what, value
    return None


@dataclass(frozen=True, slots=True)
class Reason(Answer):
    """The reason for a decision that was found sound.

    Parameters
    ----------
    example : str
        One that passes.
    values : mapping of str to tuple of float
        The numbers that the cells above have shown, by what they are. One of them must be named; a
        number with a point that is near one of them and none of them is told so.
    names : tuple of str
        What else a reason must name: the learner ticks it.
    name : str, default="because"
        How it is called in the lesson.
    models : mapping of str to str, default={}
        A model answer for each decision that can be defended, shown after the learner's own.
    """

    example: str
    values: Values
    names: tuple[str, ...]
    name: str = "because"
    models: Mapping[str, str] = field(default_factory=dict)

    def read(self, given: Any) -> str:
        """Return the reason as text."""
        return str(given)

    def judge(self, value: str) -> None:
        """Raise `Mistake` for a misquoted number, or where none of the lesson's is named."""
        if wrong := misquoted(value, self.values):
            said, what, known = wrong
            raise Mistake(say("reason.misquoted", said=said, what=what, known=f"{known:g}"))
        if not named_numbers(value, self.values):
            listed = "; ".join((say("reason.number", which=", ".join(self.values)), *self.names))
            raise Mistake(say("reason.names", listed=listed))

    def right_answer(self, seed: int) -> str:
        """Return the example."""
        return self.example

    def wrong_answers(self) -> list[tuple[Any, str]]:
        """Return a reason without a number, and one that misquotes where that can be."""
        wrong = [self._refused("because all of the numbers that I looked at say so")]
        for known in (value for values in self.values.values() for value in values):
            given = f"It is {known * 1.3 + 0.001:.3f}."
            if misquoted(given, self.values):
                return [*wrong, self._refused(given)]
        return wrong
