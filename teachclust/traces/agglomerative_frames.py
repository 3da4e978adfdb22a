"""Turn a tree of merges into frames with captions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, Final

import numpy as np

from teachclust.palette import cluster_name
from teachclust.traces.frame import Frame
from teachclust.traces.thinning import shown_steps
from teachclust.traces.tree import Tree
from teachclust.words import say
from teachclust.words.numbers import number

# Lines of the pseudocode (see `agglomerative._code`).
START: Final = 0
MERGE: Final = 3
CUT: Final = 5

# More rings than this hide the points that they are around.
_RINGS: Final = 40
# The first merges of thousands of points make hundreds of pairs, whose looks come round again in
# the picture: a letter that isn't seen there tells nothing.
_NAMED: Final = 200


def frames_of_merges(
    tree: Tree, threshold: float | None = None, n_edges: int | None = None
) -> Iterator[Frame]:
    """Yield the frames of a tree.

    Parameters
    ----------
    tree : Tree
        All merges, with the labels of the cut.
    threshold : float, default=None
        The distance at which the tree was cut; None when the number of clusters was given.
    n_edges : int, default=None
        Edges of the graph that says which clusters may merge; None without a graph.

    Yields
    ------
    frame : Frame
        "show", then "merge" frames up to the last merge (where there are more than 300 merges, a
        frame may stand for several), then "stop" with the labels of the cut.
    """
    n = tree.n_leaves
    key = "caption.show" if n_edges is None else "caption.merge.show"
    shown = say(key, n=f"{n:,}", edges=f"{n_edges or 0:,}")
    yield Frame("show", shown, START, values=_values(tree, 0))
    cut = n - tree.n_clusters
    before = 0
    for step in shown_steps(tree.n_merges, n, [cut - 1] if cut else [], late=True):
        yield _merge_frame(tree, step + 1, step + 1 - before)
        before = step + 1
    height = float(tree.heights[cut - 1]) if cut else 0.0
    caption = _cut_caption(tree, cut, threshold)
    yield Frame("stop", caption, CUT, cut, tree.labels, height, _values(tree, cut, threshold))


def _values(tree: Tree, merges: int, threshold: float | None = None) -> Mapping[str, Any]:
    """Return what a frame says of so many merges, and of the line above them where there is one."""
    values: dict[str, Any] = {"merge": merges}
    level = tree.level(merges)
    if level is not None:
        values["level"] = level if threshold is None else float(threshold)
    return MappingProxyType(values)


def _merge_frame(tree: Tree, merges: int, steps: int) -> Frame:
    """Make the frame after so many merges, of which the last `steps` were not shown before."""
    node = tree.n_leaves + merges - 1
    height = float(tree.heights[merges - 1])
    values = {**_values(tree, merges), "cluster": int(tree.numbers[node])}
    if tree.sizes[node] <= _RINGS:
        values["points"] = tuple(sorted(tree.leaves(node).tolist()))
    caption = _merge_caption(tree, merges, steps)
    labels = tree.labels_after(merges)
    return Frame("merge", caption, MERGE, merges, labels, height, MappingProxyType(values))


def _merge_caption(tree: Tree, merges: int, steps: int) -> str:
    pair = tree.children[merges - 1].tolist()
    # the larger keeps its name: it is named first
    a, b = sorted(pair, key=lambda node: (-int(tree.sizes[node]), node))
    height = number(float(tree.heights[merges - 1]))
    left = _left(tree.n_leaves - merges)
    if a < tree.n_leaves:
        key = "caption.merge.points" if steps == 1 else "caption.merge.more_points"
        return say(key, a=a, b=b, height=height, left=left, more=f"{steps:,}")
    named = {"a": _part(tree, a), "b": _part(tree, b), "height": height, "left": left}
    if steps == 1:
        return say("caption.merge.pair", **named)
    return say("caption.merge.more", more=f"{steps:,}", **named)


def _part(tree: Tree, node: int) -> str:
    """Name a point or a cluster before it merges."""
    if node < tree.n_leaves:
        return say("caption.merge.point", point=node)
    size, cluster = f"{tree.sizes[node]:,}", int(tree.numbers[node])
    if cluster >= _NAMED:
        return say("caption.merge.unnamed", points=size)
    return say("caption.merge.cluster", name=cluster_name(cluster), points=size)


def _left(n_clusters: int) -> str:
    if n_clusters == 1:
        return say("caption.merge.remains")
    return say("caption.merge.remain", n=f"{n_clusters:,}")


def _cut_caption(tree: Tree, cut: int, threshold: float | None) -> str:
    """Say between which two merges the cut is, and what it leaves."""
    made, undone = tree.heights[:cut], tree.heights[cut:]
    left = _left(tree.n_clusters)
    if not len(undone) and len(tree.roots) > 1:
        return say("caption.cut.early", left=left)
    at = tree.level(cut) if threshold is None else float(threshold)
    if tree.level(cut) is None:
        return _uneven_caption(tree, cut, threshold)
    low, high = _apart(made.max(initial=-np.inf), undone.min(initial=np.inf))
    where = "none" if not cut else "all" if not len(undone) else "between"
    texts = {"low": low, "high": high, "left": left, "n": f"{tree.n_leaves:,}"}
    if threshold is None and at:
        return say(f"caption.cut.{where}", **texts)
    return say(f"caption.cut.at.{where}", at=number(at or 0.0), **texts)


def _uneven_caption(tree: Tree, cut: int, threshold: float | None) -> str:
    """Say how the tree is cut where no level line gives its clusters."""
    left, undone = _left(tree.n_clusters), tree.n_merges - cut
    texts = {"left": left, "undone": f"{undone:,}", "n": f"{tree.n_leaves:,}"}
    if threshold is not None:  # of heights that fall scikit-learn counts those that are high
        return say("caption.cut.at.uneven", at=number(float(threshold)), **texts)
    if not cut:
        return say("caption.cut.untouched", **texts)
    low, high = float(tree.heights[:cut].max()), float(tree.heights[cut:].min())
    return say(f"caption.cut.{'tie' if low == high else 'uneven'}", low=number(low), **texts)


def _apart(low: float, high: float) -> tuple[str, str]:
    """Write two numbers with so many digits that they read as different ones."""
    if number(low) != number(high):
        return number(low), number(high)
    digits = next(d for d in range(4, 18) if f"{low:.{d}g}" != f"{high:.{d}g}")
    return f"{low:,.{digits}g}", f"{high:,.{digits}g}"
