"""All distances between points, some rows at a time, to the last digits."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

#: scikit-learn's name of a distance: scipy's
METRICS: Final = {
    "euclidean": "euclidean",
    "manhattan": "cityblock",
    "cityblock": "cityblock",
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


def row_distances(points: Floats, metric: str) -> Iterator[tuple[int, Floats]]:
    """Yield blocks of the matrix of distances.

    Parameters
    ----------
    points : ndarray of shape (n_samples, n_features)
        Centered, where the metric is Euclidean: then no digits are lost far from the origin. No
        row is all zeros, where it is the cosine.
    metric : {"euclidean", "manhattan", "cityblock", "cosine"}
        The distance.

    Yields
    ------
    start : int
        The first row of the block.
    distances : ndarray of shape (n_rows, n_samples)
        Distances from the rows of the block to all points; exact to about 1e-13 of their size.

    Notes
    -----
    At most 16 MB (or one row) are held at a time, and a few blocks like it where pairs are close;
    with the cosine also a copy of the points.
    """
    from scipy.spatial.distance import cdist

    if metric == "cosine":
        # Half the squared distance of directions is 1 - cos, without its cancellation: it is never
        # below 0, and 0 from a point to itself.
        points = points / np.abs(points).max(axis=1, keepdims=True)
        points /= np.sqrt(np.einsum("ij,ij->i", points, points))[:, np.newaxis]
    n, n_features = points.shape
    step = max(1, _CHUNK // (8 * n))
    squares = np.einsum("ij,ij->i", points, points)
    by_product = metric == "euclidean" and n_features > _FEW_FEATURES
    for start in range(0, n, step):
        rows = points[start : start + step]
        distances = None
        if by_product:
            distances = _by_product(points, squares, start, start + len(rows))
            by_product = distances is not None
        if distances is None:
            distances = cdist(rows, points, METRICS[metric])
            if metric == "cosine":
                distances *= 0.5
        yield start, distances


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
