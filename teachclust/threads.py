"""One thread for small fits: OpenMP's start-up costs more than the work."""

from __future__ import annotations

import os
from contextlib import AbstractContextManager, nullcontext
from functools import cache
from typing import Any, Final

from teachclust.checks import display_name, is_whole
from teachclust.errors import LearnerError

# Below this many multiplications one thread is faster on every machine tried; on a 2-core virtual
# machine default threads made an elbow over 1,000 points a hundred times slower.
_SMALL = 1e7
# OpenBLAS computes products below this with one thread.
_TINY = 2.6e5
#: more than any machine has
_MOST_THREADS: Final = 1024


def threads_for(work: float) -> AbstractContextManager[Any]:
    """Limit BLAS and OpenMP to one thread while the work is small.

    `work` is about n_samples x n_features x n_clusters. Does nothing when the work is large or when
    OMP_NUM_THREADS is set. The loaded libraries are looked for once (5 ms), after scikit-learn has
    loaded its own.
    """
    if work >= _SMALL or "OMP_NUM_THREADS" in os.environ:
        return nullcontext()
    limits: AbstractContextManager[Any] = _controller().limit(limits=1)
    return limits


def tiny_blas(work: float) -> AbstractContextManager[Any]:
    """Keep BLAS from waking all its threads for products that it computes on one thread anyway.

    `work` counts multiplications of the largest matrix product. Does nothing when it is large: with
    several threads sums are added in another order, so results would change. For small work they
    are equal to the last bit. OpenMP isn't touched. Many LAPACK calls for matrices of 2 x 2 woke
    all threads, and on a busy machine a mixture took ten times as long.
    """
    if work >= _TINY:
        return nullcontext()
    limits: AbstractContextManager[Any] = _controller().limit(limits=1, user_api="blas")
    return limits


def one_thread() -> AbstractContextManager[Any]:
    """Limit BLAS and OpenMP to one thread, for many small fits one after the other.

    Returns
    -------
    context : context manager
        Does nothing when OMP_NUM_THREADS is set.

    Notes
    -----
    A fit of some hundred points takes a millisecond on one thread. With more, the threads wait for
    each other at every step: longest where many kernels share a machine. Results are the same but
    for the last digits of sums.

    Examples
    --------
    >>> from sklearn.cluster import KMeans
    >>> from teachclust import one_thread
    >>> from teachclust.datasets import load_blobs
    >>> X = load_blobs().data
    >>> with one_thread():
    ...     fits = [KMeans(4, n_init=1, random_state=seed).fit(X) for seed in range(20)]
    """
    return threads_for(0)


def limit_threads(threads: int | None) -> AbstractContextManager[Any]:
    """Limit BLAS and OpenMP to 1 to 1,024 threads; None leaves them as they are."""
    if threads is None:
        return nullcontext()
    if not is_whole(threads) or not 1 <= threads <= _MOST_THREADS:
        raise LearnerError(
            f"threads must be a whole number from 1 to {_MOST_THREADS:,}, or None.",
            where=f"threads={display_name(repr(threads))}",
            why="It is how many threads a fit may use; None is for as many as there are.",
            fix="threads = 1",
        )
    from threadpoolctl import threadpool_limits

    limits: AbstractContextManager[Any] = threadpool_limits(int(threads))
    return limits


@cache
def _controller() -> Any:
    import sklearn.cluster  # noqa: F401  (so that its OpenMP is among the loaded)
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()
