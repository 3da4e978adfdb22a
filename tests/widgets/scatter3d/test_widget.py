"""The Scatter3D without a browser: what is sent is what was handed in, and bad input is refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest

from teachclust import LearnerError, Scatter3D
from teachclust.datasets import load_customers
from teachclust.palette import NOISE, cluster_look
from teachclust.widgets.scatter3d.features import read_axis
from teachclust.widgets.scatter3d.wire import MOST_POINTS

CUSTOMERS = load_customers()


def points(n: int = 60, seed: int = 0) -> Any:
    return np.random.default_rng(seed).normal(size=(n, 3))


def decoded(w: Scatter3D) -> tuple[Any, Any, Any]:
    sent = np.frombuffer(w.cloud["points"], "<f8").reshape(-1, 3)
    return sent, np.frombuffer(w.cloud["member"], "u1"), np.frombuffer(w.cloud["rows"], "<i4")


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_what_is_sent_is_what_was_handed_in(seed: int) -> None:
    X = points(seed=seed)
    labels = np.random.default_rng(seed).integers(0, 4, len(X))
    w = Scatter3D(X, labels)
    sent, member, rows = decoded(w)
    np.testing.assert_array_equal(sent, X)
    np.testing.assert_array_equal(member, labels)
    np.testing.assert_array_equal(rows, np.arange(len(X)))
    for j, group in enumerate(w.cloud["groups"]):
        np.testing.assert_allclose(group["mean"], X[labels == j].mean(axis=0))
        np.testing.assert_allclose(group["low"], X[labels == j].min(axis=0))
        assert group["size"] == (labels == j).sum()
    for j, axis in enumerate(w.cloud["axes"]):
        assert (axis["low"], axis["high"]) == (X[:, j].min(), X[:, j].max())
    X[:] = 0  # the widget has a copy of its own
    assert decoded(w)[0].any()


def test_numbers_keep_the_colors_of_other_widgets_and_noise_is_gray() -> None:
    groups = Scatter3D(points(6), [2, 0, -1, 5, 5, -1]).cloud["groups"]
    assert [g["label"] for g in groups] == ["0", "2", "5", "-1"]
    for group, number in zip(groups, (0, 2, 5), strict=False):
        look = cluster_look(number)
        assert (group["name"], group["color"], group["shape"]) == tuple(look.values())
    assert groups[-1]["noise"]
    assert (groups[-1]["color"], groups[-1]["size"]) == (NOISE, 2)


@pytest.mark.parametrize(
    ("labels", "names"),
    [
        (["b", "a", "b"], ["a", "b"]),
        ([True, False, True], ["False", "True"]),
        (np.array([7000, -3, 7000]), ["-3", "7000"]),
        (pd.Series([1.0, 0.0, 1.0]), ["A", "B"]),
        (pd.Categorical(["x", "y", "x"]), ["x", "y"]),
        ([[1], [0], [1]], ["A", "B"]),
        (["<b>\u202ehi", "a", "a"], ["<b>hi", "a"]),
    ],
)
def test_labels_of_any_kind_are_named(labels: Any, names: list[str]) -> None:
    w = Scatter3D(points(3), labels)
    assert [g["name"] for g in w.cloud["groups"]] == names


def test_names_and_units_come_from_a_bunch_or_a_frame() -> None:
    units = [axis["unit"] for axis in Scatter3D(CUSTOMERS).cloud["axes"]]
    assert units == ["years", "k$", ""]
    frame = load_customers(as_frame=True).data
    w = Scatter3D(frame.set_index(pd.Index([f"id {i}" for i in range(200)])))
    assert [axis["name"] for axis in w.cloud["axes"]] == list(frame.columns)
    assert w.cloud["index"][3] == "id 3"
    assert Scatter3D(frame).cloud["index"] is None
    named = Scatter3D(frame, feature_names=["a", "b", "c"])
    assert named.title == "a, b and c"


@pytest.mark.parametrize(
    ("name", "unit", "short", "found"),
    [
        ("petal length (cm)", "", "petal length", "cm"),
        ("Spending Score (1-100)", "points from 1 to 100", "Spending Score", ""),
        ("Age", "years", "Age", "years"),
        ("x1", "arbitrary units", "x1", ""),
        ("speed [m/s]", "", "speed", "m/s"),
    ],
)
def test_a_unit_is_parted_from_a_name(name: str, unit: str, short: str, found: str) -> None:
    axis = read_axis(name, unit)
    assert (axis.name, axis.short, axis.unit) == (name, short, found)


def test_centers_belong_to_their_labels_and_far_ones_are_told() -> None:
    X = points()
    w = Scatter3D(X, np.arange(60) % 2, centers=[X[0], X[1], [500, 0, 0]])
    centers = w.cloud["centers"]
    assert [c["group"] for c in centers] == [0, 1]
    np.testing.assert_allclose(
        centers[0]["at"], (X[0] - X.min(axis=0)) / (X.max(axis=0) - X.min(axis=0))
    )
    assert "1 of 3 centers" in w.cloud["notices"][0]


def test_many_points_are_a_sample_that_is_said() -> None:
    X = points(MOST_POINTS + 5000)
    first, second = Scatter3D(X), Scatter3D(X)
    sent, _, rows = decoded(first)
    assert len(rows) == MOST_POINTS
    np.testing.assert_array_equal(sent, X[rows])
    np.testing.assert_array_equal(rows, decoded(second)[2])
    assert first.cloud["n"] == len(X)
    assert "20,000 of 25,000" in first.cloud["notices"][0]
    np.testing.assert_allclose(first.cloud["groups"][0]["mean"], X.mean(axis=0))


def test_a_constant_feature_and_one_point_are_drawn() -> None:
    X = points()
    X[:, 1] = 4.0
    assert Scatter3D(X).thumbnail() != Scatter3D(points()).thumbnail()
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
