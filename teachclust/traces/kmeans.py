"""How KMeans fits, frame by frame: seeding, assignment, update, empty clusters, stop.

References
----------
S. P. Lloyd, "Least squares quantization in PCM", IEEE Trans. Inf. Theory 28(2), 1982.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

import numpy as np
from sklearn.base import clone

from teachclust.checks import (
    CheckedData,
    display_name,
)
from teachclust.palette import cluster_name
from teachclust.starts import (
    Start,
    draw_start,
    init_distance_count,
    k_means_starts,
    numbers_from,
    squared_distance_weights,
    use_given_centers,
)
from teachclust.threads import threads_for
from teachclust.traces.frame import Floats, Frame, Labels
from teachclust.traces.lloyd import Iterations, fit_from, inertia_of, replay, replay_by_restarts
from teachclust.traces.parameters import INIT, N_CLUSTERS, RANDOM_STATE
from teachclust.traces.spec import AlgorithmSpec, Samples, StepName
from teachclust.traces.steps import CodeLine, Run, Steps
from teachclust.traces.trace import Trace
from teachclust.words import say
from teachclust.words.numbers import how_many, number

# Part of the sum of squares about the mean by which the inertias of a replay and of scikit-learn's
# run may differ; far more than they do.
_ROUNDING: Final = 1e-9

# Lines of the pseudocode (see `kmeans._code`).
START: Final = 0
ASSIGN: Final = 2
UPDATE: Final = 3
UNTIL: Final = 4

# Draws are shown one by one up to here; more would fill memory with weights (n x k numbers) and
# tire the learner.
_DRAWS = 30
_WEIGHTS = 4_000_000


def trace_kmeans(model: Any, data: CheckedData) -> Steps:
    """Trace a KMeans: all ``n_init`` runs with their inertia, and the frames of the best.

    Costs about as much as the fit: the same distances, computed once. Where points tie a run is
    checked against a fit from its start, and where that differs the run is replayed by restarts
    (n_iter / 2 fits). Runs whose inertias differ by no more than rounding are compared by the
    inertias of scikit-learn's own runs. Draws and fits use the caller's threads, as scikit-learn's
    last bits depend on their number. Only the best run's steps are kept: n_samples x n_iter x 4
    bytes.
    """
    X = data.X
    use_given_centers(model, X)
    mean = X.mean(axis=0)
    centered = X - mean
    start, run, ends = _run_all(model, X, centered, mean)
    runs = tuple(Run(r.inertia[-1], r.n_iter, r is run, len(r.labels)) for r in ends)
    frames = tuple(_frames_of_run(start, run, centered, mean))
    if start.shared:
        frames = _end_of_overwritten(frames, clone(model).fit(X.copy()), start.function)
    return Steps(
        frames=frames,
        runs=runs,
        code=_code(start),
    )


def _run_all(
    model: Any, X: Floats, centered: Floats, mean: Floats
) -> tuple[Start, Iterations, list[Iterations]]:
    """Run from every start; return the best start, its run, and all runs."""
    numbers = numbers_from(model.random_state)
    # of the data before the mean is taken off, as scikit-learn has it
    tol = float(np.mean(np.var(X, axis=0)) * model.tol) if model.tol else 0.0
    best: tuple[Start, Iterations] | None = None
    ends: list[Iterations] = []
    rounding = _ROUNDING * float(np.einsum("ij,ij->", centered, centered, dtype=float))
    for _ in range(k_means_starts(model)):
        start = draw_start(model.init, centered, mean, model.n_clusters, numbers)
        run = _replay(model, X, centered, start.centers, tol)
        if best is None or _is_better(model, X, (start, run), best, rounding):
            best = (start, run)
        ends.append(run)
    assert best is not None
    return (*best, ends)


def _replay(model: Any, X: Floats, centered: Floats, start: Floats, tol: float) -> Iterations:
    with threads_for(X.size * model.n_clusters):
        run = replay(centered, start, max_iter=model.max_iter, tol=tol)
    if run is None:
        return replay_by_restarts(model, X, start)
    if run.certain and model.algorithm == "lloyd":
        return run
    fitted = fit_from(model, X, start)
    same = np.array_equal(fitted.labels_, run.labels[-1]) and run.n_iter == fitted.n_iter_
    closeness = 1e-10 if X.dtype == np.float64 else 1e-4
    ended = fitted.cluster_centers_ - X.mean(axis=0)
    size = float(np.abs(X).max()) or 1.0
    if same and np.allclose(ended, run.centers[-1], rtol=closeness, atol=closeness * size):
        run.centers[-1], run.inertia[-1] = ended, float(fitted.inertia_)
        run.own_inertia = True
        return run
    return replay_by_restarts(model, X, start)


def _end_of_overwritten(frames: tuple[Frame, ...], fitted: Any, function: str) -> tuple[Frame, ...]:
    """Replace the last frame by the fit's result, where scikit-learn writes centers into X.

    It does so where a function for init gives rows of X and no copy of them: every second set of
    centers is then written into these rows, and the later steps are of other data.
    """
    labels = fitted.labels_.astype(np.int32)
    last = frames[-1]
    assert last.labels is not None
    centers = fitted.cluster_centers_
    size = float(np.abs(centers).max()) or 1.0
    same = np.allclose(centers, last.values["centers"], rtol=1e-10, atol=1e-10 * size)
    if same and np.array_equal(labels, last.labels):
        return frames
    inertia = float(fitted.inertia_)
    caption = say("caption.stop.overwritten", name=display_name(function), inertia=number(inertia))
    values = {**last.values, "centers": centers}
    stop = replace(
        last,
        caption=caption,
        iteration=int(fitted.n_iter_),
        labels=labels,
        objective=inertia,
        values=values,
    )
    return (*frames[:-1], stop)


def _take_own_inertia(run: Iterations, model: Any, X: Floats, start: Floats) -> None:
    """Replace the last inertia by that of scikit-learn's own run, to the last bit."""
    if not run.own_inertia:
        run.inertia[-1] = float(fit_from(model, X, start).inertia_)
        run.own_inertia = True


def _is_better(
    model: Any,
    X: Floats,
    new: tuple[Start, Iterations],
    best: tuple[Start, Iterations],
    rounding: float,
) -> bool:
    """Compare as scikit-learn does: a lower inertia counts only for another partition."""
    run, kept = new[1], best[1]
    # written so that it is also true for NaN, where squares overflow
    tied = not abs(run.inertia[-1] - kept.inertia[-1]) > rounding
    if not tied and run.inertia[-1] > kept.inertia[-1]:
        return False
    if _only_divides(run.labels[-1], kept.labels[-1]):
        return False
    if tied:
        for start, either in (new, best):
            _take_own_inertia(either, model, X, start.centers)
    return run.inertia[-1] < kept.inertia[-1]


def _only_divides(labels: Labels, kept: Labels) -> bool:
    """Return whether each cluster lies within a kept one, which scikit-learn treats as equal.

    It does not ask the reverse, which makes a difference where the kept run ended with an empty
    cluster.
    """
    pairs = np.unique(np.stack([labels, kept]), axis=1)
    return bool(pairs.shape[1] == len(np.unique(pairs[0])))


def _code(start: Start) -> tuple[CodeLine, ...]:
    return (
        CodeLine(say(f"code.kmeans.start.{start.name}")),
        CodeLine(say("code.kmeans.repeat")),
        CodeLine(say("code.kmeans.assign"), 1),
        CodeLine(say("code.kmeans.update"), 1),
        CodeLine(say("code.kmeans.until")),
    )


def _frames_of_run(start: Start, run: Iterations, X: Floats, mean: Floats) -> Iterator[Frame]:
    """Yield the frames of one run.

    Yields "show", then "seed" frames, then "assign", "relocate", "update" by turns, then "stop".
    """
    yield Frame("show", say("caption.show", n=f"{len(X):,}"), START)
    yield from _seed_frames(start, X, mean)
    for t in range(run.n_iter):
        yield _assign_frame(run, t, mean)
        labels = run.labels[t]
        for cluster, point in run.moved.get(t, {}).items():
            labels, frame = _relocate_frame(run, t, labels, cluster, point, X, mean)
            yield frame
        if t < len(run.inertia_updated):
            yield _update_frame(run, t, labels, mean)
    if len(run.labels) > run.n_iter:
        yield _assign_frame(run, run.n_iter, mean)
    yield _stop_frame(run, mean)


def _seed_frames(start: Start, X: Floats, mean: Floats) -> Iterator[Frame]:
    centers = start.centers + mean
    k = len(centers)
    if start.name != "k-means++" or k > _DRAWS or k * len(X) > _WEIGHTS:
        how = "all" if start.name == "k-means++" else start.name
        caption = say(f"caption.seed.{how}", k=k, name=start.function)
        yield Frame("seed", caption, START, values={"centers": centers})
        return
    for j, weights in enumerate(squared_distance_weights(X, start)):
        known = centers.copy()
        known[j + 1 :] = np.nan
        key = "first" if j == 0 else "best" if start.tries > 1 else "next"
        name, point = cluster_name(j), start.indices[j]
        caption = say(f"caption.seed.{key}", point=point, name=name, tries=start.tries)
        values = {"centers": known, "weights": weights, "points": (point,), "cluster": j}
        yield Frame("seed", caption, START, values=values)


def _assign_frame(run: Iterations, t: int, mean: Floats) -> Frame:
    inertia, labels = run.inertia[t], run.labels[t]
    values = {"centers": run.centers[t] + mean}
    if t == 0:
        caption = say("caption.assign.first", inertia=number(inertia))
    else:
        changed = int(np.count_nonzero(labels != run.labels[t - 1]))
        old = run.inertia_updated[t - 1]
        same = number(inertia) == number(old)
        key = ("same" if same else "some") if changed else ("none" if same else "moved")
        caption = say(
            f"caption.assign.{key}",
            points=how_many("point", changed),
            inertia=number(inertia),
            old=number(old),
        )
    return Frame("assign", caption, ASSIGN, min(t + 1, run.n_iter), labels, inertia, values)


def _relocate_frame(
    run: Iterations, t: int, labels: Labels, cluster: int, point: int, X: Floats, mean: Floats
) -> tuple[Labels, Frame]:
    caption = say(
        "caption.relocate",
        name=cluster_name(cluster),
        point=point,
        donor=cluster_name(int(labels[point])),
    )
    labels = labels.copy()
    labels[point] = cluster
    centers = run.centers[t].copy()
    for moved, taken in run.moved[t].items():
        centers[moved] = X[taken]
        if moved == cluster:
            break
    values = {"centers": centers + mean, "points": (point,), "cluster": cluster}
    inertia = inertia_of(X, centers, labels)
    return labels, Frame("relocate", caption, UPDATE, t + 1, labels, inertia, values)


def _update_frame(run: Iterations, t: int, labels: Labels, mean: Floats) -> Frame:
    centers = run.centers[t + 1]
    shifts = np.sqrt(((centers - run.centers[t]) ** 2).sum(axis=1))
    farthest = int(shifts.argmax())
    inertia = run.inertia_updated[t]
    caption = say(
        "caption.update",
        name=cluster_name(farthest),
        shift=number(float(shifts[farthest])),
        inertia=number(inertia),
    )
    values = {"centers": centers + mean, "cluster": farthest}
    return Frame("update", caption, UPDATE, t + 1, labels, inertia, values)


def _stop_frame(run: Iterations, mean: Floats) -> Frame:
    inertia = run.inertia[-1]
    caption = say(
        f"caption.stop.{run.stop}",
        iterations=how_many("iteration", run.n_iter),
        inertia=number(inertia),
    )
    values = {"centers": run.centers[-1] + mean}
    return Frame("stop", caption, UNTIL, run.n_iter, run.labels[-1], inertia, values)


def _work(trace: Trace) -> list[int]:
    n, k = len(trace.X), int(trace.params["n_clusters"])
    init = trace.params["init"]
    draws = init_distance_count(init, n, k)
    before = sum(draws + n * k * run.n_assigned for run in trace.runs if not run.best)
    work: list[int] = []
    now = 0
    for frame in trace.frames:
        if frame.kind == "seed":
            chosen = int(np.isfinite(frame.values["centers"]).all(axis=1).sum())
            now = before + init_distance_count(init, n, k, chosen)
        elif frame.kind == "assign":
            now += n * k
        work.append(now)
    return work


WORDS: Final = {
    "caption.seed.first": "Start: point {point} is drawn at random and becomes center {name}.",
    "caption.seed.next": (
        "Start: center {name} is point {point}, drawn with chance growing as squared distance."
    ),
    "caption.seed.best": (
        "Start: center {name} is point {point}, the best of {tries} draws by squared distance."
    ),
    "caption.seed.all": "Start: k-means++ drew {k} centers that lie far from each other.",
    "caption.seed.random": "Start: {k} points drawn at random become the centers.",
    "caption.seed.array": "Start: {k} centers start where they were placed.",
    "caption.seed.callable": "Start: {k} centers come from the function {name}.",
    "caption.assign.first": "Assign: every point joins its nearest center; inertia {inertia}.",
    "caption.assign.some": "Assign: {points} changed cluster; inertia {inertia}, down from {old}.",
    "caption.assign.same": (
        "Assign: {points} changed cluster; inertia {inertia}, within rounding of before."
    ),
    "caption.assign.none": "Assign: no point changed cluster; inertia stays {inertia}.",
    # after an emptied cluster took a point and lost it again
    "caption.assign.moved": "Assign: no point changed cluster; inertia {inertia}, from {old}.",
    "caption.relocate": (
        "Drop: cluster {name} is empty; its center jumps to far point {point} of cluster {donor}."
    ),
    "caption.update": (
        "Update: centers move to the mean of their points, {name} farthest by {shift}; "
        "inertia {inertia}."
    ),
    "caption.stop.strict": "Stop: no point changed cluster after {iterations}; inertia {inertia}.",
    "caption.stop.overwritten": (
        "Stop: scikit-learn wrote over rows of X that {name} gives uncopied; inertia {inertia}."
    ),
    "caption.stop.tol": (
        "Stop: centers moved less than the tolerance after {iterations}; inertia {inertia}."
    ),
    "caption.stop.max_iter": (
        "Stop: the limit of {iterations} is reached before it settled; inertia {inertia}."
    ),
    "code.kmeans.title": "k-means (Lloyd's algorithm)",
    "code.kmeans.start.k-means++": "draw k centers by k-means++",
    "code.kmeans.start.random": "draw k points as centers",
    "code.kmeans.start.array": "take the k given centers",
    "code.kmeans.start.callable": "let a function choose k centers",
    "code.kmeans.repeat": "repeat",
    "code.kmeans.assign": "assign points to nearest center",
    "code.kmeans.update": "move centers to their mean",
    "code.kmeans.until": "until nothing changes",
}

SPEC: Final = AlgorithmSpec(
    estimator="sklearn.cluster:KMeans",
    tracer=trace_kmeans,
    painter="kmeans",
    code_title="code.kmeans.title",
    carries=("centers", "weights", "points", "cluster"),
    samples=Samples(
        {"n_clusters": 4, "init": "random", "n_init": 1, "random_state": 2},
        "blobs",
        hard={"n_clusters": 3, "n_init": 4},
    ),
    fitted_attributes={"centers": "cluster_centers_", "objective": "inertia_", "n_iter": "n_iter_"},
    n_clusters="n_clusters",
    parameters=(N_CLUSTERS, INIT, RANDOM_STATE),
    title=("n_clusters", "init", "n_init", "random_state"),
    switches=("ask", "regions", "links"),
    places_centers=True,
    objective="objective.inertia",
    work=_work,
    step_names={
        "relocate": StepName("empty cluster", "refill cluster"),
        "stop": StepName(next="check for change"),
    },
    card=("distances", "chance"),
    words=WORDS,
)
