"""Lloyd's iterations replayed in numpy, with every intermediate result kept.

scikit-learn keeps only the end of a fit. This replay does the same arithmetic (centered data,
squared distances by one matrix product, the first of equal distances wins) and watches how close
each decision was. When every decision was clear of rounding error the replay *is* scikit-learn's
run; otherwise it says so (`certain` is False) and the caller checks against a fit.

Where only the labels of the best of many starts are wanted, hundreds of times over and from draws
of their own, `teachclust.scores.choosing_k.quick_kmeans` runs all starts at once instead.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
from sklearn.base import clone
from sklearn.exceptions import ConvergenceWarning

from teachclust.traces.frame import Floats, Labels

Stop = Literal["strict", "tol", "max_iter"]

_ROWS = 8192  # rows per block: distances of a block stay in the second-level cache


@dataclass(slots=True)
class Iterations:
    """What happened in one run.

    ``centers[t]`` are the centers before assignment t, ``labels[t]`` that assignment; there is one
    more of each when the run did not end by strict convergence. ``moved[t]`` maps an empty cluster
    to the point that its center jumped to after assignment t. `inertia` has one value per
    assignment, `inertia_updated` one per update. `own_inertia` tells whether the last inertia is
    that of scikit-learn's run, to the last bit.
    """

    centers: list[Floats] = field(default_factory=list)
    labels: list[Labels] = field(default_factory=list)
    moved: dict[int, dict[int, int]] = field(default_factory=dict)
    inertia: list[float] = field(default_factory=list)
    inertia_updated: list[float] = field(default_factory=list)
    n_iter: int = 0
    stop: Stop = "max_iter"
    certain: bool = True
    own_inertia: bool = False


class Assigner:
    """Nearest centers for many sets of centers of the same size."""

    def __init__(self, X: Floats) -> None:
        self.X = X
        self.norms = np.einsum("ij,ij->i", X, X)
        self.total = float(self.norms.sum(dtype=float))
        # A squared distance is off by a few rounding errors of the largest norm and product.
        # 1e-13 is what `_two_smallest` gives away.
        self._slack = 16 * float(np.finfo(X.dtype).eps) * (X.shape[1] + 4) + 1e-13
        self._largest = float(self.norms.max(initial=0.0))

    def __call__(self, centers: Floats) -> tuple[Labels, float, bool]:
        """Return labels, inertia and whether every choice was clear of rounding error."""
        n, k = len(self.X), len(centers)
        labels = np.zeros(n, dtype=np.int32)
        squares = np.einsum("ij,ij->i", centers, centers)
        slack = self._slack * max(self._largest, float(squares.max(initial=0.0)))
        clear, lowered = True, 0.0
        for start in range(0, n, _ROWS):
            rows = self.X[start : start + _ROWS]
            label = labels[start : start + _ROWS]
            best, second = _two_smallest(_partial_squares(rows, centers, squares), label)
            if k > 1 and not (second - best).min() > slack:
                # decided by rounding: decide again as scikit-learn does, and say so
                clear = False
                label[:] = _partial_squares(rows, centers, squares).argmin(axis=0)
            lowered += float(best.sum(dtype=float))
        return labels, self.inertia(labels, centers, self.total + lowered), clear

    def inertia(self, labels: Labels, centers: Floats, quick: float) -> float:
        """Sum of squared distances; `quick` is kept where cancellation cannot have hurt it."""
        if self.X.dtype == np.float64 and quick > 1e-2 * self.total:
            return quick
        exact = 0.0
        for start in range(0, len(self.X), _ROWS):
            rows = slice(start, start + _ROWS)
            gap = (self.X[rows] - centers[labels[rows]]).astype(float, copy=False)
            exact += float(np.einsum("ij,ij->", gap, gap))
        return exact


def _partial_squares(rows: Floats, centers: Floats, squares: Floats) -> Floats:
    """Squared distances less the points' own norms, one row per center."""
    block: Floats = centers @ rows.T
    block *= -2.0
    block += squares[:, np.newaxis]
    return block


def _two_smallest(block: Floats, label: Labels) -> tuple[Floats, Floats]:
    """Smallest and second smallest of each column; writes the row of the smallest into `label`."""
    k = len(block)
    packed = block.dtype == np.float64 and k <= 256
    if packed:
        # The row's number goes into the last 8 bits of each distance, so that the smallest brings
        # its row along: twice as fast as masks, and the bits lost are within the slack.
        bits = block.view(np.int64)
        bits &= -256
        bits |= np.arange(k)[:, np.newaxis]
    best = block[0].copy()
    second = np.full_like(best, np.inf)
    larger = np.empty_like(best)
    for j in range(1, k):
        row = block[j]
        if not packed:
            np.putmask(label, row < best, j)
        np.maximum(best, row, out=larger)
        np.minimum(second, larger, out=second)
        np.minimum(best, row, out=best)
    if packed:
        label[:] = best.view(np.int64) & 255
    return best, second


class Averager:
    """Means of the points of each cluster."""

    def __init__(self, X: Floats) -> None:
        self.X = X
        # bincount on contiguous columns wins for few features, a sparse product for many
        self._columns = np.ascontiguousarray(X.T) if X.shape[1] <= 16 else None

    def __call__(self, labels: Labels, k: int) -> tuple[Floats, Any]:
        """Return means (NaN where a cluster is empty) and sizes."""
        index = labels.astype(np.intp)  # once: bincount would do it for every column
        sizes = np.bincount(index, minlength=k)
        if self._columns is not None:
            sums = np.empty((k, len(self._columns)))
            for j, column in enumerate(self._columns):
                sums[:, j] = np.bincount(index, column, k)
        else:
            from scipy.sparse import csc_matrix

            n = len(self.X)
            ones = np.ones(n, dtype=self.X.dtype)
            sums = csc_matrix((ones, labels, np.arange(n + 1)), shape=(k, n)) @ self.X
        with np.errstate(invalid="ignore"):
            means = (sums / sizes[:, np.newaxis]).astype(self.X.dtype, copy=False)
        return means, sizes


def replay(X: Floats, start: Floats, *, max_iter: int, tol: float) -> Iterations | None:
    """Run Lloyd's algorithm as scikit-learn does and keep every step; X and start are centered.

    `tol` is absolute: scikit-learn's ``tol`` times the mean variance of the features. None when a
    cluster became empty: where its center goes then depends on scikit-learn's own order of equally
    far points. Costs n_samples x n_features x n_clusters per iteration, about what the fit costs.
    """
    run = Iterations(certain=X.dtype == np.float64)
    assign, average = Assigner(X), Averager(X)
    centers, old = start, None
    for _ in range(max_iter):
        labels, inertia, clear = assign(centers)
        run.certain &= clear
        run.centers.append(centers)
        run.labels.append(labels)
        run.inertia.append(inertia)
        run.n_iter += 1
        if old is not None and np.array_equal(labels, old):
            run.stop = "strict"
            return run
        means, sizes = average(labels, len(start))
        if not sizes.all():
            return None
        within = assign.total - float(sizes @ np.einsum("ij,ij->i", means, means))
        run.inertia_updated.append(assign.inertia(labels, means, within))
        shift = float(((means - centers) ** 2).sum())
        # so near the tolerance that rounding could tip it
        run.certain &= not tol or abs(shift - tol) > 1e-9 * tol
        centers, old = means, labels
        if shift <= tol:
            run.stop = "tol"
            break
    labels, inertia, clear = assign(centers)
    run.certain &= clear
    run.centers.append(centers)
    run.labels.append(labels)
    run.inertia.append(inertia)
    return run


def fit_from(estimator: Any, X: Floats, start: Floats, **params: Any) -> Any:
    """Fit a copy of a KMeans once, from first centers minus the mean of X.

    They go in through a function, because an array would be centered again and lose its last bits.
    """

    def given(X: Floats, n_clusters: int, random_state: Any) -> Floats:
        return start.copy()

    model = clone(estimator).set_params(init=given, n_init=1, verbose=0, copy_x=True, **params)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        return model.fit(X)


def replay_by_restarts(estimator: Any, X: Floats, start: Floats) -> Iterations:
    """Replay a run by fits that stop after t iterations, for each t; X is not centered.

    `start`, and the centers that are returned, are minus the mean of X. Costs about n_iter / 2
    fits. Needed where points tie, repeat, or leave a cluster empty.
    """
    mean = X.mean(axis=0)
    centered = X - mean
    whole = fit_from(estimator, X, start)
    run = Iterations(n_iter=int(whole.n_iter_), own_inertia=True)
    run.centers.append(start)
    run.labels.append(_assign(whole, centered, start))
    run.inertia.append(inertia_of(centered, start, run.labels[0]))
    for t in range(1, run.n_iter + 1):
        model = whole if t == run.n_iter else fit_from(estimator, X, start, max_iter=t)
        centers = model.cluster_centers_ - mean
        labels = model.labels_.astype(np.int32)
        shown = run.labels[-1]
        jumps = _jumps(centered, centers, shown, len(start))
        if jumps:
            run.moved[t - 1] = jumps
            shown = shown.copy()
            shown[list(jumps.values())] = list(jumps)
        run.inertia_updated.append(inertia_of(centered, centers, shown))
        run.centers.append(centers)
        run.labels.append(labels)
        run.inertia.append(
            float(model.inertia_) if t == run.n_iter else inertia_of(centered, centers, labels)
        )
    _name_the_stop(run, estimator)
    return run


def _name_the_stop(run: Iterations, estimator: Any) -> None:
    """Set why the run stopped, and remove a last update that moved nothing."""
    repeated = run.n_iter > 1 and np.array_equal(run.labels[-2], run.labels[-3])
    if not (repeated and np.array_equal(run.labels[-1], run.labels[-2])):
        run.stop = "tol" if run.n_iter < estimator.max_iter else "max_iter"
        return
    run.stop = "strict"
    # scikit-learn assigns no more: where clusters are emptied again and again, the last centers
    # are an update ahead of the labels
    del run.labels[-1]
    if np.allclose(run.centers[-1], run.centers[-2], rtol=1e-12, atol=0):
        del run.centers[-2], run.inertia[-2], run.inertia_updated[-1]
        run.moved.pop(run.n_iter - 1, None)


def _assign(fitted: Any, centered: Floats, centers: Floats) -> Labels:
    """Assign with scikit-learn's own kernel, so that ties fall as they do in its fit."""
    model = clone(fitted)
    model.__dict__.update(fitted.__dict__)
    model.cluster_centers_ = np.ascontiguousarray(centers)
    labels: Labels = model.predict(centered).astype(np.int32)
    return labels


def inertia_of(X: Floats, centers: Floats, labels: Labels) -> float:
    """Sum up the squared distances of points to the centers of their clusters."""
    gap = (X - centers[labels]).astype(float, copy=False)
    return float(np.einsum("ij,ij->", gap, gap))


def _jumps(X: Floats, centers: Floats, labels: Labels, k: int) -> dict[int, int]:
    """Which empty cluster took which point (the point that its new center lies on)."""
    jumps: dict[int, int] = {}
    for cluster in np.flatnonzero(np.bincount(labels, minlength=k) == 0):
        gap = np.abs(X - centers[cluster]).max(axis=1)  # not squared: that may overflow
        gap[list(jumps.values())] = np.inf
        point = int(gap.argmin())
        if gap[point] <= 1e-10 * float(np.abs(X).max()):
            jumps[int(cluster)] = point
    return jumps
