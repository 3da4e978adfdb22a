"""Lloyd's iterations with squared distances and means, or city block distances and medians.

References
----------
S. Lloyd, "Least squares quantization in PCM", IEEE Transactions on Information Theory 28, 1982.
D. Arthur and S. Vassilvitskii, "k-means++: the advantages of careful seeding", SODA 2007.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
from scipy.spatial.distance import cdist

Floats = npt.NDArray[np.floating[Any]]
Ints = npt.NDArray[np.intp]

Distance = Literal["euclidean", "manhattan"]
#: What becomes of a center that no point is nearest to.
Empty = Literal["relocate", "drop"]


@dataclass(slots=True, eq=False)
class Iterations:
    """What happened in one run.

    ``centers[t]`` are the centers before assignment t (NaN for those that were dropped),
    ``labels[t]`` that assignment and ``totals[t]`` the objective after it; ``updated[t]`` is the
    objective after the centers were moved. ``moved[t]`` maps an empty cluster to the row that its
    center moved to after assignment t, and ``dropped[t]`` are the clusters that were dropped then.
    """

    centers: list[Floats] = field(default_factory=list)
    labels: list[Ints] = field(default_factory=list)
    totals: list[float] = field(default_factory=list)
    updated: list[float] = field(default_factory=list)
    moved: dict[int, dict[int, int]] = field(default_factory=dict)
    dropped: dict[int, tuple[int, ...]] = field(default_factory=dict)
    n_iter: int = 0
    settled: bool = False

    @property
    def total(self) -> float:
        """The objective at the end."""
        return self.totals[-1]


def gaps_to(X: Floats, centers: Floats, distance: Distance) -> Floats:
    """Return what each point adds to the objective at each center; infinite for dropped ones.

    It is the squared straight distance, or the city block distance.
    """
    kind = "sqeuclidean" if distance == "euclidean" else "cityblock"
    gaps: Floats = cdist(X, centers, kind)
    gaps[:, np.isnan(centers[:, 0])] = np.inf
    return gaps


def middle_of(points: Floats, distance: Distance) -> Floats:
    """Return the mean or median of points in each feature: where the objective is lowest."""
    middle: Floats = points.mean(axis=0) if distance == "euclidean" else np.median(points, axis=0)
    return middle


def iterate(
    X: Floats, start: Floats, distance: Distance, *, max_iter: int, empty: Empty = "relocate"
) -> Iterations:
    """Assign points to the nearest center and move centers by turns, until nothing changes.

    Parameters
    ----------
    X : ndarray of shape (n_samples, n_features)
        The points.
    start : ndarray of shape (n_clusters, n_features)
        The first centers.
    distance : {"euclidean", "manhattan"}
        Squared straight distances and means, or city block distances and medians.
    max_iter : int
        The most times that centers are moved.
    empty : {"relocate", "drop"}, default="relocate"
        Whether an empty cluster's center moves to the point that is farthest from its own, or the
        cluster is given up.

    Returns
    -------
    run : Iterations
        Every step; the last labels belong to the last centers.

    Notes
    -----
    Of equal distances the first center wins. Costs n_samples x n_clusters distances an iteration;
    the labels of all iterations are kept.
    """
    run = Iterations()
    centers: Floats = np.array(start, dtype=np.float64)
    for _ in range(max_iter):
        if _assign(run, X, centers, distance):
            run.settled = True
            return run
        centers = _handle_empty(run, X, centers, distance, empty)
        labels = run.labels[-1]
        centers = centers.copy()
        for k in np.unique(labels):
            centers[k] = middle_of(X[labels == k], distance)
        rows = np.arange(len(X))
        run.updated.append(float(gaps_to(X, centers, distance)[rows, labels].sum()))
        run.n_iter += 1
    run.settled = _assign(run, X, centers, distance)
    return run


def _assign(run: Iterations, X: Floats, centers: Floats, distance: Distance) -> bool:
    """Assign every point, and tell whether none changed cluster."""
    gaps = gaps_to(X, centers, distance)
    labels: Ints = gaps.argmin(axis=1)
    same = bool(run.labels) and np.array_equal(labels, run.labels[-1])
    run.centers.append(centers)
    run.labels.append(labels)
    run.totals.append(float(gaps[np.arange(len(X)), labels].sum()))
    return same


def _handle_empty(
    run: Iterations, X: Floats, centers: Floats, distance: Distance, empty: Empty
) -> Floats:
    """Move the centers of empty clusters to far points, or drop them."""
    labels, at = run.labels[-1], len(run.labels) - 1
    sizes = np.bincount(labels, minlength=len(centers))
    free = np.flatnonzero((sizes == 0) & ~np.isnan(centers[:, 0]))
    if not len(free):
        return centers
    centers = centers.copy()
    if empty == "drop":
        centers[free] = np.nan
        run.dropped[at] = tuple(free.tolist())
        return centers
    labels = labels.copy()
    gaps = gaps_to(X, centers, distance)[np.arange(len(X)), labels]
    for k in free.tolist():
        point = int(gaps.argmax())
        if gaps[point] == 0:
            break  # every point lies on its center
        centers[k], labels[point], gaps[point] = X[point], k, 0.0
        run.moved.setdefault(at, {})[k] = point
    run.labels[-1] = labels
    return centers


def draw_plus_plus(
    X: Floats,
    n_clusters: int,
    distance: Distance,
    numbers: np.random.RandomState,
    *,
    power: float = 1.0,
) -> Ints:
    """Draw rows as first centers, each with a chance that grows with its gap to those before.

    Parameters
    ----------
    X : ndarray of shape (n_samples, n_features)
        The points.
    n_clusters : int
        How many rows.
    distance : {"euclidean", "manhattan"}
        What the gaps are: squared straight distances (as in k-means++) or city block distances.
    numbers : RandomState
        What is drawn from; it moves on.
    power : float, default=1.0
        The chance is the gap to this power: 0.5 makes squared distances plain ones.

    Returns
    -------
    rows : ndarray of shape (n_clusters,), dtype int
        The rows, in the order of the draws. Where all points lie on centers, the rest is drawn
        evenly from the rows that are left.
    """
    rows = [int(numbers.randint(len(X)))]
    nearest = gaps_to(X, X[rows], distance)[:, 0]
    while len(rows) < n_clusters:
        weights = nearest**power
        if not weights.any():
            weights = np.ones(len(X))
            weights[rows] = 0.0
        rows.append(int(numbers.choice(len(X), p=weights / weights.sum())))
        nearest = np.minimum(nearest, gaps_to(X, X[rows[-1:]], distance)[:, 0])
    return np.array(rows, dtype=np.intp)
