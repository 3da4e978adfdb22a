"""Work in distances: counted by hand, by a spy on scikit-learn's own draws, and by formula."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.cluster import DBSCAN, BisectingKMeans, KMeans, MiniBatchKMeans
from sklearn.datasets import make_blobs

from teachclust import trace
from teachclust.errors import LearnerError
from teachclust.starts import init_distance_count
from teachclust.traces.work import work_of

X = make_blobs(300, centers=5, random_state=1, cluster_std=1.5)[0]


def test_kmeans_on_four_points_by_hand() -> None:
    # 4 points, 2 given centers: assign (8), update, assign again (8), nothing changes
    t = trace(KMeans(2, init=[[0.0], [9.0]]), [[0.0], [1.0], [9.0], [10.0]])
    kinds = [frame.kind for frame in t.frames]
    assert kinds == ["show", "seed", "assign", "update", "assign", "stop"]
    assert work_of(t).tolist() == [0, 0, 8, 8, 16, 16]


def test_seeding_by_hand() -> None:
    # first center: 4 distances; each of the two after it: 2 + int(log 3) = 3 candidates x 4 points
    t = trace(KMeans(3, random_state=0), [[0.0], [1.0], [9.0], [10.0]])
    seeds = [w for f, w in zip(t.frames, work_of(t), strict=True) if f.kind == "seed"]
    assert seeds == [4, 16, 28]
    assert init_distance_count("k-means++", 4, 3) == 28
    assert init_distance_count("k-means++", 7, 1) == 7
    assert init_distance_count("random", 4, 3) == init_distance_count(np.zeros((3, 1)), 4, 3) == 0


@pytest.mark.parametrize("init", ["k-means++", "random"])
@pytest.mark.parametrize("n_init", [1, 4])
@pytest.mark.parametrize("max_iter", [2, 300])
def test_kmeans_is_all_runs(init: str, n_init: int, max_iter: int) -> None:
    model = KMeans(5, init=init, n_init=n_init, max_iter=max_iter, random_state=3)
    t = trace(model, X)
    rounds = sum(run.n_assigned for run in t.runs)
    assert work_of(t)[-1] == n_init * init_distance_count(init, len(X), 5) + len(X) * 5 * rounds
    assert len(t.runs) == n_init
    for run in t.runs:  # one more assignment where the labels still changed
        assert run.n_assigned in (run.n_iter, run.n_iter + 1)
    shown = next(run for run in t.runs if run.best)
    assert shown.n_assigned == sum(frame.kind == "assign" for frame in t.frames)
    # the runs that are not shown come before the start that is
    first = next(w for f, w in zip(t.frames, work_of(t), strict=True) if f.kind == "seed")
    others = sum(
        init_distance_count(init, len(X), 5) + len(X) * 5 * r.n_assigned
        for r in t.runs
        if not r.best
    )
    assert others <= first <= others + init_distance_count(init, len(X), 5)


def test_minibatch_by_hand() -> None:
    model = MiniBatchKMeans(4, batch_size=25, max_iter=1, max_no_improvement=None, random_state=0)
    t = trace(model, X)
    start = 75 * (1 + 3 * (2 + 1)) + 75 * 4
    work = work_of(t)
    assert t.n_iter == 12  # 300 points / 25
    assert work[1] == start
    assert work[-1] == start + 12 * 25 * 4 + 300 * 4
    pulls = [w for f, w in zip(t.frames, work, strict=True) if f.kind == "update"]
    assert pulls == [start + 100 * (i + 1) for i in range(12)]


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 8), st.integers(1, 60), st.integers(0, 9), st.booleans())
def test_work_never_falls(k: int, batch_size: int, seed: int, spread: bool) -> None:
    init: Any = "k-means++" if spread else "random"
    for model in (
        KMeans(k, init=init, random_state=seed, n_init=2),
        MiniBatchKMeans(k, init=init, batch_size=batch_size, random_state=seed),
    ):
        work = work_of(trace(model, X[:80]))
        assert work[0] == 0
        assert (np.diff(work) >= 0).all()


@pytest.mark.parametrize("model", [DBSCAN(), BisectingKMeans(3, random_state=0)])
def test_other_work_is_refused(model: Any) -> None:
    with pytest.raises(LearnerError, match="can't be counted") as error:
        work_of(trace(model, X))
    assert "KMeans and MiniBatchKMeans" in error.value.why
    assert error.value.fix
