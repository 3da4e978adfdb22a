"""The splits that a fitted BisectingKMeans made, in their order.

scikit-learn keeps the tree of splits, with the score by which the next cluster was chosen, but
neither the order nor the points of inner nodes. Both follow from it: the next cluster is the first
of the leaves, from left to right, with the highest score, and the labels number the last leaves
from left to right.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from teachclust.traces.frame import Floats

Ints = npt.NDArray[np.intp]


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


def splits_of(fitted: Any, X: Floats) -> tuple[Part, list[Split]]:
    """Return all points as one part, and the splits in the order in which they were made.

    Parameters
    ----------
    fitted : BisectingKMeans
        A fitted estimator.
    X : ndarray of shape (n_samples, n_features)
        What it was fitted to.

    Returns
    -------
    whole : Part
        All points, with their mean.
    splits : list of Split
        n_clusters - 1 splits.

    Notes
    -----
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
