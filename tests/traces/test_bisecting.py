"""BisectingKMeans: m - 1 splits are what a fit with m clusters ends with, for every m."""

from __future__ import annotations

import re
import warnings
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.base import clone
from sklearn.cluster import BisectingKMeans
from sklearn.datasets import load_digits, make_blobs
from strategies import continuous, tied
from threadpoolctl import threadpool_limits

from teachclust.errors import LearnerError
from teachclust.traces import Frame, Trace, trace
from teachclust.words.numbers import number


def first_and_last_row(X: np.ndarray, n_clusters: int, random_state: Any) -> np.ndarray:
    return X[[0, -1]]


def three_rows(X: np.ndarray, n_clusters: int, random_state: Any) -> np.ndarray:
    return X[:3]


def some(share: int) -> settings:
    """Return a share of the examples: each of these tests makes many fits."""
    return settings(max_examples=settings().max_examples // share)


@st.composite
def bisecting(draw: st.DrawFn, X: np.ndarray) -> BisectingKMeans:
    """A BisectingKMeans with any of its parameters."""
    return BisectingKMeans(
        n_clusters=draw(st.integers(1, min(len(X), 9))),
        init=draw(st.sampled_from(["k-means++", "random"])),
        n_init=draw(st.sampled_from([1, 3])),
        max_iter=draw(st.sampled_from([1, 2, 300])),
        tol=draw(st.sampled_from([0.0, 1e-4, 1e-2])),
        algorithm=draw(st.sampled_from(["lloyd", "lloyd", "elkan"])),
        bisecting_strategy=draw(st.sampled_from(["biggest_inertia", "largest_cluster"])),
        random_state=draw(st.integers(0, 1000)),
    )


def results(traced: Trace) -> list[Frame]:
    """Return the frame after each split, from none on."""
    return [f for f in traced if f.kind == "assign"]


def assert_last_frame_is_the_fit(estimator: Any, X: np.ndarray, traced: Trace) -> None:
    fitted = clone(estimator).fit(X)
    size = float(np.abs(X).max())
    np.testing.assert_array_equal(traced.labels, fitted.labels_)
    np.testing.assert_allclose(
        traced.centers, fitted.cluster_centers_, rtol=1e-10, atol=1e-12 * size
    )
    assert traced.objective == pytest.approx(fitted.inertia_, rel=1e-10, abs=1e-20 * size**2)
    assert [(r.objective, r.best) for r in traced.runs] == [(traced.objective, True)]


def assert_every_split_is_a_fit_with_fewer_clusters(
    estimator: Any, X: np.ndarray, traced: Trace
) -> None:
    """Compare with scikit-learn alone: the same seed, one cluster more each time."""
    size = float(np.abs(X).max())
    frames = results(traced)
    assert len(frames) == estimator.n_clusters
    for m, frame in enumerate(frames, start=1):
        oracle = clone(estimator).set_params(n_clusters=m).fit(X)
        pairs = np.unique(np.stack([frame.labels, oracle.labels_]), axis=1).T
        assert len({a for a, _ in pairs}) == len({b for _, b in pairs}) == len(pairs)
        for mine, theirs in pairs:
            np.testing.assert_allclose(
                frame.values["centers"][mine],
                oracle.cluster_centers_[theirs],
                rtol=1e-10,
                atol=1e-12 * size,
            )
        assert frame.objective == pytest.approx(oracle.inertia_, rel=1e-9, abs=1e-12 * size**2)
        assert np.isfinite(frame.values["centers"]).all(axis=1).sum() == m


def assert_frames_follow_each_other(traced: Trace) -> None:
    k = len(traced.centers)
    kinds = [f.kind for f in traced]
    assert kinds == ["show", "assign", *["split", "assign"] * (k - 1), "stop"]
    for before, choice, after in zip(traced[1:-2:2], traced[2:-1:2], traced[3:-1:2], strict=True):
        assert choice.labels is before.labels
        whole = np.flatnonzero(before.labels == choice.values["cluster"])
        if len(whole) <= 40:
            assert list(choice.values["points"]) == whole.tolist()
        changed = np.flatnonzero(after.labels != before.labels)
        # only points of the chosen cluster change, to one new number, and not more than stay
        assert set(changed) <= set(whole)
        assert 2 * len(changed) <= len(whole)
        new = after.values["cluster"]
        assert (after.labels[changed] == new).all()
        assert np.isnan(before.values["centers"][new]).all()
    np.testing.assert_array_equal(results(traced)[-1].labels, traced.labels)
    assert all(len(f.caption) < 120 for f in traced)


def traced_or_refused(estimator: Any, X: np.ndarray) -> Trace | None:
    """Return the trace; None where scikit-learn's own fit raises and we say why."""
    try:
        clone(estimator).fit(X)
    except ValueError:
        with pytest.raises(LearnerError, match="which can't be cut in two") as refused:
            trace(estimator, X)
        names = {"BisectingKMeans": BisectingKMeans}
        exec(f"estimator = {refused.value.fix}", names)
        assert trace(names["estimator"], X).n_clusters == names["estimator"].n_clusters
        return None
    return trace(estimator, X)


@some(2)
@given(st.data())
def test_the_last_frame_is_the_fit(data: st.DataObject) -> None:
    X = data.draw(continuous())
    estimator = data.draw(bisecting(X))
    if traced := traced_or_refused(estimator, X):
        assert_last_frame_is_the_fit(estimator, X, traced)
        assert_frames_follow_each_other(traced)


@some(6)
@given(st.data())
def test_every_split_is_that_of_scikit_learn(data: st.DataObject) -> None:
    X = data.draw(continuous())
    estimator = data.draw(bisecting(X))
    if traced := traced_or_refused(estimator, X):
        assert_every_split_is_a_fit_with_fewer_clusters(estimator, X, traced)


@some(6)
@given(st.data())
def test_tied_data_are_split_as_scikit_learn_does_or_refused(data: st.DataObject) -> None:
    X = data.draw(tied())
    estimator = data.draw(bisecting(X))
    if traced := traced_or_refused(estimator, X):
        assert_last_frame_is_the_fit(estimator, X, traced)
        assert_every_split_is_a_fit_with_fewer_clusters(estimator, X, traced)
        assert_frames_follow_each_other(traced)


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("strategy", ["biggest_inertia", "largest_cluster"])
def test_the_cluster_that_is_chosen_has_the_most(seed: int, strategy: str) -> None:
    X = make_blobs(300, centers=6, random_state=seed)[0]
    traced = trace(BisectingKMeans(8, bisecting_strategy=strategy, random_state=seed), X)
    for frame in [f for f in traced if f.kind == "split"][1:]:
        gaps = ((X - frame.values["centers"][frame.labels]) ** 2).sum(axis=1)
        by_inertia = strategy == "biggest_inertia"
        scores = np.bincount(frame.labels, gaps if by_inertia else None)
        assert scores[frame.values["cluster"]] == pytest.approx(scores.max())
        told = number(scores.max()) if by_inertia else f"{scores.max()}"
        assert f" {told} of {number(gaps.sum()) if by_inertia else 300};" in frame.caption


def test_captions_tell_the_choice_the_sizes_and_the_inertia() -> None:
    X = make_blobs(60, centers=4, random_state=5)[0]
    traced = trace(BisectingKMeans(3, random_state=0), X)
    assert [f.caption for f in traced] == [
        "Show: 60 points, no clusters yet.",
        "Assign: all points start as one cluster; inertia 2,021.1.",
        "Split: A is the only cluster, with inertia 2,021.1; it is cut in two.",
        "Assign: A keeps 30 points, C gets 30; inertia 345.1, down from 2,021.1.",
        "Split: A has the highest inertia, 292.6 of 345.1; it is cut in two.",
        "Assign: A keeps 15 points, B gets 15; inertia 125.0, down from 345.1.",
        "Stop: 3 clusters, as asked; inertia 125.0.",
    ]


def test_many_splits_are_thinned_and_the_captions_count() -> None:
    X = np.random.default_rng(0).normal(size=(800, 3))
    estimator = BisectingKMeans(400, random_state=0)
    traced = trace(estimator, X)
    assert_last_frame_is_the_fit(estimator, X, traced)
    assert len(traced) <= 603
    for before, frame in zip(traced.frames[1:], traced.frames[2:], strict=False):
        new = len(np.unique(frame.labels)) - len(np.unique(before.labels))
        more = re.match(r"Split: (\d+) more clusters are cut in two, (\d+) now;", frame.caption)
        if more:
            assert int(more[1]) == new
            assert int(more[2]) == len(np.unique(frame.labels))
        else:
            assert new == (frame.kind == "assign")
    assert all(len(f.caption) < 120 for f in traced)


@pytest.mark.parametrize("seed", range(3))
def test_digits_in_float32(seed: int) -> None:
    X = load_digits().data.astype(np.float32)
    estimator = BisectingKMeans(10, random_state=seed)
    # sums of float32 hang on the number of threads
    with threadpool_limits(1):
        traced = trace(estimator, X)
        fitted = clone(estimator).fit(X)
    np.testing.assert_array_equal(traced.labels, fitted.labels_)
    np.testing.assert_allclose(traced.centers, fitted.cluster_centers_, rtol=1e-4, atol=1e-4)


def test_a_random_state_object_is_left_where_it_is() -> None:
    X = make_blobs(80, centers=4, random_state=1)[0]
    X.setflags(write=False)
    estimator = BisectingKMeans(4, random_state=np.random.RandomState(3), copy_x=False)
    before = estimator.random_state.get_state()[1].copy()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        traced = trace(estimator, X)
    assert (estimator.random_state.get_state()[1] == before).all()
    assert not hasattr(estimator, "labels_")
    np.testing.assert_array_equal(traced.labels, clone(estimator).fit(X.copy()).labels_)


def test_what_scikit_learn_cannot_cut_is_told_in_plain_words() -> None:
    places = ["02", "21", "02", "12", "01", "20", "01", "22", "21", "11"]
    X = np.array([[float(x), float(y)] for x, y in places])
    estimator = BisectingKMeans(8, random_state=0)
    with pytest.raises(ValueError, match="larger sample than population"):
        clone(estimator).fit(X)
    with pytest.raises(LearnerError, match="X has only 7 different points") as refused:
        trace(estimator, X)
    names = {"BisectingKMeans": BisectingKMeans}
    exec(f"estimator = {refused.value.fix}", names)
    assert trace(names["estimator"], X).objective == 0


def test_a_function_may_give_the_start() -> None:
    X = make_blobs(80, centers=4, random_state=1)[0]
    estimator = BisectingKMeans(2, init=first_and_last_row, random_state=0)
    assert_last_frame_is_the_fit(estimator, X, trace(estimator, X))
    estimator = BisectingKMeans(4, init=three_rows, random_state=0)
    with pytest.raises(LearnerError, match="init=three_rows"):
        trace(estimator, X)


@pytest.mark.parametrize(
    ("params", "named"),
    [
        ({"n_clusters": 0}, "n_clusters"),
        ({"n_clusters": 21}, "n_clusters"),
        ({"n_clusters": None}, "n_clusters"),
        ({"init": "kmeans++"}, "init"),
        ({"init": [[0.0, 0.0], [1.0, 1.0]]}, "can't be given"),
        ({"algorithm": "auto"}, "algorithm"),
        ({"bisecting_strategy": "smallest"}, "bisecting_strategy"),
        ({"n_init": "auto"}, "n_init"),
        ({"n_init": 0}, "n_init"),
        ({"max_iter": 0}, "max_iter"),
        ({"tol": -1.0}, "tol"),
        ({"tol": np.nan}, "tol"),
    ],
)
def test_bad_parameters_are_refused_with_a_line_that_mends_them(
    params: dict[str, Any], named: str
) -> None:
    X = np.random.default_rng(0).normal(size=(20, 2))
    with pytest.raises(LearnerError, match=re.escape(named)) as refused:
        trace(BisectingKMeans(random_state=0, **params), X)
    fix, names = refused.value.fix, {"BisectingKMeans": BisectingKMeans}
    if fix.startswith("BisectingKMeans"):
        exec(f"estimator = {fix}", names)
        trace(names["estimator"], X)


def test_centers_fill_the_memory_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """A frame has 400 labels and 200 centers of 20 numbers, each of which takes twice as much."""
    X = np.random.default_rng(0).normal(size=(400, 20))
    monkeypatch.setattr("teachclust.traces.thinning.MOST_BYTES", (400 + 2 * 200 * 20) * 50)
    traced = trace(BisectingKMeans(200, random_state=0), X)
    results = [frame for frame in traced if frame.iteration and "; inertia" in frame.caption]
    assert 45 <= len(results) <= 53
