"""Turn a walk of DBSCAN into frames with captions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from teachclust.palette import cluster_name
from teachclust.traces.frame import Frame, Kind, Labels
from teachclust.traces.thinning import shown_steps
from teachclust.words import say

# Lines of the pseudocode (see `dbscan._code`).
VISIT: Final = 0
NOISE: Final = 1
START: Final = 2
TAKE: Final = 4
EXPAND: Final = 5

#: Labels of points that are not reached yet, and of noise.
NOT_REACHED: Final = -2
NO_CLUSTER: Final = -1

Ints = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True, eq=False)
class Walk:
    """The steps of DBSCAN; at each of them one point is taken.

    A point that is noise when it is visited and is reached by a cluster afterwards is taken twice.

    Parameters
    ----------
    points : ndarray of shape (n_steps,), dtype int
        The point that is taken.
    clusters : ndarray of shape (n_steps,), dtype int32
        Its cluster; -1 for noise.
    joined : ndarray, dtype int
        Points that others brought into a cluster, in the order in which they joined.
    ends : ndarray of shape (n_steps,), dtype int
        How many of `joined` are in after each step.
    waiting : ndarray of shape (n_steps,), dtype int
        Points of the cluster that still wait to be taken, after each step.
    sizes : ndarray of shape (n_samples,), dtype int
        Points within eps of each point, itself counted.
    core : ndarray of shape (n_samples,), dtype bool
        Whether they are enough.
    """

    points: Ints
    clusters: Labels
    joined: Ints
    ends: Ints
    waiting: Ints
    sizes: Ints
    core: npt.NDArray[np.bool_]


def frames_of_walk(walk: Walk, min_samples: int, radius: float | None) -> Iterator[Frame]:
    """Yield the frames of a walk.

    Parameters
    ----------
    walk : Walk
        The steps.
    min_samples : int
        Points within eps that a core point needs, itself counted.
    radius : float or None
        eps; None when the points within it don't lie in a circle.

    Yields
    ------
    frame : Frame
        "show", "visit" and "expand" by turns, "stop".
    """
    n = len(walk.core)
    labels = np.full(n, NOT_REACHED, dtype=np.int32)
    yield Frame("show", say("caption.show", n=f"{n:,}"), VISIT)
    is_start = _is_start(walk)
    of_joined = np.repeat(walk.clusters, np.diff(walk.ends, prepend=0))
    before = entered = 0
    for step in shown_steps(len(walk.points), n, np.flatnonzero(is_start).tolist()):
        labels = labels.copy()
        # noise first: in the same steps a cluster may have reached it afterwards
        labels[walk.points[before : step + 1]] = walk.clusters[before : step + 1]
        end = int(walk.ends[step])
        joined = walk.joined[entered:end]
        labels[joined] = of_joined[entered:end]
        role = _role(walk, step, bool(is_start[step]))
        yield _frame(walk, (before, step), role, labels, joined, min_samples, radius)
        before, entered = step + 1, end
    yield _stop_frame(walk, labels)


def _is_start(walk: Walk) -> npt.NDArray[np.bool_]:
    """A cluster's first step is where its number is new: numbers rise by one."""
    highest = np.maximum.accumulate(walk.clusters)
    return np.asarray(highest > np.concatenate([[NO_CLUSTER], highest[:-1]]))


def _role(walk: Walk, step: int, is_start: bool) -> str:
    if walk.clusters[step] < 0:
        return "noise"
    return "start" if is_start else "core" if walk.core[walk.points[step]] else "border"


def _frame(
    walk: Walk,
    steps: tuple[int, int],
    role: str,
    labels: Labels,
    joined: Ints,
    min_samples: int,
    radius: float | None,
) -> Frame:
    first, step = steps
    point, cluster = int(walk.points[step]), int(walk.clusters[step])
    alone = step == first
    key = "idle" if role == "core" and not len(joined) else role
    caption = say(
        f"caption.dbscan.{key}" if alone else f"caption.dbscan.more.{role}",
        point=point,
        near=int(walk.sizes[point]),
        needed=min_samples,
        more=f"{step + 1 - first:,}",
        name=cluster_name(max(cluster, 0)),
        joined=f"{len(joined):,}",
        waiting=f"{int(walk.waiting[step]):,}",
    )
    line = {"noise": NOISE, "start": START, "core": EXPAND, "border": TAKE}[role]
    values: dict[str, Any] = {"point": point, "points": joined}
    if radius is not None:
        values["radius"] = radius
    if cluster >= 0:
        values["cluster"] = cluster
    kind: Kind = "visit" if role in ("noise", "start") else "expand"
    return Frame(kind, caption, line, 0, labels, values=MappingProxyType(values))


def _stop_frame(walk: Walk, labels: Labels) -> Frame:
    noise = int(np.count_nonzero(labels == NO_CLUSTER))
    core = int(np.count_nonzero(walk.core))
    clusters = int(labels.max()) + 1
    caption = say(
        "caption.dbscan.stop",
        clusters=f"{clusters:,}",
        core=f"{core:,}",
        border=f"{len(labels) - core - noise:,}",
        noise=f"{noise:,}",
    )
    return Frame("stop", caption, VISIT, 0, labels)
