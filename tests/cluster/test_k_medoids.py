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
from teachclust.errors import LearnerError
from teachclust.traces import trace


def total(distances: np.ndarray, medoids: Any) -> float:
    return float(distances[:, list(medoids)].min(axis=1).sum())


@pytest.mark.filterwarnings("ignore::sklearn.exceptions.SkipTestWarning")
def test_it_is_an_estimator_of_scikit_learn() -> None:
    check_estimator(KMedoids(n_clusters=3))
    check_estimator(KMedoids(n_clusters=2, init="random", swaps="first", random_state=0))


def test_it_ends_where_r_s_pam_ends_on_iris() -> None:
    """Reference: the documentation of R's `cluster::pam` on iris, k = 3."""
    model = KMedoids(n_clusters=3).fit(load_iris().data)
    assert (model.medoid_indices_ + 1).tolist() == [8, 79, 113]
    assert np.bincount(model.labels_).tolist() == [50, 62, 38]
    assert model.inertia_ / 150 == pytest.approx(0.6542077, abs=1e-7)
    build = KMedoids(n_clusters=3, max_iter=0).fit(load_iris().data)
    assert build.inertia_ / 150 == pytest.approx(0.6709391, abs=1e-7)


#: E. H. Ruspini, "Numerical methods for fuzzy clustering", Information Sciences 2, 1970: x, y.
RUSPINI = """
    4 53  5 63  10 59  9 77  13 49  13 69  12 88  15 75  18 61  19 65  22 74  27 72  28 76  24 58
    27 55  28 60  30 52  31 60  32 61  36 72  28 147  32 149  35 153  33 154  38 151  41 150
    38 145  38 143  32 143  34 141  44 156  44 149  44 143  46 142  47 149  49 152  50 142  53 144
    52 152  55 155  54 124  60 136  63 139  86 132  85 115  85 96  78 94  74 96  97 122  98 116
    98 124  99 119  99 128  101 115  108 111  110 111  108 116  111 126  115 117  117 115  70 4
    77 12  83 21  61 15  69 15  78 16  66 18  58 13  64 20  69 21  66 23  61 25  76 27  72 31  64 30
"""
#: R's `USArrests`, by state in the order of the alphabet: murder, assault, urban population, rape.
ARRESTS = """
    13.2 236 58 21.2  10 263 48 44.5  8.1 294 80 31  8.8 190 50 19.5  9 276 91 40.6
    7.9 204 78 38.7  3.3 110 77 11.1  5.9 238 72 15.8  15.4 335 80 31.9  17.4 211 60 25.8
    5.3 46 83 20.2  2.6 120 54 14.2  10.4 249 83 24  7.2 113 65 21  2.2 56 57 11.3  6 115 66 18
    9.7 109 52 16.3  15.4 249 66 22.2  2.1 83 51 7.8  11.3 300 67 27.8  4.4 149 85 16.3
    12.1 255 74 35.1  2.7 72 66 14.9  16.1 259 44 17.1  9 178 70 28.2  6 109 53 16.4
    4.3 102 62 16.5  12.2 252 81 46  2.1 57 56 9.5  7.4 159 89 18.8  11.4 285 70 32.1
    11.1 254 86 26.1  13 337 45 16.1  0.8 45 44 7.3  7.3 120 75 21.4  6.6 151 68 20
    4.9 159 67 29.3  6.3 106 72 14.9  3.4 174 87 8.3  14.4 279 48 22.5  3.8 86 45 12.8
    13.2 188 59 26.9  12.7 201 80 25.5  3.2 120 80 22.9  2.2 48 32 11.2  8.5 156 63 20.7
    4 145 73 26.2  5.7 81 39 9.3  2.6 53 66 10.8  6.8 161 60 15.6
"""


def test_it_ends_where_r_s_pam_ends_on_ruspini_and_arrests() -> None:
    """References: `cluster::pam` on ruspini, k = 4, and on scaled USArrests, k = 2.

    The second is in A. Kassambara, "Practical Guide to Cluster Analysis in R", 2017: New Mexico and
    Nebraska, mean distance 1.441358 after "build" and 1.368969 after the swaps.
    """
    ruspini = np.array(RUSPINI.split(), dtype=float).reshape(75, 2)
    model = KMedoids(n_clusters=4).fit(ruspini)
    assert (model.medoid_indices_ + 1).tolist() == [10, 32, 52, 70]
    assert np.bincount(model.labels_).tolist() == [20, 23, 17, 15]
    arrests = np.array(ARRESTS.split(), dtype=float).reshape(50, 4)
    scaled = (arrests - arrests.mean(axis=0)) / arrests.std(axis=0, ddof=1)
    model = KMedoids(n_clusters=2).fit(scaled)
    assert sorted(model.medoid_indices_ + 1) == [27, 31]
    assert model.inertia_ / 50 == pytest.approx(1.368969, abs=1e-6)
    build = KMedoids(n_clusters=2, max_iter=0).fit(scaled)
    assert build.inertia_ / 50 == pytest.approx(1.441358, abs=1e-6)


@pytest.mark.parametrize(("swaps", "theirs"), [("best", "fastpam1"), ("first", "fasterpam")])
def test_either_way_of_swapping_is_that_of_the_package_kmedoids(swaps: str, theirs: str) -> None:
    kmedoids = pytest.importorskip("kmedoids", reason="kmedoids is in the extra 'test'")
    for seed in range(4):
        X = make_blobs(200, n_features=3, centers=6, cluster_std=3, random_state=seed)[0]
        start = np.random.RandomState(seed).choice(200, 6, replace=False)
        distances = distances_between(X, X, "euclidean")
        found = getattr(kmedoids, theirs)(distances, start.copy(), max_iter=1000)
        model = KMedoids(6, init=start, swaps=swaps, max_iter=1000).fit(X)
        assert sorted(model.medoid_indices_) == sorted(found.medoids)
        assert model.inertia_ == pytest.approx(found.loss, rel=1e-9)


@given(X=st.one_of(continuous(), tied()), data=st.data())
def test_each_of_the_first_swaps_helps_and_none_is_left_at_the_end(
    X: np.ndarray, data: st.DataObject
) -> None:
    X = X[:40]
    k = data.draw(st.integers(1, min(5, len(X))))
    distances = distances_between(X, X, "euclidean")
    slack = 1e-9 * max(1.0, float(distances.sum()))
    steps = list(pam_steps(distances, k, "random", 10_000, 0, "first"))
    for before, step in zip(steps[k - 1 :], steps[k:], strict=False):
        assert step.total < before.total
        assert step.total == pytest.approx(total(distances, step.medoids), rel=1e-12)
    assert swap_changes(distances.T.copy(), steps[-1].medoids).min() >= -slack
    few = list(pam_steps(distances, k, "random", 1, 0, "first"))
    assert len(few) == min(len(steps), k + 1)


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


@pytest.mark.parametrize("metric", ["correlation", "braycurtis"])
def test_a_metric_that_is_not_defined_for_a_row_is_named(metric: str) -> None:
    X = np.vstack([np.random.default_rng(0).random((9, 6)) + 1, np.zeros((2, 6))])
    with pytest.raises(ValueError, match=rf"metric='{metric}' gives no distance.*row"):
        KMedoids(2, metric=metric).fit(X)
    with pytest.raises(LearnerError, match="gives no distance"):
        trace(KMedoids(2, metric=metric), X)
