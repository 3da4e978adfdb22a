"""What a learner does to labels: by hand, and by rules. Each returns new labels.

A cluster keeps its number; a new one takes the lowest that is free.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np

from teachclust.checks import display_name, is_whole
from teachclust.errors import LearnerError
from teachclust.scores.agreement import Floats, Ints
from teachclust.words import say

#: the largest number of a cluster: what is sent has two bytes for each, the last is noise
MOST_CLUSTERS: Final = 60_000


@dataclass(frozen=True, slots=True)
class Edit:
    """What was done to labels, for the sentence that tells it."""

    #: "start", "assign", "merge", "split", "shuffle", "each", "one", "reset"
    kind: str
    #: numbers of clusters (``cluster``, ``into``) and of points (``n``, ``rest``)
    values: Mapping[str, int] = field(default_factory=dict)


def free_number(labels: Ints) -> int:
    """Return the lowest number that no cluster has."""
    taken = set(labels.tolist())
    return next(number for number in range(len(taken) + 1) if number not in taken)


def chosen_points(points: Any, n: int) -> list[int]:
    """Return the rows that are named by their numbers, or by a mask with a value for each row."""
    if isinstance(points, int | np.integer | np.ndarray) and np.ndim(points) == 0:
        points = [points.item() if isinstance(points, np.ndarray) else points]
    if isinstance(points, str | bytes | Mapping) or not isinstance(points, Iterable):
        raise _no_point(points, n)
    listed = list(points)
    if listed and all(isinstance(one, bool | np.bool_) for one in listed):
        if len(listed) != n:
            raise LearnerError(
                say("metric_lab.error.mask"),
                where=f"points has {len(listed):,} truth values",
                why=say("metric_lab.error.mask.why", n=f"{n:,}"),
                fix="lab.assign(lab.labels == 0, 1)",
            )
        return [row for row, chosen in enumerate(listed) if chosen]
    for one in listed:
        if not is_whole(one) or not 0 <= one < n:
            raise _no_point(one, n)
    return [int(one) for one in listed]


def _no_point(point: object, n: int) -> LearnerError:
    return LearnerError(
        say("metric_lab.error.point"),
        where=f"points with {display_name(repr(point))}",
        why=say("metric_lab.error.point.why", last=n - 1),
        fix="lab.assign([0], 0)",
    )


def assigned(labels: Ints, points: Iterable[Any], cluster: int) -> tuple[Ints, Edit]:
    """Give points to a cluster; -1 makes them noise, and a number that is free a new cluster.

    The points are rows, or a mask of them.
    """
    rows = chosen_points(points, len(labels))
    if not is_whole(cluster) or not -1 <= cluster <= MOST_CLUSTERS:
        raise LearnerError(
            say("metric_lab.error.number"),
            where=f"cluster = {display_name(repr(cluster))}",
            why=say("metric_lab.error.number.why", most=f"{MOST_CLUSTERS:,}"),
            fix="lab.assign([0], 0)",
        )
    after = labels.copy()
    after[rows] = cluster
    moved = np.flatnonzero(after != labels)
    came = np.unique(labels[moved])
    values = {"cluster": int(cluster), "n": len(moved)}
    if len(came) == 1:
        values["before"] = int(came[0])
    return after, Edit("assign", values)


def merged(labels: Ints, cluster: int, into: int) -> tuple[Ints, Edit]:
    """Give the points of a cluster to another one."""
    _check_there(labels, cluster, "cluster")
    _check_there(labels, into, "into")
    after = np.where(labels == cluster, into, labels)
    n = int(np.count_nonzero(labels == cluster)) if cluster != into else 0
    return after, Edit("merge", {"cluster": cluster, "into": into, "n": n})


def split(labels: Ints, cluster: int, X: Floats) -> tuple[Ints, Edit]:
    """Cut a cluster in two halves where it is longest: the upper half is a new cluster."""
    _check_there(labels, cluster, "cluster")
    points = np.flatnonzero(labels == cluster)
    if len(points) < 2:
        raise LearnerError(
            say("metric_lab.error.lone"),
            where=f"cluster = {cluster}",
            why=say("metric_lab.error.lone.why"),
            fix="lab.reset()",
        )
    inside = X[points]
    along = inside[:, int(np.ptp(inside, axis=0).argmax())]
    half = (len(points) + 1) // 2
    upper = points[np.argsort(along, kind="stable")[half:]]
    after, new = labels.copy(), free_number(labels)
    after[upper] = new
    return after, Edit("split", {"cluster": cluster, "into": new, "n": half, "rest": len(upper)})


def shuffled(labels: Ints, rng: np.random.Generator) -> tuple[Ints, Edit]:
    """Deal the labels out anew: each cluster keeps its size."""
    return rng.permutation(labels), Edit("shuffle", {"k": len(np.unique(labels))})


def each_alone(labels: Ints) -> tuple[Ints, Edit]:
    """Make every point a cluster of its own."""
    return np.arange(len(labels)), Edit("each", {"n": len(labels)})


def all_together(labels: Ints) -> tuple[Ints, Edit]:
    """Make one cluster of all points."""
    return np.zeros_like(labels), Edit("one", {"n": len(labels)})


def _check_there(labels: Ints, cluster: Any, name: str) -> None:
    known = np.unique(labels)
    if is_whole(cluster) and cluster in known:
        return
    raise LearnerError(
        say("metric_lab.error.cluster"),
        where=f"{name} = {display_name(repr(cluster))}",
        why=say("metric_lab.error.cluster.why", known=", ".join(map(str, known[:12]))),
        fix=f"{name} = {known[-1]}",
    )
