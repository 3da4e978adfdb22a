"""A build task: the learner draws data or places centers until stated conditions hold."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Final, Literal

import traitlets

from teachclust.errors import LearnerError
from teachclust.learner.record import record
from teachclust.threads import one_thread
from teachclust.traces import Trace
from teachclust.widgets.drawn_plane import with_plane
from teachclust.widgets.edits import FIELDS, Setup
from teachclust.widgets.requests import Fields, Request
from teachclust.widgets.stepper import Stepper
from teachclust.words import say

Tool = Literal["centers", "draw", "move", "delete"]

#: points that a drawing may have: the conditions fit several algorithms after each stroke
_MOST_POINTS: Final = 500


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing that must hold of what was built.

    Parameters
    ----------
    text : str
        What must hold, in one sentence.
    judge : callable
        Takes the `Trace` on screen, and returns whether it holds and what is there now, a few words
        with numbers: ``lambda trace: (len(trace.X) >= 10, f"{len(trace.X)} points")``. A
        `LearnerError` that it raises means that it doesn't hold.
    """

    text: str
    judge: Callable[[Trace], tuple[bool, str]]


class BuildTask(Stepper):
    """A Stepper with a task: draw data, or place centers, until each condition holds.

    The conditions are judged again after each change, by fits of the data on the plane. What is
    judged is told once the last step has been on screen: where centers are placed, the learner runs
    the fit first. Undo takes a change back, "Start again" all of them.

    Parameters
    ----------
    text : str
        What to build, in one or two sentences.
    estimator : estimator
        An unfitted estimator, as for `watch`: its fit is on the plane.
    X : array-like of shape (n_samples, 2)
        The points to begin with. The plane shows 0 to 10 on both axes, and more if points need it;
        where centers are placed, the points.
    conditions : sequence of Condition
        What must hold.
    key : str, default=None
        The name of the task under which it is recorded that it was solved.
    tool : {"draw", "move", "delete", "centers"}, default="draw"
        What a press on the plane does at first. With "centers" the learner places centers.
    until : str, default=None
        The kind of step, such as "assign", with which the trace ends: nothing that comes after it
        is shown or judged. None fits to the end.

    Attributes
    ----------
    solved : bool
        Whether each condition holds of what is on screen.
    task : dict
        What the browser shows of it: ``text``, ``tool``, ``solved``, and for each of ``conditions``
        its ``text``, whether it is ``met``, and what was ``seen``.

    See Also
    --------
    teachclust.build : A build task of a lesson.
    """

    task = traitlets.Dict().tag(sync=True)
    remake: ClassVar[str] = "BuildTask(text, estimator, X, conditions)"
    never_scaled: ClassVar[str] = "scaling.task"
    request_kinds: ClassVar[Mapping[str, Fields]] = {
        **{kind: read for kind, read in Stepper.request_kinds.items() if kind != "scaling"},
        "start_again": {},
    }

    def __init__(
        self,
        text: str,
        estimator: Any,
        X: Any,
        conditions: Sequence[Condition],
        *,
        key: str | None = None,
        tool: Tool = "draw",
        until: str | None = None,
    ) -> None:
        self.text, self.conditions, self.key, self.tool = text, tuple(conditions), key, tool
        self.until = until
        super().__init__(estimator, X)
        self._start, self._recorded = self._setup, False
        self.task = self._judged(self.current)
        self.step = self._first_shown(self.current)

    @property
    def solved(self) -> bool:
        """Whether each condition holds."""
        return bool(self.task["solved"])

    def answer(self, request: Request) -> None:
        """Answer a request of the browser, and judge what is there then."""
        if request.kind != "start_again":
            super().answer(request)
            return
        after = self._traced(self._start)
        step = self._first_shown(after)
        wire = self._remember(after, self._start, step)
        self.replace_content((after, self._start), step=step, trace=wire)

    def replace_content(self, content: tuple[Trace, Setup], **traits: Any) -> None:
        """Replace what is on screen together with its verdict; that it was solved is recorded."""
        task = self._judged(content[0])
        super().replace_content(content, **traits, task=task)
        if self.key is not None and task["solved"] and not self._recorded:
            self._recorded = True
            record().add("build", self.key, result="solved")

    def _first_shown(self, shown: Trace) -> int:
        """Return the step to begin with: centers that can be dragged, or what is judged."""
        if self.tool != "centers" or self.until is not None:
            return len(shown) - 1
        return next(i for i, frame in enumerate(shown.frames) if frame.kind == "assign") - 1

    def _traced(self, setup: Setup) -> Trace:
        whole = super()._traced(setup)
        return whole if self.until is None else _up_to(whole, self.until)

    def _edited(self, setup: Setup, before: Trace, request: Request) -> Setup:
        """Keep the estimator's own start where points are changed."""
        after = super()._edited(setup, before, request)
        return replace(after, estimator=setup.estimator) if request.kind in _OF_POINTS else after

    def _initial_step(self, before: Trace, after: Trace, request: Request) -> int:
        """Show where the fit of other points ends: the verdict is about it."""
        last = len(after) - 1
        if request.kind in _OF_POINTS:
            return last
        return super()._initial_step(before, after, request)

    def _wire(self, shown: Trace, setup: Setup, number: int, initial_step: int) -> dict[str, Any]:
        wire = super()._wire(shown, setup, number, initial_step)
        if self.tool != "centers":  # else nobody draws
            wire["head"]["domain"] = with_plane(wire["head"]["domain"])
        return wire

    def _judged(self, shown: Trace) -> dict[str, Any]:
        """Return what the browser shows of the task."""
        with one_thread():
            found = [_verdict(condition, shown) for condition in self.conditions]
        conditions = [
            {"text": condition.text, "met": met, "seen": seen}
            for condition, (met, seen) in zip(self.conditions, found, strict=True)
        ]
        solved = all(met for met, _ in found)
        return {"text": self.text, "tool": self.tool, "solved": solved, "conditions": conditions}

    def summary(self) -> str:
        """Return the task and how much of it holds; the same on every machine."""
        met = sum(condition["met"] for condition in self.task["conditions"])
        return say("build.summary", text=self.text, met=met, n=len(self.conditions))

    def page_traits(self) -> dict[str, Any]:
        """Return the task too."""
        return {**super().page_traits(), "task": self.task, "step": self.step}


_OF_POINTS: Final = frozenset(kind for kind in FIELDS if kind.startswith("point"))


def _up_to(shown: Trace, kind: str) -> Trace:
    """Return a trace that ends with its first frame of a kind, and the pseudocode up to there.

    Where runs end is not known there.
    """
    last = next((i for i, frame in enumerate(shown.frames) if frame.kind == kind), len(shown) - 1)
    lines = max(frame.line for frame in shown.frames[: last + 1]) + 1
    return replace(shown, frames=shown.frames[: last + 1], code=shown.code[:lines], runs=())


def _verdict(condition: Condition, shown: Trace) -> tuple[bool, str]:
    if len(shown.X) > _MOST_POINTS:
        return False, say("build.many", n=len(shown.X), most=_MOST_POINTS)
    try:
        met, seen = condition.judge(shown)
    except LearnerError as error:
        return False, error.parts["what"]
    return bool(met), seen
