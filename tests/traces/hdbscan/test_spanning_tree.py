"""Core distances and the spanning tree: against brute force and scipy's single linkage."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from mutual_reachability import mutual_reachability
from scipy.cluster.hierarchy import linkage
from scipy.sparse.csgraph import connected_components, minimum_spanning_tree
from scipy.spatial.distance import cdist, squareform
from sklearn.cluster import HDBSCAN
from strategies import continuous, tied

from teachclust.traces import trace
from teachclust.traces.auxiliary import Edges
from teachclust.traces.hdbscan.spanning_tree import (
    core_and_rows,
    merges_of,
    searches_a_tree,
    spanning_tree,
)

pytestmark = pytest.mark.filterwarnings("ignore:The default value of `copy`")
FEW = settings(max_examples=settings().max_examples // 8 or 1)


@pytest.mark.parametrize(
    ("params", "searches"),
    [
        ({}, True), ({"algorithm": "kd_tree"}, True), ({"metric": "haversine"}, True),
        ({"algorithm": "brute"}, False), ({"metric": "cosine"}, False),
        ({"algorithm": "brute", "metric": "cosine"}, False),
    ],
)  # fmt: skip
def test_a_tree_is_searched_where_one_knows_the_metric(
    params: dict[str, Any], searches: bool
) -> None:
    assert searches_a_tree(HDBSCAN(**params)) is searches


@pytest.mark.parametrize("algorithm", ["auto", "brute"])
@pytest.mark.parametrize(
    ("metric", "scipys", "more"),
    [
        ("euclidean", "euclidean", {}), ("l2", "euclidean", {}), ("manhattan", "cityblock", {}),
        ("l1", "cityblock", {}), ("chebyshev", "chebyshev", {}), ("canberra", "canberra", {}),
        ("cosine", "cosine", {}), ("minkowski", "minkowski", {"p": 3}),
        ("euclidean", "euclidean", None),
    ],
)  # fmt: skip
@pytest.mark.parametrize("alpha", [1.0, 2.0])
def test_core_distances_and_rows_are_scipys(
    algorithm: str, metric: str, scipys: str, more: dict[str, Any] | None, alpha: float
) -> None:
    X = np.random.default_rng(0).normal(size=(40, 3)) + 3
    expected = cdist(X, X, scipys, **(more or {}))
    model = HDBSCAN(metric=metric, metric_params=more, algorithm=algorithm, alpha=alpha)
    for min_samples in (1, 2, 7, 40):
        core, row = core_and_rows(model, X, min_samples)
        near = np.sort(expected, axis=1)[:, min_samples - 1]
        # scikit-learn divides the core distances of a matrix alone by alpha
        scale = 1.0 if searches_a_tree(model) else alpha
        np.testing.assert_allclose(core, near / scale, atol=1e-7)
        evens, others = np.arange(0, 40, 2), np.array([5, 3, 39])
        for point, asked in ((0, evens), (7, evens), (7, others), (39, evens)):
            found = row(point, asked)
            np.testing.assert_allclose(found, expected[point, asked] / alpha, atol=1e-7)
            found[:] = -1.0  # it is the caller's to change
            np.testing.assert_allclose(row(point, asked), expected[point, asked] / alpha, atol=1e-7)


def test_a_spanning_tree_by_hand() -> None:
    """Points at 0, 1, 3, 7, 8: each joins through its nearest, but none nearer than its core."""
    X = np.array([[0.0], [1.0], [3.0], [7.0], [8.0]])
    distances = cdist(X, X)
    edges = spanning_tree(np.zeros(5), lambda point, others: distances[point][others])
    assert {frozenset(pair) for pair in edges.pairs.tolist()} == {
        frozenset(pair) for pair in ((0, 1), (3, 4), (1, 2), (2, 3))
    }
    assert edges.weights.tolist() == [1.0, 1.0, 2.0, 4.0]
    lonely = np.array([0.0, 0.0, 0.0, 0.0, 9.0])
    raised = spanning_tree(lonely, lambda point, others: distances[point][others])
    assert raised.weights.tolist() == [1.0, 2.0, 4.0, 9.0]
    assert 4 in raised.pairs[3]


def test_two_points_have_one_edge() -> None:
    edges = spanning_tree(np.zeros(2), lambda point, others: np.full(len(others), 3.0))
    assert (edges.pairs.tolist(), edges.weights.tolist()) == ([[0, 1]], [3.0])


@FEW
@given(st.one_of(continuous(), tied()), st.integers(1, 5))
def test_any_core_and_rows_give_the_lengths_of_single_linkage(X: np.ndarray, k: int) -> None:
    X = X[:50]
    core, row = core_and_rows(HDBSCAN(algorithm="brute"), X, min(k, len(X)))
    distances = np.stack([row(i, np.arange(len(X))) for i in range(len(X))])
    reach = np.maximum(distances, np.maximum(core[:, None], core))
    edges = spanning_tree(core, row)
    np.testing.assert_array_equal(edges.weights, reach[tuple(edges.pairs.T)])
    np.fill_diagonal(reach, 0)
    oracle = linkage(squareform((reach + reach.T) / 2, checks=False), "single")[:, 2]
    np.testing.assert_allclose(edges.weights, oracle, rtol=1e-9, atol=1e-9 * reach.max())


def test_rows_are_asked_for_the_same_points_most_of_the_time() -> None:
    """The points left out are many at once: a row's other points are copied seldom."""
    X = np.random.default_rng(0).normal(size=(300, 2))
    core, row = core_and_rows(HDBSCAN(), X, 3)
    asked: list[Any] = []

    def watched(point: int, others: Any) -> Any:
        asked.append(others)
        return row(point, others)

    edges = spanning_tree(core, watched)
    assert len(asked) == 299
    arrays = [asked[0], *(b for a, b in pairwise(asked) if a is not b)]
    assert len(arrays) <= math.log2(300) + 2
    # no more than twice those that are not in the tree yet
    assert all(len(others) <= 2 * (300 - i) for i, others in enumerate(asked))
    assert (np.diff(edges.weights) >= 0).all()


@FEW
@given(st.one_of(continuous(), tied()), st.integers(1, 5))
def test_the_edges_are_a_minimum_spanning_tree(X: np.ndarray, k: int) -> None:
    X = X[:60]
    k = min(k, len(X))
    reach = mutual_reachability(X, k)
    edges = trace(HDBSCAN(min_cluster_size=2, min_samples=k), X).edges
    a, b = edges.pairs.T
    # of few points scikit-learn takes core distances from a matrix product, whose squares lose the
    # digits that the points' own squares have
    lost = 8 * np.finfo(float).eps * np.square(X).sum(axis=1).max()
    assert (np.abs(edges.weights**2 - reach[a, b] ** 2) <= lost + 1e-9 * reach[a, b] ** 2).all()
    assert (np.diff(edges.weights) >= 0).all()
    links = np.zeros_like(reach)
    links[a, b] = 1
    assert connected_components(links)[0] == 1
    np.fill_diagonal(reach, 0)
    oracle = linkage(squareform(reach, checks=False), "single")[:, 2]
    assert (np.abs(edges.weights**2 - oracle**2) <= lost + 1e-9 * oracle**2).all()


def test_merges_by_hand() -> None:
    edges = Edges(np.array([[2, 3], [0, 1], [1, 2], [4, 0]]), np.array([1.0, 2.0, 3.0, 4.0]))
    children, heights = merges_of(edges)
    assert children.tolist() == [[2, 3], [0, 1], [6, 5], [4, 7]]
    assert heights.tolist() == [1.0, 2.0, 3.0, 4.0]


@FEW
@given(continuous())
def test_merges_of_edges_are_single_linkage(X: np.ndarray) -> None:
    reach = squareform(mutual_reachability(X, 1), checks=False)
    # csgraph takes 0 for "no edge", and equal lengths leave the order open
    assume(reach.min() > 0 and len(np.unique(reach)) == len(reach))
    links = linkage(reach, "single")
    tree = minimum_spanning_tree(squareform(reach)).tocoo()
    order = np.argsort(tree.data)
    pairs = np.stack([tree.row, tree.col], axis=1)[order]
    children, heights = merges_of(Edges(pairs, tree.data[order]))
    np.testing.assert_array_equal(np.sort(children), links[:, :2])
    np.testing.assert_allclose(heights, links[:, 2])
