"""Sums of distances by cluster, for many labelings and many clusters."""

from __future__ import annotations

import tracemalloc

import numpy as np
import pytest
from sklearn.metrics import silhouette_samples

from teachclust.scores import cluster_sums, distances, silhouette, silhouettes


def test_labelings_are_handled_in_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(2)
    X = rng.normal(size=(90, 2))
    labelings = [rng.integers(-1, k, size=90) for k in (2, 40, 3, 60, 5)]
    whole = silhouettes(X, labelings)
    passes = []
    monkeypatch.setattr(
        cluster_sums,
        "row_distances",
        lambda *given: (passes.append(1), distances.row_distances(*given))[1],
    )
    monkeypatch.setattr(cluster_sums, "_MOST_TABLE", 8 * 90 * 45)
    for one, other in zip(whole, silhouettes(X, labelings), strict=True):
        assert one.values == pytest.approx(other.values, abs=1e-13)
    assert len(passes) == 2  # the one of 60 clusters, too large for a table, goes with the first


@pytest.mark.parametrize("many", [1, 100, 10_000])
def test_many_clusters_equal_scikit_learn(many: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster_sums, "_MANY", many)
    rng = np.random.default_rng(6)
    X = rng.normal(size=(500, 3))
    labelings = [rng.permutation(500) % k for k in (3, 120, 250, 499)]
    for found, labels in zip(silhouettes(X, labelings), labelings, strict=True):
        assert found.values == pytest.approx(silhouette_samples(X, labels), abs=1e-12)
        single = found.sizes[np.searchsorted(found.clusters, found.labels)] == 1
        assert (found.values[single] == 0).all()


def _peak(X: np.ndarray, labelings: list[np.ndarray]) -> float:
    """Return the most megabytes held at once, beside what there was before."""
    silhouettes(X[:20], [labels[:20] for labels in labelings])  # imports
    tracemalloc.start()
    try:
        silhouettes(X, labelings)
        return tracemalloc.get_traced_memory()[1] / 2**20
    finally:
        tracemalloc.stop()


def test_memory_is_bounded_with_very_many_clusters() -> None:
    rng = np.random.default_rng(0)
    # one table of them would take 137 MB, all three 412 MB
    labelings = [rng.permutation(6000) % 3000 for _ in range(3)]
    assert _peak(rng.normal(size=(6000, 2)), labelings) < 120


def test_memory_is_bounded_with_very_many_features() -> None:
    rng = np.random.default_rng(0)
    X = rng.normal(size=(300, 8000))  # 18 MB
    X[1::2] = X[::2] * (1 + 1e-4)  # pairs whose differences are taken one by one
    labels = np.arange(300) % 3
    assert _peak(X, [labels]) < 60
    assert silhouette(X, labels).values == pytest.approx(silhouette_samples(X, labels), abs=1e-9)
