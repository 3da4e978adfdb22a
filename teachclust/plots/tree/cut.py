"""A cut through a merge tree: labels, the branch of each cluster, and the height of the line."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from heapq import heappush, heappushpop
from typing import Any, Final

import numpy as np

from teachclust.checks import check_n_clusters
from teachclust.checks.labels import read_labels
from teachclust.errors import LearnerError
from teachclust.plots.tree.layout import Floats, Ints, TreeLayout
from teachclust.traces.cut_level import cut_level
from teachclust.traces.tree import Tree

#: the label of a node whose leaves are of several clusters
MIXED: Final = -2


@dataclass(frozen=True, eq=False)
class TreeCut:
    """Labels of the leaves (-1 is noise), seen on the tree."""

    tree: Tree
    labels: Ints

    @cached_property
    def node_labels(self) -> Ints:
        """The cluster of all leaves of each node, shape (2 n_samples - 1,); `MIXED` if several."""
        found = self.labels.tolist()
        for left, right in self.tree.children.tolist():
            found.append(found[left] if found[left] == found[right] else MIXED)
        return np.array(found)

    @cached_property
    def clusters(self) -> dict[int, int]:
        """Number of points of each cluster."""
        names, sizes = np.unique(self.labels[self.labels >= 0], return_counts=True)
        return dict(zip(names.tolist(), sizes.tolist(), strict=True))

    @cached_property
    def roots(self) -> Ints:
        """The largest nodes of one cluster each, from left to right."""
        labels = self.node_labels
        above = np.append(labels, MIXED)[self.tree.parents]
        roots = np.flatnonzero((labels >= 0) & (above != labels))
        return roots[np.argsort(self.tree.first[roots])]

    @cached_property
    def is_cut(self) -> bool:
        """Whether each cluster is one whole branch, and nothing is left over."""
        return len(self.roots) == len(self.clusters) and bool((self.labels >= 0).all())

    @cached_property
    def height(self) -> float | None:
        """Where a level line separates the clusters; None where no level line does.

        Rounded: as a ``distance_threshold`` it gives the same clusters.
        """
        return cut_level(self.heights_within, self.heights_between) if self.is_cut else None

    def separates(self, level: float) -> bool:
        """Return whether the merges below a level are those within the clusters, and no other."""
        return self.is_cut and bool(
            (self.heights_within < level).all() and (self.heights_between >= level).all()
        )

    @property
    def heights_within(self) -> Floats:
        """Heights of the merges within clusters."""
        heights: Floats = self.tree.heights[self.node_labels[self.tree.n_leaves :] != MIXED]
        return heights

    @property
    def heights_between(self) -> Floats:
        """Heights of the merges between clusters."""
        heights: Floats = self.tree.heights[self.node_labels[self.tree.n_leaves :] == MIXED]
        return heights


def labels_of_cut(tree: Tree, n_clusters: int) -> Ints:
    """Return the labels of a cut into so many clusters, numbered as scikit-learn does.

    They are those of ``AgglomerativeClustering(n_clusters).labels_`` with the same merges.
    """
    n = tree.n_leaves
    # the largest node is the latest merge, and the next to be undone; the order in which the heap
    # holds the nodes at the end is the order of scikit-learn's labels
    nodes = [-(2 * n - 2)]
    for _ in range(n_clusters - 1):
        left, right = tree.children[-nodes[0] - n].tolist()
        heappush(nodes, -left)
        heappushpop(nodes, -right)
    labels = np.empty(n, dtype=np.intp)
    for label, node in enumerate(nodes):
        labels[tree.leaves(-node)] = label
    return labels


def read_cut(tree: Tree, labels: Any, n_clusters: Any) -> Ints | None:
    """Return the labels of the leaves: as given, of a cut into n_clusters, or none."""
    if labels is not None and n_clusters is not None:
        raise LearnerError(
            "The clusters come from labels or from n_clusters, not from both.",
            where=f"labels and n_clusters={n_clusters!r}",
            why="They could say two different things.",
            fix="n_clusters=None",
        )
    if labels is not None:
        return read_labels(labels, tree.n_leaves)
    if n_clusters is None:
        return None
    return labels_of_cut(tree, check_n_clusters(n_clusters, tree.n_leaves))


def cluster_stems(layout: TreeLayout, cut: TreeCut, line: float | None) -> tuple[Any, Ints]:
    """Return the lines that lead up from each cluster's branch to the cut, and their clusters.

    The lines are like `TreeLayout.links`, with the ends doubled. `line` is the height of the cut;
    without one a stem ends at the next merge.
    """
    roots = cut.roots[~np.isnan(layout.across[cut.roots])]
    low = layout.tops[roots]
    # nothing is above the root of all
    high = np.append(layout.tops, np.inf if line is not None else 0.0)[cut.tree.parents[roots]]
    if line is not None:
        high = np.minimum(high, line)
    kept = high > low
    foot = np.stack([layout.across[roots], low], axis=1)[kept]
    head = np.stack([layout.across[roots], high], axis=1)[kept]
    return np.stack([foot, foot, head, head], axis=1), cut.node_labels[roots][kept]
