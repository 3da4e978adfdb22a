"""OPTICS: order, reachability and labels are the fit's, and the walk tells the truth about them."""

from __future__ import annotations

import re
import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from levels_in_node import look_up
from scipy.spatial.distance import cdist, pdist
from sklearn.base import clone
from sklearn.cluster import OPTICS, cluster_optics_xi
from sklearn.datasets import make_blobs, make_moons
from strategies import continuous, tied

from teachclust.errors import LearnerError
from teachclust.traces import Trace, trace
from teachclust.words.numbers import number

pytestmark = [
    pytest.mark.filterwarnings("ignore:All reachability values are inf"),
    pytest.mark.filterwarnings("ignore:divide by zero"),
]
FEW = settings(max_examples=settings().max_examples // 6)


@st.composite
def optics(draw: st.DrawFn, X: np.ndarray) -> OPTICS:
    far = float(np.quantile(pdist(X), draw(st.sampled_from([0.05, 0.3, 0.8])))) or 1.0
    return OPTICS(
        min_samples=draw(st.sampled_from([2, min(5, len(X)), 0.2])),
        max_eps=draw(st.sampled_from([np.inf, far])),
        metric=draw(st.sampled_from(["minkowski", "euclidean", "manhattan", "cosine"])),
        cluster_method=draw(st.sampled_from(["xi", "dbscan"])),
        eps=draw(st.sampled_from([None, 0.8 * far])),
        xi=draw(st.sampled_from([0.05, 0.2])),
        min_cluster_size=draw(st.sampled_from([None, 2, 0.3])),
    )


def assert_same_as_the_fit(estimator: OPTICS, X: np.ndarray) -> Trace:
    fitted = clone(estimator).fit(X)
    traced = trace(estimator, X)
    np.testing.assert_array_equal(traced.labels, fitted.labels_)
    np.testing.assert_array_equal(traced.curve.order, fitted.ordering_)
    np.testing.assert_array_equal(traced.curve.values, fitted.reachability_[fitted.ordering_])
    return traced


@FEW
@given(st.data())
def test_any_data(data: st.DataObject) -> None:
    X = data.draw(st.one_of(continuous(), tied()))[:60]
    assert_walk_is_true(assert_same_as_the_fit(data.draw(optics(X)), X))


def assert_walk_is_true(traced: Trace) -> None:
    order, values = traced.curve.order, traced.curve.values
    walked = [f for f in traced if f.kind == "visit"]
    for frame in walked:
        reached = frame.values["reached"]
        point = frame.values["point"]
        assert order[reached - 1] == point
        np.testing.assert_array_equal(frame.labels[order[:reached]], -1)
        np.testing.assert_array_equal(frame.labels[order[reached:]], -2)
        # those that it opens the way to come later
        assert np.isin(frame.values["points"], order[reached:]).all()
        assert f"point {point}" in frame.caption
        if np.isfinite(values[reached - 1]):
            assert f"reachability {number(values[reached - 1])}" in frame.caption
        if "opens" in frame.caption:
            assert f"way to {len(frame.values['points'])} more." in frame.caption
    assert walked[-1].values["reached"] == len(order)
    opened = np.concatenate([f.values["points"] for f in walked])
    assert len(np.unique(opened)) == len(opened)


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("method", ["xi", "dbscan"])
def test_moons(seed: int, method: str) -> None:
    X = make_moons(150, noise=0.07, random_state=seed)[0]
    traced = assert_same_as_the_fit(OPTICS(cluster_method=method, eps=0.2), X)
    assert len(traced) == 150 + 3
    kinds = [frame.kind for frame in traced]
    assert kinds == ["show"] + ["visit"] * 150 + ["assign", "stop"]
    assert (
        sum(len(f.values["points"]) for f in traced if f.kind == "visit")
        == np.isfinite(traced.curve.values).sum()
    )


def test_a_cut_at_eps_has_a_line_and_core_points() -> None:
    X = make_moons(150, noise=0.07, random_state=0)[0]
    traced = trace(OPTICS(cluster_method="dbscan", eps=0.2), X)
    assert (traced.curve.param, traced.curve.at) == ("eps", 0.2)
    within = (cdist(X, X) <= 0.2).sum(axis=1)
    np.testing.assert_array_equal(traced.core, within >= 5)
    assert "above eps 0.2" in traced[-2].caption


def test_valleys_have_no_eps_and_say_how_steep() -> None:
    X = make_blobs(100, random_state=0)[0]
    traced = trace(OPTICS(xi=0.1), X)
    assert (traced.curve.param, traced.curve.at, traced.core) == ("xi", 0.1, None)
    assert "slopes of 10 % or more" in traced[-2].caption
    found = re.search(r"clusters: (\d+); noise (\d+)\.", traced[-2].caption)
    assert int(found.group(1)) == traced.n_clusters
    assert int(found.group(2)) == np.count_nonzero(traced.labels == -1)


def test_many_points_are_thinned() -> None:
    X = np.random.default_rng(0).normal(size=(800, 2))
    traced = assert_same_as_the_fit(OPTICS(max_eps=0.3), X)
    assert 40 < len(traced) < 310
    assert any("more points" in frame.caption for frame in traced)
    assert_walk_is_true(traced)


def test_repeated_points_do_not_warn() -> None:
    X = np.repeat(make_blobs(10, random_state=0)[0], 6, axis=0)
    expected = OPTICS(min_samples=3).fit(X).labels_
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        np.testing.assert_array_equal(trace(OPTICS(min_samples=3), X).labels, expected)


def test_that_nothing_is_reached_is_told_and_does_not_warn() -> None:
    X = make_blobs(30, random_state=0)[0]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        traced = trace(OPTICS(max_eps=1e-9), X)
    assert "No point reaches another" in traced.notices[-1]
    assert (traced.labels == -1).all()


@pytest.mark.parametrize(
    ("estimator", "words"),
    [
        (OPTICS(min_samples=1), "min_samples must be a whole number from 2"),
        (OPTICS(min_samples=99), "min_samples must be"),
        (OPTICS(min_samples=1.5), "share from 0.0 to 1.0"),
        (OPTICS(min_cluster_size=True), "min_cluster_size must be"),
        (OPTICS(xi=2), "xi must be a number from 0 to 1"),
        (OPTICS(max_eps=-1), "max_eps must be"),
        (OPTICS(cluster_method="cut"), "no cluster_method"),
        (OPTICS(cluster_method="dbscan", eps=3, max_eps=2), "greater than max_eps"),
        (OPTICS(metric="precomputed"), "computed beforehand"),
    ],
)
def test_bad_parameters_are_told(estimator: OPTICS, words: str) -> None:
    X = make_blobs(30, random_state=0)[0]
    with pytest.raises(LearnerError, match=words):
        trace(estimator, X)


def test_captions_of_a_thinned_walk_add_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("teachclust.traces.thinning.MOST_BYTES", 300 * 50)
    X = make_blobs(300, centers=3, cluster_std=0.4, random_state=0)[0]
    traced = trace(OPTICS(max_eps=1.0), X)
    walked = 0
    visits = [frame for frame in traced if frame.kind == "visit"]
    assert len(visits) <= 51
    for frame in visits:
        more = re.match(r"Visit: (\d+) more points are walked; point (\d+), ", frame.caption)
        walked += int(more[1]) if more else 1
        assert frame.values["reached"] == walked == np.count_nonzero(frame.labels == -1)
        point = int(re.search(r"point (\d+)", frame.caption)[1])
        assert point == frame.values["point"] == traced.curve.order[walked - 1]
        starts_anew = np.isinf(traced.curve.values[walked - 1])
        assert starts_anew == ("new walk" in frame.caption or "starts a walk" in frame.caption)
    assert walked == 300


def test_eps_may_be_max_eps_and_a_core_distance_may_be_eps() -> None:
    X = np.array([[0.0], [1.0], [2.0], [9.0], [10.0], [30.0]])
    estimator = OPTICS(min_samples=2, cluster_method="dbscan", eps=1.0, max_eps=1.0)
    traced = assert_same_as_the_fit(estimator, X)
    assert traced.core.tolist() == [True] * 5 + [False]


@pytest.mark.parametrize(("metric", "circle"), [("euclidean", True), ("manhattan", False)])
def test_a_circle_is_drawn_where_points_in_reach_lie_in_one(metric: str, circle: bool) -> None:
    X = np.array([[0.0, 0.0], [1.0, 1.0], [2.0, 0.0], [50.0, 0.0]])
    traced = trace(OPTICS(min_samples=3, max_eps=9.0, metric=metric), X)
    radii = {f.values["point"]: f.values.get("radius") for f in traced if f.kind == "visit"}
    assert radii[3] is None, "it has no core distance"
    assert radii[1] == (pytest.approx(2**0.5) if circle else None)


def _walked(seed: int) -> np.ndarray:
    rng = np.random.default_rng(seed)
    kinds = [
        lambda: make_moons(150, noise=0.1, random_state=seed)[0],
        lambda: make_blobs(180, centers=4, n_features=3, random_state=seed)[0],
        lambda: rng.integers(0, 12, size=(90, 2)).astype(float),
        lambda: np.repeat(rng.normal(size=(20, 2)), 4, axis=0),
        lambda: np.concatenate([rng.normal(size=(60, 2)) * s + 9 * s for s in (0.1, 0.5, 2)]),
    ]
    return kinds[seed % len(kinds)]()


@pytest.mark.parametrize("seed", range(15))
def test_another_xi_is_looked_up_as_scikit_learn_finds_it(seed: int) -> None:
    X = _walked(seed)
    levels = [*np.linspace(0.005, 0.99, 40).round(3).tolist(), 0.0, 0.001, 1 / 3]
    settings = [
        {"min_samples": 5},
        {"min_samples": 3, "min_cluster_size": 12},
        {"min_samples": 0.1, "min_cluster_size": 0.2},
        {"min_samples": 4, "predecessor_correction": False},
        {"min_samples": 2, "max_eps": 0.6},
    ]
    models = [OPTICS(**each) for each in settings]
    for model, answers in zip(
        models, look_up([(trace(model, X), levels) for model in models]), strict=True
    ):
        fitted = clone(model).fit(X)
        for level, found in zip(levels, answers, strict=True):
            with np.errstate(divide="ignore"):
                labels, _ = cluster_optics_xi(
                    reachability=fitted.reachability_,
                    predecessor=fitted.predecessor_,
                    ordering=fitted.ordering_,
                    min_samples=model.min_samples,
                    min_cluster_size=model.min_cluster_size,
                    xi=level,
                    predecessor_correction=model.predecessor_correction,
                )
            np.testing.assert_array_equal(found["labels"], labels)
            assert found["clusters"] == labels.max() + 1
            assert found["noise"] == np.count_nonzero(labels < 0)
