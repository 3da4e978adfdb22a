"""A question that is answered before the answer is shown, and that opens what follows."""

from __future__ import annotations

import html
import os
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any, ClassVar, Final, Protocol, Self
from weakref import WeakSet

import traitlets as t
from ipywidgets import DOMWidget, widget_serialization

from teachclust.errors import LearnerError
from teachclust.learner.record import record
from teachclust.widgets.base import Widget, shows_errors
from teachclust.widgets.requests import shown, whole_number
from teachclust.words import say

NOT_ANSWERED: Final = -1
#: how sure a learner can be of a guess
CONFIDENCES: Final = ("sure", "think_so", "guessing")
OPEN_VARIABLE: Final = "TEACHCLUST_OPEN"


@dataclass(frozen=True, slots=True)
class Option:
    """One answer that a learner can pick.

    Parameters
    ----------
    text : str
        The answer.
    why : str
        The feedback to a learner who picks it: for a wrong answer, the misconception behind it and
        what happens instead; for the right one, why it happens.
    right : bool, default=False
        Whether it is the right answer. One option is right, no more.
    """

    text: str
    why: str
    right: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What a learner picked: the option's text, whether it was right, and how sure they were.

    `confidence` is "sure", "think_so", "guessing", or "" where nothing was said.
    """

    text: str
    right: bool
    confidence: str = ""


class GuessReader(Protocol):
    """A widget that shows the stored guesses."""

    def take_guesses(self) -> None:
        """Read what is stored by now."""


_alive: WeakSet[Predict] = WeakSet()
_told: WeakSet[GuessReader] = WeakSet()
_switch: dict[str, bool] = {"open": os.environ.get(OPEN_VARIABLE, "") not in ("", "0")}


def answers() -> dict[str, Answer]:
    """Return the predictions that are stored in the record, by key; of each the first.

    Returns
    -------
    answers : dict of str to Answer
        One per question that was answered; a copy.
    """
    found: dict[str, Answer] = {}
    for entry in record().entries("guess"):
        said = entry.fields
        answer = Answer(said.get("text", ""), said.get("right", False), said.get("confidence", ""))
        found.setdefault(entry.key, answer)
    return found


def tell_guesses(reader: GuessReader) -> None:
    """Tell a widget of each guess that is stored from now on, as long as it is there."""
    _told.add(reader)


def forget(key: str | None = None) -> None:
    """Forget one prediction, or all of them, so that its cell asks again when it is run.

    Parameters
    ----------
    key : str, default=None
        The question's key; None forgets all.
    """
    record().clear("guess", key)


def open_all(on: bool = True) -> None:
    """Open every prediction without a guess: the teacher's switch.

    The environment variable ``TEACHCLUST_OPEN=1`` does the same from the start of a kernel.

    Parameters
    ----------
    on : bool, default=True
        False asks again, in cells that are run from now on.
    """
    _switch["open"] = on
    if on:
        for question in list(_alive):
            question.reveal()


class _Choice(t.Int[int, Any]):
    """The number of an option, or `NOT_ANSWERED`."""

    def validate(self, obj: Any, value: Any) -> int:
        choice, last = whole_number(value), obj.last_option
        if choice is None or not NOT_ANSWERED <= choice <= last:
            raise LearnerError(
                f"There is no option {shown(value)}.",
                where=f"choice = {shown(value)}",
                why=f"The options are numbered from 0 to {last}; {NOT_ANSWERED} is no answer yet.",
                fix="w.choice = 0",
            )
        return choice


class Predict(Widget[None]):
    """A question with options; the guess is stored, then the answer opens what follows.

    Parameters
    ----------
    question : str
        What is asked, in one or two sentences.
    options : sequence of Option
        Two or more answers, of which exactly one is right.
    key : str, default=None
        The name under which the answer is stored; the question itself if None. A cell that is
        run again shows the stored answer.
    then : callable or widget, default=None
        What opens after the guess: a widget, or a function without arguments that returns one.
        A function runs only once there is a guess.
    after : int or str, default="end"
        When the answer is told, where something opens: when it has come to this step, to a step of
        this kind ("update", "merge" ...), or to its "end". The learner may ask for it sooner.

    Attributes
    ----------
    choice : int
        The number of the option picked, from 0; -1 before. Written by the browser.
    confidence : {"", "sure", "think_so", "guessing"}
        How sure the learner was, if they said it. Written by the browser, before the choice.
    shown : bool
        Whether what follows is open. Written by the browser.
    revealed : bool
        Whether the answer may be told: what follows has shown it, or the learner asked for it.
        Written by the browser.
    teacher : bool
        Whether a teacher opened it (see `open_all`). Written by Python.

    Raises
    ------
    LearnerError
        If there are fewer than two options, or not exactly one right one, or two alike.

    Notes
    -----
    Without a kernel it is a folded text. In an exported page the browser does all of it alone,
    so the answers travel with the page: this is an aid to learning, not an exam.

    Examples
    --------
    >>> from teachclust.widgets.predict import Option, Predict
    >>> Predict(
    ...     "Does inertia rise when a center moves to its mean?",
    ...     [Option("Never", "The mean is the best place.", right=True), Option("Yes", "No: ...")],
    ...     key="inertia",
    ... )
    Predict 'inertia': not answered
    """

    widget = t.Unicode("predict").tag(sync=True)
    question = t.Dict().tag(sync=True)
    choice = _Choice(NOT_ANSWERED).tag(sync=True)
    shown = t.Bool(False).tag(sync=True)
    confidence = t.Enum(("", *CONFIDENCES), "").tag(sync=True)
    revealed = t.Bool(False).tag(sync=True)
    browser_traits: ClassVar[tuple[str, ...]] = ("confidence", "choice", "shown", "revealed")
    teacher = t.Bool(False).tag(sync=True)
    #: what follows, once it is open; the browser draws it below
    opened = t.Instance(DOMWidget, allow_none=True).tag(sync=True, **widget_serialization)
    # here already, for `close` may be called on a question that was refused
    _follow: Any | None = None
    _then: Any | None = None

    def __init__(
        self,
        question: str,
        options: Sequence[Option],
        *,
        key: str | None = None,
        then: Callable[[], Any] | Any | None = None,
        after: int | str = "end",
    ) -> None:
        self._options = _checked(options)
        self._key = question if key is None else key
        self._then = then
        wire = {
            "key": self._key,
            "text": question,
            "options": [asdict(option) for option in self._options],
            "follow": then is not None,
            "after": _moment(after),
        }
        stored = self._stored()
        super().__init__(
            question=wire,
            choice=stored,
            confidence=self._stored_confidence() if stored != NOT_ANSWERED else "",
            revealed=stored != NOT_ANSWERED,
            teacher=_switch["open"],
        )
        self.observe(self._on_choice, names="choice")
        self.observe(self._open, names=["shown", "teacher"])
        _alive.add(self)
        self._open()

    @property
    def last_option(self) -> int:
        """The number of the last option."""
        return len(self._options) - 1

    @property
    def follow(self) -> Any | None:
        """The widget that was opened, or None as long as it is closed."""
        return self._follow

    def reveal(self) -> None:
        """Show the answer and what follows, without a guess."""
        self.teacher = True

    def close(self) -> None:
        """Close the widget, and what its function made; a widget that it was given stays open."""
        if self._follow is not None and callable(self._then):
            self._follow.close()
        super().close()

    def closed_copy(self) -> Self:
        """Return a closed question, without what it opened."""
        copy = super().closed_copy()
        copy._follow = copy._then = None
        copy._trait_values.pop("opened", None)
        return copy

    def __del__(self) -> None:
        """Close the question alone: what it opened may be the learner's by now."""
        self._follow = None
        super().__del__()

    def summary(self) -> str:
        """Say in one line whether it was answered, and how."""
        state = "open"
        if self.choice != NOT_ANSWERED:
            state = "right" if self._options[self.choice].right else "wrong"
        elif self.teacher:
            state = "teacher"
        return f"Predict {self._key!r}: " + say(f"predict.summary.{state}")

    def page_traits(self) -> dict[str, Any]:
        """Return what an exported page needs: the question, and what follows it."""
        traits: dict[str, Any] = dict(super().page_traits())
        traits |= {"question": self.question, "choice": NOT_ANSWERED, "shown": False}
        traits |= {"confidence": "", "revealed": False}
        traits |= {"teacher": self.teacher, "problem": self.problem}
        follow = self._make_follow()
        if isinstance(follow, Widget):
            traits["then"] = {"widget": follow.widget, "traits": follow.page_traits()}
        return traits

    def _stored(self) -> int:
        answer = answers().get(self._key)
        texts = [option.text for option in self._options]
        return texts.index(answer.text) if answer and answer.text in texts else NOT_ANSWERED

    def _stored_confidence(self) -> str:
        said = answers()[self._key].confidence
        return said if said in CONFIDENCES else ""

    def _on_choice(self, change: dict[str, Any]) -> None:
        if 0 <= change["new"] < len(self._options):
            option = self._options[change["new"]]
            if self._key not in answers():
                said = {"confidence": self.confidence} if self.confidence else {}
                record().add("guess", self._key, text=option.text, right=option.right, **said)
                for reader in list(_told):
                    reader.take_guesses()

    def _make_follow(self) -> Any | None:
        if self._follow is None and self._then is not None:
            follow = self._then() if callable(self._then) else self._then
            if not isinstance(follow, DOMWidget):
                raise LearnerError(
                    "What follows a prediction must be a widget.",
                    where=f"then gives {type(follow).__name__}",
                    why="It is shown below the question.",
                    fix="then=lambda: watch(estimator, X)",
                )
            self._follow = follow
        return self._follow

    @shows_errors
    def _open(self, _change: Any = None) -> None:
        """Let the browser draw what follows below; an error is shown in the question itself."""
        if not (self.shown or self.teacher):
            return
        try:
            self.opened = self._make_follow()
        except BaseException:
            self.shown = False  # it can be asked for again
            raise
        self.problem = {}

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        shown = super()._repr_mimebundle_(**kwargs)
        if shown is None or self.closed:
            return shown
        data, metadata = shown
        options = "\n".join(f"  ( ) {option.text}" for option in self._options)
        text = f"{self.summary()}\n{self.question['text']}\n{options}"
        return {**data, "text/plain": text}, metadata

    def _markup(self, picture: bytes | None) -> str:
        """Return the question, with the answers folded away."""
        asked = "".join(f"<li>{html.escape(option.text)}</li>" for option in self._options)
        answered = "".join(
            f"<li><strong>{html.escape(option.text)}</strong> "
            f"{'✔' if option.right else '✘'} {html.escape(option.why)}</li>"
            for option in self._options
        )
        return (
            f"<p><strong>{html.escape(say('predict.lead'))}</strong> "
            f"{html.escape(self.question['text'])}</p><ul>{asked}</ul>"
            f"<details><summary>{html.escape(say('predict.fold'))}</summary>"
            f"<ul>{answered}</ul></details>"
        )


def _moment(after: object) -> int | str:
    """Return when the answer is told, or refuse what names no step."""
    step = whole_number(after)
    if step is not None and step >= 0:
        return step
    if isinstance(after, str) and after:
        return after
    raise LearnerError(
        "The answer is told after a step of what opens.",
        where=f"after={shown(after)}",
        why='It is the number of a step from 0, the kind of a step such as "update", or "end".',
        fix='Predict(question, options, then=then, after="end")',
    )


def _checked(options: Sequence[Option]) -> tuple[Option, ...]:
    """Return the options, or refuse them."""
    texts = [option.text for option in options]
    if len(options) < 2 or len(set(texts)) < len(texts):
        raise LearnerError(
            "A prediction needs two or more different options.",
            where=f"options: {len(options)} given",
            fix='Predict("...", [Option("yes", "...", right=True), Option("no", "...")])',
        )
    right = sum(option.right for option in options)
    if right != 1:
        raise LearnerError(
            f"One option must be right; here {right} are.",
            where="options",
            fix='Option("the right answer", "why", right=True)',
        )
    return tuple(options)
