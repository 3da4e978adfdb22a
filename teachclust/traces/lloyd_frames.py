"""Frames of Lloyd's iterations for the estimators of `teachclust.cluster`.

They assign points to the nearest center and move centers to means or medians by turns, as
`teachclust.cluster.lloyd` does it for the fit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from teachclust.cluster.lloyd import Distance, Iterations, gaps_to
from teachclust.palette import cluster_name
from teachclust.traces.frame import Floats, Frame, Labels
from teachclust.traces.steps import CodeLine
from teachclust.words import say
from teachclust.words.numbers import how_many, number

Ints = npt.NDArray[np.intp]

# Lines of the pseudocode (see `lloyd_code`).
START: Final = 0
ASSIGN: Final = 2
UPDATE: Final = 3
UNTIL: Final = 4

#: Draws are shown one by one up to here.
_DRAWS: Final = 30


@dataclass(frozen=True, slots=True, eq=False)
class LloydStory:
    """A run, and what its captions need to know.

    Parameters
    ----------
    X : ndarray of shape (n_samples, n_features)
        The points as the run has them, scaled if it scales them.
    run : Iterations
        What happened.
    drawn : ndarray of int
        Rows that became centers one by one, in order; empty where they came all at once.
    start : str
        How centers were chosen: the last part of the keys ``caption.lloyd.seed.<start>``.
    distance : {"euclidean", "manhattan"}
        What was measured.
    names : ndarray of shape (n_centers,), dtype int
        The cluster that each center is in the end; dropped ones come last.
    to_units : callable
        Takes centers of the run and returns them in the units of the data.
    """

    X: Floats
    run: Iterations
    drawn: Ints
    start: str
    distance: Distance
    names: Ints
    to_units: Callable[[Floats], Floats]

    @property
    def what(self) -> str:
        """What is lowered, within a sentence."""
        return say(f"caption.lloyd.{self.distance}")

    def labels(self, t: int) -> Labels:
        """Labels after assignment t, under the names that clusters have at the end."""
        return self.names[self.run.labels[t]].astype(np.int32)

    def centers(self, centers: Floats) -> Floats:
        """Centers in the units of the data, by name, up to the last that is there."""
        ordered = np.empty_like(centers)
        ordered[self.names] = self.to_units(centers)
        return ordered[: 1 + int(np.flatnonzero(~np.isnan(ordered[:, 0]))[-1])]

    def name(self, center: int) -> str:
        """The name of a center's cluster."""
        return cluster_name(int(self.names[center]))


def lloyd_code(start: str, distance: Distance) -> tuple[CodeLine, ...]:
    """Return the pseudocode: how centers are chosen, then the two half-steps."""
    return (
        CodeLine(say(f"code.lloyd.start.{start}")),
        CodeLine(say("code.lloyd.repeat")),
        CodeLine(say("code.lloyd.assign"), 1),
        CodeLine(say(f"code.lloyd.update.{distance}"), 1),
        CodeLine(say("code.lloyd.until")),
    )


def lloyd_frames(story: LloydStory) -> Iterator[Frame]:
    """Yield "show", "seed", "assign", "relocate" or "collapse" and "update" by turns, "stop"."""
    run = story.run
    yield Frame("show", say("caption.show", n=f"{len(story.X):,}"), START)
    yield from _seed_frames(story)
    for t in range(run.n_iter):
        yield _assign_frame(story, t)
        yield from _empty_frames(story, t)
        yield _update_frame(story, t)
    yield _assign_frame(story, run.n_iter)
    how = "settled" if run.settled else "limit"
    caption = say(
        f"caption.lloyd.stop.{how}",
        iterations=how_many("iteration", run.n_iter),
        what=story.what,
        value=number(run.total),
    )
    values = {"centers": story.centers(run.centers[-1])}
    yield Frame("stop", caption, UNTIL, run.n_iter, story.labels(-1), run.total, values)


def _seed_frames(story: LloydStory) -> Iterator[Frame]:
    first = story.run.centers[0]
    k, drawn = len(first), story.drawn
    if not len(drawn) or len(drawn) > _DRAWS:
        caption = say(f"caption.lloyd.seed.{story.start}.all", k=k)
        yield Frame("seed", caption, START, values={"centers": story.centers(first)})
        return
    for j, row in enumerate(drawn.tolist()):
        known = first.copy()
        known[j + 1 :] = np.nan
        key = "first" if j == 0 else "next"
        caption = say(f"caption.lloyd.seed.{story.start}.{key}", point=row, name=story.name(j))
        values: dict[str, Any] = {
            "centers": story.centers(known),
            "weights": gaps_to(story.X, first[: j + 1], story.distance).min(axis=1),
            "points": (row,),
            "cluster": int(story.names[j]),
        }
        yield Frame("seed", caption, START, values=values)


def _assign_frame(story: LloydStory, t: int) -> Frame:
    run, labels = story.run, story.labels(t)
    # before an empty cluster took a point
    total = run.totals[t]
    key, changed = "first", 0
    if t > 0:
        changed = int(np.count_nonzero(labels != story.labels(t - 1)))
        key = "some" if changed else "none"
    for center, point in run.moved.get(t, {}).items():
        labels = labels.copy()
        gaps = gaps_to(story.X[point : point + 1], run.centers[t], story.distance)[0]
        gaps[center] = np.inf
        labels[point] = story.names[int(gaps.argmin())]
    caption = say(
        f"caption.lloyd.assign.{key}",
        points=how_many("point", changed),
        what=story.what,
        value=number(total),
    )
    values = {"centers": story.centers(run.centers[t])}
    return Frame("assign", caption, ASSIGN, min(t + 1, run.n_iter), labels, total, values)


def _empty_frames(story: LloydStory, t: int) -> Iterator[Frame]:
    """Yield a frame for each empty cluster whose center moves to a point, or that is dropped."""
    run, labels = story.run, story.labels(t)
    centers = run.centers[t].copy()
    for center, point in run.moved.get(t, {}).items():
        centers[center] = story.X[point]
        caption = say("caption.lloyd.relocate", name=story.name(center), point=point)
        values = {
            "centers": story.centers(centers),
            "points": (point,),
            "cluster": int(story.names[center]),
        }
        rows = np.arange(len(labels))
        total = float(gaps_to(story.X, centers, story.distance)[rows, run.labels[t]].sum())
        yield Frame("relocate", caption, UPDATE, t + 1, labels, total, values)
    if t in run.dropped:
        names = [story.name(one) for one in run.dropped[t]]
        key = "one" if len(names) == 1 else "many"
        caption = say(f"caption.lloyd.drop.{key}", name=names[0], n=len(names))
        centers[list(run.dropped[t])] = np.nan
        values = {"centers": story.centers(centers)}
        yield Frame("collapse", caption, UPDATE, t + 1, labels, run.totals[t], values)


def _update_frame(story: LloydStory, t: int) -> Frame:
    run = story.run
    shifts = np.linalg.norm(
        story.to_units(run.centers[t + 1]) - story.to_units(run.centers[t]), axis=1
    )
    farthest = int(np.nanargmax(shifts))
    caption = say(
        f"caption.lloyd.update.{story.distance}",
        name=story.name(farthest),
        shift=number(float(shifts[farthest])),
        what=story.what,
        value=number(run.updated[t]),
    )
    values = {
        "centers": story.centers(run.centers[t + 1]),
        "cluster": int(story.names[farthest]),
    }
    return Frame("update", caption, UPDATE, t + 1, story.labels(t), run.updated[t], values)
