"""Turn the splits of a BisectingKMeans into frames with captions."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType
from typing import Any, Final

import numpy as np

from teachclust.palette import cluster_name
from teachclust.traces.frame import Floats, Frame, Labels
from teachclust.traces.splits import Part, Split
from teachclust.traces.thinning import shown_steps
from teachclust.words import say
from teachclust.words.numbers import number

# Lines of the pseudocode (see `bisecting._code`).
START: Final = 0
CHOOSE: Final = 2
CUT: Final = 3
UNTIL: Final = 4

# More rings than this hide the points that they are around.
_RINGS: Final = 40


def frames_of_splits(fitted: Any, X: Floats, whole: Part, splits: list[Split]) -> Iterator[Frame]:
    """Yield the frames of a fit.

    Parameters
    ----------
    fitted : BisectingKMeans
        A fitted estimator.
    X : ndarray of shape (n_samples, n_features)
        What it was fitted to.
    whole : Part
        All points.
    splits : list of Split
        Its splits, from the first to the last.

    Yields
    ------
    frame : Frame
        "show", "assign" (all points are one cluster), by turns "split" (the cluster that is
        chosen) and "assign" (its two parts), then "stop". Among more than 300 splits a "split"
        frame may stand for several, with their result.
    """
    yield Frame("show", say("caption.show", n=f"{len(X):,}"), START)
    state = _State(fitted, X, whole)
    if not splits:
        state.end()
    caption = say("caption.bisect.start", inertia=number(state.inertia))
    yield state.frame("assign", caption, START, 0)
    before = 0
    # centers are kept for each frame too, in twice the bytes of a label
    for step in shown_steps(len(splits), len(X) + 2 * fitted.cluster_centers_.size):
        group = splits[before : step + 1]
        if len(group) == 1:
            yield _choice_frame(fitted, state, group[0], step)
        old = state.inertia
        state.apply(group)
        before = step + 1
        if before == len(splits):
            state.end()
        yield _result_frame(state, group, before, old)
    clusters = say(
        "caption.bisect.cluster" if not splits else "caption.bisect.clusters", n=before + 1
    )
    caption = say("caption.bisect.stop", clusters=clusters, inertia=number(state.inertia))
    yield state.frame("stop", caption, UNTIL, len(splits))


class _State:
    """Labels, centers and inertia between splits."""

    def __init__(self, fitted: Any, X: Floats, whole: Part) -> None:
        self.fitted = fitted
        self.labels: Labels = np.full(len(X), whole.number, dtype=np.int32)
        self.centers: Floats = np.full_like(fitted.cluster_centers_, np.nan)
        self.centers[whole.number] = whole.center
        self.inertias = {whole.number: whole.inertia}
        self.inertia = whole.inertia

    def apply(self, splits: list[Split]) -> None:
        """Carry out splits. Frames keep the arrays of before: these are new ones."""
        self.labels, self.centers = self.labels.copy(), self.centers.copy()
        for split in splits:
            for part in (split.large, split.small):
                self.labels[part.points] = part.number
                self.centers[part.number] = part.center
                self.inertias[part.number] = part.inertia
        self.inertia = sum(self.inertias.values())

    def end(self) -> None:
        """Take over what the fit gives, to the last bit."""
        self.inertia = float(self.fitted.inertia_)

    def frame(self, kind: Any, caption: str, line: int, iteration: int, **values: Any) -> Frame:
        known = MappingProxyType({"centers": self.centers, **values})
        return Frame(kind, caption, line, iteration, self.labels, self.inertia, known)


def _choice_frame(fitted: Any, state: _State, split: Split, step: int) -> Frame:
    whole = split.whole
    values: dict[str, Any] = {"cluster": whole.number}
    if len(whole.points) <= _RINGS:
        values["points"] = tuple(sorted(whole.points.tolist()))
    caption = _choice_caption(fitted, state, split, step)
    return state.frame("split", caption, CHOOSE, step + 1, **values)


def _choice_caption(fitted: Any, state: _State, split: Split, step: int) -> str:
    whole, name = split.whole, cluster_name(split.whole.number)
    if step == 0:
        return say("caption.bisect.only", name=name, inertia=number(whole.inertia))
    by_inertia = fitted.bisecting_strategy == "biggest_inertia"
    score = number(whole.inertia) if by_inertia else f"{len(whole.points):,}"
    total = number(state.inertia) if by_inertia else f"{len(state.labels):,}"
    what = "inertia" if by_inertia else "points"
    how = "tie" if split.tied else "most"
    return say(f"caption.bisect.{what}.{how}", name=name, score=score, total=total)


def _result_frame(state: _State, group: list[Split], n_splits: int, old: float) -> Frame:
    new, before = number(state.inertia), number(old)
    how = "same" if new == before else "down" if state.inertia < old else "from"
    change = say(f"caption.bisect.{how}", inertia=new, old=before)
    split = group[-1]
    if len(group) > 1:
        more, now = f"{len(group):,}", f"{n_splits + 1:,}"
        caption = say("caption.bisect.more", more=more, now=now, change=change)
        return state.frame("split", caption, CUT, n_splits, cluster=split.small.number)
    caption = say(
        "caption.bisect.parts",
        name=cluster_name(split.large.number),
        kept=_points(len(split.large.points)),
        new=cluster_name(split.small.number),
        got=f"{len(split.small.points):,}",
        change=change,
    )
    return state.frame("assign", caption, CUT, n_splits, cluster=split.small.number)


def _points(n: int) -> str:
    return say("count.point" if n == 1 else "count.points", n=f"{n:,}")
