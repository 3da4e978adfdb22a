"""What a point can say of itself when it's pointed at: the facts that algorithms declare.

The cluster of a point, and the one that it left, are told for all. The browser says each of these
in words (``js/src/panels/point_facts.ts``), never ahead of its step.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from teachclust.traces.frame import Floats, freeze_arrays

#: What each fact says, by name.
CARD: Final[Mapping[str, str]] = {
    "distances": "distances to the nearest centers, among all features",
    "chance": "the chance to be drawn next as a center by k-means++",
    "shares": "probabilities of the likeliest components",
    "role": "core point, border point or noise",
    "neighbors": "how many points lie within eps, itself counted, and which (`Trace.neighbors`)",
    "core_distance": "distance to the `min_samples`-th nearest point",
    "reachability": "reachability distance and place in the ordering, once it was walked",
    "leaves": "density at which it leaves its branch of the condensed tree, and how strongly it "
    "belongs to its cluster",
    "merges": "sizes and heights of the merges that it was in so far",
    "splits": "sizes of the clusters that it was in, from split to split",
    "silhouette": "how much nearer its own cluster is than the next one",
}


@dataclass(frozen=True, eq=False)
class Neighborhoods:
    """The points within a radius of each point, itself among them.

    Parameters
    ----------
    points : ndarray of shape (n_pairs,), dtype int
        The neighbors of the first point, then those of the second, and so on.
    ends : ndarray of shape (n_samples,), dtype int
        Where the neighbors of each point end in `points`.
    straight : bool
        Whether they are the points within a circle or ball.
    """

    points: npt.NDArray[np.intp]
    ends: npt.NDArray[np.intp]
    straight: bool

    def __post_init__(self) -> None:
        """Keep the arrays so that they can't be changed."""
        freeze_arrays(self)

    def of(self, point: int) -> npt.NDArray[np.intp]:
        """Return the neighbors of a point."""
        return self.points[self.ends[point - 1] if point else 0 : self.ends[point]]


@dataclass(frozen=True, eq=False)
class PointNumbers:
    """What each point says of itself, as arrays of shape (n_samples,); None where nothing does.

    Parameters
    ----------
    core_distance : ndarray of float
        Distance to the `min_samples`-th nearest point.
    leave_density : ndarray of float, default=None
        Density (1 / distance) at which it leaves the condensed tree; infinite for equal points.
    leave_node : ndarray of int, default=None
        The node of the condensed tree that it leaves.
    strength : ndarray of float, default=None
        How strongly it belongs to its cluster, from 0 to 1.
    straight : bool, default=False
        Whether the points within a distance of one lie in a circle or ball about it.
    """

    core_distance: Floats
    leave_density: Floats | None = None
    leave_node: npt.NDArray[np.intp] | None = None
    strength: Floats | None = None
    straight: bool = False

    def __post_init__(self) -> None:
        """Keep the arrays so that they can't be changed."""
        freeze_arrays(self)
