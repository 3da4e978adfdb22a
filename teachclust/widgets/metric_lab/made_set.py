"""The points that a MetricLab has where none are given."""

from __future__ import annotations

from typing import Any, Final

import numpy as np

#: a long class of 12, a round one of 8, a small one of 4
_POINTS: Final = (
    *((0.5, 6.7), (1.3, 5.1), (2.1, 6.1), (3.0, 5.8), (3.8, 5.8), (4.6, 5.9)),
    *((5.4, 5.3), (6.2, 5.9), (7.0, 5.7), (7.9, 7.2), (8.7, 6.1), (9.5, 5.9)),
    *((2.2, 1.7), (1.6, 1.9), (2.8, 2.0), (3.1, 2.1), (2.4, 3.4), (2.8, 1.8)),
    *((2.3, 2.6), (3.9, 2.0), (7.5, 3.1), (7.2, 2.5), (8.0, 2.9), (7.6, 2.9)),
)


def made_set() -> tuple[Any, Any, Any]:
    """Return 24 points (n, 2), their classes, and the clusters that k-means finds.

    Three clusters of k-means cut the long class in two, and add its right half to the small one.
    """
    classes = np.repeat(["long", "round", "small"], [12, 8, 4])
    clusters = np.repeat([0, 1, 2, 1], [6, 6, 8, 4])
    return np.array(_POINTS), classes, clusters
