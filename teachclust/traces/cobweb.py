"""How Cobweb fits: each row goes down the tree, by the choice of the highest category utility."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from dataclasses import replace
from numbers import Integral
from typing import Any, Final

import numpy as np
from sklearn.base import clone
from sklearn.exceptions import ConvergenceWarning

from teachclust.checks import CheckedData
from teachclust.cluster.cobweb import UNITS, Choice, Cobweb, ConceptTree, row_order
from teachclust.palette import cluster_name
from teachclust.traces.frame import NOT_REACHED, Floats, Frame, Kind, Labels
from teachclust.traces.parameters import N_CLUSTERS, RANDOM_STATE
from teachclust.traces.spec import AlgorithmSpec, Parameter, Samples, StepName
from teachclust.traces.steps import CodeLine, Steps
from teachclust.traces.thinning import shown_steps
from teachclust.words import say
from teachclust.words.numbers import how_many, number

# Lines of the pseudocode.
EACH: Final = 0
LEAF: Final = 1
CUT: Final = 7
CLUSTERS: Final = 8

#: The kind of frame and the line of the pseudocode of each operation.
_SHOWN: Final[dict[str, tuple[Kind, int]]] = {
    "first": ("seed", LEAF),
    "open": ("seed", LEAF),
    "join": ("assign", LEAF),
    "host": ("visit", 3),
    "new": ("seed", 4),
    "merge": ("merge", 5),
    "split": ("split", 6),
    "cut": ("collapse", CUT),
}
#: Frames have the means of at most so many leaves: more of them hide the points.
_MOST_PLACED: Final = 200


def trace_cobweb(model: Any, data: CheckedData) -> Steps:
    """Trace a Cobweb: a frame for each node at which a row is, with the utility of each choice.

    Of many there are at most 300, those that change the tree first. Where the tree is cut to
    `n_clusters`, a frame for each two leaves that are joined follows. Labels are leaves; a row has
    its leaf once it is at the end of its way. Costs about three fits.
    """
    X = np.asarray(data.X, dtype=np.float64)
    fitted = clone(model)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        fitted.fit(X)
    few = model.n_clusters is not None and fitted.n_leaves_ < model.n_clusters
    lines = ("each", "leaf", "choose", "host", "new", "merge", "split", "cut")
    end = "all" if model.n_clusters is None else "some"
    texts = {"cutoff": number(model.cutoff), "k": model.n_clusters}
    return Steps(
        frames=tuple(_Story(model, fitted, X).frames()),
        code=(
            *(
                CodeLine(
                    say(f"code.cobweb.{name}", **texts),
                    int(name != "each") + int(name in ("host", "new", "merge", "split")),
                )
                for name in lines
            ),
            CodeLine(say(f"code.cobweb.clusters.{end}", **texts)),
        ),
        notices=(
            (say("caption.cobweb.few", m=fitted.n_leaves_, k=f"{model.n_clusters:,}"),)
            if few
            else ()
        ),
    )


class _Story:
    """The frames of a trace; leaves that are left at last have the names of their clusters."""

    def __init__(self, model: Any, fitted: Cobweb, X: Floats) -> None:
        self.model, self.fitted, self.X = model, fitted, X
        self.scaled = fitted._scale(X)
        self.order = row_order(len(X), model).tolist()
        ends = fitted._tree.leaves()
        names = fitted.leaves_.tolist() if model.ids == "nodes" else range(len(ends))
        self.last = dict(zip(ends, names, strict=True))
        self.names: dict[int, int] = {}
        self.labels: Labels = np.full(len(X), NOT_REACHED, dtype=np.int32)
        self.values: dict[str, Any] = {}

    def frames(self) -> Iterator[Frame]:
        """Yield all frames."""
        X = self.X
        yield Frame("show", say("caption.show", n=f"{len(X):,}"), EACH)
        steps = [choice for _, choice in self._insertions(self._tree())]
        important = [
            at for at, one in enumerate(steps) if one.operation in ("cut", "split", "merge", "new")
        ]
        shown = shown_steps(len(steps), len(X), important)
        wanted, tree = iter(shown), self._tree()
        next_one, before, seen = next(wanted), -1, 0
        for at, (row, choice) in enumerate(self._insertions(tree)):
            if at != next_one:
                continue
            self._look(tree)
            now = int(np.count_nonzero(self.labels != NOT_REACHED))
            kind: Kind = "visit"
            line = EACH
            if at - before > 1:
                caption = say(
                    "caption.cobweb.more",
                    points=how_many("point", now - seen),
                    leaves=how_many("leaf", len(self.names)),
                )
            else:
                caption, kind, line = self._caption(tree, row, choice)
            values = {**self.values, "points": (row,)}
            if self.labels[row] != NOT_REACHED:
                values["cluster"] = int(self.labels[row])
            yield Frame(kind, caption, line, 0, self.labels, values=values)
            next_one, before, seen = next(wanted, -1), at, now
        yield from self._joins(tree)
        yield self._stop()

    def _tree(self) -> ConceptTree:
        return ConceptTree(self.X.shape[1], self.model.acuity, self.model.cutoff)

    def _insertions(self, tree: ConceptTree) -> Iterator[tuple[int, Choice]]:
        for row in self.order:
            for choice in tree.insertion(row, self.scaled[row]):
                yield row, choice

    def _look(self, tree: ConceptTree) -> None:
        """Take in the leaves of the tree: their names, the labels of the rows, the means."""
        leaves = tree.leaves()
        kept = {leaf: self.names[leaf] for leaf in leaves if leaf in self.names}
        free = self.fitted.n_clusters_
        used = set(kept.values())
        for leaf in leaves:
            if leaf in self.last:
                kept[leaf] = self.last[leaf]
            elif leaf not in kept:
                while free in used:
                    free += 1
                kept[leaf] = free
                used.add(free)
        self.names = kept
        labels: Labels = np.full(len(self.X), NOT_REACHED, dtype=np.int32)
        for leaf in leaves:
            labels[tree.rows[leaf]] = kept[leaf]
        self.labels = labels
        self.values = {}
        if len(leaves) <= _MOST_PLACED:
            centers = np.full((max(kept.values()) + 1, self.X.shape[1]), np.nan)
            means = tree.stats(leaves).means
            centers[[kept[leaf] for leaf in leaves]] = self.fitted._unscale(means)
            self.values = {"centers": centers}

    def _caption(self, tree: ConceptTree, row: int, choice: Choice) -> tuple[str, Kind, int]:
        key: str = choice.operation
        if key == "new" and choice.host != choice.host:  # a leaf that gets children
            key = "open"
        rows = int(tree.stats(choice.node).counts)
        texts: dict[str, Any] = {
            "point": row,
            "rows": how_many("point", rows),
            "cutoff": number(self.model.cutoff),
            "utility": number(choice.utility),
        }
        if key == "host":
            texts["size"] = how_many("point", int(tree.stats(choice.to).counts))
        if key in ("join", "open", "first"):
            texts["name"] = cluster_name(int(self.labels[row]))
        others = [
            say(f"caption.cobweb.utility.{name}", utility=number(getattr(choice, name)))
            for name in ("host", "new", "merge", "split")
            if name != key and getattr(choice, name) == getattr(choice, name)
        ]
        texts["others"] = ", ".join(others)
        return say(f"caption.cobweb.{key}", **texts), *_SHOWN[key]

    def _joins(self, tree: ConceptTree) -> Iterator[Frame]:
        """Yield the joins of leaves that leave `n_clusters` of them."""
        if self.model.n_clusters is None:
            return
        joins = len(tree.leaves()) - self.fitted.n_leaves_
        shown = set(shown_steps(joins, len(self.X), late=True)) if joins > 0 else set()
        for at, _ in enumerate(tree.cut_to(self.model.n_clusters)):
            if at not in shown:
                continue
            self._look(tree)
            left = how_many("leaf", len(self.names))
            caption = say("caption.cobweb.join_leaves", left=left)
            yield Frame("merge", caption, CLUSTERS, 0, self.labels, values=self.values)

    def _stop(self) -> Frame:
        fitted = self.fitted
        caption = say(
            "caption.cobweb.stop",
            clusters=how_many("group", fitted.n_leaves_),
            nodes=how_many("node", len(fitted.parents_)),
            utility=number(fitted.category_utility_),
        )
        values = {"centers": fitted.cluster_centers_}
        labels = fitted.labels_.astype(np.int32)
        return Frame("stop", caption, CLUSTERS, 0, labels, values=values)


WORDS: Final = {
    "count.group.one": "1 cluster",
    "count.group.many": "{n} clusters",
    "count.leaf.one": "1 leaf",
    "count.leaf.many": "{n} leaves",
    "count.node.one": "1 node",
    "count.node.many": "{n} nodes",
    "caption.cobweb.first": "Start: point {point} is the first leaf, {name}.",
    "caption.cobweb.open": (
        "New: a leaf of {rows} gets two children, the other is {name}; utility {utility}."
    ),
    "caption.cobweb.join": (
        "Join: point {point} stays in leaf {name}; two children would have {utility}, under "
        "{cutoff}."
    ),
    "caption.cobweb.host": (
        "Host: a child, now of {size}, takes point {point}; utility {utility} ({others})."
    ),
    "caption.cobweb.new": "New: point {point} becomes a child; utility {utility} ({others}).",
    "caption.cobweb.merge": (
        "Merge: the two best children become one for point {point}; utility {utility} ({others})."
    ),
    "caption.cobweb.split": (
        "Split: the best child gives way to its own children; utility {utility} ({others})."
    ),
    "caption.cobweb.cut": (
        "Cut: the best choice has {utility}, under {cutoff}; a node of {rows} becomes a leaf."
    ),
    "caption.cobweb.more": "Insert: {points} more; the tree has {leaves}.",
    "caption.cobweb.join_leaves": "Join: the two closest leaves of one parent are joined; {left}.",
    "caption.cobweb.stop": (
        "Stop: {clusters} are the leaves of a tree of {nodes}; utility of the root {utility}."
    ),
    "caption.cobweb.utility.host": "host {utility}",
    "caption.cobweb.utility.new": "new {utility}",
    "caption.cobweb.utility.merge": "merge {utility}",
    "caption.cobweb.utility.split": "split {utility}",
    "caption.cobweb.few": "The tree has {m} leaves, fewer than n_clusters={k}. A lower acuity "
    "makes more.",
    "code.cobweb.title": "Cobweb",
    "code.cobweb.each": "for each point, from the root down:",
    "code.cobweb.leaf": "at a leaf: join it, or make two",
    "code.cobweb.choose": "else do what has the highest utility:",
    "code.cobweb.host": "the best child hosts it",
    "code.cobweb.new": "it becomes a new child",
    "code.cobweb.merge": "merge the two best children",
    "code.cobweb.split": "split the best child",
    "code.cobweb.cut": "cut all children if it is under {cutoff}",
    "code.cobweb.clusters.all": "each leaf is a cluster",
    "code.cobweb.clusters.some": "join close leaves until {k} are left",
}

SPEC: Final = AlgorithmSpec(
    estimator="teachclust.cluster:Cobweb",
    tracer=trace_cobweb,
    painter="kmeans",
    code_title="code.cobweb.title",
    carries=("centers", "points", "cluster"),
    samples=Samples(
        {"acuity": 0.4, "random_state": 0},
        "blobs",
        hard={"acuity": 0.25, "n_clusters": 2, "random_state": 1},
    ),
    fitted_attributes={"centers": "cluster_centers_"},
    parameters=(
        Parameter(
            "acuity",
            "number",
            "acuity",
            "The least standard deviation within a cluster that counts",
            least=1e-9,
        ),
        Parameter("acuity_unit", "choice", "unit", "What the acuity is measured in", UNITS),
        Parameter("cutoff", "number", "cutoff", "The least utility of a node's children", least=0),
        replace(N_CLUSTERS, applies=lambda model: isinstance(model.n_clusters, Integral)),
        replace(RANDOM_STATE, applies=lambda model: model.shuffle),
    ),
    title=("acuity", "acuity_unit", "cutoff", "n_clusters", "random_state"),
    switches=("links",),
    step_names={
        "seed": StepName("new leaf", "place a point"),
        "assign": StepName("join", "place a point"),
        "visit": StepName("host", "place a point"),
        "merge": StepName("merge", "place a point"),
        "split": StepName("split", "place a point"),
        "collapse": StepName("cut", "place a point"),
    },
    words=WORDS,
)
