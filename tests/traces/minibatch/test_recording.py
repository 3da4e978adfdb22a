"""What the Recorder writes down is what a MiniBatchKMeans does, which it changes in nothing."""

from __future__ import annotations

from typing import Any
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from minibatch_samples import BLOBS, recorded, starving
from sklearn.base import clone
from sklearn.cluster import MiniBatchKMeans

from teachclust.checks.memory import MOST_BYTES
from teachclust.errors import LearnerError
from teachclust.traces.minibatch.recording import (
    bytes_of_batches,
    recording_random_state,
    too_many_batches,
)

RECORDING = "teachclust.traces.minibatch.recording"


@pytest.mark.parametrize("kind", [np.random.MT19937, np.random.PCG64, np.random.Philox])
def test_a_remembering_generator_draws_what_the_other_would_and_leaves_it(kind: Any) -> None:
    given_, twin = np.random.RandomState(kind(7)), np.random.RandomState(kind(7))
    for state in (given_, twin):
        state.normal(size=3)  # half of a pair of normal numbers is kept inside
    draws: Any = recording_random_state(given_)
    assert draws.last is None
    np.testing.assert_array_equal(draws.normal(size=3), twin.normal(size=3))
    np.testing.assert_array_equal(draws.choice(9, 4, replace=False), twin.choice(9, 4, False))
    assert len(draws.last) == 4
    found = draws.randint(0, 100, size=6)
    assert draws.last is found
    np.testing.assert_array_equal(found, twin.randint(0, 100, size=6))
    fresh = np.random.RandomState(kind(7))
    fresh.normal(size=3)
    np.testing.assert_array_equal(given_.randint(0, 100, 5), fresh.randint(0, 100, 5))


@settings(max_examples=settings().max_examples // 4)
@given(
    st.integers(0, 1000), st.sampled_from([7, 20, 64, 300]), st.sampled_from([1, 3]),
    st.sampled_from([0.0, 0.1]), st.sampled_from([None, 2]),
)  # fmt: skip
def test_a_recorded_fit_is_the_fit(
    seed: int, batch_size: int, n_init: int, tol: float, patience: int | None
) -> None:
    model = MiniBatchKMeans(
        3, batch_size=batch_size, n_init=n_init, random_state=seed, max_iter=2, tol=tol,
        max_no_improvement=patience, reassignment_ratio=0.3,
    )  # fmt: skip
    fitted, own = recorded(model, BLOBS), clone(model).fit(BLOBS)
    np.testing.assert_array_equal(fitted.cluster_centers_, own.cluster_centers_)
    np.testing.assert_array_equal(fitted.labels_, own.labels_)
    assert fitted.inertia_ == own.inertia_
    recording = fitted.recording
    assert len(recording.batches) == own.n_steps_
    assert len(recording.starts) == n_init
    assert all(len(batch.points) == batch_size for batch in recording.batches)
    assert recording.bytes == bytes_of_batches(own.n_steps_, batch_size, 3)
    smoothed, waited, lowest = None, 0, np.inf
    alpha = min(1.0, 2.0 * batch_size / (len(BLOBS) + 1))
    for i, batch in enumerate(recording.batches):
        if i:
            old = batch.inertia if smoothed is None else smoothed
            smoothed = old * (1 - alpha) + batch.inertia * alpha
            assert batch.smoothed == pytest.approx(smoothed)
            if recording.stop != "tol" or batch is not recording.batches[-1]:
                waited = 0 if smoothed < lowest else waited + 1
            lowest = min(lowest, smoothed)
        else:
            assert batch.smoothed is None
        assert batch.n_no_improvement == waited
        assert batch.counts.min() >= 0
        assert (batch.jumps is not None) <= batch.due


def test_starts_are_kept_as_they_were_and_the_judging_points_are_the_fits() -> None:
    model = MiniBatchKMeans(3, n_init=2, init_size=10, batch_size=50, random_state=0)
    recording = recorded(model, BLOBS).recording
    draws = np.random.RandomState(0)
    assert recording.init_indices is not None
    np.testing.assert_array_equal(recording.init_indices, draws.randint(0, len(BLOBS), 10))
    init = BLOBS[[5, 6, 7]]
    given_ = recorded(model.set_params(init=init, n_init=1), BLOBS).recording
    np.testing.assert_array_equal(given_.starts, [init])


def test_jumps_are_places_in_the_batch() -> None:
    fitted = recorded(starving(), BLOBS)
    first = fitted.recording.batches[0]
    assert first.due
    assert first.jumps is not None
    assert len(first.jumps) == 2
    assert set(first.jumps) <= set(range(60))
    # two centers got no points, and count as much as the smallest of the others from then on
    assert first.counts[1] == first.counts[3] == first.counts[[0, 2]].min() > 0


@pytest.mark.parametrize(
    ("params", "stop", "n_batches"),
    [
        ({"max_iter": 2, "max_no_improvement": None}, "max_iter", 12),
        ({"max_no_improvement": 3}, "still", None),
        ({"max_no_improvement": 0}, "still", 2),
        ({"tol": 10.0, "max_no_improvement": None}, "tol", 2),
        ({"tol": 1e-9, "max_no_improvement": 3}, "still", None),
    ],
)
def test_the_reason_to_stop(params: dict[str, Any], stop: str, n_batches: int | None) -> None:
    model = MiniBatchKMeans(4, random_state=0, batch_size=50).set_params(**params)
    recording = recorded(model, BLOBS).recording
    assert recording.stop == stop
    assert n_batches in (None, len(recording.batches))


def test_another_scikit_learn_leaves_the_recording_empty() -> None:
    calls: list[Any] = []

    def six(self: Any, *args: Any, **kwargs: Any) -> bool:
        calls.append(args)
        return True

    model = recorded(MiniBatchKMeans(3, random_state=0), BLOBS)
    kept = len(model.recording.batches)
    with patch.object(MiniBatchKMeans, "_mini_batch_convergence", six):
        model._drawn = np.arange(3)
        assert model._mini_batch_convergence(1, 2, 3, 4, 5, 6) is True
        model._drawn = None
        assert model._mini_batch_convergence(1, 2, 3, 4, 5) is True
    assert len(calls) == 2
    assert len(model.recording.batches) == kept


def test_a_batch_takes_4_bytes_a_point_and_8_a_center() -> None:
    assert bytes_of_batches(0, 50, 4) == 0
    none = bytes_of_batches(1, 0, 0)
    assert bytes_of_batches(1, 50, 4) == none + 4 * 50 + 8 * 4
    assert bytes_of_batches(10, 50, 4) == 10 * bytes_of_batches(1, 50, 4)
    (batch,) = recorded(MiniBatchKMeans(4, batch_size=50, max_iter=1, init=BLOBS[:4], n_init=1,
                                        random_state=0), BLOBS[:50]).recording.batches  # fmt: skip
    assert batch.points.nbytes + batch.counts.nbytes == 4 * 50 + 8 * 4


def test_recording_ends_just_where_the_memory_does() -> None:
    model = MiniBatchKMeans(4, batch_size=50, max_iter=1, max_no_improvement=None, random_state=0)
    needed = bytes_of_batches(6, 50, 4)
    with patch(f"{RECORDING}.MOST_BYTES", needed):
        assert len(recorded(model, BLOBS).recording.batches) == 6
    with patch(f"{RECORDING}.MOST_BYTES", needed - 1), pytest.raises(LearnerError):
        recorded(model, BLOBS)


def test_the_refusal_of_too_many_batches_has_a_line_that_works() -> None:
    model = MiniBatchKMeans(5, max_iter=10**6, max_no_improvement=None)
    told = too_many_batches(1.5 * MOST_BYTES, model)
    assert told.what == "The batches of this fit would need 450 MB of memory or more."
    assert told.where == "max_iter=1000000, max_no_improvement=None"
    assert "300 MB is the limit" in told.why
    scope = {"MiniBatchKMeans": MiniBatchKMeans}
    exec(f"mended = {told.fix}", scope)
    mended: Any = scope["mended"]
    assert mended.n_clusters == 5
    assert mended.fit(BLOBS).n_iter_ == 1
