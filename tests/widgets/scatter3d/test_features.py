"""Names, units and centers of a Scatter3D."""

from __future__ import annotations

import pandas as pd
import pytest
from scatter3d_samples import CUSTOMERS

from teachclust import Scatter3D
from teachclust.datasets import load_customers
from teachclust.widgets.scatter3d.features import read_axis


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
