"""Turn a tree of merges into frames with captions."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType
from typing import Any, Final

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


def frames_of_merges(tree: Tree, threshold: float | None = None) -> Iterator[Frame]:
    """Yield the frames of a tree.

    Parameters
    ----------
    tree : Tree
        All merges, with the labels of the cut.
    threshold : float, default=None
        The distance at which the tree was cut; None when the number of clusters was given.

    Yields
    ------
    frame : Frame
        "show", then "merge" frames up to one cluster (where there are more than 300 merges, a
        frame may stand for several), then "stop" with the labels of the cut.
    """
    n = tree.n_leaves
    yield Frame("show", say("caption.show", n=f"{n:,}"), START)
    cut = n - tree.n_clusters
    before = 0
    for step in shown_steps(n - 1, n, [cut - 1] if cut else [], late=True):
        yield _merge_frame(tree, step + 1, step + 1 - before)
        before = step + 1
    height = float(tree.heights[cut - 1]) if cut else 0.0
    values: dict[str, Any] = {"merge": cut}
    caption = _cut_caption(tree, cut, threshold)
    yield Frame("stop", caption, CUT, cut, tree.labels, height, MappingProxyType(values))


def _merge_frame(tree: Tree, merges: int, steps: int) -> Frame:
    """Make the frame after so many merges, of which the last `steps` were not shown before."""
    node = tree.n_leaves + merges - 1
    height = float(tree.heights[merges - 1])
    values: dict[str, Any] = {"merge": merges, "cluster": int(tree.numbers[node])}
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
    low = number(float(tree.heights[cut - 1])) if cut else ""
    high = number(float(tree.heights[cut])) if cut < len(tree.heights) else ""
    where = "none" if not cut else "all" if not high else "tie" if low == high else "between"
    texts = {"low": low, "high": high, "left": _left(tree.n_clusters), "n": f"{tree.n_leaves:,}"}
    if threshold is None:
        return say(f"caption.cut.{where}", **texts)
    return say(f"caption.cut.at.{where}", at=number(float(threshold)), **texts)
