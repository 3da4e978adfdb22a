"""The cost of fits against n: what is measured is told, and nothing is begun that would hurt."""

from __future__ import annotations

import time
from typing import Any

import numpy as np
import pytest
from sklearn.base import BaseEstimator
from sklearn.cluster import AgglomerativeClustering, KMeans

from teachclust.errors import LearnerError
from teachclust.scores import CostCurve, cost_curve

FITS: list[int] = []


class Squares(BaseEstimator):  # type: ignore[misc]
    """Takes the memory of n x n numbers, and time by the square of n."""

    def fit(self, X: Any, y: Any = None) -> Squares:
        FITS.append(len(X))
        time.sleep(4e-8 * len(X) ** 2)
        _ = np.ones((len(X), len(X)), dtype=np.uint8)
        return self


def made(n: Any, power: float, scale: float = 1e-3) -> CostCurve:
    sizes = np.array(n)
    return CostCurve("a", sizes, scale * sizes.astype(float) ** power, (100 * sizes**2).astype(int))


@pytest.mark.parametrize("power", [1.0, 1.5, 2.0, 3.0])
def test_the_exponent_and_the_prediction_are_those_of_a_power(power: float) -> None:
    curve = made([100, 200, 400, 800], power)
    assert curve.exponent == pytest.approx(power)
    assert curve.memory_exponent == pytest.approx(2)
    assert curve.predict_seconds(10_000) == pytest.approx(1e-3 * 1e4**power)
    assert curve.predict_bytes(10_000) == pytest.approx(1e10)


def test_short_fits_do_not_count_where_there_are_longer_ones() -> None:
    n = np.array([100, 200, 400, 800])
    curve = CostCurve("a", n, np.array([1e-3, 1.1e-3, 1.0, 4.0]), n)
    assert curve.exponent == pytest.approx(2)


def test_one_size_has_no_exponent() -> None:
    assert np.isnan(made([100], 2).exponent)
    assert np.isnan(made([100], 2).predict_seconds())
    # of short fits the memory is known all the same
    short = CostCurve("a", np.array([100, 200]), np.array([1e-3, 5e-4]), np.array([100, 400]))
    assert np.isnan(short.exponent)
    assert short.memory_exponent == pytest.approx(2)


def test_time_and_memory_of_squares() -> None:
    curves = cost_curve(Squares(), n=(500, 1_000, 2_000))
    curve = curves["Squares"]
    assert curve.n.tolist() == [500, 1_000, 2_000]
    assert curve.memory_exponent == pytest.approx(2, abs=0.1)
    assert curve.peak_bytes[-1] == pytest.approx(4_000_000, rel=0.05)
    assert curve.stopped == ""
    table = curves.table(4_000)
    assert table.loc["Squares", "megabytes_at_n"] == pytest.approx(16, rel=0.15)


def test_it_stops_before_memory_is_gone() -> None:
    FITS.clear()
    curve = cost_curve(Squares(), n=(500, 1_000, 2_000, 20_000, 40_000))[0]
    assert curve.stopped == "memory"
    assert max(FITS) == 2_000


def test_it_stops_before_the_budget_is_passed() -> None:
    FITS.clear()
    curve = cost_curve(Squares(), n=(500, 1_000, 2_000, 4_000, 8_000), budget=0.6)[0]
    assert curve.stopped == "time"
    assert max(FITS) < 4_000


def test_interrupted_what_was_measured_is_kept() -> None:
    def stop(done: int, total: int, text: str) -> None:
        assert (total, text) == (6, f"KMeans 1, {(100, 200)[done - 1]} points")
        if done == 2:
            raise KeyboardInterrupt

    models = [KMeans(3, n_init=1), KMeans(4, n_init=1)]
    curves = cost_curve(models, n=(100, 200, 400), progress=stop)
    assert [one.stopped for one in curves.curves] == ["interrupted"]
    assert curves["KMeans 1"].n.tolist() == [100, 200]


def test_points_are_drawn_from_x() -> None:
    seen: list[np.ndarray] = []

    class Sees(BaseEstimator):  # type: ignore[misc]
        def fit(self, X: Any, y: Any = None) -> Sees:
            seen.append(X)
            return self

    X = np.arange(40.0).reshape(20, 2)
    cost_curve(Sees(), X, n=(5, 20))
    assert {len(one) for one in seen} == {5, 20}
    assert sorted(seen[-1][:, 0]) == X[:, 0].tolist()
    assert (seen[0] == seen[-1][:5]).all()


def test_agglomerative_clustering_needs_more_memory_than_k_means() -> None:
    models = [KMeans(5, n_init=1, random_state=0), AgglomerativeClustering(5)]
    table = cost_curve(models, n=(200, 400, 800)).table()
    assert table.loc["AgglomerativeClustering", "megabytes"] > table.loc["KMeans", "megabytes"]
    assert table["stopped"].tolist() == ["", ""]


@pytest.mark.parametrize("n", [(), (1, 2), (200, 100), (2.5, 4), "abc", 1])
def test_sizes_that_do_not_rise(n: Any) -> None:
    with pytest.raises(LearnerError, match="whole numbers from 2 on"):
        cost_curve(KMeans(2), n=n)


@pytest.mark.parametrize(("rows", "sizes"), [(600, [250, 500]), (40, [40])])
def test_by_default_the_sizes_are_those_that_x_has_rows_for(rows: int, sizes: list[int]) -> None:
    X = np.random.default_rng(0).normal(size=(rows, 2))
    curves = cost_curve(KMeans(2, n_init=1), X)
    assert curves[np.int64(0)].n.tolist() == sizes


@pytest.mark.parametrize("n_features", [0, 1.5, None])
def test_no_features(n_features: Any) -> None:
    with pytest.raises(LearnerError, match="n_features"):
        cost_curve(KMeans(2), n=(10,), n_features=n_features)


@pytest.mark.parametrize("budget", [0, -1, "much", float("inf"), 10**400])
def test_no_budget(budget: Any) -> None:
    with pytest.raises(LearnerError, match="budget"):
        cost_curve(KMeans(2), n=(10,), budget=budget)


def test_too_few_rows_and_no_estimator() -> None:
    with pytest.raises(LearnerError, match="fewer rows than the largest n") as caught:
        cost_curve(KMeans(2), np.arange(30.0).reshape(15, 2), n=(10, 20))
    assert "n = (10,)" in str(caught.value)
    with pytest.raises(LearnerError):
        cost_curve([KMeans], n=(10,))
    with pytest.raises(KeyError, match="the estimators are KMeans"):
        cost_curve(KMeans(2), n=(10,))["DBSCAN"]
