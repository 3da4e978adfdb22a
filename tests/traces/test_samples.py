"""The data of the contract tests are what their docstrings promise."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.cluster import DBSCAN, KMeans
from sklearn.metrics import silhouette_score

from teachclust.traces.samples import blobs, moons, tied


def test_blobs_are_four_round_groups() -> None:
    X = blobs()
    assert X.shape == (80, 2)
    scores = {}
    for k in range(2, 7):
        labels = KMeans(k, n_init=5, random_state=0).fit_predict(X)
        scores[k] = silhouette_score(X, labels)
    assert max(scores, key=lambda k: scores[k]) == 4


def test_moons_are_two_groups_by_density_and_not_by_centers() -> None:
    X = moons()
    assert X.shape == (90, 2)
    by_density = DBSCAN(eps=0.3, min_samples=4).fit_predict(X)
    assert sorted(np.bincount(by_density[by_density >= 0])) == [45, 45]
    by_centers = KMeans(2, n_init=5, random_state=0).fit_predict(X)
    assert silhouette_score(X, by_centers) > silhouette_score(X, by_density)


@given(st.integers(0, 10_000), st.integers(9, 40))
def test_tied_rows_are_whole_numbers_in_three_squares(seed: int, each: int) -> None:
    X = tied(seed, 3 * each)
    assert X.shape == (3 * each, 2)
    assert X.dtype == np.float64
    for i, corner in enumerate([(0, 0), (14, 0), (4, 16)]):
        inside = X[i * each : (i + 1) * each] - corner
        assert np.isin(inside, range(5)).all()


@pytest.mark.parametrize("seed", range(3))
def test_tied_rows_repeat_and_are_drawn_by_the_seed(seed: int) -> None:
    X = tied(seed)
    assert X.shape == (90, 2)
    assert len(np.unique(X, axis=0)) <= 75 < len(X), "a square has 25 places"
    np.testing.assert_array_equal(X, tied(seed))
    assert not np.array_equal(X, tied(seed + 1))
