"""Lloyd's iterations: scikit-learn's with squared distances; no better center with any distance."""

from __future__ import annotations

from collections import Counter
from typing import Literal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.cluster import KMeans
from strategies import continuous, tied

from teachclust.cluster.lloyd import draw_plus_plus, gaps_to, iterate, middle_of

Distance = Literal["euclidean", "manhattan"]
DISTANCES: list[Distance] = ["euclidean", "manhattan"]


@given(X=continuous(), data=st.data())
def test_with_squared_distances_it_is_the_k_means_of_scikit_learn(
    X: np.ndarray, data: st.DataObject
) -> None:
    k = data.draw(st.integers(1, min(5, len(X))))
    fitted = KMeans(k, init=X[:k], n_init=1, tol=0, max_iter=100).fit(X)
    run = iterate(X, X[:k], "euclidean", max_iter=100)
    if fitted.inertia_ > 1e-9 * float((X**2).sum()):
        assert run.total == pytest.approx(fitted.inertia_, rel=1e-6)
        np.testing.assert_array_equal(run.labels[-1], fitted.labels_)


@pytest.mark.parametrize("distance", DISTANCES)
@given(X=st.one_of(continuous(), tied()), data=st.data())
def test_the_objective_never_rises(distance: Distance, X: np.ndarray, data: st.DataObject) -> None:
    k = data.draw(st.integers(1, min(6, len(X))))
    run = iterate(X, X[:k], distance, max_iter=50)
    slack = 1e-9 * max(1.0, run.totals[0])
    for t in range(run.n_iter):
        if t not in run.moved:  # a point far away had its distance counted before it was taken
            assert run.updated[t] <= run.totals[t] + slack
        assert run.totals[t + 1] <= run.updated[t] + slack
    rows = np.arange(len(X))
    gaps = gaps_to(X, run.centers[-1], distance)
    np.testing.assert_array_equal(run.labels[-1], gaps.argmin(axis=1))
    assert run.total == pytest.approx(float(gaps[rows, run.labels[-1]].sum()))


@pytest.mark.parametrize("distance", DISTANCES)
@given(X=continuous(), shift=st.floats(-5, 5))
def test_no_other_place_is_a_better_center(distance: Distance, X: np.ndarray, shift: float) -> None:
    middle = middle_of(X, distance)
    best = gaps_to(X, middle[np.newaxis], distance).sum()
    other = gaps_to(X, middle[np.newaxis] + shift, distance).sum()
    assert best <= other * (1 + 1e-9) + 1e-9


def test_an_empty_cluster_takes_the_farthest_point() -> None:
    X = np.array([[0.0], [1.0], [2.0], [9.0]])
    run = iterate(X, np.array([[1.0], [50.0]]), "manhattan", max_iter=10)
    assert run.moved == {0: {1: 3}}
    assert run.labels[-1].tolist() == [0, 0, 0, 1]


def test_an_empty_cluster_is_dropped() -> None:
    X = np.array([[0.0], [1.0], [2.0], [9.0]])
    run = iterate(X, np.array([[1.0], [50.0], [8.0]]), "euclidean", max_iter=10, empty="drop")
    assert run.dropped == {0: (1,)}
    assert run.labels[-1].tolist() == [0, 0, 0, 2]
    assert np.isnan(run.centers[-1][1]).all()


def test_equal_points_settle_with_empty_clusters() -> None:
    run = iterate(np.zeros((5, 2)), np.zeros((3, 2)), "euclidean", max_iter=10)
    assert run.settled
    assert not run.moved


def test_the_limit_of_iterations_is_said() -> None:
    X = np.random.default_rng(0).normal(size=(200, 2))
    run = iterate(X, X[:6], "euclidean", max_iter=2)
    assert (run.n_iter, run.settled, len(run.labels)) == (2, False, 3)


@pytest.mark.parametrize(("power", "far"), [(1.0, 9 / 10), (0.5, 3 / 4)])
def test_far_points_are_drawn_as_often_as_their_gaps_say(power: float, far: float) -> None:
    """From 0, the gaps to 1 and 3 are 1 and 9: the far one is drawn 9 times of 10, or 3 of 4."""
    X = np.array([[0.0], [1.0], [3.0]])
    drawn: Counter[int] = Counter()
    for seed in range(3000):
        rows = draw_plus_plus(X, 2, "euclidean", np.random.RandomState(seed), power=power)
        if rows[0] == 0:
            drawn[int(rows[1])] += 1
    assert drawn[2] / sum(drawn.values()) == pytest.approx(far, abs=0.04)
    assert 0 not in drawn


def test_among_equal_points_rows_are_not_drawn_twice() -> None:
    rows = draw_plus_plus(np.ones((4, 2)), 4, "manhattan", np.random.RandomState(0))
    assert sorted(rows.tolist()) == [0, 1, 2, 3]
