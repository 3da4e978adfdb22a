"""How BisectingKMeans fits: cluster by cluster cut in two, until there are enough.

References
----------
M. Steinbach, G. Karypis and V. Kumar, "A comparison of document clustering techniques", KDD
Workshop on Text Mining, 2000.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from sklearn.base import clone

from teachclust.checks import CheckedData, display_name
from teachclust.errors import LearnerError
from teachclust.palette import cluster_name
from teachclust.traces.frame import Floats, Frame, Labels
from teachclust.traces.parameters import (
    N_CLUSTERS,
    RANDOM_STATE,
)
from teachclust.traces.spec import AlgorithmSpec, Parameter, Samples, StepName
from teachclust.traces.steps import CodeLine, Run, Steps
from teachclust.traces.thinning import shown_steps
from teachclust.words import say
from teachclust.words.numbers import how_many, number

# Lines of the pseudocode (see `bisecting._code`).
START: Final = 0
CHOOSE: Final = 2
CUT: Final = 3
UNTIL: Final = 4

# More rings than this hide the points that they are around.
_RINGS: Final = 40

Ints = npt.NDArray[np.intp]


def trace_bisecting(model: Any, data: CheckedData) -> Steps:
    """Trace a BisectingKMeans.

    There are two frames for each split, from one cluster to n_clusters: the choice and the result.
    The iterations of k-means inside a split are not shown.

    Costs one fit and about one pass over the data for each level of the tree: the splits are read
    off the fitted estimator's own tree (see `_splits_of`).
    """
    X = data.X
    fitted = _fit(model, data)
    whole, splits = _splits_of(fitted, X)
    return Steps(
        frames=tuple(_frames_of_splits(fitted, X, whole, splits)),
        runs=(Run(float(fitted.inertia_), len(splits), True),),
        code=_code(model),
    )


def _fit(model: Any, data: CheckedData) -> Any:
    quiet = clone(model).set_params(verbose=0, copy_x=True)
    try:
        return quiet.fit(data.X)
    except ValueError as error:
        if callable(model.init):  # up to scikit-learn 1.6 none fits more than two clusters
            raise LearnerError(
                "The start that a function gives does not fit.",
                where=f"init={display_name(getattr(model.init, '__name__', 'function'))}",
                why=str(error),
                fix='BisectingKMeans(n_clusters=4, init="k-means++", random_state=0)',
            ) from error
        if "larger sample than population" not in str(error):
            raise
        raise _no_cut(model, data.n_distinct) from error


def _no_cut(model: Any, n_distinct: int) -> LearnerError:
    """Return the error for a fit that tries to split a single point.

    Among repeated points no cluster has any inertia, and the first in line may be a point alone.
    Where k-means stops early, a point alone may lie off its center and have the most inertia.
    """
    k = model.n_clusters
    few = k > n_distinct
    return LearnerError(
        "BisectingKMeans came to a point alone, which can't be cut in two.",
        where=f"n_clusters={k}" if few else f"max_iter={model.max_iter}, tol={model.tol}",
        why=f"X has only {n_distinct} different points, and equal ones stay together."
        if few
        else "k-means stopped before it settled: the point is not at its center.",
        fix=f"BisectingKMeans(n_clusters={n_distinct}, random_state=0)"
        if few
        else f"BisectingKMeans(n_clusters={k}, max_iter=300, tol=0, random_state=0)",
    )


def _code(model: Any) -> tuple[CodeLine, ...]:
    return (
        CodeLine(say("code.bisect.start")),
        CodeLine(say("code.bisect.repeat")),
        CodeLine(say(f"code.bisect.choose.{model.bisecting_strategy}"), 1),
        CodeLine(say("code.bisect.cut"), 1),
        CodeLine(say("code.bisect.until")),
    )


def _frames_of_splits(fitted: Any, X: Floats, whole: Part, splits: list[Split]) -> Iterator[Frame]:
    """Yield the frames of a fit.

    Yields "show", "assign" (all points are one cluster), by turns "split" (the cluster that is
    chosen) and "assign" (its two parts), then "stop". Among more than 300 splits a "split" frame
    may stand for several, with their result.
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
        known = {"centers": self.centers, **values}
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
        kept=how_many("point", len(split.large.points)),
        new=cluster_name(split.small.number),
        got=f"{len(split.small.points):,}",
        change=change,
    )
    return state.frame("assign", caption, CUT, n_splits, cluster=split.small.number)


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """A cluster at some time of the fit.

    ``number`` is the label of the leaf that is reached from it by the larger part of each split:
    of two parts the larger keeps the number, and the last parts have the labels of the fit.
    `center` is in the learner's coordinates, `inertia` is that of `points` around it, and `score`
    is what the next cluster to split is chosen by.
    """

    points: Ints
    center: Floats
    inertia: float
    score: float
    number: int


@dataclass(frozen=True, slots=True, eq=False)
class Split:
    """A part and the two that came of it, the larger first; `tied` when others scored the same."""

    whole: Part
    large: Part
    small: Part
    tied: bool


def _splits_of(fitted: Any, X: Floats) -> tuple[Part, list[Split]]:
    """Return all points as one part, and the splits in the order in which they were made.

    Reads ``_bisecting_tree``, which has been the same from scikit-learn 1.1 to 1.9; a test holds
    the result to fits with 2, 3, ... clusters.
    """
    reader = _Reader(fitted, X)
    leaves = [fitted._bisecting_tree]
    whole = reader.part(leaves[0])
    parts, splits = [whole], []
    for _ in range(fitted.n_clusters - 1):
        scores = [leaf.score for leaf in leaves]
        at = int(np.argmax(scores))
        halves = [leaves[at].left, leaves[at].right]
        new = [reader.part(half) for half in halves]
        larger = int(len(new[1].points) > len(new[0].points))
        tied = scores.count(scores[at]) > 1
        splits.append(Split(parts[at], new[larger], new[1 - larger], tied))
        leaves[at : at + 1], parts[at : at + 1] = halves, new
    return whole, splits


class _Reader:
    """Looks up points and numbers of nodes by the labels of the leaves below."""

    def __init__(self, fitted: Any, X: Floats) -> None:
        self.X = X
        self.centers = fitted.cluster_centers_
        self.mean = X.mean(axis=0)  # what scikit-learn took off
        self.order = np.argsort(fitted.labels_, kind="stable")
        self.ends = np.searchsorted(fitted.labels_[self.order], np.arange(fitted.n_clusters + 1))

    def part(self, node: Any) -> Part:
        low, high = self._range(node)
        points = self.order[self.ends[low] : self.ends[high]]
        # the centers of leaves are known in full; adding the mean again could round otherwise
        center = self.centers[low] if node.left is None else node.center + self.mean
        gaps = (self.X[points] - center).astype(np.float64, copy=False)
        inertia = float(np.einsum("ij,ij->", gaps, gaps))
        return Part(points, center, inertia, float(node.score), self._number(node))

    def _range(self, node: Any) -> tuple[int, int]:
        """Return the first label of the leaves below a node, and one past the last."""
        left = right = node
        while left.left is not None:
            left = left.left
        while right.left is not None:
            right = right.right
        return left.label, right.label + 1

    def _number(self, node: Any) -> int:
        while node.left is not None:
            middle = self._range(node.right)[0]
            low, high = self._range(node)
            left, right = self.ends[middle] - self.ends[low], self.ends[high] - self.ends[middle]
            node = node.right if right > left else node.left
        return int(node.label)


WORDS: Final = {
    "caption.bisect.start": "Assign: all points start as one cluster; inertia {inertia}.",
    "caption.bisect.only": (
        "Split: {name} is the only cluster, with inertia {inertia}; it is cut in two."
    ),
    "caption.bisect.inertia.most": (
        "Split: {name} has the highest inertia, {score} of {total}; it is cut in two."
    ),
    "caption.bisect.inertia.tie": (
        "Split: {name} is the first with the highest inertia, {score} of {total}; it is cut in two."
    ),
    "caption.bisect.points.most": (
        "Split: {name} has the most points, {score} of {total}; it is cut in two."
    ),
    "caption.bisect.points.tie": (
        "Split: {name} is the first with the most points, {score} of {total}; it is cut in two."
    ),
    "caption.bisect.more": "Split: {more} more clusters are cut in two, {now} now; {change}.",
    "caption.bisect.parts": "Assign: {name} keeps {kept}, {new} gets {got}; {change}.",
    "caption.bisect.down": "inertia {inertia}, down from {old}",
    "caption.bisect.same": "inertia stays {inertia}",
    "caption.bisect.from": "inertia {inertia}, from {old}",
    "caption.bisect.cluster": "1 cluster",
    "caption.bisect.clusters": "{n} clusters",
    "caption.bisect.stop": "Stop: {clusters}, as asked; inertia {inertia}.",
    "code.bisect.title": "Bisecting k-means",
    "code.bisect.start": "put all points into one cluster",
    "code.bisect.repeat": "repeat",
    "code.bisect.choose.biggest_inertia": "choose the cluster with most inertia",
    "code.bisect.choose.largest_cluster": "choose the cluster with most points",
    "code.bisect.cut": "cut it in two by k-means",
    "code.bisect.until": "until there are k clusters",
}

SPEC: Final = AlgorithmSpec(
    estimator="sklearn.cluster:BisectingKMeans",
    tracer=trace_bisecting,
    painter="kmeans",
    code_title="code.bisect.title",
    carries=("centers", "points", "cluster"),
    samples=Samples(
        {"n_clusters": 4, "random_state": 0}, "blobs", hard={"n_clusters": 3, "n_init": 4}
    ),
    fitted_attributes={"centers": "cluster_centers_", "objective": "inertia_"},
    n_clusters="n_clusters",
    parameters=(
        N_CLUSTERS,
        Parameter(
            "bisecting_strategy",
            "choice",
            "split",
            "Which cluster is cut in two next",
            ("biggest_inertia", "largest_cluster"),
        ),
        RANDOM_STATE,
    ),
    title=("n_clusters", "bisecting_strategy", "init", "n_init", "random_state"),
    switches=("links",),
    objective="objective.inertia",
    legend="objective.legend.split",
    step_names={"assign": StepName(next="cut it in two")},
    card=("distances", "splits"),
    words=WORDS,
)
