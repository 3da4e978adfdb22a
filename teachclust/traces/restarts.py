"""The slow replay that cannot differ: scikit-learn itself, stopped after 1, 2, 3 ... iterations."""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np
from sklearn.base import clone
from sklearn.exceptions import ConvergenceWarning

from teachclust.traces.frame import Floats, Labels
from teachclust.traces.lloyd import Iterations


def fit_from(estimator: Any, X: Floats, start: Floats, **params: Any) -> Any:
    """Fit a copy of a KMeans from given centered centers, once.

    Parameters
    ----------
    estimator : KMeans
        Gives tolerance, algorithm and number of iterations.
    X : ndarray of shape (n_samples, n_features)
        The data, not centered.
    start : ndarray of shape (n_clusters, n_features)
        First centers minus the mean of X. They go in through a function, because an array would
        be centered again and lose its last bits.
    **params : object
        Parameters to set, for example ``max_iter=3``.

    Returns
    -------
    fitted : KMeans
        The fitted copy.
    """

    def given(X: Floats, n_clusters: int, random_state: Any) -> Floats:
        return start.copy()

    model = clone(estimator).set_params(init=given, n_init=1, verbose=0, copy_x=True, **params)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        return model.fit(X)


def replay_by_restarts(estimator: Any, X: Floats, start: Floats) -> Iterations:
    """Replay a run by fits that stop after t iterations, for each t.

    Parameters
    ----------
    estimator : KMeans
        The estimator to replay.
    X : ndarray of shape (n_samples, n_features)
        The data, not centered.
    start : ndarray of shape (n_clusters, n_features)
        First centers minus the mean of X.

    Returns
    -------
    run : Iterations
        Every step, with centers minus the mean of X.

    Notes
    -----
    Costs about n_iter / 2 fits. Needed where points tie, repeat, or leave a cluster empty.
    """
    mean = X.mean(axis=0)
    centered = X - mean
    whole = fit_from(estimator, X, start)
    run = Iterations(n_iter=int(whole.n_iter_), own_inertia=True)
    run.centers.append(start)
    run.labels.append(_assign(whole, centered, start))
    run.inertia.append(_inertia(centered, start, run.labels[0]))
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
        run.inertia_updated.append(_inertia(centered, centers, shown))
        run.centers.append(centers)
        run.labels.append(labels)
        run.inertia.append(
            float(model.inertia_) if t == run.n_iter else _inertia(centered, centers, labels)
        )
    _name_the_stop(run, estimator)
    return run


def _name_the_stop(run: Iterations, estimator: Any) -> None:
    """Find out why the run stopped, and leave out a last update that moved nothing."""
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


def _inertia(X: Floats, centers: Floats, labels: Labels) -> float:
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
