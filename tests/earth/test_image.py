"""Images: bands, regions, and samples that don't depend on blocks."""

from __future__ import annotations

import math
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import teachclust.earth as ee
from teachclust.earth import image as module
from teachclust.errors import LearnerError
from teachclust.images import write_geotiff

GRID = (30.0, 0.0, 312_000.0, 0.0, -30.0, 3_474_000.0)


@pytest.fixture(scope="module")
def scene() -> ee.Image:
    return ee.load_scene(100)


def test_bands_are_chosen_and_renamed(scene: ee.Image) -> None:
    two = scene.select("nir", "red")
    assert two.bandNames() == scene.select(["nir", "red"]).bandNames() == ["nir", "red"]
    assert np.array_equal(two.raster.values[1], scene.raster.values[2])
    assert two.truth is scene.truth
    assert two.rename("a", "b").bandNames() == two.rename(["a", "b"]).bandNames() == ["a", "b"]


def test_a_sample_has_exactly_as_many_pixels(scene: ee.Image) -> None:
    table = scene.sample(numPixels=500)
    assert table.shape == (500, 6)
    assert list(table.columns) == scene.bandNames()
    assert table.index.names == ["row", "column"]
    assert not table.index.has_duplicates
    row, column = table.index[7]
    stored = scene.raster.values[:, row, column]
    assert np.allclose(table.iloc[7], stored * 0.0001)
    assert table.to_numpy().max() < 1.5


@pytest.mark.parametrize("block", [600, 4321, 1 << 20])
def test_a_sample_is_the_same_for_every_size_of_blocks(
    scene: ee.Image, monkeypatch: pytest.MonkeyPatch, block: int
) -> None:
    region = ee.Geometry.Rectangle(29.7, 30, 32.5, 31.7)
    whole = scene.sample(region=region, numPixels=300, seed=4)
    monkeypatch.setattr(module, "_BLOCK", block)
    assert scene.sample(region=region, numPixels=300, seed=4).equals(whole)
    assert not scene.sample(numPixels=300, seed=5).equals(whole)


def test_pixels_come_from_the_region_alone(scene: ee.Image) -> None:
    region = ee.Geometry.Rectangle(315_000, 3_465_000, 318_000, 3_468_000, proj="EPSG:32636")
    rows, columns = scene.sample(region=region).index.to_frame().to_numpy().T
    x, y = scene.raster.position(rows, columns)
    assert 315_000 <= x.min() < x.max() <= 318_000
    assert 3_465_000 <= y.min() < y.max() <= 3_468_000
    assert len(x) == 25 * 25
    clipped = scene.clip(region)
    assert int(clipped.raster.valid.sum()) == 625
    assert len(clipped.sample(numPixels=10_000)) == 625


def test_missing_bands_are_left_out_or_shown() -> None:
    values = np.arange(24.0).reshape(2, 3, 4)
    values[1, 0, 0] = math.nan
    values[0, 1, 1] = -1
    image = ee.Image.from_array(values, transform=GRID, crs="EPSG:32636", nodata=-1)
    assert len(image.sample()) == 10
    shown = image.sample(dropNulls=False)
    assert len(shown) == 12
    assert np.isnan(shown.loc[(0, 0), "B2"])
    assert shown.loc[(0, 0), "B1"] == 0
    assert np.isnan(shown.loc[(1, 1), "B1"])


def test_a_share_and_a_coarser_scale_take_fewer(scene: ee.Image) -> None:
    every = scene.sample()
    assert len(scene.sample(factor=0.1)) == round(0.1 * len(every))
    coarse = scene.sample(scale=600)
    assert len(coarse) < len(every) / 20
    assert set(coarse.index) <= set(every.index)
    assert len(scene.sample(scale=120)) == len(every)


def test_the_index_tells_longitude_and_latitude(scene: ee.Image) -> None:
    table = scene.sample(numPixels=50, geometries=True)
    places = table.index.to_frame()
    assert places["longitude"].between(31.0, 31.2).all()
    assert places["latitude"].between(31.2, 31.45).all()
    assert list(table.columns) == scene.bandNames()


def test_clipping_gives_whole_numbers_a_nodata() -> None:
    image = ee.Image.from_array(
        np.ones((1, 4, 4), dtype=np.uint8), transform=GRID, crs="EPSG:32636"
    )
    region = ee.Geometry.Rectangle(312_000, 3_473_930, 312_070, 3_474_000, proj="EPSG:32636")
    clipped = image.clip(region)
    assert clipped.raster.values.dtype == np.float32
    assert clipped.raster.valid.sum() == 4


def test_painting_leaves_the_bands(scene: ee.Image) -> None:
    region = ee.Geometry.Rectangle(29.7, 30, 32.5, 31.7)
    painted = ee.Image().paint(region, 0, 2)
    assert painted.is_empty
    assert painted.painted == ((region, 0, 2),)
    assert repr(painted) == "Image(empty)"
    assert np.array_equal(scene.paint(region).raster.values, scene.raster.values)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"scale": 10}, "finer"),
        ({"scale": "30"}, "finer"),
        ({"projection": "EPSG:4326"}, "own reference system"),
        ({"factor": 0.1, "numPixels": 3}, "not both"),
        ({"factor": 2}, "share above 0"),
        ({"numPixels": 0}, "whole number"),
        ({"seed": 1.5}, "seed must be"),
        ({"region": "delta"}, "rectangle or a polygon"),
        ({"region": ee.Geometry.Rectangle(0, 0, 1, 1)}, "No pixel"),
    ],
)
def test_what_cannot_be_sampled_is_told(
    scene: ee.Image, asked: dict[str, object], told: str
) -> None:
    with pytest.raises(LearnerError, match=told) as error:
        scene.sample(**asked)  # type: ignore[arg-type]
    names: dict[str, object] = {"ee": ee, "image": scene}
    exec(error.value.fix, names)
    if "region" in names:
        assert len(scene.sample(region=names["region"]))  # type: ignore[arg-type]


def test_an_empty_image_and_an_array_are_no_raster() -> None:
    with pytest.raises(LearnerError, match="empty"):
        ee.Image().bandNames()
    with pytest.raises(LearnerError, match="made of a Raster"):
        ee.Image(np.zeros((1, 2, 2)))  # type: ignore[arg-type]


@pytest.mark.parametrize("extra", [True, False])
def test_a_file_is_an_image(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, extra: bool) -> None:
    if extra:
        pytest.importorskip("rasterio")
    else:
        monkeypatch.setitem(sys.modules, "rasterio", None)
    truth = ee.load_scene().truth
    assert truth is not None
    image = ee.Image.open(write_geotiff(tmp_path / "truth.tif", truth))
    assert image.bandNames() == ["B1"]
    assert image.projection() == "EPSG:32636"
    np.testing.assert_array_equal(image.raster.valid, truth.ids >= 0)
    assert ee.Image.open(tmp_path / "truth.tif", ["B1"]).bandNames() == ["B1"]
    (tmp_path / "text.tif").write_text("no raster")
    with pytest.raises(LearnerError, match=r"can't (be )?read"):
        ee.Image.open(tmp_path / "text.tif")


def test_data_arrays() -> None:
    pytest.importorskip("rioxarray")
    scene = ee.load_scene()
    again = ee.Image.from_xarray(scene.to_xarray())
    np.testing.assert_array_equal(again.raster.pixels(), scene.raster.pixels())
    assert again.bandNames() == scene.bandNames()
    assert again.raster.transform == scene.raster.transform
    training = scene.sample(numPixels=300)
    result = scene.cluster(ee.Clusterer.wekaKMeans(4).train(training))
    array = result.to_xarray()
    assert (array.dims, array.rio.nodata) == (("y", "x"), 255)
    assert array.rio.crs.to_string() == "EPSG:32636"
    np.testing.assert_array_equal(array.values != 255, result.ids >= 0)


@pytest.mark.parametrize(
    ("values", "nodata"),
    [
        (np.ma.masked_equal(np.arange(12).reshape(1, 3, 4), 5), 5),
        (np.ma.masked_greater(np.arange(12, dtype=np.uint8).reshape(1, 3, 4), 10), math.nan),
        (np.ma.masked_equal(np.arange(12.0).reshape(1, 3, 4), 5), math.nan),
        (np.ma.array(np.arange(12).reshape(1, 3, 4)), None),
    ],
)
def test_what_a_mask_hides_has_no_data(values: np.ma.MaskedArray, nodata: float | None) -> None:
    raster = ee.Image.from_array(values).raster
    assert np.array_equal(raster.valid, ~np.ma.getmaskarray(values)[0])
    assert raster.nodata == pytest.approx(nodata, nan_ok=True)


@pytest.mark.parametrize(
    ("crs", "width", "scale"),
    [("epsg:4326", 0.001, 200), ("EPSG:4269", 0.001, 200), ("EPSG:2263", 100.0, 60)],
)
def test_degrees_and_feet_are_no_meters(crs: str, width: float, scale: float) -> None:
    if crs == "EPSG:2263":
        pytest.importorskip("pyproj")
    grid = (width, 0.0, 30.0, 0.0, -width, 30.0)
    image = ee.Image.from_array(np.ones((1, 20, 20)), transform=grid, crs=crs)
    assert len(image.sample(scale=scale, projection=crs.upper())) in (100, 121)
    with pytest.raises(LearnerError, match="finer"):
        image.sample(scale=scale / 3)


def test_bands_are_chosen_by_place(scene: ee.Image) -> None:
    assert scene.select(0).bandNames() == ["blue"]
    assert scene.select([3, "red"]).bandNames() == ["nir", "red"]
    with pytest.raises(LearnerError, match="no such band"):
        scene.select(6)
    named = ee.Image.from_array(np.ones((2, 3, 3)), band_names=pd.Index(["a", "b"]))
    assert named.bandNames() == ["a", "b"]


def test_a_scale_that_meets_no_data_is_blamed() -> None:
    values = np.full((1, 9, 9), np.nan)
    values[0, 0, 0] = 1
    with pytest.raises(LearnerError, match="at this scale") as error:
        ee.Image.from_array(values).sample(scale=9)
    exec(error.value.fix, {"image": ee.Image.from_array(values)})
