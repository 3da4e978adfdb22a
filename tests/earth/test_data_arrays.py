"""DataArray in, DataArray out, with CRS, transform and nodata."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import teachclust.earth as ee
from teachclust.datasets import make_scene
from teachclust.errors import LearnerError

rioxarray = pytest.importorskip("rioxarray")

from earth.rasters import GRID, TURNED, Brightness, scene, write  # noqa: E402

from teachclust.earth.data_arrays import (  # noqa: E402
    cluster_data_array,
    clusters_to_data_array,
    raster_from_data_array,
    raster_to_data_array,
)
from teachclust.earth.files import read_raster  # noqa: E402


@pytest.fixture(params=[GRID, TURNED])
def path(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    how = {"nodata": -9999, "scales": (0.0001, 0.0001), "names": ("red", "nir")}
    return write(tmp_path / "scene.tif", scene(), request.param, **how)


@pytest.mark.parametrize("how", [{}, {"masked": True}, {"mask_and_scale": True}])
def test_as_rioxarray_opens_it(path: Path, how: dict[str, Any]) -> None:
    expected = read_raster(path)
    raster = raster_from_data_array(rioxarray.open_rasterio(path, **how))
    assert raster.band_names == ("red", "nir")
    assert raster.crs == "EPSG:32636"
    assert raster.transform == pytest.approx(expected.transform)
    np.testing.assert_array_equal(raster.valid, expected.valid)
    np.testing.assert_allclose(raster.pixels(), expected.pixels(), rtol=1e-6)


def test_there_and_back() -> None:
    raster = make_scene(64).raster
    again = raster_from_data_array(raster_to_data_array(raster))
    np.testing.assert_array_equal(again.values, raster.values)
    for name in ("band_names", "transform", "crs", "nodata", "scales", "offsets"):
        assert getattr(again, name) == getattr(raster, name)
    assert again.values.dtype == np.int16


@pytest.mark.parametrize("how", [{}, {"masked": True}, {"mask_and_scale": True}])
def test_clusters_keep_the_place(path: Path, how: dict[str, Any], tmp_path: Path) -> None:
    array = rioxarray.open_rasterio(path, **how)
    clusters = cluster_data_array(array, Brightness(), 6)
    expected = read_raster(path)
    assert (clusters.dims, clusters.dtype, clusters.name) == (("y", "x"), np.uint8, "cluster")
    assert clusters.rio.nodata == 255
    assert clusters.rio.crs.to_string() == "EPSG:32636"
    assert tuple(clusters.rio.transform())[:6] == pytest.approx(expected.transform)
    for name in set(array.coords) & {"x", "y"}:
        np.testing.assert_array_equal(clusters[name], array[name])
    np.testing.assert_array_equal(clusters.values != 255, expected.valid)
    clusters.rio.to_raster(tmp_path / "ids.tif")
    ids = read_raster(tmp_path / "ids.tif")
    assert (ids.nodata, ids.crs, ids.values.dtype) == (255, "EPSG:32636", np.uint8)
    assert ids.transform == pytest.approx(expected.transform)


def test_chunks_of_dask(path: Path) -> None:
    pytest.importorskip("dask")
    at_once = cluster_data_array(rioxarray.open_rasterio(path), Brightness())
    in_chunks = cluster_data_array(rioxarray.open_rasterio(path, chunks=16), Brightness())
    np.testing.assert_array_equal(in_chunks.values, at_once.values)


def test_other_orders_of_dimensions(tmp_path: Path) -> None:
    path = write(tmp_path / "a.tif", scene(), nodata=-9999, scales=(0.0001,) * 2)
    array = rioxarray.open_rasterio(path)
    expected = cluster_data_array(array, Brightness()).values
    turned = array.transpose("y", "x", "band")
    np.testing.assert_array_equal(cluster_data_array(turned, Brightness()).values, expected)
    one = cluster_data_array(array[0], Brightness())
    assert one.dims == ("y", "x")
    assert raster_from_data_array(array[0]).n_bands == 1
    named = array.rename(x="easting", y="northing").rio.set_spatial_dims("easting", "northing")
    assert cluster_data_array(named, Brightness()).dims == ("northing", "easting")


def test_a_map_of_clusters() -> None:
    truth = make_scene(64).truth
    array = clusters_to_data_array(truth)
    assert (array.dtype, array.rio.nodata, array.name) == (np.uint8, 255, "cluster")
    assert array.attrs["label_4"] == "desert"
    np.testing.assert_array_equal(np.where(array == 255, -1, array.astype(int)), truth.ids)
    assert tuple(array.rio.transform())[:6] == truth.transform


def test_a_clusterer_finds_its_bands_by_name() -> None:
    import teachclust.earth as ee

    scene = ee.load_scene(100)
    clusterer = ee.Clusterer.wekaKMeans(4).train(scene.select("nir", "blue").sample(numPixels=300))
    found = ee.cluster_data_array(scene.to_xarray(), clusterer)
    expected = scene.cluster(clusterer).ids
    np.testing.assert_array_equal(np.where(found == 255, -1, found.astype(int)), expected)
    assert "band" not in found.coords
    assert found.rio.crs.to_string() == "EPSG:32636"
    with pytest.raises(LearnerError, match="no such band"):
        ee.cluster_data_array(scene.select("nir", "red").to_xarray(), clusterer)


def test_what_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    import xarray

    for wrong in (np.zeros((2, 3, 4)), xarray.DataArray(np.zeros(3))):
        with pytest.raises(LearnerError, match="no DataArray"):
            raster_from_data_array(wrong)
    with pytest.raises(LearnerError, match="no dimensions y and x"):
        raster_from_data_array(xarray.DataArray(np.zeros((2, 3, 4)), dims=("a", "b", "c")))
    monkeypatch.setitem(sys.modules, "rioxarray", None)
    for call in (
        lambda: raster_from_data_array(xarray.DataArray(np.zeros((2, 3, 4)))),
        lambda: raster_to_data_array(make_scene(64).raster),
        lambda: clusters_to_data_array(make_scene(64).truth),
    ):
        with pytest.raises(LearnerError, match=r"teachclust\[earth\]"):
            call()


def test_names_of_bands_are_written(tmp_path: Path) -> None:
    image = ee.Image.from_array(np.ones((2, 3, 3)), band_names=("red", "nir"))
    image.to_xarray().rio.to_raster(tmp_path / "s.tif")
    assert ee.Image.open(tmp_path / "s.tif").bandNames() == ["red", "nir"]
    assert ee.Image.open(tmp_path / "s.tif", bands="nir").bandNames() == ["nir"]
