"""k-means from many starts at once, for fits that are repeated hundreds of times.

For a few hundred points scikit-learn spends ten times longer on checks than on numbers. This does
the same (greedy k-means++ with as many tries, Lloyd's iterations, the best of ``n_init`` starts)
for all starts in one go, from other draws. It serves the references of the gap and the resamples of
stability only: what a learner sees is fitted by scikit-learn itself.

`teachclust.traces.lloyd` is another Lloyd for another purpose: it keeps every step of one start,
watches how close each decision was, and leaves an emptied cluster to scikit-learn. Ten starts of
300 points, one by one, take it two to six times as long as they take this.

References
----------
D. Arthur and S. Vassilvitskii, "k-means++: the advantages of careful seeding", Proceedings of the
eighteenth annual ACM-SIAM symposium on discrete algorithms (2007) 1027-1035.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from teachclust.starts import candidate_count, k_means_starts

Floats = npt.NDArray[np.floating[Any]]
Labels = npt.NDArray[np.intp]

_LARGEST: Final = 4_000_000  # distances held at a time: 32 MB


@dataclass(frozen=True, slots=True)
class QuickKMeans:
    """The parameters of a KMeans that this can stand in for."""

    init: str  # "k-means++" or "random"
    n_init: int
    max_iter: int
    tol: float  # relative to the mean variance of the features

    def labels(self, X: Floats, k: int, seed: int) -> Labels:
        """Return the labels of the best start, shape (n_samples,)."""
        # around zero, products lose no digits
        X = X - X.mean(axis=0)
        rng = np.random.default_rng(seed)
        tol = self.tol * float(X.var(axis=0).mean())
        at_once = max(1, _LARGEST // (len(X) * k))
        best, lowest = np.zeros(len(X), dtype=np.intp), np.inf
        for first in range(0, self.n_init, at_once):
            count = min(at_once, self.n_init - first)
            start = plus_plus if self.init == "k-means++" else _random
            labels, inertia = lloyd(X, start(X, k, count, rng), self.max_iter, tol)
            if inertia.min() < lowest:
                lowest, best = float(inertia.min()), labels[int(inertia.argmin())]
        return best


def quick_kmeans(estimator: Any) -> QuickKMeans | None:
    """Return the QuickKMeans for an estimator; None unless it is a KMeans that draws its starts."""
    from sklearn.cluster import KMeans

    if type(estimator) is not KMeans or estimator.init not in ("k-means++", "random"):
        return None
    n_init = k_means_starts(estimator)
    return QuickKMeans(estimator.init, n_init, estimator.max_iter, estimator.tol)


def lloyd(X: Floats, starts: Floats, max_iter: int, tol: float) -> tuple[Labels, Floats]:
    """Run Lloyd's algorithm from starts of shape (n_starts, k, n_features); X has its mean at zero.

    A start is done when its centers moved by no more than `tol`, in squared distance. Returns the
    last labels, shape (n_starts, n_samples), and their inertia, shape (n_starts,).
    """
    centers = starts.copy()
    going = np.arange(len(starts))
    for _ in range(max_iter):
        labels, squares = _assign(X, centers[going])
        moved = _means(X, labels, squares, centers.shape[1])
        shift = ((moved - centers[going]) ** 2).sum(axis=(1, 2))
        centers[going] = moved
        going = going[shift > tol]
        if not len(going):
            break
    labels, squares = _assign(X, centers)
    return labels, squares.sum(axis=1)


def plus_plus(X: Floats, k: int, count: int, rng: np.random.Generator) -> Floats:
    """Draw starts by greedy k-means++: of several draws, the one that helps most.

    X has its mean at zero. The starts are rows of it, shape (count, k, n_features).
    """
    tries, each = candidate_count(k), np.arange(count)
    chosen = np.empty((count, k), dtype=np.intp)
    chosen[:, 0] = rng.integers(len(X), size=count)
    closest = _to_all(X, X[chosen[:, :1]])[:, 0]
    for place in range(1, k):
        heaped = closest.cumsum(axis=1)
        drawn = rng.uniform(size=(count, tries)) * heaped[:, -1:]
        # a row is drawn with chance proportional to its squared distance
        rows = (heaped[:, np.newaxis] < drawn[:, :, np.newaxis]).sum(axis=2)
        rows = np.minimum(rows, len(X) - 1)
        nearer = np.minimum(_to_all(X, X[rows]), closest[:, np.newaxis])
        best = nearer.sum(axis=2).argmin(axis=1)
        chosen[:, place] = rows[each, best]
        closest = nearer[each, best]
    return X[chosen]


def _random(X: Floats, k: int, count: int, rng: np.random.Generator) -> Floats:
    return np.stack([X[rng.permutation(len(X))[:k]] for _ in range(count)])


def _to_all(X: Floats, points: Floats) -> Floats:
    """Squared distances from points, shape (n_starts, m, n_features), to all rows of X."""
    squares: Floats = (points.reshape(-1, X.shape[1]) @ X.T).reshape(*points.shape[:2], len(X))
    squares *= -2
    squares += np.einsum("ij,ij->i", X, X)
    squares += np.einsum("ijk,ijk->ij", points, points)[:, :, np.newaxis]
    return np.maximum(squares, 0, out=squares)


def _assign(X: Floats, centers: Floats) -> tuple[Labels, Floats]:
    """Return the nearest center of each row, and the squared distance to it, for each start."""
    squares = _to_all(X, centers)
    best = squares[:, 0].copy()
    labels = np.zeros(best.shape, dtype=np.intp)
    for j in range(1, centers.shape[1]):
        np.putmask(labels, squares[:, j] < best, j)
        np.minimum(best, squares[:, j], out=best)
    return labels, best


def _means(X: Floats, labels: Labels, squares: Floats, k: int) -> Floats:
    """Return the means of clusters; an empty one moves to a point far from its own center."""
    member = (labels[:, np.newaxis] == np.arange(k)[:, np.newaxis]).astype(X.dtype)
    sizes = member.sum(axis=2)
    sums = (member.reshape(-1, len(X)) @ X).reshape(*sizes.shape, X.shape[1])
    means: Floats = sums / np.maximum(sizes, 1)[:, :, np.newaxis]
    for start, cluster in np.argwhere(sizes == 0):
        # each empty cluster takes the next farthest point
        rank = 1 + int((sizes[start, :cluster] == 0).sum())
        means[start, cluster] = X[np.argsort(squares[start])[-rank]]
    return means
