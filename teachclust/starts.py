"""How k-means starts: which kind of start is asked for, and what choosing the centers costs.

References
----------
D. Arthur and S. Vassilvitskii, "k-means++: the advantages of careful seeding", SODA 2007.
"""

from __future__ import annotations

from typing import Any, Literal

import numpy as np

StartName = Literal["k-means++", "random", "array", "callable"]


def start_name(init: Any) -> StartName:
    """Return which kind of start the ``init`` parameter of a KMeans asks for."""
    if isinstance(init, str) and init in ("k-means++", "random"):
        return "random" if init == "random" else "k-means++"
    return "callable" if callable(init) else "array"


def draws_of(init: Any, n_points: int, n_clusters: int, chosen: int | None = None) -> int:
    """Count the distances that choosing the first centers takes.

    Parameters
    ----------
    init : {"k-means++", "random"}, ndarray or callable
        The parameter of the estimator.
    n_points : int
        Points among which they are drawn.
    n_clusters : int
        How many.
    chosen : int, default=None
        Up to when so many are chosen; by default all.

    Returns
    -------
    distances : int
        0 but for k-means++.
    """
    if start_name(init) != "k-means++":
        return 0
    candidates = 2 + int(np.log(n_clusters))
    return n_points * (1 + ((chosen or n_clusters) - 1) * candidates)


def minibatch_starts(params: dict[str, Any], n_samples: int) -> tuple[int, int]:
    """Return how many starts a MiniBatchKMeans draws, and among how many points.

    Parameters
    ----------
    params : dict
        Its parameters.
    n_samples : int
        Number of points.

    Returns
    -------
    n_starts, init_size : int
        With scikit-learn's rules for ``n_init="auto"`` and ``init_size=None``.
    """
    name, n_starts = start_name(params["init"]), params["n_init"]
    if name == "array":
        n_starts = 1
    elif n_starts == "auto":
        n_starts = 1 if name == "k-means++" else 3
    k, size = int(params["n_clusters"]), params["init_size"]
    if size is None:
        size = 3 * min(int(params["batch_size"]), n_samples)
    if size < k:
        size = 3 * k
    return int(n_starts), min(int(size), n_samples)
