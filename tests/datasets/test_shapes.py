"""Each data set shows what its description says; the thresholds stand in the descriptions."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
import sklearn.datasets
from sklearn.cluster import DBSCAN, HDBSCAN, AgglomerativeClustering, KMeans
from sklearn.metrics import adjusted_rand_score, silhouette_score
from sklearn.mixture import GaussianMixture
from threadpoolctl import threadpool_limits

from teachclust import datasets
from teachclust.traces import trace

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


# --- lesson 07: trees -------------------------------------------------------------------------

many_seeds = pytest.mark.parametrize("seed", range(10))
linkages = pytest.mark.parametrize("linkage", ["single", "complete", "average", "ward"])


def _labels(X: np.ndarray, k: int, linkage: str) -> np.ndarray:
    return np.asarray(AgglomerativeClustering(k, linkage=linkage).fit_predict(X))


@many_seeds
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


@many_seeds
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


# --- lesson 08: density -----------------------------------------------------------------------


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


def _halved(X: np.ndarray) -> tuple[float, int]:
    """The silhouette of two clusters, and the size of the smaller one."""
    labels = KMeans(2, n_init=10, random_state=0).fit_predict(X)
    return silhouette_score(X, labels), np.bincount(labels).min()


@seeds
def test_the_long_tails_of_wholesale_look_like_two_clusters_and_their_logarithms_do_not(
    seed: int,
) -> None:
    X, y = datasets.make_wholesale(random_state=seed, return_X_y=True)
    assert X.min() >= 10
    assert not y.any()
    score, smaller = _halved(X)
    assert score > 0.55
    assert smaller < 80
    logs = np.log(X)
    score, smaller = _halved(logs)
    assert score < 0.37
    assert smaller > 120
    normal = np.random.RandomState(seed).multivariate_normal(logs.mean(axis=0), np.cov(logs.T), 400)
    assert abs(_halved(normal)[0] - score) < 0.05


def _kilometers(X: np.ndarray) -> np.ndarray:
    return np.column_stack([X[:, 0], X[:, 1] * np.cos(np.radians(60))]) * 111.2


@seeds
def test_houses_follow_prices_then_degrees_and_in_kilometers_their_villages(seed: int) -> None:
    X, y = datasets.make_houses(random_state=seed, return_X_y=True)
    assert np.bincount(y).tolist() == [110, 90, 60, 40]
    inside = y < 3

    def found(Z: np.ndarray) -> float:
        labels = _best_kmeans(Z, 3).labels_
        return float(adjusted_rand_score(y[inside], labels[inside]))

    assert found(X) < 0.1
    assert found((X - X.mean(axis=0)) / X.std(axis=0)) < 0.7
    assert found(X[:, :2]) < 0.7
    assert found(_kilometers(X)) >= 0.95
    labels = DBSCAN(eps=1).fit_predict(_kilometers(X))
    assert adjusted_rand_score(y[inside], labels[inside]) > 0.9
    assert (labels[~inside] == -1).mean() > 0.5
    # prices are the same everywhere
    means = [np.log(X[y == village, 2]).mean() for village in range(3)]
    assert np.ptp(means) < 0.25


@seeds
def test_cells_follow_how_much_was_caught_and_their_shares_the_kind(seed: int) -> None:
    X, y = datasets.make_cells(random_state=seed, return_X_y=True)
    caught = X.sum(axis=1)
    assert caught.max() > 10 * caught.min() > 0
    assert _agreement(X, y, 3) < 0.1
    assert _agreement((X - X.mean(axis=0)) / X.std(axis=0), y, 3) < 0.1
    assert _agreement(X / caught[:, None], y, 3) >= 0.95
