"""KMeans: what is watched is what scikit-learn does, draw by draw, run by run."""

from __future__ import annotations

import warnings
from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.base import clone
from sklearn.cluster import BisectingKMeans, KMeans, MiniBatchKMeans, kmeans_plusplus
from sklearn.datasets import load_digits, make_blobs
from sklearn.mixture import GaussianMixture
from strategies import continuous, kmeans, tied
from threadpoolctl import threadpool_limits

from teachclust.errors import LearnerError
from teachclust.traces import Frame, Trace, lloyd, trace
from teachclust.traces import kmeans as kmeans_traces
from teachclust.traces.lloyd import fit_from

pytestmark = [
    pytest.mark.filterwarnings("ignore::sklearn.exceptions.ConvergenceWarning"),
    pytest.mark.filterwarnings("ignore:Explicit initial center:RuntimeWarning"),
    pytest.mark.filterwarnings("ignore:algorithm='elkan':RuntimeWarning"),
]


def assert_last_frame_is_the_fit(estimator: KMeans, X: np.ndarray, traced: Trace) -> None:
    fitted = clone(estimator).fit(X)
    size = float(np.abs(X).max())
    np.testing.assert_array_equal(traced.labels, fitted.labels_)
    np.testing.assert_allclose(
        traced.centers, fitted.cluster_centers_, rtol=1e-10, atol=1e-12 * size
    )
    assert traced.objective == pytest.approx(fitted.inertia_, rel=1e-10, abs=1e-20 * size**2)
    assert traced.n_iter == fitted.n_iter_


@given(st.data())
def test_last_frame_equals_the_fit_on_continuous_data(data: st.DataObject) -> None:
    X = data.draw(continuous())
    estimator = data.draw(kmeans(X))
    assert_last_frame_is_the_fit(estimator, X, trace(estimator, X))


def test_a_run_that_only_divides_clusters_of_the_best_is_not_taken() -> None:
    numbers = [1.1, 0.1, -1.1, 1.2, -0.2, -0.6, 0.3, 1.2, -0.8, -1.1, -0.5, -1.1]
    X = np.array(numbers)[:, np.newaxis]
    estimator = KMeans(3, init="random", max_iter=1, n_init=2, random_state=13, tol=0)
    traced = trace(estimator, X)
    assert_last_frame_is_the_fit(estimator, X, traced)
    first, second = traced.runs
    assert first.best
    assert second.objective < first.objective / 2, "scikit-learn keeps the worse"
    assert set(traced.labels) < {0, 1, 2}, "as the first run ended with an empty cluster"


@settings(max_examples=settings().max_examples // 3)  # restarts cost many fits
@given(st.data())
def test_last_frame_equals_the_fit_on_tied_data(data: st.DataObject) -> None:
    X = data.draw(tied())
    estimator = data.draw(kmeans(X))
    assert_last_frame_is_the_fit(estimator, X, trace(estimator, X))


@settings(max_examples=settings().max_examples // 2)
@given(st.data())
def test_every_iteration_equals_scikit_learn_on_continuous_data(data: st.DataObject) -> None:
    X = data.draw(continuous())
    k = data.draw(st.integers(1, min(len(X), 8)))
    start = X[np.random.default_rng(data.draw(st.integers(0, 999))).permutation(len(X))[:k]]
    estimator = KMeans(k, init=start, n_init=1, tol=0)
    frames = trace(estimator, X).frames
    updates = [f for f in frames if f.kind == "update"]
    assigns = [f for f in frames if f.kind == "assign"]
    if any(f.kind == "relocate" for f in frames):
        return  # an emptied cluster: held by the test of validity
    size = float(np.abs(X).max())
    for t in range(1, len(updates) + 1):
        oracle = fit_from(estimator, X, start - X.mean(axis=0), max_iter=t)
        np.testing.assert_allclose(
            updates[t - 1].values["centers"],
            oracle.cluster_centers_,
            rtol=1e-10,
            atol=1e-12 * size,
        )
        np.testing.assert_array_equal(assigns[t].labels, oracle.labels_)
        assert assigns[t].objective == pytest.approx(
            oracle.inertia_, rel=1e-10, abs=1e-20 * size**2
        )


@settings(max_examples=settings().max_examples // 3)
@given(st.data())
def test_every_frame_is_valid_on_tied_data(data: st.DataObject) -> None:
    X = data.draw(tied())
    k = data.draw(st.integers(1, min(len(X), 8)))
    traced = trace(
        KMeans(k, init="random", n_init=1, random_state=data.draw(st.integers(0, 99))), X
    )
    assert_frames_are_valid(traced, X)


def assert_frames_are_valid(traced: Trace, X: np.ndarray) -> None:
    scale = float(np.abs(X).max()) ** 2 + 1
    inertia = np.inf
    few = len(np.unique(X, axis=0)) < len(traced.centers)
    for frame in traced:
        if frame.labels is None:
            continue
        centers = frame.values["centers"]
        squares = ((X[:, None, :] - centers[None]) ** 2).sum(axis=2)
        own = squares[np.arange(len(X)), frame.labels]
        assert frame.objective == pytest.approx(own.sum(), rel=1e-10, abs=1e-12 * scale)
        # With fewer distinct points than clusters scikit-learn may put the center of a cluster that
        # gave all its points away at the mean of the data: then inertia does rise.
        assert few or frame.objective <= inertia + 1e-12 * scale * len(X)
        inertia = frame.objective
        if frame.kind == "assign":
            assert (own <= squares.min(axis=1) + 1e-12 * scale).all()
        if frame.kind == "update":
            for j in np.unique(frame.labels):
                mean = X[frame.labels == j].mean(axis=0)
                np.testing.assert_allclose(centers[j], mean, atol=1e-12 * scale)


def test_an_emptied_cluster_is_dropped_on_a_far_point() -> None:
    X = np.array([[0.0], [0.1], [0.2], [10.0], [10.1], [30.0]])
    estimator = KMeans(3, init=[[0.1], [10.0], [-500.0]], n_init=1)
    traced = trace(estimator, X)
    assert_last_frame_is_the_fit(estimator, X, traced)
    drops = [f for f in traced if f.kind == "relocate"]
    assert drops[0].values["cluster"] == 2
    assert drops[0].values["points"] == (5,)
    assert "cluster C is empty" in drops[0].caption
    assert "point 5 of cluster B" in drops[0].caption
    assert_frames_are_valid(traced, X)


@pytest.mark.parametrize("seed", range(10))
def test_digits(seed: int) -> None:
    X = load_digits().data
    estimator = KMeans(10, random_state=seed)
    assert_last_frame_is_the_fit(estimator, X, trace(estimator, X))


def test_float32_data() -> None:
    X = load_digits().data.astype(np.float32) + np.float32(0.1)
    estimator = KMeans(10, random_state=3)
    fitted = clone(estimator).fit(X)
    traced = trace(estimator, X)
    np.testing.assert_array_equal(traced.labels, fitted.labels_)
    # sums of 1,797 float32 numbers hang on the order in which threads add them
    np.testing.assert_allclose(traced.centers, fitted.cluster_centers_, rtol=1e-4, atol=1e-4)


@given(continuous())
def test_translation_and_scale_keep_the_partition(X: np.ndarray) -> None:
    k = min(4, len(X))
    here = trace(KMeans(k, init=X[:k], n_init=1, tol=0), X)
    moved = X * 2.0 + 8.0
    there = trace(KMeans(k, init=moved[:k], n_init=1, tol=0), moved)
    np.testing.assert_array_equal(here.labels, there.labels)


def test_one_thread_and_two_agree() -> None:
    X = np.random.default_rng(0).normal(size=(5_000, 3))
    estimator = KMeans(6, random_state=0)
    with threadpool_limits(1):
        one = trace(estimator, X)
    with threadpool_limits(2):
        two = trace(estimator, X)
    np.testing.assert_array_equal(one.labels, two.labels)
    assert len(one) == len(two)


def test_estimator_and_data_are_left_alone() -> None:
    X = np.random.default_rng(0).normal(size=(50, 2))
    X.setflags(write=False)
    estimator = KMeans(3, init=X[:3], random_state=np.random.RandomState(0))
    before = estimator.random_state.get_state()[1].copy()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        trace(estimator, X)
    assert not hasattr(estimator, "labels_")
    assert (estimator.random_state.get_state()[1] == before).all()


@pytest.mark.parametrize("n_init", [1, "auto"])
@pytest.mark.parametrize("k", [2, 3, 5])
def test_a_start_in_the_memory_of_the_data_ends_as_the_fit_does(k: int, n_init: Any) -> None:
    # scikit-learn writes centers into the rows that the function gives, so into its own data
    def first_rows(X: np.ndarray, n_clusters: int, random_state: Any) -> np.ndarray:
        return X[:n_clusters]

    X = make_blobs(60, centers=3, random_state=1)[0]
    estimator = KMeans(k, init=first_rows, n_init=n_init, random_state=0)
    traced, fitted = trace(estimator, X), clone(estimator).fit(X.copy())
    np.testing.assert_array_equal(traced.labels, fitted.labels_)
    np.testing.assert_allclose(traced.centers, fitted.cluster_centers_, rtol=1e-12)
    assert traced.objective == pytest.approx(fitted.inertia_, rel=1e-12)
    assert "wrote over rows of X that first_rows gives" in traced.last.caption
    assert traced.n_iter == fitted.n_iter_
    copied = KMeans(k, init=lambda X, k, random_state: X[:k].copy(), n_init=n_init, random_state=0)
    assert "wrote over" not in trace(copied, X).last.caption
    assert_last_frame_is_the_fit(copied, X, trace(copied, X))


def table_of_ties(seed: int) -> np.ndarray:
    """A table of yes/no answers, of small whole numbers, or of repeated rows."""
    rng = np.random.default_rng(seed)
    n, d = int(rng.integers(8, 41)), int(rng.integers(3, 9))
    if seed % 4 == 3:
        return np.repeat(rng.normal(size=(n // 4, d)), 4, axis=0)
    X = rng.integers(0, 4 if seed % 4 == 2 else 2, size=(n, d))
    return X.astype(np.float32 if seed % 8 == 1 else float)


@pytest.mark.parametrize("limit", [1, 2])
def test_of_runs_that_tie_the_one_that_the_fit_keeps_is_shown(limit: int) -> None:
    """Inertias of two runs may be 1.0 and 1.0000000000003: the fit's own last bits decide."""
    with threadpool_limits(limit):
        for seed in range(60 * limit, 60 * (limit + 1)):
            X = table_of_ties(seed)
            k = seed % 5 + 2
            estimator = KMeans(min(k, len(X)), n_init=10, random_state=seed % 7)
            fitted, traced = clone(estimator).fit(X), trace(estimator, X)
            np.testing.assert_array_equal(traced.labels, fitted.labels_, err_msg=f"seed {seed}")
            assert traced.objective == pytest.approx(fitted.inertia_, rel=1e-5, abs=1e-12)
            assert traced.n_iter == fitted.n_iter_


@pytest.mark.parametrize("kind", [BisectingKMeans, MiniBatchKMeans, GaussianMixture])
def test_other_fits_of_several_runs_end_where_scikit_learn_ends(kind: type) -> None:
    for seed in range(16):
        X = table_of_ties(seed)
        estimator = kind(2 + seed % 3, n_init=3, random_state=seed)
        with threadpool_limits(1 + seed % 2):
            fitted = clone(estimator)
            np.testing.assert_array_equal(trace(estimator, X).labels, fitted.fit_predict(X))


def test_copy_x_is_left_to_the_caller() -> None:
    """Restarts fit the same numbers again and again: none may be centered in place."""
    X = table_of_ties(0)
    estimator = KMeans(4, n_init=5, copy_x=False, random_state=0)
    traced = trace(estimator, X)
    np.testing.assert_array_equal(traced.X, X)
    np.testing.assert_array_equal(traced.labels, clone(estimator).fit(X.copy()).labels_)


@pytest.fixture(scope="module")
def blobs() -> np.ndarray:
    return make_blobs(300, centers=4, random_state=0, cluster_std=0.60)[0]


def test_seeding_is_shown_draw_by_draw(blobs: np.ndarray) -> None:
    seeds = [f for f in trace(KMeans(4, random_state=0), blobs) if f.kind == "seed"]
    _, indices = kmeans_plusplus(blobs - blobs.mean(axis=0), 4, random_state=0)
    assert [f.values["points"][0] for f in seeds] == indices.tolist()
    for j, frame in enumerate(seeds):
        centers = frame.values["centers"]
        assert np.isfinite(centers[: j + 1]).all()
        assert np.isnan(centers[j + 1 :]).all()
        nearest = ((blobs[:, None] - centers[None, : j + 1]) ** 2).sum(axis=2).min(axis=1)
        np.testing.assert_allclose(frame.values["weights"], nearest, atol=1e-12)


def test_half_steps_alternate(blobs: np.ndarray) -> None:
    kinds = [f.kind for f in trace(KMeans(4, init="random", n_init=1, random_state=2), blobs)]
    assert kinds[:2] == ["show", "seed"]
    assert kinds[-1] == "stop"
    middle = kinds[2:-1]
    assert all(kind == ("assign" if i % 2 == 0 else "update") for i, kind in enumerate(middle))


def test_all_runs_are_kept_and_the_best_is_shown(blobs: np.ndarray) -> None:
    traced = trace(KMeans(4, init="random", n_init=10, random_state=1), blobs)
    assert len(traced.runs) == 10
    best = [run for run in traced.runs if run.best]
    assert len(best) == 1
    assert best[0].objective == traced.objective
    assert best[0].objective <= min(run.objective for run in traced.runs) * (1 + 1e-12)
    assert max(run.objective for run in traced.runs) > traced.objective * 1.1


@given(continuous(), st.integers(0, 99))
def test_captions_are_sentences(X: np.ndarray, seed: int) -> None:
    for frame in trace(KMeans(min(5, len(X)), random_state=seed), X):
        assert frame.caption.endswith(".")
        assert len(frame.caption) < 120
        word = {"seed": "start"}.get(frame.kind, frame.kind)
        assert frame.caption.split(":")[0].lower() == word


def test_names_and_index_of_a_frame_are_kept(blobs: np.ndarray) -> None:
    table = pd.DataFrame(blobs, columns=["width", "height"], index=[f"r{i}" for i in range(300)])
    traced = trace(KMeans(4, random_state=0), table.sample(frac=1, random_state=0))
    assert traced.feature_names == ("width", "height")
    labels = traced.labels_series()
    fitted = KMeans(4, random_state=0).fit(table.sample(frac=1, random_state=0))
    assert labels.index[0] == table.sample(frac=1, random_state=0).index[0]
    np.testing.assert_array_equal(labels.to_numpy(), fitted.labels_)
    assert list(traced.table().columns) == ["kind", "iteration", "inertia", "caption"]


def test_a_seed_is_drawn_shown_and_kept(blobs: np.ndarray) -> None:
    first = trace(KMeans(4), blobs)
    seed = first.params["random_state"]
    assert isinstance(seed, int)
    again = trace(KMeans(4, random_state=seed), blobs)
    np.testing.assert_array_equal(first.labels, again.labels)
    assert [f.caption for f in first] == [f.caption for f in again]


def test_many_features_are_seen_from_two_directions() -> None:
    X = np.random.default_rng(0).normal(size=(60, 5)) * [9, 5, 1, 1, 1]
    traced = trace(KMeans(3, random_state=0), X)
    view = traced.view
    assert not view.exact
    assert "5 features" in view.projection_note
    moved = view.inverse_transform(X[0], (1.0, 2.0))
    np.testing.assert_allclose(view.project(moved[None])[0], [1.0, 2.0])
    picked = trace(KMeans(3, random_state=0), X, columns=("x1", "x3"))
    np.testing.assert_array_equal(picked.view.project(X), X[:, [0, 2]])


@pytest.mark.parametrize(
    ("params", "word"),
    [
        ({"n_clusters": 0}, "n_clusters"),
        ({"n_clusters": 301}, "n_clusters"),
        ({"n_clusters": "3"}, "n_clusters"),
        ({"n_clusters": 2.0}, "n_clusters"),
        ({"init": "kmeans"}, "'kmeans'"),
        ({"n_init": 0}, "n_init"),
        ({"max_iter": 0}, "max_iter"),
        ({"tol": -1}, "tol"),
    ],
)
def test_bad_parameters_are_named_with_a_line_that_mends(
    blobs: np.ndarray, params: dict[str, object], word: str
) -> None:
    with pytest.raises(LearnerError, match=word) as caught:
        trace(KMeans(**{"n_clusters": 4, "random_state": 0, **params}), blobs)
    assert len(str(caught.value).splitlines()) <= 3
    scope = {"KMeans": KMeans}
    exec(f"mended = {caught.value.fix}", scope)
    mended = scope["mended"]
    estimator = mended if isinstance(mended, KMeans) else KMeans(mended)
    assert len(trace(estimator, blobs)) > 3


def test_wrong_estimators_are_refused(blobs: np.ndarray) -> None:
    from sklearn.decomposition import PCA

    with pytest.raises(LearnerError, match="can't be watched"):
        trace(PCA(), blobs)
    with pytest.raises(LearnerError, match="is a class"):
        trace(KMeans, blobs)
    with pytest.raises(LearnerError, match="can't be watched"):
        trace("KMeans", blobs)


@pytest.mark.parametrize("kind", [KMeans, MiniBatchKMeans])
@pytest.mark.parametrize(
    ("init", "what"),
    [
        (np.zeros((3, 2)), r"The starting centers have shape \(3, 2\), not \(2, 2\)"),
        ([[0, np.nan], [1, 1]], "The starting centers hold a missing or infinite value"),
        ([[0, "a"], [1, 1]], "The starting centers are not a table of numbers"),
    ],
)
def test_starting_centers_that_can_not_be_are_refused(kind: Any, init: Any, what: str) -> None:
    with pytest.raises(LearnerError, match=what):
        trace(kind(2, init=init, n_init=1, random_state=0), np.eye(2))


def ended(labels: list[int], centers: list[list[float]]) -> Any:
    return SimpleNamespace(
        labels_=np.array(labels), cluster_centers_=np.array(centers), inertia_=3.0, n_iter_=7
    )


@pytest.mark.parametrize(
    ("fitted", "same"),
    [
        (ended([0, 1], [[0.0], [9.0]]), True),
        (ended([0, 1], [[0.0], [9.0 + 1e-12]]), True),
        (ended([0, 1], [[0.0], [8.0]]), False),
        (ended([1, 1], [[0.0], [9.0]]), False),
        (ended([1, 1], [[0.0], [8.0]]), False),
    ],
)
def test_the_end_of_a_fit_that_wrote_over_its_data_is_the_fits(fitted: Any, same: bool) -> None:
    values = {"centers": np.array([[0.0], [9.0]]), "cluster": 1}
    labels = np.array([0, 1], dtype=np.int32)
    frames = (
        Frame("assign", "Assign.", 1, 2, labels, 5.0, values),
        Frame("stop", "Stop.", 3, 2, labels, 5.0, values),
    )
    found = kmeans_traces._end_of_overwritten(frames, fitted, "first_rows")
    assert found[0] is frames[0]
    assert len(found) == 2
    assert (found[1] is frames[1]) == same
    if not same:
        stop = found[1]
        assert (stop.kind, stop.line, stop.iteration, stop.objective) == ("stop", 3, 7, 3.0)
        assert (stop.labels.tolist(), stop.values["cluster"]) == (fitted.labels_.tolist(), 1)
        assert "first_rows" in stop.caption


@pytest.mark.parametrize(("dtype", "allowed"), [(np.float64, 1e-10), (np.float32, 1e-4)])
@pytest.mark.parametrize("factor", [0.1, 30.0])
def test_a_replay_that_is_not_certain_is_kept_only_if_it_ends_at_the_fit(
    monkeypatch: pytest.MonkeyPatch, dtype: type, allowed: float, factor: float
) -> None:
    X = make_blobs(60, centers=3, random_state=1)[0].astype(dtype)
    centered = X - X.mean(axis=0)
    run = lloyd.replay(centered, centered[:3], max_iter=300, tol=0.0)
    assert run is not None
    run.certain = False
    run.centers[-1] = run.centers[-1] + dtype(factor * allowed * np.abs(X).max())
    monkeypatch.setattr(kmeans_traces, "replay", lambda *_, **__: run)
    monkeypatch.setattr(kmeans_traces, "replay_by_restarts", lambda *_: None)
    model = KMeans(3, init=X[:3], n_init=1, tol=0.0)
    found = kmeans_traces._replay(model, X, centered, centered[:3], 0.0)
    assert found is (run if factor < 1 else None)
    if found is not None:
        fitted = fit_from(model, X, centered[:3])
        assert run.inertia[-1] == float(fitted.inertia_)
        np.testing.assert_array_equal(run.centers[-1], fitted.cluster_centers_ - X.mean(axis=0))


def test_of_two_tries_the_best_is_drawn(blobs: np.ndarray) -> None:
    """k-means++ tries 2 + log(k) points for each center, rounded down: two for k = 2."""
    _, first, second = (f.caption for f in trace(KMeans(2, n_init=1, random_state=0), blobs)[:3])
    assert "best of 2" in second
    assert "best" not in first


def test_the_last_inertia_alone_is_replaced_by_the_fits(blobs: np.ndarray) -> None:
    centered = blobs - blobs.mean(axis=0)
    model = KMeans(4, n_init=1, random_state=0)
    run = lloyd.replay(centered, centered[:4], max_iter=300, tol=0.0)
    assert run is not None
    before, run.inertia[-1] = run.inertia[:-1], 0.0
    kmeans_traces._take_own_inertia(run, model, blobs, centered[:4])
    assert run.inertia[:-1] == before
    assert run.inertia[-1] == float(fit_from(model, blobs, centered[:4]).inertia_)


def test_of_two_clusters_that_jump_each_frame_shows_no_jump_after_its_own() -> None:
    X = np.array([[0.0], [1.0], [20.0], [30.0]])
    centers = np.array([[0.5], [100.0], [200.0]])
    run: Any = SimpleNamespace(moved=[{1: 3, 2: 2}], centers=[centers])
    labels = np.zeros(4, dtype=np.int32)
    shown = []
    for cluster, point in run.moved[0].items():
        labels, frame = kmeans_traces._relocate_frame(
            run, 0, labels, cluster, point, X, np.zeros(1)
        )
        shown.append((frame.values["centers"].ravel().tolist(), labels.tolist()))
    assert shown == [([0.5, 30.0, 200.0], [0, 0, 0, 1]), ([0.5, 30.0, 20.0], [0, 0, 2, 1])]
