"""DBSCAN: the walk ends where scikit-learn's ends, and every frame tells the truth about it."""

from __future__ import annotations

import ast
import importlib
import re
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from memory_limit import assert_needs
from scipy.spatial.distance import cdist
from sklearn.base import clone
from sklearn.cluster import DBSCAN
from sklearn.datasets import make_blobs, make_moons
from sklearn.neighbors import NearestNeighbors
from strategies import continuous, tied

from teachclust.errors import LearnerError
from teachclust.traces import Trace, trace
from teachclust.traces import dbscan as dbscan_traces

METRICS = ["euclidean", "manhattan", "chebyshev", "cosine", "canberra", "minkowski", "sqeuclidean"]


@st.composite
def dbscan(draw: st.DrawFn, X: np.ndarray, metric: str | None = None) -> DBSCAN:
    """A DBSCAN whose eps is one of the distances in X, or lies between two."""
    metric = metric or draw(st.sampled_from(METRICS))
    known = np.unique(cdist(X[:20], X, "cityblock" if metric == "manhattan" else metric))
    known = known[np.isfinite(known) & (known > 1e-9)]
    eps = float(known[draw(st.integers(0, len(known) - 1))]) if len(known) else 1.0
    eps *= draw(st.sampled_from([1.0, 1.0, 1.01, 0.5]))
    return DBSCAN(eps=eps, min_samples=draw(st.integers(1, 8)), metric=metric, p=2)


def assert_same_as_the_fit(estimator: DBSCAN, X: np.ndarray) -> Trace:
    fitted = clone(estimator).fit(X)
    traced = trace(estimator, X)
    np.testing.assert_array_equal(traced.labels, fitted.labels_)
    np.testing.assert_array_equal(np.flatnonzero(traced.core), fitted.core_sample_indices_)
    return traced


@settings(max_examples=settings().max_examples // 2)
@given(st.data())
def test_continuous_data(data: st.DataObject) -> None:
    X = data.draw(continuous())
    traced = assert_same_as_the_fit(data.draw(dbscan(X)), X)
    assert_frames_are_true(traced)


@settings(max_examples=settings().max_examples // 2)
@given(st.data())
def test_tied_data_with_distances_of_exactly_eps(data: st.DataObject) -> None:
    X = data.draw(tied())
    traced = assert_same_as_the_fit(data.draw(dbscan(X)), X)
    assert_frames_are_true(traced)


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("algorithm", ["auto", "kd_tree", "ball_tree", "brute"])
def test_moons(seed: int, algorithm: str) -> None:
    X = make_moons(300, noise=0.08, random_state=seed)[0]
    assert_same_as_the_fit(DBSCAN(eps=0.15, algorithm=algorithm), X)


def assert_frames_are_true(traced: Trace) -> None:
    """A point's label only ever goes from not reached to noise or a cluster, or noise to one."""
    core, curve = traced.core, traced.curve
    assert curve is not None
    assert (np.diff(curve.values[np.isfinite(curve.values)]) <= 0).all()
    np.testing.assert_array_equal(core[curve.order], curve.values <= curve.at)
    before = np.full(len(core), -2)
    for frame in traced.frames[1:]:
        labels = frame.labels
        assert labels is not None
        changed = labels != before
        assert (before[changed] < 0).all()
        assert (labels[changed] > before[changed]).all()
        if frame.kind != "stop":
            point = frame.values["point"]
            assert labels[point] != -2
            assert labels[point] == frame.values.get("cluster", -1)
            assert (labels[frame.values["points"]] >= 0).all()
        before = labels
    np.testing.assert_array_equal(before, traced.labels)
    assert (traced.labels[core] >= 0).all()


@settings(max_examples=settings().max_examples // 3)
@given(st.data())
def test_captions_are_true_where_each_step_is_shown(data: st.DataObject) -> None:
    X = data.draw(tied())
    estimator = data.draw(dbscan(X, "euclidean"))
    estimator.eps *= 1 + 1e-9  # rounding must not decide: the oracle adds up in another order
    traced = trace(estimator, X)
    within = cdist(X, X) <= estimator.eps
    before = np.full(len(X), -2)
    waiting: set[int] = set()
    for frame in traced.frames[1:-1]:
        point, caption = frame.values["point"], frame.caption
        joined = np.flatnonzero((frame.labels >= 0) & (before < 0))
        joined = joined[joined != point]
        np.testing.assert_array_equal(np.sort(frame.values["points"]), joined)
        assert within[point][joined].all()
        assert f"point {point} " in caption
        near = int(re.search(r"(?:has|core \() ?(\d+)", caption).group(1))
        assert near == within[point].sum()
        waiting = (waiting | set(joined.tolist())) - {point}
        if "wait" in caption:
            assert int(re.search(r"(\d+) wait", caption).group(1)) == len(waiting)
        if "brings" in caption and "nobody" not in caption:
            assert f"brings {len(joined)} into" in caption
        if not traced.core[point]:
            assert ("border" in caption) == (frame.labels[point] >= 0)
            assert not len(joined)
        before = frame.labels
    assert not waiting


@settings(max_examples=settings().max_examples // 4)
@given(continuous(), st.integers(2, 6), st.integers(0, 99))
def test_shuffled_rows_have_the_same_core_and_noise(X: np.ndarray, least: int, seed: int) -> None:
    eps = float(np.median(np.sort(cdist(X, X), axis=1)[:, min(least, len(X) - 1)]))
    order = np.random.default_rng(seed).permutation(len(X))
    # eps is one of the distances: rounding must not decide
    estimator = DBSCAN(eps=eps * (1 + 1e-9), min_samples=least)
    here, there = trace(estimator, X), trace(estimator, X[order])
    np.testing.assert_array_equal(here.core[order], there.core)
    np.testing.assert_array_equal(here.labels[order] == -1, there.labels == -1)


@settings(max_examples=settings().max_examples // 4)
@given(st.data())
def test_more_eps_is_never_more_noise_and_border_points_lie_near_core(data: st.DataObject) -> None:
    X = data.draw(st.one_of(continuous(), tied()))
    low = data.draw(dbscan(X, "euclidean"))
    high = clone(low).set_params(eps=low.eps * 1.3)
    few, many = trace(high, X), trace(low, X)
    assert np.count_nonzero(few.labels == -1) <= np.count_nonzero(many.labels == -1)
    distances = cdist(X, X)
    for point in np.flatnonzero(~many.core & (many.labels >= 0)):
        near = many.core & (distances[point] <= low.eps * (1 + 1e-9))
        assert many.labels[point] in many.labels[near]


def test_many_points_are_thinned_and_clusters_kept() -> None:
    X = make_blobs(2_000, centers=5, cluster_std=0.5, random_state=2)[0]
    traced = assert_same_as_the_fit(DBSCAN(eps=0.3, min_samples=8), X)
    assert 100 < len(traced) <= 302
    starts = [f for f in traced if "starts cluster" in f.caption]
    assert len(starts) == traced.n_clusters > 1
    assert [f.values["cluster"] for f in starts] == list(range(traced.n_clusters))
    more = [re.search(r": (\d+) more", f.caption) for f in traced.frames[1:-1]]
    counted = sum(int(found.group(1)) if found else 1 for found in more)
    assert counted >= len(X)
    assert_frames_are_true(traced)


def test_the_circle_is_left_out_where_it_would_lie() -> None:
    X = make_moons(60, noise=0.05, random_state=0)[0]
    assert trace(DBSCAN(eps=0.3), X)[1].values["radius"] == 0.3
    assert "radius" not in trace(DBSCAN(eps=0.3, metric="manhattan"), X)[1].values


def test_stop_counts() -> None:
    X = np.array([[0.0], [0.1], [0.2], [0.7], [5.0], [9.0]])
    traced = trace(DBSCAN(eps=0.55, min_samples=3), X)
    assert traced.last.caption == (
        "Stop: all points are taken; clusters 1, core points 3, border 1, noise 2."
    )
    assert len(traced) == 8


@pytest.mark.parametrize(
    ("estimator", "words"),
    [
        (DBSCAN(eps=0), "eps must be a number above 0"),
        (DBSCAN(eps=np.inf), "eps must be a number above 0"),
        (DBSCAN(min_samples=0), "min_samples must be a whole number from 1"),
        (DBSCAN(min_samples=2.5), "min_samples must be a whole number"),
        (DBSCAN(metric="precomputed"), "computed beforehand"),
        (DBSCAN(metric="euclid"), "knows no metric called 'euclid'"),
        (DBSCAN(metric=lambda a, b: 0.0), "A metric of your own"),
        (DBSCAN(metric="minkowski"), "needs its power"),
        (DBSCAN(metric="haversine"), "scikit-learn refuses"),
    ],
)
def test_bad_parameters_are_told(estimator: DBSCAN, words: str) -> None:
    X = make_blobs(30, n_features=3, random_state=0)[0]
    with pytest.raises(LearnerError, match=words) as caught:
        trace(estimator, X)
    call = ast.parse(caught.value.fix, mode="eval").body
    trace(DBSCAN(**{k.arg: ast.literal_eval(k.value) for k in call.keywords}), X)  # it works


@pytest.mark.parametrize("algorithm", ["auto", "brute", "kd_tree"])
def test_no_jobs_are_refused_just_where_the_fit_refuses_them(algorithm: str) -> None:
    X = make_blobs(24, centers=3, random_state=1)[0]
    estimator = DBSCAN(eps=1.0, min_samples=3, algorithm=algorithm, n_jobs=0)
    try:
        wanted = clone(estimator).fit(X).labels_
    except ValueError:
        with pytest.raises(LearnerError, match="scikit-learn refuses"):
            trace(estimator, X)
    else:
        np.testing.assert_array_equal(trace(estimator, X).labels, wanted)


@pytest.mark.parametrize(("eps", "n"), [(0.3, 150), (2.0, 180), (9.0, 120)])
def test_the_estimate_of_memory_is_what_the_neighborhoods_take(
    eps: float, n: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    points = np.random.default_rng(1).normal(size=(n, 2))
    estimates: list[float] = []
    module = importlib.import_module("teachclust.traces.dbscan")
    monkeypatch.setattr(module, "check_memory", lambda needed, *_: estimates.append(needed))
    trace(DBSCAN(eps=eps), points)
    near = NearestNeighbors(radius=eps).fit(points).radius_neighbors(points, return_distance=False)
    taken = sum(sys.getsizeof(one) for one in near) + near.nbytes
    # all points are asked, for there are no more than 200
    assert estimates[0] == pytest.approx(taken, rel=0.01)


def test_wide_eps_on_many_points_is_refused_before_it_fills_the_memory() -> None:
    X = np.random.default_rng(0).normal(size=(20_000, 2))
    with pytest.raises(LearnerError, match="MB of memory") as caught:
        trace(DBSCAN(eps=3.0), X)
    assert "n_samples=5000" in caught.value.fix
    with pytest.raises(LearnerError, match="metric cosine"):
        trace(DBSCAN(eps=0.01, metric="cosine"), X)


def test_the_farthest_point_is_measured_where_all_are_asked_for() -> None:
    X = np.arange(6.0)[:, None]
    curve = trace(DBSCAN(eps=4.5, min_samples=6), X).curve
    assert curve.values.tolist() == [5, 5, 4, 4, 3, 3]


@pytest.mark.parametrize(
    ("estimator", "what", "needed"),
    [
        (DBSCAN(eps=1e-9, min_samples=10), "The 10 nearest of every point", 16 * 100 * 10),
        (DBSCAN(eps=99.0, min_samples=2), "The neighborhoods (100 points", 100 * (100 * 8 + 120)),
    ],
)
def test_the_memory_is_known_beforehand(estimator: DBSCAN, what: str, needed: int) -> None:
    X = np.random.default_rng(0).normal(size=(100, 2))
    assert_needs(needed, what, lambda: trace(estimator, X))


def test_the_fits_own_search_decides_on_which_side_of_eps_a_point_is() -> None:
    X = np.array([[0.0], [1.0], [3.0]])
    search = NearestNeighbors().fit(X)
    for eps, is_core, shown in ((0.5, True, 0.5), (3.0, False, np.nextafter(3.0, 4.0))):
        model = DBSCAN(eps=eps, min_samples=2)
        curve, _ = dbscan_traces._curve_and_levels(search, X, np.full(3, is_core), model)
        assert curve.values.tolist() == [shown] * 3
