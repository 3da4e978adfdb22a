"""The centers between batches, computed again, are those of scikit-learn's own steps."""

from __future__ import annotations

from typing import Any
from unittest.mock import patch

import numpy as np
import pytest
import sklearn.cluster._kmeans as in_sklearn
from hypothesis import given, settings
from hypothesis import strategies as st
from minibatch_samples import BLOBS, recorded
from scipy.spatial.distance import cdist
from sklearn.cluster import MiniBatchKMeans
from strategies import continuous, tied
from threadpoolctl import threadpool_limits

from teachclust.traces.minibatch.recording import Batch, MiniBatchRecording, Recorder
from teachclust.traces.minibatch.replay import ReplayError, center_moves, chosen_start

SMALL: dict[str, Any] = {"batch_size": 50, "n_init": 1, "random_state": 0}


def watched(model: Any, X: np.ndarray) -> tuple[Recorder, list[Any]]:
    """Return a recorded fit, and centers before and after each of scikit-learn's own steps."""
    real, steps = in_sklearn._mini_batch_step, []

    def step(X: Any, *args: Any, **kwargs: Any) -> Any:
        before = kwargs["centers"].copy()
        inertia = real(X, *args, **kwargs)
        steps.append((X.copy(), before, kwargs["centers_new"].copy()))
        return inertia

    with patch.object(in_sklearn, "_mini_batch_step", step):
        return recorded(model, X), steps


@settings(max_examples=settings().max_examples // 2)
@given(st.data())
def test_each_move_is_a_step_of_scikit_learn(data: st.DataObject) -> None:
    X = data.draw(st.one_of(continuous(), tied()))
    model = MiniBatchKMeans(
        min(data.draw(st.integers(1, 6)), len(X)), max_iter=2, n_init=2, random_state=data.draw(
        st.integers(0, 99)), batch_size=data.draw(st.sampled_from([4, 30])),
        reassignment_ratio=data.draw(st.sampled_from([0.0, 0.01, 0.5])),
    )  # fmt: skip
    fitted, steps = watched(model, X)
    start = chosen_start(fitted, X)
    np.testing.assert_array_equal(start, steps[0][1])
    found = list(center_moves(fitted, X, start))
    for move, (rows, before, after), batch in zip(
        found, steps, fitted.recording.batches, strict=True
    ):
        np.testing.assert_array_equal(X[batch.points], rows)
        np.testing.assert_array_equal(move.before, before)
        np.testing.assert_array_equal(move.after, after)
        np.testing.assert_array_equal(
            move.taken, np.bincount(move.labels, minlength=model.n_clusters)
        )
        kept = np.setdiff1d(np.arange(model.n_clusters), move.starved)
        np.testing.assert_array_equal(move.pulled[kept], move.after[kept])


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
@pytest.mark.parametrize("n_features", [15, 16, 40])
def test_many_features_are_summed_in_scikit_learns_order(n_features: int, dtype: type) -> None:
    X = np.random.default_rng(n_features).normal(size=(200, n_features)).astype(dtype)
    model = MiniBatchKMeans(8, max_iter=2, **SMALL)
    with threadpool_limits(1):  # sums of float32 hang on the number of threads
        fitted, steps = watched(model, X)
        found = list(center_moves(fitted, X, chosen_start(fitted, X)))
    for move, (_, _, after) in zip(found, steps, strict=True):
        np.testing.assert_array_equal(move.after, after)


@pytest.mark.parametrize("batch_size", [4, 5, 60])
def test_no_more_centers_jump_than_half_of_a_batch(batch_size: int) -> None:
    far = np.array([[0.0, 2.0], *([500.0, 500.0 + i] for i in range(7))])
    model = MiniBatchKMeans(8, init=far, batch_size=batch_size, max_iter=1, random_state=0)
    fitted, steps = watched(model, BLOBS)
    first, *_ = found = list(center_moves(fitted, BLOBS, chosen_start(fitted, BLOBS)))
    assert len(first.starved) == min(7, batch_size // 2)
    for move, (_, _, after) in zip(found, steps, strict=True):
        np.testing.assert_array_equal(move.after, after)


def fake(batches: list[Batch], centers: list[float], **params: Any) -> Any:
    """Return a fit that was written by hand: its batches, and its last centers on a line."""
    model = Recorder(n_clusters=len(centers), **params)
    model.recording = MiniBatchRecording(batches=batches)
    model.cluster_centers_ = np.array(centers)[:, None]
    model._n_threads = 1
    return model


def batch(points: list[int], counts: list[float], jumps: list[int] | None = None) -> Batch:
    places = None if jumps is None else np.array(jumps, dtype=int)
    return Batch(np.array(points), jumps is not None, places, np.array(counts), 0.0, None, 0)


def test_centers_are_means_of_all_points_that_they_took() -> None:
    X, start = np.array([[0.0], [2.0], [10.0], [4.0]]), np.array([[1.0], [9.0]])
    fitted = fake([batch([0, 1, 2], [2, 1]), batch([3], [3, 1])], [2.0, 10.0])
    first, second = center_moves(fitted, X, start)
    assert first.labels.tolist() == [0, 0, 1]
    assert (first.before.tolist(), first.after.tolist()) == (start.tolist(), [[1.0], [10.0]])
    assert (first.taken.tolist(), first.counts.tolist()) == ([2, 1], [2.0, 1.0])
    assert second.labels.tolist() == [0]
    assert second.after.tolist() == [[2.0], [10.0]], "two points in 1 and one in 4"
    assert (second.taken.tolist(), second.counts.tolist()) == ([1, 0], [3.0, 1.0])
    assert [len(move.starved) for move in (first, second)] == [0, 0]


def test_a_starved_center_jumps_and_counts_as_the_smallest_of_the_others() -> None:
    X, start = np.array([[0.0], [2.0], [4.0], [6.0]]), np.array([[3.0], [50.0]])
    every = [0, 1, 2, 3]
    (move,) = center_moves(fake([batch(every, [4, 4], jumps=[3])], [3.0, 6.0]), X, start)
    assert move.starved.tolist() == [1]
    assert move.pulled.tolist() == [[3.0], [50.0]]
    assert move.after.tolist() == [[3.0], [6.0]]
    assert move.counts.tolist() == [4.0, 0.0]
    for jumps, ratio in ((None, 0.01), ([3], 0.0)):
        model = fake([batch(every, [4, 0], jumps=jumps)], [3.0, 50.0], reassignment_ratio=ratio)
        (stays,) = center_moves(model, X, start)
        assert stays.starved.tolist() == []
    # 4 points and 1: the second is below the ratio only when it is above a quarter
    X, start = np.array([[0.0], [2.0], [4.0], [6.0], [50.0]]), np.array([[3.0], [50.0]])
    at = fake([batch([*every, 4], [4, 1], jumps=[])], [3.0, 50.0], reassignment_ratio=0.25)
    (stays,) = center_moves(at, X, start)
    assert stays.starved.tolist() == []


@pytest.mark.parametrize(
    ("counts", "jumps", "last"),
    [
        ([4, 3], [3], [3.0, 6.0]), ([5, 4], [3], [3.0, 6.0]), ([4, 4], [3, 2], [3.0, 6.0]),
        ([4, 4], [], [3.0, 6.0]), ([4, 4], [3], [3.0, 6.0 + 1e-8]), ([4, 4], [3], [3.1, 6.0]),
    ],
)  # fmt: skip
def test_what_differs_from_the_fit_is_noticed(
    counts: list[float], jumps: list[int], last: list[float]
) -> None:
    X, start = np.array([[0.0], [2.0], [4.0], [6.0]]), np.array([[3.0], [50.0]])
    fitted = fake([batch([0, 1, 2, 3], counts, jumps=jumps)], last)
    with pytest.raises(ReplayError):
        list(center_moves(fitted, X, start))


def test_the_start_is_the_best_of_those_that_were_drawn() -> None:
    """By brute force: the sum of squares of the judging points alone."""
    starts = [BLOBS[[i, i + 1]] for i in range(0, 16, 2)]
    fitted = recorded(MiniBatchKMeans(2, **SMALL), BLOBS)
    chosen = set()
    for seed in range(12):
        judges = np.random.default_rng(seed).integers(0, len(BLOBS), 3)
        fitted.recording = MiniBatchRecording(starts=starts, init_indices=judges)
        sums = [cdist(BLOBS[judges], one, "sqeuclidean").min(axis=1).sum() for one in starts]
        assert chosen_start(fitted, BLOBS) is starts[int(np.argmin(sums))]
        chosen.add(int(np.argmin(sums)))
    assert len(chosen) > 1
    before = fitted.cluster_centers_.copy()
    fitted.recording = MiniBatchRecording(starts=starts)
    assert chosen_start(fitted, BLOBS) is starts[0]
    fitted.recording = MiniBatchRecording(starts=starts[1:2], init_indices=np.array([0]))
    assert chosen_start(fitted, BLOBS) is starts[1]
    np.testing.assert_array_equal(fitted.cluster_centers_, before)
