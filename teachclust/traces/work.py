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
distances to the k centers, by which starts are compared; then batch_size x k for each batch, and
n_samples x k
  for the assignment of all points at the end.

What is not: the distance of a point to its own center alone, by which the inertia is summed up and
empty clusters are filled again (one beside k that were compared). Elkan's variant leaves some
distances out, which ones depends on bounds that scikit-learn keeps private: it is counted as
Lloyd's.

References
----------
D. Arthur and S. Vassilvitskii, "k-means++: the advantages of careful seeding", SODA 2007.
D. Sculley, "Web-scale k-means clustering", WWW 2010.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from teachclust.errors import LearnerError
from teachclust.traces.registry import ALGORITHMS
from teachclust.traces.trace import Trace

Ints = npt.NDArray[np.int64]


def work_of(trace: Trace) -> Ints:
    """Count the point-center distances that were computed up to each frame.

    Never falling, from 0; the last is the work of the whole fit. Of KMeans and MiniBatchKMeans
    only.
    """
    count = trace.spec.work
    if count is None:
        raise LearnerError(
            f"The work of a {trace.algorithm} can't be counted in distances to centers.",
            where="estimator",
            why=f"It can for {' and '.join(counted())}.",
            fix="KMeans(n_clusters=4, random_state=0)",
        )
    return np.array(count(trace), dtype=np.int64)


def counted() -> list[str]:
    """Return the names of the algorithms whose work is counted."""
    return [name for name, spec in ALGORITHMS.items() if spec.work is not None]
