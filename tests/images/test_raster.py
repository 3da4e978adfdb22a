"""Rasters and maps of clusters: what they hold, where their pixels lie, what they refuse."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from teachclust.errors import LearnerError
from teachclust.images import ClusterMap, Raster

GRID = (30.0, 0.0, 300000.0, 0.0, -30.0, 3500000.0)
TURNED = (24.0, 18.0, 1000.0, 18.0, -24.0, 2000.0)


def _raster(**changed: Any) -> Raster:
    values = np.arange(24, dtype=np.int16).reshape(2, 3, 4)
    given = {"values": values, "band_names": ("red", "nir"), "transform": GRID, "crs": "EPSG:32636"}
    return Raster(**(given | changed))


def test_sizes_and_text() -> None:
    raster = _raster()
    assert (raster.n_bands, raster.height, raster.width) == (2, 3, 4)
    assert repr(raster) == "Raster(4 x 3 pixels, int16, bands red nir, EPSG:32636)"
    assert repr(_raster(crs="")).endswith("no CRS)")
    assert raster.transform == GRID


def test_values_are_not_copied() -> None:
    values = np.ones((2, 3, 4), dtype=np.uint8)
    raster = _raster(values=values)
    assert raster.values is values


@pytest.mark.parametrize("nodata", [7, 7.0, np.int16(7), np.float32(7)])
def test_a_pixel_that_lacks_one_band_is_not_valid(nodata: Any) -> None:
    raster = _raster(nodata=nodata)  # 7 stands once, in the red band
    assert raster.valid.sum() == 11
    assert not raster.valid[1, 3]
    assert raster.nodata == 7
    assert type(raster.nodata) is float


@pytest.mark.parametrize("nodata", [None, np.nan, -9999, 0.5])
def test_nodata_that_the_numbers_cannot_hold(nodata: float | None) -> None:
    assert _raster(values=np.full((2, 3, 4), 241, dtype=np.uint8), nodata=nodata).valid.all()


def test_unsigned_numbers_are_not_taken_for_negative_nodata() -> None:
    # -9999 in 16 bits without a sign would be 55537
    values = np.full((1, 2, 2), 55537, dtype=np.uint16)
    assert Raster(values, ("a",), GRID, nodata=-9999).valid.all()


@pytest.mark.parametrize("nodata", [None, np.nan, -9999.0])
@pytest.mark.parametrize("gap", [np.nan, np.inf, -np.inf])
def test_numbers_that_are_not_finite_are_never_data(nodata: float | None, gap: float) -> None:
    values = np.ones((2, 2, 2), dtype=np.float32)
    values[1, 0, 1] = gap
    raster = Raster(values, ("a", "b"), GRID, nodata=nodata)
    assert raster.valid.tolist() == [[True, False], [True, True]]


def test_a_float_nodata_that_float32_rounds() -> None:
    values = np.full((1, 1, 2), 1, dtype=np.float32)
    values[0, 0, 0] = -3.4e38
    assert Raster(values, ("a",), GRID, nodata=-3.4e38).valid.tolist() == [[False, True]]


def test_pixels_come_row_by_row_in_physical_units() -> None:
    raster = _raster(nodata=0, scales=(0.5, 2.0), offsets=(0.0, -1.0))
    pixels = raster.pixels()
    assert pixels.dtype == np.float64
    assert pixels.flags.c_contiguous
    assert pixels.shape == (11, 2)
    np.testing.assert_array_equal(pixels[0], [0.5, 2 * 13 - 1])
    np.testing.assert_array_equal(pixels[:, 0], np.arange(1, 12) / 2)


def test_pixels_of_a_mask() -> None:
    mask = np.zeros((3, 4), dtype=bool)
    mask[0, :2] = True
    assert _raster(nodata=0).pixels(mask).tolist() == [[1.0, 13.0]]
    assert _raster(nodata=0).pixels(~mask | mask).shape == (11, 2)
    for wrong in (mask.T, mask.astype(int), [True]):
        with pytest.raises(LearnerError, match="mask must be an array of bool"):
            _raster().pixels(wrong)


def test_no_valid_pixel() -> None:
    empty = _raster(values=np.zeros((2, 3, 4), dtype=np.int16), nodata=0)
    assert not empty.valid.any()
    assert empty.pixels().shape == (0, 2)


@pytest.mark.parametrize("grid", [GRID, TURNED])
def test_positions(grid: Any) -> None:
    raster = _raster(transform=grid)
    rows, columns = np.mgrid[:3, :4]
    x, y = raster.position(rows, columns)
    a, b, c, d, e, f = grid
    assert x[2, 1] == a * 1.5 + b * 2.5 + c
    assert y[2, 1] == d * 1.5 + e * 2.5 + f
    back = raster.pixel_at(x, y)
    np.testing.assert_array_equal(back[0], rows)
    np.testing.assert_array_equal(back[1], columns)
    assert raster.position(0, 0) == (x[0, 0], y[0, 0])


def test_positions_outside() -> None:
    assert _raster().pixel_at(300000 - 1, 3500000 + 1) == (-1, -1)
    assert _raster().pixel_at(300000 + 30 * 4, 3500000 - 30 * 3) == (3, 4)


def test_select() -> None:
    raster = _raster(nodata=3, scales=(1.0, 2.0), offsets=(0.0, 5.0))
    swapped = raster.select(["nir", "red"])
    assert swapped.band_names == ("nir", "red")
    assert swapped.scales == (2.0, 1.0)
    assert swapped.offsets == (5.0, 0.0)
    assert (swapped.transform, swapped.crs, swapped.nodata) == (GRID, "EPSG:32636", 3.0)
    np.testing.assert_array_equal(swapped.values, raster.values[::-1])
    one = raster.select("nir")
    assert one.band_names == ("nir",)
    assert np.shares_memory(one.values, raster.values)


@pytest.mark.parametrize(("names", "told"), [("blue", "blue"), (["red", "x"], "x"), ([], "Choose")])
def test_select_refuses(names: Any, told: str) -> None:
    with pytest.raises(LearnerError, match=told):
        _raster().select(names)
    with pytest.raises(LearnerError, match="same name"):
        _raster().select(["red", "red"])


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"values": np.zeros((3, 4))}, "n_bands, height, width"),
        ({"values": np.zeros((2, 0, 4))}, "n_bands, height, width"),
        ({"values": np.zeros((2, 3, 4), dtype="U1")}, "n_bands, height, width"),
        ({"values": np.zeros((2, 3, 4), dtype=complex)}, "n_bands, height, width"),
        ({"band_names": ("red",)}, "each of the 2 bands"),
        ({"band_names": "rn"}, "each of the 2 bands"),
        ({"band_names": ("red", "")}, "each of the 2 bands"),
        ({"band_names": ("red", 1)}, "each of the 2 bands"),
        ({"band_names": None}, "each of the 2 bands"),
        ({"band_names": ("red", "red")}, "same name"),
        ({"transform": (1, 0, 0, 0)}, "six finite numbers"),
        ({"transform": (1, 0, np.nan, 0, 1, 0)}, "six finite numbers"),
        ({"transform": "abcdef"}, "six finite numbers"),
        ({"transform": None}, "six finite numbers"),
        ({"transform": (1, 2, 0, 2, 4, 0)}, "can't be inverted"),
        ({"transform": (0, 0, 0, 0, 0, 0)}, "can't be inverted"),
        ({"crs": 32636}, "crs must be a string"),
        ({"crs": None}, "crs must be a string"),
        ({"nodata": "none"}, "nodata must be a number"),
        ({"nodata": True}, "nodata must be a number"),
        ({"scales": (1.0,)}, "scales must have"),
        ({"scales": 1.0}, "scales must have"),
        ({"scales": (1.0, 0.0)}, "must not be 0"),
        ({"offsets": (1.0, np.inf)}, "offsets must have"),
        ({"offsets": ("a", "b")}, "offsets must have"),
    ],
)
def test_what_a_raster_refuses(changed: dict[str, Any], told: str) -> None:
    with pytest.raises(LearnerError, match=told) as caught:
        _raster(**changed)
    assert caught.value.fix


def test_nine_numbers_of_an_affine_are_six() -> None:
    assert _raster(transform=(*GRID, 0, 0, 1)).transform == GRID


def test_cluster_map() -> None:
    ids = np.array([[0, 1, -1], [1, 1, 0]], dtype=np.int16)
    clusters = ClusterMap(ids, ["sea", "desert"], ["#1D4F7C", "#e6cf9a"], GRID, "EPSG:32636")
    assert clusters.ids.dtype == np.int32
    assert clusters.names == ("sea", "desert")
    assert clusters.colors == ("#1d4f7c", "#e6cf9a")
    assert (clusters.height, clusters.width, clusters.n_clusters) == (2, 3, 2)
    assert "sea, desert" in repr(clusters)


def test_two_clusters_may_have_one_label() -> None:
    names, colors = ("desert", "desert"), ("#111111", "#111111")
    assert ClusterMap([[0, 1]], names, colors, GRID).names == names


@pytest.mark.parametrize(
    ("ids", "names", "colors", "told"),
    [
        ([[0, 2]], ("a", "b"), ("#000000", "#111111"), "between -1"),
        ([[0, -2]], ("a", "b"), ("#000000", "#111111"), "between -1"),
        ([0, 1], ("a", "b"), ("#000000", "#111111"), "height, width"),
        ([[0.0, 1.0]], ("a", "b"), ("#000000", "#111111"), "height, width"),
        ([[0]], ("a", "b"), ("#000000",), "2 names, 1 colors"),
        ([[0]], (), (), "name and a color"),
        ([[0]], "a", ("#000000",), "name and a color"),
        ([[0]], (1,), ("#000000",), "name and a color"),
        ([[0]], ("a",), ("red",), "#rrggbb"),
        ([[0]], ("a",), (3,), "#rrggbb"),
    ],
)
def test_what_a_cluster_map_refuses(ids: Any, names: Any, colors: Any, told: str) -> None:
    with pytest.raises(LearnerError, match=told) as caught:
        ClusterMap(ids, names, colors, GRID)
    assert caught.value.fix
