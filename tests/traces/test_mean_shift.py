"""Mean shift: the seeds climb as scikit-learn's do, step by step, and end where they end."""

from __future__ import annotations

import re
import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.spatial.distance import cdist, pdist
from sklearn.base import clone
from sklearn.cluster import MeanShift
from sklearn.datasets import make_blobs
from strategies import continuous, tied

from teachclust.errors import LearnerError
from teachclust.traces import Trace, mean_shift, trace
from teachclust.words.numbers import number

pytestmark = pytest.mark.filterwarnings("ignore:Binning data failed")
FEW = settings(max_examples=settings().max_examples // 8)  # the oracle is slow: 1 ms for each step


@st.composite
def estimators(draw: st.DrawFn, X: np.ndarray) -> MeanShift:
    """A MeanShift with any of its parameters; a bandwidth given is never one of the distances."""
    middle = float(np.quantile(pdist(X[:30]), draw(st.sampled_from([0.1, 0.3, 0.6]))))
    estimator = MeanShift(
        bandwidth=draw(st.sampled_from([None, (middle or 1.0) * 1.01])),
        bin_seeding=draw(st.booleans()),
        cluster_all=draw(st.booleans()),
        max_iter=draw(st.sampled_from([300, 300, 2, 0])),
    )
    if draw(st.integers(0, 4)) == 0:
        estimator.seeds = X[: draw(st.integers(1, 5))]
    return estimator


def assert_same_as_the_fit(estimator: MeanShift, X: np.ndarray) -> Trace:
    fitted = clone(estimator).fit(X)
    traced = trace(estimator, X)
    np.testing.assert_array_equal(traced.labels, fitted.labels_)
    size = float(np.abs(X).max())
    np.testing.assert_allclose(
        traced.centers, fitted.cluster_centers_, rtol=1e-10, atol=1e-10 * size
    )
    assert traced.n_iter == fitted.n_iter_ + 1  # the fit does not count the first step
    return traced


@FEW
@given(st.data())
def test_continuous_data(data: st.DataObject) -> None:
    X = data.draw(continuous())[:40]
    assert_same_as_the_fit(data.draw(estimators(X)), X)


@FEW
@given(st.data())
def test_tied_data(data: st.DataObject) -> None:
    X = data.draw(tied())[:40]
    assert_same_as_the_fit(data.draw(estimators(X)), X)


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("d", [1, 2, 15, 16])
def test_blobs(seed: int, d: int) -> None:
    X = make_blobs(40, n_features=d, centers=3, cluster_std=0.5, random_state=seed)[0]
    assert_same_as_the_fit(MeanShift(bandwidth=2.0 * d**0.5), X)


def test_estimated_bandwidth_is_said_and_kept() -> None:
    X = make_blobs(60, random_state=0)[0]
    traced = trace(MeanShift(bin_seeding=True), X)
    bandwidth = traced.params["bandwidth"]
    assert f"{bandwidth:.4g} is estimated" in traced.notices[-1]
    again = trace(MeanShift(bandwidth=bandwidth, bin_seeding=True), X)
    np.testing.assert_array_equal(traced.labels, again.labels)
    assert not again.notices


def test_each_step_is_the_mean_around_each_seed_and_captions_are_true() -> None:
    X = make_blobs(80, centers=3, random_state=4)[0]
    bandwidth = 2.0
    traced = trace(MeanShift(bandwidth=bandwidth), X)
    here, resting = X.copy(), np.zeros(len(X), dtype=bool)
    updates = [f for f in traced if f.kind == "update"]
    assert [f.iteration for f in updates][:5] == [1, 2, 3, 4, 5]
    before = 0
    for frame in updates:
        for _ in range(frame.iteration - before):
            near = cdist(here, X) <= bandwidth
            there = np.where(resting[:, None], here, near @ X / near.sum(axis=1)[:, None])
            shifts = np.linalg.norm(there - here, axis=1)
            here, resting = there, resting | (shifts <= 1e-3 * bandwidth)
        np.testing.assert_allclose(frame.values["seeds"], here, rtol=1e-10)
        if "come to rest" not in frame.caption:
            going = re.search(r"(\d+) of 80", frame.caption)
            assert int(going.group(1)) == np.count_nonzero(~resting)
            assert f"by {number(shifts.max())}" in frame.caption
        before = frame.iteration
    assert resting.all()
    assert "come to rest" in updates[-1].caption
    merge = next(f for f in traced if f.kind == "merge")
    assert (cdist(here, merge.values["centers"]).min(axis=1) <= bandwidth).all()
    assert pdist(merge.values["centers"]).min() > bandwidth
    assert f"of {len(np.unique(merge.values['seeds'], axis=0))} resting" in merge.caption


def test_of_many_seeds_some_are_drawn_but_all_are_counted() -> None:
    X = np.random.default_rng(0).normal(size=(1_200, 2))
    traced = trace(MeanShift(bandwidth=3.0), X)
    assert traced[0].values["seeds"].shape == (500, 2)
    assert "1,200 seeds" in traced[0].caption
    assert any("500 of them are drawn" in notice for notice in traced.notices)
    # thinned evenly from the first to the last
    np.testing.assert_array_equal(traced[0].values["seeds"][[0, -1]], X[[0, -1]])


def test_a_long_climb_is_thinned() -> None:
    X = np.linspace(0, 1, 120)[:, np.newaxis] ** 2
    traced = assert_same_as_the_fit(MeanShift(bandwidth=0.05), X)
    updates = [f for f in traced if f.kind == "update"]
    assert len(updates) < traced.n_iter
    assert len(updates) <= 30
    assert any("more steps" in f.caption for f in updates)


def test_the_limit_is_said() -> None:
    X = make_blobs(50, random_state=1)[0]
    caption = trace(MeanShift(bandwidth=2.0, max_iter=1), X).last.caption
    assert caption.startswith("Stop: the limit of steps, 2, came while")


def test_noise_is_what_lies_outside() -> None:
    X = np.vstack([make_blobs(40, centers=1, random_state=0)[0], [[50.0, 50.0]]])
    estimator = MeanShift(bandwidth=4.0, bin_seeding=True, min_bin_freq=3, cluster_all=False)
    traced = assert_same_as_the_fit(estimator, X)
    assert traced.labels[-1] == -1
    noise = np.count_nonzero(traced.labels == -1)
    assert f"noise is {noise}." in traced[-2].caption


@pytest.mark.parametrize(
    ("estimator", "words"),
    [
        (MeanShift(bandwidth=0), "bandwidth must be a number above 0"),
        (MeanShift(max_iter=-1), "max_iter must be a whole number from 0"),
        (MeanShift(min_bin_freq=0), "min_bin_freq must be"),
        (MeanShift(seeds=[[1.0]]), "seeds are not a table"),
        (MeanShift(seeds="far"), "seeds must be a table of numbers"),
        (MeanShift(seeds=np.empty((0, 2))), "seeds are not a table"),
        (MeanShift(seeds=[[np.nan, 1.0]]), "seeds are not a table"),
        (MeanShift(n_jobs=0), "n_jobs must be None or a whole number other than 0"),
        (MeanShift(bandwidth=2, bin_seeding=True, min_bin_freq=31), "No bin holds enough points"),
        (MeanShift(bandwidth=0.1, seeds=[[900.0, 900.0]]), "No point lies within"),
    ],
)
def test_bad_parameters_are_told(estimator: MeanShift, words: str) -> None:
    X = make_blobs(30, random_state=0)[0]
    with pytest.raises(LearnerError, match=words):
        trace(estimator, X)


def test_no_warning_reaches_the_learner() -> None:
    X = make_blobs(30, random_state=0)[0]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        trace(MeanShift(bandwidth=0.01, bin_seeding=True), X)


def test_the_bandwidth_is_estimated_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """It costs as much as a step, so the fit takes the one that is shown."""
    X = (make_blobs(60, random_state=1, cluster_std=0.1)[0] / 20).astype(np.float32)
    known = trace(MeanShift(), X).params["bandwidth"]
    assert known < 1
    monkeypatch.setattr("sklearn.cluster._mean_shift.estimate_bandwidth", None)
    assert trace(MeanShift(), X).params["bandwidth"] == known


@pytest.mark.parametrize(
    ("n", "d", "dtype"), [(40, 2, np.float32), (40, 16, float), (11, 2, float)]
)
def test_where_rounding_may_differ_the_end_is_the_fit_to_the_last_bit(
    n: int, d: int, dtype: type
) -> None:
    X = make_blobs(n, n_features=d, centers=3, random_state=2)[0].astype(dtype) * 0.7
    estimator = MeanShift(bandwidth=2.0 * d**0.5)
    fitted, traced = clone(estimator).fit(X), trace(estimator, X)
    np.testing.assert_array_equal(traced.centers, fitted.cluster_centers_)
    np.testing.assert_array_equal(traced.labels, fitted.labels_)
    assert (
        MeanShift(n_jobs=1).fit(X).labels_.tolist() == trace(MeanShift(n_jobs=1), X).labels.tolist()
    )


def test_a_point_just_as_far_as_the_bandwidth_is_no_noise() -> None:
    X = np.array([-3.0, *[0.0] * 12, 3.0])[:, np.newaxis]
    traced = assert_same_as_the_fit(MeanShift(bandwidth=3, seeds=[[0.0]], cluster_all=False), X)
    assert traced.labels.tolist() == [0] * 14


def test_a_seed_without_points_around_it_is_no_resting_place() -> None:
    X = make_blobs(30, centers=1, random_state=0)[0]
    traced = trace(MeanShift(bandwidth=9.0, seeds=[X[0], [900.0, 900.0]]), X)
    assert next(f for f in traced if f.kind == "merge").caption.startswith("Merge: of 1 resting")


@pytest.mark.parametrize(("at_once", "rows"), [(85, 4), (20, 1), (5, 1)])
def test_one_search_returns_no_more_neighbors_than_it_may(
    at_once: float, rows: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All 20 points are within the bandwidth of each."""
    found: list[int] = []
    move = mean_shift._move
    monkeypatch.setattr(mean_shift, "_AT_ONCE", at_once)
    monkeypatch.setattr(
        mean_shift, "_move", lambda *given: found.append(len(given[-1])) or move(*given)
    )
    trace(MeanShift(bandwidth=99.0), np.arange(20.0)[:, np.newaxis])
    assert set(found) == {rows}
