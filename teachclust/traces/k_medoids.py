"""How KMedoids fits: medoids are added one by one, then swapped for better points."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import numpy as np
from sklearn.base import clone

from teachclust.checks import CheckedData, call_text, check_memory
from teachclust.cluster.k_medoids import (
    SWAPS,
    Step,
    by_first_points,
    distances_between,
    pam_runs,
)
from teachclust.errors import LearnerError
from teachclust.palette import cluster_name
from teachclust.traces.frame import Floats, Frame, Labels
from teachclust.traces.parameters import N_CLUSTERS, RANDOM_STATE
from teachclust.traces.spec import AlgorithmSpec, Parameter, Samples, StepName
from teachclust.traces.steps import CodeLine, Run, Steps
from teachclust.traces.thinning import shown_steps
from teachclust.words import say
from teachclust.words.numbers import how_many, number

# Lines of the pseudocode (see `_code`).
START: Final = 0
ASSIGN: Final = 1
CHOOSE: Final = 3
SWAP: Final = 4
UNTIL: Final = 5

#: Points whose distances fit into any memory.
_ENOUGH: Final = 3_000


def trace_k_medoids(model: Any, data: CheckedData) -> Steps:
    """Trace a KMedoids: each medoid that is added, and two frames for each swap.

    The first frame of a swap has the gain of every point as its weight, where all swaps were
    valued; the second the swap made.
    Costs one fit: the steps are those of the fit. Memory n_samples ** 2 x 16 bytes.
    """
    X = np.asarray(data.X, dtype=np.float64)
    _check(model, len(X))
    distances = distances_between(X, X, model.metric)
    runs, best = pam_runs(distances, model)
    steps = runs[best]
    start = model.init if isinstance(model.init, str) else "array"
    story = _Story(X, distances, steps, "random" if best else start)
    n_swaps = len(steps) - model.n_clusters
    return Steps(
        frames=tuple(_frames(model, story, n_swaps)),
        runs=tuple(Run(run[-1].total, len(run) - model.n_clusters, run is steps) for run in runs),
        code=_code(story.start, model.swaps),
    )


def _check(model: Any, n_samples: int) -> None:
    if isinstance(model.metric, str) and model.metric == "precomputed":
        raise LearnerError(
            "Distances computed beforehand can't be watched.",
            where='metric="precomputed"',
            why="There are no points to draw: give the points, and the name of a metric.",
            fix=call_text(model, metric="euclidean"),
        )
    check_memory(16.0 * n_samples**2, "The distances of all pairs", n_samples, _ENOUGH)
    # what the fit refuses of `init` depends on X
    clone(model)._check(np.zeros((n_samples, 1)))


def _code(start: str, swaps: str) -> tuple[CodeLine, ...]:
    return (
        CodeLine(say(f"code.medoids.start.{start}")),
        CodeLine(say("code.medoids.assign")),
        CodeLine(say("code.medoids.repeat")),
        CodeLine(say(f"code.medoids.choose.{swaps}"), 1),
        CodeLine(say(f"code.medoids.swap.{swaps}"), 1),
        CodeLine(say("code.medoids.until")),
    )


class _Story:
    """Medoids, labels and totals of the steps, under the names that clusters have at the end."""

    def __init__(self, X: Floats, distances: Floats, steps: list[Step], start: str) -> None:
        self.X, self.distances, self.steps, self.start = X, distances, steps, start
        last = steps[-1].medoids
        order = by_first_points(distances, last)
        self.names = np.array([order.tolist().index(one) for one in last.tolist()], dtype=np.intp)

    def name(self, step: Step) -> int:
        """Return the name of the cluster whose medoid is new."""
        return int(self.names[step.position])

    def centers(self, step: Step) -> Floats:
        centers = np.full((len(self.names), self.X.shape[1]), np.nan)
        centers[self.names[: len(step.medoids)]] = self.X[step.medoids]
        return centers

    def labels(self, step: Step) -> Labels:
        """Assign points as the fit does: of medoids at equal distances the first named wins."""
        medoids = np.empty_like(step.medoids)
        medoids[self.names] = step.medoids
        labels: Labels = self.distances[:, medoids].argmin(axis=1).astype(np.int32)
        return labels

    def to_nearest(self, step: Step) -> Floats:
        nearest: Floats = self.distances[:, step.medoids].min(axis=1)
        return nearest


def _frames(model: Any, story: _Story, n_swaps: int) -> Iterator[Frame]:
    """Yield "show", a "seed" for each medoid, "assign", "visit" and "relocate" by turns, "stop"."""
    k, n = model.n_clusters, len(story.X)
    yield Frame("show", say("caption.show", n=f"{n:,}"), START)
    yield from _seed_frames(model, story)
    first = story.steps[k - 1]
    labels = story.labels(first)
    caption = say("caption.medoids.assign", total=number(first.total))
    values: dict[str, Any] = {"centers": story.centers(first)}
    yield Frame("assign", caption, ASSIGN, 0, labels, first.total, values)
    before = k - 1
    for swap in shown_steps(n_swaps, n) if n_swaps else ():
        at = k + swap
        yield from _swap_frames(story, before, at, k)
        before = at
    yield _stop_frame(model, story, n_swaps)


def _seed_frames(model: Any, story: _Story) -> Iterator[Frame]:
    for at in shown_steps(model.n_clusters, len(story.X)):
        step = story.steps[at]
        key = "first" if at == 0 and story.start == "build" else story.start
        caption = say(
            f"caption.medoids.seed.{key}",
            point=int(step.medoids[-1]),
            name=cluster_name(story.name(step)),
            total=number(step.total),
        )
        yield Frame(
            "seed",
            caption,
            START,
            values={
                "centers": story.centers(step),
                "weights": story.to_nearest(step),
                "points": (int(step.medoids[-1]),),
                "cluster": story.name(step),
            },
        )


def _swap_frames(story: _Story, before: int, at: int, k: int) -> Iterator[Frame]:
    """Yield the choice of a swap and the swap; one frame alone where it stands for several."""
    old, step = story.steps[before], story.steps[at]
    name, point = cluster_name(story.name(step)), int(step.medoids[step.position])
    swap, total = at - k + 1, number(step.total)
    labels, was = story.labels(step), story.labels(old)
    values: dict[str, Any] = {"centers": story.centers(step), "cluster": story.name(step)}
    if at > before + 1:
        more = how_many("swap", at - before)
        caption = say("caption.medoids.more", swaps=more, total=total, old=number(old.total))
        yield Frame("relocate", caption, SWAP, swap, labels, step.total, values)
        return
    gain = number(old.total - step.total)
    found = "first" if step.gains is None else "best"
    caption = say(f"caption.medoids.choose.{found}", point=point, name=name, gain=gain)
    chosen = {
        "centers": story.centers(old),
        "points": (point,),
        "cluster": story.name(step),
    }
    if step.gains is not None:
        chosen["weights"] = step.gains
    yield Frame("visit", caption, CHOOSE, swap, was, old.total, chosen)
    changed = how_many("point", int(np.count_nonzero(labels != was)))
    key = "swap" if number(old.total) != total else "swap.little"
    caption = say(
        f"caption.medoids.{key}", name=name, points=changed, total=total, old=number(old.total)
    )
    yield Frame("relocate", caption, SWAP, swap, labels, step.total, values)


def _stop_frame(model: Any, story: _Story, n_swaps: int) -> Frame:
    last = story.steps[-1]
    key = "limit" if n_swaps == model.max_iter else "swaps" if n_swaps else "none"
    caption = say(
        f"caption.medoids.stop.{key}", swaps=how_many("swap", n_swaps), total=number(last.total)
    )
    values = {"centers": story.centers(last)}
    return Frame("stop", caption, UNTIL, n_swaps, story.labels(last), last.total, values)


WORDS: Final = {
    "count.swap.one": "1 swap",
    "count.swap.many": "{n} swaps",
    "objective.legend.medoids": "after each swap",
    "caption.medoids.seed.first": (
        "Build: point {point} has the least total distance to all points, {total}; it is medoid "
        "{name}."
    ),
    "caption.medoids.seed.build": (
        "Build: point {point} lowers the total distance most, to {total}; it is medoid {name}."
    ),
    "caption.medoids.seed.random": (
        "Build: point {point} is drawn as medoid {name}; total distance {total}."
    ),
    "caption.medoids.seed.array": (
        "Build: point {point} is given as medoid {name}; total distance {total}."
    ),
    "caption.medoids.assign": (
        "Assign: every point joins its nearest medoid; total distance {total}."
    ),
    "caption.medoids.choose.first": (
        "Compare: the next swap that helps is point {point} for medoid {name}; it lowers the total "
        "by {gain}."
    ),
    "caption.medoids.choose.best": (
        "Compare: of all swaps, point {point} for medoid {name} lowers the total most, by {gain}."
    ),
    "caption.medoids.swap": (
        "Swap: medoid {name} moves there and {points} change cluster; total distance {total}, down "
        "from {old}."
    ),
    "caption.medoids.swap.little": (
        "Swap: medoid {name} moves there and {points} change cluster; total distance {total}."
    ),
    "caption.medoids.more": "Swap: {swaps} more; total distance {total}, down from {old}.",
    "caption.medoids.stop.swaps": (
        "Stop: after {swaps} no other lowers the total distance, {total}."
    ),
    "caption.medoids.stop.none": "Stop: no swap lowers the total distance, {total}.",
    "caption.medoids.stop.limit": (
        "Stop: the limit of {swaps} is reached; total distance {total}."
    ),
    "code.medoids.title": "k-medoids (PAM)",
    "code.medoids.start.build": "add k medoids, each lowering the total most",
    "code.medoids.start.random": "draw k points as medoids",
    "code.medoids.start.array": "take the k given medoids",
    "code.medoids.assign": "assign points to nearest medoid",
    "code.medoids.repeat": "repeat",
    "code.medoids.choose.best": "value each possible swap",
    "code.medoids.choose.first": "try the next points until a swap helps",
    "code.medoids.swap.best": "make the best swap, assign again",
    "code.medoids.swap.first": "make this swap, assign again",
    "code.medoids.until": "until no swap lowers the total",
}

SPEC: Final = AlgorithmSpec(
    estimator="teachclust.cluster:KMedoids",
    tracer=trace_k_medoids,
    painter="kmeans",
    code_title="code.medoids.title",
    carries=("centers", "weights", "points", "cluster"),
    samples=Samples(
        {"n_clusters": 4, "init": "random", "random_state": 2},
        "blobs",
        hard={"n_clusters": 3, "n_init": 4},
    ),
    fitted_attributes={"centers": "cluster_centers_", "objective": "inertia_", "n_iter": "n_iter_"},
    n_clusters="n_clusters",
    parameters=(
        N_CLUSTERS,
        Parameter(
            "init", "choice", "start", "How the first medoids are chosen", ("build", "random")
        ),
        Parameter(
            "metric",
            "choice",
            "metric",
            "What the distance between two points is",
            ("euclidean", "manhattan", "cosine"),
        ),
        Parameter(
            "swaps",
            "choice",
            "swaps",
            "Whether the best swap is made or the first that helps",
            SWAPS,
        ),
        RANDOM_STATE,
    ),
    title=("n_clusters", "metric", "init", "n_init", "random_state"),
    switches=("links",),
    objective="objective.total_distance",
    legend="objective.legend.medoids",
    step_names={
        "seed": StepName("build", "add a medoid"),
        "visit": StepName("compare swaps", "compare swaps"),
        "relocate": StepName("swap", "make the swap"),
        "stop": StepName(next="look for another swap"),
    },
    words=WORDS,
)
