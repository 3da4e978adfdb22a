"""The kinds of answers that exercises ask for: how each is read and checked, and its feedback.

An answer declares what is right and the usual slips, each with its feedback. From that come the
check of a learner's answer and the wrong answers that the tests of the exercise try.
"""

from __future__ import annotations

import copy
import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np

from teachclust.words import say

Function = Callable[..., Any]

#: what lessons that end in two decisions say of any other word
USE_OR_REFUSE: Final = 'Each decision is one of two words: "use" or "refuse".'


class Mistake(Exception):  # noqa: N818  (it is an answer's, not the program's)
    """A wrong answer. Its text names the misconception and where to look."""


class Blank(Exception):  # noqa: N818
    """A blank that is not filled in yet."""


class Stopped(Exception):  # noqa: N818
    """The learner's own code raised an error, which is the cause of this one."""


@contextmanager
def learners_code() -> Iterator[None]:
    """Run code that a learner wrote or set up; an error in it is the learner's, not the check's."""
    try:
        yield
    except Exception as error:
        raise Stopped from error


def read_as_given(given: Any, name: str) -> Any:
    """Return an answer as it is."""
    return given


def read_word(given: Any, name: str) -> str:
    """Return a word in small letters, without the spaces around it."""
    return str(given).strip().lower()


def whole_number(word: str) -> int | None:
    """Return the whole number that a word such as "5" or "5.0" stands for; None for any other."""
    digits = word.removesuffix(".0")
    return int(digits) if re.fullmatch("[0-9]{1,9}", digits) else None


def read_number(given: Any, name: str) -> float:
    """Return one finite number, or raise `Mistake`."""
    try:
        number = float(given)
    except (TypeError, ValueError, OverflowError):
        number = math.nan
    if not math.isfinite(number):
        raise Mistake(f"{name} should be one number, such as 12.5.")
    return number


def read_numbers(given: Any, name: str) -> np.ndarray[Any, np.dtype[np.float64]]:
    """Return an array of numbers, or raise `Mistake`."""
    try:
        return np.asarray(given, dtype=float)
    except (TypeError, ValueError, OverflowError):
        raise Mistake(f"{name} should be an array of numbers.") from None


def read_one_number(given: Any, name: str, what: str) -> float:
    """Return one number; where there are several, say that one is asked for, and of what."""
    shape = np.asarray(given, dtype=object).shape  # rows may be of unequal length
    if shape:
        raise Mistake(f"It returned {math.prod(shape)} numbers. One {what}")
    return read_number(given, name)


def read_function(given: Any, name: str) -> Function:
    """Return a function that runs the learner's, or raise `Mistake` for anything else.

    What it returns is not None and not ``...``: these raise `Blank`. An error in it raises
    `Stopped`.
    """
    if not callable(given):
        raise Mistake(f"Give the function itself, {name}, without brackets after it.")

    def call(*arguments: Any) -> Any:
        with learners_code():
            value = given(*arguments)
        if value is None:
            raise Blank(say("check.nothing"))
        if value is ...:
            raise Blank
        return value

    return call


@dataclass(frozen=True, slots=True)
class Slip:
    """A wrong function that learners write, and its feedback."""

    function: Function
    says: str


class Answer:
    """One answer of an exercise; `name` is how it is called in the lesson."""

    __slots__ = ()
    name: str

    def read(self, given: Any) -> Any:
        """Return the answer in the form in which it is judged; raise `Mistake` or `Blank`."""
        return given

    def judge(self, value: Any) -> None:
        """Raise `Mistake` unless the answer is right."""

    def same(self, value: Any, other: Any) -> bool:
        """Tell whether two answers count as the same."""
        return bool(value == other)

    def right_answer(self, seed: int) -> Any:
        """Return a right answer, which may differ from seed to seed."""
        raise NotImplementedError(f"the exercise gives the right answers for {self.name}")

    def wrong_answers(self) -> list[tuple[Any, str]]:
        """Return the wrong answers that are declared, each with its feedback."""
        return []

    def _refused(self, given: Any) -> tuple[Any, str]:
        """Return a wrong answer with the feedback that `judge` gives for it."""
        try:
            self.judge(self.read(given))
        except Mistake as mistake:
            return given, str(mistake)
        raise AssertionError(f"{given!r} is not refused as {self.name}")


@dataclass(frozen=True, slots=True)
class NumericAnswer(Answer):
    """A number.

    Parameters
    ----------
    name : str
        How it is called in the lesson.
    right : float
        The right number.
    fallback : str or callable
        Feedback for a wrong number that is none of the slips, where ``{given}`` stands for the
        number; or a function of the number that returns the feedback.
    another : float
        A wrong number that is none of the slips, for the tests.
    slips : mapping of float to str, default={}
        The usual wrong numbers, each with its feedback.
    near : float, default=1e-9
        How far a number may be from `right`, or from a slip, to count as equal.
    read_by : callable, default=read_number
        Reads the answer, given the answer and its name.
    """

    name: str
    right: float
    fallback: str | Callable[[float], str]
    another: float
    slips: Mapping[float, str] = field(default_factory=dict)
    near: float = 1e-9
    read_by: Callable[[Any, str], float] = read_number

    def read(self, given: Any) -> float:
        """Return the number, or raise `Mistake`."""
        return self.read_by(given, self.name)

    def same(self, value: Any, other: Any) -> bool:
        """Tell whether two numbers are near enough to each other."""
        return abs(float(value) - float(other)) <= self.near

    def judge(self, value: float) -> None:
        """Raise `Mistake` with the feedback, unless the number is right."""
        if self.same(value, self.right):
            return
        for slip, says in self.slips.items():
            if self.same(value, slip):
                raise Mistake(says)
        feedback = self.fallback
        raise Mistake(
            feedback.format(given=value) if isinstance(feedback, str) else feedback(value)
        )

    def right_answer(self, seed: int) -> Any:
        """Return the right number, also as text or as a number of numpy."""
        return (self.right, np.float64(self.right), repr(float(self.right)))[seed % 3]

    def wrong_answers(self) -> list[tuple[Any, str]]:
        """Return the slips, another number and a word."""
        return [*self.slips.items(), self._refused(self.another), self._refused("many")]


@dataclass(frozen=True, slots=True)
class Choice(Answer):
    """One of a few words.

    Parameters
    ----------
    name : str
        How it is called in the lesson.
    right : tuple of str
        The words that can be right, the best first. In small letters.
    other : str
        Feedback for a word that is none of the options.
    slips : mapping of str to str, default={}
        The options that are wrong, each with its feedback.
    read_by : callable, default=read_word
        Reads the answer, given the answer and its name.
    """

    name: str
    right: tuple[str, ...]
    other: str
    slips: Mapping[str, str] = field(default_factory=dict)
    read_by: Callable[[Any, str], str] = read_word

    def read(self, given: Any) -> str:
        """Return the word in small letters."""
        return self.read_by(given, self.name)

    def judge(self, value: str) -> None:
        """Raise `Mistake` unless the word is right."""
        if value not in self.right:
            raise Mistake(self.slips.get(value, self.other))

    def right_answer(self, seed: int) -> str:
        """Return the best word, in large or small letters."""
        word = self.right[0]
        return (word, word.title(), f" {word.upper()}")[seed % 3]

    def wrong_answers(self) -> list[tuple[Any, str]]:
        """Return the wrong options, and a word that is none."""
        return [*self.slips.items(), ("something else", self.other)]


@dataclass(frozen=True, slots=True)
class FunctionOnCases(Answer):
    """A function, tried on cases.

    Parameters
    ----------
    name : str
        How it is called in the lesson.
    cases : sequence of tuples
        The arguments of each try. The function gets copies of them.
    right : callable
        A right function.
    fallback : callable
        Takes a case, the function's result and the right one; returns the feedback for a function
        that is none of the slips. It is called for the first case that differs.
    slips : tuple of Slip, default=()
        Wrong functions that learners write. A function is taken for a slip if its results are the
        same in all cases.
    read_by : callable, default=None
        Reads what a function gave, given that and the case. By default it is a number.
    equal : callable, default=equality
        Tells whether two results are the same.
    then : callable, default=None
        Takes a function that is right in all cases; raises `Mistake` if it fails elsewhere.
    """

    name: str
    cases: Sequence[tuple[Any, ...]]
    right: Function
    fallback: Callable[[tuple[Any, ...], Any, Any], str]
    slips: tuple[Slip, ...] = ()
    read_by: Callable[[Any, tuple[Any, ...]], Any] | None = None
    equal: Callable[[Any, Any], bool] = lambda value, other: bool(value == other)
    then: Callable[[Function], None] | None = None

    def read(self, given: Any) -> Function:
        """Return a function that runs the learner's."""
        return read_function(given, self.name)

    def judge(self, value: Function) -> None:
        """Raise `Mistake` or `Blank` unless the function is right in all cases."""
        given, wanted = self._results(value), self._results(self.right)
        differs = [not self.equal(*pair) for pair in zip(given, wanted, strict=True)]
        if not any(differs):
            if self.then is not None:
                self.then(value)
            return
        for slip in self.slips:
            if all(map(self.equal, given, self._results(slip.function))):
                raise Mistake(slip.says)
        first = differs.index(True)
        raise Mistake(self.fallback(self.cases[first], given[first], wanted[first]))

    def _results(self, function: Function) -> list[Any]:
        return [self._read_result(function(*copy.deepcopy(case)), case) for case in self.cases]

    def _read_result(self, result: Any, case: tuple[Any, ...]) -> Any:
        if self.read_by is not None:
            return self.read_by(result, case)
        return read_number(result, f"What {self.name} returns")

    def right_answer(self, seed: int) -> Function:
        """Return the right function."""
        return self.right

    def wrong_answers(self) -> list[tuple[Any, str]]:
        """Return the slips, and a number in place of the function."""
        return [*((slip.function, slip.says) for slip in self.slips), self._refused(1.0)]


@dataclass(frozen=True, slots=True)
class FunctionAnswer(Answer):
    """A function, judged by code of the exercise's own.

    `judged_by` takes the function (see `read_function`) and raises `Mistake` or `Blank`. The slips
    are wrong functions that learners write, and what `judged_by` says of each.
    """

    name: str
    judged_by: Callable[[Function], None]
    slips: tuple[Slip, ...] = ()

    def read(self, given: Any) -> Function:
        """Return a function that runs the learner's."""
        return read_function(given, self.name)

    def judge(self, value: Function) -> None:
        """Raise `Mistake` or `Blank` unless the function is right."""
        self.judged_by(value)

    def wrong_answers(self) -> list[tuple[Any, str]]:
        """Return the slips, and a number in place of the function."""
        return [*((slip.function, slip.says) for slip in self.slips), self._refused(1.0)]


@dataclass(frozen=True, slots=True)
class OtherAnswer(Answer):
    """An answer of any other kind: an estimator, a list, a dictionary.

    Parameters
    ----------
    name : str
        How it is called in the lesson.
    judged_by : callable, default=None
        Takes what was read; raises `Mistake` or `Blank`. By default the answer is not judged
        alone.
    read_by : callable, default=read_as_given
        Reads the answer, given the answer and its name.
    """

    name: str
    judged_by: Callable[[Any], None] | None = None
    read_by: Callable[[Any, str], Any] = read_as_given

    def read(self, given: Any) -> Any:
        """Return the answer in the form in which it is judged; raise `Mistake` or `Blank`."""
        return self.read_by(given, self.name)

    def judge(self, value: Any) -> None:
        """Raise `Mistake` or `Blank` unless the answer is right."""
        if self.judged_by is not None:
            self.judged_by(value)
