"""The condensed tree of HDBSCAN, and the choice of clusters from it.

References
----------
R. J. G. B. Campello, D. Moulavi and J. Sander, "Density-Based Clustering Based on Hierarchical
Density Estimates", PAKDD 2013.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from teachclust.traces.auxiliary import CondensedTree
from teachclust.traces.frame import Floats, Labels
from teachclust.traces.tree import Tree

Ints = npt.NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class Condensation:
    """Clusters that lose points and split while the distance shrinks; density is 1 / distance."""

    parent: list[int]  # the node that each node split off from; -1 for node 0, the root
    birth: Floats  # density at which each node appears
    death: Floats  # density at which its last point leaves or it splits
    stability: Floats  # sum over its points of how far each stayed past the birth
    members: list[Ints]  # points of each node at birth
    node: Ints  # the node that each point falls out of
    density: Floats  # the density at which it falls out

    @cached_property
    def children(self) -> list[list[int]]:
        """The nodes that each node splits into: two or none."""
        found: list[list[int]] = [[] for _ in self.parent]
        for child, parent in enumerate(self.parent[1:], start=1):
            found[parent].append(child)
        return found

    def with_clusters(self, chosen: dict[int, int]) -> CondensedTree:
        """Return the tree as it is drawn; `chosen` gives the label of each chosen node."""
        stability = np.where(np.isnan(self.stability), 0.0, self.stability)
        return CondensedTree(
            parent=np.array(self.parent, dtype=np.intp),
            birth=self.birth,
            death=self.death,
            sizes=np.array([len(points) for points in self.members], dtype=np.intp),
            stability=stability,
            cluster=np.array([chosen.get(i, -1) for i in range(len(self.parent))], dtype=np.intp),
        )


def condense(children: Ints, heights: Floats, min_cluster_size: int) -> Condensation:
    """Condense the merges of single linkage: smaller parts are points that fall out.

    `children` are the nodes that each merge joins, `heights` its distance, ascending. Nodes of the
    condensed tree are numbered from the top down, level by level, as scikit-learn numbers them.
    """
    n = len(children) + 1
    tree = Tree(children, heights, np.zeros(n, dtype=np.int32), "")
    sizes, first, order = tree.sizes.tolist(), tree.first.tolist(), tree.order
    with np.errstate(divide="ignore"):
        densities = (1.0 / heights).tolist()
    merged = children.tolist()
    parent, birth, members = [-1], [0.0], [order]
    node_of_point, density_of_point = np.zeros(n, dtype=np.intp), np.zeros(n)
    # what each node loses, as (node, density, points), in scikit-learn's order of summation
    losses: list[tuple[int, float, int]] = []
    queue = [(2 * n - 2, 0)]
    for merge, node in queue:  # grows while it is gone through: level by level
        density, parts = densities[merge - n], merged[merge - n]
        large = [part for part in parts if sizes[part] >= min_cluster_size]
        for part in parts:
            size = sizes[part]
            points = order[first[part] : first[part] + size]
            if len(large) == 2:
                losses.append((node, density, size))
                queue.append((part, len(parent)))
                parent.append(node)
                birth.append(density)
                members.append(points)
            elif part in large:
                queue.append((part, node))
            else:
                losses += [(node, density, 1)] * size
                node_of_point[points], density_of_point[points] = node, density
    births = np.array(birth)
    death, stability = _deaths_and_stabilities(losses, births)
    return Condensation(parent, births, death, stability, members, node_of_point, density_of_point)


def _deaths_and_stabilities(losses: list[Any], birth: Floats) -> tuple[Floats, Floats]:
    nodes, densities, counts = (np.array(column) for column in zip(*losses, strict=True))
    death: Floats = np.zeros(len(birth))
    np.maximum.at(death, nodes, densities)
    with np.errstate(invalid="ignore"):  # points at distance zero have no finite density
        gains = (densities - birth[nodes]) * counts
        stability: Floats = np.bincount(nodes, gains, len(birth)).astype(float)
    return death, stability


def choose(tree: Condensation, model: Any) -> list[int]:
    """Choose the nodes that become clusters, as scikit-learn does; the first is cluster 0."""
    children = tree.children
    if model.cluster_selection_method == "leaf":
        found = [node for node in _descendants(children, 0) if not children[node]]
        chosen = found if len(children) > 1 else []
    else:
        chosen = _excess_of_mass(tree, model)
    epsilon = model.cluster_selection_epsilon
    if epsilon > 0 and len(children) > 1 and chosen and chosen != [0]:
        chosen = _epsilon_choice(tree, chosen, epsilon, model.allow_single_cluster)
    # the root is a candidate only where a single cluster is allowed
    return sorted(node for node in set(chosen) if node or model.allow_single_cluster)


def best_below(tree: Condensation, max_size: float = np.inf) -> Floats:
    """Return the most stability that clusters strictly below each node have together.

    It is 0 for leaves. Nodes of more than `max_size` points can't be chosen.
    """
    below, best = np.zeros(len(tree.parent)), tree.stability.copy()
    for node in range(len(tree.parent) - 1, -1, -1):
        if below[node] > best[node] or _size(tree, node) > max_size:
            best[node] = below[node]
        if node:
            below[tree.parent[node]] += best[node]
    return below


def _size(tree: Condensation, node: int) -> int:
    """Points of a node at birth; of the root scikit-learn counts only those in its parts."""
    if node:
        return len(tree.members[node])
    return sum(len(tree.members[part]) for part in tree.children[0])


def _excess_of_mass(tree: Condensation, model: Any) -> list[int]:
    """Choose a node where it is as stable as the best clusters below it together."""
    most = np.inf if model.max_cluster_size is None else model.max_cluster_size
    below = best_below(tree, most)
    children = tree.children
    chosen: list[int] = []
    queue = [0]
    for node in queue:
        candidate = node > 0 or model.allow_single_cluster
        unstable = below[node] > tree.stability[node] or _size(tree, node) > most
        if candidate and not unstable:
            chosen.append(node)
        else:
            queue += children[node]
    return chosen


def _epsilon_choice(
    tree: Condensation, chosen: list[int], epsilon: float, single: bool
) -> list[int]:
    """Climb from clusters born closer than epsilon to where they part from others beyond it."""
    n = len(tree.node)
    with np.errstate(divide="ignore"):
        distance = 1 / tree.birth
    found, passed = [], set()
    # scikit-learn goes through a set, whose order its results can hang on: here the same numbers
    for number in set(n + node for node in reversed(chosen)):  # noqa: C401
        node = number - n
        if distance[node] >= epsilon:
            found.append(node)
        elif node not in passed:
            node = _climb(tree, node, distance, epsilon, single)
            found.append(node)
            passed |= set(_descendants(tree.children, node)[1:])
    return found


def _climb(tree: Condensation, node: int, distance: Floats, epsilon: float, single: bool) -> int:
    while True:
        parent = tree.parent[node]
        if parent <= 0:
            return 0 if single else node
        if distance[parent] > epsilon:
            return parent
        node = parent


def _descendants(children: list[list[int]], node: int) -> list[int]:
    found = [node]
    for one in found:
        found += children[one]
    return found


def labels_of(tree: Condensation, chosen: list[int], model: Any) -> Labels:
    """Label each point by the nearest chosen node above the one that it falls out of.

    Where the root is the only cluster, those points belong to it that stay to the end of it, or to
    ``cluster_selection_epsilon``; the others are noise (-1).
    """
    label = dict(zip(chosen, range(len(chosen)), strict=True))
    of_node = np.full(len(tree.parent), -1, dtype=np.int32)
    for node, parent in enumerate(tree.parent):
        of_node[node] = label.get(node, of_node[parent] if node else -1)
    labels = of_node[tree.node]
    if 0 in label:
        epsilon = model.cluster_selection_epsilon
        least = 1 / epsilon if epsilon > 0 else tree.death[0]
        stays = tree.density >= least if len(chosen) == 1 else np.zeros(len(labels), dtype=bool)
        labels[(labels == label[0]) & ~stays] = -1
    return labels
