"""Where many starts end: the final inertia of a fit from each of many seeds."""

from __future__ import annotations

import warnings
from typing import Any

from sklearn.base import clone
from sklearn.exceptions import ConvergenceWarning

from teachclust.threads import threads_for
from teachclust.traces.frame import Floats


def final_inertias(estimator: Any, X: Floats, count: int = 100) -> dict[str, Any]:
    """Fit from seeds 0, 1, 2, ... with one start each.

    Parameters
    ----------
    estimator : KMeans
        Its parameters are kept but for ``random_state`` and ``n_init``. Centers that were placed
        give the same end each time, so starts are then drawn with ``init="random"``.
    X : ndarray of shape (n_samples, n_features)
        The data.
    count : int, default=100
        How many starts.

    Returns
    -------
    starts : dict
        ``init``, ``seeds`` and ``objective`` (the final inertia of each seed).

    Notes
    -----
    Costs `count` fits.
    """
    init = estimator.init if isinstance(estimator.init, str) else "random"
    seeds = list(range(count))
    ends: list[float] = []
    with threads_for(X.size * estimator.n_clusters), warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        for seed in seeds:
            model = clone(estimator).set_params(init=init, n_init=1, random_state=seed)
            ends.append(float(model.fit(X).inertia_))
    return {"init": init, "seeds": seeds, "objective": ends}
