"""Where the bars of a condensed tree hang."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from teachclust.errors import LearnerError
from teachclust.plots.handed_in import describe_type
from teachclust.traces.auxiliary import CondensedTree

Floats = npt.NDArray[np.floating[Any]]


def left_edges(tree: CondensedTree) -> Floats:
    """Return the left end of each group's place, shape (n_nodes,).

    The place is as wide as the points with which the group begins. Those of the parts lie side by
    side in that of the whole, with what was lost between them.
    """
    places = np.zeros(len(tree.parent))
    parts: list[list[int]] = [[] for _ in range(len(places))]
    for node, parent in enumerate(tree.parent.tolist()):
        if parent >= 0:
            parts[parent].append(node)
    for node, children in enumerate(parts):
        gap = (tree.sizes[node] - tree.sizes[children].sum()) / (len(children) + 1)
        at = places[node]
        for child in children:
            places[child] = at + gap
            at = places[child] + tree.sizes[child]
    return places


def foot(tree: CondensedTree) -> float:
    """Return the density at the foot of the picture: below the last finite one."""
    high = float(tree.death[np.isfinite(tree.death)].max(initial=float(tree.birth.max())))
    return (high or 1.0) * 1.05


def bars(tree: CondensedTree, places: Floats, end: float) -> Floats:
    """Return the corners of the bars, shape (n_nodes, 4, 2).

    Parameters
    ----------
    tree : CondensedTree
        The groups.
    places : ndarray of shape (n_nodes,)
        From `left_edges`.
    end : float
        Where bars end that never end.

    Returns
    -------
    corners : ndarray of shape (n_nodes, 4, 2)
        Of bars that are as wide as the points that a group holds on average, in the middle of its
        place: their area is the stability.
    """
    length = tree.death - tree.birth
    lasting = np.isfinite(length) & (length > 0)
    mean = tree.sizes.astype(float)
    np.divide(tree.stability, length, out=mean, where=lasting)
    middle, low = places + tree.sizes / 2, np.minimum(tree.death, end)
    left, right = middle - mean / 2, middle + mean / 2
    across = np.stack([left, right, right, left], axis=1)
    return np.stack([across, np.stack([tree.birth, tree.birth, low, low], axis=1)], axis=2)


def check_condensed(tree: CondensedTree) -> None:
    """Refuse what is no condensed tree."""
    where = ""
    if not isinstance(tree, CondensedTree):
        where = describe_type(tree)
    elif len({len(part) for part in vars(tree).values()}) > 1 or not len(tree.parent):
        where = "its parts are of different lengths, or empty"
    elif tree.parent[0] != -1 or (tree.parent[1:] < 0).any():
        where = "only the first group has no parent (-1)"
    elif (tree.parent >= np.arange(len(tree.parent))).any():
        where = "a group stands before its parent"
    elif not (tree.death >= tree.birth).all() or (tree.sizes < 1).any():
        where = "a group ends before it begins, or has no points"
    if where:
        raise LearnerError(
            "This is no condensed tree.",
            where=where,
            why="It is what a trace of HDBSCAN has.",
            fix="CondensedTreeDisplay.from_condensed(teachclust.trace(HDBSCAN(), X).condensed)",
        )
