"""One thread for small fits: OpenMP's start-up costs more than the work."""

from __future__ import annotations

import os
from contextlib import AbstractContextManager, nullcontext
from functools import cache
from typing import Any

# Below this many multiplications one thread is faster on every machine tried; on a 2-core virtual
# machine default threads made an elbow over 1,000 points a hundred times slower.
_SMALL = 1e7


def threads_for(work: float) -> AbstractContextManager[Any]:
    """Limit BLAS and OpenMP to one thread while the work is small.

    Parameters
    ----------
    work : float
        About n_samples x n_features x n_clusters.

    Returns
    -------
    context : context manager
        Does nothing when the work is large or when OMP_NUM_THREADS is set.

    Notes
    -----
    The loaded libraries are looked for once (5 ms), after scikit-learn has loaded its own.
    """
    if work >= _SMALL or "OMP_NUM_THREADS" in os.environ:
        return nullcontext()
    limits: AbstractContextManager[Any] = _controller().limit(limits=1)
    return limits


@cache
def _controller() -> Any:
    import sklearn.cluster  # noqa: F401  (so that its OpenMP is among the loaded)
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()
