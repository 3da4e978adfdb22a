"""Frames of Lloyd's iterations: an empty cluster that is filled or dropped, by hand."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.datasets import make_blobs

from teachclust.cluster import KMedians, SimpleKMeans
from teachclust.traces import trace


def test_draws_come_one_by_one() -> None:
    X = make_blobs(40, centers=3, random_state=0)[0]
    seeds = [f for f in trace(KMedians(3, random_state=0), X) if f.kind == "seed"]
    assert [len(f.values["centers"]) for f in seeds] == [1, 2, 3]
    assert seeds[0].caption.endswith("is drawn at random and becomes center A.")
    assert "center B is point" in seeds[1].caption
    drawn = [f.values["points"][0] for f in seeds]
    np.testing.assert_array_equal(seeds[2].values["centers"], X[drawn])
    gaps = np.abs(X[:, np.newaxis] - X[drawn[:2]]).sum(axis=2).min(axis=1)
    np.testing.assert_allclose(seeds[1].values["weights"], gaps)


def test_half_steps_say_what_was_lowered() -> None:
    X = np.array([[1.0], [2.0], [3.0], [10.0], [11.0], [99.0]])
    captions = [f.caption for f in trace(KMedians(2, init=np.array([[1.0], [10.0]])), X)]
    assert captions == [
        "Show: 6 points, no clusters yet.",
        "Seed: 2 centers start where they were placed.",
        "Assign: every point joins its nearest center; total distance 93.",
        "Update: centers move to the median of their points, A farthest by 1; total distance 91.",
        "Assign: no point changed cluster; total distance 91.",
        "Stop: no point changed cluster after 1 iteration; total distance 91.",
    ]


def test_an_empty_cluster_takes_a_far_point() -> None:
    X = np.array([[0.0], [1.0], [2.0], [9.0]])
    traced = trace(KMedians(2, init=np.array([[1.0], [50.0]])), X)
    (jump,) = (f for f in traced if f.kind == "relocate")
    before = traced.frames[traced.frames.index(jump) - 1]
    assert jump.caption == "Drop: cluster B is empty; its center jumps to the farthest point, 3."
    assert before.labels.tolist() == [0, 0, 0, 0]
    assert before.objective == pytest.approx(1 + 0 + 1 + 8)
    assert jump.labels.tolist() == [0, 0, 0, 1]
    assert jump.objective == pytest.approx(2)


def test_a_dropped_cluster_has_the_last_name() -> None:
    """Of its rows five are drawn, one of which loses its points to others."""
    X = np.random.default_rng(129).integers(0, 10, size=(12, 2)).astype(float)
    model = SimpleKMeans(5, random_state=129 % 7)
    traced = trace(model, X)
    (drop,) = (f for f in traced if f.kind == "collapse")
    assert drop.caption == "Drop: no point is nearest to center E; the cluster is dropped."
    assert len(drop.values["centers"]) == 4
    assert traced.frames[1].values["centers"].shape == (5, 2)
    assert len(traced.centers) == 4
    assert traced.notices[-1].startswith("Of 5 clusters 4 clusters are left")


def test_the_limit_is_said() -> None:
    X = make_blobs(200, centers=6, cluster_std=3, random_state=0)[0]
    last = trace(KMedians(6, n_init=1, max_iter=1, random_state=0), X).last
    assert last.caption.startswith("Stop: the limit of 1 iteration is reached before it settled")
