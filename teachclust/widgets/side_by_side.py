"""Estimators side by side on the same data: what Compare and Race share."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from typing import Any, ClassVar, Final, TypeVar

import numpy as np
import traitlets

from teachclust.checks import display_name
from teachclust.errors import LearnerError
from teachclust.plots.documentation import document_function, read_entries
from teachclust.scores.matching import match_labels
from teachclust.traces import Frame, Trace
from teachclust.widgets.base import Widget
from teachclust.widgets.one_feature import drawn_points, histogram_head
from teachclust.widgets.thumbnails import Box, Canvas, draw_clusters
from teachclust.widgets.traits import Flag, Step
from teachclust.words import say

S = TypeVar("S")
F = TypeVar("F", bound=Callable[..., Any])

#: what the functions that make such widgets take beside the estimators
_SHARED: Final = """
X : array-like of shape (n_samples, n_features)
    The data: an array, a list of rows or a DataFrame.
columns : pair of str or int, default=None
    The two features to draw. By default both of two, else the two principal directions.
image_shape : pair of int, default=None
    Rows and columns of the picture that each row of X is. By default squares of pixels are
    found: features called pixel..., or 49 or more without names and none below 0.
controls : {"all"}, default=None
    "all" to open the experiment.
future : bool, default=False
    Show what comes after the step on screen too: curves to their ends, and how ends agree.
equal_axes : bool, default=True
    Draw one unit equally long on both axes, so that distances look as the algorithm sees them.
    With False each axis fills the picture. The learner can switch it.
"""
_NUMBERS: Final = {4: "four", 9: "nine", 11: "eleven"}


def shares_parameters(function: F) -> F:
    """Complete the docstring of a function that makes such a widget."""
    document_function(function, [read_entries(_SHARED)])
    return function


class SideBySide(Widget[S]):
    """Base of widgets that show estimators side by side, moved by one row of buttons."""

    shown = traitlets.Any().tag(sync=True)
    step = Step(0).tag(sync=True)
    #: whether the planes have equal axes at first
    equal_axes = Flag(True).tag(sync=True)
    browser_traits: ClassVar[tuple[str, ...]] = ("step",)

    @property
    @abstractmethod
    def traces(self) -> tuple[Trace, ...]:
        """The traces on screen, every frame."""

    def painters(self) -> tuple[str, ...]:
        """Return the painters of the traces."""
        return tuple(trace.painter for trace in self.traces)

    def page_traits(self) -> dict[str, Any]:
        """Return what is shown too, so that a page plays it."""
        return {
            **super().page_traits(),
            "shown": self.shown,
            "step": 0,
            "equal_axes": self.equal_axes,
        }


def check_listed(estimators: Any, call: str, most: int, example: str) -> Sequence[Any]:
    """Return what was given, if it is a list of two or more; what is in it is not looked at.

    Parameters
    ----------
    estimators : object
        What the caller gave.
    call : str
        The name of the function that takes them.
    most : {4, 9, 11}
        How many it takes at most.
    example : str
        A call that works.

    Raises
    ------
    LearnerError
        For one estimator, other containers, and lists of too few or too many.
    """
    if not isinstance(estimators, list | tuple):
        raise _no_list(estimators, call, example)
    if 2 <= len(estimators) <= most:
        return estimators
    first = estimators[0] if len(estimators) == 1 else None
    alone = _fits(first)
    within = isinstance(first, list | tuple) and len(first) > 0
    fix = example
    if alone:
        fix = "watch(estimators[0], X)"
    elif within:
        fix = f"{call}(estimators[0], X)"
    elif len(estimators) > most and all(map(_fits, estimators)):
        fix = f"{call}(estimators[:{most}], X)"
    raise LearnerError(
        f"{call} needs two to {_NUMBERS[most]} estimators.",
        where=f"a {type(estimators).__name__} of {len(estimators)}",
        why=_why(alone=alone),
        fix=fix,
    )


def _fits(given: Any) -> bool:
    return not isinstance(given, type) and (hasattr(given, "fit") or hasattr(given, "fit_predict"))


def _why(*, alone: bool) -> str:
    return say("problem.side_by_side.one" if alone else "problem.side_by_side")


def _no_list(given: Any, call: str, example: str) -> LearnerError:
    """Return the error for what is no list: one estimator, estimators held otherwise, no such."""
    kind = type(given).__name__
    where, fix, alone = f"a {kind}", example, False
    if isinstance(given, type):
        where = f"class {given.__name__}"
    elif _fits(given):
        where, fix, alone = f"one {kind}", "watch(estimators, X)", True
    elif isinstance(given, Mapping) and any(map(_fits, given.values())):
        fix = f"{call}(list(estimators.values()), X)"
    elif isinstance(given, Iterator) or (
        (isinstance(given, Set) or getattr(given, "ndim", 0) == 1) and any(map(_fits, given))
    ):
        fix = f"{call}(list(estimators), X)"
    elif given is None or isinstance(given, str | int | float):
        where = display_name(repr(given))
    return LearnerError(
        f"{call} needs a list of estimators.", where=where, why=_why(alone=alone), fix=fix
    )


def numbered(names: Sequence[str]) -> list[str]:
    """Return names that differ: those that are there more than once have a number."""
    return [
        name if names.count(name) == 1 else f"{name} {names[: i + 1].count(name)}"
        for i, name in enumerate(names)
    ]


def looks_of(shown: Trace, first: Trace) -> tuple[int, ...]:
    """Return the color and letter of each cluster: those of the first trace's that it matches best.

    Clusters are matched by the points that they share at the end, one to one. One without a match
    takes a look that no cluster of the first trace has at its end.
    """
    count = _n_numbers(shown)
    if shown is first:
        return tuple(range(count))
    mapping = match_labels(shown.labels, first.labels).mapping
    matched = {
        cluster: int(look)
        for cluster, look in mapping.items()
        if cluster >= 0 and look is not None and look >= 0
    }
    known = set(first.labels.tolist())
    taken = set(matched.values())
    free = (look for look in range(2 * count + len(known) + 1) if look not in taken | known)
    ended = set(shown.labels.tolist())
    order = sorted(range(count), key=lambda cluster: (cluster not in ended, cluster))
    looks = {cluster: matched[cluster] if cluster in matched else next(free) for cluster in order}
    return tuple(looks[cluster] for cluster in range(count))


def _n_numbers(shown: Trace) -> int:
    """Return how many numbers of clusters any frame has."""
    rows = {id(f.labels): f.labels for f in shown.frames if f.labels is not None}
    most = max((int(row.max(initial=-1)) + 1 for row in rows.values()), default=0)
    centers = max(
        (len(f.values["centers"]) for f in shown.frames if "centers" in f.values), default=0
    )
    return max(most, centers)


def draw_lane(canvas: Canvas, box: Box, trace: Trace, frame: Frame, looks: Sequence[int]) -> None:
    """Draw a frame of a trace in a box of a thumbnail, its clusters in the looks that match."""
    view = trace.view
    places: Any = view.project(frame.values["centers"]) if "centers" in frame.values else []
    centers = dict(zip(looks, places, strict=False))
    known = np.append(np.asarray(looks, dtype=int), -1)  # -1 is in no cluster yet
    labels = np.full(len(trace.X), -1) if frame.labels is None else frame.labels
    shown = np.where(labels >= 0, known[np.maximum(labels, 0)], -1)
    line = histogram_head(trace.X, view)
    draw_clusters(canvas, box, drawn_points(trace.X, view), shown, centers, line)
