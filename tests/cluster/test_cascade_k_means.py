"""CascadeKMeans: the score is scikit-learn's, and the number with the highest mean is taken."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from sklearn.datasets import make_blobs
from sklearn.metrics import calinski_harabasz_score
from sklearn.preprocessing import MinMaxScaler
from sklearn.utils.estimator_checks import check_estimator

from teachclust.cluster import CascadeKMeans
from teachclust.cluster.cascade_k_means import best_of, try_all

X, _ = make_blobs(200, centers=4, random_state=3)


@pytest.mark.filterwarnings("ignore::sklearn.exceptions.SkipTestWarning")
def test_it_is_an_estimator_of_scikit_learn() -> None:
    check_estimator(CascadeKMeans(max_clusters=4, restarts=2))


@pytest.mark.parametrize("seed", range(3))
def test_scores_are_those_of_scikit_learn(seed: int) -> None:
    model = CascadeKMeans(max_clusters=7, restarts=5, random_state=seed).fit(X)
    scaled = MinMaxScaler().fit_transform(X)
    for one in try_all(scaled, model):
        labels = one.best.labels[-1]
        assert one.scores.max() == pytest.approx(calinski_harabasz_score(scaled, labels), rel=1e-9)
    assert model.scores_.shape == (6, 5)
    assert model.score_ == model.scores_.mean(axis=1).max()
    assert best_of(try_all(scaled, model)) == model.scores_.mean(axis=1).argmax()


def test_of_its_runs_the_best_is_kept() -> None:
    model = CascadeKMeans(normalize=False, random_state=0).fit(X)
    of_k = model.scores_[model.n_clusters_ - 2]
    assert calinski_harabasz_score(X, model.labels_) == pytest.approx(of_k.max(), rel=1e-9)
    np.testing.assert_array_equal(model.predict(X), model.labels_)


def test_bad_starts_move_the_number() -> None:
    """Six groups: single random starts miss some of them, and more clusters miss fewer."""
    many, _ = make_blobs(1000, centers=6, n_features=6, random_state=0)
    drawn = [CascadeKMeans(random_state=seed).fit(many).n_clusters_ for seed in range(3)]
    careful = CascadeKMeans(init="k-means++", random_state=0).fit(many).n_clusters_
    assert all(k > 6 for k in drawn)
    assert careful == 6


def test_with_city_block_distances_the_sums_are_not_squared() -> None:
    model = CascadeKMeans(distance="manhattan", normalize=False, random_state=0).fit(X)
    within = np.abs(X - model.cluster_centers_[model.labels_]).sum()
    whole = np.abs(X - np.median(X, axis=0)).sum()
    k = model.n_clusters_
    score = (whole - within) / (k - 1) / (within / (len(X) - k))
    assert model.scores_[k - 2].max() == pytest.approx(score)
    assert model.inertia_ == pytest.approx(within)


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"min_clusters": 5, "max_clusters": 4}, "min_clusters=5 should be <= max_clusters=4"),
        ({"max_clusters": 300}, "n_samples=200 should be >= max_clusters=300"),
        ({"min_clusters": 1}, "min_clusters"),
    ],
)
def test_numbers_that_do_not_fit_are_refused(params: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        CascadeKMeans(**params).fit(X)


def test_repeated_rows_have_fewer_clusters() -> None:
    rows = np.repeat([[0.0, 0.0], [1.0, 1.0], [5.0, 0.0]], 6, axis=0)
    model = CascadeKMeans(max_clusters=6, random_state=0).fit(rows)
    assert model.n_clusters_ == len(np.unique(model.labels_)) <= 3
