"""The Stepper: replay a fit step by step, change it, and see the algorithm answer."""

from __future__ import annotations

import os
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, ClassVar, Final

import numpy as np
import traitlets

from teachclust.checks import display_name, open_pipeline
from teachclust.errors import LearnerError
from teachclust.plots.trace_pictures import save_gif, save_strip, save_svg
from teachclust.starts import final_inertias
from teachclust.traces import Trace, algorithm_of, trace
from teachclust.widgets.base import Widget
from teachclust.widgets.controls import controls_of
from teachclust.widgets.edits import FIELDS, Setup, check_fits, edited, initial_step_after
from teachclust.widgets.one_feature import drawn_line, drawn_points, switches_of
from teachclust.widgets.requests import Fields, Request, WholeNumber
from teachclust.widgets.rows import one_row, rows_of
from teachclust.widgets.scaling import (
    FEATURES,
    Scaling,
    scaling_head,
    shown_features,
    why_unscaled,
)
from teachclust.widgets.thumbnails import HEIGHT, WIDTH, Canvas, draw_clusters
from teachclust.widgets.traits import Flag, Step
from teachclust.widgets.wire import params_text, to_wire
from teachclust.words import say

#: Setups kept for undo: those that a browser keeps, and what is fitted on the way of a handle.
#: Their data is shared unless points were edited.
_MOST_KEPT: Final = 200
_MOST_KEPT_BYTES: Final = 64_000_000
#: starts in one histogram: more tell nothing more, and each is a fit
_MOST_STARTS: Final = 200
#: numbers of data whose other scalings a page has too: about a megabyte more
_MOST_SCALED: Final = 100_000
#: the first number of a trace that only a page has, above those that are sent
_PAGE_NUMBER: Final = 1_000_000_000


@dataclass(frozen=True, slots=True)
class _Kept:
    """What undo keeps of the trace with a number (``head.id``)."""

    setup: Setup
    bytes: int


class Stepper(Widget[tuple[Trace, Setup]]):
    """A widget that replays how an estimator fits data. Made by `watch`.

    Its parameters are those of `watch`.

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
        The estimator on screen, unfitted: its parameters follow the learner's edits. Of a pipeline,
        its last step.
    X : array or DataFrame
        The data on screen, with the learner's edits, scaled as they are on screen: the estimator is
        fitted to them. Of a pipeline, as its last step sees them.
    scaling : str
        The Python that scales the data so: ``"X"`` as given, or for example
        ``"StandardScaler().fit_transform(X)"`` or ``"X * [1, 0.2]"``.
    equal_axes : bool
        Whether one unit is equally long on both axes. The learner can switch it.
    """

    widget = traitlets.Unicode("stepper").tag(sync=True)
    trace = traitlets.Any().tag(sync=True)
    #: what the points are beyond their places, sent when the data is other data
    rows = traitlets.Dict().tag(sync=True)
    #: one row, where they are too many to be sent and the browser asks for it
    row = traitlets.Dict().tag(sync=True)
    starts = traitlets.Dict().tag(sync=True)
    step = Step(0).tag(sync=True)
    #: whether the plane has equal axes at first
    equal_axes = Flag(True).tag(sync=True)
    browser_traits: ClassVar[tuple[str, ...]] = ("step",)
    request_kinds: ClassVar[Mapping[str, Fields]] = {
        **FIELDS,
        "restore": {},
        "row": {"index": WholeNumber()},
        "starts": {"count": WholeNumber(1, _MOST_STARTS, default=100)},
    }
    remake: ClassVar[str] = "watch(estimator, X)"
    #: why a learner can't scale the features, whatever they are; "" where they can
    never_scaled: ClassVar[str] = ""
    #: by the number of a trace: what undo traces again
    _earlier: OrderedDict[int, _Kept]

    def __init__(
        self,
        estimator: Any,
        X: Any,
        *,
        columns: Any = None,
        image_shape: Any = None,
        controls: str | None = None,
        future: bool = False,
        equal_axes: bool = True,
    ) -> None:
        self.columns, self.image_shape = columns, image_shape
        estimator, X, self._steps = open_pipeline(estimator, X)
        given = self._first_setup(estimator, X)
        first = self._traced(given)
        setup = replace(given, estimator=self._seeded(estimator, first))
        self._content = first, setup  # the step is checked against it
        self._earlier = OrderedDict()
        self._traces = 0
        self._numbered: tuple[Any, Any, int] = None, None, 0
        super().__init__(future=future, equal_axes=equal_axes)
        wire = self._remember(first, setup, initial_step=0)
        self.rows = self._rows(first, setup)
        self.trace = wire
        if controls == "scaling":
            self._check_scaled(first)
        self.controls = controls

    def _first_setup(self, estimator: Any, X: Any) -> Setup:
        """Return what is shown first."""
        return Setup(estimator, X)

    def _seeded(self, estimator: Any, first: Trace) -> Any:
        """Return the estimator with the seeds that its first trace used."""
        return _seeded(estimator, first)

    def painters(self) -> tuple[str, ...]:
        """Return the painter of the trace."""
        return (self.current.painter,)

    def code_parts(self) -> list[str]:
        """Return the part of the painter, and those of what only some algorithms have."""
        return [*super().code_parts(), *self.parts_beside()]

    def parts_beside(self) -> list[str]:
        """Return the parts of what stands beside the plane: questions, a condensed tree."""
        ask = ["part_ask"] if "ask" in self.current.spec.switches else []
        return [*ask, *(["part_condensed"] if self.current.condensed is not None else [])]

    def control_names(self) -> tuple[str, ...]:
        """Return the names of the parameters that have a control."""
        head = self.trace["head"]
        names = tuple(control["name"] for control in head["controls"])
        return (*names, "scaling") if "scaling" in head else names

    def _check_scaled(self, shown: Trace) -> None:
        """Refuse the control of the scaling where nothing can be scaled."""
        if why := say(self.never_scaled) if self.never_scaled else why_unscaled(shown):
            raise LearnerError(
                say("request.scaling"),
                where='controls="scaling"',
                why=why,
                fix="controls=None",
            )

    @property
    def current(self) -> Trace:
        """The trace on screen."""
        return self.content[0]

    @property
    def last_step(self) -> int:
        """The number of the last frame."""
        return len(self.current) - 1

    @property
    def _setup(self) -> Setup:
        return self.content[1]

    @property
    def estimator(self) -> Any:
        """The estimator on screen, unfitted."""
        return self._setup.estimator

    @property
    def X(self) -> Any:  # noqa: N802 (scikit-learn's word)
        """The data on screen, as the estimator is fitted to them."""
        return self._setup.scaled()

    @property
    def scaling(self) -> str:
        """The Python that scales the data as they are on screen."""
        return self._setup.scaling.code(self._source)

    @property
    def _source(self) -> str:
        """The Python that makes what the last step sees."""
        return "estimator[:-1].fit_transform(X)" if self._steps else "X"

    def answer(self, request: Request) -> None:
        """Answer a request of the browser by replacing the trace whole, or not at all."""
        if request.kind == "starts":
            self._answer_starts(request.edit["count"])
            return
        if request.kind == "row":
            self._answer_row(request.edit["index"])
            return
        kept = self._earlier.get(request.base)
        if kept is None:
            raise LearnerError(
                say("problem.forgotten"),
                where=f"base: {request.base}",
                why=say("request.why"),
                fix=self.remake,
            )
        if request.kind == "restore":
            after = self._traced(kept.setup)
            initial_step = min(request.frame, len(after) - 1)
            wire = self._wire(after, kept.setup, request.base, initial_step)
            self._show(after, kept.setup, wire, initial_step)
            return
        before = self.current if kept.setup is self._setup else self._traced(kept.setup)
        setup = self._edited(kept.setup, before, request)
        after = self._traced(setup)
        initial_step = self._initial_step(before, after, request)
        wire = self._remember(after, setup, initial_step)
        self._show(after, setup, wire, initial_step)

    def _show(self, after: Trace, setup: Setup, wire: dict[str, Any], initial_step: int) -> None:
        """Replace the trace on screen, and the rows where they are others."""
        rows = self._rows(after, setup)
        others = {} if rows["id"] == self.rows["id"] else {"rows": rows}
        self.replace_content((after, setup), step=initial_step, **others, trace=wire)

    def _rows(self, shown: Trace, setup: Setup) -> dict[str, Any]:
        """Return what is sent of the rows of a setup."""
        number, sent = self._number_of_rows(setup), dict[str, Any](self.rows)
        return sent if sent.get("id") == number else self._rows_numbered(shown, setup, number)

    def _rows_numbered(self, shown: Trace, setup: Setup, number: int) -> dict[str, Any]:
        """Return the rows of a setup, by a number."""
        return rows_of(shown.X, _scaled_names(shown, setup), shown.index, shown.view, number)

    def _number_of_rows(self, setup: Setup) -> int:
        """Return the number of a setup's data, another one for other data."""
        X, scaling, number = self._numbered
        if X is not setup.X or scaling != setup.scaling:
            self._numbered = setup.X, setup.scaling, number + 1
        return self._numbered[2]

    def _edited(self, setup: Setup, before: Trace, request: Request) -> Setup:
        """Return the setup after a change of the learner's."""
        return edited(setup, before, request.frame, request.edit)

    def _initial_step(self, before: Trace, after: Trace, request: Request) -> int:
        """Return the step that is shown first after a change."""
        return initial_step_after(before, after, request.frame, request.edit)

    def _answer_starts(self, count: int) -> None:
        """Send the inertias of many starts."""
        check_fits(self.current.spec, self.estimator, "starts")
        found = final_inertias(self._setup.estimator, self.current.X, count)
        self.problem = {}
        self.starts = {"ack": self.present_request(), **found}

    def _answer_row(self, index: int) -> None:
        """Send the features of one row."""
        now = self.current
        WholeNumber(0, len(now.X) - 1).read(index, "index")
        found = one_row(now.X, _scaled_names(now, self._setup), now.view, index)
        self.problem = {}
        number = self._number_of_rows(self._setup)
        self.row = {"ack": self.present_request(), "rows": number, **found}

    def _traced(self, setup: Setup) -> Trace:
        return trace(
            setup.estimator, setup.scaled(), columns=self.columns, image_shape=self.image_shape
        )

    def _remember(self, shown: Trace, setup: Setup, initial_step: int) -> dict[str, Any]:
        """Give a trace its number and keep its setup for undo, the oldest forgotten first."""
        wire = self._wire(shown, setup, self._traces + 1, initial_step)
        self._traces += 1
        earlier = self._earlier
        shared = any(kept.setup.X is setup.X for kept in earlier.values())
        earlier[self._traces] = _Kept(setup, 0 if shared else shown.X.nbytes)
        while len(earlier) > _MOST_KEPT or (
            len(earlier) > 2 and sum(kept.bytes for kept in earlier.values()) > _MOST_KEPT_BYTES
        ):
            earlier.popitem(last=False)
        return wire

    def _wire(self, shown: Trace, setup: Setup, number: int, initial_step: int) -> dict[str, Any]:
        """Return what is sent of a trace: with its number and the controls."""
        wire = to_wire(shown)
        subtitle = wire["head"]["subtitle"]
        if self._steps:
            subtitle = say("view.after", steps=" → ".join(self._steps), rest=subtitle)
        if on_axes := shown_features(shown):
            for axis, feature in zip("xy", on_axes, strict=True):
                wire["head"][axis] = {"name": _axis_name(shown, setup, feature)}
        if not self.never_scaled:
            wire["head"] |= scaling_head(shown, setup.scaling, self._source)
        wire["head"] |= {
            "subtitle": subtitle,
            "id": number,
            "rows": self._number_of_rows(setup),
            "ack": self.present_request(),
            "initial_step": initial_step,
            "controls": controls_of(setup.estimator, shown),
            "switches": switches_of(shown),
            "placing": shown.spec.places_centers,
            "fresh": hasattr(setup.estimator, "random_state"),
        }
        return wire

    def summary(self) -> str:
        """Return what is on screen, and at the end how it ended; the same on every machine."""
        now, name = self.current, type(self).__name__
        steps = [*self._steps, *self._setup.scaling.steps()]
        shown = " → ".join([*steps, f"{now.algorithm}({params_text(now.spec, now.params)})"])
        if not self.tells_end:
            here = say("summary.step", step=self.step, caption=now[self.step].caption)
            return f"{name}({shown}): {len(now.X)} points, {here}"
        parts = [f"{len(now.X)} points", f"{len(now)} frames"]
        if now.n_iter:
            parts.append(f"{now.n_iter} iterations")
        if now.last.objective is not None:
            parts.append(f"{now.objective_name.lower()} {now.objective:.2f}")
        noise = int(np.count_nonzero(now.labels < 0))
        sizes = np.bincount(now.labels[now.labels >= 0])
        parts += [f"sizes {' '.join(map(str, sizes))}"] if len(sizes) else []
        parts += [f"noise {noise}"] if noise else []
        return f"{name}({shown}): {', '.join(parts)}"

    def drawn_view(self) -> Any:
        """Return the step that is drawn."""
        return -1 if self.tells_end else self.step

    def draw_thumbnail(self) -> bytes | None:
        """Draw the frame on screen; the last one where all is shown."""
        return trace_png(self.current, self.drawn_view())

    def save_svg(self, path: str | os.PathLike[str], step: int | None = None) -> Path:
        """Write one step as an SVG file, by default the one on screen.

        Parameters
        ----------
        path : path-like
            A file that ends in ".svg". An existing one is replaced whole.
        step : int, default=None
            The frame; negative numbers count from the end.

        Returns
        -------
        path : Path
            The file, with its alternative text inside.

        Raises
        ------
        LearnerError
            If there is no such step, or it can't be written.
        """
        return save_svg(self.current, path, self.step if step is None else step)

    def save_strip(
        self,
        path: str | os.PathLike[str],
        steps: Iterable[int] | None = None,
        *,
        columns: int | None = None,
    ) -> Path:
        """Write steps side by side, for a slide or a paper, each with its caption.

        Parameters
        ----------
        path : path-like
            A file that ends in ".png", ".svg" or ".pdf". An existing one is replaced whole.
        steps : iterable of int, default=None
            The frames, at most 12; by default four from the first to the last.
        columns : int, default=None
            Panels in a row; by default up to four.

        Returns
        -------
        path : Path
            The file, with its alternative text inside.

        Raises
        ------
        LearnerError
            If there are no such steps, or it can't be written.
        """
        return save_strip(self.current, path, steps, columns=columns)

    def save_gif(
        self,
        path: str | os.PathLike[str],
        steps: Iterable[int] | None = None,
        *,
        seconds: float = 1.2,
        width: int = 640,
    ) -> Path:
        """Write steps as a moving picture.

        Parameters
        ----------
        path : path-like
            A file that ends in ".gif". An existing one is replaced whole.
        steps : iterable of int, default=None
            The frames; by default all, of a long run 60 from the first to the last.
        seconds : float, default=1.2
            How long a step stays; the last three times as long.
        width : int, default=640
            Pixels, from 200 to 2,000.

        Returns
        -------
        path : Path
            The file, with its alternative text as its comment.

        Raises
        ------
        LearnerError
            If there are no such steps, or it can't be written.
        """
        return save_gif(self.current, path, steps, seconds=seconds, width=width)

    def page_traits(self) -> dict[str, Any]:
        """Return the trace too, so that a page plays it."""
        return {
            **super().page_traits(),
            "rows": self.rows,
            "trace": self.trace,
            "step": 0,
            "starts": self.starts,
            "equal_axes": self.equal_axes,
            **self._page_scalings(),
        }

    def _page_scalings(self) -> dict[str, Any]:
        """Return the fits to the features as given and standardized that a page turns to.

        A lesson asks for them by ``controls="scaling"``. Large ones would make the page heavy.
        """
        if self.controls != "scaling" or self.current.X.size > _MOST_SCALED:
            return {}
        scalings, numbered = {}, self._numbered
        for place, features in enumerate(FEATURES):
            if self._setup.scaling == Scaling(features == "standardized"):
                continue  # it is on screen
            edit = {"kind": "scaling", "features": features, "factors": (1.0, 1.0)}
            setup = edited(self._setup, self.current, 0, edit)
            shown, number = self._traced(setup), _PAGE_NUMBER + place
            wire = self._wire(shown, setup, number, 0)
            wire["head"]["rows"] = number
            scalings[features] = {
                "trace": wire,
                "rows": self._rows_numbered(shown, setup, number),
            }
        self._numbered = numbered  # what is on screen keeps its number
        return {"scalings": scalings}


def _axis_name(shown: Trace, setup: Setup, feature: int) -> str:
    """Return what stands at the axis of a feature."""
    return setup.scaling.name(display_name(shown.feature_names[feature]), feature)


def _scaled_names(shown: Trace, setup: Setup) -> list[str]:
    """Return the names of the features, with what each is multiplied by."""
    return [setup.scaling.name(name, j) for j, name in enumerate(shown.feature_names)]


def trace_png(trace: Trace, step: int = -1) -> bytes:
    """Draw points, clusters and centers of one frame, by default the last, on 480 x 360 pixels."""
    frame = trace.frames[step]
    points = drawn_points(trace.X, trace.view)
    labels = frame.labels if frame.labels is not None else np.full(len(points), -1)
    places: Any = trace.view.project(frame.values["centers"]) if "centers" in frame.values else []
    canvas = Canvas(WIDTH, HEIGHT)
    line = drawn_line(trace, frame.values)
    draw_clusters(canvas, (0, 0, WIDTH, HEIGHT), points, labels, dict(enumerate(places)), line)
    return canvas.png()


def _seeded(estimator: Any, traced: Trace) -> Any:
    """Return the estimator with the seeds that the trace used, of estimators inside it too."""
    from sklearn.base import clone

    used = {
        name: traced.params[name]
        for name, value in estimator.get_params(deep=False).items()
        if name == "random_state" or hasattr(value, "get_params")
    }
    return clone(clone(estimator).set_params(**used))


class Replay(Stepper):
    """A Stepper that shows a trace as it is. Made by `watch` of a `Trace`."""

    request_kinds: ClassVar[Mapping[str, Fields]] = {
        "restore": {},
        "row": {"index": WholeNumber()},
    }
    remake: ClassVar[str] = "watch(trace)"
    never_scaled: ClassVar[str] = "scaling.replay"

    def __init__(self, trace: Trace, *, future: bool = False, equal_axes: bool = True) -> None:
        self._replayed = trace
        own = trace.spec.estimator_class
        known = own().get_params(deep=False)
        estimator = own(**{name: v for name, v in trace.params.items() if name in known})
        import pandas as pd  # loaded late: see `teachclust.traces.trace`

        X = pd.DataFrame(trace.X, columns=list(trace.feature_names), index=trace.index)
        super().__init__(
            estimator,
            X,
            columns=trace.columns,
            image_shape=trace.image_shape,
            controls="steps",
            future=future,
            equal_axes=equal_axes,
        )

    def _traced(self, setup: Setup) -> Trace:
        return self._replayed


def watch(
    estimator: Any,
    X: Any = None,
    *,
    columns: Any = None,
    image_shape: Any = None,
    controls: str | None = None,
    future: bool = False,
    equal_axes: bool = True,
) -> Stepper:
    """Watch a scikit-learn estimator fit data, step by step.

    Parameters
    ----------
    estimator : estimator
        An unfitted scikit-learn estimator, for example ``KMeans(n_clusters=4, random_state=0)``.
        It is cloned and never touched. Of a pipeline the last step is watched, on X as the earlier
        steps, cloned and fitted, make it; these are named in the header. Or a `Trace` that was made
        before, which is replayed as it is.
    X : array-like of shape (n_samples, n_features)
        The data: an array, a list of rows or a DataFrame. A `Trace` has its own, and takes neither
        `columns`, `image_shape` nor `controls`.
    columns : pair of str or int, default=None
        The two features to draw. By default both of two, else the two principal directions.
    image_shape : pair of int, default=None
        Rows and columns of the picture that each row of X is. By default squares of pixels are
        found: features called pixel..., or 49 or more without names and none below 0.
    controls : str, default=None
        What the learner can change without opening "Experiment": "all", or the name of one
        parameter ("n_clusters", "eps"), whose control then stays beside the steps. With "scaling"
        it is how the features are scaled before the fit: as given, standardized, or by hand, with
        a handle on each axis that stretches its feature. Each is fitted again, and X stays as it
        is. With
        "steps" nothing can be changed: neither experiment nor levels answer a question too early.
    future : bool, default=False
        Draw what comes after the step on screen too: a teacher who explains a finished fit may
        want it. The learner can switch it.
    equal_axes : bool, default=True
        Draw one unit equally long on both axes, so that distances look as the algorithm sees them.
        With False each axis fills the picture. The learner can switch it.

    Returns
    -------
    widget : Stepper
        Shows itself when it is the last line of a cell.

    Raises
    ------
    LearnerError
        If the data or a parameter can't be clustered, or the estimator can't be watched.

    See Also
    --------
    race : Several estimators on the same data, side by side.
    teachclust.trace : The same steps as numbers.

    Examples
    --------
    >>> from sklearn.cluster import KMeans
    >>> from teachclust import watch
    >>> from teachclust.datasets import load_blobs
    >>> watch(KMeans(n_clusters=4, random_state=0), load_blobs().data)  # doctest: +SKIP

    Scaled first:

    >>> from sklearn.pipeline import make_pipeline
    >>> from sklearn.preprocessing import StandardScaler
    >>> from teachclust.datasets import load_customers
    >>> scaled = make_pipeline(StandardScaler(), KMeans(n_clusters=5, random_state=0))
    >>> watch(scaled, load_customers().data)  # doctest: +SKIP

    Scaled by the learner, who sees first how the raw units look to the algorithm:

    >>> watch(
    ...     KMeans(n_clusters=5, random_state=0), load_customers().data, controls="scaling"
    ... )  # doctest: +SKIP
    """
    if isinstance(estimator, list | tuple) and any(hasattr(one, "fit") for one in estimator):
        raise _several(estimator, X)
    if isinstance(estimator, Trace):
        _check_replay(X=X, columns=columns, image_shape=image_shape, controls=controls)
        return Replay(estimator, future=future, equal_axes=equal_axes)
    return Stepper(
        estimator,
        X,
        columns=columns,
        image_shape=image_shape,
        controls=controls,
        future=future,
        equal_axes=equal_axes,
    )


def _check_replay(**given: Any) -> None:
    """Refuse what changes a trace: it's replayed as it is."""
    names = [name for name, value in given.items() if value is not None]
    if names:
        raise LearnerError(
            f"A trace is replayed as it is, without {' or '.join(names)}.",
            where=f"watch(trace, {', '.join(f'{name}=...' for name in names)})",
            why="It has its own data, and is not fitted again. An estimator is.",
            fix="watch(estimator, X)",
        )


def _several(estimators: list[Any] | tuple[Any, ...], X: Any) -> LearnerError:
    """Return the error for several estimators: what shows them side by side, else how one is."""
    from teachclust.widgets.compare.widget import check_compared  # loaded late: one needs none
    from teachclust.widgets.race.widget import check_racers

    kind = type(estimators).__name__
    first = next(i for i, one in enumerate(estimators) if hasattr(one, "fit"))
    able = []
    with suppress(LearnerError):
        for one in check_compared(estimators, X):
            algorithm_of(open_pipeline(one, X)[0])
        able.append("compare")
    with suppress(LearnerError):
        check_racers(estimators)
        able.append("race")
    return LearnerError(
        f"A {kind} of estimators can't be watched; "
        + ("they can be compared." if able else "one of them can."),
        where=f"a {kind} of {len(estimators)}",
        why="watch shows how one estimator fits"
        + ("; compare(estimator, X) steps them together" if "compare" in able else "")
        + ("; race(estimator, X) counts what each computes" if "race" in able else "")
        + ".",
        fix=f"{able[0]}(estimator, X)" if able else f"watch(estimator[{first}], X)",
    )
