"""The edges of a graph that are drawn: the strongest of each point."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from scipy.spatial.distance import cdist
from sklearn.cluster import SpectralClustering

from teachclust.traces import trace
from teachclust.traces.graph_edges import count_edges, strongest_edges


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
