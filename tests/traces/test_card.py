"""What points say of themselves: declared facts, and numbers that equal scikit-learn's."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from scipy.sparse.csgraph import connected_components
from sklearn.cluster import DBSCAN, HDBSCAN, OPTICS
from sklearn.datasets import make_blobs, make_moons
from sklearn.metrics import pairwise_distances

from teachclust import trace
from teachclust.errors import LearnerError
from teachclust.traces.card import CARD
from teachclust.traces.registry import ALGORITHMS

MOONS = make_moons(150, noise=0.08, random_state=3)[0]
WIDE = make_blobs(120, n_features=6, centers=3, random_state=5)[0]


def test_every_algorithm_declares_known_facts() -> None:
    assert {fact for spec in ALGORITHMS.values() for fact in spec.card} <= set(CARD)
    # eigenvectors have no place in the plane; the package's own k-means by other distances say none
    ours = [spec for spec in ALGORITHMS.values() if spec.module.startswith("sklearn.")]
    assert [spec.name for spec in ours if not spec.card] == ["SpectralClustering"]


def test_an_unknown_fact_is_refused() -> None:
    with pytest.raises(LearnerError, match="no such fact"):
        replace(ALGORITHMS["DBSCAN"], card=("weather",))


@pytest.mark.parametrize("X", [MOONS, WIDE], ids=["plane", "projected"])
@pytest.mark.parametrize("metric", ["euclidean", "manhattan", "cosine"])
def test_neighbors_are_all_points_within_eps(X: Any, metric: str) -> None:
    distances = pairwise_distances(X, metric=metric)
    eps = float(np.quantile(distances, 0.1)) * 1.0001
    near = trace(DBSCAN(eps=eps, metric=metric), X).neighbors
    assert near is not None
    for point in range(len(X)):
        assert set(near.of(point).tolist()) == set(np.flatnonzero(distances[point] <= eps).tolist())
    assert near.straight == (metric == "euclidean")


@pytest.mark.parametrize("X", [MOONS, WIDE], ids=["plane", "projected"])
@pytest.mark.parametrize("make", [OPTICS, lambda **kw: HDBSCAN(copy=True, **kw)])
def test_core_distances_reach_the_nearest_points(X: Any, make: Any) -> None:
    numbers = trace(make(min_samples=6), X).numbers
    assert numbers is not None
    nearest = np.sort(pairwise_distances(X), axis=1)[:, 5]
    np.testing.assert_allclose(numbers.core_distance, nearest, rtol=1e-9)


def _company(reach: Any, point: int, distance: float) -> int:
    """Return how many points are joined to one by edges of at most a length."""
    labels = connected_components(reach <= distance, directed=False)[1]
    return int(np.count_nonzero(labels == labels[point]))


@pytest.mark.parametrize("X", [MOONS, WIDE], ids=["plane", "projected"])
def test_leaving_and_strength_of_hdbscan_are_those_of_the_fit(X: Any) -> None:
    fitted = HDBSCAN(min_cluster_size=8, copy=True).fit(X)
    found = trace(HDBSCAN(min_cluster_size=8, copy=True), X)
    numbers, tree = found.numbers, found.condensed
    assert numbers is not None
    assert tree is not None
    np.testing.assert_allclose(numbers.strength, fitted.probabilities_)
    core, leave = numbers.core_distance, numbers.leave_density
    assert leave is not None
    reach = np.maximum(pairwise_distances(X), np.maximum.outer(core, core))
    for point in range(0, len(X), 10):  # until then it has company enough, and no longer
        assert _company(reach, point, (1 + 1e-9) / leave[point]) >= 8
        assert _company(reach, point, (1 - 1e-9) / leave[point]) < 8
    assert (leave <= tree.death[numbers.leave_node] + 1e-9).all()
