"""The data sets of lesson 08 show what their descriptions say, with other seeds too."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.cluster import DBSCAN, HDBSCAN
from sklearn.metrics import adjusted_rand_score

from teachclust import datasets
from teachclust.traces import trace

seeds = pytest.mark.parametrize("seed", range(6))


def _held(labels: np.ndarray, group: np.ndarray) -> tuple[int, int]:
    """Return the cluster that most points of a group are in, and how many of them; -1 is none."""
    inside = labels[group & (labels >= 0)]
    if not len(inside):
        return -1, 0
    sizes = np.bincount(inside)
    return int(sizes.argmax()), int(sizes.max())


@seeds
def test_no_eps_serves_unequal_density(seed: int) -> None:
    X, y = datasets.make_unequal_density(random_state=seed, return_X_y=True)
    for eps in np.arange(0.1, 1.5, 0.02):
        labels = DBSCAN(eps=eps, min_samples=5).fit_predict(X)
        (one, _), (two, _), (_, sparse) = (_held(labels, y == group) for group in range(3))
        assert one == two or sparse <= 50, eps


@seeds
def test_each_half_of_unequal_density_has_an_eps(seed: int) -> None:
    X, y = datasets.make_unequal_density(random_state=seed, return_X_y=True)
    small = DBSCAN(eps=0.22, min_samples=5).fit_predict(X)
    held = [_held(small, y == group) for group in range(2)]
    assert held[0][0] != held[1][0]
    assert min(count for _, count in held) >= 95
    large = DBSCAN(eps=0.8, min_samples=5).fit_predict(X)
    assert _held(large, y == 2)[1] >= 90


@seeds
def test_hdbscan_serves_unequal_density(seed: int) -> None:
    X, y = datasets.make_unequal_density(random_state=seed, return_X_y=True)
    labels = HDBSCAN(min_cluster_size=10, copy=True).fit_predict(X)
    assert labels.max() + 1 == 3
    assert adjusted_rand_score(y, labels) >= 0.95


@seeds
def test_parked_bikes(seed: int) -> None:
    X, y = datasets.make_parked_bikes(random_state=seed, return_X_y=True)
    dense = DBSCAN(eps=50, min_samples=10).fit_predict(X)
    held = [_held(dense, y == place) for place in range(4)]
    assert len({cluster for cluster, _ in held}) == 4
    assert min(count / np.sum(y == place) for place, (_, count) in enumerate(held)) > 0.9
    far = DBSCAN(eps=100, min_samples=10).fit_predict(X)
    assert _held(far, y == 0)[0] == _held(far, y == 1)[0]
    any_density = HDBSCAN(min_cluster_size=15, copy=True).fit_predict(X)
    found = [_held(any_density, y == place) for place in range(5)]
    assert any_density.max() + 1 == len({cluster for cluster, _ in found}) == 5
    assert found[4][1] >= 70


@pytest.mark.parametrize("least", [5, 10, 15, 40])
def test_how_ties_are_sorted_changes_no_cluster_of_the_parked_bikes(least: int) -> None:
    traced = trace(HDBSCAN(min_cluster_size=least, copy=True), datasets.make_parked_bikes().data)
    tree, steps = traced.condensed, traced.edges.weights
    for node in np.flatnonzero(tree.cluster >= 0):
        # numpy sorts equal steps differently by processor: a cluster parts by a step of its own
        assert np.isclose(steps, 1 / tree.birth[node], rtol=1e-9).sum() == 1
    assert len(np.unique(traced.labels[traced.labels >= 0])) == {5: 6, 40: 4}.get(least, 5)


def test_strays_stand_apart_with_any_seed() -> None:
    for seed in (0, 1, 7):
        X, y = datasets.make_parked_bikes(random_state=seed, return_X_y=True)
        places, strays = X[y < 5], X[y == 5]
        gaps = np.linalg.norm(strays[:, None] - places, axis=2)
        assert gaps.min() >= 200
        between = np.linalg.norm(strays[:, None] - strays, axis=2)[np.triu_indices(50, 1)]
        assert between.min() >= 130 * 0.9**5
