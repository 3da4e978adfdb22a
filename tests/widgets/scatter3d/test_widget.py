"""The Scatter3D without a browser: what is sent is what was handed in, and bad input is refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from scatter3d_samples import CUSTOMERS, points

from teachclust import LearnerError, Scatter3D
from teachclust.datasets import load_customers


def test_a_constant_feature_and_one_point_are_drawn() -> None:
    X = points()
    X[:, 1] = 4.0
    assert Scatter3D(X).summary() != Scatter3D(points()).summary()
    assert Scatter3D([[1, 2, 3]]).cloud["n"] == 1


def test_the_text_names_features_and_sizes() -> None:
    text = Scatter3D(CUSTOMERS, CUSTOMERS.gender).summary()
    assert text.startswith("Scatter3D: 200 points; Age 19 to 69,")
    assert text.endswith("2 clusters: Female 112, Male 88")


FRAME = load_customers(as_frame=True)
TABLE = FRAME.data.assign(Gender=FRAME.gender)
HOLED = CUSTOMERS.data.copy()
HOLED[3, 1] = np.nan


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda: Scatter3D(TABLE), "three columns"),
        (lambda: Scatter3D(TABLE.iloc[:, [0, 3, 2]]), "holds no numbers"),
        (lambda: Scatter3D(points()[:, :2]), "three columns"),
        (lambda: Scatter3D(np.ones((5, 64))), "PCA"),
        (lambda: Scatter3D(HOLED), "missing"),
        (lambda: Scatter3D(points(), [1, 2]), "2 labels for 60"),
        (lambda: Scatter3D(points(), np.arange(180).reshape(60, 3)), "one row"),
        (lambda: Scatter3D(points(150), np.arange(150)), "150 different"),
        (lambda: Scatter3D(points(2), ["a", None]), "missing"),
        (lambda: Scatter3D(points(2), [0, np.nan]), "missing"),
        (lambda: Scatter3D(points(), centers=[[1, 2]]), "three columns"),
        (lambda: Scatter3D(points(), centers=[["a", "b", "c"]]), "table of numbers"),
        (lambda: Scatter3D(points(), centers=[[1, 2, np.inf]]), "missing or infinite"),
        (lambda: Scatter3D(points(), feature_names=["a"]), "three names"),
    ],
)
def test_bad_input_is_refused_with_a_line_that_helps(make: Callable[[], Any], says: str) -> None:
    with pytest.raises(LearnerError, match=says) as caught:
        make()
    compile(caught.value.fix, "fix", "exec")


def test_the_line_that_picks_three_works() -> None:
    with pytest.raises(LearnerError) as caught:
        Scatter3D(TABLE)
    place: dict[str, Any] = {"X": TABLE}
    exec(caught.value.fix, place)
    assert Scatter3D(place["X"]).cloud["n"] == 200
