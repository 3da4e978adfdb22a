"""The data sets of lesson 07 show what their descriptions say, with other seeds too."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.cluster import AgglomerativeClustering
from sklearn.metrics import adjusted_rand_score

from teachclust import datasets

seeds = pytest.mark.parametrize("seed", range(10))
linkages = pytest.mark.parametrize("linkage", ["single", "complete", "average", "ward"])


def _labels(X: np.ndarray, k: int, linkage: str) -> np.ndarray:
    return np.asarray(AgglomerativeClustering(k, linkage=linkage).fit_predict(X))


@seeds
@linkages
def test_every_linkage_finds_both_levels_of_nested(seed: int, linkage: str) -> None:
    X, town = datasets.make_nested(random_state=seed, return_X_y=True)
    assert adjusted_rand_score(town, _labels(X, 9, linkage)) == 1
    assert adjusted_rand_score(town // 3, _labels(X, 3, linkage)) == 1


def test_nested_holds_its_distances() -> None:
    X, town = datasets.make_nested(9_000, return_X_y=True)
    towns = np.array([X[town == one].mean(axis=0) for one in range(9)])
    regions = towns.reshape(3, 3, 2).mean(axis=1)
    for one in range(3):
        assert np.linalg.norm(regions[one] - regions[one - 1]) == pytest.approx(10, abs=0.05)
    away = np.linalg.norm(towns - regions.repeat(3, axis=0), axis=1)
    np.testing.assert_allclose(away, 1.9, atol=0.05)


@seeds
def test_only_single_linkage_walks_over_the_bridge(seed: int) -> None:
    X, side = datasets.make_bridge(random_state=seed, return_X_y=True)
    found = {name: _labels(X, 2, name) for name in ("single", "complete", "average", "ward")}
    agrees = {name: adjusted_rand_score(side, labels) for name, labels in found.items()}
    assert np.bincount(found["single"]).min() == 1
    assert agrees.pop("single") < 0.1
    assert min(agrees.values()) > 0.8


@pytest.mark.parametrize("n", [2, 3, 14, 15, 29, 30, 210, 1001])
def test_one_point_in_fifteen_is_on_the_bridge(n: int) -> None:
    X, side = datasets.make_bridge(n, return_X_y=True)
    assert len(X) == n
    assert set(side.tolist()) == {0, 1}
    if n >= 100:
        on_it = (np.abs(X[:, 1]) < 0.4) & (np.abs(X[:, 0]) < 1)
        assert on_it.sum() >= n // 15 / 4
