"""Metrics that can't be watched are refused; neighbors are counted as scipy counts them."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.spatial.distance import cdist
from sklearn.neighbors import VALID_METRICS, NearestNeighbors

from teachclust.errors import LearnerError
from teachclust.traces.density_checks import (
    ENOUGH_POINTS,
    check_metric,
    is_straight,
    mean_neighbors,
)

GOOD = "DBSCAN(eps=0.5)"


def refusal(metric: object, n_samples: int = 10) -> LearnerError:
    with pytest.raises(LearnerError) as caught:
        check_metric(metric, n_samples, GOOD)
    return caught.value


def test_what_is_no_metric_with_points_is_refused_for_its_own_reason() -> None:
    for metric, what, where, why in (
        ("precomputed", "Distances computed beforehand can't be watched.",
         'metric="precomputed"', "no points to draw"),
        ("euclid", "There is no metric of that name.", "metric='euclid'", "Known: "),
        (cdist, "A metric of your own can't be watched.", "metric is of type function",
         "must be a name"),
        (None, "A metric of your own can't be watched.", "metric is of type NoneType",
         "must be a name"),
    ):  # fmt: skip
        told = refusal(metric)
        assert (told.what, told.where, told.fix) == (what, where, GOOD)
        assert why in told.why


def test_the_known_metrics_are_listed_and_pass() -> None:
    listed = refusal("euclid").why.removeprefix("Known: ").removesuffix(".").split(", ")
    assert listed == sorted(listed)
    assert set(listed) == set(VALID_METRICS["brute"]) - {"precomputed"}
    for metric in listed:
        check_metric(metric, 10, GOOD)


@pytest.mark.parametrize("metric", ["cosine", "sqeuclidean"])
def test_metrics_without_a_search_tree_take_the_memory_of_all_distances(metric: str) -> None:
    most = 6_123  # 8 bytes for each of so many pairs are the last below 300 MB
    check_metric(metric, most, GOOD)
    told = refusal(metric, most + 1)
    assert told.what == f"All distances of the metric {metric} would need about 300 MB of memory."
    assert "6,124 points" in told.where
    assert f"n_samples={ENOUGH_POINTS}" in told.fix
    check_metric(metric, ENOUGH_POINTS, GOOD)
    check_metric("euclidean", 10**6, GOOD)


@pytest.mark.parametrize(
    ("metric", "p", "straight"),
    [
        ("euclidean", None, True), ("l2", None, True), ("euclidean", 1, True),
        ("minkowski", None, True), ("minkowski", 2, True), ("minkowski", 1, False),
        ("minkowski", 3.0, False), ("manhattan", 2, False), ("cosine", None, False),
    ],
)  # fmt: skip
def test_a_circle_is_drawn_only_for_straight_distances(
    metric: str, p: float | None, straight: bool
) -> None:
    assert is_straight(metric, p) is straight


@given(st.integers(0, 1000), st.integers(1, 200), st.sampled_from([0.1, 0.5, 1.0, 9.0]))
def test_of_few_points_all_neighbors_are_counted(seed: int, n: int, radius: float) -> None:
    X = np.random.default_rng(seed).normal(size=(n, 2))
    search = NearestNeighbors().fit(X)
    expected = (cdist(X, X) <= radius).sum(axis=1).mean()
    assert mean_neighbors(search, X, radius) == pytest.approx(expected)


def test_a_point_just_at_the_radius_counts_and_so_does_the_point_itself() -> None:
    X = np.array([[0.0], [1.0], [3.0]])
    search = NearestNeighbors().fit(X)
    assert mean_neighbors(search, X, 1.0) == pytest.approx(5 / 3)
    assert mean_neighbors(search, X, 0.5) == 1.0


@settings(max_examples=5)
@given(st.integers(0, 1000))
def test_of_many_points_some_are_asked_each_once(seed: int) -> None:
    X = np.random.default_rng(seed).normal(size=(3_000, 2))
    asked: list[Any] = []

    class Search:
        def radius_neighbors(self, rows: Any, radius: float, return_distance: bool) -> Any:
            asked.append(rows)
            return [np.arange(i % 2) for i in range(len(rows))]

    assert mean_neighbors(Search(), X, 1.0) == 0.5
    assert mean_neighbors(Search(), X, 1.0, n_queries=50) == 0.5
    assert [len(rows) for rows in asked] == [200, 50]
    assert len(np.unique(asked[0], axis=0)) == 200
    real = NearestNeighbors().fit(X)
    every = (cdist(X, X) <= 1).sum(axis=1).mean()
    assert mean_neighbors(real, X, 1.0) == pytest.approx(every, rel=0.2)


def test_where_a_metric_has_no_distances_of_some_points_all_are_expected() -> None:
    class Refusing:
        def radius_neighbors(self, *args: Any, **kwargs: Any) -> Any:
            raise ValueError

    assert mean_neighbors(Refusing(), np.zeros((17, 2)), 1.0) == 17.0
