"""A tree of merges, and which clusters a cut through it gives."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from teachclust.traces.frame import Floats, Labels

Ints = npt.NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class Tree:
    """A binary tree over n_samples leaves, merge by merge.

    Parameters
    ----------
    children : ndarray of shape (n_samples - 1, 2), dtype int
        The two nodes that each merge joins: leaves are 0 to n_samples - 1, the node that merge i
        makes is n_samples + i. Merges are in the order in which they happen.
    heights : ndarray of shape (n_samples - 1,)
        The distance of each merge. It may fall below that of a child (an inversion).
    labels : ndarray of shape (n_samples,), dtype int32
        The labels of the cut that the estimator makes: they give clusters their numbers, so that
        the tree has the colors of the scatter.
    name : str
        What the height is, in words.
    """

    children: Ints
    heights: Floats
    labels: Labels
    name: str

    @property
    def n_leaves(self) -> int:
        """Number of leaves."""
        return len(self.children) + 1

    @cached_property
    def sizes(self) -> Ints:
        """Leaves under each node, shape (2 n_samples - 1,)."""
        n = self.n_leaves
        sizes = np.ones(2 * n - 1, dtype=np.intp)
        for i, (left, right) in enumerate(self.children.tolist()):
            sizes[n + i] = sizes[left] + sizes[right]
        return sizes

    @cached_property
    def order(self) -> Ints:
        """The leaves from left to right, shape (n_samples,): no two branches cross."""
        first = self.first
        order = np.empty(self.n_leaves, dtype=np.intp)
        order[first[: self.n_leaves]] = np.arange(self.n_leaves)
        return order

    @cached_property
    def first(self) -> Ints:
        """Place of each node's leftmost leaf in `order`, shape (2 n_samples - 1,)."""
        n = self.n_leaves
        first = np.zeros(2 * n - 1, dtype=np.intp)
        sizes = self.sizes
        for i in range(n - 2, -1, -1):
            left, right = self.children[i]
            first[left] = first[n + i]
            first[right] = first[n + i] + sizes[left]
        return first

    @cached_property
    def numbers(self) -> Ints:
        """The cluster number of each node, shape (2 n_samples - 1,).

        Of two parts the larger keeps the number of the whole and the other gets a new one, from
        the top down, so that a cut into m clusters has m numbers and a cluster keeps its color
        while the cut moves. The cut that the estimator makes has the estimator's labels.
        """
        n = self.n_leaves
        numbers = np.zeros(2 * n - 1, dtype=np.intp)
        sizes = self.sizes.tolist()
        for new, i in enumerate(range(n - 2, -1, -1), start=1):
            left, right = self.children[i].tolist()
            large, small = (left, right) if sizes[left] >= sizes[right] else (right, left)
            numbers[large], numbers[small] = numbers[n + i], new
        return self._renamed(numbers)

    def _renamed(self, numbers: Ints) -> Ints:
        k = int(self.labels.max()) + 1
        names = np.arange(max(len(self.children) + 1, k))
        names[numbers[self.nodes_of_cut(self.n_leaves - k)[self.order]]] = self.labels[self.order]
        return names[numbers]

    def nodes_of_cut(self, merges: int) -> Ints:
        """Return the node that holds each leaf after so many merges, shape (n_samples,)."""
        n = self.n_leaves
        top = np.arange(n + merges)
        for i in range(merges - 1, -1, -1):
            left, right = self.children[i]
            top[left] = top[right] = top[n + i]
        return top[:n]

    def labels_after(self, merges: int) -> Labels:
        """Return the cluster number of each leaf once `merges` merges are done, from 0.

        Parameters
        ----------
        merges : int
            From 0 (all alone) to n_samples - 1 (all one).

        Returns
        -------
        labels : ndarray of shape (n_samples,), dtype int32
            Points that are still alone have -1, except at the cut that the estimator makes.
        """
        nodes = self.nodes_of_cut(merges)
        labels = self.numbers[nodes].astype(np.int32)
        if merges != self.n_leaves - 1 - int(self.labels.max()):
            labels[nodes < self.n_leaves] = -1
        return labels
