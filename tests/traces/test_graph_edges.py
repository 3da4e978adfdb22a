"""The edges of a graph that are drawn: the strongest of each point."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from scipy.spatial.distance import cdist
from sklearn.cluster import SpectralClustering

from teachclust.traces import trace
from teachclust.traces.graph_edges import count_edges, count_parts, strongest_edges


@pytest.mark.parametrize("sparse", [False, True])
def test_each_point_keeps_its_strongest_ties(sparse: bool) -> None:
    rng = np.random.default_rng(0)
    X = rng.normal(size=(60, 2))
    affinity: Any = np.exp(-cdist(X, X, "sqeuclidean"))
    if sparse:
        from scipy.sparse import csr_array

        affinity = csr_array(np.where(affinity > 0.3, affinity, 0))
    dense = affinity.toarray() if sparse else affinity
    edges = strongest_edges(affinity, X, most=1_500)
    pairs = {tuple(pair) for pair in edges.pairs.tolist()}
    assert len(pairs) == len(edges.pairs)
    assert all(i < j for i, j in pairs)
    np.testing.assert_array_equal(edges.weights, [dense[i, j] for i, j in edges.pairs])
    assert (np.diff(edges.weights) <= 0).all()
    np.fill_diagonal(dense, 0)
    for i, row in enumerate(dense):
        for j in np.argsort(-row)[:3]:
            assert row[j] == 0 or (min(i, j), max(i, j)) in pairs
    assert count_edges(affinity) == np.count_nonzero(np.triu(dense, 1))


def test_ties_are_thinned_when_there_are_too_many() -> None:
    X = np.random.default_rng(1).normal(size=(400, 2))
    affinity = np.exp(-cdist(X, X, "sqeuclidean"))
    few = strongest_edges(affinity, X, most=100)
    assert len(few.pairs) == 100
    nearest = affinity.copy()
    np.fill_diagonal(nearest, 0)
    tops = {(min(i, j), max(i, j)) for i, j in enumerate(nearest.argmax(axis=1).tolist())}
    assert {tuple(pair) for pair in few.pairs.tolist()} <= tops
    some = strongest_edges(affinity, X, most=len(tops) + 50)
    assert tops < {tuple(pair) for pair in some.pairs.tolist()}
    assert len(some.pairs) == len(tops) + 50
    big = trace(SpectralClustering(2, random_state=0, affinity="nearest_neighbors"), np.tile(X, 2))
    assert len(big.edges.pairs) == 1_500


def test_of_equally_strong_edges_the_shortest_come_first() -> None:
    X = np.array([[0.0], [1.0], [3.0], [-7.0]])
    edges = strongest_edges(np.ones((4, 4)), X)
    assert edges.pairs.tolist() == [[0, 1], [1, 2], [0, 2], [0, 3], [1, 3], [2, 3]]
    # each point's shortest edge, then those that are second for one of their points
    assert strongest_edges(np.ones((4, 4)), X, most=4).pairs.tolist() == [
        [0, 1], [1, 2], [0, 2], [0, 3],
    ]  # fmt: skip


@pytest.mark.parametrize("n", [300, 600])
def test_each_pair_is_drawn_once_and_pairs_without_affinity_never(n: int) -> None:
    """A ring, in which each point is tied to two others and to itself."""
    near = np.eye(n) + np.roll(np.eye(n), 1, axis=0) + np.roll(np.eye(n), -1, axis=0)
    X = np.random.default_rng(0).normal(size=(n, 2))
    edges = strongest_edges(near, X)
    wanted = {(min(i, (i + 1) % n), max(i, (i + 1) % n)) for i in range(n)}
    assert len(edges.pairs) == n == count_edges(near)
    assert {tuple(pair) for pair in edges.pairs.tolist()} == wanted


def test_thinned_edges_are_spread_from_the_first_point_to_the_last() -> None:
    X = np.repeat(np.arange(50.0), 2)[:, np.newaxis] * 9
    X[1::2] += 1
    affinity = np.exp(-cdist(X, X))
    tops = strongest_edges(affinity, X, most=50).pairs[:, 0]
    assert sorted(tops.tolist()) == list(range(0, 100, 2))
    few = np.sort(strongest_edges(affinity, X, most=10).pairs[:, 0])
    assert (few[0], few[-1]) == (0, 98)
    assert set(np.diff(few).tolist()) <= {10, 12}


def test_parts_are_counted_whichever_way_the_edges_point() -> None:
    one_way = np.zeros((5, 5))
    one_way[0, 1] = one_way[2, 1] = one_way[3, 4] = 1.0
    assert count_parts(one_way) == 2
    assert count_parts(np.eye(4)) == 4
