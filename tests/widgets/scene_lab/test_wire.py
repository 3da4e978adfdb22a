"""What is sent: codes that give values back as near as stated, ids, thinned large scenes."""

from __future__ import annotations

import numpy as np
import pytest
from scene_lab_samples import GRID, scene

from teachclust.images import Raster
from teachclust.widgets.scene_lab.scene import read_scene
from teachclust.widgets.scene_lab.wire import code_table, scene_wire


def bytes_of(view: memoryview, shape: tuple[int, int]) -> np.ndarray:
    return np.frombuffer(view, "u1").reshape(shape)


def test_values_are_given_back_as_near_as_is_stated() -> None:
    raster, clusters, truth = scene()
    sent = scene_wire(read_scene(raster, clusters, truth))
    assert (sent["height"], sent["width"], sent["step"]) == (30, 40, 1)
    valid = np.unpackbits(np.frombuffer(sent["valid"], "u1"))[: 30 * 40].reshape(30, 40)
    assert (valid == raster.valid).all()
    for b, band in enumerate(sent["bands"]):
        codes = bytes_of(band["codes"], (30, 40))
        values = np.frombuffer(band["values"], "<f4")[codes]
        true = raster.values[b] * 1e-4
        assert np.abs(values - true)[raster.valid].max() <= band["rounding"] + 1e-6
        tones = np.frombuffer(band["tones"], "u1")
        assert tones[0] == 0
        assert tones[-1] == 255
        assert (np.diff(tones.astype(int)) >= 0).all()
    ids = bytes_of(sent["ids"], (30, 40))
    assert (ids[raster.valid] == clusters.ids[raster.valid]).all()
    assert (ids[~raster.valid] == 255).all()
    assert np.frombuffer(sent["counts"], "<f8").tolist() == [280.0] * 4
    assert sent["truth"]["names"] == ["sea", "crop", "desert"]
    assert sent["combinations"] == [{"key": "true", "bands": [0, 1, 2]}]


def test_few_values_are_exact_and_outliers_do_not_take_the_codes() -> None:
    table, rounding = code_table(np.array([3.0, 1.0, 3.0]), 1.0, 3.0)
    assert (table.tolist(), rounding) == ([1.0, 3.0], 0.0)
    assert code_table(np.zeros(0), 0.0, 1.0)[0].tolist() == [0.0]
    values = np.r_[np.linspace(0, 1, 2000), 1e6]
    low, high = np.percentile(values, [2, 98])
    table, _ = code_table(values, low, high)
    assert len(table) == 256
    assert (np.diff(table) > 0).all()
    inner = np.diff(table[(table >= low) & (table <= high)])
    assert inner.max() < 0.005
    flat = np.r_[np.zeros(5000), np.arange(1.0, 300)]
    table, _ = code_table(flat, *np.percentile(flat, [2, 90]))
    assert (np.diff(table) >= 0).all()


def test_a_large_scene_is_thinned_and_says_so() -> None:
    raster = Raster(np.arange(2100 * 8.0).reshape(1, 2100, 8), ("a",), GRID)
    sent = scene_wire(read_scene(raster, None, None))
    assert (sent["step"], sent["height"], sent["width"]) == (3, 700, 3)
    assert sent["full"] == [2100, 8]
    assert "One pixel in 3" in sent["notices"][0]
    values = np.frombuffer(sent["bands"][0]["values"], "<f4")
    codes = bytes_of(sent["bands"][0]["codes"], (700, 3))
    true = raster.values[0, ::3, ::3]
    assert np.abs(values[codes] - true).max() <= sent["bands"][0]["rounding"] * 1.001
    assert len(sent["ids"]) == 0


@pytest.mark.parametrize("step_of", [4])
def test_places_are_inside_their_clusters(step_of: int) -> None:
    raster, clusters, _ = scene()
    sent = scene_wire(read_scene(raster, clusters, None))
    places = np.frombuffer(sent["places"], "<f4").reshape(step_of, 3)
    for cluster, (row, column, _) in enumerate(places):
        assert clusters.ids[int(row), int(column)] == cluster
