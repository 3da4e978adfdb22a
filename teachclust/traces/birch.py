"""How Birch fits: points join the subclusters of a CF tree, then the subclusters are clustered.

References
----------
T. Zhang, R. Ramakrishnan and M. Livny, "BIRCH: an efficient data clustering method for very large
databases", SIGMOD 1996.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from math import sqrt
from numbers import Integral
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from sklearn.base import clone
from sklearn.cluster import AgglomerativeClustering
from sklearn.cluster._birch import _CFNode, _CFSubcluster, _split_node

from teachclust.checks import CheckedData, call_text, check_memory
from teachclust.checks.memory import MOST_BYTES
from teachclust.errors import LearnerError
from teachclust.palette import cluster_name
from teachclust.traces.frame import (
    NO_CLUSTER,
    NOT_REACHED,
    Floats,
    Frame,
    Kind,
    Labels,
    Value,
)
from teachclust.traces.parameters import N_CLUSTERS
from teachclust.traces.spec import AlgorithmSpec, Parameter, Samples, StepName
from teachclust.traces.steps import CodeLine, Steps
from teachclust.traces.thinning import shown_steps
from teachclust.words import say
from teachclust.words.numbers import number

Ints = npt.NDArray[np.intp]

_ENOUGH: Final = 5_000
#: Frames have the centroids of at most so many subclusters, and at most so many numbers: more
#: discs hide the points, and more numbers fill the memory.
_MOST_PLACED: Final = 200
_MOST_NUMBERS: Final = 200_000
# More rings than this hide the points that they are around.
_RINGS: Final = 40

# Lines of the pseudocode.
DESCEND: Final = 1
JOIN: Final = 2
NEW: Final = 3
SPLIT: Final = 4
GLOBAL: Final = 5
ASSIGN: Final = 6


class _Leaf(_CFSubcluster):  # type: ignore[misc]
    """A subcluster of a leaf, which knows its points; or a point on its way down the tree.

    ``joined`` is the subcluster that took it in, ``refused`` the one that didn't, with the radius
    that it would have had.
    """

    def __init__(self, point: Floats, number: int) -> None:
        super().__init__(linear_sum=point)
        self.number = number
        self.joined: _Leaf | None = None
        self.refused: tuple[_Leaf, float] | None = None

    def merge_subcluster(self, nominee_cluster: _Leaf, threshold: float) -> bool:
        merged = bool(super().merge_subcluster(nominee_cluster, threshold))
        if merged:
            nominee_cluster.joined = self
        else:
            n = self.n_samples_ + 1
            center = (1 / n) * (self.linear_sum_ + nominee_cluster.linear_sum_)
            squares = (self.squared_sum_ + nominee_cluster.squared_sum_) / n
            radius = sqrt(max(0.0, float(squares - np.dot(center, center))))
            nominee_cluster.refused = (self, radius)
        return merged


@dataclass(frozen=True, slots=True, eq=False)
class Split:
    """A leaf that became two.

    Parameters
    ----------
    sizes : pair of int
        How many subclusters the two have.
    second : tuple of int
        The subclusters of the second one, by the order in which they started.
    leaves, levels : int
        How many the tree has then.
    """

    sizes: tuple[int, int]
    second: tuple[int, ...]
    leaves: int
    levels: int


@dataclass(slots=True, eq=False)
class Insertions:
    """What the insertion of each point did; subclusters are counted as they started.

    Parameters
    ----------
    joined : list of int
        The subcluster of each point.
    radius : list of float
        Of the subcluster that the point joined; where it started one, the radius that the closest
        subcluster would have had with it.
    closest : list of int
        The subcluster that a point joined or was too far from.
    splits : dict of int to Split
        By the point after which a leaf was too full.
    order : ndarray of shape (n_subclusters,), dtype int
        The subclusters in the order of ``subcluster_centers_``.
    centers : ndarray of shape (n_subclusters, n_features)
        ``subcluster_centers_``.
    """

    joined: list[int] = field(default_factory=list)
    radius: list[float] = field(default_factory=list)
    closest: list[int] = field(default_factory=list)
    splits: dict[int, Split] = field(default_factory=dict)
    order: Ints = field(init=False)
    centers: Floats = field(init=False)


def trace_birch(model: Any, data: CheckedData) -> Steps:
    """Trace a Birch; ``n_clusters`` is a whole number, another estimator or None.

    There is one frame for each point that is inserted (of many at most 300) and one for each leaf
    that splits. Then comes one for each merge of two subclusters where ``n_clusters`` is a whole
    number (of very many one for all, as where it is an estimator), and each point's label.

    While points are inserted the centers are the centroids of the subclusters. A fit has no centers
    of clusters. The last centers are therefore means: each is that of the centroids of a cluster's
    subclusters. Where every subcluster is a cluster they are the fit's ``subcluster_centers_``.
    These and ``subcluster_labels_`` are in the values of the last frame in any case, as
    ``subcluster_centers`` and ``subcluster_labels``. With more than 200 subclusters there are no
    centers until clusters are made of them.

    Points go through scikit-learn's own CF tree. Costs about one fit and a half; memory a few
    numbers for each point, and the labels of the frames.
    """
    _check(model, data)
    X = data.numbers_in_order
    inserted = _insert(model, X)
    fitted, merges = _cluster(model, inserted, X)
    own = np.asarray(fitted.subcluster_labels_)
    few = isinstance(model.n_clusters, Integral) and len(own) < int(model.n_clusters)
    how = "none" if fitted.n_clusters is None else "merge" if merges else "other"
    story = _Story(inserted, own, X, model)
    frames = [Frame("show", say("caption.show", n=f"{len(X):,}"), 0)]
    frames += story.insertions()
    if merges:
        frames += story.merges(fitted.n_clusters)
    elif fitted.n_clusters is not None:
        frames.append(story.clustered(fitted.n_clusters))
    frames += story.end(frames[-1].labels, fitted.labels_.astype(np.int32))
    names = ("each", "descend", "join", "new", "split", f"global.{how}", "assign")
    texts = {
        "branching": model.branching_factor,
        "threshold": number(model.threshold),
        "k": model.n_clusters,
        "estimator": type(model.n_clusters).__name__,
    }
    return Steps(
        frames=tuple(frames),
        code=tuple(
            CodeLine(say(f"code.birch.{name}", **texts), int(DESCEND <= line <= SPLIT))
            for line, name in enumerate(names)
        ),
        notices=(say("caption.birch.few", m=len(own), k=f"{model.n_clusters:,}"),) if few else (),
    )


def _check(model: Any, data: CheckedData) -> None:
    """Refuse nodes that memory has no room for."""
    numbers = model.branching_factor * data.X.shape[1]
    if 8 * numbers <= MOST_BYTES:
        return
    raise LearnerError(
        f"A node of the tree would need about {8 * numbers / 1e6:,.0f} MB of memory.",
        where=f"branching_factor={model.branching_factor}",
        why="Each node has room for so many subclusters; 50 is the default.",
        fix=call_text(model, branching_factor=50),
    )


def _insert(model: Any, X: Floats) -> Insertions:
    """Insert all points as the fit does, and record what became of each."""
    first, root = (_node(model, X, is_leaf=True) for _ in range(2))
    first.next_leaf_, root.prev_leaf_ = root, first
    found = Insertions()
    n_subclusters, leaves, levels = 0, 1, 1
    for i, x in enumerate(X):
        point = _Leaf(x, n_subclusters)
        leaf = _leaf_of(root, x)
        full = root.insert_cf_subcluster(point)
        if full:
            halves = _split_node(root, model.threshold, model.branching_factor)
            root = _node(model, X, is_leaf=False)
            for half in halves:
                root.append_subcluster(half)
            levels += 1
        into = point.joined or point
        known = into if point.refused is None else point.refused[0]
        found.joined.append(into.number)
        found.closest.append(known.number)
        found.radius.append(into.radius if point.refused is None else point.refused[1])
        n_subclusters += point.joined is None
        if len(leaf.subclusters_) > model.branching_factor:
            leaves += 1
            one = leaf.prev_leaf_.next_leaf_
            other = one.next_leaf_
            sizes = len(one.subclusters_), len(other.subclusters_)
            second = tuple(part.number for part in other.subclusters_)
            found.splits[i] = Split(sizes, second, leaves, levels)
    parts = []
    leaf = first.next_leaf_
    while leaf is not None:
        parts += [(part.number, part.centroid_) for part in leaf.subclusters_]
        leaf = leaf.next_leaf_
    found.order = np.array([part for part, _ in parts], dtype=np.intp)
    found.centers = np.array([center for _, center in parts], dtype=X.dtype)
    return found


def _node(model: Any, X: Floats, *, is_leaf: bool) -> Any:
    return _CFNode(
        threshold=model.threshold,
        branching_factor=model.branching_factor,
        is_leaf=is_leaf,
        n_features=X.shape[1],
        dtype=X.dtype,
    )


def _leaf_of(node: Any, x: Floats) -> Any:
    """Return the leaf to which a point goes down, by the distances that the fit compares."""
    while not node.is_leaf:
        distances = np.dot(node.centroids_, x)
        distances *= -2.0
        distances += node.squared_norm_
        node = node.subclusters_[distances.argmin()].child_
    return node


def _cluster(model: Any, inserted: Insertions, X: Floats) -> tuple[Any, bool]:
    """Do the fit's global step; return the fitted Birch, and whether subclusters were merged."""
    n_subclusters = len(inserted.centers)
    fitted = clone(model).set_params(compute_labels=True)
    merges = False
    if isinstance(model.n_clusters, Integral):
        if n_subclusters == model.n_clusters == 1:
            raise LearnerError(
                "scikit-learn can't merge a single subcluster.",
                where=f"n_clusters=1, threshold={number(model.threshold)}",
                why="All points are in one already: it is the cluster.",
                fix=call_text(model, n_clusters=None),
            )
        # where there are fewer the fit lets each be a cluster, with a warning
        merges = n_subclusters >= model.n_clusters
        fitted.n_clusters = None
        if merges:
            needed = 8.0 * n_subclusters * (n_subclusters - 1)
            check_memory(needed, "Merging all subclusters", len(X), _ENOUGH)
            fitted.n_clusters = AgglomerativeClustering(model.n_clusters, compute_distances=True)
    fitted.subcluster_centers_ = inserted.centers
    fitted._global_clustering(X)
    return fitted, merges


class _Story:
    """The frames of a trace.

    Subclusters have the same name in all of them. One of each cluster has the name that the cluster
    has at last, so that a cluster keeps its name while others are merged into it.
    """

    def __init__(self, inserted: Insertions, own: Ints, X: Floats, model: Any) -> None:
        self.inserted, self.own, self.X, self.model = inserted, own, X, model
        self.joined = np.array(inserted.joined, dtype=np.intp)
        m, n_features = len(own), X.shape[1]
        self.placed = m <= _MOST_PLACED and m * n_features <= _MOST_NUMBERS
        self.size = len(X) + (m * n_features if self.placed else 0)  # numbers in a frame
        by_start = inserted.order.argsort()  # place in the fit's order of the i-th that started
        self.names = _names(own[by_start])
        self.places = by_start

    def insertions(self) -> Iterator[Frame]:
        """Yield what becomes of each point."""
        X, found = self.X, self.inserted
        n, m = len(X), len(self.own)
        starts = np.unique(self.joined, return_index=True)[1]
        shown = shown_steps(n, self.size, [*found.splits, *starts.tolist()])
        sums = np.zeros((m, X.shape[1]), dtype=X.dtype)
        counts = np.zeros(m, dtype=np.intp)
        centers = np.full((int(self.names.max()) + 1, X.shape[1]), np.nan, dtype=X.dtype)
        labels = np.full(n, NOT_REACHED, dtype=np.int32)
        done = known = 0
        for step in shown:
            for i in range(done, step + 1):
                part = self.joined[i]
                sums[part] += X[i]  # in the fit's order, so that they round as its sums do
                counts[part] += 1
            labels = labels.copy()
            labels[done : step + 1] = self.names[self.joined[done : step + 1]]
            now = int(np.count_nonzero(counts))
            values: dict[str, Any] = {"points": (step,), "cluster": int(labels[step])}
            if self.placed:
                centers = centers.copy()
                there = counts > 0
                shares = (1 / counts[there]).astype(X.dtype)
                centers[self.names[there]] = shares[:, None] * sums[there]
                values["centers"] = centers
            new = bool(counts[self.joined[step]] == 1)
            caption = self._insert_caption(step, step + 1 - done, now - known, now, counts)
            kind: Kind = "seed" if new else "visit"
            line = NEW if new else JOIN
            yield Frame(kind, caption, line, 0, labels, values=values)
            if step in found.splits:
                yield self._split_frame(step, labels, values)
            done, known = step + 1, now

    def _insert_caption(self, step: int, points: int, new: int, m: int, counts: Ints) -> str:
        found, threshold = self.inserted, number(self.model.threshold)
        if points > 1:
            texts = {"points": f"{points:,}", "new": f"{new:,}", "m": f"{m:,}"}
            return say("caption.birch.more", **texts, seen=f"{step + 1:,}")
        name = cluster_name(int(self.names[self.joined[step]]))
        if step == 0:
            return say("caption.birch.first", point=step, name=name)
        radius = number(found.radius[step])
        if new:
            if radius == threshold:  # more digits tell which is larger
                radius = f"{found.radius[step]:.17g}"
            closest = cluster_name(int(self.names[found.closest[step]]))
            texts = {"closest": closest, "radius": radius, "threshold": threshold}
            return say("caption.birch.new", point=step, name=name, **texts)
        size = f"{counts[self.joined[step]]:,}"
        texts = {"size": size, "radius": radius, "threshold": threshold}
        return say("caption.birch.join", point=step, name=name, **texts)

    def _split_frame(self, step: int, labels: Labels, values: dict[str, Any]) -> Frame:
        split = self.inserted.splits[step]
        seen = self.joined[: step + 1]
        points = np.flatnonzero(np.isin(seen, split.second))
        values = {name: value for name, value in values.items() if name == "centers"}
        if len(points) <= _RINGS:
            values["points"] = tuple(points.tolist())
        caption = say(
            "caption.birch.split",
            full=f"{sum(split.sizes):,}",
            one=f"{split.sizes[0]:,}",
            other=f"{split.sizes[1]:,}",
            leaves=f"{split.leaves:,}",
            levels=split.levels,
        )
        return Frame("split", caption, SPLIT, 0, labels, values=values)

    def merges(self, fitted: Any) -> Iterator[Frame]:
        """Yield the merges of subclusters that lead to the clusters."""
        m = len(self.own)
        n_merges = m - fitted.n_clusters_
        if not self.placed or not n_merges or len(shown_steps(n_merges, self.size)) < n_merges:
            yield self.clustered(fitted)
            return
        names = np.empty(m, dtype=np.intp)
        names[self.places] = self.names
        members = [[part] for part in range(m)]
        for step, (a, b) in enumerate(fitted.children_[:n_merges].tolist()):
            first, second = sorted(int(names[members[node][0]]) for node in (a, b))
            members.append(members[a] + members[b])
            names[members[-1]] = first
            labels = names[self.places][self.joined].astype(np.int32)
            points = np.flatnonzero(labels == first)
            values: dict[str, Any] = {"centers": self._means(names), "cluster": first}
            if len(points) <= _RINGS:
                values["points"] = tuple(points.tolist())
            left = m - step - 1
            caption = say(
                "caption.birch.merge",
                a=cluster_name(first),
                b=cluster_name(second),
                distance=number(float(fitted.distances_[step])),
                left=_clusters(left),
            )
            yield Frame("merge", caption, GLOBAL, 0, labels, values=values)

    def clustered(self, clusterer: Any) -> Frame:
        """Return the frame in which all subclusters become clusters at once."""
        found = np.unique(self.own[self.own >= 0])
        labels = self.own[self.places][self.joined].astype(np.int32)
        caption = say(
            "caption.birch.clustered",
            estimator=type(clusterer).__name__,
            m=_subclusters(len(self.own)),
            k=_clusters(len(found)),
        )
        values = {"centers": self._means(self.own)}
        return Frame("merge", caption, GLOBAL, 0, labels, values=values)

    def end(self, before: Labels | None, labels: Labels) -> Iterator[Frame]:
        """Yield each point's label, and the end."""
        n, m = len(labels), len(self.own)
        moved = n if before is None else int(np.count_nonzero(before != labels))
        values: dict[str, Any] = {"centers": self._means(self.own)}
        caption = say("caption.birch.assign", moved=f"{moved:,}", n=f"{n:,}")
        yield Frame("assign", caption, ASSIGN, 0, labels, values=values)
        values = values | {
            "subcluster_centers": self.inserted.centers,
            "subcluster_labels": self.own,
        }
        found = len(np.unique(labels[labels >= 0]))
        caption = say("caption.birch.stop", n=f"{n:,}", m=_subclusters(m), k=_clusters(found))
        yield Frame("stop", caption, ASSIGN, 0, labels, values=values)

    def _means(self, labels: Ints) -> Floats:
        """Return the mean of the centroids of each label's subclusters; NaN where it has none."""
        centers = self.inserted.centers
        means = np.full((int(labels.max()) + 1, centers.shape[1]), np.nan, centers.dtype)
        for label in np.unique(labels[labels >= 0]).tolist():
            means[label] = centers[labels == label].mean(axis=0)
        return means


def _names(labels: Ints) -> Ints:
    """Name subclusters: the first of each cluster as the cluster, the others by what is free."""
    names = np.full(len(labels), NO_CLUSTER, dtype=np.intp)
    found, first = np.unique(labels, return_index=True)
    first, found = first[found >= 0], found[found >= 0]
    names[first] = found
    free = np.setdiff1d(np.arange(len(labels) + len(found)), found)
    rest = np.flatnonzero(names < 0)
    names[rest] = free[: len(rest)]
    return names


def _clusters(k: int) -> str:
    return say("caption.birch.cluster" if k == 1 else "caption.birch.clusters", k=f"{k:,}")


def _subclusters(m: int) -> str:
    key = "caption.birch.subcluster" if m == 1 else "caption.birch.subclusters"
    return say(key, m=f"{m:,}")


WORDS: Final = {
    "code.birch.title": "Birch",
    "code.birch.each": "for each point:",
    "code.birch.descend": "go down to the closest subcluster",
    "code.birch.join": "join it if its radius stays <= {threshold}",
    "code.birch.new": "otherwise start a new subcluster",
    "code.birch.split": "split a node of more than {branching} in two",
    "code.birch.global.merge": "merge subclusters (ward) until {k} left",
    "code.birch.global.other": "cluster the subclusters by {estimator}",
    "code.birch.global.none": "each subcluster is a cluster",
    "code.birch.assign": "label each point by its nearest subcluster",
    "caption.birch.first": "Insert: point {point} starts the first subcluster, {name}.",
    "caption.birch.join": "Insert: point {point} joins {name}, now of {size} points and radius "
    "{radius}, at most {threshold}.",
    "caption.birch.new": "Insert: with point {point} {closest} would have radius {radius}, above "
    "{threshold}; it starts {name}.",
    "caption.birch.more": "Insert: {points} points more, {new} of them start a subcluster; {m} "
    "subclusters of {seen} points.",
    "caption.birch.split": "Split: a leaf of {full} subclusters becomes two of "
    "{one} and {other}; {leaves} leaves, {levels} levels.",
    "caption.birch.merge": "Merge: {b} into {a} at distance {distance}; {left} left.",
    "caption.birch.clustered": "Cluster: {estimator} makes {k} of {m}.",
    "caption.birch.assign": "Assign: each point takes the cluster of its nearest subcluster; "
    "{moved} of {n} change.",
    "caption.birch.stop": "Stop: {n} points are in {m}, which make {k}.",
    "caption.birch.cluster": "1 cluster",
    "caption.birch.clusters": "{k} clusters",
    "caption.birch.subcluster": "1 subcluster",
    "caption.birch.subclusters": "{m} subclusters",
    "caption.birch.few": "Subclusters found: {m}, fewer than n_clusters={k}. A lower threshold "
    "makes more.",
}

_N_SUBCLUSTERS: Final = "n_subclusters"

SPEC: Final = AlgorithmSpec(
    estimator="sklearn.cluster:Birch",
    tracer=trace_birch,
    painter="kmeans",
    code_title="code.birch.title",
    carries=(
        "centers",
        "points",
        "cluster",
        Value(
            "subcluster_centers",
            (_N_SUBCLUSTERS, "n_features"),
            "float",
            "of X",
            "the fit's ``subcluster_centers_``",
        ),
        Value(
            "subcluster_labels",
            (_N_SUBCLUSTERS,),
            "int",
            "",
            "the fit's ``subcluster_labels_``: the cluster of each subcluster",
        ),
    ),
    samples=Samples(
        {"threshold": 1.0, "branching_factor": 5, "n_clusters": 4},
        "blobs",
        hard={"threshold": 1.2, "n_clusters": 3},
    ),
    parameters=(
        replace(N_CLUSTERS, applies=lambda model: isinstance(model.n_clusters, Integral)),
        Parameter("threshold", "number", "threshold", "Largest radius of a subcluster", least=1e-9),
        Parameter(
            "branching_factor",
            "whole",
            "branching",
            "Most subclusters in a node of the tree",
            least=2,
        ),
    ),
    title=("n_clusters", "threshold", "branching_factor"),
    switches=("links",),
    step_names={
        "seed": StepName("new subcluster", "insert a point"),
        "visit": StepName("insert", "insert a point"),
        "split": StepName("split", "split a leaf"),
        "merge": StepName("global step", "cluster the subclusters"),
    },
    card=("distances",),
    words=WORDS,
)
