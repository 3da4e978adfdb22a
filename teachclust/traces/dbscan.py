"""How DBSCAN fits, frame by frame: points are visited by index and clusters grow from core points.

References
----------
M. Ester, H.-P. Kriegel, J. Sander and X. Xu, "A Density-Based Algorithm for Discovering Clusters
in Large Spatial Databases with Noise", KDD 1996.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from sklearn.neighbors import NearestNeighbors

from teachclust.checks import CheckedData
from teachclust.checks.memory import check_memory
from teachclust.errors import LearnerError
from teachclust.palette import cluster_name
from teachclust.traces.auxiliary import Curve, Levels
from teachclust.traces.card import Neighborhoods
from teachclust.traces.dbscan_levels import dbscan_levels
from teachclust.traces.density_checks import (
    ENOUGH_POINTS,
    check_metric,
    is_straight,
    mean_neighbors,
)
from teachclust.traces.frame import NO_CLUSTER, NOT_REACHED, Floats, Frame, Kind, Labels
from teachclust.traces.parameters import (
    EPS,
    METRIC,
    MIN_SAMPLES,
)
from teachclust.traces.spec import AlgorithmSpec, Samples
from teachclust.traces.steps import CodeLine, Steps
from teachclust.traces.thinning import shown_steps
from teachclust.words import say

GOOD: Final = "DBSCAN(eps=0.5, min_samples=5)"
#: Bytes of one neighbor in a neighborhood, and of one neighborhood.
_PER_NEIGHBOR: Final = 8
_PER_POINT: Final = 120
_MANY: Final = 64

# Lines of the pseudocode (see `dbscan._code`).
VISIT: Final = 0
NOISE_LINE: Final = 1
START: Final = 2
TAKE: Final = 4
EXPAND: Final = 5


Ints = npt.NDArray[np.intp]


def trace_dbscan(model: Any, data: CheckedData) -> Steps:
    """Trace a DBSCAN.

    Until a point is reached its label is -2; -1 is noise so far. `Trace.core` tells which points
    are core; `Trace.curve` holds the distance of each point to its `min_samples`-th nearest (itself
    counted), which is at most `eps` for core points and only for them.

    Points are visited in scikit-learn's order: clusters start at the core point of lowest index,
    and of the points that wait the one reached last comes next. Costs one search for all
    neighborhoods (the fit itself) and one for the nearest `min_samples`; memory as the
    neighborhoods take.
    """
    X = data.X
    _check(model, len(X))
    search = _search(model).fit(X)
    _check_neighborhoods(search, X, model.eps)
    near = search.radius_neighbors(X, return_distance=False)
    sizes = np.fromiter((len(points) for points in near), dtype=np.intp, count=len(X))
    core = sizes >= model.min_samples
    curve, levels = _curve_and_levels(search, X, core, model)
    visits = _visit_all(near, sizes, core)
    straight = is_straight(model.metric, model.p)
    return Steps(
        frames=tuple(_frames_of_visits(visits, model.min_samples, model.eps if straight else None)),
        code=_code(),
        curve=curve,
        core=core,
        levels=levels,
        neighbors=Neighborhoods(np.concatenate(near), np.cumsum(sizes), straight),
    )


def _check(model: Any, n_samples: int) -> None:
    check_metric(model.metric, n_samples, GOOD)
    if model.metric == "minkowski" and model.p is None and "p" not in (model.metric_params or {}):
        raise LearnerError(
            "The metric minkowski needs its power p.",
            where="p=None",
            why="p=1 adds differences up, p=2 is the straight line.",
            fix='DBSCAN(eps=0.5, min_samples=5, metric="minkowski", p=2)',
        )


def _search(model: Any) -> NearestNeighbors:
    """The same search as the fit's own, so that distances of exactly eps fall alike."""
    return NearestNeighbors(
        radius=model.eps,
        algorithm=model.algorithm,
        leaf_size=model.leaf_size,
        metric=model.metric,
        metric_params=model.metric_params,
        p=model.p,
        n_jobs=model.n_jobs,
    )


def _check_neighborhoods(search: NearestNeighbors, X: Floats, eps: float) -> None:
    mean = mean_neighbors(search, X, eps)
    what = f"The neighborhoods ({mean:,.0f} points within eps of each)"
    check_memory(len(X) * (mean * _PER_NEIGHBOR + _PER_POINT), what, len(X), ENOUGH_POINTS)


def _curve_and_levels(
    search: NearestNeighbors, X: Floats, core: npt.NDArray[np.bool_], model: Any
) -> tuple[Curve, Levels | None]:
    """Distance of each point to its `min_samples`-th nearest, itself counted, farthest first."""
    n, k, eps = len(X), int(model.min_samples), model.eps
    far = np.full(n, np.inf)
    near, distances = None, None
    if k <= n:
        check_memory(16.0 * n * k, f"The {k} nearest of every point", n, ENOUGH_POINTS)
        search.n_jobs = model.n_jobs or None  # 0 may pass in the fit's own search, not in this one
        distances, near = search.kneighbors(X, k)
        far = distances[:, -1].astype(float)
    # a distance of exactly eps may be rounded to either side in this search: the other decides
    far[core] = np.minimum(far[core], eps)
    far[~core] = np.maximum(far[~core], np.nextafter(eps, np.inf))
    order = np.argsort(-far, kind="stable")
    title = say("caption.curve.k_distance", k=k)
    levels = None if near is None else dbscan_levels(X, far, near, distances, model)
    return Curve("k_distance", far[order], order, title, param="eps", at=float(eps)), levels


def _visit_all(near: Any, sizes: Any, core: npt.NDArray[np.bool_]) -> Visits:
    """Visit the points in scikit-learn's order."""
    growth = _Growth(near, core.tolist())
    joined: list[int] = []
    rows: list[tuple[int, int, int, int]] = []
    cluster = NO_CLUSTER
    for first, is_core in enumerate(growth.core):
        if growth.known[first]:
            continue
        cluster += is_core  # a core point that no cluster has reached starts the next one
        label = cluster if is_core else NO_CLUSTER
        for point, waiting in growth.steps(first, joined):
            rows.append((point, label, len(joined), waiting))
    points, clusters, ends, waits = np.array(rows).T.copy()
    return Visits(
        points=points,
        clusters=clusters.astype(np.int32),
        joined=np.array(joined, dtype=np.intp),
        ends=ends,
        waiting=waits,
        sizes=sizes,
        core=core,
    )


class _Growth:
    """Grows a cluster from a core point; remembers which points are in clusters."""

    def __init__(self, near: Any, core: list[bool]) -> None:
        self.near, self.core = near, core
        self.known = bytearray(len(core))
        self._taken = bytearray(len(core))
        self._taken_bits = np.frombuffer(self._taken, dtype=bool)

    def steps(self, first: int, joined: list[int]) -> Iterator[tuple[int, int]]:
        """Yield the points as they are taken and how many wait; extend `joined` before that."""
        if not self.core[first]:
            yield first, 0
            return
        known, taken = self.known, self._taken
        # Keys in the order in which points leave, last first. scikit-learn's stack holds a point
        # once for each time it was reached, and the last of these counts: so it moves to the end.
        waiting = {first: None}
        while waiting:
            point = waiting.popitem()[0]
            taken[point] = True
            for other in self._reached(point):
                if taken[other]:
                    continue
                if known[other]:
                    del waiting[other]
                else:
                    known[other] = True
                    joined.append(other)
                waiting[other] = None
            yield point, len(waiting)

    def _reached(self, point: int) -> list[int]:
        if not self.core[point]:
            return []
        near = self.near[point]
        if len(near) > _MANY:  # numpy leaves out those that are done faster than a loop
            near = near[~self._taken_bits[near]]
        reached: list[int] = near.tolist()
        return reached


def _code() -> tuple[CodeLine, ...]:
    return (
        CodeLine(say("code.dbscan.visit")),
        CodeLine(say("code.dbscan.noise"), 1),
        CodeLine(say("code.dbscan.start"), 1),
        CodeLine(say("code.dbscan.while"), 1),
        CodeLine(say("code.dbscan.take"), 2),
        CodeLine(say("code.dbscan.expand"), 2),
    )


@dataclass(frozen=True, slots=True, eq=False)
class Visits:
    """The steps of DBSCAN: each visits one point.

    A point that is noise when it is first visited and later reached by a cluster is visited twice.
    """

    points: Ints  # the point that each step visits
    clusters: Labels  # its cluster; -1 for noise
    joined: Ints  # points that others brought into a cluster, in the order in which they joined
    ends: Ints  # how many of `joined` are in after each step
    waiting: Ints  # points of the cluster that still wait to be visited, after each step
    sizes: Ints  # points within eps of each point, itself counted
    core: npt.NDArray[np.bool_]  # whether they are enough


def _frames_of_visits(visits: Visits, min_samples: int, radius: float | None) -> Iterator[Frame]:
    """Yield the frames of a fit.

    Yields "show", "visit" and "expand" by turns, "stop".
    """
    n = len(visits.core)
    labels = np.full(n, NOT_REACHED, dtype=np.int32)
    yield Frame("show", say("caption.show", n=f"{n:,}"), VISIT)
    is_start = _is_start(visits)
    of_joined = np.repeat(visits.clusters, np.diff(visits.ends, prepend=0))
    before = entered = 0
    for step in shown_steps(len(visits.points), n, np.flatnonzero(is_start).tolist()):
        labels = labels.copy()
        # noise first: in the same steps a cluster may have reached it afterwards
        labels[visits.points[before : step + 1]] = visits.clusters[before : step + 1]
        end = int(visits.ends[step])
        joined = visits.joined[entered:end]
        labels[joined] = of_joined[entered:end]
        role = _role(visits, step, bool(is_start[step]))
        yield _frame(visits, (before, step), role, labels, joined, min_samples, radius)
        before, entered = step + 1, end
    yield _stop_frame(visits, labels)


def _is_start(visits: Visits) -> npt.NDArray[np.bool_]:
    """A cluster's first step is where its number is new: numbers rise by one."""
    highest = np.maximum.accumulate(visits.clusters)
    return np.asarray(highest > np.concatenate([[NO_CLUSTER], highest[:-1]]))


def _role(visits: Visits, step: int, is_start: bool) -> str:
    if visits.clusters[step] < 0:
        return "noise"
    return "start" if is_start else "core" if visits.core[visits.points[step]] else "border"


def _frame(
    visits: Visits,
    steps: tuple[int, int],
    role: str,
    labels: Labels,
    joined: Ints,
    min_samples: int,
    radius: float | None,
) -> Frame:
    first, step = steps
    point, cluster = int(visits.points[step]), int(visits.clusters[step])
    alone = step == first
    key = "idle" if role == "core" and not len(joined) else role
    caption = say(
        f"caption.dbscan.{key}" if alone else f"caption.dbscan.more.{role}",
        point=point,
        near=int(visits.sizes[point]),
        needed=min_samples,
        more=f"{step + 1 - first:,}",
        name=cluster_name(max(cluster, 0)),
        joined=f"{len(joined):,}",
        waiting=f"{int(visits.waiting[step]):,}",
    )
    line = {"noise": NOISE_LINE, "start": START, "core": EXPAND, "border": TAKE}[role]
    values: dict[str, Any] = {"point": point, "points": joined}
    if radius is not None:
        values["radius"] = radius
    if cluster >= 0:
        values["cluster"] = cluster
    kind: Kind = "visit" if role in ("noise", "start") else "expand"
    return Frame(kind, caption, line, 0, labels, values=values)


def _stop_frame(visits: Visits, labels: Labels) -> Frame:
    noise = int(np.count_nonzero(labels == NO_CLUSTER))
    core = int(np.count_nonzero(visits.core))
    clusters = int(labels.max()) + 1
    caption = say(
        "caption.dbscan.stop",
        clusters=f"{clusters:,}",
        core=f"{core:,}",
        border=f"{len(labels) - core - noise:,}",
        noise=f"{noise:,}",
    )
    return Frame("stop", caption, VISIT, 0, labels)


WORDS: Final = {
    "caption.dbscan.start": (
        "Visit: point {point} has {near} within eps (itself counted, {needed} needed): "
        "it starts cluster {name}."
    ),
    "caption.dbscan.noise": (
        "Visit: point {point} has {near} of {needed} points within eps: noise, unless a cluster "
        "reaches it."
    ),
    "caption.dbscan.core": (
        "Expand: point {point} is core ({near} within eps): it brings {joined} into cluster "
        "{name}; {waiting} wait."
    ),
    "caption.dbscan.idle": (
        "Expand: point {point} is core ({near} within eps), but brings in nobody new; "
        "{waiting} wait."
    ),
    "caption.dbscan.border": (
        "Expand: point {point} has {near} of {needed} points within eps: border, it brings nobody "
        "in."
    ),
    "caption.dbscan.more.start": (
        "Visit: {more} more points are taken, {joined} join; point {point} starts cluster {name}."
    ),
    "caption.dbscan.more.noise": (
        "Visit: {more} more points are taken, {joined} join; point {point} is noise so far."
    ),
    "caption.dbscan.more.core": (
        "Expand: {more} more points are taken, {joined} join; core point {point} is the last, "
        "{waiting} wait."
    ),
    "caption.dbscan.more.border": (
        "Expand: {more} more points are taken, {joined} join; border point {point} is the last, "
        "{waiting} wait."
    ),
    "caption.dbscan.stop": (
        "Stop: all points are taken; clusters {clusters}, core points {core}, border {border}, "
        "noise {noise}."
    ),
    "code.dbscan.title": "DBSCAN",
    "code.dbscan.visit": "for each point p not reached yet",
    "code.dbscan.noise": "if p is not core: noise so far",
    "code.dbscan.start": "else p starts a new cluster",
    "code.dbscan.while": "while points of the cluster wait",
    "code.dbscan.take": "take the one reached last, q",
    "code.dbscan.expand": "if q is core: its neighbors join",
}

SPEC: Final = AlgorithmSpec(
    estimator="sklearn.cluster:DBSCAN",
    tracer=trace_dbscan,
    painter="density",
    code_title="code.dbscan.title",
    carries=("point", "points", "radius", "cluster"),
    samples=Samples({"eps": 0.25, "min_samples": 5}, "moons", hard={"eps": 1.0}),
    parameters=(EPS, MIN_SAMPLES, METRIC),
    title=("metric", "eps", "min_samples"),
    card=("role", "neighbors"),
    words=WORDS,
)
