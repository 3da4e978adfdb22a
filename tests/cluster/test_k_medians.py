"""KMedians: an estimator of scikit-learn, that far points don't move."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.cluster import KMeans
from sklearn.datasets import make_blobs
from sklearn.utils.estimator_checks import check_estimator

from teachclust.cluster import KMedians


@pytest.mark.filterwarnings("ignore::sklearn.exceptions.SkipTestWarning")
def test_it_is_an_estimator_of_scikit_learn() -> None:
    check_estimator(KMedians(n_clusters=3))


def test_centers_are_medians_and_the_inertia_is_the_sum_of_distances() -> None:
    X, _ = make_blobs(150, centers=3, random_state=4)
    model = KMedians(n_clusters=3, random_state=0).fit(X)
    for k, center in enumerate(model.cluster_centers_):
        np.testing.assert_allclose(center, np.median(X[model.labels_ == k], axis=0))
    gaps = np.abs(X - model.cluster_centers_[model.labels_]).sum()
    assert model.inertia_ == pytest.approx(gaps)
    np.testing.assert_array_equal(model.predict(X), model.labels_)


def test_far_points_move_means_and_not_medians() -> None:
    X, _ = make_blobs(100, centers=[[0, 0], [8, 0]], random_state=0)
    far = np.vstack([X, [[8.0, 300.0]] * 3])
    start = np.array([[0.0, 0.0], [8.0, 0.0]])
    medians = KMedians(2, init=start).fit(far).cluster_centers_
    means = KMeans(2, init=start, n_init=1).fit(far).cluster_centers_
    assert np.abs(medians[1] - [8, 0]).max() < 0.5
    assert np.abs(means - start).max() > 5


def test_the_best_of_several_starts_is_kept() -> None:
    X, _ = make_blobs(200, centers=8, cluster_std=2, random_state=3)
    drawn = np.random.RandomState(0)
    runs = [KMedians(8, init="random", n_init=1, random_state=drawn).fit(X) for _ in range(10)]
    best = KMedians(8, init="random", random_state=0).fit(X)
    assert best.inertia_ == min(run.inertia_ for run in runs)
    assert KMedians(8, random_state=0).fit(X).inertia_ == (
        KMedians(8, n_init=1, random_state=0).fit(X).inertia_
    )


@pytest.mark.parametrize("init", [[[0.0, 0.0]], [[0.0], [1.0]], [[0.0, 0.0], [1.0, np.inf]]])
def test_centers_of_another_shape_are_refused(init: list[list[float]]) -> None:
    with pytest.raises(ValueError, match="init must hold 2 centers of 2 finite numbers"):
        KMedians(2, init=init).fit(np.arange(8.0).reshape(4, 2))
