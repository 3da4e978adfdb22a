"""What lesson 12_which_algorithm declares right, computed another way."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
import sklearn.cluster
import sklearn.mixture
from sklearn.cluster import DBSCAN, KMeans

from teachclust.cluster import KMedoids
from teachclust.datasets import make_houses
from teachclust.lessons.answers import Mistake
from teachclust.lessons.which import exercises as module


def test_pairs_are_counted_one_by_one() -> None:
    for n in (2, 3, 10, 57):
        pairs = len(list(combinations(range(n), 2)))
        assert module._gigabytes(n) == pytest.approx(pairs * np.float64().nbytes / 1e9)
    largest = module.MEMORY.answers[1].right
    assert module._gigabytes(largest) == pytest.approx(16, rel=1e-3)


def test_kilometers_are_those_of_the_great_circle() -> None:
    for latitude, longitude in module._places():
        km = module._to_km(latitude, longitude)
        lat, lon = np.radians(latitude), np.radians(longitude)
        for i, j in combinations(range(len(lat)), 2):
            angle = np.sin((lat[i] - lat[j]) / 2) ** 2 + np.cos(lat[i]) * np.cos(lat[j]) * (
                np.sin((lon[i] - lon[j]) / 2) ** 2
            )
            circle = 2 * 6371 * np.arcsin(np.sqrt(angle))
            assert np.linalg.norm(km[i] - km[j]) == pytest.approx(circle, rel=0.01, abs=0.01)


def test_inertia_is_scikit_learns() -> None:
    rng = np.random.default_rng(0)
    X = rng.normal(size=(60, 3))
    model = KMeans(4, n_init=2, random_state=0).fit(X)
    assert module._inertia(X, model.labels_) == pytest.approx(model.inertia_)


def test_the_cases_of_two_labelings_have_each_answer_and_are_clear() -> None:
    found = []
    for X, one, other in module._ends():
        a, b = module._inertia(X, one), module._inertia(X, other)
        assert a == pytest.approx(b) or abs(a - b) > 0.1 * max(a, b)
        found.append(module._better_by(module._inertia)(X, one, other))
    assert set(found) == {"one", "other", "same"}


def test_any_seed_and_any_batch_pass_the_chunks() -> None:
    for seed in range(15):

        def learner(chunks, k, seed=seed):
            model = sklearn.cluster.MiniBatchKMeans(n_clusters=k, random_state=seed)
            for chunk in chunks:
                model.partial_fit(chunk)
            return model

        module._judge_chunks(learner)


def test_every_estimator_of_the_tree_exists_and_every_table_has_two_that_fit() -> None:
    for name in module._NAMES:
        homes = (sklearn.cluster, sklearn.mixture)
        assert name == KMedoids.__name__ or any(hasattr(home, name) for home in homes)
    for table in module._TABLES:
        fitting = [name for name in module._NAMES if not module._objection(name, table)]
        assert 2 <= len(fitting) < len(module._NAMES), table.about
    used = [
        name
        for name in module._NAMES
        if any(not module._objection(name, table) for table in module._TABLES)
    ]
    assert len(used) >= 12


def test_names_are_read_as_learners_write_them() -> None:
    for given in ("KMeans", "k-means", " kmeans ", KMeans, KMeans(3), "K Means"):
        assert module._read_name(given) == "KMeans"
    assert module._read_name("Gaussian mixture") == "GaussianMixture"
    with pytest.raises(Mistake, match="no estimator of this lesson"):
        module._read_name("x" * 500)


def test_the_numbers_of_the_decision_are_those_of_the_houses() -> None:
    houses = make_houses()
    km = module._to_km(houses.data[:, 0], houses.data[:, 1])
    fit = KMeans(3, n_init=10, random_state=0).fit(km)
    dense = DBSCAN(eps=1).fit_predict(km)
    way = np.linalg.norm(km - fit.cluster_centers_[fit.labels_], axis=1).max()
    prices = [houses.data[fit.labels_ == j, 2].mean() / 1000 for j in range(3)]
    values = module.DECIDE.answers[2].values
    sizes = {*np.bincount(fit.labels_).tolist(), *np.bincount(dense[dense >= 0]).tolist()}
    assert set(values["houses by cluster"]) == sizes
    assert values["houses without a cluster"] == (np.count_nonzero(dense < 0),)
    assert values["the farthest way in km"] == (round(way, 1),)
    assert values["mean prices in thousands"] == tuple(sorted(round(p) for p in prices))
