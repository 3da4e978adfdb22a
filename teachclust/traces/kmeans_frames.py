"""Turn a replayed k-means run into frames with captions."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType
from typing import Any, Final

import numpy as np

from teachclust.palette import cluster_name
from teachclust.traces.frame import Floats, Frame, Labels
from teachclust.traces.lloyd import Iterations
from teachclust.traces.seeding import Start, squared_distance_weights
from teachclust.words import say
from teachclust.words.numbers import number

# Lines of the pseudocode (see `kmeans._code`).
START: Final = 0
ASSIGN: Final = 2
UPDATE: Final = 3
UNTIL: Final = 4

# Draws are shown one by one up to here; more would fill memory with weights (n x k numbers) and
# tire the learner.
_DRAWS = 30
_WEIGHTS = 4_000_000


def frames_of_run(start: Start, run: Iterations, X: Floats, mean: Floats) -> Iterator[Frame]:
    """Yield the frames of one run.

    Parameters
    ----------
    start : Start
        The first centers.
    run : Iterations
        What happened then.
    X : ndarray of shape (n_samples, n_features)
        Centered data.
    mean : ndarray of shape (n_features,)
        What was taken off; centers in frames are in the learner's coordinates.

    Yields
    ------
    frame : Frame
        "show", then "seed" frames, then "assign", "drop", "update" by turns, then "stop".
    """
    yield Frame("show", say("caption.show", n=f"{len(X):,}"), START)
    yield from _seed_frames(start, X, mean)
    for t in range(run.n_iter):
        yield _assign_frame(run, t, mean)
        labels = run.labels[t]
        for cluster, point in run.moved.get(t, {}).items():
            labels, frame = _drop_frame(run, t, labels, cluster, point, X, mean)
            yield frame
        if t < len(run.inertia_updated):
            yield _update_frame(run, t, labels, mean)
    if len(run.labels) > run.n_iter:
        yield _assign_frame(run, run.n_iter, mean)
    yield _stop_frame(run, mean)


def _values(**values: Any) -> MappingProxyType[str, Any]:
    return MappingProxyType(values)


def _seed_frames(start: Start, X: Floats, mean: Floats) -> Iterator[Frame]:
    centers = start.centers + mean
    k = len(centers)
    if start.name != "k-means++" or k > _DRAWS or k * len(X) > _WEIGHTS:
        how = "all" if start.name == "k-means++" else start.name
        caption = say(f"caption.seed.{how}", k=k, name=start.function)
        yield Frame("seed", caption, START, values=_values(centers=centers))
        return
    for j, weights in enumerate(squared_distance_weights(X, start)):
        known = centers.copy()
        known[j + 1 :] = np.nan
        key = "first" if j == 0 else "best" if start.tries > 1 else "next"
        name, point = cluster_name(j), start.indices[j]
        caption = say(f"caption.seed.{key}", point=point, name=name, tries=start.tries)
        values = _values(centers=known, weights=weights, points=(point,), cluster=j)
        yield Frame("seed", caption, START, values=values)


def _assign_frame(run: Iterations, t: int, mean: Floats) -> Frame:
    inertia, labels = run.inertia[t], run.labels[t]
    values = _values(centers=run.centers[t] + mean)
    if t == 0:
        caption = say("caption.assign.first", inertia=number(inertia))
    else:
        changed = int(np.count_nonzero(labels != run.labels[t - 1]))
        old = run.inertia_updated[t - 1]
        same = number(inertia) == number(old)
        key = ("same" if same else "some") if changed else ("none" if same else "moved")
        caption = say(
            f"caption.assign.{key}",
            points=_count("point", changed),
            inertia=number(inertia),
            old=number(old),
        )
    return Frame("assign", caption, ASSIGN, min(t + 1, run.n_iter), labels, inertia, values)


def _drop_frame(
    run: Iterations, t: int, labels: Labels, cluster: int, point: int, X: Floats, mean: Floats
) -> tuple[Labels, Frame]:
    caption = say(
        "caption.drop",
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
    gap = (X - centers[labels]).astype(float, copy=False)
    values = _values(centers=centers + mean, points=(point,), cluster=cluster)
    inertia = float(np.einsum("ij,ij->", gap, gap))
    return labels, Frame("drop", caption, UPDATE, t + 1, labels, inertia, values)


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
    values = _values(centers=centers + mean, cluster=farthest)
    return Frame("update", caption, UPDATE, t + 1, labels, inertia, values)


def _stop_frame(run: Iterations, mean: Floats) -> Frame:
    inertia = run.inertia[-1]
    caption = say(
        f"caption.stop.{run.stop}",
        iterations=_count("iteration", run.n_iter),
        inertia=number(inertia),
    )
    values = _values(centers=run.centers[-1] + mean)
    return Frame("stop", caption, UNTIL, run.n_iter, run.labels[-1], inertia, values)


def _count(what: str, n: int) -> str:
    return say(f"count.{what}" if n == 1 else f"count.{what}s", n=f"{n:,}")
