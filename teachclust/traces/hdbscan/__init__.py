"""How HDBSCAN fits, frame by frame: core distances, a spanning tree, its condensed tree, a choice.

References
----------
R. J. G. B. Campello, D. Moulavi and J. Sander, "Density-Based Clustering Based on Hierarchical
Density Estimates", PAKDD 2013.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from sklearn.base import clone

from teachclust.checks import CheckedData
from teachclust.checks.memory import check_memory
from teachclust.errors import LearnerError
from teachclust.palette import cluster_name
from teachclust.traces.auxiliary import Edges, Levels
from teachclust.traces.card import PointNumbers
from teachclust.traces.density_checks import (
    check_metric,
    is_straight,
)
from teachclust.traces.frame import NO_CLUSTER, NOT_REACHED, Floats, Frame, Kind, Labels
from teachclust.traces.hdbscan.condensed_tree import (
    Condensation,
    best_below,
    choose,
    condense,
    labels_of,
)
from teachclust.traces.hdbscan.spanning_tree import (
    core_and_rows,
    merges_of,
    searches_a_tree,
    spanning_tree,
)
from teachclust.traces.parameters import MIN_SAMPLES
from teachclust.traces.spec import AlgorithmSpec, Parameter, SampleLimit, Samples, StepName
from teachclust.traces.steps import CodeLine, Steps
from teachclust.traces.thinning import MOST_BYTES
from teachclust.words import say
from teachclust.words.numbers import how_many, number

GOOD: Final = "HDBSCAN(min_cluster_size=5)"
#: Points for which two matrices of all distances fit in memory.
_ENOUGH: Final = 4000

# Lines of the pseudocode (see `hdbscan._code`).
CORE: Final = 0
TREE: Final = 1
FALL_OUT: Final = 3
SPLIT: Final = 4
CHOOSE: Final = 5


#: Frames that grow the spanning tree, that cut it, and that choose clusters one by one.
_MERGES: Final = 40
_CUTS: Final = 80
_CHOICES: Final = 12

Ints = npt.NDArray[np.intp]


def trace_hdbscan(model: Any, data: CheckedData) -> Steps:
    """Trace an HDBSCAN.

    `Trace.edges` is the minimum spanning tree of mutual reachability (one of those that tie),
    `Trace.condensed` the condensed tree of the fit's own hierarchy. Labels are -2 until the tree is
    cut; while clusters split, the larger part keeps its number and points that fell out have -1.

    Costs a fit and a spanning tree of our own (scikit-learn keeps none), both n_samples squared in
    time. Clusters are chosen from the tree here, and compared with the labels of the fit; where
    they ever differed the last frames would have those of the fit.
    """
    X = data.X
    _check(model, len(X))
    least = model.min_cluster_size if model.min_samples is None else model.min_samples
    check_memory(16.0 * len(X) * least, f"The {least} nearest of every point", len(X), _ENOUGH)
    fitted = _fit(model, X)
    core, row = core_and_rows(model, X, least)
    if np.isnan(core).any():
        raise LearnerError(
            "Some distances by this metric are no numbers.",
            where=f"metric={model.metric!r}, {np.isnan(core).sum():,} points",
            why="It divides by the spread of a row's own values, which may be zero.",
            fix=f'HDBSCAN(min_cluster_size={min(5, len(X))}, metric="euclidean")',
        )
    edges = spanning_tree(core, row)
    children, heights = _merges(fitted, edges)
    tree = condense(children, heights, model.min_cluster_size)
    labels = fitted.labels_.astype(np.int32)
    chosen = _clusters(tree, model, labels)
    # alpha widens distances in the tree: a circle of the plane would be another
    straight = is_straight(model.metric) and model.alpha == 1
    details = FitDetails(core, edges, tree, chosen, labels, model, least, straight)
    return Steps(
        frames=tuple(_frames_of_fit(details)),
        code=_code(),
        edges=edges,
        condensed=tree.with_clusters(chosen),
        levels=Levels(None, children, heights, least=int(model.min_cluster_size)),
        numbers=PointNumbers(
            core, tree.density, tree.node, fitted.probabilities_, straight=straight
        ),
    )


def _check(model: Any, n_samples: int) -> None:
    check_metric(model.metric, n_samples, GOOD)
    if not searches_a_tree(model):
        what = "All distances, here and in the fit,"
        check_memory(16.0 * n_samples**2, what, n_samples, _ENOUGH)


def _fit(model: Any, X: Floats) -> Any:
    fitted = clone(model)
    try:
        with warnings.catch_warnings():
            # about `copy`, which matters for distances computed beforehand alone
            warnings.simplefilter("ignore", FutureWarning)
            return fitted.fit(X)
    except (TypeError, KeyError) as error:
        # scikit-learn 1.9 with numpy 2.4 on, where it climbs by epsilon; and a single cluster
        # that is not the root while points stay in the root to its end
        wanted = model.cluster_selection_epsilon, model.allow_single_cluster
        if not any(wanted):
            raise
        raise LearnerError(
            "scikit-learn fails with these parameters on this data.",
            where=f"cluster_selection_epsilon={wanted[0]}, allow_single_cluster={wanted[1]}",
            why="That is an error in scikit-learn, not in the data.",
            fix=GOOD,
        ) from error


def _merges(fitted: Any, edges: Edges) -> tuple[Any, Floats]:
    """The fit's hierarchy; that of our own spanning tree where a version does not keep it."""
    linkage = getattr(fitted, "_single_linkage_tree_", None)
    if linkage is None:
        return merges_of(edges)
    children = np.stack([linkage["left_node"], linkage["right_node"]], axis=1)
    heights: Floats = np.array(linkage["value"])
    return children.astype(np.intp), heights


def _clusters(tree: Condensation, model: Any, labels: Labels) -> dict[int, int]:
    """Return the label of each chosen node."""
    nodes = choose(tree, model)
    found = labels_of(tree, nodes, model)
    if np.array_equal(found, labels):
        # a root that is chosen may hold no point to its end
        return {node: label for label, node in enumerate(nodes) if (labels == label).any()}
    chosen: dict[int, int] = {}
    for label, node in enumerate(nodes):
        inside = labels[(found == label) & (labels >= 0)]
        if len(inside) and (most := int(np.bincount(inside).argmax())) not in chosen.values():
            chosen[node] = most
    return chosen


def _code() -> tuple[CodeLine, ...]:
    return (
        CodeLine(say("code.hdbscan.core")),
        CodeLine(say("code.hdbscan.tree")),
        CodeLine(say("code.hdbscan.cut")),
        CodeLine(say("code.hdbscan.fall_out"), 1),
        CodeLine(say("code.hdbscan.split"), 1),
        CodeLine(say("code.hdbscan.choose")),
    )


@dataclass(frozen=True, slots=True, eq=False)
class FitDetails:
    """What the frames show: core distances, spanning tree, condensed tree, chosen nodes, labels.

    `chosen` gives the label of each chosen node of `tree`; `labels` are those of the fit;
    `min_samples` is the number that was used, and `straight` says whether the points within a
    distance lie in a circle on the plane.
    """

    core: Floats
    edges: Edges
    tree: Condensation
    chosen: dict[int, int]
    labels: Labels
    model: Any
    min_samples: int
    straight: bool


def _frames_of_fit(details: FitDetails) -> Iterator[Frame]:
    """Yield the frames.

    Yields "show", two "visit" (a dense point and the loneliest), "merge" while the spanning tree
    grows, "split" and "fall_out" while it is cut, "assign" for each chosen cluster, "stop".
    """
    n = len(details.core)
    yield Frame("show", say("caption.show", n=f"{n:,}"), CORE)
    blank = np.full(n, NOT_REACHED, dtype=np.int32)
    yield from _visit_frames(details, blank)
    yield from _merge_frames(details, blank)
    yield from _cut_frames(details)
    yield from _choice_frames(details)
    clusters = f"{len(_found(details)):,}"
    noise = f"{np.count_nonzero(details.labels < 0):,}"
    caption = say("caption.hdbscan.stop", clusters=clusters, noise=noise)
    yield Frame("stop", caption, CHOOSE, 0, details.labels)


def _visit_frames(details: FitDetails, blank: Labels) -> Iterator[Frame]:
    core = details.core
    order = np.argsort(core, kind="stable")
    least = float(core[core > 0].min(initial=np.inf))
    # points of distance zero are as dense as the densest other one
    weights = 1 / np.maximum(core, least if np.isfinite(least) else 1.0)
    for key, point in (("dense", int(order[len(order) // 4])), ("lonely", int(order[-1]))):
        values: dict[str, Any] = {"point": point, "weights": weights}
        if details.straight:
            values["radius"] = float(core[point])
        caption = say(
            f"caption.hdbscan.{key}",
            k=details.min_samples,
            point=point,
            distance=number(float(core[point])),
            middle=number(float(np.median(core))),
        )
        yield Frame("visit", caption, CORE, 0, blank, values=values)


def _merge_frames(details: FitDetails, blank: Labels) -> Iterator[Frame]:
    lengths = details.edges.weights
    total = len(lengths)
    for count in np.unique(np.linspace(1, total, _MERGES).astype(int)).tolist():
        caption = say(
            "caption.hdbscan.merge",
            edges=f"{count:,}",
            total=f"{total:,}",
            length=number(float(lengths[count - 1])),
            parts=f"{total + 1 - count:,}",
        )
        yield Frame("merge", caption, TREE, 0, blank, values={"edges": count})


def _numbers_of(details: FitDetails) -> Ints:
    """Number the nodes of the condensed tree so that a cluster keeps its color.

    A chosen node has its label, a node above it that of its largest part with a chosen node in it;
    below, the larger part keeps the number and the other has a new one.
    """
    children, members = details.tree.children, details.tree.members
    n = len(children)
    numbers = np.full(n, -1, dtype=np.intp)
    for node in range(n - 1, -1, -1):  # from the leaves up
        known = [part for part in children[node] if numbers[part] >= 0]
        if node in details.chosen:
            numbers[node] = details.chosen[node]
        elif known:
            numbers[node] = numbers[max(known, key=lambda part: len(members[part]))]
    new = max(details.chosen.values(), default=-1) + 1
    if numbers[0] < 0:
        numbers[0], new = new, new + 1
    for node in range(n):
        for part in sorted(children[node], key=lambda part: -len(members[part])):
            if numbers[part] >= 0:
                continue
            taken = any(numbers[other] == numbers[node] for other in children[node])
            numbers[part] = new if taken else numbers[node]
            new += taken
    return numbers


@dataclass(frozen=True, slots=True)
class _Cut:
    """One step of cutting: at a density `node` splits, or points fall out of it."""

    density: float
    node: int
    points: Ints
    splits: bool


def _cuts(tree: Condensation) -> list[_Cut]:
    """All steps, the sparsest first."""
    found = []
    for node, parts in enumerate(tree.children):
        if parts:
            points = np.concatenate([tree.members[part] for part in parts])
            found.append(_Cut(float(tree.birth[parts[0]]), node, points, True))
    order = np.lexsort((tree.node, tree.density))
    keys = np.stack([tree.density, tree.node])[:, order]
    bounds = np.flatnonzero((keys[:, 1:] != keys[:, :-1]).any(axis=0)) + 1
    for points in np.split(order, bounds) if len(order) else []:
        node, density = int(tree.node[points[0]]), float(tree.density[points[0]])
        found.append(_Cut(density, node, points, False))
    return sorted(found, key=lambda cut: (cut.density, cut.node))


def _shown_cuts(cuts: list[_Cut], n_samples: int) -> list[int]:
    """The largest splits, and steps between them at which every so many points have gone."""
    most = max(20, min(_CUTS, MOST_BYTES // max(1, n_samples)))
    if len(cuts) <= most:
        return list(range(len(cuts)))
    splits = [i for i, cut in enumerate(cuts) if cut.splits]
    splits = sorted(splits, key=lambda i: -len(cuts[i].points))[: most // 2]
    even = np.linspace(0, len(cuts) - 1, most - len(splits)).astype(int).tolist()
    return sorted({*splits, *even})


def _cut_frames(details: FitDetails) -> Iterator[Frame]:
    tree = details.tree
    numbers, children = _numbers_of(details), tree.children
    labels = np.full(len(tree.node), numbers[0], dtype=np.int32)
    cuts = _cuts(tree)
    before = 0
    for step in _shown_cuts(cuts, len(labels)):
        labels = labels.copy()
        for cut in cuts[before : step + 1]:
            if not cut.splits:
                labels[cut.points] = NO_CLUSTER
            for part in children[cut.node] if cut.splits else ():
                labels[tree.members[part]] = numbers[part]
        yield _cut_frame(details, cuts[before : step + 1], labels, numbers)
        before = step + 1


def _cut_frame(details: FitDetails, cuts: list[_Cut], labels: Labels, numbers: Ints) -> Frame:
    last = cuts[-1]
    distance = 1 / last.density if last.density > 0 else np.inf
    fallen = [cut.points for cut in cuts if not cut.splits]
    points = np.concatenate(fallen) if fallen else np.zeros(0, dtype=np.intp)
    splits = sum(cut.splits for cut in cuts) - last.splits
    kind: Kind = "split" if last.splits else "fall_out"
    more = len(points) > 0 if last.splits else splits > 0
    sizes = [len(details.tree.members[part]) for part in details.tree.children[last.node]]
    caption = say(
        f"caption.hdbscan.{kind}.more" if more else f"caption.hdbscan.{kind}",
        distance=number(distance),
        size=f"{sum(sizes):,}",
        first=f"{max(sizes, default=0):,}",
        second=f"{min(sizes, default=0):,}",
        points=how_many("point", len(points)),
        splits=f"{splits:,}",
        left=f"{np.count_nonzero(labels >= 0):,}",
    )
    known = int(np.searchsorted(details.edges.weights, distance * (1 - 1e-12), side="left"))
    values = {"edges": known, "points": points, "cluster": int(numbers[last.node])}
    line = SPLIT if last.splits else FALL_OUT
    return Frame(kind, caption, line, 0, labels, values=values)


def _found(details: FitDetails) -> list[int]:
    """The labels that occur."""
    return sorted(set(details.labels[details.labels >= 0].tolist()))


def _choice_frames(details: FitDetails) -> Iterator[Frame]:
    found = _found(details)
    nodes = {label: node for node, label in details.chosen.items()}
    if not found or len(found) > _CHOICES or not nodes.keys() >= set(found):
        key = "all" if found else "none"
        caption = say(f"caption.hdbscan.assign.{key}", clusters=f"{len(found):,}")
        yield Frame("assign", caption, CHOOSE, 0, details.labels)
        return
    below = best_below(details.tree, details.model.max_cluster_size or np.inf)
    labels = np.full(len(details.labels), NO_CLUSTER, dtype=np.int32)
    for label in found:
        labels = labels.copy()
        inside = details.labels == label
        labels[inside] = label
        caption = say(
            f"caption.hdbscan.assign.{_reason(details, nodes[label])}",
            name=cluster_name(label),
            size=f"{np.count_nonzero(inside):,}",
            stability=number(float(details.tree.stability[nodes[label]])),
            below=number(float(below[nodes[label]])),
        )
        values = {"cluster": label}
        yield Frame("assign", caption, CHOOSE, 0, labels, values=values)


def _reason(details: FitDetails, node: int) -> str:
    """Why a node was chosen."""
    if details.model.cluster_selection_epsilon > 0:
        return "epsilon"
    if details.model.cluster_selection_method == "leaf":
        return "leaf"
    return "stable" if details.tree.children[node] else "whole"


WORDS: Final = {
    "caption.hdbscan.dense": (
        "Visit: point {point} has {k} points (itself counted) within {distance}, its core "
        "distance; median {middle}."
    ),
    "caption.hdbscan.lonely": (
        "Visit: point {point} is the loneliest: only within {distance} has it {k} points; "
        "median {middle}."
    ),
    "caption.hdbscan.merge": (
        "Merge: edges drawn {edges} of {total}, the longest {length}; parts left {parts}."
    ),
    "caption.hdbscan.split": (
        "Split: below distance {distance} a cluster of {size} points falls into {first} "
        "and {second}."
    ),
    "caption.hdbscan.split.more": (
        "Split: below distance {distance} a cluster falls into {first} and {second}; "
        "before, {points} fell out."
    ),
    "caption.hdbscan.fall_out": (
        "Drop: below distance {distance} the clusters lose {points}; {left} are left."
    ),
    "caption.hdbscan.fall_out.more": (
        "Drop: below distance {distance} the clusters lose {points} and split (splits: {splits}); "
        "{left} are left."
    ),
    "caption.hdbscan.assign.stable": (
        "Assign: cluster {name}, {size} points: its stability {stability} is at least its parts' "
        "{below}."
    ),
    "caption.hdbscan.assign.whole": (
        "Assign: cluster {name}, {size} points: it never splits; stability {stability}."
    ),
    "caption.hdbscan.assign.leaf": (
        "Assign: cluster {name}, {size} points: it is a leaf of the tree; stability {stability}."
    ),
    "caption.hdbscan.assign.epsilon": (
        "Assign: cluster {name}, {size} points: splits below epsilon do not count; stability "
        "{stability}."
    ),
    "caption.hdbscan.assign.all": "Assign: {clusters} clusters are chosen from the tree.",
    "caption.hdbscan.assign.none": (
        "Assign: no part of the tree can be chosen: all points are noise."
    ),
    "caption.hdbscan.stop": ("Stop: the choice is made; clusters {clusters}, noise {noise}."),
    "code.hdbscan.title": "HDBSCAN",
    "code.hdbscan.core": "measure the core distance of each point",
    "code.hdbscan.tree": "join all points by the shortest edges",
    "code.hdbscan.cut": "cut the edges, longest first",
    "code.hdbscan.fall_out": "small parts fall out",
    "code.hdbscan.split": "large parts are clusters that split",
    "code.hdbscan.choose": "choose the most stable clusters",
}

SPEC: Final = AlgorithmSpec(
    estimator="sklearn.cluster:HDBSCAN",
    tracer=trace_hdbscan,
    painter="density",
    code_title="code.hdbscan.title",
    carries=("weights", "point", "points", "radius", "edges", "cluster"),
    samples=Samples({"min_cluster_size": 8, "copy": True}, "moons"),
    limits=(
        SampleLimit("min_samples"),
        # as many samples as min_cluster_size are taken where min_samples is None
        SampleLimit("min_cluster_size", applies=lambda model: model.min_samples is None),
    ),
    parameters=(
        Parameter(
            "min_cluster_size",
            "whole",
            "min_cluster_size",
            "Fewer points than this are no cluster",
            least=2,
        ),
        replace(MIN_SAMPLES, default_from="min_cluster_size"),
        Parameter(
            "cluster_selection_method",
            "choice",
            "choose",
            "Most stable clusters, or the finest",
            ("eom", "leaf"),
        ),
    ),
    title=("metric", "min_samples", "min_cluster_size"),
    switches=("edges",),
    step_names={
        "visit": StepName(next="core distances"),
        "merge": StepName(next="grow the tree"),
        "split": StepName(next="condense the tree"),
        "fall_out": StepName(next="points fall out"),
        "assign": StepName(next="choose clusters"),
    },
    card=("core_distance", "leaves"),
    words=WORDS,
)
