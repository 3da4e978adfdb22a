"""Parts of the data, their agreement, and the k-means that is fitted to hundreds of them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.cluster import KMeans
from sklearn.metrics import adjusted_rand_score
from strategies import continuous, tied

from teachclust.scores.choosing_k.quick_kmeans import QuickKMeans, lloyd, plus_plus, quick_kmeans
from teachclust.scores.choosing_k.stability import agreement, draw_parts, median_and_band, part_size


@settings(max_examples=settings().max_examples // 2)
@given(st.integers(2, 300), st.integers(0, 999))
def test_parts_are_80_percent_without_repeats(n: int, seed: int) -> None:
    one, two = draw_parts(n, seed, 2)
    for part in (one, two):
        assert len(part.rows) == part_size(n) == -(-4 * n // 5)
        assert (np.diff(part.rows) > 0).all()
        assert 0 <= part.rows[0] <= part.rows[-1] < n
    assert len(np.intersect1d(one.rows, two.rows)) >= 0.6 * n
    assert one.seed != two.seed


def test_parts_hang_on_seed_and_number_alone() -> None:
    few, many = draw_parts(50, 3, 2), draw_parts(50, 3, 5)
    np.testing.assert_array_equal(few[1].rows, many[1].rows)
    assert few[1].seed == many[1].seed
    assert not np.array_equal(draw_parts(50, 4, 1)[0].rows, few[0].rows)


def test_agreement_is_the_rand_index_of_the_points_in_both() -> None:
    rng = np.random.default_rng(0)
    first, second = rng.integers(0, 3, 40), rng.integers(0, 3, 40)
    second[:25] = first[:25]
    parts = draw_parts(40, 0, 2)
    both = sorted(set(parts[0].rows) & set(parts[1].rows))
    expected = adjusted_rand_score(first[both], second[both])
    labels = (first[parts[0].rows], second[parts[1].rows])
    assert agreement((parts[0], parts[1]), labels) == pytest.approx(expected)
    assert 0.05 < expected < 0.9  # neither trivial end would do as a test


def test_median_and_band() -> None:
    values = [0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0]
    assert median_and_band(values[::-1]) == pytest.approx((0.5, 0.1, 0.9))


# --- the quick k-means ------------------------------------------------------------------------


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
