"""Core distances and the minimum spanning tree of mutual reachability, the start of HDBSCAN."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.spatial.distance import cdist
from sklearn.metrics import DistanceMetric, pairwise_distances
from sklearn.neighbors import VALID_METRICS, NearestNeighbors

from teachclust.traces.auxiliary import Edges
from teachclust.traces.frame import Floats

Ints = npt.NDArray[np.intp]
#: distances from a point to some others; the same array of others is given again and again
Row = Callable[[int, Ints], Floats]


def searches_a_tree(model: Any) -> bool:
    """Return whether the fit uses a search tree and not a matrix of all distances."""
    known = {*VALID_METRICS["kd_tree"], *VALID_METRICS["ball_tree"]}
    return model.algorithm != "brute" and model.metric in known


def core_and_rows(model: Any, X: Floats, min_samples: int) -> tuple[Floats, Row]:
    """Return the core distances, and a function that gives a point's distances to others.

    The core distance of a point is that to its `min_samples`-th nearest, itself counted. Distances
    are divided by ``alpha``; the function's array is the caller's to change.
    """
    more = model.metric_params or {}
    if searches_a_tree(model):
        search = NearestNeighbors(metric=model.metric, metric_params=more, p=None).fit(X)
        near: Floats = search.kneighbors(X, min_samples)[0][:, -1].astype(float)
        measure = _measure(model.metric, more)
        wide = np.ascontiguousarray(X, dtype=float)

        held: list[Any] = [None, None]

        def row(point: int, others: Ints) -> Floats:
            if held[0] is not others:
                held[:] = others, wide[others]
            distances: Floats = measure(wide[point : point + 1], held[1])[0]
            if model.alpha != 1:
                distances /= model.alpha
            return distances

        return near, row
    matrix = pairwise_distances(X, metric=model.metric, **more) / model.alpha
    core: Floats = np.partition(matrix, min_samples - 1, axis=1)[:, min_samples - 1]

    def known_row(point: int, others: Ints) -> Floats:
        distances: Floats = matrix[point][others]
        return distances

    return core, known_row


def distance_rows(metric: str, X: Floats) -> Row:
    """Return a function that gives a point's distances to others."""
    measure, wide = _measure(metric, {}), np.ascontiguousarray(X, dtype=float)
    held: list[Any] = [None, None]

    def row(point: int, others: Ints) -> Floats:
        if held[0] is not others:
            held[:] = others, wide[others]
        distances: Floats = measure(wide[point : point + 1], held[1])[0]
        return distances

    return row


def _measure(metric: str, more: dict[str, Any]) -> Callable[[Floats, Floats], Floats]:
    """Distances of all pairs; by scipy where it can, which takes a hundredth of the time a row."""
    names = {"l2": "euclidean", "l1": "cityblock", "manhattan": "cityblock"}
    name = names.get(metric, metric)
    if name in ("euclidean", "cityblock", "chebyshev") and not more:
        return partial(cdist, metric=name)
    pairwise: Callable[[Floats, Floats], Floats] = DistanceMetric.get_metric(
        metric, **more
    ).pairwise
    return pairwise


def spanning_tree(core: Floats, row: Row) -> Edges:
    """Return the minimum spanning tree of mutual reachability, the shortest edge first.

    The mutual reachability of two points is their distance, but at least the core distance of each.
    Prim's algorithm costs n_samples squared distances, and memory for one point's.
    """
    n = len(core)
    pairs, lengths = np.zeros((n - 1, 2), dtype=np.intp), np.zeros(n - 1)
    # of the points that are not in the tree: how near it is, through which point
    left = np.arange(n)
    nearest, source, least = np.full(n, np.inf), np.zeros(n, dtype=np.intp), core.astype(float)
    place = 0
    for i in range(n - 1):
        point = int(left[place])
        # a point that is in the tree is infinitely far from then on, and left out now and then
        nearest[place] = least[place] = np.inf
        if 2 * (n - 1 - i) < len(left):
            out = np.isfinite(least)
            left, nearest, source, least = left[out], nearest[out], source[out], least[out]
        reach = row(point, left)
        np.maximum(reach, core[point], out=reach)
        np.maximum(reach, least, out=reach)
        closer = reach < nearest
        np.minimum(nearest, reach, out=nearest)
        np.putmask(source, closer, point)
        place = int(nearest.argmin())
        pairs[i] = source[place], left[place]
        lengths[i] = nearest[place]
    order = np.argsort(lengths, kind="stable")
    return Edges(pairs[order], lengths[order])


def merges_of(edges: Edges) -> tuple[Any, Floats]:
    """Return the merges of single linkage that edges of a tree, the shortest first, make.

    They are the two nodes that each joins, and its height; merge i makes node n_samples + i.
    """
    n = len(edges.pairs) + 1
    up = list(range(2 * n - 1))
    children = np.zeros((n - 1, 2), dtype=np.intp)

    def top(node: int) -> int:
        while up[node] != node:
            up[node] = up[up[node]]  # halves the way for the next one who asks
            node = up[node]
        return node

    for i, (a, b) in enumerate(edges.pairs.tolist()):
        children[i] = top(a), top(b)
        up[children[i, 0]] = up[children[i, 1]] = n + i
    return children, edges.weights
