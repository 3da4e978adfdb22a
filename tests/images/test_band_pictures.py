"""Bands as a picture: combinations by the names of sensors, percentiles, clear nodata."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from teachclust.errors import LearnerError
from teachclust.images.band_pictures import (
    band_picture,
    combinations,
    shown_bands,
    stretch_range,
)
from teachclust.images.raster import Raster

GRID = (30.0, 0.0, 300000.0, 0.0, -30.0, 3500000.0)


def raster(*names: str, **more: Any) -> Raster:
    values = np.arange(len(names) * 100.0).reshape(len(names), 10, 10)
    return Raster(values, names, GRID, **more)


def test_combinations_are_known_by_plain_names_and_by_sensors() -> None:
    plain = combinations(("Blue", "green", "red", "nir", "swir1"))
    assert plain == {
        "true": ("red", "green", "Blue"),
        "false": ("nir", "red", "green"),
        "swir": ("swir1", "nir", "red"),
    }
    landsat = combinations([f"SR_B{i}" for i in range(2, 8)])
    assert landsat["false"] == ("SR_B5", "SR_B4", "SR_B3")
    assert landsat["swir"] == ("SR_B6", "SR_B5", "SR_B4")
    sentinel = combinations(("B02", "B03", "B04", "B08", "B11"))
    assert sentinel["false"] == ("B08", "B04", "B03")
    assert sentinel["swir"] == ("B11", "B08", "B04")
    assert combinations(("a", "b")) == {}


def test_bands_are_one_three_or_a_combination() -> None:
    scene = raster("blue", "green", "red", "nir")
    assert shown_bands(scene) == ("red", "green", "blue")
    assert shown_bands(scene, "false") == ("nir", "red", "green")
    assert shown_bands(scene, "nir") == ("nir",)
    assert shown_bands(scene, ["nir", "nir", "red"]) == ("nir", "nir", "red")
    assert shown_bands(raster("a", "b")) == ("a",)
    assert shown_bands(raster("a", "b", "c", "d")) == ("a", "b", "c")
    for wrong in ("swir", ("red", "nir"), ("red", "green", "no"), 3, [[1], 2, 3]):
        with pytest.raises(LearnerError, match="one name or three"):
            shown_bands(scene, wrong)


def test_two_percent_at_each_end_are_black_and_white() -> None:
    picture = band_picture(raster("a"), ("a",))
    low, high = np.percentile(np.arange(100.0), [2, 98])
    expected = np.rint(np.clip((np.arange(100.0) - low) / (high - low), 0, 1) * 255)
    assert picture[..., 0].ravel().tolist() == expected.tolist()
    assert (picture[..., 0] == picture[..., 2]).all()
    assert (picture[..., 3] == 255).all()


def test_what_has_no_data_is_clear_and_counts_for_nothing() -> None:
    values = np.full((1, 10, 10), -9999, dtype=np.int16)
    values[0, 5:] = np.arange(50).reshape(5, 10)
    picture = band_picture(Raster(values, ("a",), GRID, nodata=-9999), ("a",))
    assert (picture[:5] == 0).all()
    assert picture[5:, :, 0].max() == 255
    assert (picture[5:, :, 3] == 255).all()
    flipped = band_picture(Raster(values, ("a",), GRID, nodata=-9999, scales=(-1.0,)), ("a",))
    assert (flipped[5:, :, 0][::-1, ::-1] == picture[5:, :, 0]).all()


def test_a_flat_band_and_none_at_all_are_drawn() -> None:
    assert stretch_range(np.zeros(0)) == (0.0, 1.0)
    assert stretch_range(np.r_[np.zeros(99), 5.0]) == (0.0, 5.0)
    flat = Raster(np.ones((1, 2, 2)), ("a",), GRID)
    assert (band_picture(flat, ("a",))[..., 0] == 0).all()
