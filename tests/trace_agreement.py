"""Where a trace and scikit-learn's own fit differ, in numbers that only some algorithms have.

What `teachclust.testing` compares for all is not said here again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from sklearn.cluster import AgglomerativeClustering, KMeans
from sklearn.manifold import spectral_embedding

from teachclust.traces import Trace

#: Relative and absolute (by the size of the data) differences that rounding may make.
CLOSE = {np.dtype(np.float64): 1e-10, np.dtype(np.float32): 1e-5}
#: Parameters of mixtures gather the rounding of many steps.
CLOSE_MIXTURE = {np.dtype(np.float64): 1e-8, np.dtype(np.float32): 1e-4}

Found = Iterator[str]


def _differs(name: str, mine: Any, theirs: Any, close: float = 0.0, size: float = 1.0) -> Found:
    if mine is None or np.shape(mine) != np.shape(theirs):
        yield name
        return
    if not np.allclose(mine, theirs, rtol=close, atol=close * size, equal_nan=True):
        yield name


def _close(traced: Trace, table: dict[Any, float] = CLOSE) -> tuple[float, float]:
    return table[traced.X.dtype], float(np.abs(traced.X).max())


def _k_means(traced: Trace, fitted: Any, X: np.ndarray) -> Found:
    close, size = _close(traced)
    if traced.algorithm == "BisectingKMeans":  # its fit counts no splits
        yield from _differs("n_iter", traced.n_iter, fitted.n_clusters - 1)
    (best,) = (run for run in traced.runs if run.best)
    yield from _differs("best run", best.objective, fitted.inertia_, close, size**2)


def _components(traced: Trace, fitted: Any) -> Found:
    close, size = _close(traced, CLOSE_MIXTURE)
    values, (k, d) = traced.last.values, fitted.means_.shape
    covariances = fitted.covariances_
    if fitted.covariance_type in ("diag", "spherical"):
        covariances = [np.diag(np.broadcast_to(one, d)) for one in covariances]
    covariances = np.broadcast_to(covariances, (k, d, d))
    yield from _differs("centers", traced.centers, fitted.means_, close, size)
    yield from _differs("covariances", values.get("covariances"), covariances, close, size**2)
    yield from _differs("mixture_weights", values.get("mixture_weights"), fitted.weights_, close)
    # responsibilities are kept in single precision
    yield from _differs(
        "responsibilities", values.get("responsibilities"), fitted.predict_proba(traced.X), 1e-5
    )


def _mixture(traced: Trace, fitted: Any, X: np.ndarray) -> Found:
    close, _ = _close(traced, CLOSE_MIXTURE)
    values = traced.last.values
    yield from _components(traced, fitted)
    log_likelihood = fitted.score(traced.X) * len(X)
    yield from _differs("objective", traced.objective, log_likelihood, close)
    yield from _differs("lower_bound", values.get("lower_bound"), fitted.lower_bound_, close)
    (best,) = (run for run in traced.runs if run.best)
    yield from _differs("best run", best.objective, log_likelihood, close)


def _bayesian_mixture(traced: Trace, fitted: Any, X: np.ndarray) -> Found:
    close, _ = _close(traced, CLOSE_MIXTURE)
    yield from _components(traced, fitted)
    (bound,) = np.ravel(fitted.lower_bound_)  # of tied covariances it is an array of one
    yield from _differs("lower_bound", traced.last.values.get("lower_bound"), bound, close)
    yield from _differs("objective", traced.objective, bound, close)
    (best,) = (run for run in traced.runs if run.best)
    yield from _differs("best run", best.objective, bound, close)


def _tree(traced: Trace, fitted: Any, X: np.ndarray) -> Found:
    close, size = _close(traced)
    known = AgglomerativeClustering().get_params()
    params = {name: value for name, value in fitted.get_params().items() if name in known}
    whole = AgglomerativeClustering(**params).set_params(
        n_clusters=1, distance_threshold=None, compute_full_tree=True, compute_distances=True
    )
    whole.fit(X)
    assert traced.tree is not None
    yield from _differs("children", traced.tree.children, whole.children_)
    yield from _differs("heights", traced.tree.heights, whole.distances_, close, size)
    done = len(X) - fitted.n_clusters_
    yield from _differs("n_iter", traced.n_iter, done)
    yield from _differs("merge", traced.last.values.get("merge"), done)
    height = whole.distances_[done - 1] if done else 0.0
    yield from _differs("objective", traced.objective, height, close, size)


def _dbscan(traced: Trace, fitted: Any, X: np.ndarray) -> Found:
    yield from _differs("core", np.flatnonzero(traced.core), fitted.core_sample_indices_)
    _, size = _close(traced)
    gaps = np.sqrt(((X[:, None].astype(float) - X[None].astype(float)) ** 2).sum(axis=2))
    distances = np.full(len(X), np.inf)
    if fitted.min_samples <= len(X):
        distances = np.sort(gaps, axis=1)[:, fitted.min_samples - 1]
    curve = traced.curve
    assert curve is not None
    yield from _differs("k-distance", np.sort(curve.values), np.sort(distances), 1e-7, size)
    yield from _differs("points of the curve", np.sort(curve.order), np.arange(len(X)))
    shown = distances[curve.order % len(X)]
    yield from _differs("k-distance of each point", curve.values, shown, 1e-7, size)


def _optics(traced: Trace, fitted: Any, X: np.ndarray) -> Found:
    curve = traced.curve
    assert curve is not None
    yield from _differs("ordering", curve.order, fitted.ordering_)
    reachability = fitted.reachability_[fitted.ordering_]
    yield from _differs("reachability", curve.values, reachability, *_close(traced))


def _hdbscan(traced: Trace, fitted: Any, X: np.ndarray) -> Found:
    assert traced.edges is not None
    assert traced.condensed is not None
    close, size = _close(traced)
    merges = np.sort(fitted._single_linkage_tree_["value"])
    weights = np.sort(traced.edges.weights)
    # far below single precision: scikit-learn's own way to distances may be another one
    yield from _differs("spanning tree", weights, merges, max(close, 1e-7), size)
    chosen = traced.condensed.cluster
    yield from _differs(
        "clusters of the condensed tree",
        np.sort(chosen[chosen >= 0]),
        np.unique(fitted.labels_[fitted.labels_ >= 0]),
    )


def _mean_shift(traced: Trace, fitted: Any, X: np.ndarray) -> Found:
    # frames count the first step too
    yield from _differs("n_iter", traced.n_iter, fitted.n_iter_ + 1)


def _spectral(traced: Trace, fitted: Any, X: np.ndarray) -> Found:
    numbers = np.random.RandomState(fitted.random_state)
    maps = spectral_embedding(
        fitted.affinity_matrix_,
        n_components=fitted.n_clusters,
        random_state=numbers,
        drop_first=False,
    )
    k_means = KMeans(fitted.n_clusters, n_init=fitted.n_init, random_state=numbers).fit(maps)
    size = float(np.abs(maps).max())
    yield from _differs("objective", traced.objective, k_means.inertia_, 1e-8, size**2 * 1e-8)
    yield from _differs("n_iter", traced.n_iter, k_means.n_iter_)
    assert traced.edges is not None
    assert traced.embedding is not None
    pairs = traced.edges.pairs
    affinity = np.asarray(fitted.affinity_matrix_[pairs[:, 0], pairs[:, 1]]).ravel()
    yield from _differs("ties", traced.edges.weights, affinity, 1e-12)
    # an axis of the picture is a column of the embedding, moved and stretched; of many that vary
    # the first two
    varies = np.ptp(maps, axis=0) > 1e-6 * np.abs(maps).max(axis=0)
    columns = maps[:, np.flatnonzero(varies)[:2]]
    drawn = traced.embedding[:, : columns.shape[1]]
    yield from _differs("embedding", _unit(drawn), _unit(columns), 0.0, 1.0)


def _unit(columns: np.ndarray) -> np.ndarray:
    """Stretch columns to the unit interval, rounded to nine digits."""
    low, high = columns.min(axis=0), columns.max(axis=0)
    return np.round((columns - low) / (high - low), 9)


def _affinity(traced: Trace, fitted: Any, X: np.ndarray) -> Found:
    close, size = _close(traced)
    exemplars = fitted.cluster_centers_indices_[fitted.labels_]
    similarity = fitted.affinity_matrix_.copy()
    # where all similarities are equal the fit leaves this out
    np.fill_diagonal(similarity, traced.params["preference"])
    whole = similarity[np.arange(len(X)), exemplars].sum(dtype=float)
    yield from _differs("objective", traced.objective, whole, close, size**2)


def _map(traced: Trace, fitted: Any, X: np.ndarray) -> Found:
    values, units = traced.last.values, fitted.weights_.reshape(-1, X.shape[1])
    yield from _differs("units", values.get("units"), units)
    yield from _differs("unit_labels", values.get("unit_labels"), fitted.unit_labels_.ravel())


def _nothing_more(traced: Trace, fitted: Any, X: np.ndarray) -> Found:
    """Labels, centers, objective and iterations are all that its fit has."""
    yield from ()


def _birch(traced: Trace, fitted: Any, X: np.ndarray) -> Found:
    close, size = _close(traced)
    values, parts, own = traced.last.values, fitted.subcluster_centers_, fitted.subcluster_labels_
    yield from _differs("subcluster_centers", values.get("subcluster_centers"), parts)
    yield from _differs("subcluster_labels", values.get("subcluster_labels"), own)
    means = [parts[own == label].mean(axis=0) for label in range(own.max() + 1)]
    yield from _differs("centers", traced.centers, means, close, size)
    yield from _differs("n_iter", traced.n_iter, 0)  # points are gone through once


#: name of the estimator's class -> what else is compared
COMPARE: dict[str, Callable[[Trace, Any, np.ndarray], Found]] = {
    "KMeans": _k_means,
    "MiniBatchKMeans": _k_means,
    "BisectingKMeans": _k_means,
    "GaussianMixture": _mixture,
    "BayesianGaussianMixture": _bayesian_mixture,
    "AgglomerativeClustering": _tree,
    "FeatureAgglomeration": lambda traced, fitted, X: _tree(traced, fitted, np.asarray(X).T),
    "DBSCAN": _dbscan,
    "OPTICS": _optics,
    "HDBSCAN": _hdbscan,
    "MeanShift": _mean_shift,
    "SpectralClustering": _spectral,
    "AffinityPropagation": _affinity,
    "Birch": _birch,
    "KMedoids": _k_means,
    "KMedians": _k_means,
    "SimpleKMeans": _k_means,
    "LVQ": _nothing_more,
    "SelfOrganizingMap": _map,
    "CascadeKMeans": _nothing_more,
    "XMeans": _nothing_more,
    "Cobweb": _nothing_more,
}
