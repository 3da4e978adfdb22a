"""Turn a climb of mean shift into frames with captions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

import numpy as np
import numpy.typing as npt

from teachclust.palette import cluster_name
from teachclust.traces.frame import Floats, Frame, Labels
from teachclust.words import say
from teachclust.words.numbers import number

# Lines of the pseudocode (see `mean_shift._code`).
SEEDS: Final = 0
CLIMB: Final = 2
UNTIL: Final = 3
MERGE: Final = 4
ASSIGN: Final = 5


@dataclass(slots=True)
class Climb:
    """Where seeds stand.

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


def frames_of_climb(
    climb: Climb, labels: Labels, centers: Floats, bandwidth: float
) -> Iterator[Frame]:
    """Yield the frames of a climb.

    Parameters
    ----------
    climb : Climb
        Where the seeds went.
    labels : ndarray of shape (n_samples,), dtype int32
        Labels of the fit.
    centers : ndarray of shape (n_clusters, n_features)
        Centers of the fit.
    bandwidth : float
        Radius of the mean, and distance below which modes merge.

    Yields
    ------
    frame : Frame
        "show" (with the seeds), "update" for each step, "merge", "assign", "stop".
    """
    n, seeds = f"{len(labels):,}", f"{len(climb.places):,}"
    caption = say("caption.mean_shift.show", n=n, seeds=seeds)
    yield Frame("show", caption, SEEDS, values=MappingProxyType({"walkers": climb.start}))
    yield from _update_frames(climb, bandwidth)
    yield _merge_frame(climb, centers, bandwidth)
    values = MappingProxyType({"centers": centers})
    steps, moving = climb.steps[-1], climb.moving[-1]
    noise = int(np.count_nonzero(labels < 0))
    largest = int(np.bincount(labels[labels >= 0]).argmax()) if noise < len(labels) else 0
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
            least=number(1e-3 * bandwidth),
        )
        line = CLIMB if moving else UNTIL
        yield Frame("update", caption, line, step, values=MappingProxyType({"walkers": places}))
        before = step


def _merge_frame(climb: Climb, centers: Floats, bandwidth: float) -> Frame:
    caption = say(
        "caption.mean_shift.merge",
        places=f"{len(np.unique(climb.places[climb.sizes > 0], axis=0)):,}",
        bandwidth=number(bandwidth),
        centers=f"{len(centers):,}",
    )
    values = MappingProxyType({"walkers": climb.seen[-1], "centers": centers})
    return Frame("merge", caption, MERGE, climb.steps[-1], values=values)
