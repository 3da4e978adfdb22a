"""How OPTICS fits, frame by frame: the ordering of the points, then clusters from its curve.

References
----------
M. Ankerst, M. M. Breunig, H.-P. Kriegel and J. Sander, "OPTICS: Ordering Points To Identify the
Clustering Structure", SIGMOD 1999.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

import numpy as np
from sklearn.base import clone

from teachclust.checks import CheckedData
from teachclust.errors import LearnerError
from teachclust.traces.auxiliary import Curve, Levels
from teachclust.traces.card import PointNumbers
from teachclust.traces.density_checks import (
    check_metric,
    is_straight,
)
from teachclust.traces.frame import NO_CLUSTER, NOT_REACHED, Frame
from teachclust.traces.parameters import EPS, MIN_SAMPLES
from teachclust.traces.spec import AlgorithmSpec, Parameter, SampleLimit, Samples, StepName
from teachclust.traces.steps import CodeLine, Steps
from teachclust.traces.thinning import shown_steps
from teachclust.words import say
from teachclust.words.numbers import number

GOOD: Final = "OPTICS(min_samples=5)"

# Lines of the pseudocode (see `optics._code`).
REPEAT: Final = 0
VISIT: Final = 1
PLOT: Final = 3
CUT: Final = 4


def trace_optics(model: Any, data: CheckedData) -> Steps:
    """Trace an OPTICS.

    Until clusters are extracted, labels are -2 for points not reached yet and -1 for those that
    were. `Trace.curve` holds the reachability distances in the order of the points. With
    ``cluster_method="dbscan"`` `Trace.core` tells which points are core at the cut.

    Costs one fit (n_samples squared in time, with a `max_eps` of infinity) and little more. Order,
    reachability and predecessors are those of the fit.
    """
    X = data.X
    _check(model, len(X))
    fitted = clone(model)
    with warnings.catch_warnings():
        # that no point reaches any other is told in a notice
        warnings.simplefilter("ignore", UserWarning)
        with np.errstate(divide="ignore"):  # repeated points reach each other at distance zero
            fitted.fit(X)
    cut = _cut(model)
    xi = cut is None
    return Steps(
        frames=tuple(_frames_of_ordering(fitted, cut, is_straight(model.metric, model.p))),
        code=_code(model.cluster_method),
        notices=_notices(fitted),
        curve=_curve(fitted, cut),
        core=None if xi else fitted.core_distances_ <= cut,
        levels=_xi_levels(fitted) if xi else Levels(fitted.core_distances_),
        numbers=PointNumbers(fitted.core_distances_, straight=is_straight(model.metric, model.p)),
    )


def _check(model: Any, n_samples: int) -> None:
    dbscan = model.cluster_method == "dbscan"
    if dbscan and model.eps is not None and model.eps > model.max_eps:
        raise LearnerError(
            "eps must not be greater than max_eps.",
            where=f"eps={model.eps}, max_eps={model.max_eps}",
            why="The walk looks no farther than max_eps: beyond it nothing is known.",
            fix='OPTICS(cluster_method="dbscan", eps=0.5)',
        )
    check_metric(model.metric, n_samples, GOOD)


def _cut(model: Any) -> float | None:
    """Return eps where the curve is cut straight across; None with xi."""
    if model.cluster_method == "xi":
        return None
    return float(model.max_eps if model.eps is None else model.eps)


def _curve(fitted: Any, cut: float | None) -> Curve:
    at = float(fitted.xi) if cut is None else cut if np.isfinite(cut) else None
    order = fitted.ordering_.astype(np.intp)
    title = say("caption.curve.reachability")
    param = "xi" if cut is None else "eps"
    return Curve("reachability", fitted.reachability_[order], order, title, param=param, at=at)


def _xi_levels(fitted: Any) -> Levels:
    """Return what `cluster_optics_xi` needs beside the curve, its counts as whole numbers."""
    n = len(fitted.ordering_)

    def counted(size: float) -> int:
        return int(size) if size > 1 else max(2, int(size * n))

    between = counted(fitted.min_samples)
    size = fitted.min_cluster_size
    fewest = between if size is None else counted(size)
    valleys = between, fewest, int(fitted.predecessor_correction)
    return Levels(None, predecessors=fitted.predecessor_.astype(np.intp), valleys=valleys)


def _notices(fitted: Any) -> tuple[str, ...]:
    if np.isfinite(fitted.reachability_).any():
        return ()
    return (say("caption.optics.unreached"),)


def _code(method: str) -> tuple[CodeLine, ...]:
    return (
        CodeLine(say("code.optics.repeat")),
        CodeLine(say("code.optics.visit"), 1),
        CodeLine(say("code.optics.lower"), 1),
        CodeLine(say("code.optics.plot")),
        CodeLine(say(f"code.optics.cut.{method}")),
    )


def _frames_of_ordering(fitted: Any, cut: float | None, straight: bool) -> Iterator[Frame]:
    """Yield the frames of a fit.

    Yields "show", "visit" along the ordering, "assign", "stop".
    """
    order, reach = fitted.ordering_, fitted.reachability_
    n = len(order)
    yield Frame("show", say("caption.show", n=f"{n:,}"), REPEAT)
    labels = np.full(n, NOT_REACHED, dtype=np.int32)
    starts = np.flatnonzero(np.isinf(reach[order]))
    followers = np.argsort(fitted.predecessor_, kind="stable")
    bounds = np.searchsorted(fitted.predecessor_[followers], [np.arange(n), np.arange(1, n + 1)])
    before = 0
    for step in shown_steps(n, n, starts.tolist()):
        labels = labels.copy()
        labels[order[before : step + 1]] = NO_CLUSTER
        point = int(order[step])
        opened = followers[bounds[0, point] : bounds[1, point]]
        values: dict[str, Any] = {"point": point, "points": opened, "reached": step + 1}
        if straight and np.isfinite(fitted.core_distances_[point]):
            values["radius"] = float(fitted.core_distances_[point])
        caption = _visit_caption(fitted, point, step + 1 - before, len(opened))
        yield Frame("visit", caption, VISIT, 0, labels, values=values)
        before = step + 1
    yield from _end_frames(fitted, cut)


def _visit_caption(fitted: Any, point: int, more: int, opened: int) -> str:
    reach = float(fitted.reachability_[point])
    key = "next" if np.isfinite(reach) else "start"
    if more > 1:
        key = f"more.{key}"
    return say(
        f"caption.optics.{key}",
        point=point,
        reach=number(reach) if np.isfinite(reach) else "",
        before=int(fitted.predecessor_[point]),
        opened=f"{opened:,}",
        more=f"{more:,}",
    )


def _end_frames(fitted: Any, cut: float | None) -> Iterator[Frame]:
    labels = fitted.labels_.astype(np.int32)
    counts = {
        "clusters": f"{int(labels.max()) + 1:,}",
        "noise": f"{int(np.count_nonzero(labels < 0)):,}",
    }
    reached = {"reached": len(labels)}
    if cut is None:
        steep = number(100 * fitted.xi)
        caption = say("caption.optics.assign.xi", steep=steep, **counts)
    elif np.isinf(cut):
        caption = say("caption.optics.assign.all", **counts)
    else:
        caption = say("caption.optics.assign.eps", eps=number(cut), **counts)
    yield Frame("assign", caption, CUT, 0, labels, values=reached)
    caption = say("caption.optics.stop", **counts)
    yield Frame("stop", caption, PLOT, 0, labels, values=reached)


WORDS: Final = {
    "caption.optics.start": (
        "Visit: point {point} starts a walk: nothing walked before reaches it; "
        "it opens the way to {opened} more."
    ),
    "caption.optics.next": (
        "Visit: point {point} is nearest: reachability {reach}, from point {before}; "
        "it opens the way to {opened} more."
    ),
    "caption.optics.more.start": (
        "Visit: {more} more points are walked; point {point}, the last, starts a new walk."
    ),
    "caption.optics.more.next": (
        "Visit: {more} more points are walked; point {point}, the last, has reachability {reach}."
    ),
    "caption.optics.assign.xi": (
        "Assign: valleys between slopes of {steep} % or more are the clusters: {clusters}; noise "
        "{noise}."
    ),
    "caption.optics.assign.eps": (
        "Assign: where the curve rises above eps {eps} a cluster ends; clusters {clusters}, noise "
        "{noise}."
    ),
    "caption.optics.assign.all": (
        "Assign: with no eps each walk is a cluster; clusters {clusters}, noise {noise}."
    ),
    "caption.optics.stop": (
        "Stop: each point was walked once; clusters {clusters}, noise {noise}."
    ),
    "caption.optics.unreached": "No point reaches another within max_eps: all are noise.",
    "code.optics.title": "OPTICS",
    "code.optics.repeat": "repeat until all points are walked",
    "code.optics.visit": "take the point p of least reachability",
    "code.optics.lower": "lower the reachability of p's neighbors",
    "code.optics.plot": "draw reachability in that order",
    "code.optics.cut.xi": "clusters are valleys between steep slopes",
    "code.optics.cut.dbscan": "clusters are valleys below eps",
}

SPEC: Final = AlgorithmSpec(
    estimator="sklearn.cluster:OPTICS",
    tracer=trace_optics,
    painter="density",
    code_title="code.optics.title",
    carries=("point", "points", "radius", "reached"),
    samples=Samples({"min_samples": 6}, "moons"),
    limits=(
        SampleLimit("min_samples", least=2, fraction=True),
        SampleLimit(
            "min_cluster_size",
            least=2,
            fraction=True,
            applies=lambda model: model.cluster_method == "xi",
        ),
    ),
    parameters=(
        MIN_SAMPLES,
        Parameter(
            "cluster_method",
            "choice",
            "clusters by",
            "How clusters are cut from the reachabilities",
            ("xi", "dbscan"),
        ),
        replace(EPS, applies=lambda model: model.cluster_method == "dbscan"),
        Parameter(
            "xi",
            "number",
            "xi",
            "How steep the edge of a valley is, from 0 to 1",
            least=0,
            applies=lambda model: model.cluster_method == "xi",
        ),
    ),
    title=("metric", "eps", "min_samples", "min_cluster_size", "cluster_method", "xi"),
    step_names={"assign": StepName(next="cut the clusters")},
    card=("role", "core_distance", "reachability"),
    words=WORDS,
)
