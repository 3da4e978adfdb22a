"""The reason for a decision: written, compared with the lesson's numbers, kept, then two models."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Final

import numpy as np
import traitlets as t

from teachclust.errors import LearnerError
from teachclust.learner.entries import LONGEST_TEXT
from teachclust.learner.record import record
from teachclust.widgets.base import Widget
from teachclust.widgets.requests import shown
from teachclust.words import say

_RATINGS: Final = ("whole", "part", "other")
_MOST_NUMBERS: Final = 100


class _Kept(t.Any):
    """What the learner has committed to: side, text and what was ticked; empty before."""

    allow_none = False

    def validate(self, obj: Any, value: Any) -> dict[str, Any]:
        if value == {}:
            return {}
        question = obj.question
        given = value if isinstance(value, dict) else {}
        side, text, named = (given.get(name) for name in ("side", "text", "named"))
        fits = (
            set(given) == {"side", "text", "named"}
            and isinstance(side, str)
            and side in (question["sides"] or [""])
            and isinstance(text, str)
            and 0 < len(text.strip()) <= len(text) <= LONGEST_TEXT
            and isinstance(named, list)
            and len(named) <= len(question["names"])
            and all(one in question["names"] for one in named)
        )
        if not fits:
            raise LearnerError(
                "This is no reason that can be kept.",
                where=f"kept = {shown(value)}",
                why=f"It has a side, a text of at most {LONGEST_TEXT} letters, and what it names.",
                fix="write a reason, then keep it",
            )
        return {"side": side, "text": text, "named": list(dict.fromkeys(named or []))}


class _Rating(t.Unicode[str, Any]):
    """What the learner thinks of the reason, or nothing."""

    def validate(self, obj: Any, value: Any) -> str:
        if not isinstance(value, str) or value not in ("", *obj.question["ratings"]):
            raise LearnerError("There is no such rating.", where=f"rating = {shown(value)}")
        return value


def _numbers(what: str, given: Any) -> list[float]:
    """Return the numbers that a cell has shown, or refuse what are none."""
    try:
        numbers = np.ravel(given).astype(float)
    except (TypeError, ValueError):
        numbers = np.array([])
    if not 0 < numbers.size <= _MOST_NUMBERS or not np.isfinite(numbers).all():
        raise LearnerError(
            "A reason is compared with numbers.",
            where=f"values[{shown(what)}] = {shown(given)}",
            why=f"Each name has 1 to {_MOST_NUMBERS} numbers, none of them infinite or missing.",
            fix='reason("blobs-6", values={"share near a border": 0.3})',
        )
    return [float(one) for one in numbers]


class ReasonForm(Widget[None]):
    """A form for the reason of a decision; it is stored, then model answers show.

    What a reason must name is listed. Numbers are found as they are typed and compared with
    `values`; the rest is for the learner to tick. Nothing else of the text is read.

    Parameters
    ----------
    question : str
        What is decided.
    names : sequence of str
        What a reason names, beside a number.
    values : mapping of str to float or sequence of float
        The numbers that the lesson's cells have shown, by what they are.
    models : mapping of str to str
        A model answer for each side that can be defended, by the side.
    sides : sequence of str, default=()
        What can be decided. Without any, the form asks for the reason alone.
    key : str, default=None
        The name under which the reason is stored; the question itself if None.

    Attributes
    ----------
    kept : dict
        The side, the text and what was ticked; empty before the learner commits. Written by the
        browser.
    rating : str
        The learner's own rating, after the model answers. Written by the browser.

    Raises
    ------
    LearnerError
        If `values` holds something other than finite numbers.

    Notes
    -----
    In an exported page nothing is stored, and the form says so.

    Examples
    --------
    >>> from teachclust.widgets.reason import ReasonForm
    >>> ReasonForm("Use it?", ["who is harmed"], {"share": [0.3]}, {"No": "Because ..."}, key="use")
    ReasonForm 'use': no reason yet
    """

    widget = t.Unicode("reason").tag(sync=True)
    question = t.Dict().tag(sync=True)
    kept = _Kept({}).tag(sync=True)
    rating = _Rating("").tag(sync=True)
    browser_traits: ClassVar[tuple[str, ...]] = ("kept", "rating")

    def __init__(
        self,
        question: str,
        names: Sequence[str],
        values: Mapping[str, float | Sequence[float]],
        models: Mapping[str, str],
        *,
        sides: Sequence[str] = (),
        key: str | None = None,
    ) -> None:
        self._key = question if key is None else key
        wire = {
            "key": self._key,
            "text": question,
            "sides": list(sides),
            "names": list(names),
            "values": {what: _numbers(what, known) for what, known in values.items()},
            "models": [{"side": side, "text": text} for side, text in models.items()],
            "ratings": [say(f"reason.rating.{one}") for one in _RATINGS],
        }
        super().__init__(question=wire)
        self._recall()
        self.observe(self._store, names=["kept", "rating"])

    def _recall(self) -> None:
        """Show what was stored, if it still fits the question."""
        for entry in record().entries("reason", self._key)[-1:]:
            said = entry.fields
            try:
                self.kept = {name: said.get(name, "") for name in ("side", "text", "named")}
                self.rating = said.get("rating", "")
            except LearnerError:
                self.kept, self.rating = {}, ""

    def _store(self, _change: Any) -> None:
        if self.kept:
            record().add("reason", self._key, **self.kept, rating=self.rating or None)

    def summary(self) -> str:
        """Say in one line whether there is a reason."""
        state = "kept" if self.kept else "open"
        return f"ReasonForm {self._key!r}: " + say(f"reason.summary.{state}")

    def page_traits(self) -> dict[str, Any]:
        """Return what an exported page needs: the form, empty."""
        traits: dict[str, Any] = dict(super().page_traits())
        return traits | {"question": self.question, "kept": {}, "rating": "", "problem": {}}

    def _markup(self, picture: bytes | None) -> str:
        """Return the question and what a reason names; the model answers folded away."""
        asked = "".join(f"<li>{html.escape(one)}</li>" for one in self.question["names"])
        answers = "".join(
            f"<p><strong>{html.escape(one['side'])}</strong> {html.escape(one['text'])}</p>"
            for one in self.question["models"]
        )
        return (
            f"<p>{html.escape(self.question['text'])}</p><p>{html.escape(say('reason.list'))}</p>"
            f"<ul>{asked}</ul><details><summary>{html.escape(say('reason.models'))}</summary>"
            f"{answers}</details>"
        )
