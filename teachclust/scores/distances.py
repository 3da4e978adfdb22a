"""All distances between points by any metric, some rows at a time, at full precision."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from teachclust.checks.space import Space
from teachclust.errors import LearnerError

Floats = npt.NDArray[np.float64]

#: names of distances that are computed here: scipy's name
_OWN: Final = {
    "euclidean": "euclidean",
    "manhattan": "cityblock",
    "cosine": "sqeuclidean",  # of rows of length 1: see `row_distances`
}

# Bytes of one block of distances: larger ones are slower, for they leave the cache.
_CHUNK: Final = 16_000_000
_DIFFERENCES: Final = 4_000_000  # bytes of differences of pairs that are held at a time
# With fewer features scipy's loop over pairs is as fast as a matrix product.
_FEW_FEATURES: Final = 8
# |x|² + |y|² - 2xy loses digits where it is this much smaller than its parts; there the
# difference is taken first, as it should be.
_CLOSE: Final = 4e-3
# When more pairs than this are close, all are computed by differences.
_MANY_CLOSE: Final = 0.02


def known_metrics() -> tuple[str, ...]:
    """Return the names of the metrics of scikit-learn's ``pairwise_distances``, ascending."""
    from sklearn.neighbors import VALID_METRICS

    return tuple(sorted({*VALID_METRICS["brute"], "cosine", "precomputed"}))


def row_distances(
    points: Floats, metric: str, params: Mapping[str, Any] | None = None
) -> Iterator[tuple[int, Floats]]:
    """Yield blocks of the matrix of distances, each with its first row.

    Points are centered, where the metric is Euclidean: then no digits are lost far from the origin.
    No row is all zeros, where it is the cosine. With "precomputed" they are the distances
    themselves. `params` has those that are estimated from data (see `estimated`). Euclidean,
    Manhattan and cosine distances are exact to about 1e-13 of their size.

    At most 16 MB (or one row) are held at a time, and a few blocks like it where pairs are close;
    with the cosine also a copy of the points.
    """
    n = len(points)
    step = max(1, _CHUNK // (8 * n))
    if metric == "precomputed":
        for start in range(0, n, step):
            yield start, points[start : start + step]
    elif metric in _OWN and not params:
        yield from _own_distances(points, metric, step)
    else:
        for start in range(0, n, step):
            yield start, pairs(points[start : start + step], points, metric, params or {})


def _own_distances(points: Floats, metric: str, step: int) -> Iterator[tuple[int, Floats]]:
    from scipy.spatial.distance import cdist

    if metric == "cosine":
        # Half the squared distance of directions is 1 - cos, without its cancellation: it is never
        # below 0, and 0 from a point to itself.
        points = points / np.abs(points).max(axis=1, keepdims=True)
        points /= np.sqrt(np.einsum("ij,ij->i", points, points))[:, np.newaxis]
    n, n_features = points.shape
    squares = np.einsum("ij,ij->i", points, points)
    by_product = metric == "euclidean" and n_features > _FEW_FEATURES
    for start in range(0, n, step):
        rows = points[start : start + step]
        distances = None
        if by_product:
            distances = _by_product(points, squares, start, start + len(rows))
            by_product = distances is not None
        if distances is None:
            distances = cdist(rows, points, _OWN[metric])
            if metric == "cosine":
                distances *= 0.5
        yield start, distances


def pairs(rows: Floats, points: Floats, metric: Any, params: Mapping[str, Any]) -> Floats:
    """Return distances as scikit-learn's ``pairwise_distances`` has them, all finite.

    A function that is called for each pair is called for half of them where rows are the points.
    """
    from sklearn.metrics import pairwise_distances
    from sklearn.metrics.pairwise import PAIRWISE_BOOLEAN_FUNCTIONS

    if isinstance(metric, str) and metric in PAIRWISE_BOOLEAN_FUNCTIONS:
        rows, points = rows.astype(bool), points.astype(bool)
    other = None if rows is points else points
    try:
        found = np.asarray(pairwise_distances(rows, other, metric=metric, **params), dtype=float)
    except (ValueError, TypeError, np.linalg.LinAlgError) as error:
        raise _no_distances(metric, " ".join(str(error).split())[:300]) from error
    if not np.isfinite(found).all():
        raise _no_distances(metric, "It is no number for some pairs of rows.")
    return found


def _no_distances(metric: Any, why: str) -> LearnerError:
    name = getattr(metric, "__name__", repr(metric))
    return LearnerError(
        "This metric gives no distances of these points.",
        where=f"metric={name}",
        why=why,
        fix='silhouettes(X, labelings, metric="euclidean")',
    )


def estimated(points: Floats, space: Space) -> dict[str, Any]:
    """Return the parameters of a metric, with those that it takes from all of the data.

    These are the variances of "seuclidean" and the inverse covariance of "mahalanobis", as
    scikit-learn computes them. So a sample is measured as the whole is.
    """
    params = dict(space.params)
    if space.metric == "seuclidean" and "V" not in params:
        params["V"] = np.var(points, axis=0, ddof=1)
    if space.metric == "mahalanobis" and not {"V", "VI"} & set(params):
        try:
            params["VI"] = np.linalg.inv(np.atleast_2d(np.cov(points.T))).T
        except np.linalg.LinAlgError:
            raise _no_distances("mahalanobis", "The covariance of X has no inverse.") from None
    return params


def _by_product(points: Floats, squares: Floats, start: int, end: int) -> Floats | None:
    """Return distances by one matrix product; None where too many pairs would lose digits."""
    rows, own = points[start:end], squares[start:end]
    squared = (-2 * rows) @ points.T
    squared += own[:, np.newaxis]
    squared += squares
    each = np.arange(len(rows))
    squared[each, start + each] = np.inf  # a point and itself: 0, by no difference
    close = np.flatnonzero(squared.min(axis=1) < _CLOSE * (own + squares.max()))
    pairs = squared[close] < _CLOSE * (own[close, np.newaxis] + squares)
    if np.count_nonzero(pairs) > _MANY_CLOSE * squared.size:
        return None
    first, second = np.nonzero(pairs)
    step = max(1, _DIFFERENCES // (8 * points.shape[1]))
    for begin in range(0, len(first), step):
        i, j = close[first[begin : begin + step]], second[begin : begin + step]
        apart = rows[i] - points[j]
        squared[i, j] = np.einsum("ij,ij->i", apart, apart)
    squared[each, start + each] = 0
    return np.sqrt(squared, out=squared)
