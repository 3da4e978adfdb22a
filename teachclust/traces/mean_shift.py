"""How MeanShift fits, frame by frame: seeds climb to where points are dense; near modes merge.

References
----------
D. Comaniciu and P. Meer, "Mean Shift: A Robust Approach Toward Feature Space Analysis", IEEE
Trans. Pattern Analysis and Machine Intelligence 24(5), 2002.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from sklearn.cluster import estimate_bandwidth, get_bin_seeds
from sklearn.neighbors import NearestNeighbors

from teachclust.checks import CheckedData, call_text
from teachclust.errors import LearnerError
from teachclust.palette import cluster_name
from teachclust.traces.density_checks import mean_neighbors
from teachclust.traces.frame import Floats, Frame, Labels
from teachclust.traces.spec import AlgorithmSpec, Parameter, Samples, StepName
from teachclust.traces.steps import CodeLine, Steps
from teachclust.words import say
from teachclust.words.numbers import number

GOOD: Final = "MeanShift(bandwidth=1.0)"
#: Seeds that are drawn; of more, so many are taken evenly.
MOST_SEEDS: Final = 500
#: Steps of the climb that are kept: the first ones all, later ones ever more sparsely.
MOST_STEPS: Final = 30
#: Neighbors that one search may return: 16 MB.
_AT_ONCE: Final = 2e6
#: Up to so many features and from so many points on scikit-learn searches in a k-d tree.
_MOST_TREE_FEATURES: Final = 15
_LEAST_TREE_POINTS: Final = 12

Ints = npt.NDArray[np.intp]

# Lines of the pseudocode (see `mean_shift._code`).
SEEDS: Final = 0
CLIMB: Final = 2
UNTIL: Final = 3
MERGE: Final = 4
ASSIGN: Final = 5


def trace_mean_shift(model: Any, data: CheckedData) -> Steps:
    """Trace a MeanShift, whose seeds climb all at once.

    Of more than 500 seeds 500 are drawn, evenly by their index, as a notice says; the centers are
    those of the fit with all seeds. A `bandwidth` of None is estimated as the fit does; the
    estimate is given in a notice and kept in ``Trace.params``.

    All seeds that still move are searched for together, which is many times faster than the fit's
    search for one seed at a time, and gives the same neighbors in the same order. Where the search
    goes through a matrix product (more than 15 features, fewer than 12 points) rounding may differ,
    as it does where numbers are float32 or float16: there a fit is made and the last frames take
    its numbers.
    """
    X = data.numbers_in_order
    X = X.astype(np.float16) if data.is_float16 else X
    _check(model, X)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # a bin for each point: those are the seeds
        bandwidth, notices = _bandwidth(model, X)
        seeds = _seeds(model, X, bandwidth)
        climb = _climb_all(seeds, X, bandwidth, model.max_iter)
        labels, centers = _result(model, climb, X, bandwidth)
    if len(climb.start) < len(seeds):
        key = "caption.mean_shift.sample"
        notices += (say(key, shown=f"{len(climb.start):,}", seeds=f"{len(seeds):,}"),)
    return Steps(
        params={"bandwidth": float(bandwidth)},
        frames=tuple(_frames_of_climb(climb, labels, centers, bandwidth)),
        code=_code(),
        notices=notices,
    )


def _check(model: Any, X: Floats) -> None:
    if model.n_jobs == 0:
        raise LearnerError(
            "n_jobs must be None or a whole number other than 0.",
            where=f"n_jobs={model.n_jobs!r}",
            why="The fit lets seeds climb in so many processes; -1 stands for all processors.",
            fix=call_text(model, n_jobs=None),
        )
    if model.seeds is None:
        return
    try:
        seeds = np.array(model.seeds, dtype=float)
    except (TypeError, ValueError):
        seeds = np.empty(0)
    if (
        seeds.ndim != 2
        or seeds.shape[1] != X.shape[1]
        or not (seeds.size and np.isfinite(seeds).all())
    ):
        raise LearnerError(
            "The seeds are not a table of numbers with the columns of X.",
            where=f"{X.shape[1]} columns are needed",
            why="Each seed is a place among the points from which it climbs.",
            fix="MeanShift(seeds=X[:10])",
        )
    model.seeds = seeds


def _bandwidth(model: Any, X: Floats) -> tuple[float, tuple[str, ...]]:
    """The bandwidth in its own type, by which the places of bins are rounded in the fit too."""
    if model.bandwidth is not None:
        return model.bandwidth, ()
    bandwidth = estimate_bandwidth(X, n_jobs=model.n_jobs)
    if bandwidth > 0:
        model.bandwidth = bandwidth  # so that it need not be estimated again
    return bandwidth, (say("caption.mean_shift.estimated", bandwidth=number(bandwidth)),)


def _seeds(model: Any, X: Floats, bandwidth: float) -> Floats:
    if model.seeds is not None:
        seeds: Floats = model.seeds
        return seeds
    if not model.bin_seeding:
        return X
    binned: Floats = get_bin_seeds(X, bandwidth, model.min_bin_freq)
    if not len(binned):
        raise LearnerError(
            "No bin holds enough points to give a seed.",
            where=f"min_bin_freq={model.min_bin_freq}, bandwidth={bandwidth:g}",
            why="Bins are as wide as the bandwidth: ask for fewer points in a bin.",
            fix=f"MeanShift(bandwidth={float(bandwidth)!r}, bin_seeding=True, min_bin_freq=1)",
        )
    return binned


def _climb_all(seeds: Floats, X: Floats, bandwidth: float, max_iter: int) -> Climb:
    """Move every seed to the mean of the points around it, again and again."""
    search = NearestNeighbors(radius=bandwidth).fit(X)
    rows = max(1, int(_AT_ONCE / mean_neighbors(search, X, bandwidth)))
    places, sizes = np.array(seeds, dtype=float), np.zeros(len(seeds), dtype=np.intp)
    drawn = np.unique(np.linspace(0, len(seeds) - 1, MOST_SEEDS).astype(int))
    climb = Climb(places[drawn], places, sizes)
    kept = set(np.geomspace(1, max_iter + 1, MOST_STEPS).astype(int).tolist())
    moving: Ints = np.arange(len(seeds))
    step = 0
    while len(moving) and step <= max_iter:
        step += 1
        shifts = np.concatenate(
            [
                _move(search, X, climb, moving[start : start + rows])
                for start in range(0, len(moving), rows)
            ]
        )
        moving = moving[shifts > 1e-3 * bandwidth]
        if step in kept or not len(moving) or step > max_iter:
            climb.keep(step, places[drawn], len(moving), float(shifts.max()))
    return climb


def _move(search: NearestNeighbors, X: Floats, climb: Climb, which: Ints) -> Floats:
    """Move some seeds by one step and return how far; one without points around it stays."""
    near = search.radius_neighbors(climb.places[which], return_distance=False)
    shifts = np.zeros(len(which))
    for i, (seed, points) in enumerate(zip(which.tolist(), near, strict=True)):
        climb.sizes[seed] = len(points)
        if len(points):
            # one by one and in this order, so that sums round as they do in the fit
            mean = np.mean(X[points], axis=0)
            shifts[i] = np.linalg.norm(mean - climb.places[seed])
            climb.places[seed] = mean
    return shifts


def _result(model: Any, climb: Climb, X: Floats, bandwidth: float) -> tuple[Labels, Floats]:
    """Labels and centers of the fit."""
    if not climb.sizes.any():
        raise LearnerError(
            "No point lies within the bandwidth of any seed.",
            where=f"bandwidth={bandwidth:g}",
            why="A seed moves to the mean of the points around it: here there are none.",
            fix=f"MeanShift(bandwidth={bandwidth or 1.0:.3g})",
        )
    n, d = X.shape
    if d > _MOST_TREE_FEATURES or n < _LEAST_TREE_POINTS or X.dtype != np.float64:
        fitted = model.fit(X)
        return fitted.labels_.astype(np.int32), fitted.cluster_centers_
    centers = _strongest_modes(climb, bandwidth)
    far, nearest = NearestNeighbors(n_neighbors=1).fit(centers).kneighbors(X)
    labels = nearest[:, 0].astype(np.int32)
    if not model.cluster_all:
        labels[far[:, 0] > bandwidth] = -1
    return labels, centers


def _strongest_modes(climb: Climb, bandwidth: float) -> Floats:
    """Of final positions closer than the bandwidth to each other, keep the one with most points.

    The strongest come first.
    """
    ended = zip(climb.sizes.tolist(), map(tuple, climb.places.tolist()), strict=True)
    by_place = {place: size for size, place in ended if size}
    places = np.array(sorted(by_place, key=lambda place: (by_place[place], place), reverse=True))
    search = NearestNeighbors(radius=bandwidth).fit(places)
    left = np.ones(len(places), dtype=bool)
    for i in range(len(places)):
        if left[i]:
            left[search.radius_neighbors(places[[i]], return_distance=False)[0]] = False
            left[i] = True
    kept: Floats = places[left]
    return kept


def _code() -> tuple[CodeLine, ...]:
    return (
        CodeLine(say("code.mean_shift.seeds")),
        CodeLine(say("code.mean_shift.repeat")),
        CodeLine(say("code.mean_shift.climb"), 1),
        CodeLine(say("code.mean_shift.until")),
        CodeLine(say("code.mean_shift.merge")),
        CodeLine(say("code.mean_shift.assign")),
    )


@dataclass(slots=True)
class Climb:
    """The positions of the seeds, step by step.

    `start` holds the seeds that are drawn, and for each of `steps` (from 1) `seen` where they
    stand, `moving` how many of all seeds go on, and `shifts` how far the farthest of all went in
    that step. `places` are the present places of all seeds and `sizes` how many points were around
    each when it last moved.
    """

    start: Floats
    places: Floats
    sizes: npt.NDArray[np.intp]
    steps: list[int] = field(default_factory=list)
    seen: list[Floats] = field(default_factory=list)
    moving: list[int] = field(default_factory=list)
    shifts: list[float] = field(default_factory=list)

    def keep(self, step: int, seen: Floats, moving: int, shift: float) -> None:
        """Keep a step."""
        self.steps.append(step)
        self.seen.append(seen)
        self.moving.append(moving)
        self.shifts.append(shift)


def _frames_of_climb(
    climb: Climb, labels: Labels, centers: Floats, bandwidth: float
) -> Iterator[Frame]:
    """Yield the frames of a climb.

    Yields "show" (with the seeds), "update" for each step, "merge", "assign", "stop".
    """
    n, seeds = f"{len(labels):,}", f"{len(climb.places):,}"
    caption = say("caption.mean_shift.show", n=n, seeds=seeds)
    yield Frame("show", caption, SEEDS, values={"seeds": climb.start})
    yield from _update_frames(climb, bandwidth)
    yield _merge_frame(climb, centers, bandwidth)
    values = {"centers": centers}
    steps, moving = climb.steps[-1], climb.moving[-1]
    noise = int(np.count_nonzero(labels < 0))
    largest = int(np.bincount(labels[labels >= 0], minlength=1).argmax())
    caption = say(
        "caption.mean_shift.assign.near" if noise else "caption.mean_shift.assign.all",
        name=cluster_name(largest),
        size=f"{np.count_nonzero(labels == largest):,}",
        noise=f"{noise:,}",
    )
    yield Frame("assign", caption, ASSIGN, steps, labels, values=values)
    caption = say(
        "caption.mean_shift.stop.limit" if moving else "caption.mean_shift.stop",
        clusters=f"{len(centers):,}",
        steps=f"{steps:,}",
        moving=f"{moving:,}",
    )
    yield Frame("stop", caption, ASSIGN, steps, labels, values=values)


def _update_frames(climb: Climb, bandwidth: float) -> Iterator[Frame]:
    before = 0
    seeds = f"{len(climb.places):,}"
    for step, places, moving, shift in zip(
        climb.steps, climb.seen, climb.moving, climb.shifts, strict=True
    ):
        more = step - before
        key = "step" if more == 1 else "steps"
        if not moving:
            key += ".last"
        caption = say(
            f"caption.mean_shift.{key}",
            more=f"{more:,}",
            moving=f"{moving:,}",
            seeds=seeds,
            shift=number(shift),
        )
        line = CLIMB if moving else UNTIL
        yield Frame("update", caption, line, step, values={"seeds": places})
        before = step


def _merge_frame(climb: Climb, centers: Floats, bandwidth: float) -> Frame:
    caption = say(
        "caption.mean_shift.merge",
        places=f"{len(np.unique(climb.places[climb.sizes > 0], axis=0)):,}",
        bandwidth=number(bandwidth),
        centers=f"{len(centers):,}",
    )
    values = {"seeds": climb.seen[-1], "centers": centers}
    return Frame("merge", caption, MERGE, climb.steps[-1], values=values)


WORDS: Final = {
    "caption.mean_shift.estimated": (
        "No bandwidth was given: {bandwidth} is estimated from how far the nearest 30 % of points "
        "lie."
    ),
    "caption.mean_shift.sample": "All {seeds} seeds climb; {shown} of them are drawn.",
    "caption.mean_shift.show": "Show: {n} points, no clusters yet; {seeds} seeds will climb.",
    "caption.mean_shift.step": (
        "Climb: each seed moves to the mean around it, the farthest by {shift}; "
        "{moving} of {seeds} go on."
    ),
    "caption.mean_shift.steps": (
        "Climb: {more} more steps; the last moved a seed by {shift} at most, {moving} of {seeds} "
        "go on."
    ),
    "caption.mean_shift.step.last": (
        "Climb: the last step moved a seed by {shift} at most; all {seeds} have come to rest."
    ),
    "caption.mean_shift.steps.last": (
        "Climb: {more} more steps; the last moved a seed by {shift}; all {seeds} have come to rest."
    ),
    "caption.mean_shift.merge": (
        "Merge: of {places} resting places, within {bandwidth} of each other the strongest stay: "
        "{centers}."
    ),
    "caption.mean_shift.assign.all": (
        "Assign: each point joins its nearest center; the largest cluster, {name}, has {size}."
    ),
    "caption.mean_shift.assign.near": (
        "Assign: points near a center join it; the largest cluster, {name}, has {size}, noise is "
        "{noise}."
    ),
    "caption.mean_shift.stop": ("Stop: clusters {clusters}; steps of the slowest seed {steps}."),
    "caption.mean_shift.stop.limit": (
        "Stop: the limit of steps, {steps}, came while {moving} seeds still moved; "
        "clusters {clusters}."
    ),
    "code.mean_shift.title": "Mean shift",
    "code.mean_shift.seeds": "put down seeds",
    "code.mean_shift.repeat": "repeat for each seed",
    "code.mean_shift.climb": "move it to the mean of points within bandwidth",
    "code.mean_shift.until": "until it moves no more",
    "code.mean_shift.merge": "of resting places too near, keep the densest",
    "code.mean_shift.assign": "assign points to nearest center",
}

SPEC: Final = AlgorithmSpec(
    estimator="sklearn.cluster:MeanShift",
    tracer=trace_mean_shift,
    painter="mean_shift",
    code_title="code.mean_shift.title",
    carries=("seeds", "centers"),
    samples=Samples({"bandwidth": 2.5}, "blobs", hard={"bandwidth": 4.0}),
    fitted_attributes={"centers": "cluster_centers_"},
    parameters=(
        Parameter(
            "bandwidth", "number", "bandwidth", "Radius within which a seed takes the mean", least=0
        ),
    ),
    title=("bandwidth",),
    step_names={"update": StepName("climb", "climb"), "merge": StepName(next="merge modes")},
    card=("distances",),
    words=WORDS,
)
