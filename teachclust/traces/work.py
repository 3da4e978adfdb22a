"""How much work a fit does: the distances between a point and a center that it computes.

A unit that is the same for every member of the k-means family, on every machine: one distance
costs n_features multiplications, and nearly all of a fit's time goes into them.

What is counted
---------------
- *k-means++*: the distances of all its points to the first center, then to each candidate of each
  further center; scikit-learn tries ``2 + int(log(k))`` candidates. Starts that are drawn at
  random or given cost nothing; what a function costs that chooses centers is not known, so 0.
- *KMeans*: n_samples x k for each assignment, in each of its ``n_init`` runs. The runs that are
  not shown are counted before the one that is.
- *MiniBatchKMeans*: for each of its ``n_init`` starts the draw among ``init_size`` points and their
  distances to the k centers, which judge it; then batch_size x k for each batch, and n_samples x k
  for the assignment of all points at the end.

What is not: the distance of a point to its own center alone, by which the inertia is summed up and
empty clusters are filled again (one beside k that were compared). Elkan's variant leaves some
distances out, which ones hangs on bounds that scikit-learn keeps to itself: it is counted as
Lloyd's.

References
----------
D. Arthur and S. Vassilvitskii, "k-means++: the advantages of careful seeding", SODA 2007.
D. Sculley, "Web-scale k-means clustering", WWW 2010.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np
import numpy.typing as npt

from teachclust.errors import LearnerError
from teachclust.starts import init_distance_count, minibatch_starts
from teachclust.traces.trace import Trace

Ints = npt.NDArray[np.int64]


def work_of(trace: Trace) -> Ints:
    """Count the point-center distances that were computed up to each frame.

    Parameters
    ----------
    trace : Trace
        Of a KMeans or a MiniBatchKMeans.

    Returns
    -------
    work : ndarray of shape (n_frames,), dtype int64
        Never falling, from 0; the last is the work of the whole fit.

    Raises
    ------
    LearnerError
        If the work of another algorithm is asked for.

    Examples
    --------
    >>> from sklearn.cluster import KMeans
    >>> from teachclust import trace
    >>> from teachclust.traces.work import work_of
    >>> X = [[0.0], [1.0], [9.0], [10.0]]
    >>> work_of(trace(KMeans(2, init=[[0.0], [9.0]]), X)).tolist()
    [0, 0, 8, 8, 16, 16]
    """
    count = COUNTED.get(trace.algorithm)
    if count is None:
        raise LearnerError(
            f"The work of a {trace.algorithm} can't be counted in distances to centers.",
            where="estimator",
            why=f"It can for {' and '.join(COUNTED)}.",
            fix="KMeans(n_clusters=4, random_state=0)",
        )
    return np.array(count(trace), dtype=np.int64)


def _kmeans(trace: Trace) -> list[int]:
    n, k = len(trace.X), int(trace.params["n_clusters"])
    init = trace.params["init"]
    draws = init_distance_count(init, n, k)
    before = sum(draws + n * k * run.n_assigned for run in trace.runs if not run.best)
    work: list[int] = []
    now = 0
    for frame in trace.frames:
        if frame.kind == "seed":
            chosen = int(np.isfinite(frame.values["centers"]).all(axis=1).sum())
            now = before + init_distance_count(init, n, k, chosen)
        elif frame.kind == "assign":
            now += n * k
        work.append(now)
    return work


def _minibatch(trace: Trace) -> list[int]:
    n, k = len(trace.X), int(trace.params["n_clusters"])
    n_starts, size = minibatch_starts(trace.params, n)
    start = n_starts * (init_distance_count(trace.params["init"], size, k) + size * k)
    compared = [frame.values.get("work") for frame in trace.frames]
    return [0 if points is None else start + k * int(points) for points in compared]


#: algorithms whose work is told, by the name of the estimator's class
COUNTED: Final[dict[str, Callable[[Trace], list[int]]]] = {
    "KMeans": _kmeans,
    "MiniBatchKMeans": _minibatch,
}
