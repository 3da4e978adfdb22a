"""Merge trees as they come in: arrays of merges, or a linkage matrix of SciPy."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from teachclust.checks.labels import as_numbers
from teachclust.errors import LearnerError
from teachclust.plots.tree.layout import Floats, Ints
from teachclust.traces.tree import Tree


def read_tree(children: Any, heights: Any) -> tuple[Ints, Floats]:
    """Return a copy of merges and their heights, or say what is wrong with them.

    The merges are as in scikit-learn's ``children_``. A LearnerError if they are no tree: of
    another shape, not finite, a node joined twice or before it is there.
    """
    pairs, tops = as_numbers(children), as_numbers(heights)
    where = ""
    if pairs.ndim != 2 or pairs.shape[1:] != (2,) or tops.shape != pairs.shape[:1] or not len(tops):
        where = f"children of shape {pairs.shape}, heights of shape {tops.shape}"
    elif not np.isfinite(tops).all():
        where = f"merge {int(np.flatnonzero(~np.isfinite(tops))[0])} has no finite height"
    elif (pairs != np.trunc(pairs)).any() or (pairs < 0).any():
        where = "children that are no whole numbers from 0 on"
    else:
        where = _wrong_merge(pairs)
    if where:
        raise LearnerError(
            "This is no tree of merges.",
            where=where,
            why="n points need n - 1 merges; merge i joins two nodes that are there, and makes "
            "node n + i.",
            fix="DendrogramDisplay.from_linkage(scipy.cluster.hierarchy.linkage(X))",
        )
    return pairs.astype(np.intp), tops.astype(float)


def read_linkage(Z: Any) -> tuple[Ints, Floats]:
    """Return merges and their heights of a linkage matrix of SciPy, or say what is wrong with it.

    `Z` is from ``scipy.cluster.hierarchy.linkage``: two nodes, height and size of each merge.
    """
    matrix = as_numbers(Z)
    if matrix.ndim != 2 or matrix.shape[1] != 4:
        raise LearnerError(
            "Z must be a linkage matrix of SciPy, with four columns.",
            where=f"Z of shape {matrix.shape}",
            why="Each row is a merge: two nodes, their distance, and how many points they hold.",
            fix='Z = scipy.cluster.hierarchy.linkage(X, "centroid")',
        )
    return read_tree(matrix[:, :2], matrix[:, 2])


def tree_of_merges(children: Ints, heights: Floats) -> Tree:
    """Return a tree whose own numbers of clusters are not asked for."""
    return Tree(children, heights, np.zeros(len(children) + 1, dtype=np.int32), "")


def _wrong_merge(pairs: npt.NDArray[Any]) -> str:
    """Return which merge is impossible; empty where all are possible."""
    n = len(pairs) + 1
    early = pairs.max(axis=1) >= n + np.arange(n - 1)
    if early.any():
        i = int(np.flatnonzero(early)[0])
        return f"merge {i} joins node {int(pairs[i].max())}, and {n + i} nodes are there"
    times = np.bincount(pairs.astype(np.intp).ravel(), minlength=2 * n - 2)
    if (times > 1).any():
        return f"node {int(times.argmax())} is joined {int(times.max())} times"
    return ""
