"""MiniBatchKMeans: every batch is the one that scikit-learn drew, every pull the one it made."""

from __future__ import annotations

import re
import warnings
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any
from unittest.mock import patch

import numpy as np
import pytest
import sklearn.cluster._kmeans as in_sklearn
from hypothesis import given, settings
from hypothesis import strategies as st
from minibatch_samples import BLOBS, starving
from sklearn.base import clone
from sklearn.cluster import KMeans, MiniBatchKMeans
from sklearn.datasets import load_digits, make_blobs
from strategies import continuous, tied
from threadpoolctl import threadpool_limits

from teachclust.errors import LearnerError
from teachclust.traces import Trace, trace
from teachclust.traces import minibatch as minibatch_traces
from teachclust.traces.minibatch.recording import Recorder


def last_rows(X: np.ndarray, n_clusters: int, random_state: Any) -> np.ndarray:
    return X[-n_clusters:] * 0.5


def drawn_rows(X: np.ndarray, n_clusters: int, random_state: Any) -> np.ndarray:
    return X[random_state.choice(len(X), n_clusters, replace=False)]


def some(share: int) -> settings:
    """Return a share of the examples: each of these tests makes several fits."""
    return settings(max_examples=settings().max_examples // share)


@st.composite
def minibatch(draw: st.DrawFn, X: np.ndarray) -> MiniBatchKMeans:
    """A MiniBatchKMeans with any of its parameters."""
    k = draw(st.integers(1, min(len(X), 9)))
    batch_size = draw(st.sampled_from([1, 3, 10, 64, 1024]))
    return MiniBatchKMeans(
        n_clusters=k,
        init=draw(st.sampled_from(["k-means++", "random", X[:k].copy(), last_rows, drawn_rows])),
        n_init=draw(st.sampled_from(["auto", 1, 4])),
        batch_size=batch_size,
        max_iter=draw(st.sampled_from([1, 2, 5] if batch_size >= 10 else [1])),
        tol=draw(st.sampled_from([0.0, 0.0, 1e-3, 1e-1])),
        max_no_improvement=draw(st.sampled_from([None, 0, 1, 10])),
        init_size=draw(st.sampled_from([None, 2, 20])),
        reassignment_ratio=draw(st.sampled_from([0.0, 0.01, 0.3, 1.0])),
        random_state=draw(st.integers(0, 1000)),
    )


def fit(estimator: Any, X: np.ndarray) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        return clone(estimator).fit(X)


@dataclass
class Spy:
    """Writes down the arguments and results of scikit-learn's own steps."""

    batches: list[np.ndarray] = field(default_factory=list)
    before: list[np.ndarray] = field(default_factory=list)
    after: list[np.ndarray] = field(default_factory=list)
    counts: list[np.ndarray] = field(default_factory=list)
    inertia: list[float] = field(default_factory=list)

    def fit(self, estimator: Any, X: np.ndarray) -> Any:
        real = in_sklearn._mini_batch_step

        def step(X: Any, *args: Any, **kwargs: Any) -> Any:
            self.batches.append(X.copy())
            self.before.append(kwargs["centers"].copy())
            self.inertia.append(float(real(X, *args, **kwargs)))
            self.after.append(kwargs["centers_new"].copy())
            self.counts.append(kwargs["weight_sums"].copy())
            return self.inertia[-1]

        with patch.object(in_sklearn, "_mini_batch_step", step):
            return fit(estimator, X)


def assert_last_frame_is_the_fit(estimator: Any, X: np.ndarray, traced: Trace) -> None:
    fitted = fit(estimator, X)
    np.testing.assert_array_equal(traced.labels, fitted.labels_)
    np.testing.assert_array_equal(traced.centers, fitted.cluster_centers_)
    assert traced.objective == pytest.approx(fitted.inertia_, rel=1e-12)
    assert traced.n_iter == fitted.n_steps_
    assert [(r.objective, r.n_iter, r.best) for r in traced.runs] == [
        (traced.objective, traced.n_iter, True)
    ]
    drawn = fitted.n_steps_ * min(estimator.batch_size, len(X))
    assert traced.last.values["work"] == drawn + len(X)


def assert_steps_are_those_of_scikit_learn(
    estimator: Any, X: np.ndarray, traced: Trace, exact: bool = True
) -> None:
    """Compare all frames with what scikit-learn's own function was given and gave."""
    spy = Spy()
    spy.fit(estimator, X)
    size = len(spy.batches[0])
    assert traced.n_iter == len(spy.batches)
    np.testing.assert_array_equal(traced[1].values["centers"], spy.before[0])
    labels = np.full(len(X), -2)
    smoothed, alpha = None, min(1.0, 2.0 * size / (len(X) + 1))
    by_kind = {(f.iteration, f.kind): f for f in traced}
    for t, rows in enumerate(spy.batches):
        visit, update = by_kind[t + 1, "visit"], by_kind[t + 1, "update"]
        ended = by_kind.get((t + 1, "relocate"), update)
        np.testing.assert_array_equal(visit.values["centers"], spy.before[t])
        np.testing.assert_array_equal(ended.values["centers"], spy.after[t])
        np.testing.assert_array_equal(ended.values["counts"], spy.counts[t])
        points = list(visit.values["points"])
        assert len(points) == len(set(points)) <= 300
        if len(points) < 300:
            np.testing.assert_array_equal(np.unique(X[points], axis=0), np.unique(rows, axis=0))
        apart = np.setdiff1d(np.arange(len(X)), points)
        if len(points) < 300:
            np.testing.assert_array_equal(visit.labels[apart], labels[apart])
        gaps = ((X[points, None] - spy.before[t]) ** 2).sum(axis=2)
        mine = gaps[np.arange(len(points)), visit.labels[points]]
        np.testing.assert_allclose(mine, gaps.min(axis=1), rtol=1e-6, atol=1e-7 * (X**2).max())
        labels = visit.labels
        mean = spy.inertia[t] / size
        if t:
            smoothed = mean if smoothed is None else smoothed * (1 - alpha) + mean * alpha
            assert update.objective == pytest.approx(smoothed * len(X), rel=1e-9)
        else:
            assert update.objective is None
        assert update.labels is visit.labels
        assert visit.values["work"] == update.values["work"] == (t + 1) * size


def assert_frames_keep_the_rules(traced: Trace) -> None:
    kinds = " ".join(f.kind for f in traced)
    assert re.fullmatch(r"show seed( visit update( relocate)?)+ assign stop", kinds)
    assert all(len(f.caption) < 120 for f in traced)
    assert traced.notices == () or "batches" not in "".join(traced.notices)
    jumps = [f for f in traced if f.kind == "relocate"]
    for frame in jumps:
        moved = frame.values["centers"][frame.values["cluster"]]
        assert any((moved == traced.X[p]).all() for p in frame.values["points"])


@some(3)
@given(st.data())
def test_the_last_frame_is_the_fit(data: st.DataObject) -> None:
    X = data.draw(continuous())
    estimator = data.draw(minibatch(X))
    traced = trace(estimator, X)
    assert_last_frame_is_the_fit(estimator, X, traced)
    assert_frames_keep_the_rules(traced)


@some(3)
@given(st.data())
def test_every_step_is_that_of_scikit_learn(data: st.DataObject) -> None:
    X = data.draw(continuous())
    estimator = data.draw(minibatch(X))
    traced = trace(estimator, X)
    if traced.n_iter <= 40:
        assert_steps_are_those_of_scikit_learn(estimator, X, traced)


@some(4)
@given(st.data())
def test_tied_data_are_followed_too(data: st.DataObject) -> None:
    X = data.draw(tied())
    estimator = data.draw(minibatch(X))
    traced = trace(estimator, X)
    assert_last_frame_is_the_fit(estimator, X, traced)
    assert_frames_keep_the_rules(traced)
    if traced.n_iter <= 40:
        assert_steps_are_those_of_scikit_learn(estimator, X, traced)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("batch_size", [100, 300])
def test_fewer_passes_end_where_the_frames_stand(seed: int, batch_size: int) -> None:
    """An oracle without private functions: the fit that ends after 1, 2, ... passes."""
    stops = {"tol": 0.0, "max_no_improvement": None, "reassignment_ratio": 0.2}
    estimator = MiniBatchKMeans(7, batch_size=batch_size, max_iter=6, random_state=seed, **stops)
    traced = trace(estimator, BLOBS)
    assert traced.n_iter == 6 * 300 // batch_size
    for passes in range(1, 7):
        oracle = clone(estimator).set_params(max_iter=passes).fit(BLOBS)
        frame = [f for f in traced if f.kind in ("update", "relocate")]
        frame = [f for f in frame if f.iteration == passes * 300 // batch_size][-1]
        np.testing.assert_array_equal(frame.values["centers"], oracle.cluster_centers_)


@pytest.mark.parametrize("seed", range(2))
def test_digits_in_float32_and_float64(seed: int) -> None:
    for dtype in (np.float32, np.float64):
        X = load_digits().data.astype(dtype)
        estimator = MiniBatchKMeans(10, batch_size=200, n_init=3, random_state=seed)
        with threadpool_limits(1):  # sums of float32 hang on the number of threads
            traced = trace(estimator, X)
            assert_last_frame_is_the_fit(estimator, X, traced)
            assert_steps_are_those_of_scikit_learn(estimator, X, traced)


def test_starved_centers_jump_to_points_of_the_batch() -> None:
    traced = trace(starving(), BLOBS)
    drop = next(f for f in traced if f.kind == "relocate")
    batch = next(f for f in traced if f.kind == "visit" and f.iteration == drop.iteration)
    assert drop.iteration == 1
    assert set(drop.values["points"]) <= set(batch.values["points"])
    np.testing.assert_array_equal(
        drop.values["centers"][[1, 3]], BLOBS[list(drop.values["points"])]
    )
    assert drop.caption == (
        "Drop: 2 centers with under 1 % of the largest one's points jump to points of the batch."
    )
    # a center that jumped counts as much as the smallest of the others
    assert drop.values["counts"][1] == drop.values["counts"][[0, 2]].min()
    assert_last_frame_is_the_fit(starving(), BLOBS, traced)


def test_one_starved_center_is_named() -> None:
    estimator = starving().set_params(n_clusters=3, init=starving().init[:3])
    drop = next(f for f in trace(estimator, BLOBS) if f.kind == "relocate")
    point = drop.values["points"][0]
    assert drop.caption == (
        f"Drop: B took 0 points, under 1 % of the largest; it jumps to point {point}."
    )
    assert drop.values["cluster"] == 1


def test_captions_tell_the_batch_the_pull_and_the_smoothed_inertia() -> None:
    traced = trace(MiniBatchKMeans(4, batch_size=50, random_state=0), BLOBS)
    captions = [f.caption for f in traced]
    assert captions[0] == "Show: 300 points, no clusters yet."
    assert captions[1] == "Start: k-means++ draws 4 centers from a sample of 150 of 300 points."
    first, pulled = traced[2], traced[3]
    n = len(first.values["points"])
    assert first.caption == (
        f"Visit: batch 1 draws 50 points with repeats, {n} different; each finds its center."
    )
    name = "ABCD"[pulled.values["cluster"]]
    taken = int(pulled.values["counts"][pulled.values["cluster"]])
    assert pulled.caption.startswith(
        f"Update: {name} moves farthest, 100 % of the way to its {taken} points; batch inertia "
    )
    for before, visit, update in zip(traced[3:-4:2], traced[4:-3:2], traced[5:-2:2], strict=True):
        fresh = np.count_nonzero((before.labels == -2) & (visit.labels != -2))
        changed = np.count_nonzero((before.labels != visit.labels) & (before.labels != -2))
        assert f" {fresh} for the first time; {changed} of the others change" in visit.caption
        cluster = update.values["cluster"]
        counts, old = update.values["counts"][cluster], before.values["counts"][cluster]
        told = re.search(r", ([\d.]+) % of the way to its (\d+) point", update.caption)
        assert int(told[2]) == counts - old
        assert float(told[1]) == pytest.approx(100 * (counts - old) / counts, rel=0.06)
    assert re.fullmatch(
        r"Assign: all 300 points join their nearest center; inertia [\d.]+, [\d.]+ by the "
        r"batches\.",
        captions[-2],
    )


@pytest.mark.parametrize(
    ("params", "caption"),
    [
        ({"max_no_improvement": 3}, "no new low of smoothed inertia in 3 batches"),
        ({"max_no_improvement": 0}, "max_no_improvement is 0, so 2 batches are enough"),
        ({"tol": 0.05, "max_no_improvement": None}, "less than the tolerance in the last of"),
        ({"max_iter": 2, "max_no_improvement": None}, "max_iter=2 is used up after 12 batches"),
        ({"max_iter": 1, "batch_size": 300}, "max_iter=1 is used up after 1 batch;"),
    ],
)
def test_the_reason_to_stop_is_told(params: dict[str, Any], caption: str) -> None:
    estimator = MiniBatchKMeans(4, random_state=0, **{"batch_size": 50, **params})
    traced = trace(estimator, BLOBS)
    assert caption in traced.last.caption
    assert_last_frame_is_the_fit(estimator, BLOBS, traced)


def test_the_smoothed_inertia_says_how_long_it_found_no_new_low() -> None:
    traced = trace(MiniBatchKMeans(4, batch_size=30, random_state=1), BLOBS)
    lowest, waited = np.inf, 0
    for frame in (f for f in traced if f.kind == "update" and f.objective is not None):
        waited = 0 if frame.objective < lowest else waited + 1
        lowest = min(lowest, frame.objective)
        told = "a new low." if not waited else f"no new low in {waited} batch"
        assert told in frame.caption
    assert waited == 10


def test_the_last_assignment_tells_what_the_batches_led_to_expect() -> None:
    for params, smooth in (({"max_iter": 3}, True), ({"max_iter": 1, "batch_size": 300}, False)):
        estimator = MiniBatchKMeans(4, batch_size=50, random_state=0).set_params(**params)
        traced = trace(estimator, BLOBS)
        found = re.fullmatch(
            r"Assign: .* inertia ([\d.]+)(?:, ([\d.]+) by the batches)?\.", traced[-2].caption
        )
        assert float(found[1]) == pytest.approx(traced.objective, rel=1e-3)
        last = [frame for frame in traced if frame.kind == "update"][-1]
        assert (last.objective is not None) == smooth == (found[2] is not None)
        if smooth:
            assert float(found[2]) == pytest.approx(last.objective, rel=1e-3)


@pytest.mark.parametrize(
    ("params", "sample", "best"),
    [
        ({}, "a sample of 150 of 300 points", ""),
        ({"n_init": 3}, "a sample of 150 of 300 points", ", the best of 3 starts"),
        ({"n_init": 1, "init_size": 300}, "all 300 points", ""),
        ({"n_init": 2, "init_size": 299}, "a sample of 299 of 300", ", the best of 2 starts"),
    ],
)
def test_the_start_is_told(params: dict[str, Any], sample: str, best: str) -> None:
    traced = trace(MiniBatchKMeans(4, batch_size=50, random_state=0).set_params(**params), BLOBS)
    assert traced[1].caption.startswith(f"Start: k-means++ draws 4 centers from {sample}")
    assert traced[1].caption.endswith(f"{best}.")
    assert (", the best of" in traced[1].caption) == bool(best)


def test_many_batches_are_thinned_and_the_captions_count() -> None:
    X = make_blobs(2000, centers=5, random_state=1)[0]
    estimator = MiniBatchKMeans(
        5, batch_size=10, max_iter=5, max_no_improvement=None, random_state=0
    )
    traced = trace(estimator, X)
    assert_last_frame_is_the_fit(estimator, X, traced)
    assert traced.n_iter == 1000
    assert len(traced) < 950
    drawn, old, seen_many = 0, np.full(len(X), -2), False
    for visit in (f for f in traced if f.kind == "visit"):
        many = re.match(r"Visit: batches ([\d,]+) to ([\d,]+) draw ([\d,]+) points", visit.caption)
        if many:
            first, last, n = (int(text.replace(",", "")) for text in many.groups())
            assert n == 10 * (last - first + 1) == visit.values["work"] - drawn
            assert visit.iteration == last
            seen_many = True
            told = re.search(r"([\d,]+) for the first time", visit.caption)
            if told:
                fresh = np.count_nonzero((old == -2) & (visit.labels != -2))
                assert int(told[1].replace(",", "")) == fresh
        drawn, old = visit.values["work"], visit.labels
    assert seen_many
    assert drawn == 10_000


def test_of_large_batches_some_points_are_ringed() -> None:
    X = make_blobs(3000, centers=3, random_state=1)[0]
    traced = trace(MiniBatchKMeans(3, random_state=0), X)
    for frame in traced:
        points = frame.values.get("points", ())
        assert len(points) <= 300
        assert all(type(p) is int and frame.labels[p] >= 0 for p in points)


def test_the_work_is_what_a_race_needs() -> None:
    traced = trace(MiniBatchKMeans(4, batch_size=50, random_state=0), BLOBS)
    work = [f.values["work"] for f in traced.frames[1:]]
    assert all(type(w) is int for w in work)
    assert work == sorted(work)
    assert work[0] == 0
    assert traced.frames[0].values == {}


def test_the_caller_keeps_estimator_generator_and_data() -> None:
    X = BLOBS.copy()
    X.setflags(write=False)
    for state in (np.random.RandomState(3), np.random.RandomState(np.random.PCG64(3))):
        estimator = MiniBatchKMeans(4, random_state=state, verbose=0)
        before = state.get_state(legacy=False)
        traced = trace(estimator, X)
        np.testing.assert_equal(state.get_state(legacy=False), before)
        assert not hasattr(estimator, "labels_")
        np.testing.assert_array_equal(traced.labels, clone(estimator).fit(X).labels_)


def test_it_neither_prints_nor_warns(capsys: pytest.CaptureFixture[str]) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        trace(MiniBatchKMeans(4, init=BLOBS[:4], n_init=3, verbose=1, random_state=0), BLOBS)
        trace(MiniBatchKMeans(9, init_size=3, random_state=0), BLOBS)
    assert capsys.readouterr().out == ""


def test_labels_are_there_even_when_none_are_asked_for() -> None:
    estimator = MiniBatchKMeans(4, compute_labels=False, random_state=0)
    traced = trace(estimator, BLOBS)
    fitted = clone(estimator).fit(BLOBS)
    np.testing.assert_array_equal(traced.centers, fitted.cluster_centers_)
    np.testing.assert_array_equal(traced.labels, fitted.predict(BLOBS))
    assert traced.params["compute_labels"] is False


def test_threads_do_not_disturb_each_other() -> None:
    estimators = [MiniBatchKMeans(4, batch_size=40, random_state=seed) for seed in range(8)]
    alone = [trace(e, BLOBS) for e in estimators]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda e: trace(e, BLOBS), estimators))
    for one, other in zip(alone, together, strict=True):
        assert [f.caption for f in one] == [f.caption for f in other]


@pytest.mark.parametrize("broken", ["_random_reassign", "_mini_batch_convergence", "jumps"])
def test_a_fit_that_cannot_be_followed_is_shown_without_its_batches(broken: str) -> None:
    estimator = starving()

    def other_counts(self: Any) -> bool:
        due = MiniBatchKMeans._random_reassign(self)
        self._drawn, self._due = np.zeros(60, dtype=int), due
        return due

    if broken == "jumps":
        change = patch.object(Recorder, "_random_reassign", other_counts)
    else:
        change = patch.object(Recorder, broken, getattr(MiniBatchKMeans, broken))
    with change:
        traced = trace(estimator, BLOBS)
    assert [f.kind for f in traced] == ["show", "seed", "assign", "stop"]
    assert "cannot be followed" in traced.notices[-1]
    assert_last_frame_is_the_fit(estimator, BLOBS, traced)


def test_k_means_is_approached_with_less_work() -> None:
    """Both traces on one axis: what a lesson's race is drawn from."""
    X = make_blobs(2000, centers=5, random_state=4, cluster_std=2.0)[0]
    full = trace(KMeans(5, n_init=1, random_state=0), X)
    mini = trace(MiniBatchKMeans(5, batch_size=100, random_state=0), X)
    work = [f.values["work"] for f in mini if f.kind == "update"]
    assert work[-1] == mini.n_iter * 100
    assert mini.objective == pytest.approx(full.objective, rel=0.2)


@pytest.mark.parametrize(
    ("params", "named"),
    [
        ({"n_clusters": 0}, "n_clusters"),
        ({"n_clusters": 301}, "n_clusters"),
        ({"init": "kmeans++"}, "init"),
        ({"init": [[0.0, 0.0]]}, "centers"),
        ({"batch_size": 0}, "batch_size"),
        ({"batch_size": 2.0}, "batch_size"),
        ({"batch_size": None}, "batch_size"),
        ({"max_iter": 0}, "max_iter"),
        ({"n_init": 0}, "n_init"),
        ({"n_init": "many"}, "n_init"),
        ({"max_no_improvement": -1}, "max_no_improvement"),
        ({"init_size": 0}, "init_size"),
        ({"tol": -1.0}, "tol"),
        ({"tol": np.nan}, "tol"),
        ({"tol": np.inf}, "tol"),
        ({"reassignment_ratio": -0.1}, "reassignment_ratio"),
        ({"reassignment_ratio": 1.5}, "reassignment_ratio"),
        ({"reassignment_ratio": "much"}, "reassignment_ratio"),
    ],
)
def test_bad_parameters_are_refused_with_a_line_that_mends_them(
    params: dict[str, Any], named: str
) -> None:
    with pytest.raises(LearnerError, match=re.escape(named)) as refused:
        trace(MiniBatchKMeans(random_state=0).set_params(**params), BLOBS)
    fix, names = refused.value.fix, {"MiniBatchKMeans": MiniBatchKMeans}
    if fix.startswith("MiniBatchKMeans"):
        exec(f"estimator = {fix}", names)
        trace(names["estimator"], BLOBS)


def test_batches_that_no_memory_holds_are_refused() -> None:
    endless = MiniBatchKMeans(4, max_iter=10**6, max_no_improvement=None, random_state=0)
    with pytest.raises(LearnerError, match="MB of memory") as refused:
        trace(endless, BLOBS)
    names = {"MiniBatchKMeans": MiniBatchKMeans}
    exec(f"estimator = {refused.value.fix}", names)
    trace(names["estimator"], BLOBS)
    with (
        patch("teachclust.traces.minibatch.recording.MOST_BYTES", 5_000),
        pytest.raises(LearnerError, match="MB of memory"),
    ):
        trace(MiniBatchKMeans(4, random_state=0), BLOBS)


def test_rings_of_a_large_batch_go_from_its_first_point_to_its_last() -> None:
    places = minibatch_traces._spread(1_000)
    assert len(places) == minibatch_traces._RINGS
    assert (places[0], places[-1]) == (0, 999)
    assert set(np.diff(places)) == {3, 4}


def test_only_a_fit_that_nothing_can_stop_is_refused_for_its_length() -> None:
    long: dict[str, Any] = {"n_clusters": 3, "max_iter": 10**9, "batch_size": 10}
    for params in (
        {"tol": 1e-4, "max_no_improvement": None},
        {"tol": 0.0, "max_no_improvement": 5},
    ):
        minibatch_traces._check_length(MiniBatchKMeans(**long, **params), BLOBS)
    with pytest.raises(LearnerError, match="MB of memory"):
        minibatch_traces._check_length(
            MiniBatchKMeans(**long, tol=0.0, max_no_improvement=None), BLOBS
        )


def test_centers_fill_the_memory_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """A batch that is shown has 100 labels and three sets of 10 x 20 numbers, twice as large."""
    X = np.random.default_rng(0).normal(size=(100, 20))
    monkeypatch.setattr("teachclust.traces.thinning.MOST_BYTES", (100 + 6 * 10 * 20) * 60)
    estimator = MiniBatchKMeans(
        10, batch_size=10, max_iter=30, max_no_improvement=None, n_init=1,
        reassignment_ratio=0, random_state=0,
    )  # fmt: skip
    traced = trace(estimator, X)
    assert traced.n_iter == 300
    assert 56 <= sum(frame.kind == "visit" for frame in traced) <= 62


def test_centers_that_rest_on_their_points_do_not_move() -> None:
    X = np.repeat([[0.0, 0.0], [4.0, 4.0]], 20, axis=0)
    estimator = MiniBatchKMeans(2, init=X[[0, 20]], n_init=1, batch_size=10, random_state=0)
    pulls = [frame.caption for frame in trace(estimator, X) if frame.kind == "update"]
    assert all(caption.startswith("Update: no center moves; ") for caption in pulls)
