"""GeoTIFFs by Pillow alone, read back by Pillow and by rasterio."""

from __future__ import annotations

import dataclasses
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from teachclust.datasets import make_scene
from teachclust.errors import LearnerError
from teachclust.images import ClusterMap, read_cluster_map, read_geotiff, write_geotiff
from teachclust.images.geotiff import id_format

GRID = (30.0, 0.0, 300000.0, 0.0, -30.0, 3500000.0)
TURNED = (24.0, 18.0, 1000.0, 18.0, -24.0, 2000.0)
SOUTH_UP = (30.0, 0.0, 300000.0, 0.0, 30.0, 3500000.0)
DEGREES = (0.0003, 0.0, 31.25, 0.0, -0.0003, 30.5)
PLACES = [
    (GRID, "EPSG:32636"),
    (TURNED, "EPSG:3857"),
    (SOUTH_UP, "EPSG:28355"),
    (DEGREES, "EPSG:4326"),
    (DEGREES, "EPSG:7844"),
    (GRID, ""),
]


def _clusters(n: int = 5, grid: Any = GRID, crs: str = "EPSG:32636") -> ClusterMap:
    ids = np.random.RandomState(n).randint(-1, n, size=(23, 31))
    ids[0, 0] = n - 1
    colors = tuple(f"#{i % 256:02x}{(i * 7) % 256:02x}{(i * 31) % 256:02x}" for i in range(n))
    return ClusterMap(ids, tuple(f"cluster {i}" for i in range(n)), colors, grid, crs)


def _same(one: ClusterMap, other: ClusterMap) -> None:
    np.testing.assert_array_equal(one.ids, other.ids)
    assert one.names == other.names
    assert one.colors == other.colors
    assert one.transform == pytest.approx(other.transform)
    assert one.crs == other.crs


@pytest.mark.parametrize("n", [1, 2, 255, 256, 300])
def test_pillow_reads_back_what_was_written(tmp_path: Path, n: int) -> None:
    clusters = _clusters(n)
    _same(read_cluster_map(write_geotiff(tmp_path / "a.tif", clusters)), clusters)


@pytest.mark.parametrize(("grid", "crs"), PLACES)
def test_every_place(tmp_path: Path, grid: Any, crs: str) -> None:
    clusters = _clusters(grid=grid, crs=crs)
    _same(read_cluster_map(write_geotiff(tmp_path / "a.tif", clusters)), clusters)


@pytest.mark.parametrize("n", [5, 255, 300])
@pytest.mark.parametrize(("grid", "crs"), PLACES)
def test_rasterio_reads_the_same(tmp_path: Path, n: int, grid: Any, crs: str) -> None:
    rasterio = pytest.importorskip("rasterio")
    clusters = _clusters(n, grid, crs)
    with rasterio.open(write_geotiff(tmp_path / "a.tif", clusters)) as file:
        dtype, nodata = id_format(n)
        assert file.dtypes == (dtype.name,)
        assert file.nodata == nodata
        assert (file.crs.to_string() if file.crs else "") == crs
        assert tuple(file.transform)[:6] == pytest.approx(grid)
        ids = file.read(1).astype(int)
        np.testing.assert_array_equal(np.where(ids == nodata, -1, ids), clusters.ids)
        tags = file.tags(1)
        assert [tags[f"label_{i}"] for i in range(n)] == list(clusters.names)
        if n <= 255:
            red, green, blue, _ = file.colormap(1)[n - 1]
            assert f"#{red:02x}{green:02x}{blue:02x}" == clusters.colors[-1]


def test_names_in_any_script_and_with_markup(tmp_path: Path) -> None:
    names = ("désert", '<b>&amp; "sea"</b>', "海", "a\x00b", "")
    clusters = dataclasses.replace(_clusters(5), names=names)
    path = write_geotiff(tmp_path / "a.tif", clusters)
    assert read_cluster_map(path).names == ("désert", '<b>&amp; "sea"</b>', "海", "a b", "")
    rasterio = pytest.importorskip("rasterio")
    with rasterio.open(path) as file:
        assert file.tags(1)["label_0"] == "désert"
        assert file.tags(1)["label_1"] == names[1]
        assert file.tags(1)["label_2"] == "海"


def test_without_pyproj_longitude_and_latitude_are_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyproj", None)
    for crs in ("EPSG:4326", "EPSG:7844", "EPSG:32636", "EPSG:4087"):
        clusters = _clusters(crs=crs)
        path = write_geotiff(tmp_path / "a.tif", clusters)
        _same(read_cluster_map(path), clusters)
        rasterio = pytest.importorskip("rasterio")
        with rasterio.open(path) as file:
            assert file.crs.to_string() == crs
    with pytest.raises(LearnerError, match="no EPSG code"):
        write_geotiff(tmp_path / "b.tif", _clusters(crs="+proj=utm +zone=36"))
    assert not (tmp_path / "b.tif").exists()


@pytest.mark.parametrize("crs", ["somewhere", "EPSG:999999", "EPSG:5"])
def test_no_code_no_file(tmp_path: Path, crs: str) -> None:
    with pytest.raises(LearnerError, match="no EPSG code"):
        write_geotiff(tmp_path / "a.tif", _clusters(crs=crs))
    assert not list(tmp_path.iterdir())


def test_the_truth_of_the_scene(tmp_path: Path) -> None:
    truth = make_scene(100).truth
    _same(read_cluster_map(write_geotiff(tmp_path / "truth.tif", truth)), truth)


def test_a_plain_geotiff(tmp_path: Path) -> None:
    clusters = _clusters(5, TURNED)
    raster = read_geotiff(write_geotiff(tmp_path / "a.tif", clusters))
    assert raster.band_names == ("B1",)
    assert raster.nodata == 255
    assert raster.transform == pytest.approx(TURNED)
    np.testing.assert_array_equal(raster.valid, clusters.ids >= 0)


@pytest.mark.parametrize("dtype", ["uint8", "uint16", "int32", "float32"])
def test_pillow_reads_one_band_of_rasterio(tmp_path: Path, dtype: str) -> None:
    rasterio = pytest.importorskip("rasterio")
    values = (np.arange(35).reshape(1, 5, 7) * 3).astype(dtype)
    how = {"driver": "GTiff", "width": 7, "height": 5, "count": 1, "dtype": dtype, "nodata": 6}
    place = rasterio.Affine(*GRID)
    with rasterio.open(tmp_path / "a.tif", "w", crs="EPSG:32636", transform=place, **how) as file:
        file.write(values)
    raster = read_geotiff(tmp_path / "a.tif")
    np.testing.assert_array_equal(raster.values, values)
    assert raster.values.dtype == dtype
    assert (raster.crs, raster.transform, raster.nodata) == ("EPSG:32636", GRID, 6)


def test_a_map_without_legend_is_grey(tmp_path: Path) -> None:
    from PIL import Image

    Image.fromarray(np.array([[0, 1, 2]], dtype=np.uint8)).save(tmp_path / "a.tif")
    clusters = read_cluster_map(tmp_path / "a.tif")
    assert clusters.names == ("cluster 0", "cluster 1", "cluster 2")
    assert clusters.colors == ("#282828", "#828282", "#dcdcdc")
    assert clusters.crs == ""


def test_what_pillow_cannot_read(tmp_path: Path) -> None:
    with pytest.raises(LearnerError, match="no such file"):
        read_geotiff(tmp_path / "missing.tif")
    (tmp_path / "text.tif").write_text("no picture")
    with pytest.raises(LearnerError, match=r"teachclust\[earth\]"):
        read_geotiff(tmp_path / "text.tif")
    from PIL import Image

    Image.fromarray(np.zeros((4, 4, 3), dtype=np.uint8)).save(tmp_path / "rgb.tif")
    assert read_geotiff(tmp_path / "rgb.tif").band_names == ("red", "green", "blue")
    with pytest.raises(LearnerError, match="one band"):
        read_cluster_map(tmp_path / "rgb.tif")


def test_too_many_clusters() -> None:
    assert id_format(255) == (np.dtype("uint8"), 255)
    assert id_format(256) == (np.dtype("uint16"), 65535)
    with pytest.raises(LearnerError, match="65,535"):
        id_format(65536)
