"""What is drawn besides the points: edges of a graph, a curve, a condensed tree, levels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from teachclust.traces.frame import Floats, freeze_arrays

Ints = npt.NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class Edges:
    """Edges between points, in the order in which they are drawn.

    Parameters
    ----------
    pairs : ndarray of shape (n_edges, 2), dtype int
        Indices of the two points of each edge.
    weights : ndarray of shape (n_edges,)
        Length or strength of each edge.
    """

    pairs: Ints
    weights: Floats

    def __post_init__(self) -> None:
        """Keep the arrays so that they can't be changed."""
        freeze_arrays(self)


@dataclass(frozen=True, eq=False)
class Curve:
    """A value for each point, drawn as a curve, with a horizontal line at a threshold.

    Parameters
    ----------
    kind : {"k_distance", "reachability"}
        Whether the values are sorted distances to the k-th nearest point, or the reachability
        distance of each point in the ordering of OPTICS.
    values : ndarray of shape (n_samples,)
        In the order in which they are drawn; infinite where not defined.
    order : ndarray of shape (n_samples,), dtype int
        The point that each value belongs to.
    title : str
        What the values are, in words.
    param : str or None
        Name of the estimator's parameter that the line sets; None when there is no line.
    at : float or None
        The parameter's value, where it is finite. That of eps is a height; xi is a share of the
        greatest value.
    """

    kind: Literal["k_distance", "reachability"]
    values: Floats
    order: Ints
    title: str
    param: str | None = None
    at: float | None = None

    def __post_init__(self) -> None:
        """Keep the arrays so that they can't be changed."""
        freeze_arrays(self)


@dataclass(frozen=True, eq=False)
class CondensedTree:
    """The condensed tree of HDBSCAN: clusters as they lose points while the distance shrinks.

    Parameters
    ----------
    parent : ndarray of shape (n_nodes,), dtype int
        The node that each node split off from; -1 for the root, which is node 0.
    birth, death : ndarray of shape (n_nodes,)
        Density (1 / distance) at which a node appears and at which its last point leaves or it
        splits.
    sizes : ndarray of shape (n_nodes,), dtype int
        Points at birth.
    stability : ndarray of shape (n_nodes,)
        Sum over its points of how far each stayed past the birth.
    cluster : ndarray of shape (n_nodes,), dtype int
        Label of each chosen node; -1 for the others.
    """

    parent: Ints
    birth: Floats
    death: Floats
    sizes: Ints
    stability: Floats
    cluster: Ints

    def __post_init__(self) -> None:
        """Keep the arrays so that they can't be changed."""
        freeze_arrays(self)


@dataclass(frozen=True, eq=False)
class Levels:
    """From which a clustering at any other level is looked up: at another eps, distance or xi.

    Parameters
    ----------
    core : ndarray of shape (n_samples,) or None
        The eps from which on each point is a core point; None for HDBSCAN, whose merges know.
    children : ndarray of shape (n_samples - 1, 2), dtype int, or None
        The nodes that each merge of core points joins, as in `Tree`; None where the clusters follow
        from the order of OPTICS.
    heights : ndarray of shape (n_samples - 1,) or None
        The eps of each merge, ascending.
    takers : ndarray of shape (n_pairs, 2), dtype int, or None
        A point that is no core point, and a core point that takes it into its cluster.
    taken : ndarray of shape (n_pairs,) or None
        The eps from which on it does.
    least : int or None
        The fewest points of a cluster, where a cut takes smaller ones for noise (HDBSCAN).
    predecessors : ndarray of shape (n_samples,), dtype int, or None
        The point that each was reached from, -1 for none, where xi finds the clusters (OPTICS).
    valleys : tuple of int or None
        What else xi needs: the points that may lie between steep ones, the fewest of a cluster, and
        1 where clusters are corrected by predecessors, else 0.
    """

    core: Floats | None
    children: Ints | None = None
    heights: Floats | None = None
    takers: Ints | None = None
    taken: Floats | None = None
    least: int | None = None
    predecessors: Ints | None = None
    valleys: tuple[int, int, int] | None = None

    def __post_init__(self) -> None:
        """Keep the arrays so that they can't be changed."""
        freeze_arrays(self)
