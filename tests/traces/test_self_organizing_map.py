"""Traces of SelfOrganizingMap: pulls one by one, then epochs, and the end of the fit exactly."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from sklearn.datasets import make_blobs

from teachclust.cluster import SelfOrganizingMap
from teachclust.traces import trace

X, _ = make_blobs(120, centers=4, random_state=0)


def test_captions_say_who_pulls_whom() -> None:
    line = np.array([[0.0], [1.0], [9.0], [10.0]])
    model = SelfOrganizingMap(
        1, 2, init=[[2.0], [8.0]], epochs=1, learning_rate=0.5, sigma=0.5, shuffle=False
    )
    traced = trace(model, line)
    assert [frame.caption for frame in traced] == [
        "Show: 4 points, no clusters yet.",
        "Seed: 2 units start where they are given.",
        "Update: point 0 pulls the nearest unit, row 0, column 0, by 50 %, neighbors by 6.8 %.",
        "Update: point 1 pulls the nearest unit, row 0, column 0, by 37.5 %, neighbors by 5.1 %.",
        "Update: point 2 pulls the nearest unit, row 0, column 1, by 25 %, neighbors by 3.4 %.",
        "Update: point 3 pulls the nearest unit, row 0, column 1, by 12.5 %, neighbors by 1.7 %.",
        "Epoch 1 of 1: neighborhood 0.5 wide; quantization error 1.26, topographic error 0 %.",
        "Stop: after 1 epoch all units have points; quantization error 1.26, topographic error "
        "0 %.",
    ]
    away = 8.0 - 0.5 * np.exp(-2) * 8.0
    np.testing.assert_allclose(traced.frames[2].values["units"], [[1.0], [away]])
    assert dict(traced.frames[2].values)["unit"] == 0


@pytest.mark.parametrize(
    "params",
    [
        {},
        {"shuffle": False, "decay": "inverse"},
        {"algorithm": "batch"},
        {"init": "random", "n_clusters": 3},
        {"algorithm": "batch", "grid": "hexagonal", "n_clusters": 1},
    ],
)
def test_the_last_frame_is_the_fit(params: dict[str, Any]) -> None:
    for seed in range(3):
        model = SelfOrganizingMap(4, 3, epochs=6, random_state=seed, **params)
        traced, fitted = trace(model, X), model.fit(X)
        np.testing.assert_array_equal(traced.last.values["units"].ravel(), fitted.weights_.ravel())
        np.testing.assert_array_equal(traced.labels, fitted.labels_)
        assert traced.objective == fitted.quantization_error_
        assert (traced.n_iter, traced.params["sigma"]) == (6, 2.0)


def test_clusters_of_units_come_at_the_end() -> None:
    traced = trace(SelfOrganizingMap(4, 4, n_clusters=4, random_state=0), X)
    assert traced.frames[-2].caption == "Merge: Ward's method joins the 16 units into 4 clusters."
    assert all(frame.labels is None for frame in traced.frames[:-2])
    assert traced.code[traced.last.line].text.startswith("join units")


def test_units_without_points_are_counted() -> None:
    traced = trace(SelfOrganizingMap(9, 9, random_state=0), X)
    unused = 81 - len(np.unique(traced.labels))
    assert f"{unused} units have no point" in traced.last.caption
    one = trace(SelfOrganizingMap(1, 3, algorithm="batch"), np.array([[0.0], [9.0]]))
    assert "one unit has no point" in one.last.caption


def test_frames_of_a_long_training_are_thinned() -> None:
    traced = trace(SelfOrganizingMap(2, 2, epochs=400, algorithm="batch"), X[:30])
    assert len(traced) <= 310
    assert "Epoch 400 of 400" in traced.frames[-2].caption


def test_a_random_state_of_the_learner_moves_on_no_further_than_by_a_fit() -> None:
    drawn = np.random.RandomState(3)
    model = SelfOrganizingMap(3, 3, epochs=2, random_state=drawn)
    traced = trace(model, X)
    np.testing.assert_array_equal(traced.labels, model.fit(X).labels_)
