"""A tree of merges, and which clusters a cut through it gives."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

from teachclust.traces.cut_level import cut_level
from teachclust.traces.frame import Floats, Labels, freeze_arrays

Ints = npt.NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class Tree:
    """A binary tree over n_samples leaves, merge by merge.

    Parameters
    ----------
    children : ndarray of shape (n_merges, 2), dtype int
        The two nodes that each merge joins: leaves are 0 to n_samples - 1, the node that merge i
        makes is n_samples + i. Merges are in the order in which they happen. A full tree has
        n_samples - 1; one that stopped early has fewer, and its clusters are separate trees.
    heights : ndarray of shape (n_merges,)
        The distance of each merge. It may fall below that of a child (an inversion).
    labels : ndarray of shape (n_samples,), dtype int32
        The labels of the cut that the estimator makes: they give clusters their numbers, so that
        the tree has the colors of the scatter.
    name : str
        What the height is, in words.
    later_heights : ndarray of shape (n_samples - 1 - n_merges,), optional
        Heights of the merges that a tree that stopped early leaves out: they decide at which
        heights it can be cut.
    param : str or None
        Name of the estimator's parameter that the height of the cut sets; None where it asks for a
        number of clusters.
    """

    children: Ints
    heights: Floats
    labels: Labels
    name: str
    later_heights: Floats = field(default_factory=lambda: np.empty(0))
    param: str | None = None

    def __post_init__(self) -> None:
        """Keep the arrays so that they can't be changed."""
        freeze_arrays(self)

    @property
    def n_leaves(self) -> int:
        """Number of leaves."""
        return len(self.labels)

    @property
    def n_merges(self) -> int:
        """Number of merges: n_samples - 1 where the tree is whole."""
        return len(self.children)

    @property
    def n_clusters(self) -> int:
        """Number of clusters of the cut that the estimator makes."""
        return int(self.labels.max()) + 1

    @cached_property
    def sizes(self) -> Ints:
        """Leaves under each node, shape (n_samples + n_merges,)."""
        # lists: a loop over numpy's own numbers takes five times as long
        sizes = [1] * self.n_leaves
        for left, right in self.children.tolist():
            sizes.append(sizes[left] + sizes[right])
        return np.array(sizes, dtype=np.intp)

    @cached_property
    def parents(self) -> Ints:
        """The node that each node is merged into, shape (n_samples + n_merges,).

        That of a node that is merged into none is n_samples + n_merges, which is no node.
        """
        n_nodes = self.n_leaves + self.n_merges
        parents = np.full(n_nodes, n_nodes, dtype=np.intp)
        parents[self.children.ravel()] = np.repeat(np.arange(self.n_leaves, n_nodes), 2)
        return parents

    @cached_property
    def roots(self) -> Ints:
        """The nodes that are merged into none: one where the tree is whole."""
        return np.flatnonzero(self.parents == len(self.parents))

    @cached_property
    def order(self) -> Ints:
        """The leaves from left to right, shape (n_samples,): no two branches cross."""
        order = np.empty(self.n_leaves, dtype=np.intp)
        order[self.first[: self.n_leaves]] = np.arange(self.n_leaves)
        return order

    @cached_property
    def first(self) -> Ints:
        """Place of each node's leftmost leaf in `order`, shape (n_samples + n_merges,)."""
        n = self.n_leaves
        first = [0] * (n + self.n_merges)
        sizes, children = self.sizes.tolist(), self.children.tolist()
        place = 0
        for root in self.roots.tolist():
            first[root] = place
            place += sizes[root]
        for i in range(self.n_merges - 1, -1, -1):
            left, right = children[i]
            first[left] = first[n + i]
            first[right] = first[n + i] + sizes[left]
        return np.array(first, dtype=np.intp)

    @cached_property
    def numbers(self) -> Ints:
        """The cluster number of each node, shape (n_samples + n_merges,).

        Of two parts the larger keeps the number of the whole and the other gets a new one, from
        the top down, so that a cut into m clusters has m numbers and a cluster keeps its color
        while the cut moves. The cut that the estimator makes has the estimator's labels.
        """
        n = self.n_leaves
        numbers = [0] * (n + self.n_merges)
        sizes, children = self.sizes.tolist(), self.children.tolist()
        for number, root in enumerate(self.roots.tolist()):
            numbers[root] = number
        for new, i in enumerate(range(self.n_merges - 1, -1, -1), start=len(self.roots)):
            left, right = children[i]
            large, small = (left, right) if sizes[left] >= sizes[right] else (right, left)
            numbers[large], numbers[small] = numbers[n + i], new
        return self._renamed(np.array(numbers, dtype=np.intp))

    def _renamed(self, numbers: Ints) -> Ints:
        names = np.arange(self.n_leaves)
        names[numbers[self.nodes_of_cut(self.n_leaves - self.n_clusters)]] = self.labels
        return names[numbers]

    def leaves(self, node: int) -> Ints:
        """Return the leaves under a node, from left to right."""
        first = self.first[node]
        return self.order[first : first + self.sizes[node]]

    def nodes_of_cut(self, merges: int) -> Ints:
        """Return the node that holds each leaf after so many merges, shape (n_samples,).

        Costs a few passes over the nodes: each cluster is a stretch of `order`.
        """
        limit = self.n_leaves + merges
        tops = np.flatnonzero(self.parents[:limit] >= limit)
        tops = tops[np.argsort(self.first[tops])]
        nodes = np.empty(self.n_leaves, dtype=np.intp)
        nodes[self.order] = np.repeat(tops, self.sizes[tops])
        return nodes

    def level(self, merges: int) -> float | None:
        """Return the height of a line above so many merges and not above the others.

        Parameters
        ----------
        merges : int
            From 0 to `n_merges`.

        Returns
        -------
        level : float or None
            As a ``distance_threshold`` it gives the clusters that these merges make; None where no
            number does.
        """
        return cut_level(self.heights[:merges], self.heights_after(merges))

    def heights_after(self, merges: int) -> Floats:
        """Return the heights of all merges after the first `merges`, in `later_heights` too."""
        return np.concatenate([self.heights[merges:], self.later_heights])

    def labels_after(self, merges: int) -> Labels:
        """Return the cluster number of each leaf once `merges` merges are done, from 0.

        Parameters
        ----------
        merges : int
            From 0 (all alone) to `n_merges` (all one, where the tree is whole).

        Returns
        -------
        labels : ndarray of shape (n_samples,), dtype int32
            Points that are still alone have -1, except at the cut that the estimator makes.
        """
        if merges == self.n_leaves - self.n_clusters:
            return self.labels
        nodes = self.nodes_of_cut(merges)
        labels = self.numbers[nodes].astype(np.int32)
        labels[nodes < self.n_leaves] = -1
        return labels
