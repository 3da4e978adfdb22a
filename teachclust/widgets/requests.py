"""The fields of the browser's requests: a request is checked as a whole before it is answered.

A widget declares its changes in `Widget.request_kinds`: for each kind the fields that it has, and
for each field what it may hold. Whatever else arrives is refused here, in one place.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Final, Protocol

from teachclust.checks.names import display_name
from teachclust.errors import LearnerError
from teachclust.words import say

#: the largest whole number that a browser can tell from its neighbors
_MOST_WHOLE: Final = 2**53 - 1


class Field(Protocol):
    """What one field of a request may hold."""

    def read(self, value: object, where: str) -> Any:
        """Return the value as Python uses it, or raise a `LearnerError`."""


Fields = Mapping[str, Field]


@dataclass(frozen=True, slots=True)
class WholeNumber:
    """A whole number from `least` to `most`; where none is sent, `default` if there is one."""

    least: int = 0
    most: int = _MOST_WHOLE
    default: int | None = None

    def read(self, value: object, where: str) -> int:
        """Return the number."""
        whole = self.default if value is None else whole_number(value)
        if whole is None or not self.least <= whole <= self.most:
            what = say("request.whole", least=self.least, most=self.most)
            raise _wrong(what, where, shown(value), f"{where} = {self.least}")
        return whole


@dataclass(frozen=True, slots=True)
class PlanePoint:
    """A place in the view: two finite numbers, in data units."""

    def read(self, value: object, where: str) -> tuple[float, float]:
        """Return the two numbers."""
        if isinstance(value, list | tuple) and len(value) == 2:
            x, y = (_number(part) for part in value)
            if x is not None and y is not None:
                return x, y
        raise _wrong(say("request.place"), where, shown(value), f"{where} = [0.0, 0.0]")


@dataclass(frozen=True, slots=True)
class Factors:
    """A list of `count` factors, each from one over `most` to `most`."""

    count: int
    most: float

    def read(self, value: object, where: str) -> tuple[float, ...]:
        """Return the factors."""
        if isinstance(value, list | tuple) and len(value) == self.count:
            found = [_number(part) for part in value]
            known = [one for one in found if one is not None and 1 / self.most <= one <= self.most]
            if len(known) == self.count:
                return tuple(known)
        what = say(
            "request.factors", n=self.count, least=f"{1 / self.most:g}", most=f"{self.most:g}"
        )
        raise _wrong(what, where, shown(value), f"{where} = {[1.0] * self.count}")


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list of `least` to `most` values of one kind."""

    of: Field
    most: int
    least: int = 1

    def read(self, value: object, where: str) -> list[Any]:
        """Return the values."""
        if not isinstance(value, list | tuple) or not self.least <= len(value) <= self.most:
            described = (
                f"{len(value):,} values" if isinstance(value, list | tuple) else shown(value)
            )
            what = say("request.many", least=self.least, most=f"{self.most:,}")
            raise _wrong(what, where, described, f"{where} = list({where})[:{self.most}]")
        return [self.of.read(part, where) for part in value]


@dataclass(frozen=True, slots=True)
class ShortText:
    """A text of at most `longest` characters."""

    longest: int = 200

    def read(self, value: object, where: str) -> str:
        """Return the text."""
        if not isinstance(value, str) or len(value) > self.longest:
            described = f"{len(value):,} letters" if isinstance(value, str) else shown(value)
            what = say("request.text", most=f"{self.longest:,}")
            raise _wrong(what, where, described, f"{where} = str({where})[:{self.longest}]")
        return value


@dataclass(frozen=True, slots=True)
class ParameterValue:
    """The value of a parameter: a finite number or a short text; its control knows the range."""

    def read(self, value: object, where: str) -> int | float | str:
        """Return the number, whole where it is one, or the text."""
        if isinstance(value, str):
            return ShortText().read(value, where)
        whole = whole_number(value)
        number = _number(value) if whole is None else whole
        if number is None:
            raise _wrong(say("request.setting"), where, shown(value), f"{where} = 1")
        return number


@dataclass(frozen=True, slots=True)
class FileBytes:
    """The bytes of a file, at most `most` of them."""

    most: int

    def read(self, value: object, where: str) -> bytes:
        """Return the bytes."""
        what = say("request.bytes", most=f"{self.most // 10**6:,}")
        fix = 'image.resize((640, 480)).save("smaller.png")'
        if not isinstance(value, bytes | bytearray | memoryview):
            raise _wrong(what, where, shown(value), fix)
        size = value.nbytes if isinstance(value, memoryview) else len(value)
        if size > self.most:
            raise _wrong(what, where, f"{size:,} bytes", fix)
        return bytes(value)


@dataclass(frozen=True, slots=True)
class Request:
    """A change that the browser asks for, already checked."""

    number: int  # counts up; the answer names it
    base: int  # the number of the trace that the learner was looking at
    frame: int  # the frame that the learner was looking at
    kind: str
    edit: dict[str, Any]  # its ``kind`` and fields


def request_number(given: object) -> int:
    """Return the number of a request, and 0 of what has none."""
    number = whole_number(given.get("id")) if isinstance(given, dict) else None
    return number if number is not None and 0 <= number <= _MOST_WHOLE else 0


def read_request(given: object, kinds: Mapping[str, Fields]) -> Request | None:
    """Read a request as a browser wrote it; None where nothing is asked for.

    `kinds` are the changes that may be asked for, with their fields. Another change, a field that
    is missing and a value that it may not hold are refused.
    """
    if not isinstance(given, dict):
        raise _wrong(
            say("request.form"), "request", shown(given), 'request = {"id": 1, "edit": {}}'
        )
    edit = given.get("edit", {})
    if not isinstance(edit, dict):
        raise _wrong(say("request.form"), "edit", shown(edit), "edit = {}")
    if not edit:
        return None
    kind = ShortText().read(edit.get("kind"), "kind")
    if kind not in kinds:
        raise unknown_change(kind, kinds)
    base, frame = (WholeNumber().read(given.get(name, 0), name) for name in ("base", "frame"))
    fields = {name: field.read(edit.get(name), name) for name, field in kinds[kind].items()}
    return Request(request_number(given), base, frame, kind, {"kind": kind, **fields})


def unknown_change(name: object, known: Collection[str], field: str = "kind") -> LearnerError:
    """Return the error for a change that nothing answers, with those that are answered."""
    return LearnerError(
        say("problem.edit", kind=shown(name)),
        where=f"{field}: {shown(name)}",
        why=say("request.names", names=", ".join(known)),
        fix=f'edit = {{"{field}": "{next(iter(known))}"}}',
    )


def whole_number(value: object) -> int | None:
    """Return a whole number as int, also where it came as 3.0 or from numpy; else None."""
    if isinstance(value, bool | str | bytes):
        return None
    if isinstance(value, float):
        return int(value) if value.is_integer() else None
    try:
        return value.__index__()  # type: ignore[attr-defined,no-any-return]
    except Exception:  # it may be anybody's code
        return None


def shown(value: object) -> str:
    """Return any value as one short line, for a message."""
    if value is None or isinstance(value, bool | float):
        return str(value)
    if isinstance(value, int):
        return str(value) if abs(value) < 10**18 else say("request.digits")
    return (
        f'"{display_name(value)}"' if isinstance(value, str) else f"of type {type(value).__name__}"
    )


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        number = float(value)
    except OverflowError:
        return None
    return number if math.isfinite(number) else None


def _wrong(what: str, where: str, described: str, fix: str) -> LearnerError:
    return LearnerError(what, where=f"{where}: {described}", why=say("request.why"), fix=fix)
