"""Stability: whether fits on different parts of the data agree.

References
----------
A. Ben-Hur, A. Elisseeff and I. Guyon, "A stability based method for discovering structure in
clustered data", Pacific Symposium on Biocomputing 7 (2002) 6-17.
U. von Luxburg, "Clustering stability: an overview", Foundations and Trends in Machine Learning 2
(2010) 235-274.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

Labels = npt.NDArray[np.integer[Any]]
Rows = npt.NDArray[np.intp]

# Ben-Hur, Elisseeff and Guyon's share: two such parts have about 64 % of the points in common
_SHARE: Final = 0.8
_MOST_SEED: Final = 2**31 - 1


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """A part of the data, drawn without replacement."""

    rows: Rows  # ascending
    seed: int  # for the fit on it: chance in the start is part of what is tested


def draw_parts(n_samples: int, seed: int, count: int) -> list[Part]:
    """Draw parts of 80 % of the rows each; part number i depends on `seed` and i alone.

    Two of them share about 64 % of all rows, at least 60 %.
    """
    parts = []
    for number in range(count):
        rng = np.random.default_rng([seed, number])
        rows = np.sort(rng.permutation(n_samples)[: part_size(n_samples)])
        parts.append(Part(rows, int(rng.integers(_MOST_SEED))))
    return parts


def agreement(parts: tuple[Part, Part], labels: tuple[Labels, Labels]) -> float:
    """Return the adjusted Rand index of two fits on the rows that both parts have."""
    from sklearn.metrics import adjusted_rand_score

    _, first, second = np.intersect1d(
        parts[0].rows, parts[1].rows, assume_unique=True, return_indices=True
    )
    return float(adjusted_rand_score(labels[0][first], labels[1][second]))


def part_size(n_samples: int) -> int:
    """Return how many rows each part has."""
    return int(np.ceil(_SHARE * n_samples))


def median_and_band(agreements: Sequence[float]) -> tuple[float, float, float]:
    """Return the median, and the values below which 10 % and 90 % of the agreements lie."""
    median, low, high = np.quantile(np.asarray(agreements, dtype=np.float64), (0.5, 0.1, 0.9))
    return float(median), float(low), float(high)
