"""The result of a scan for one k, and the names of the criteria."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from teachclust.scores.silhouettes import Silhouettes

Floats = npt.NDArray[np.floating[Any]]

#: the k of a scan by default
DEFAULT_K: Final = range(1, 11)

CRITERIA: Final[tuple[str, ...]] = (
    "inertia",
    "silhouette",
    "calinski_harabasz",
    "davies_bouldin",
    "gap",
    "bic",
    "stability",
)
#: Criteria whose 0 means something: an axis that begins at their least value would make a
#: difference of 0.02 look like all there is.
FROM_ZERO: Final = frozenset({"inertia", "silhouette", "stability"})


@dataclass(frozen=True, slots=True, eq=False)
class KFit:
    """One k of a scan. What was not asked for, or is not defined at this k, is None.

    Parameters
    ----------
    k : int
        The number of clusters asked for.
    labels : ndarray of shape (n_samples,)
        Clusters, numbered so that a cluster keeps its number from one k to the next.
    centers : ndarray of shape (k, n_features) or None
        Centers, or means of components; ``centers[i]`` belongs to cluster ``numbers[i]``. None for
        an estimator without any.
    numbers : tuple of int
        The numbers of the clusters, ascending. They may have gaps.
    inertia : float or None
        Squared distances to the center of the own cluster, summed; in squared units of X.
    silhouette : Silhouettes or None
        Its ``mean`` is nan for one cluster, and for a cluster for each point.
    calinski_harabasz, davies_bouldin : float or None
        As in `sklearn.metrics`: high is good, low is good.
    gap, gap_spread : float or None
        The gap statistic and its s_k.
    bic : float or None
        Low is good.
    stability, stability_low, stability_high : float or None
        Adjusted Rand index between fits on two parts of the data: median, and the 10 and 90 %
        points over the resamples.
    fit_time : float
        Seconds.
    """

    k: int
    labels: npt.NDArray[np.integer[Any]]
    centers: Floats | None
    numbers: tuple[int, ...]
    inertia: float | None = None
    silhouette: Silhouettes | None = None
    calinski_harabasz: float | None = None
    davies_bouldin: float | None = None
    gap: float | None = None
    gap_spread: float | None = None
    bic: float | None = None
    stability: float | None = None
    stability_low: float | None = None
    stability_high: float | None = None
    fit_time: float = 0.0

    def value(self, criterion: str) -> float | None:
        """Return the one number of a criterion (of silhouettes, the mean); None if undefined."""
        if criterion == "silhouette":
            scored = self.silhouette
            return scored.mean if scored is not None and np.isfinite(scored.mean) else None
        value: float | None = getattr(self, criterion)
        return value
