"""Traces of Cobweb: the choice at each node, the leaves as they grow, the end of the fit."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pytest
from sklearn.datasets import make_blobs

from teachclust import trace
from teachclust.cluster import Cobweb
from teachclust.traces import Frame

X, _ = make_blobs(60, centers=4, random_state=0)


def frames_of(model: Any, rows: np.ndarray = X) -> tuple[Frame, ...]:
    return trace(model, rows).frames


@pytest.mark.parametrize(
    "params",
    [
        {"acuity": 0.3, "random_state": 0},
        {"acuity": 0.1, "n_clusters": 3, "shuffle": False},
        {"acuity": 0.2, "ids": "nodes", "random_state": 3},
        {"acuity": 1.0, "acuity_unit": "feature", "cutoff": 0.1, "random_state": 2},
    ],
)
def test_the_end_is_the_fit(params: dict[str, Any]) -> None:
    model = Cobweb(**params).fit(X)
    last = frames_of(Cobweb(**params))[-1]
    np.testing.assert_array_equal(last.labels, model.labels_)
    np.testing.assert_array_equal(last.values["centers"], model.cluster_centers_)


def test_a_random_state_draws_the_order_once() -> None:
    given = np.random.RandomState(5)
    last = trace(Cobweb(0.3, random_state=given), X).frames[-1]
    np.testing.assert_array_equal(last.labels, Cobweb(0.3, random_state=5).fit(X).labels_)


def test_the_choice_taken_has_the_highest_utility_that_the_caption_tells() -> None:
    told = 0
    for frame in frames_of(Cobweb(0.2, random_state=1)):
        found = re.search(r"utility ([\d.e-]+) \((.+)\)", frame.caption)
        if found is None:
            continue
        others = [float(text.split()[1]) for text in found[2].split(", ")]
        assert float(found[1]) >= max(others)
        told += 1
    assert told > 60


def test_each_operation_is_told() -> None:
    starts = {frame.caption.split(":")[0] for frame in frames_of(Cobweb(0.15, random_state=1))}
    assert {"Show", "Start", "New", "Host", "Merge", "Split", "Join", "Stop"} <= starts
    joined = frames_of(Cobweb(0.15, n_clusters=2, random_state=1))
    assert joined[-2].caption == "Join: the two closest leaves of one parent are joined; 2 leaves."


def test_a_point_has_its_leaf_at_the_end_of_its_way() -> None:
    reached = [
        np.count_nonzero(frame.labels >= 0)
        for frame in frames_of(Cobweb(0.3, random_state=0))
        if frame.labels is not None
    ]
    assert sorted(reached) == reached
    assert reached[-1] == len(X)


def test_many_points_are_told_together() -> None:
    rows, _ = make_blobs(1500, centers=4, random_state=0)
    frames = frames_of(Cobweb(0.3, random_state=0), rows)
    assert len(frames) <= 302
    assert any(frame.caption.startswith("Insert: ") for frame in frames)


def test_too_few_leaves_are_noticed() -> None:
    traced = trace(Cobweb(n_clusters=4), np.repeat([[0.0], [1.0]], 5, axis=0))
    assert "2 leaves, fewer than n_clusters=4" in traced.notices[-1]
