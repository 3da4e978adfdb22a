from __future__ import annotations

import time

import numpy as np
import pytest
from sklearn.cluster import DBSCAN, BisectingKMeans, KMeans, MiniBatchKMeans
from sklearn.datasets import make_blobs

from teachclust import trace
from teachclust.errors import LearnerError
from teachclust.scores import benchmark_batches, benchmark_fits
from teachclust.scores.benchmark import TimedRandomState
from teachclust.traces.work import work_of

X, _ = make_blobs(600, centers=5, random_state=0)
MODELS = [
    KMeans(5, n_init=1, random_state=2),
    KMeans(5, n_init=1, init="random", random_state=1),
    MiniBatchKMeans(5, batch_size=50, n_init=1, random_state=0),
    MiniBatchKMeans(5, batch_size=50, n_init=3, init="random", random_state=4),
    MiniBatchKMeans(5, batch_size=2000, n_init=1, random_state=0),
    MiniBatchKMeans(40, batch_size=10, n_init=1, random_state=5),
    MiniBatchKMeans(3, batch_size=20, init=X[:3], n_init=1, random_state=5),
]


@pytest.mark.parametrize("model", MODELS, ids=str)
def test_the_clock_changes_nothing_of_the_fit(model):
    (fit,) = benchmark_fits(model, X)
    alone = model.__class__(**model.get_params()).fit(X)
    np.testing.assert_array_equal(fit.model.labels_, alone.labels_)
    assert fit.inertia == pytest.approx(alone.inertia_)
    assert fit.model.random_state == model.random_state
    assert not hasattr(model, "labels_")
    assert 0 <= fit.drawing < fit.seconds
    assert fit.n_samples == 600


@pytest.mark.parametrize("model", MODELS, ids=str)
def test_work_is_counted_as_the_race_counts_it(model):
    (fit,) = benchmark_fits(model, X)
    missing = work_of(trace(model, X))[-1] - fit.distances
    # k-means that stops by its tolerance assigns once more, and does not tell
    assert missing in ((0, 600 * 5) if isinstance(model, KMeans) else (0,))


def test_labels_tell_what_differs_and_no_more():
    models = [MiniBatchKMeans(4, batch_size=b, random_state=0) for b in (16, 64)]
    fits = benchmark_fits([*models, KMeans(4, n_init=1, random_state=0)], X)
    assert [fit.label for fit in fits] == ["batch 16", "batch 64", ""]
    fits = benchmark_fits([KMeans(k, n_init=1, random_state=0) for k in (2, 3)], X)
    assert [fit.label for fit in fits] == ["k = 2", "k = 3"]


def test_the_draws_are_those_of_the_seed_and_are_timed(monkeypatch):
    draws, plain = TimedRandomState(7), np.random.RandomState(7)
    weights = np.full(50, 0.02)
    np.testing.assert_array_equal(draws.choice(50, 9, p=weights), plain.choice(50, 9, p=weights))
    np.testing.assert_array_equal(draws.randint(0, 9, 5), plain.randint(0, 9, 5))
    assert draws.seconds > 0
    before = draws.seconds
    ticks = iter([10.0, 12.5, 20.0, 21.25])
    monkeypatch.setattr(time, "perf_counter", lambda: next(ticks))
    draws.randint(3)
    assert draws.seconds == before + 2.5
    draws.choice(2, p=[0.5, 0.5])
    assert draws.seconds == before + 3.75


def test_own_batches_are_fitted_by_partial_fit():
    rng = np.random.RandomState(0)
    batches = [rng.randint(len(X), size=40) for _ in range(12)]
    model = MiniBatchKMeans(5, n_init=1, random_state=0)
    fit = benchmark_batches(model, X, iter(batches))
    alone = MiniBatchKMeans(5, n_init=1, random_state=0)
    for rows in batches:
        alone.partial_fit(X[rows])
    np.testing.assert_allclose(fit.model.cluster_centers_, alone.cluster_centers_)
    nearest = ((X[:, None] - alone.cluster_centers_) ** 2).sum(axis=2).min(axis=1)
    assert fit.inertia == pytest.approx(nearest.sum())
    assert fit.steps == 12
    start = 40 * (1 + 4 * 3)  # k-means++ on the first batch
    assert fit.distances == (12 * 40 + 600) * 5 + start


@pytest.mark.parametrize("model", [DBSCAN(), BisectingKMeans(3, random_state=0)], ids=str)
def test_other_algorithms_are_refused(model):
    with pytest.raises(LearnerError, match="not counted"):
        benchmark_fits(model, X)


@pytest.mark.parametrize("seed", [None, np.random.RandomState(0)])
def test_without_a_seed_it_is_refused(seed):
    with pytest.raises(LearnerError, match="needs a seed"):
        benchmark_fits(KMeans(3, random_state=seed), X)


def test_no_batch_is_refused():
    with pytest.raises(LearnerError, match="no batch"):
        benchmark_batches(MODELS[2], X, [])


def test_the_seconds_are_those_that_passed():
    before = time.perf_counter()
    (fit,) = benchmark_fits(MODELS[2], X)
    own = benchmark_batches(MODELS[2], X, [range(50)])
    passed = time.perf_counter() - before
    assert 0 < fit.drawing < fit.seconds < passed
    assert 0 < own.seconds < passed
    assert own.drawing == 0
    assert TimedRandomState(7).seconds == 0


def test_a_list_of_rows_is_fitted_as_the_array_of_them():
    for rows in (X.tolist(), X.astype(np.int64), X.astype(np.float32)):
        (fit,) = benchmark_fits([MODELS[0]], rows)
        alone = KMeans(5, n_init=1, random_state=2).fit(np.asarray(rows))
        assert fit.inertia == pytest.approx(alone.inertia_)
        assert fit.model.cluster_centers_.dtype == alone.cluster_centers_.dtype


def test_own_batches_need_a_seed_too():
    with pytest.raises(LearnerError, match="needs a seed"):
        benchmark_batches(MiniBatchKMeans(3), X, [range(50)])
