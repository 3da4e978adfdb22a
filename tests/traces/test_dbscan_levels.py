"""Levels that are looked up in the browser give the labels of scikit-learn's fits there."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from levels_in_node import look_up
from sklearn.cluster import DBSCAN, HDBSCAN, OPTICS, cluster_optics_dbscan
from sklearn.datasets import make_blobs, make_moons

from teachclust.traces import trace


def _data(seed: int) -> Any:
    rng = np.random.default_rng(seed)
    kinds = [
        lambda: make_moons(150, noise=0.1, random_state=seed)[0],
        lambda: make_blobs(150, centers=4, n_features=3, random_state=seed)[0],
        lambda: rng.integers(0, 12, size=(90, 2)).astype(float),
        lambda: rng.integers(0, 30, size=(120, 1)) / 10,
        lambda: rng.normal(size=(60, 20)),
    ]
    return kinds[seed % len(kinds)]()


@pytest.mark.parametrize("seed", range(15))
def test_another_eps_of_dbscan(seed: int) -> None:
    X = _data(seed)
    wide = float(np.linalg.norm(np.ptp(X, axis=0)))
    levels = np.unique([float(f"{eps:.3g}") for eps in np.geomspace(wide / 500, wide, 60)])
    cases = []
    models = []
    for min_samples in (1, 2, 5, 12):
        metric = ("euclidean", "manhattan", "chebyshev")[seed % 3]
        model = DBSCAN(eps=float(levels[30]), min_samples=min_samples, metric=metric)
        models.append(model)
        cases.append((trace(model, X), [*levels.tolist(), 1.0, 2.0, 0.3]))
    for model, answers in zip(models, look_up(cases), strict=True):
        for found in answers:
            fitted = DBSCAN(eps=found["value"], min_samples=model.min_samples, metric=model.metric)
            fitted.fit(X)
            np.testing.assert_array_equal(found["labels"], fitted.labels_)
            np.testing.assert_array_equal(
                np.flatnonzero(found["core"]), fitted.core_sample_indices_
            )
            assert found["clusters"] == fitted.labels_.max() + 1
            assert found["noise"] == np.count_nonzero(fitted.labels_ < 0)


def test_an_eps_moves_away_from_distances_by_little() -> None:
    X = np.array([[0.0], [1], [2], [5], [6], [9]])
    (found,) = look_up([(trace(DBSCAN(eps=1.5, min_samples=2), X), [1.0, 1.5, 3.0])])
    assert found[1]["value"] == 1.5
    for one, asked in zip(found, (1.0, 1.5, 3.0), strict=True):
        assert abs(one["value"] / asked - 1) < 0.01
        np.testing.assert_array_equal(
            one["labels"], DBSCAN(eps=one["value"], min_samples=2).fit_predict(X)
        )


@pytest.mark.parametrize("seed", range(10))
def test_another_eps_across_the_reachabilities(seed: int) -> None:
    X = _data(seed)
    model = OPTICS(min_samples=4, cluster_method="dbscan", eps=1.0)
    fitted = model.fit(X)
    reach = fitted.reachability_[np.isfinite(fitted.reachability_)]
    levels = [*np.quantile(reach, np.linspace(0, 1, 30)).tolist(), 1.0, 2.0, float(reach.max() * 2)]
    levels = [level for level in levels if level > 0]
    (answers,) = look_up(
        [(trace(OPTICS(min_samples=4, cluster_method="dbscan", eps=1.0), X), levels)]
    )
    for level, found in zip(levels, answers, strict=True):
        labels = cluster_optics_dbscan(
            reachability=fitted.reachability_,
            core_distances=fitted.core_distances_,
            ordering=fitted.ordering_,
            eps=level,
        )
        assert found["value"] == level
        np.testing.assert_array_equal(found["labels"], labels)


@pytest.mark.parametrize("seed", range(10))
def test_a_cut_of_the_tree_of_hdbscan(seed: int) -> None:
    X = _data(seed)
    model = HDBSCAN(min_cluster_size=3 + seed % 5, copy=True)
    fitted = HDBSCAN(min_cluster_size=model.min_cluster_size, copy=True).fit(X)
    wide = float(np.linalg.norm(np.ptp(X, axis=0)))
    levels = [*np.geomspace(wide / 300, wide, 40).tolist(), 1.0, 2.0, 0.1]
    (answers,) = look_up([(trace(model, X), levels)])
    for level, found in zip(levels, answers, strict=True):
        labels = fitted.dbscan_clustering(level, model.min_cluster_size)
        pairs = set(zip(found["labels"], labels.tolist(), strict=True))
        assert len(pairs) == len({a for a, _ in pairs}) == len({b for _, b in pairs})
        np.testing.assert_array_equal(np.array(found["labels"]) < 0, labels < 0)
        assert found["value"] == level
