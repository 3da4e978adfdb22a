"""The Sandbox: paint points, pick an estimator and watch it; save and share the drawing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, ClassVar, Final

import numpy as np
import traitlets

from teachclust.checks import check_data
from teachclust.errors import LearnerError
from teachclust.traces import AlgorithmSpec, Trace, algorithm_of, is_watched, trace_or_end
from teachclust.traces.end import spec_of
from teachclust.traces.frame import Floats
from teachclust.traces.spec import PAINTERS
from teachclust.widgets.drawn_plane import PLANE, Domain, plane_for, with_plane
from teachclust.widgets.edits import Setup
from teachclust.widgets.requests import Fields, Request, ShortText, WholeNumber
from teachclust.widgets.sandbox.choices import Choices, call_of, import_of
from teachclust.widgets.sandbox.point_edits import POINT_FIELDS, changed_points
from teachclust.widgets.sandbox.points_text import MOST_POINTS, points_in, text_of
from teachclust.widgets.sandbox.presets import BEGIN, preset_list, preset_points
from teachclust.widgets.sandbox.unfitted import NAMES, is_unfitted, unfitted
from teachclust.widgets.stepper import Stepper
from teachclust.widgets.wire import raw
from teachclust.words import say

if TYPE_CHECKING:
    import pandas as pd

#: the part of the browser's code that makes it more than a Stepper
_PART: Final = "part_sandbox"
_MOST_SEED: Final = 2**32 - 1


@dataclass(frozen=True, slots=True, eq=False)
class Drawing(Setup):
    """Painted points, and the estimator that was picked for them."""

    #: under which the estimator is listed
    name: str = ""
    #: what is always in view: it doesn't jump while points are painted
    plane: Domain = PLANE


class Sandbox(Stepper):
    """Paint points, pick an estimator, and watch how it clusters them.

    Points are painted with a brush, put one by one, moved, erased, jittered and pulled together by
    a magnet, by mouse, finger and keyboard; or they come from a shape of this package, a CSV file
    or a text that carries them. After each stroke the estimator is fitted again. In a page
    without Python points can be painted and saved; fits need Python.

    Parameters
    ----------
    X : array-like of shape (n_samples, 2) or str, default=None
        The points to begin with, at most 5,000; an empty list for an empty plane. A text is one
        that `text` has given, or a link that carries it. By default three round blobs.
    estimator : estimator, default=None
        The unfitted estimator to begin with; by default KMeans with three clusters, or the first
        of `estimators`.
    estimators : list of estimator, default=None
        What can be picked. By default all that can be watched. Any estimator with ``fit_predict``
        will do, of any package or the notebook's own: one that can't be watched shows its end.
    random_state : int, default=0
        The seed of the brush, of noise and of the shapes, and of each estimator that has none: the
        same strokes on the same points give the same drawing.
    future : bool, default=False
        Draw what comes after the step on screen too. The learner can switch it.

    Attributes
    ----------
    points : ndarray of shape (n_samples, 2)
        A copy of the points on screen.
    estimator : estimator
        The estimator on screen, unfitted, with the parameters that were chosen.
    text : str
        The points as a short text, which `Sandbox` takes in place of X. It keeps five digits of
        the drawing's width: all that was painted, and X rounded.
    code : str
        Python that makes the fit on screen again: the points are in it.
    current : Trace
        The trace on screen.

    Raises
    ------
    LearnerError
        If X is no table of two finite numbers a row, a text can't be read, or an estimator does
        not cluster.

    See Also
    --------
    teachclust.watch : The same for data of any size and number of features.
    teachclust.build : A task: what is painted is judged.

    Notes
    -----
    A stroke costs one fit. The plane shows 0 to 10 on both axes, and more if points need it.

    Examples
    --------
    >>> from teachclust import Sandbox
    >>> sandbox = Sandbox([[1, 1], [1, 2], [8, 8], [9, 8]])
    >>> sandbox.points.shape
    (4, 2)
    >>> sandbox.estimator
    KMeans(n_clusters=3, random_state=0)
    >>> Sandbox(sandbox.text).points.tolist()
    [[1.0, 1.0], [1.0, 2.0], [8.0, 8.0], [9.0, 8.0]]
    """

    #: what the browser shows of it beside the trace
    sandbox = traitlets.Dict().tag(sync=True)
    remake: ClassVar[str] = "Sandbox(X)"
    never_scaled: ClassVar[str] = "scaling.sandbox"
    request_kinds: ClassVar[Mapping[str, Fields]] = {
        **{kind: read for kind, read in Stepper.request_kinds.items() if kind != "scaling"},
        **POINT_FIELDS,
        "preset": {"name": ShortText()},
        "estimator": {"name": ShortText()},
    }

    def __init__(
        self,
        X: Any = None,
        estimator: Any = None,
        *,
        estimators: Sequence[Any] | None = None,
        random_state: int = 0,
        future: bool = False,
    ) -> None:
        self.random_state = WholeNumber(0, _MOST_SEED).read(random_state, "random_state")
        self._choices = Choices(estimator, estimators, self.random_state)
        points = self._points_of(X)
        super().__init__(self._choices.get(self._choices.first), points, future=future)
        self.sandbox = self._shown_beside(*self.content)
        self.step = self.last_step

    def _points_of(self, X: Any) -> Floats:
        """Return the points to begin with."""
        if X is None:
            return preset_points(BEGIN, self.random_state)
        if isinstance(X, str):
            return points_in(X)
        if hasattr(X, "__len__") and len(X) == 0:
            return np.empty((0, 2))
        points: Floats = np.array(check_data(X).X, dtype=float)
        if points.shape[1] != 2:
            raise LearnerError(
                say("request.points.features"),
                where=f"X of shape {points.shape}",
                why=say("request.points.two"),
                fix="Sandbox(np.asarray(X)[:, :2])"
                if points.shape[1] > 2
                else "Sandbox(np.column_stack([X, X]))",
            )
        if len(points) > MOST_POINTS:
            raise LearnerError(
                say("request.points.sandbox", most=f"{MOST_POINTS:,}"),
                where=f"X of shape {points.shape}",
                why=say("request.points.two"),
                fix=f"Sandbox(np.asarray(X)[:{MOST_POINTS}])",
            )
        return changed_points(points, {"kind": "points_set", "to": points})

    def _first_setup(self, estimator: Any, X: Any) -> Setup:
        return Drawing(estimator, X, name=self._choices.first, plane=plane_for(X))

    def _seeded(self, estimator: Any, first: Trace) -> Any:
        return estimator  # it has a seed

    def painters(self) -> tuple[str, ...]:
        """Return all painters: another estimator may need another one."""
        return PAINTERS

    def code_parts(self) -> list[str]:
        """Return the parts of all painters, and its own."""
        return sorted({*super().code_parts(), "part_ask", "part_condensed", _PART})

    @property
    def points(self) -> Floats:
        """A copy of the points on screen, shape (n_samples, 2)."""
        return np.array(self._setup.X, dtype=float)

    @property
    def text(self) -> str:
        """The points as a short text."""
        return text_of(self._setup.X)

    @property
    def code(self) -> str:
        """Python that makes the fit on screen again."""
        call = f'{call_of(self.estimator)}.fit_predict(Sandbox("{self.text}").points)'
        name = type(self).__name__
        package = type(self).__module__.partition(".")[0]
        return f"{import_of(self.estimator)}from {package} import {name}\n{call}"

    def to_frame(self) -> pd.DataFrame:
        """Return the points as a table.

        Returns
        -------
        frame : DataFrame
            The columns "x1" and "x2", and "cluster" with the labels of the fit on screen, -1 for
            noise; without "cluster" where there is no fit.
        """
        import pandas as pd  # loaded late: an array needs no pandas

        frame = pd.DataFrame(self.points, columns=list(NAMES))
        if not is_unfitted(self.current):
            frame["cluster"] = self.current.labels
        return frame

    def _traced(self, setup: Setup) -> Trace:
        """Fit, or say why that can't be."""
        if not len(setup.X):
            return unfitted(_spec(setup.estimator), setup.estimator, setup.X, None)
        try:
            return trace_or_end(setup.estimator, setup.X)
        except LearnerError as error:
            return unfitted(_spec(setup.estimator), setup.estimator, setup.X, error)

    def _edited(self, setup: Setup, before: Trace, request: Request) -> Setup:
        """Return the setup after a change: of points, of the estimator, or one of the Stepper's."""
        edit = request.edit
        if not isinstance(setup, Drawing):
            raise TypeError(type(setup).__name__)
        if request.kind in POINT_FIELDS:
            X = changed_points(setup.X, edit)
            plane = plane_for(X) if request.kind == "points_set" else setup.plane
            return replace(setup, X=X, plane=plane)
        if request.kind == "preset":
            X = preset_points(edit["name"], self.random_state)
            return replace(setup, X=X, plane=PLANE)
        if request.kind == "estimator":
            estimator = self._choices.get(edit["name"])
            self._choices.leave(setup.name, setup.estimator)
            return replace(setup, estimator=estimator, name=edit["name"])
        return super()._edited(setup, before, request)

    def _initial_step(self, before: Trace, after: Trace, request: Request) -> int:
        """Show where the fit ends, but after a change of centers what these do first."""
        if request.kind in ("center_move", "center_add", "center_delete", "replay"):
            return super()._initial_step(before, after, request)
        return len(after) - 1

    def _wire(self, shown: Trace, setup: Setup, number: int, initial_step: int) -> dict[str, Any]:
        wire = super()._wire(shown, setup, number, initial_step)
        plane = getattr(setup, "plane", PLANE)
        wire["head"]["domain"] = with_plane(
            wire["head"]["domain"] if len(shown.X) else [*plane], plane
        )
        return wire

    def replace_content(self, content: tuple[Trace, Setup], **traits: Any) -> None:
        """Replace what is on screen together with what is shown beside it."""
        beside = self._shown_beside(*content)
        super().replace_content(content, sandbox=beside, **traits)

    def _shown_beside(self, shown: Trace, setup: Setup) -> dict[str, Any]:
        """Return what the browser shows beside the trace."""
        return {
            "estimators": self._choices.names,
            "estimator": getattr(setup, "name", ""),
            "presets": preset_list(),
            "random_state": self.random_state,
            "most": MOST_POINTS,
            "line": f"{call_of(setup.estimator)}.fit_predict(sandbox.points)",
            "fitted": not is_unfitted(shown),
        }

    def summary(self) -> str:
        """Return what is on screen; the same on every machine."""
        if not is_unfitted(self.current):
            return super().summary()
        return say("summary.sandbox", call=call_of(self.estimator), n=len(self.current.X))

    def draw_thumbnail(self) -> bytes | None:
        """Draw the frame on screen; of an empty plane there is no picture."""
        return super().draw_thumbnail() if len(self.current.X) else None

    def page_traits(self) -> dict[str, Any]:
        """Return what a page needs to paint too: shapes, and a trace without a fit."""
        spec = _spec(self.estimator)
        empty = Drawing(self.estimator, np.empty((0, 2)))
        numbered = self._numbered
        blank = self._wire(unfitted(spec, self.estimator, empty.X, None), empty, 0, 0)
        self._numbered = numbered  # what is on screen keeps its number
        shapes = {
            one["name"]: raw(preset_points(one["name"], self.random_state), "<f4")
            for one in preset_list()
        }
        return {
            **super().page_traits(),
            "parts": [f"part_{self.current.painter}", *self.parts_beside(), _PART],
            "step": self.step,
            "sandbox": {**self.sandbox, "blank": blank, "shapes": shapes},
        }


def _spec(estimator: Any) -> AlgorithmSpec:
    """Return what is known of an estimator's class, watched or not."""
    return algorithm_of(estimator) if is_watched(estimator) else spec_of(type(estimator), ())
