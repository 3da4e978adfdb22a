"""KMedoids: every step is the best of all swaps, and the end is what R's pam publishes."""

from __future__ import annotations

from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.datasets import load_iris, make_blobs
from sklearn.metrics import pairwise_distances
from sklearn.utils.estimator_checks import check_estimator
from strategies import continuous, tied

from teachclust.cluster import KMedoids
from teachclust.cluster.k_medoids import METRICS, distances_between, pam_steps, swap_changes


def total(distances: np.ndarray, medoids: Any) -> float:
    return float(distances[:, list(medoids)].min(axis=1).sum())


@pytest.mark.filterwarnings("ignore::sklearn.exceptions.SkipTestWarning")
def test_it_is_an_estimator_of_scikit_learn() -> None:
    check_estimator(KMedoids(n_clusters=3))
    check_estimator(KMedoids(n_clusters=2, init="random", random_state=0))


def test_it_ends_where_r_s_pam_ends_on_iris() -> None:
    """Reference: the documentation of R's `cluster::pam` on iris, k = 3."""
    model = KMedoids(n_clusters=3).fit(load_iris().data)
    assert (model.medoid_indices_ + 1).tolist() == [8, 79, 113]
    assert np.bincount(model.labels_).tolist() == [50, 62, 38]
    assert model.inertia_ / 150 == pytest.approx(0.6542077, abs=1e-7)
    build = KMedoids(n_clusters=3, max_iter=0).fit(load_iris().data)
    assert build.inertia_ / 150 == pytest.approx(0.6709391, abs=1e-7)


@given(X=st.one_of(continuous(), tied()), data=st.data())
def test_every_step_is_the_best_there_is(X: np.ndarray, data: st.DataObject) -> None:
    X = X[:25]
    k = data.draw(st.integers(1, min(5, len(X))))
    init = data.draw(st.sampled_from(["build", "random"]))
    distances = distances_between(X, X, "euclidean")
    slack = 1e-9 * max(1.0, float(distances.sum()))
    steps = list(pam_steps(distances, k, init, 300, 0))
    for before, step in zip([None, *steps], steps, strict=False):
        assert step.total == pytest.approx(total(distances, step.medoids), rel=1e-12)
        assert len(set(step.medoids.tolist())) == len(step.medoids)
        if before is None or step.removed is None:
            if init == "build":
                kept = step.medoids[:-1].tolist()
                free = set(range(len(X))) - set(kept)
                best = min(total(distances, [*kept, one]) for one in free)
                assert step.total <= best + slack
            continue
        swaps = {
            (i, c): total(distances, [*np.delete(before.medoids, i), c])
            for i, c in product(range(k), set(range(len(X))) - set(before.medoids.tolist()))
        }
        assert step.total < before.total
        assert step.total <= min(swaps.values()) + slack
        assert step.gains is not None
        for point in {c for _, c in swaps}:
            best = min(one for (_, c), one in swaps.items() if c == point)
            assert step.gains[point] == pytest.approx(max(0, before.total - best), abs=slack)
    last = swap_changes(distances.T.copy(), steps[-1].medoids)
    assert last.min() >= -slack


@pytest.mark.parametrize("metric", sorted(set(METRICS) - {"precomputed"}))
def test_any_metric_and_its_distances_give_the_same(metric: str) -> None:
    X = np.abs(make_blobs(60, centers=3, n_features=4, random_state=0)[0])
    X = np.round(X) % 2 if metric == "hamming" else X
    model = KMedoids(n_clusters=3, metric=metric).fit(X)
    distances = pairwise_distances(X, metric=metric)
    given = KMedoids(n_clusters=3, metric="precomputed").fit(distances)
    assert model.inertia_ == pytest.approx(given.inertia_, rel=1e-6)
    if metric != "hamming":  # of its few distances many tie
        np.testing.assert_array_equal(model.medoid_indices_, given.medoid_indices_)
        np.testing.assert_array_equal(given.predict(distances), model.predict(X))
    assert given.cluster_centers_ is None


def test_a_function_is_a_metric() -> None:
    X = make_blobs(40, centers=2, random_state=0)[0]
    model = KMedoids(n_clusters=2, metric=lambda a, b: float(np.abs(a - b).sum())).fit(X)
    same = KMedoids(n_clusters=2, metric="manhattan").fit(X)
    np.testing.assert_array_equal(model.medoid_indices_, same.medoid_indices_)


def test_clusters_are_numbered_by_their_first_points() -> None:
    X = make_blobs(90, centers=5, random_state=1)[0]
    labels = KMedoids(n_clusters=5).fit(X).labels_
    first = [int(np.flatnonzero(labels == k)[0]) for k in range(5)]
    assert first == sorted(first)


def test_a_far_point_moves_no_medoid() -> None:
    X = np.array([[0.0], [1.0], [2.0], [10.0], [11.0], [12.0]])
    far = np.vstack([X, [[14.0]]])
    farther = np.vstack([X, [[19.0]]])
    centers = [KMedoids(n_clusters=2).fit(one).cluster_centers_.tolist() for one in (far, farther)]
    assert centers[0] == centers[1]


def test_of_several_starts_the_best_is_kept() -> None:
    X = make_blobs(200, centers=8, cluster_std=3, random_state=1)[0]
    one = KMedoids(n_clusters=6).fit(X)
    ten = KMedoids(n_clusters=6, n_init=10, random_state=0).fit(X)
    drawn = np.random.RandomState(0)
    runs = [KMedoids(n_clusters=6, init="random", random_state=drawn).fit(X) for _ in range(9)]
    assert ten.inertia_ == min(run.inertia_ for run in [one, *runs]) < one.inertia_


def test_given_medoids_are_where_it_starts() -> None:
    X = make_blobs(50, centers=3, random_state=2)[0]
    model = KMedoids(n_clusters=3, init=[5, 6, 7], max_iter=0).fit(X)
    assert sorted(model.medoid_indices_.tolist()) == [5, 6, 7]
    assert model.n_iter_ == 0


@pytest.mark.parametrize("init", [[0, 1], [0, 0, 1], [0, 1, 99], [-1, 0, 1], [0.5, 1, 2]])
def test_medoids_that_are_no_rows_are_refused(init: list[Any]) -> None:
    with pytest.raises(ValueError, match="init must hold"):
        KMedoids(n_clusters=3, init=init).fit(np.arange(20.0).reshape(10, 2))


@pytest.mark.parametrize("X", [np.ones((4, 3)), -np.ones((4, 4))])
def test_a_table_that_holds_no_distances_is_refused(X: np.ndarray) -> None:
    with pytest.raises(ValueError, match="distances of all pairs"):
        KMedoids(n_clusters=2, metric="precomputed").fit(X)


def test_equal_points_leave_a_cluster_empty_rather_than_fail() -> None:
    model = KMedoids(n_clusters=3).fit(np.zeros((6, 2)))
    assert model.inertia_ == 0
    assert set(model.labels_) == {0}
    assert len(set(model.medoid_indices_.tolist())) == 3
