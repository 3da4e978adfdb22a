"""Groups in points that a learner drew, where nobody has named them: what stands clearly apart."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import numpy.typing as npt

from teachclust.errors import LearnerError
from teachclust.words import say

#: groups stand clearly apart if the way between them is so many times the widest step inside them
CLEAR: Final = 1.5


def clear_groups(X: Any, k: int) -> tuple[npt.NDArray[np.intp], float]:
    """Return k groups of points by the widest gaps between them, and how clear the gaps are.

    The groups are those of single linkage. The second value is the narrowest gap between two of
    them over the widest step inside one: above `CLEAR` nobody would draw the groups otherwise. It
    is infinity where each group is one place.

    A LearnerError if there are not more points than groups. Cost: O(n²).
    """
    from sklearn.cluster import AgglomerativeClustering

    if len(X) <= k:
        raise LearnerError(say("build.few", n=len(X), least=k + 1))
    model = AgglomerativeClustering(n_clusters=k, linkage="single", compute_distances=True).fit(X)
    heights = np.sort(model.distances_)
    gap, step = heights[len(heights) - k + 1], heights[len(heights) - k]
    return model.labels_, float(gap / step) if step > 0 else float("inf")


def n_misplaced(labels: Any, groups: Any) -> int:
    """Return how many points a clustering puts with another group than their own; noise counts.

    Clusters and groups are matched one to one, so that as many points as possible agree.
    """
    from teachclust.scores.matching import match_labels

    return round((1 - match_labels(labels, groups).accuracy) * len(groups))
