"""The Stepper: replay a fit step by step, change it, and see the algorithm answer."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Final, overload

import numpy as np
import traitlets

from teachclust.errors import LearnerError
from teachclust.starts import final_inertias
from teachclust.traces import Trace, trace
from teachclust.widgets.base import Widget
from teachclust.widgets.controls import SWITCHES, controls_of
from teachclust.widgets.edits import FIELDS, Setup, can_place, edited, landing
from teachclust.widgets.requests import Fields, Request, WholeNumber
from teachclust.widgets.still import still_png
from teachclust.widgets.traits import Step
from teachclust.widgets.wire import params_text, to_wire
from teachclust.words import say

if TYPE_CHECKING:
    from teachclust.widgets.race import Race

#: Setups kept for undo. Their data is shared unless points were edited.
_KEPT: Final = 50
_KEPT_BYTES: Final = 64_000_000
#: starts in one histogram: more tell nothing more, and each is a fit
_MOST_STARTS: Final = 200


@dataclass(frozen=True, slots=True)
class _Shown:
    """What one number in ``head.id`` stands for."""

    setup: Setup
    bytes: int


class Stepper(Widget):
    """A widget that replays how an estimator fits data. Made by `watch`.

    Parameters
    ----------
    estimator : estimator
        An unfitted scikit-learn estimator; it is never touched.
    X : array-like of shape (n_samples, n_features)
        The data.
    columns : pair of str or int, default=None
        Features to draw.

    Attributes
    ----------
    step : int
        The frame on screen, from 0 to `last_step`. The browser writes it as the learner steps; set
        it from Python, or link it with a slider, and the browser follows.
    last_step : int
        The number of the last frame.
    current : Trace
        The trace on screen, with all of the learner's edits.
    estimator : estimator
        The estimator on screen, unfitted: its parameters follow the learner's edits.
    X : array or DataFrame
        The data on screen, with the learner's edits.
    """

    widget = traitlets.Unicode("stepper").tag(sync=True)
    trace = traitlets.Any().tag(sync=True)
    starts = traitlets.Dict().tag(sync=True)
    step = Step(0).tag(sync=True)
    written: ClassVar[tuple[str, ...]] = ("step",)
    asks: ClassVar[Mapping[str, Fields]] = {
        **FIELDS,
        "restore": {},
        "starts": {"count": WholeNumber(1, _MOST_STARTS, default=100)},
    }
    #: what is on screen; None once the widget is closed
    _now: tuple[Trace, Setup] | None = None

    def __init__(self, estimator: Any, X: Any, *, columns: Any = None) -> None:
        self.columns = columns
        first = trace(estimator, X, columns=columns)
        self._now = (first, Setup(_seeded(estimator, first), X))
        self._shown: OrderedDict[int, _Shown] = OrderedDict()
        self._traces = 0
        super().__init__()
        self.trace = self._remember(self.current, self._setup, land=0, reason="")

    @property
    def current(self) -> Trace:
        """The trace on screen."""
        return self._present()[0]

    @property
    def last_step(self) -> int:
        """The number of the last frame."""
        return len(self.current) - 1

    @property
    def _setup(self) -> Setup:
        return self._present()[1]

    def _present(self) -> tuple[Trace, Setup]:
        if self._now is None:
            raise LearnerError(say("widget.closed"), fix="watch(estimator, X)")
        return self._now

    @property
    def estimator(self) -> Any:
        """The estimator on screen, unfitted."""
        return self._setup.estimator

    @property
    def X(self) -> Any:  # noqa: N802 (scikit-learn's word)
        """The data on screen."""
        return self._setup.X

    def answer(self, request: Request) -> None:
        """Answer a request of the browser by replacing the trace whole, or not at all."""
        if request.kind == "starts":
            self._answer_starts(request.edit["count"])
            return
        base = self._shown.get(request.base)
        if base is None:
            raise LearnerError(say("problem.forgotten"), fix="watch(estimator, X)")
        if request.kind == "restore":
            self._restore(base.setup, request.base, request.frame)
            return
        before = self.current if base.setup is self._setup else self._traced(base.setup)
        setup = edited(base.setup, before, request.frame, request.edit)
        after = self._traced(setup)
        land = landing(after, request.edit)
        self._show(after, setup, land, self._remember(after, setup, land, request.kind))

    def _restore(self, setup: Setup, number: int, frame: int) -> None:
        after = self._traced(setup)
        land = min(frame, len(after) - 1)
        wire = to_wire(after)
        wire["head"] |= self._about(after, setup, number, land, "restore")
        self._show(after, setup, land, wire)

    def _show(self, after: Trace, setup: Setup, land: int, wire: dict[str, Any]) -> None:
        """Replace what is shown, at once: all the slow and fallible work is done."""
        with self.hold_sync():
            self._now = (after, setup)
            self.step = land
            self.problem = {}
            self.trace = wire

    def _answer_starts(self, count: int) -> None:
        if not can_place(self.current):
            raise LearnerError(say("problem.edit", kind="starts"))
        found = final_inertias(self._setup.estimator, self.current.X, count)
        self.problem = {}
        self.starts = {"ack": self.present_request(), **found}

    def _traced(self, setup: Setup) -> Trace:
        return trace(setup.estimator, setup.X, columns=self.columns)

    def _remember(self, shown: Trace, setup: Setup, land: int, reason: str) -> dict[str, Any]:
        """Give a trace its number and keep its setup for undo, the oldest forgotten first."""
        wire = to_wire(shown)
        self._traces += 1
        wire["head"] |= self._about(shown, setup, self._traces, land, reason)
        shared = any(kept.setup.X is setup.X for kept in self._shown.values())
        self._shown[self._traces] = _Shown(setup, 0 if shared else shown.X.nbytes)
        while len(self._shown) > _KEPT or (
            len(self._shown) > 2 and sum(s.bytes for s in self._shown.values()) > _KEPT_BYTES
        ):
            self._shown.popitem(last=False)
        return wire

    def _about(
        self, shown: Trace, setup: Setup, number: int, land: int, reason: str
    ) -> dict[str, Any]:
        """Return what the head says beside the trace: its number, its cause, the controls."""
        return {
            "id": number,
            "ack": self.present_request(),
            "land": land,
            "reason": reason,
            "controls": controls_of(setup.estimator, shown),
            "switches": list(SWITCHES.get(shown.algorithm, ())),
            "placing": can_place(shown),
            "fresh": "random_state" in setup.estimator.get_params(deep=False),
        }

    def summary(self) -> str:
        """Return what is shown and where it ends; the same on every machine."""
        now = self.current
        parts = [f"{len(now.X)} points", f"{len(now)} frames"]
        if now.n_iter:
            parts.append(f"{now.n_iter} iterations")
        if now.last.objective is not None:
            parts.append(f"{now.objective_name.lower()} {now.objective:.2f}")
        noise = int(np.count_nonzero(now.labels < 0))
        sizes = np.bincount(now.labels[now.labels >= 0])
        parts.append(f"sizes {' '.join(map(str, sizes))}" + (f", noise {noise}" if noise else ""))
        return f"Stepper({now.algorithm}({params_text(now.params)})): {', '.join(parts)}"

    def still(self) -> bytes:
        """Return the last frame as PNG."""
        return still_png(self.current)

    def page_traits(self) -> dict[str, Any]:
        """Return the trace too, so that a page plays it."""
        return {**super().page_traits(), "trace": self.trace, "step": 0, "starts": self.starts}


def _seeded(estimator: Any, traced: Trace) -> Any:
    """Return the estimator with the seed that the trace used."""
    from sklearn.base import clone

    if "random_state" not in estimator.get_params(deep=False):
        return clone(estimator)
    return clone(estimator).set_params(random_state=traced.params.get("random_state"))


@overload
def watch(estimator: list[Any] | tuple[Any, ...], X: Any, *, columns: Any = None) -> Race: ...


@overload
def watch(estimator: Any, X: Any, *, columns: Any = None) -> Stepper: ...


def watch(estimator: Any, X: Any, *, columns: Any = None) -> Stepper | Race:
    """Watch a scikit-learn estimator fit data, step by step, or let several race.

    Parameters
    ----------
    estimator : estimator
        An unfitted scikit-learn estimator, for example ``KMeans(n_clusters=4, random_state=0)``.
        It is cloned and never touched. A list of two to four KMeans or MiniBatchKMeans lets them
        race on the same data, moved by the work that they have done.
    X : array-like of shape (n_samples, n_features)
        The data: an array, a list of rows or a DataFrame.
    columns : pair of str or int, default=None
        The two features to draw. By default both of two, else the two principal directions.

    Returns
    -------
    widget : Stepper or Race
        Shows itself when it is the last line of a cell.

    Raises
    ------
    LearnerError
        If the data or a parameter can't be clustered, or the estimator can't be watched.

    See Also
    --------
    teachclust.trace : The same steps as numbers.

    Examples
    --------
    >>> from sklearn.cluster import KMeans
    >>> from teachclust import watch
    >>> from teachclust.datasets import load_blobs
    >>> watch(KMeans(n_clusters=4, random_state=0), load_blobs().data)  # doctest: +SKIP
    """
    if isinstance(estimator, list | tuple):
        from teachclust.widgets.race import Race

        return Race(estimator, X, columns=columns)
    return Stepper(estimator, X, columns=columns)
