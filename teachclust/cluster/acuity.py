"""Which acuity suits data: Cobweb is tried with several on a sample."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from sklearn.metrics import silhouette_score
from sklearn.utils import check_array, check_random_state

from teachclust.cluster.cobweb import Cobweb, spreads_of

#: The acuities that are tried, in standard deviations of the features.
TRIED: Final = (0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
#: Silhouettes that are less than this apart are about equal: then more clusters tell more.
_NEARLY: Final = 0.1


@dataclass(frozen=True, slots=True)
class Advice:
    """An acuity, in standard deviations of the features, and why it is advised."""

    acuity: float
    n_leaves: int
    silhouette: float  # mean over the sample; NaN where none could be computed
    reason: str


def advise_acuity(
    X: Any,
    *,
    cutoff: float = 0.002,
    most_leaves: int = 30,
    n_rows: int = 1000,
    random_state: Any = 0,
) -> Advice:
    """Advise on the acuity of a Cobweb.

    It is tried with ten acuities from 0.15 to 0.9 on some rows. Of those that give 2 to
    `most_leaves` leaves, the lowest is advised whose mean silhouette is at most 0.1 below the
    highest: a silhouette alone would often advise two leaves, such as water and land.

    Parameters
    ----------
    X : array-like of shape (n_samples, n_features)
        The points.
    cutoff : float, default=0.002
        The `cutoff` that the Cobweb has.
    most_leaves : int, default=30
        The most leaves that are of use. More rows may give some more.
    n_rows : int, default=1000
        How many rows are tried; of more a sample is drawn.
    random_state : int, RandomState or None, default=0
        Draws the sample and the orders of rows.

    Returns
    -------
    advice : Advice
        ``advice.acuity`` is for ``Cobweb(acuity, acuity_unit="spread")``; ``advice.reason`` says
        why in a sentence. Where no acuity gives so many leaves, it is the one that is nearest to
        it.

    Raises
    ------
    ValueError
        If X has missing values or fewer than two rows, or `most_leaves` is below 2.

    Notes
    -----
    Costs ten fits and silhouettes of `n_rows` rows: one to five seconds. A silhouette favors round
    clusters of about one size: look at the clusters as well.

    Examples
    --------
    >>> from sklearn.datasets import make_blobs
    >>> from teachclust.cluster import advise_acuity
    >>> X, _ = make_blobs(300, centers=[[0, 0], [9, 0], [0, 9], [9, 9]], random_state=0)
    >>> advise_acuity(X).n_leaves
    4
    """
    X = check_array(X, dtype=np.float64, ensure_min_samples=2)
    if most_leaves < 2:
        raise ValueError(f"most_leaves={most_leaves} should be >= 2.")
    numbers = check_random_state(random_state)
    if len(X) > n_rows:
        X = X[np.sort(numbers.choice(len(X), n_rows, replace=False))]
    order = int(numbers.randint(2**31 - 1))
    scaled = X / spreads_of(X, "spread")
    tried = []
    for acuity in TRIED:
        labels = Cobweb(acuity, cutoff, random_state=order).fit(X).labels_
        k = len(np.unique(labels))
        silhouette = np.nan
        if 2 <= k <= min(most_leaves, len(X) - 1):
            silhouette = float(silhouette_score(scaled, labels))
        tried.append((silhouette, acuity, k))
    useful = [one for one in tried if not np.isnan(one[0])]
    if useful:
        highest = max(useful)[0]
        good = [one for one in useful if one[0] >= highest - _NEARLY]
        silhouette, acuity, k = min(good, key=lambda one: one[1])
        reason = (
            f"Of {len(TRIED)} acuities tried on {len(X):,} rows, {acuity:g} standard deviations "
            f"is the lowest with a mean silhouette near the highest, {highest:.2f}: "
            f"{silhouette:.2f}, with {k} leaves."
        )
    else:
        silhouette, acuity, k = min(tried, key=lambda one: (abs(one[2] - most_leaves), -one[1]))
        reason = (
            f"Of {len(TRIED)} acuities tried on {len(X):,} rows, none gives 2 to {most_leaves} "
            f"leaves; {acuity:g} standard deviations are nearest, with {k}."
        )
    return Advice(acuity, k, silhouette, reason)
