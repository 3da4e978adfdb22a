"""The gap statistic: how much lower inertia is than it would be without any clusters.

References
----------
R. Tibshirani, G. Walther and T. Hastie, "Estimating the number of clusters in a data set via the
gap statistic", Journal of the Royal Statistical Society B 63 (2001) 411-423.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.floating[Any]]
Labels = npt.NDArray[np.integer[Any]]

# Below this share of the total, squares within clusters count as zero (whose logarithm is not a
# number): each cluster is then one point, repeated.
_ZERO: Final = 1e-12


def within_squares(X: Floats, labels: Labels) -> float:
    """Sum the squared distances of all points to the mean of their cluster.

    For a converged k-means this is its inertia. Costs one pass and one copy of X.
    """
    _, place = np.unique(labels, return_inverse=True)
    place = place.ravel()
    sizes = np.bincount(place)
    # far from zero, sums would lose the digits that the differences need
    centered = np.asarray(X, dtype=np.float64) - X.mean(axis=0, dtype=np.float64)
    sums = np.stack([np.bincount(place, column) for column in centered.T], axis=1)
    centered -= (sums / sizes[:, np.newaxis])[place]
    return float(np.einsum("ij,ij->", centered, centered))


def log_within(X: Floats, labels: Labels) -> float:
    """Return the logarithm of `within_squares`, which never falls below 1e-12 of the total."""
    total = within_squares(X, np.zeros(len(X), dtype=np.intp))
    return float(np.log(max(within_squares(X, labels), _ZERO * total)))


@dataclass(frozen=True, slots=True, eq=False)
class References:
    """Data without clusters: uniform in the box that holds X, along its principal axes."""

    mean: Floats  # of X
    axes: Floats  # principal axes of X, one per row
    low: Floats  # the range of X along each axis, from `low` to `high`
    high: Floats
    n_samples: int  # rows of each draw
    seed: int  # draw number b depends on `seed` and b alone

    def draw(self, number: int) -> Floats:
        """Return draw `number`, shape (n_samples, n_features); the same each time it is asked for.

        Drawing again costs less than a fit, and keeping all the draws of wide data would not fit
        a small machine.
        """
        rng = np.random.default_rng([self.seed, number])
        inside = rng.uniform(self.low, self.high, size=(self.n_samples, len(self.low)))
        return np.ascontiguousarray(inside @ self.axes + self.mean)


def make_references(X: Floats, seed: int) -> References:
    """Find the box of X along its principal axes (the paper's choice b)."""
    mean = X.mean(axis=0, dtype=np.float64)
    centered = X - mean
    axes = np.linalg.svd(centered, full_matrices=False)[2]
    along = centered @ axes.T
    return References(mean, axes, along.min(axis=0), along.max(axis=0), len(X), seed)


def gap_and_spread(log_w: float, references: Sequence[float]) -> tuple[float, float]:
    """Return how much lower the data's logarithm is than the mean of the references', and s_k.

    The paper's s_k is the standard deviation over the references times sqrt(1 + 1/B).
    """
    logs = np.asarray(references, dtype=np.float64)
    return float(logs.mean() - log_w), float(logs.std() * np.sqrt(1 + 1 / len(logs)))


def gap_prefers(ks: Sequence[int], gaps: Sequence[float], spreads: Sequence[float]) -> int | None:
    """Return the smallest k whose gap is no worse than the next one's less its spread.

    1 says that there are no clusters. None when the gap still rises at the last k.
    """
    for place in range(len(ks) - 1):
        if gaps[place] >= gaps[place + 1] - spreads[place + 1]:
            return ks[place]
    return None


def gap_reaches(ks: Sequence[int], gaps: Sequence[float], spreads: Sequence[float]) -> int | None:
    """Return the smallest k whose gap is within one spread of the highest of all.

    `gap_prefers` stops at the first k that the next does not better, which four groups in a square
    do at k = 1: two clusters are no better than one, four are (S. Dudoit and J. Fridlyand, "A
    prediction-based resampling method for estimating the number of clusters in a dataset", Genome
    Biology 3 (2002), look at all k in this way). Without clusters this one is led by chance.
    """
    if not gaps:
        return None
    highest = int(np.argmax(gaps))
    least = gaps[highest] - spreads[highest]
    return next(k for k, gap in zip(ks, gaps, strict=True) if gap >= least)
