"""k-means from many starts at once, against scikit-learn's."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.cluster import KMeans
from sklearn.metrics import adjusted_rand_score
from strategies import continuous, tied

from teachclust.scores.choosing_k.quick_kmeans import QuickKMeans, lloyd, plus_plus, quick_kmeans


@settings(max_examples=settings().max_examples // 4)
@given(st.data())
def test_from_the_same_starts_it_ends_as_scikit_learn_does(data: st.DataObject) -> None:
    X = data.draw(continuous())
    X = X - X.mean(axis=0)
    k = data.draw(st.integers(1, min(len(X), 6)))
    rng = np.random.default_rng(data.draw(st.integers(0, 999)))
    starts = np.stack([X[rng.permutation(len(X))[:k]] for _ in range(3)])
    labels, inertia = lloyd(X, starts, max_iter=300, tol=0.0)
    for start, found, squares in zip(starts, labels, inertia, strict=True):
        fitted = KMeans(k, init=start, n_init=1, tol=0).fit(X)
        np.testing.assert_array_equal(found, fitted.labels_)
        scale = float((X**2).sum())
        assert squares == pytest.approx(fitted.inertia_, rel=1e-9, abs=1e-12 * scale)


@settings(max_examples=settings().max_examples // 2)
@given(tied(), st.integers(0, 999))
def test_ties_and_repeated_rows_are_no_obstacle(X: np.ndarray, seed: int) -> None:
    k = min(5, len(X))
    for init in ("k-means++", "random"):
        labels = QuickKMeans(init, 3, 20, 1e-4).labels(X, k, seed)
        assert labels.shape == (len(X),)
        assert labels.min() >= 0
        assert labels.max() < k
        np.testing.assert_array_equal(labels, QuickKMeans(init, 3, 20, 1e-4).labels(X, k, seed))


def test_its_starts_are_as_good_as_scikit_learns() -> None:
    rng = np.random.default_rng(0)
    X = rng.normal(size=(300, 2)) + rng.uniform(-9, 9, size=(10, 2))[rng.integers(0, 10, 300)]
    X = X - X.mean(axis=0)
    theirs = [
        KMeans(10, n_init=1, max_iter=1, random_state=seed).fit(X).inertia_ for seed in range(60)
    ]
    ours = lloyd(X, plus_plus(X, 10, 60, rng), max_iter=1, tol=0.0)[1]
    drawn = X[rng.integers(0, len(X), (60, 10))]
    random = lloyd(X, drawn, max_iter=1, tol=0.0)[1]
    assert np.median(ours) == pytest.approx(np.median(theirs), rel=0.1)
    assert np.median(random) > 1.3 * np.median(theirs)


def test_more_starts_than_fit_into_memory_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    X = np.random.default_rng(0).normal(size=(60, 2))
    monkeypatch.setattr("teachclust.scores.choosing_k.quick_kmeans._LARGEST", 60 * 5 * 3)
    labels = QuickKMeans("k-means++", 20, 100, 0.0).labels(X, 5, 0)
    best = KMeans(5, n_init=20, random_state=0).fit(X)
    assert adjusted_rand_score(labels, best.labels_) > 0.6


@pytest.mark.parametrize(
    ("params", "n_init"),
    [({}, 1), ({"n_init": 7}, 7), ({"init": "random"}, 10), ({"init": "random", "n_init": 2}, 2)],
)
def test_it_takes_as_many_starts(params: dict[str, object], n_init: int) -> None:
    quick = quick_kmeans(KMeans(**params))
    assert quick is not None
    assert quick.n_init == n_init


def test_it_stands_in_for_k_means_alone() -> None:
    class Mine(KMeans):
        pass

    assert quick_kmeans(Mine()) is None
    assert quick_kmeans(KMeans(init=lambda X, k, random_state: X[:k])) is None
