"""Each data set shows what its description says; the thresholds stand in the descriptions."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
import sklearn.datasets
from sklearn.cluster import DBSCAN, AgglomerativeClustering, KMeans
from sklearn.metrics import adjusted_rand_score, silhouette_score
from sklearn.mixture import GaussianMixture
from threadpoolctl import threadpool_limits

from teachclust import datasets

# a class may draw with other seeds: the lesson must hold for them too
SEEDS = (0, 1, 2, 3, 4, 5)
seeds = pytest.mark.parametrize("seed", SEEDS)


@pytest.fixture(autouse=True)
def _one_thread() -> Iterator[None]:
    with threadpool_limits(1):
        yield


def _best_kmeans(X: np.ndarray, k: int) -> KMeans:
    return KMeans(k, n_init=20, random_state=0).fit(X)


def _agreement(X: np.ndarray, y: np.ndarray, k: int) -> float:
    return float(adjusted_rand_score(y, _best_kmeans(X, k).labels_))


def _mixture_agreement(X: np.ndarray, y: np.ndarray, k: int) -> float:
    labels = GaussianMixture(k, n_init=5, random_state=0).fit_predict(X)
    return float(adjusted_rand_score(y, labels))


def test_blobs_are_the_tutorials_to_the_digit() -> None:
    X, y = datasets.load_blobs(return_X_y=True)
    theirs, labels = sklearn.datasets.make_blobs(
        n_samples=300, centers=4, cluster_std=0.60, random_state=0
    )
    np.testing.assert_array_equal(X, theirs)
    np.testing.assert_array_equal(y, labels)
    # written down as well, should the generator ever change
    assert X[0].tolist() == pytest.approx([0.836857, 2.136359], abs=1e-6)
    assert X[-1].tolist() == pytest.approx([-1.791458, 2.749669], abs=1e-6)


def test_blobs_are_found_whole() -> None:
    X, y = datasets.load_blobs(return_X_y=True)
    for seed in range(10):
        labels = KMeans(4, n_init=10, random_state=seed).fit_predict(X)
        assert adjusted_rand_score(y, labels) == 1.0
    assert silhouette_score(X, y) == pytest.approx(0.68, abs=0.005)


def test_five_points_by_hand() -> None:
    X, y = datasets.make_five_points(return_X_y=True)
    centers = X[:2].copy()
    seen = []
    for _ in range(3):
        squared = ((X[:, None] - centers) ** 2).sum(axis=2)
        assert np.abs(squared[:, 0] - squared[:, 1]).min() >= 2  # nobody has to break a tie
        labels = squared.argmin(axis=1)
        centers = np.array([X[labels == cluster].mean(axis=0) for cluster in (0, 1)])
        seen.append((labels.tolist(), centers.tolist()))
    assert seen[0] == ([0, 1, 1, 1, 1], [[0, 4], [5, 4]])
    assert seen[1] == ([0, 0, 1, 1, 1], [[1, 4], [6, 4]])
    assert seen[2] == seen[1]
    assert y.tolist() == seen[2][0]
    fit = KMeans(2, init=X[:2], n_init=1).fit(X)
    assert fit.inertia_ == pytest.approx(18)


@seeds
def test_uniform_noise_has_no_good_k(seed: int) -> None:
    X = datasets.make_uniform_noise(random_state=seed).data
    scores = [silhouette_score(X, _best_kmeans(X, k).labels_) for k in range(2, 9)]
    assert max(scores) < 0.45
    sizes = np.bincount(_best_kmeans(X, 4).labels_)
    assert sizes.min() > 40  # and yet k-means splits it evenly


@seeds
def test_moons_are_cut_by_kmeans_and_followed_by_neighbours(seed: int) -> None:
    X, y = datasets.make_moons(random_state=seed, return_X_y=True)
    assert _agreement(X, y, 2) < 0.4
    chained = AgglomerativeClustering(2, linkage="single").fit_predict(X)
    assert adjusted_rand_score(y, chained) == 1
    assert adjusted_rand_score(y, DBSCAN(eps=0.2).fit_predict(X)) == 1


@seeds
def test_circles_share_a_center(seed: int) -> None:
    X, y = datasets.make_circles(random_state=seed, return_X_y=True)
    assert abs(_agreement(X, y, 2)) < 0.05
    assert np.linalg.norm(X[y == 0].mean(axis=0) - X[y == 1].mean(axis=0)) < 0.05
    chained = AgglomerativeClustering(2, linkage="single").fit_predict(X)
    assert adjusted_rand_score(y, chained) == 1
    assert adjusted_rand_score(y, DBSCAN(eps=0.2).fit_predict(X)) == 1


@seeds
def test_stretched_blobs(seed: int) -> None:
    X, y = datasets.make_anisotropic(random_state=seed, return_X_y=True)
    assert _agreement(X, y, 3) < 0.6
    assert _mixture_agreement(X, y, 3) > 0.95


@seeds
def test_unequal_spread(seed: int) -> None:
    X, y = datasets.make_unequal_spread(random_state=seed, return_X_y=True)
    assert _agreement(X, y, 3) < 0.85
    assert _mixture_agreement(X, y, 3) > 0.9
    sizes = np.bincount(_best_kmeans(X, 3).labels_)
    assert sizes.min() < 90  # the wide group has lost points


@seeds
def test_unequal_size_misleads_the_best_kmeans(seed: int) -> None:
    X, y = datasets.make_unequal_size(random_state=seed, return_X_y=True)
    best = _best_kmeans(X, 3)
    truth = sum(((X[y == g] - X[y == g].mean(axis=0)) ** 2).sum() for g in range(3))
    assert best.inertia_ < truth  # more starts can't help: the wrong answer has less inertia
    assert adjusted_rand_score(y, best.labels_) < 0.4
    assert _mixture_agreement(X, y, 3) > 0.95  # though the groups are there to be found


@seeds
def test_a_far_point_takes_a_center(seed: int) -> None:
    X, y = datasets.make_far_outlier(random_state=seed, return_X_y=True)
    labels = _best_kmeans(X, 3).labels_
    assert np.bincount(labels).min() == 1
    assert np.bincount(labels)[labels[-1]] == 1
    assert y[-1] == 3
    assert _agreement(X[:-1], y[:-1], 3) > 0.98


def _stuck(X: np.ndarray, init: str, times_best: float) -> int:
    """Count the single starts with seeds 0 to 99 that end above the best inertia."""
    best = KMeans(4, n_init=50, random_state=0).fit(X).inertia_
    ends = [
        KMeans(4, init=init, n_init=1, random_state=seed).fit(X).inertia_ for seed in range(100)
    ]
    return int(np.sum(np.array(ends) > times_best * best))


def test_most_random_starts_fail_on_hard_start() -> None:
    X, y = datasets.make_hard_start(return_X_y=True)
    assert _agreement(X, y, 4) > 0.98
    random, careful = _stuck(X, "random", 2.0), _stuck(X, "k-means++", 2.0)
    assert 50 <= random <= 70  # the description says about 60
    assert careful <= 10  # the description says about 4
    # nothing lies between the best and twice the best: a start is right or plainly wrong
    assert _stuck(X, "random", 1.001) == random
