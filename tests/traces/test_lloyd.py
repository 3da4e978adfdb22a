"""The replay of Lloyd's iterations: by hand, by brute force, and against scikit-learn's fits."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.spatial.distance import cdist
from sklearn.cluster import KMeans
from sklearn.datasets import make_blobs
from strategies import continuous, tied

from teachclust.traces.lloyd import (
    Assigner,
    Averager,
    Iterations,
    fit_from,
    replay,
    replay_by_restarts,
)

pytestmark = pytest.mark.filterwarnings("ignore:Explicit initial center:RuntimeWarning")
BLOBS = make_blobs(200, centers=4, random_state=1)[0]
BLOBS -= BLOBS.mean(axis=0)


def brute_force(X: np.ndarray, centers: np.ndarray) -> tuple[np.ndarray, float]:
    squares = cdist(X.astype(float), centers.astype(float), "sqeuclidean")
    return squares.argmin(axis=1), float(squares.min(axis=1).sum())


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
@pytest.mark.parametrize(("n", "k"), [(50, 1), (50, 2), (300, 255), (300, 256), (300, 257)])
def test_each_point_goes_to_its_nearest_center(n: int, k: int, dtype: type) -> None:
    rng = np.random.default_rng(n + k)
    X, centers = rng.normal(size=(n, 3)).astype(dtype), rng.normal(size=(k, 3)).astype(dtype)
    labels, inertia, clear = Assigner(X)(centers)
    expected, least = brute_force(X, centers)
    np.testing.assert_array_equal(labels, expected)
    assert labels.dtype == np.int32
    assert inertia == pytest.approx(least, rel=1e-12 if dtype is np.float64 else 1e-4)
    assert clear or dtype is np.float32


def test_more_points_than_a_block_are_assigned_and_summed_to_the_last() -> None:
    X = np.random.default_rng(0).normal(size=(2 * 8192 + 5, 2))
    centers = np.array([[-1.0, 0.0], [1.0, 0.0], [0.0, 3.0]])
    assign = Assigner(X)
    labels, inertia, clear = assign(centers)
    expected, least = brute_force(X, centers)
    np.testing.assert_array_equal(labels, expected)
    assert inertia == pytest.approx(least, rel=1e-12)
    assert clear
    exact = assign.inertia(labels, centers, 0.0)
    assert exact == pytest.approx(least, rel=1e-12)


@pytest.mark.parametrize("k", [2, 257])
def test_of_equally_near_centers_the_first_wins_and_the_choice_is_not_clear(k: int) -> None:
    X = np.array([[0.0, 0.0], [4.9, 0.0]])
    centers = np.full((k, 2), 50.0)
    centers[0], centers[1] = (-1.0, 0.0), (1.0, 0.0)
    labels, _, clear = Assigner(X)(centers)
    assert labels.tolist() == [0, 1]
    assert not clear
    centers[0] = (-1.5, 0.0)
    assert Assigner(X)(centers)[2]


def test_a_tie_in_any_block_is_noticed() -> None:
    centers = np.array([[-1.0, 0.0], [1.0, 0.0]])
    for place in (0, 8191, 8192, 9999):
        X = np.full((10_000, 2), 0.7)
        X[place] = 0.0
        labels, _, clear = Assigner(X)(centers)
        assert not clear
        assert labels[place] == 0
        assert np.delete(labels, place).all()


def test_an_inertia_that_cancellation_may_have_hurt_is_summed_again() -> None:
    X = np.array([[1.0], [-1.0], [1.0], [-1.0]])
    assign, labels, centers = Assigner(X), np.array([0, 1, 0, 1]), np.array([[1.0], [-1.1]])
    assert assign.total == 4.0
    assert assign.inertia(labels, centers, 0.05) == 0.05
    for quick in (0.04, 0.0, -1e-16):
        assert assign.inertia(labels, centers, quick) == pytest.approx(0.02)
    single = Assigner(X.astype(np.float32))
    assert single.inertia(labels, centers.astype(np.float32), 99.0) == pytest.approx(0.02)


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
@pytest.mark.parametrize("n_features", [1, 16, 17, 40])
def test_means_and_sizes_are_those_of_each_group(n_features: int, dtype: type) -> None:
    rng = np.random.default_rng(n_features)
    X, labels = rng.normal(size=(60, n_features)).astype(dtype), rng.integers(0, 4, 60)
    labels[labels == 2] = 3  # cluster 2 and the last one are empty
    means, sizes = Averager(X)(labels.astype(np.int32), 5)
    assert sizes.tolist() == [(labels == cluster).sum() for cluster in range(5)]
    assert means.dtype == dtype
    for cluster in (0, 1, 3):
        own = X[labels == cluster].astype(float).mean(axis=0)
        np.testing.assert_allclose(means[cluster], own, rtol=1e-5, atol=1e-6)
    assert np.isnan(means[[2, 4]]).all()


def assert_it_is_the_fit(run: Iterations, X: np.ndarray, start: np.ndarray, **params: Any) -> None:
    """Compare with fits that stop after 1, 2, ... iterations; only `start` is centered."""
    model, mean = KMeans(len(start), **params), X.mean(axis=0)
    whole = fit_from(model, X, start)
    assert run.n_iter == whole.n_iter_
    np.testing.assert_array_equal(run.labels[-1], whole.labels_)
    size = np.abs(X).max()
    near: dict[str, Any] = {"rtol": 1e-9, "atol": 1e-12 * size}
    np.testing.assert_allclose(run.centers[-1] + mean, whole.cluster_centers_, **near)
    assert run.inertia[-1] == pytest.approx(whole.inertia_, rel=1e-9, abs=1e-20 * size**2)
    np.testing.assert_array_equal(run.centers[0], start)
    for t in range(1, min(run.n_iter, len(run.centers))):
        stopped = fit_from(model, X, start, max_iter=t)
        np.testing.assert_allclose(run.centers[t] + mean, stopped.cluster_centers_, **near)


@given(continuous(), st.integers(1, 6), st.sampled_from([0.0, 1e-4, 0.1]), st.sampled_from([2, 99]))
def test_a_certain_replay_is_scikit_learns_run(
    X: np.ndarray, k: int, tol: float, max_iter: int
) -> None:
    centered, k = X - X.mean(axis=0), min(k, len(X))
    absolute = float(np.mean(np.var(X, axis=0))) * tol
    run = replay(centered, centered[:k].copy(), max_iter=max_iter, tol=absolute)
    if run is None or not run.certain:
        return
    assert_it_is_the_fit(run, X, centered[:k], tol=tol, max_iter=max_iter)
    assert len(run.labels) == len(run.centers) == len(run.inertia)
    assert len(run.inertia_updated) == len(run.centers) - 1
    scale = float((centered**2).sum())
    assert (np.diff(run.inertia) <= 1e-12 * scale).all()
    for t, updated in enumerate(run.inertia_updated):
        gap = centered - run.centers[t + 1][run.labels[t]]
        assert updated == pytest.approx((gap**2).sum(), rel=1e-9, abs=1e-12 * scale)


def test_the_reasons_to_stop() -> None:
    """Points at 0, 1, 5, 6 from starts 0 and 1: two updates, then the same labels again."""
    X = np.array([[-3.0], [-2.0], [2.0], [3.0]])
    start = X[:2].copy()
    strict = replay(X, start, max_iter=9, tol=0.0)
    assert strict is not None
    assert (strict.stop, strict.n_iter, strict.certain) == ("strict", 3, True)
    assert [labels.tolist() for labels in strict.labels] == [
        [0, 1, 1, 1], [0, 0, 1, 1], [0, 0, 1, 1],
    ]  # fmt: skip
    np.testing.assert_allclose(np.ravel(strict.centers), [-3, -2, -3, 1, -2.5, 2.5])
    assert strict.inertia == pytest.approx([0 + 0 + 16 + 25, 0 + 1 + 1 + 4, 1.0])
    assert strict.inertia_updated == pytest.approx([0 + 9 + 1 + 4, 1.0])
    # the updates move the centers by 0 + 3 and 0.5 + 1.5
    by_tol = replay(X, start, max_iter=9, tol=2.6)
    assert by_tol is not None
    assert (by_tol.stop, by_tol.n_iter, by_tol.certain) == ("tol", 2, True)
    assert [labels.tolist() for labels in by_tol.labels] == [
        labels.tolist() for labels in strict.labels
    ]
    at_tol = replay(X, start, max_iter=9, tol=2.5)
    assert at_tol is not None
    assert (at_tol.stop, at_tol.n_iter, at_tol.certain) == ("tol", 2, False)
    used_up = replay(X, start, max_iter=1, tol=0.0)
    assert used_up is not None
    assert (used_up.stop, used_up.n_iter) == ("max_iter", 1)
    assert [labels.tolist() for labels in used_up.labels] == [[0, 1, 1, 1], [0, 0, 1, 1]]


def test_what_can_not_be_replayed_says_so() -> None:
    X = np.array([[-1.0], [0.0], [1.0]])
    assert replay(X, np.array([[0.0], [99.0]]), max_iter=9, tol=0.0) is None, "cluster 1 is empty"
    tie = replay(X, np.array([[-1.0], [1.0]]), max_iter=9, tol=0.0)
    assert tie is not None
    assert not tie.certain
    single = replay(BLOBS.astype(np.float32), BLOBS[:2].astype(np.float32), max_iter=9, tol=0.0)
    assert single is not None
    assert not single.certain


def test_a_fit_starts_from_the_very_bits_that_it_is_given() -> None:
    X = BLOBS + np.array([100.0, -3.0])
    start = (X - X.mean(axis=0))[:4] + 1e-9
    model = KMeans(4, n_init=7, verbose=1, copy_x=False, init="random")
    before, kept = X.copy(), start.copy()
    fitted = fit_from(model, X, start, max_iter=1)
    np.testing.assert_array_equal(X, before)
    np.testing.assert_array_equal(start, kept)
    assert (model.n_init, model.init, fitted.n_iter_) == (7, "random", 1)
    labels, _ = brute_force(X - X.mean(axis=0), start)
    for cluster in range(4):
        own = X[labels == cluster].mean(axis=0)
        np.testing.assert_allclose(fitted.cluster_centers_[cluster], own)


@pytest.mark.parametrize(
    ("params", "stop"),
    [({"tol": 0.0}, "strict"), ({"tol": 1.0}, "tol"), ({"tol": 0.0, "max_iter": 2}, "max_iter")],
)
def test_a_replay_by_restarts_is_the_replay(params: dict[str, Any], stop: str) -> None:
    X = np.random.default_rng(3).normal(size=(120, 2)) + 5
    centered = X - X.mean(axis=0)
    model = KMeans(3, **params)
    tol = float(np.mean(np.var(X, axis=0))) * model.tol
    one = replay_by_restarts(model, X, centered[:3])
    two = replay(centered, centered[:3], max_iter=model.max_iter, tol=tol)
    assert two is not None
    assert (one.stop, one.n_iter, one.moved) == (two.stop, two.n_iter, {})
    assert one.stop == stop
    assert one.own_inertia
    assert not two.own_inertia
    np.testing.assert_allclose(one.inertia, two.inertia)
    np.testing.assert_allclose(one.inertia_updated, two.inertia_updated)
    np.testing.assert_allclose(one.centers, two.centers, atol=1e-12)
    np.testing.assert_array_equal(one.labels, two.labels)


def test_an_emptied_cluster_jumps_to_the_farthest_point() -> None:
    X = np.array([[0.0], [1.0], [2.0], [30.0]])
    X -= X.mean()
    start = np.array([X[1], [500.0]])
    run = replay_by_restarts(KMeans(2, tol=0.0), X, start)
    assert run.labels[0].tolist() == [0, 0, 0, 0]
    assert run.moved == {0: {1: 3}}
    np.testing.assert_allclose(run.centers[1], [X[:3].mean(axis=0), X[3]], atol=1e-12)
    assert run.inertia_updated[0] == pytest.approx(2.0)
    assert run.labels[-1].tolist() == [0, 0, 0, 1]
    assert (run.stop, run.n_iter) == ("tol", 2), "the labels are new, but no center moves"


@given(tied(), st.integers(1, 6), st.integers(0, 99))
def test_restarts_end_as_the_fit_does_on_tied_data(X: np.ndarray, k: int, seed: int) -> None:
    k = min(k, len(X))
    rows = np.random.default_rng(seed).choice(len(X), k, replace=False)
    centered = X - X.mean(axis=0)
    model = KMeans(k)
    run = replay_by_restarts(model, X, centered[rows])
    fitted = fit_from(model, X, centered[rows])
    np.testing.assert_array_equal(run.labels[-1], fitted.labels_)
    np.testing.assert_allclose(run.centers[-1] + X.mean(axis=0), fitted.cluster_centers_)
    assert run.inertia[-1] == fitted.inertia_ or run.stop == "strict"
    for moved in run.moved.values():
        assert len(set(moved.values())) == len(moved), "two clusters never take one point"


def test_a_start_that_is_the_end_already_stops_by_labels_after_two_iterations() -> None:
    X = np.array([[-10.0], [-9.0], [9.0], [10.0]])
    start = np.array([[-9.5], [9.5]])
    model = KMeans(2, tol=0.0)
    two = replay(X, start + 1e-3, max_iter=300, tol=0.0)
    one = replay_by_restarts(model, X, start + 1e-3)
    assert two is not None
    assert (one.stop, one.n_iter) == (two.stop, two.n_iter) == ("strict", 2)
    np.testing.assert_array_equal(one.labels, two.labels)
    np.testing.assert_allclose(one.centers, two.centers)
