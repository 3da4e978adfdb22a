"""What each recorded batch of a MiniBatchKMeans did to the centers.

Centers between batches are computed again by the same sums in the same order as in scikit-learn,
with its own labels where two centers are about equally near.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from teachclust.traces.frame import Floats, Labels
from teachclust.traces.minibatch.recording import Batch, Ints, Recorder

# From this many features on rows are summed cluster by cluster: faster than `add.at`.
_WIDE: Final = 16


def chosen_start(fitted: Recorder, X: Floats) -> Floats:
    """Return the start that the fit used: the lowest inertia on the points of `init_indices`."""
    starts, init_indices = fitted.recording.starts, fitted.recording.init_indices
    if len(starts) == 1 or init_indices is None:
        return starts[0]
    scores = [-_with_centers(fitted, start).score(X[init_indices]) for start in starts]
    return starts[int(np.argmin(scores))]


def _with_centers(fitted: Any, centers: Floats) -> Any:
    """Return a copy with other centers, to assign with scikit-learn's own kernel."""
    other = copy(fitted)
    other.cluster_centers_ = centers
    return other


@dataclass(frozen=True, slots=True, eq=False)
class Move:
    """What one batch did.

    ``labels`` of its points; centers ``before``, ``pulled`` toward the points, and ``after``
    starved ones jumped; ``taken``, the points that each center got; ``counts`` that it has got in
    all when the pull was done; ``starved``, the centers that jumped.
    """

    labels: Labels
    before: Floats
    pulled: Floats
    after: Floats
    taken: Ints
    counts: Floats
    starved: Ints


class ReplayError(Exception):
    """The steps that were computed again are not those of the fit."""


def center_moves(fitted: Recorder, X: Floats, start: Floats) -> Iterator[Move]:
    """Compute what each batch did to the centers, from the first ones.

    A ReplayError is raised when the points that each center took are not those that the fit
    counted, or the last centers not those of the fit.
    """
    nearest = _Nearest(fitted, X)
    centers, counts = start, np.zeros(len(start), dtype=start.dtype)
    for batch in fitted.recording.batches:
        rows = X[batch.points]
        labels = nearest(rows, centers)
        taken = np.bincount(labels, minlength=len(centers))
        pulled, counts = _pull(centers, counts, rows, labels, taken)
        starved = _starved(fitted, batch, counts)
        move = Move(labels, centers, pulled, pulled, taken, counts, starved)
        centers = pulled
        if len(starved):
            centers, counts = pulled.copy(), counts.copy()
            centers[starved] = rows[batch.jumps]
            counts[starved] = np.delete(counts, starved).min()
            move = Move(labels, move.before, pulled, centers, taken, move.counts, starved)
        if not np.array_equal(counts, batch.counts):
            raise ReplayError
        yield move
    if not _close(centers, fitted.cluster_centers_):
        raise ReplayError


class _Nearest:
    """Nearest centers of few points, many times over.

    scikit-learn's ``predict`` looks at its input longer than at a small batch, so it is asked only
    where rounding could decide.
    """

    def __init__(self, fitted: Recorder, X: Floats) -> None:
        self._judge = _with_centers(fitted, fitted.cluster_centers_)
        self._largest = float(np.einsum("ij,ij->i", X, X).max())
        self._slack = 16 * float(np.finfo(X.dtype).eps) * (X.shape[1] + 4)

    def __call__(self, rows: Floats, centers: Floats) -> Labels:
        squares = np.einsum("ij,ij->i", centers, centers)
        # distances less the rows' own norms, one row per center
        gaps = centers @ rows.T
        gaps *= -2
        gaps += squares[:, np.newaxis]
        labels: Labels = gaps.argmin(axis=0).astype(np.int32)
        each = np.arange(len(rows))
        best = gaps[labels, each]
        gaps[labels, each] = np.inf
        slack = self._slack * max(self._largest, float(squares.max()))
        if (gaps.min(axis=0) - best).min() > slack:
            return labels
        self._judge.cluster_centers_ = centers
        labels[:] = self._judge.predict(rows)
        return labels


def _pull(
    centers: Floats, counts: Floats, rows: Floats, labels: Labels, taken: Ints
) -> tuple[Floats, Floats]:
    """Move each center to the mean of all points that it has taken: by 1 / count for each new one.

    The order of the sums is that of scikit-learn, so that the last bits agree.
    """
    hit = taken > 0
    counts_now = counts + taken.astype(counts.dtype)
    sums = centers.copy()
    sums[hit] *= counts[hit, np.newaxis]
    _add(sums, labels, rows)
    sums[hit] *= (1 / counts_now[hit])[:, np.newaxis]
    return sums, counts_now


def _add(sums: Floats, labels: Labels, rows: Floats) -> None:
    """Add each row to the sum of its label, in their order."""
    k, d = sums.shape
    if d < _WIDE:
        places = labels[:, np.newaxis].astype(np.intp) * d + np.arange(d)
        np.add.at(sums.reshape(-1), places.ravel(), rows.ravel())
        return
    sorted_rows = rows[np.argsort(labels, kind="stable")]
    ends = np.cumsum(np.bincount(labels, minlength=k))
    for cluster in np.unique(labels):
        start = ends[cluster - 1] if cluster else 0
        own = sorted_rows[start : ends[cluster]]
        # a sum over the first axis goes row by row, from the first on
        sums[cluster] = np.add.reduce(np.vstack([sums[cluster], own]), axis=0)


def _starved(fitted: Recorder, batch: Batch, counts: Floats) -> Ints:
    """Return the centers that jumped: those with the fewest points, where a jump was due."""
    nobody = np.empty(0, dtype=np.intp)
    if not batch.due or fitted.reassignment_ratio <= 0 or batch.jumps is None:
        return nobody
    few = counts < fitted.reassignment_ratio * counts.max()
    most = 0.5 * len(batch.points)
    if few.sum() > most:
        few[np.argsort(counts)[int(most) :]] = False
    starved = np.flatnonzero(few)
    if len(starved) != len(batch.jumps):
        raise ReplayError
    return starved


def _close(mine: Floats, theirs: Floats) -> bool:
    closeness = 1e-10 if theirs.dtype == np.float64 else 1e-4
    size = float(np.abs(theirs).max())
    return np.allclose(mine, theirs, rtol=closeness, atol=closeness * size)
