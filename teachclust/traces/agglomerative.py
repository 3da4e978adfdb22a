"""How AgglomerativeClustering fits, merge by merge, and where it cuts the tree.

References
----------
J. H. Ward, "Hierarchical grouping to optimize an objective function", J. Am. Stat. Assoc. 58(301),
1963.
F. Murtagh and P. Contreras, "Algorithms for hierarchical clustering: an overview", WIREs Data
Mining Knowl. Discov. 2(1), 2012.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

import numpy as np
from sklearn.base import clone

from teachclust.checks import CheckedData, check_memory, display_name
from teachclust.checks.memory import sample_line
from teachclust.errors import LearnerError
from teachclust.palette import cluster_name
from teachclust.traces.connectivity import Connectivity, read_connectivity
from teachclust.traces.frame import Floats, Frame
from teachclust.traces.parameters import METRIC, N_CLUSTERS
from teachclust.traces.spec import AlgorithmSpec, Parameter, Samples, StepName
from teachclust.traces.steps import CodeLine, Steps
from teachclust.traces.thinning import shown_steps
from teachclust.traces.tree import Tree
from teachclust.words import say
from teachclust.words.numbers import number

#: Looks a text of the catalogue up and fills it.
Tell = Callable[..., str]

LINKAGES: Final = ("ward", "complete", "average", "single")
METRICS: Final = ("euclidean", "l2", "manhattan", "l1", "cityblock", "cosine")
_ENOUGH: Final = 5_000
# Single linkage keeps no table of distances, but it looks at every pair: this many take seconds.
_MOST_PAIRS: Final = 100_000_000

# Lines of the pseudocode (see `agglomerative._code`).
START: Final = 0
MERGE: Final = 3
CUT: Final = 5

# More rings than this hide the points that they are around.
_RINGS: Final = 40
# The first merges of thousands of points make hundreds of pairs, whose looks come round again in
# the picture: a letter that isn't seen there tells nothing.
_NAMED: Final = 200


def trace_agglomerative(
    model: Any, data: CheckedData, tell: Tell = say, *, of_features: bool = False
) -> Steps:
    """Trace an AgglomerativeClustering.

    `Trace.tree` has all merges that the fit makes, the frames at most 300 of them, then its cut.
    They go on to one cluster, unless ``compute_full_tree`` stops a fit with a ``connectivity`` at
    n_clusters. The objective is the distance of the merge. `Trace.edges` are those of the graph as
    the fit completes it, at most 3,000. With a ``connectivity`` the metric may be a function of two
    rows, too.

    Costs one fit. Without a connectivity scikit-learn builds the whole tree in any case; linkages
    other than single need 8 n_samples (n_samples - 1) bytes. With one a fit takes time and memory
    in proportion to the edges.

    `tell` looks the words of captions and pseudocode up: those of points, or of features. With
    `of_features` the points are columns of the caller's X.
    """
    X = data.X
    _check(model, X, of_features)
    graph = n_edges = None
    if model.connectivity is not None:
        graph = read_connectivity(model.connectivity, X, model.metric)
        n_edges = graph.n_edges
    tree = _grow(model, graph, X)
    return Steps(
        frames=tuple(_frames_of_merges(tree, model.distance_threshold, n_edges, tell)),
        code=_code(model, tree, tell),
        notices=tuple(_notices(graph, tell)),
        tree=tree,
        edges=None if graph is None else graph.edges,
    )


def _grow(model: Any, graph: Connectivity | None, X: Floats) -> Tree:
    """Fit a clone that keeps the distances of its merges."""
    whole = clone(model).set_params(compute_distances=True)
    if model.linkage == "ward":  # scikit-learn 1.6 does not know that "l2" is the same
        whole.set_params(metric="euclidean")
    if graph is not None:
        whole.set_params(connectivity=graph.given)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "the number of connected components")  # see `_notices`
        _fit(whole, X)
        heights = np.asarray(whole.distances_, dtype=np.float64)
        later = np.empty(0)
        if len(heights) < len(X) - 1:  # it stopped early: the same merges, and the ones after them
            grown_on = clone(whole).set_params(compute_full_tree=True).fit(X)
            later = np.asarray(grown_on.distances_[len(heights) :], dtype=np.float64)
    return Tree(
        children=np.asarray(whole.children_, dtype=np.intp).reshape(-1, 2),
        heights=heights,
        labels=whole.labels_.astype(np.int32),
        name=say("objective.merge"),
        later_heights=later,
        param=None if model.distance_threshold is None else "distance_threshold",
    )


def _fit(model: Any, X: Floats) -> None:
    try:
        model.fit(X)
    except IndexError as error:
        if model.n_clusters != len(X):
            raise
        raise LearnerError(
            "scikit-learn fails where a tree along a graph stops before its first merge.",
            where=f"n_clusters={model.n_clusters}, compute_full_tree={model.compute_full_tree!r}",
            why="Each of the points is to be a cluster: no merge is made, and that is an error.",
            fix="estimator.set_params(compute_full_tree=True)",
        ) from error


def _notices(graph: Connectivity | None, tell: Tell = say) -> list[str]:
    """Say what the fit adds to the graph, and how much of it is drawn."""
    notices = []
    if graph is not None and graph.n_pieces > 1:
        notices.append(tell("caption.merge.pieces", pieces=f"{graph.n_pieces:,}"))
    if graph is not None and len(graph.edges.pairs) < graph.n_edges:
        drawn, edges = f"{len(graph.edges.pairs):,}", f"{graph.n_edges:,}"
        notices.append(tell("caption.merge.drawn", drawn=drawn, edges=edges))
    return notices


def _check(model: Any, X: Floats, of_features: bool) -> None:
    _check_cut(model)
    _check_distance(model, X, of_features)
    if model.connectivity is None:
        _check_size(model, len(X))


def _check_cut(model: Any) -> None:
    """Check that one of n_clusters and distance_threshold says where to cut."""
    threshold = model.distance_threshold
    if (model.n_clusters is None) == (threshold is None):
        both = threshold is not None
        raise LearnerError(
            "Give n_clusters or distance_threshold, one of the two.",
            where=f"{'both are' if both else 'neither is'} given",
            why="Either one alone says where the tree is cut.",
            fix="AgglomerativeClustering(n_clusters=None, "
            f"distance_threshold={display_name(repr(threshold))})"
            if both
            else "AgglomerativeClustering(n_clusters=4)",
        )
    if threshold is None:
        return
    if isinstance(threshold, bool):  # other things that are no number are refused for all
        raise LearnerError(
            "distance_threshold must be a number from 0.",
            where=f"distance_threshold={display_name(repr(threshold))}",
            why="Clusters at this distance or farther apart are not merged.",
            fix="AgglomerativeClustering(n_clusters=None, distance_threshold=5.0)",
        )
    if not model.compute_full_tree:
        raise LearnerError(
            "A distance_threshold needs the whole tree.",
            where=f"compute_full_tree={model.compute_full_tree!r}",
            why="How many clusters the threshold leaves is known when all merges are.",
            fix="AgglomerativeClustering(n_clusters=None, distance_threshold=5.0)",
        )


def _check_distance(model: Any, X: Floats, of_features: bool) -> None:
    """Check that the metric can be drawn, goes with the linkage and has a meaning for X."""
    metric = model.metric
    if metric not in METRICS and not (callable(metric) and model.connectivity is not None):
        raise LearnerError(
            "This metric can't be watched.",
            where=f"metric={display_name(repr(metric))}",
            why="A table of distances has no features to draw the points by."
            if metric == "precomputed"
            else f"These can: {', '.join(METRICS)}.",
            fix=f'AgglomerativeClustering(n_clusters=4, metric="{METRICS[0]}")',
        )
    if model.linkage == "ward" and model.metric not in ("euclidean", "l2"):
        raise LearnerError(
            "Ward linkage goes with euclidean distances only.",
            where=f"metric={model.metric!r}",
            why="It merges where inertia grows least, a sum of squared euclidean distances.",
            fix=f'AgglomerativeClustering(linkage="average", metric="{model.metric}")',
        )
    empty = np.flatnonzero(np.einsum("ij,ij->i", X, X) == 0)
    if model.metric == "cosine" and len(empty):
        one = "column" if of_features else "row"
        raise LearnerError(
            f"Cosine distance has no meaning for a {one} of zeros.",
            where=f"{one} {empty[0]}" + (f" and {len(empty) - 1} more" if len(empty) > 1 else ""),
            why=f"It compares directions, and such a {one} has none.",
            fix=_without_zeros(model, of_features),
        )


def _without_zeros(model: Any, of_features: bool) -> str:
    """Return the line that leaves out points of zeros, from what is a table of points too."""
    keep = f"np.linalg.norm(X, axis={0 if of_features else 1}) > 0"
    before = ":, " if of_features else ""
    table = model.connectivity
    if table is None or callable(table):
        return f"X = np.asarray(X)[{before}{keep}]"
    given = "connectivity" if hasattr(table, "tocsr") else "np.asarray(connectivity)"
    whole = "connectivity.tocsr()" if hasattr(table, "tocsr") else given
    return f"keep = {keep}; X = np.asarray(X)[{before}keep]; connectivity = {whole}[keep][:, keep]"


def _check_size(model: Any, n_samples: int) -> None:
    """Refuse data whose pairs of points are more than a small machine holds or goes through."""
    pairs = n_samples * (n_samples - 1) / 2
    if model.linkage == "single" and model.metric != "cosine":
        if pairs > _MOST_PAIRS:
            raise LearnerError(
                "The tree of all merges would take very long.",
                where=f"{n_samples:,} points",
                why=f"They make {pairs:,.0f} pairs; {_MOST_PAIRS:,} is the limit.",
                fix=sample_line(_ENOUGH),
            )
        return
    check_memory(2 * 8 * pairs, "The tree of all merges", n_samples, _ENOUGH)


def _code(model: Any, tree: Tree, tell: Tell) -> tuple[CodeLine, ...]:
    stops_early = len(tree.roots) > 1
    free = model.connectivity is None
    return (
        CodeLine(tell("code.merge.start")),
        CodeLine(tell("code.merge.repeat" if free else "code.merge.repeat.graph")),
        CodeLine(tell(f"code.merge.find.{model.linkage}"), 1),
        CodeLine(tell("code.merge.join"), 1),
        CodeLine(
            tell("code.merge.until_n" if stops_early else "code.merge.until", n=len(tree.roots))
        ),
        CodeLine(tell("code.merge.stop") if stops_early else _cut_line(model, tell)),
    )


def _cut_line(model: Any, tell: Tell) -> str:
    if model.n_clusters is None:
        return tell("code.merge.cut_at", at=number(model.distance_threshold))
    return tell("code.merge.cut" if model.n_clusters > 1 else "code.merge.keep", n=model.n_clusters)


def _frames_of_merges(
    tree: Tree,
    threshold: float | None = None,
    n_edges: int | None = None,
    tell: Tell = say,
) -> Iterator[Frame]:
    """Yield the frames of a tree.

    Yields "show", then "merge" frames up to the last merge (where there are more than 300 merges, a
    frame may stand for several), then "stop" with the labels of the cut.
    """
    n = tree.n_leaves
    shown = tell("caption.show", n=f"{n:,}")
    if n_edges is not None:
        shown = tell("caption.merge.show", n=f"{n:,}", edges=f"{n_edges:,}")
    yield Frame("show", shown, START, values=_values(tree, 0))
    cut = n - tree.n_clusters
    before = 0
    for step in shown_steps(tree.n_merges, n, [cut - 1] if cut else [], late=True):
        yield _merge_frame(tree, step + 1, step + 1 - before, tell)
        before = step + 1
    height = float(tree.heights[cut - 1]) if cut else 0.0
    caption = _cut_caption(tree, cut, threshold, tell)
    yield Frame("stop", caption, CUT, cut, tree.labels, height, _values(tree, cut, threshold))


def _values(tree: Tree, merges: int, threshold: float | None = None) -> Mapping[str, Any]:
    """Return what a frame says of so many merges, and of the line above them where there is one."""
    values: dict[str, Any] = {"merge": merges}
    level = tree.level(merges)
    if level is not None:
        values["level"] = level if threshold is None else float(threshold)
    return values


def _merge_frame(tree: Tree, merges: int, steps: int, tell: Tell) -> Frame:
    """Make the frame after so many merges, of which the last `steps` were not shown before."""
    node = tree.n_leaves + merges - 1
    height = float(tree.heights[merges - 1])
    values = {**_values(tree, merges), "cluster": int(tree.numbers[node])}
    if tree.sizes[node] <= _RINGS:
        values["points"] = tuple(sorted(tree.leaves(node).tolist()))
    caption = _merge_caption(tree, merges, steps, tell)
    labels = tree.labels_after(merges)
    return Frame("merge", caption, MERGE, merges, labels, height, values)


def _merge_caption(tree: Tree, merges: int, steps: int, tell: Tell) -> str:
    pair = tree.children[merges - 1].tolist()
    # the larger keeps its name: it is named first
    a, b = sorted(pair, key=lambda node: (-int(tree.sizes[node]), node))
    height = number(float(tree.heights[merges - 1]))
    left = _left(tree.n_leaves - merges, tell)
    if a < tree.n_leaves:
        key = "caption.merge.points" if steps == 1 else "caption.merge.more_points"
        return tell(key, a=a, b=b, height=height, left=left, more=f"{steps:,}")
    named = {"a": _part(tree, a, tell), "b": _part(tree, b, tell), "height": height, "left": left}
    if steps == 1:
        return tell("caption.merge.pair", **named)
    return tell("caption.merge.more", more=f"{steps:,}", **named)


def _part(tree: Tree, node: int, tell: Tell) -> str:
    """Name a point or a cluster before it merges."""
    if node < tree.n_leaves:
        return tell("caption.merge.point", point=node)
    size, cluster = f"{tree.sizes[node]:,}", int(tree.numbers[node])
    if cluster >= _NAMED:
        return tell("caption.merge.unnamed", points=size)
    return tell("caption.merge.cluster", name=cluster_name(cluster), points=size)


def _left(n_clusters: int, tell: Tell) -> str:
    if n_clusters == 1:
        return tell("caption.merge.remains")
    return tell("caption.merge.remain", n=f"{n_clusters:,}")


def _cut_caption(tree: Tree, cut: int, threshold: float | None, tell: Tell) -> str:
    """Say between which two merges the cut is, and what it leaves."""
    made, undone = tree.heights[:cut], tree.heights[cut:]
    left = _left(tree.n_clusters, tell)
    if not len(undone) and len(tree.roots) > 1:
        return tell("caption.cut.early", left=left)
    at = tree.level(cut) if threshold is None else float(threshold)
    if tree.level(cut) is None:
        return _uneven_caption(tree, cut, threshold, tell)
    low, high = _apart(made.max(initial=-np.inf), undone.min(initial=np.inf))
    where = "none" if not cut else "all" if not len(undone) else "between"
    texts = {"low": low, "high": high, "left": left, "n": f"{tree.n_leaves:,}"}
    if threshold is None and at:
        return tell(f"caption.cut.{where}", **texts)
    return tell(f"caption.cut.at.{where}", at=number(at or 0.0), **texts)


def _uneven_caption(tree: Tree, cut: int, threshold: float | None, tell: Tell) -> str:
    """Say how the tree is cut where no level line gives its clusters."""
    left, undone = _left(tree.n_clusters, tell), tree.n_merges - cut
    texts = {"left": left, "undone": f"{undone:,}", "n": f"{tree.n_leaves:,}"}
    if threshold is not None:  # of heights that fall scikit-learn counts those that are high
        return tell("caption.cut.at.uneven", at=number(float(threshold)), **texts)
    if not cut:
        return tell("caption.cut.untouched", **texts)
    low, high = float(tree.heights[:cut].max()), float(tree.heights[cut:].min())
    return tell(f"caption.cut.{'tie' if low == high else 'uneven'}", low=number(low), **texts)


def _apart(low: float, high: float) -> tuple[str, str]:
    """Write two numbers with so many digits that they read as different ones."""
    if number(low) != number(high):
        return number(low), number(high)
    digits = next(d for d in range(4, 18) if f"{low:.{d}g}" != f"{high:.{d}g}")
    return f"{low:,.{digits}g}", f"{high:,.{digits}g}"


WORDS: Final = {
    "caption.merge.points": "Merge: points {a} and {b} at distance {height}; {left}.",
    "caption.merge.pair": "Merge: {a} and {b} at distance {height}; {left}.",
    "caption.merge.more": "Merge: {more} pairs, the last {a} and {b} at distance {height}; {left}.",
    "caption.merge.more_points": (
        "Merge: {more} pairs, the last points {a} and {b} at distance {height}; {left}."
    ),
    "caption.merge.show": (
        "Show: {n} points and {edges} edges; only clusters joined by an edge may merge."
    ),
    "caption.merge.pieces": (
        "The graph is in {pieces} pieces: scikit-learn adds an edge between the nearest points of "
        "every two."
    ),
    "caption.merge.drawn": "{drawn} of the {edges} edges are drawn.",
    "caption.merge.point": "point {point}",
    "caption.merge.cluster": "{name} ({points} points)",
    # whose letter is not seen in the picture
    "caption.merge.unnamed": "a cluster of {points}",
    "caption.merge.remains": "1 cluster remains",
    "caption.merge.remain": "{n} clusters remain",
    "caption.cut.between": "Cut: between the merges at {low} and {high}; {left}.",
    "caption.cut.tie": (
        "Cut: between two merges at the same distance, {low}, where no level line can be; {left}."
    ),
    "caption.cut.uneven": (
        "Cut: the last merges ({undone}) are undone; one made is higher: no level line; {left}."
    ),
    "caption.cut.untouched": "Cut: no merge is made; all {n} points stay alone.",
    "caption.cut.early": "Cut: the tree ends here, as it is not grown on; {left}.",
    "caption.cut.none": "Cut: below the first merge at {high}; all {n} points stay alone.",
    "caption.cut.all": "Cut: above the last merge at {low}; {left}.",
    "caption.cut.at.between": "Cut: at {at}, between the merges at {low} and {high}; {left}.",
    "caption.cut.at.uneven": (
        "Cut: merges at {at} or higher: {undone}; as many of the last are undone; {left}."
    ),
    "caption.cut.at.none": (
        "Cut: at {at}, where the first merge at {high} is not made; all {n} points stay alone."
    ),
    "caption.cut.at.all": "Cut: at {at}, above the last merge at {low}; {left}.",
    "objective.merge": "Merge distance",
    "code.merge.title": "Agglomerative clustering",
    "code.merge.start": "every point starts as its own cluster",
    "code.merge.repeat": "repeat",
    "code.merge.repeat.graph": "repeat, among clusters joined by an edge",
    "code.merge.find.ward": "find the two whose merge adds least inertia",
    "code.merge.find.complete": "find the two nearest by their farthest points",
    "code.merge.find.average": "find the two nearest by their mean distance",
    "code.merge.find.single": "find the two nearest by their closest points",
    "code.merge.join": "merge them",
    "code.merge.until": "until one cluster is left",
    "code.merge.until_n": "until {n} clusters are left",
    "code.merge.stop": "keep them: the tree is not grown on",
    "code.merge.cut": "cut the tree into {n} clusters",
    "code.merge.keep": "keep the tree as 1 cluster",
    "code.merge.cut_at": "cut the tree at distance {at}",
}

SPEC: Final = AlgorithmSpec(
    estimator="sklearn.cluster:AgglomerativeClustering",
    tracer=trace_agglomerative,
    painter="tree",
    code_title="code.merge.title",
    carries=("merge", "level", "cluster", "points"),
    samples=Samples({"n_clusters": 4, "linkage": "average"}, "blobs", hard={"n_clusters": 3}),
    n_clusters="n_clusters",
    splits_equal_points=True,
    parameters=(
        replace(N_CLUSTERS, applies=lambda model: model.n_clusters is not None),
        Parameter(
            "distance_threshold",
            "number",
            "cut at",
            "Distance from which clusters are not merged",
            least=0,
            applies=lambda model: model.distance_threshold is not None,
        ),
        Parameter(
            "linkage",
            "choice",
            "linkage",
            "What the distance between two clusters is",
            LINKAGES,
            sets={"ward": {"metric": "euclidean"}},
        ),
        replace(METRIC, applies=lambda model: model.linkage != "ward"),
    ),
    title=("n_clusters", "distance_threshold", "linkage", "metric", "connectivity"),
    switches=("hulls",),
    objective="objective.merge",
    rises=True,
    step_names={"stop": StepName("cut", "cut the tree")},
    card=("merges",),
    words=WORDS,
)
