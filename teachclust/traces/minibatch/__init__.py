"""How MiniBatchKMeans fits: again and again a few points are drawn and centers move toward them.

References
----------
D. Sculley, "Web-scale k-means clustering", WWW 2010.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from typing import Any, Final

import numpy as np
from sklearn import config_context

from teachclust.checks import (
    CheckedData,
)
from teachclust.checks.memory import MOST_BYTES
from teachclust.palette import cluster_name
from teachclust.starts import (
    minibatch_start_distances,
    numbers_from,
    start_name,
    use_given_centers,
)
from teachclust.traces.frame import NOT_REACHED, Floats, Frame, Kind, Labels
from teachclust.traces.minibatch.recording import (
    Batch,
    Ints,
    MiniBatchRecording,
    Recorder,
    bytes_of_batches,
    recording_random_state,
    too_many_batches,
)
from teachclust.traces.minibatch.replay import Move, ReplayError, center_moves, chosen_start
from teachclust.traces.parameters import INIT, N_CLUSTERS, RANDOM_STATE
from teachclust.traces.spec import AlgorithmSpec, Parameter, Samples, StepName
from teachclust.traces.steps import CodeLine, Run, Steps
from teachclust.traces.thinning import shown_steps
from teachclust.traces.trace import Trace
from teachclust.words import say
from teachclust.words.numbers import how_many, number

# Lines of the pseudocode (see `minibatch._code`).
START: Final = 0
DRAW: Final = 2
PULL: Final = 3
RELOCATE: Final = 4
UNTIL: Final = 5
ALL: Final = 6

# More rings than this hide the points that they are around.
_RINGS: Final = 300


def trace_minibatch(model: Any, data: CheckedData) -> Steps:
    """Trace a MiniBatchKMeans.

    For each batch its points and the pull on the centers are shown, then the assignment of all
    points. Until then `Frame.labels` are those that each point had when a batch last drew it (-2
    where none did), and the objective is scikit-learn's smoothed inertia (exponentially weighted
    mean of the batches') times n_samples; the last two frames have the true inertia.
    ``compute_labels=False`` is traced as True: the last frame has labels.

    What is replayed: one fit of scikit-learn itself is made, with a random state that records its
    draws. Its batches, the points that starved centers jump to, the smoothed inertia, the reason to
    stop, the final labels, centers and inertia are the fit's own. The centers between batches are
    computed again from these batches by the same sums in the same order; that each center took as
    many points as in the fit is checked after each batch, and that they end at the fit's centers.
    Where this fails (a scikit-learn that is built in another way) a notice says so, and only the
    start, the assignment and the end are shown.

    Of several starts scikit-learn runs only the best, so there is one run. Costs two to three fits,
    and 4 bytes for each point that a batch draws.
    """
    X = data.X
    use_given_centers(model, X)
    _check_length(model, X)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # about n_init and init_size
        fitted = _fit(model, X)
        followed, frames = _frames(fitted, X, model)
    hidden = () if followed else (say("caption.minibatch.hidden"),)
    return Steps(
        frames=frames,
        runs=(Run(float(fitted.inertia_), int(fitted.n_steps_), True),),
        code=_code(model, X),
        notices=hidden,
    )


def _fit(model: Any, X: Floats) -> Recorder:
    recorder = Recorder(**model.get_params(deep=False))
    draws = recording_random_state(numbers_from(model.random_state))
    recorder.set_params(random_state=draws, verbose=0, compute_labels=True)
    recorder.recording = MiniBatchRecording()
    fitted: Recorder = recorder.fit(X)
    return fitted


def _frames(fitted: Recorder, X: Floats, model: Any) -> tuple[bool, tuple[Frame, ...]]:
    """Return whether the batches could be followed, and the frames."""
    start = chosen_start(fitted, X) if fitted.recording.starts else None
    middle: list[Frame] = []
    followed = start is not None and len(fitted.recording.batches) == fitted.n_steps_
    if followed and start is not None:
        try:
            # X was checked once: checking each batch again costs more than assigning it
            with config_context(assume_finite=True, skip_parameter_validation=True):
                middle.extend(_batch_frames(fitted, X, start))
        except ReplayError:
            followed, middle = False, []
    first, last = _first_frames(fitted, X, start), _last_frames(fitted, X, model)
    return followed, (*first, *middle, *last)


def _check_length(model: Any, X: Floats) -> None:
    """Refuse a fit that can't stop early and would draw more batches than fit into memory."""
    if model.tol > 0 or model.max_no_improvement is not None:
        return
    batch_size = min(int(model.batch_size), len(X))
    n_batches = int(model.max_iter) * len(X) // batch_size
    needed = bytes_of_batches(n_batches, batch_size, model.n_clusters)
    if needed > MOST_BYTES:
        raise too_many_batches(needed, model)


def _code(model: Any, X: Floats) -> tuple[CodeLine, ...]:
    batch_size = min(int(model.batch_size), len(X))
    return (
        CodeLine(say(f"code.minibatch.start.{start_name(model.init)}")),
        CodeLine(say("code.minibatch.repeat")),
        CodeLine(say("code.minibatch.draw", n=f"{batch_size:,}"), 1),
        CodeLine(say("code.minibatch.pull"), 1),
        CodeLine(say("code.minibatch.jump"), 1),
        CodeLine(say("code.minibatch.until")),
        CodeLine(say("code.minibatch.all")),
    )


def _first_frames(fitted: Recorder, X: Floats, start: Floats | None) -> Iterator[Frame]:
    """Yield "show" and, where the start is known, "seed"."""
    yield Frame("show", say("caption.show", n=f"{len(X):,}"), START)
    if start is not None:
        values = {"centers": start, "work": 0}
        yield Frame("seed", _seed_caption(fitted, len(X)), START, values=values)


def _batch_frames(fitted: Recorder, X: Floats, start: Floats) -> Iterator[Frame]:
    """Yield the frames of the batches.

    Yields, for each batch, "visit" (which points it has and where they belong), "update" (the pull)
    and "relocate" (starved centers jump).  Among many batches a "visit" frame may stand for
    several, of which it rings the last; the "update" after it is the pull of that last one.
    """
    batches = fitted.recording.batches
    maker = _FrameMaker(X, batches)
    jumps = [i for i, batch in enumerate(batches) if batch.jumps is not None]
    # labels and up to three sets of centers are kept for each batch that is shown
    shown = set(shown_steps(len(batches), len(X) + 6 * start.size, jumps))
    for step, move in enumerate(center_moves(fitted, X, start)):
        maker.assign_batch(step, move)
        if step in shown:
            yield maker.visit(step, move)
            yield maker.pull(step, move)
            if len(move.starved):
                yield maker.jump(step, move, fitted)


def _last_frames(fitted: Recorder, X: Floats, params: Any) -> Iterator[Frame]:
    """Yield "assign", in which all points join a center, and "stop", which says why it stopped."""
    batches = fitted.recording.batches
    n_steps, inertia = int(fitted.n_steps_), float(fitted.inertia_)
    work = n_steps * min(fitted.batch_size, len(X)) + len(X)
    values = {"centers": fitted.cluster_centers_, "work": work}
    labels = fitted.labels_.astype(np.int32)
    smoothed = batches[-1].smoothed if batches else None
    caption = say(
        "caption.minibatch.assign" if smoothed is None else "caption.minibatch.assign.expected",
        n=f"{len(X):,}",
        inertia=number(inertia),
        expected=number((smoothed or 0.0) * len(X)),
    )
    yield Frame("assign", caption, ALL, n_steps, labels, inertia, values)
    caption = _stop_caption(fitted, params, n_steps, number(inertia))
    yield Frame("stop", caption, UNTIL, n_steps, labels, inertia, values)


class _FrameMaker:
    """Makes the frames of the batches; keeps each point's latest label and the batch it is from."""

    def __init__(self, X: Floats, batches: list[Batch]) -> None:
        self.n = len(X)
        self.batches = batches
        self.labels: Labels = np.full(self.n, NOT_REACHED, dtype=np.int32)
        self.shown_labels: Labels = self.labels.copy()
        self.next = 0  # the first batch that no frame has shown
        self.jumped = 0  # centers that jumped in batches that are left out
        self.work = 0

    def assign_batch(self, step: int, move: Move) -> None:
        """Give the points of a batch their labels."""
        self.labels[self.batches[step].points] = move.labels
        self.work += len(move.labels)
        self.jumped += len(move.starved)

    def visit(self, step: int, move: Move) -> Frame:
        old, self.shown_labels = self.shown_labels, self.labels.copy()
        points = np.unique(self.batches[step].points)
        caption = self._visit_caption(step, move, old)
        self.next, self.jumped = step + 1, 0
        lit = tuple((points if len(points) <= _RINGS else points[_spread(len(points))]).tolist())
        before = self._objective(step - 1) if step else None
        return self._frame("visit", caption, DRAW, step, before, move.before, move, points=lit)

    def _visit_caption(self, step: int, move: Move, old: Labels) -> str:
        fresh = int(np.count_nonzero((old == NOT_REACHED) & (self.shown_labels != NOT_REACHED)))
        changed = int(np.count_nonzero((old != self.shown_labels) & (old != NOT_REACHED)))
        n_batches = step + 1 - self.next
        skipped = self.jumped - len(move.starved)
        how = "one" if n_batches == 1 else "jumped" if skipped else "many"
        how = "first" if step == 0 else how
        return say(
            f"caption.minibatch.visit.{how}",
            first=f"{self.next + 1:,}",
            step=f"{step + 1:,}",
            n=f"{n_batches * len(move.labels):,}",
            fresh=f"{fresh:,}",
            changed=f"{changed:,}",
            skipped=f"{skipped:,}",
        )

    def pull(self, step: int, move: Move) -> Frame:
        shifts = ((move.pulled - move.before).astype(float) ** 2).sum(axis=1)
        farthest = int(shifts.argmax())
        taken, count = int(move.taken[farthest]), float(move.counts[farthest])
        # scikit-learn up to 1.6 multiplies by 1 / count, which moves centers at rest by rounding
        rounding = 8 * np.finfo(move.pulled.dtype).eps * float(np.abs(move.pulled).max())
        moved = "moved" if shifts[farthest] > rounding**2 else "still"
        caption = say(
            f"caption.minibatch.update.{moved}",
            name=cluster_name(farthest),
            share=_percent(taken / count if count else 0.0),
            points=how_many("point", taken),
            result=self._result(step),
        )
        values = {"cluster": farthest, "counts": move.counts}
        objective = self._objective(step)
        return self._frame("update", caption, PULL, step, objective, move.pulled, move, **values)

    def _result(self, step: int) -> str:
        batch = self.batches[step]
        if batch.smoothed is None:
            return say("caption.minibatch.inertia.first", inertia=number(batch.inertia * self.n))
        how = (
            "low"
            if batch.n_no_improvement == 0
            else "wait"
            if batch.n_no_improvement == 1
            else "waits"
        )
        return say(
            f"caption.minibatch.inertia.{how}",
            inertia=number(batch.smoothed * self.n),
            waited=f"{batch.n_no_improvement:,}",
        )

    def jump(self, step: int, move: Move, fitted: Recorder) -> Frame:
        batch, starved = self.batches[step], move.starved
        assert batch.jumps is not None
        points = batch.points[batch.jumps]
        fewest = int(starved[move.counts[starved].argmin()])
        caption = say(
            "caption.minibatch.relocate.one"
            if len(starved) == 1
            else "caption.minibatch.relocate.many",
            n=f"{len(starved):,}",
            name=cluster_name(fewest),
            points=how_many("point", int(move.counts[fewest])),
            share=number(100 * float(fitted.reassignment_ratio)),
            point=int(points[0]),
        )
        values = {"cluster": fewest, "points": tuple(points[:_RINGS].tolist())}
        values["counts"] = batch.counts
        objective = self._objective(step)
        return self._frame(
            "relocate", caption, RELOCATE, step, objective, move.after, move, **values
        )

    def _objective(self, step: int) -> float | None:
        smoothed = self.batches[step].smoothed
        return None if smoothed is None else smoothed * self.n

    def _frame(
        self,
        kind: Kind,
        caption: str,
        line: int,
        step: int,
        objective: float | None,
        centers: Floats,
        move: Move,
        **values: Any,
    ) -> Frame:
        known = {"centers": centers, "work": self.work, **values}
        return Frame(kind, caption, line, step + 1, self.shown_labels, objective, known)


def _spread(n: int) -> Ints:
    """Return 300 places out of n, evenly."""
    return np.linspace(0, n - 1, _RINGS).astype(np.intp)


def _seed_caption(fitted: Recorder, n: int) -> str:
    recording = fitted.recording
    name = start_name(fitted.init)
    size = n if recording.init_indices is None else len(recording.init_indices)
    few = name in ("k-means++", "random") and size < n
    sample = "some" if few else "all"
    n_starts = len(recording.starts)
    return say(
        f"caption.minibatch.seed.{name}",
        k=fitted.n_clusters,
        name=getattr(fitted.init, "__name__", type(fitted.init).__name__),
        sample=say(f"caption.minibatch.sample.{sample}", size=f"{size:,}", n=f"{n:,}"),
        best=say("caption.minibatch.best", n=n_starts) if n_starts > 1 else "",
    )


def _stop_caption(fitted: Recorder, params: Any, n_steps: int, inertia: str) -> str:
    stop: str = fitted.recording.stop
    if stop == "still" and params.max_no_improvement == 0:
        stop = "zero"
    return say(
        f"caption.minibatch.stop.{stop}",
        batches=how_many("batch", n_steps),
        waited=f"{params.max_no_improvement or 0:,}",
        passes=f"{params.max_iter:,}",
        inertia=inertia,
    )


def _percent(share: float) -> str:
    """Write a share in percent with two digits."""
    return "100" if share > 0.995 else f"{100 * share:.2g}"


def _work(trace: Trace) -> list[int]:
    k = int(trace.params["n_clusters"])
    start = minibatch_start_distances(trace.params, len(trace.X))
    compared = [frame.values.get("work") for frame in trace.frames]
    return [0 if points is None else start + k * int(points) for points in compared]


WORDS: Final = {
    "caption.minibatch.seed.k-means++": "Start: k-means++ draws {k} centers from {sample}{best}.",
    "caption.minibatch.seed.random": "Start: {k} points of {sample} become the centers{best}.",
    "caption.minibatch.seed.array": "Start: {k} centers start where they were placed.",
    "caption.minibatch.seed.callable": "Start: {k} centers come from the function {name}{best}.",
    "caption.minibatch.sample.all": "all {n} points",
    "caption.minibatch.sample.some": "a sample of {size} of {n} points",
    "caption.minibatch.best": ", the best of {n} starts",
    "caption.minibatch.visit.first": (
        "Visit: batch 1 draws {n} points with repeats, {fresh} different; each finds its center."
    ),
    "caption.minibatch.visit.one": (
        "Visit: batch {step} draws {n} points, {fresh} for the first time; "
        "{changed} of the others change cluster."
    ),
    "caption.minibatch.visit.many": (
        "Visit: batches {first} to {step} draw {n} points, {fresh} for the first time; "
        "{changed} others change cluster."
    ),
    "caption.minibatch.visit.jumped": (
        "Visit: batches {first} to {step} draw {n} points; {changed} change cluster, "
        "{skipped} starved centers jump."
    ),
    "caption.minibatch.update.moved": (
        "Update: {name} moves farthest, {share} % of the way to its {points}; {result}."
    ),
    "caption.minibatch.update.still": "Update: no center moves; {result}.",
    "caption.minibatch.inertia.first": "batch inertia {inertia}, not smoothed yet",
    "caption.minibatch.inertia.low": "smoothed inertia {inertia}, a new low",
    "caption.minibatch.inertia.wait": "smoothed inertia {inertia}, no new low in 1 batch",
    "caption.minibatch.inertia.waits": "smoothed inertia {inertia}, no new low in {waited} batches",
    "caption.minibatch.relocate.one": (
        "Drop: {name} took {points}, under {share} % of the largest; it jumps to point {point}."
    ),
    "caption.minibatch.relocate.many": (
        "Drop: {n} centers with under {share} % of the largest one's points jump to points "
        "of the batch."
    ),
    "caption.minibatch.assign": (
        "Assign: batches end; all {n} points join their nearest center; inertia {inertia}."
    ),
    "caption.minibatch.assign.expected": (
        "Assign: all {n} points join their nearest center; inertia {inertia}, "
        "{expected} by the batches."
    ),
    "count.batch.one": "1 batch",
    "count.batch.many": "{n} batches",
    "caption.minibatch.stop.still": (
        "Stop: no new low of smoothed inertia in {waited} batches, {batches} in all; "
        "inertia {inertia}."
    ),
    "caption.minibatch.stop.zero": (
        "Stop: max_no_improvement is 0, so {batches} are enough; inertia {inertia}."
    ),
    "caption.minibatch.stop.tol": (
        "Stop: centers moved less than the tolerance in the last of {batches}; inertia {inertia}."
    ),
    "caption.minibatch.stop.max_iter": (
        "Stop: max_iter={passes} is used up after {batches}; inertia {inertia}."
    ),
    "caption.minibatch.hidden": (
        "This scikit-learn draws its batches in a way that cannot be followed: only start and end "
        "are shown."
    ),
    "code.minibatch.title": "Mini-batch k-means",
    "code.minibatch.start.k-means++": "draw k centers by k-means++",
    "code.minibatch.start.random": "draw k points as centers",
    "code.minibatch.start.array": "take the k given centers",
    "code.minibatch.start.callable": "let a function choose k centers",
    "code.minibatch.repeat": "repeat",
    "code.minibatch.draw": "draw {n} points, find nearest centers",
    "code.minibatch.pull": "pull each center by 1 / its count",
    "code.minibatch.jump": "move starved centers to drawn points",
    "code.minibatch.until": "until smoothed inertia stops falling",
    "code.minibatch.all": "assign all points to nearest center",
}

SPEC: Final = AlgorithmSpec(
    estimator="sklearn.cluster:MiniBatchKMeans",
    tracer=trace_minibatch,
    painter="kmeans",
    code_title="code.minibatch.title",
    carries=("centers", "points", "cluster", "counts", "work"),
    samples=Samples(
        {"n_clusters": 4, "batch_size": 20, "random_state": 0},
        "blobs",
        hard={"n_clusters": 3, "n_init": 4},
    ),
    fitted_attributes={
        "centers": "cluster_centers_",
        "objective": "inertia_",
        "n_iter": "n_steps_",
    },
    n_clusters="n_clusters",
    parameters=(
        N_CLUSTERS,
        Parameter("batch_size", "whole", "batch", "Points that each batch draws"),
        INIT,
        Parameter(
            "reassignment_ratio",
            "number",
            "starved below",
            "A center that took less than this share of the largest one's points jumps",
            least=0,
        ),
        RANDOM_STATE,
    ),
    title=("n_clusters", "batch_size", "init", "n_init", "random_state"),
    switches=("links",),
    objective="objective.inertia",
    legend="objective.legend.smoothed",
    work=_work,
    iteration="batch",
    step_names={
        "seed": StepName(next="draw centers"),
        "visit": StepName("batch", "draw a batch"),
        "update": StepName("pull", "pull centers"),
        "relocate": StepName("jump", "move starved centers"),
        "assign": StepName("assign all", "assign all points"),
    },
    card=("distances",),
    words=WORDS,
)
