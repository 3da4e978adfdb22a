"""Labels of any kind as groups with looks."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from scatter3d_samples import points

from teachclust import Scatter3D
from teachclust.palette import NOISE, cluster_look


def test_numbers_keep_the_colors_of_other_widgets_and_noise_is_gray() -> None:
    groups = Scatter3D(points(6), [2, 0, -1, 5, 5, -1]).cloud["groups"]
    assert [g["label"] for g in groups] == ["0", "2", "5", "-1"]
    for group, number in zip(groups, (0, 2, 5), strict=False):
        look = cluster_look(number)
        assert (group["name"], group["color"], group["shape"]) == tuple(look.values())[:3]
        assert group["ring"] == ("ring" in look)
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
