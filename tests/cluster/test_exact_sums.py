"""Sums are exact: no order of rows and no size of parts changes a bit."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from teachclust.cluster.exact_sums import STEPS, ExactSums, nearest_of


def _sums(X: np.ndarray, centers: np.ndarray, cuts: list[int]) -> ExactSums:
    sums = ExactSums(*centers.shape)
    for part in np.split(X, cuts):
        one = ExactSums(*centers.shape)
        one.add_part(part, part, centers)
        sums.add(one)
    return sums


@given(seed=st.integers(0, 10_000), cuts=st.lists(st.integers(0, 300), max_size=5))
def test_parts_and_order_change_nothing(seed: int, cuts: list[int]) -> None:
    rng = np.random.default_rng(seed)
    X, centers = rng.random((300, 3)), rng.random((4, 3))
    whole = _sums(X, centers, [])
    parts = _sums(rng.permutation(X), centers, sorted(cuts))
    assert whole.equals(parts)
    assert whole.gap_steps == parts.gap_steps
    np.testing.assert_array_equal(whole.means(), parts.means())


@pytest.mark.parametrize("seed", range(3))
def test_means_and_inertia_are_those_of_the_points(seed: int) -> None:
    rng = np.random.default_rng(seed)
    X, centers = rng.random((500, 2)), rng.random((3, 2))
    sums = _sums(X, centers, [100, 250])
    labels, gaps = nearest_of(X, centers)
    for j in range(3):
        exact = [float(sum(map(Fraction, column)) / len(column)) for column in X[labels == j].T]
        np.testing.assert_allclose(sums.means()[j], exact, rtol=0, atol=1e-11)
    np.testing.assert_array_equal(sums.sizes, np.bincount(labels))
    assert sums.gap_steps / STEPS == pytest.approx(gaps.sum(), rel=1e-9)


def test_far_centers_pass_no_limit_and_an_empty_cluster_has_no_mean() -> None:
    X, centers = np.ones((4, 2)), np.array([[1e6, 0.0], [1e9, 0.0]])
    sums = _sums(X, centers, [])
    assert sums.gap_steps / STEPS == pytest.approx(4 * ((1e6 - 1) ** 2 + 1))
    assert np.isnan(sums.means()[1]).all()
    kept = sums.kept(sums.sizes > 0)
    assert kept.sizes.tolist() == [4]
    assert not kept.equals(sums)
