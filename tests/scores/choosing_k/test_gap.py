"""The gap statistic against its definition, and against data whose answer is known."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.cluster import KMeans
from strategies import continuous, tied

from teachclust.scores.choosing_k.gap import (
    gap_and_spread,
    gap_prefers,
    gap_reaches,
    log_within,
    make_references,
    within_squares,
)


@settings(max_examples=settings().max_examples // 2)
@given(st.data())
def test_within_squares_is_the_sum_over_clusters(data: st.DataObject) -> None:
    X = data.draw(st.one_of(continuous(), tied()))
    labels = np.random.default_rng(data.draw(st.integers(0, 99))).integers(-1, 5, len(X))
    brute = sum(
        ((X[labels == label] - X[labels == label].mean(axis=0)) ** 2).sum()
        for label in np.unique(labels)
    )
    assert within_squares(X, labels) == pytest.approx(brute, rel=1e-9)


@pytest.mark.parametrize("offset", [0.0, 1e8])
def test_within_squares_of_k_means_is_its_inertia(offset: float) -> None:
    X = np.random.default_rng(0).normal(size=(200, 3))
    fitted = KMeans(4, tol=0, random_state=0).fit(X)
    assert within_squares(X + offset, fitted.labels_) == pytest.approx(fitted.inertia_, rel=1e-7)


@pytest.mark.parametrize("offset", [2.0**30, -(2.0**40)])
def test_within_squares_keep_their_digits_far_from_zero(offset: float) -> None:
    rng = np.random.default_rng(2)
    # whole numbers, so that moving them loses nothing
    X, labels = rng.integers(0, 9, size=(31, 3)).astype(float), rng.integers(0, 4, size=31)
    assert within_squares(X + offset, labels) == pytest.approx(within_squares(X, labels), rel=1e-12)


def test_a_cluster_for_each_point_has_a_finite_logarithm() -> None:
    X = np.random.default_rng(0).normal(size=(9, 2))
    assert np.isfinite(log_within(X, np.arange(9)))
    assert log_within(X, np.arange(9)) < log_within(X, np.arange(9) // 2) - 10


def test_references_fill_the_box_along_the_principal_axes() -> None:
    rng = np.random.default_rng(0)
    flat = rng.uniform(-1, 1, size=(400, 2)) * [10, 1]
    turn = np.array([[0.8, -0.6], [0.6, 0.8]])
    references = make_references(flat @ turn + 50, seed=3)
    drawn = np.vstack([references.draw(number) for number in range(20)])
    back = (drawn - 50) @ turn.T
    # turned back, it is about the upright box again (the axes of a sample tilt a little)
    assert np.abs(back[:, 0]).max() < 10.2
    assert np.abs(back[:, 1]).max() < 1.2
    assert back.std(axis=0) == pytest.approx([10 / 3**0.5, 1 / 3**0.5], rel=0.1)


def test_references_repeat_and_differ() -> None:
    X = np.random.default_rng(0).normal(size=(30, 3))
    one, other = make_references(X, seed=1), make_references(X, seed=2)
    np.testing.assert_array_equal(one.draw(4), make_references(X, seed=1).draw(4))
    assert not np.isin(one.draw(4), one.draw(5)).any()
    assert not np.isin(one.draw(4), other.draw(4)).any()


def test_references_of_data_in_fewer_dimensions_stay_there() -> None:
    X = np.random.default_rng(0).normal(size=(6, 10))
    X[:, 4] = 7.0
    drawn = make_references(X, seed=0).draw(0)
    assert drawn.shape == X.shape
    np.testing.assert_allclose(drawn[:, 4], 7.0)


def test_gap_and_spread_by_hand() -> None:
    # mean 3, standard deviation sqrt(2) with 4 references
    gap, spread = gap_and_spread(2.5, [1.0, 3.0, 3.0, 5.0])
    assert gap == pytest.approx(0.5)
    assert spread == pytest.approx(2**0.5 * (1 + 1 / 4) ** 0.5)


@pytest.mark.parametrize(
    ("gaps", "spreads", "k"),
    [
        ([0.5, 0.4, 0.6], [0.1, 0.1, 0.1], 1),
        ([0.1, 0.5, 0.55], [0.1, 0.1, 0.1], 2),  # 0.5 >= 0.55 - 0.1
        ([0.1, 0.5, 0.65], [0.1, 0.1, 0.1], None),  # 0.5 < 0.65 - 0.1, and it ends there
        ([0.25, 0.5], [0.0, 0.25], 1),  # the spread of the next k counts: equal is enough
        ([0.25, 0.5], [0.25, 0.0], None),
        ([0.3], [0.1], None),
    ],
)
def test_the_rule_of_tibshirani(gaps: list[float], spreads: list[float], k: int | None) -> None:
    assert gap_prefers(range(1, len(gaps) + 1), gaps, spreads) == k


@pytest.mark.parametrize(
    ("gaps", "spread", "k"),
    [
        ([0.5, 0.4, 1.5, 1.4], 0.1, 3),  # the rule of Tibshirani stops at 1
        ([0.5, 0.4, 1.5, 1.6], 0.2, 3),
        ([0.5, 0.4, 0.3], 0.2, 1),
        ([], 0.1, None),
    ],
)
def test_the_first_k_within_a_spread_of_the_highest(
    gaps: list[float], spread: float, k: int | None
) -> None:
    assert gap_reaches(range(1, len(gaps) + 1), gaps, [spread] * len(gaps)) == k


def test_the_rule_counts_in_the_k_that_were_fitted() -> None:
    assert gap_prefers([2, 4, 8], [0.1, 0.5, 0.5], [0.0, 0.0, 0.0]) == 4
