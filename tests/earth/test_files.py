"""Any raster file as a Raster."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from teachclust.datasets import make_scene
from teachclust.errors import LearnerError

rasterio = pytest.importorskip("rasterio")

from earth.rasters import GRID, TURNED, scene, write  # noqa: E402

from teachclust.earth import files  # noqa: E402
from teachclust.earth.files import read_raster  # noqa: E402


@pytest.mark.parametrize("grid", [GRID, TURNED])
def test_int16_with_scale_and_offset(tmp_path: Path, grid: Any) -> None:
    values = scene()
    how = {"scales": (0.0001, 0.0002), "offsets": (0.0, -0.1), "names": ("red", "nir")}
    raster = read_raster(write(tmp_path / "a.tif", values, grid, nodata=-9999, **how))
    np.testing.assert_array_equal(raster.values, values)
    assert raster.values.dtype == np.int16
    assert raster.band_names == ("red", "nir")
    assert (raster.scales, raster.offsets) == (how["scales"], how["offsets"])
    assert raster.transform == pytest.approx(grid)
    assert (raster.crs, raster.nodata) == ("EPSG:32636", -9999)
    assert (~raster.valid).sum() == 40 * 3 + 1
    np.testing.assert_allclose(raster.pixels()[0], values[:, 0, 3] * [0.0001, 0.0002] - [0, 0.1])


def test_bands_are_chosen_by_name(tmp_path: Path) -> None:
    path = write(tmp_path / "a.tif", scene(), names=("red", "nir"), scales=(1.0, 0.5))
    raster = read_raster(path, ["nir"])
    assert (raster.band_names, raster.scales) == (("nir",), (0.5,))
    for wrong in (["blue"], []):
        with pytest.raises(LearnerError, match="band"):
            read_raster(path, wrong)


def test_names_where_the_file_has_none_or_one_twice(tmp_path: Path) -> None:
    assert read_raster(write(tmp_path / "a.tif", scene())).band_names == ("B1", "B2")
    path = write(tmp_path / "b.tif", scene(), names=("red", "red"))
    assert read_raster(path).band_names == ("red", "red (band 2)")


def test_nan_as_nodata(tmp_path: Path) -> None:
    values = scene().astype(np.float32)
    values[values < 0] = np.nan
    raster = read_raster(write(tmp_path / "a.tif", values, nodata=np.nan))
    assert raster.nodata is not None
    assert np.isnan(raster.nodata)
    assert (~raster.valid).sum() == 40 * 3 + 1


def test_no_nodata_no_crs(tmp_path: Path) -> None:
    raster = read_raster(write(tmp_path / "a.tif", scene(), crs=""))
    assert (raster.nodata, raster.crs, raster.scales, raster.offsets) == (None, "", None, None)
    assert raster.valid.all()


def test_a_mask_inside_the_file(tmp_path: Path) -> None:
    path = write(tmp_path / "a.tif", scene())
    mask = np.full((40, 50), 255, dtype=np.uint8)
    mask[:4] = 0
    with rasterio.open(path, "r+") as file:
        file.write_mask(mask)
    raster = read_raster(path)
    assert raster.values.dtype == np.float32
    np.testing.assert_array_equal(raster.valid, mask > 0)


def test_a_crs_without_code(tmp_path: Path) -> None:
    raster = read_raster(write(tmp_path / "a.tif", scene(), crs="+proj=sinu +R=6371007.181"))
    assert "Sinusoidal" in raster.crs


def test_the_scene_goes_to_a_file_and_back(tmp_path: Path) -> None:
    raster = make_scene(64).raster
    how = {"names": raster.band_names, "scales": raster.scales, "nodata": raster.nodata}
    again = read_raster(write(tmp_path / "a.tif", raster.values, raster.transform, **how))
    np.testing.assert_array_equal(again.pixels(), raster.pixels())
    assert again.transform == raster.transform


def test_what_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(LearnerError, match="no such file"):
        read_raster(tmp_path / "missing.tif")
    (tmp_path / "text.tif").write_text("no raster")
    with pytest.raises(LearnerError, match="can't be read"):
        read_raster(tmp_path / "text.tif")
    path = write(tmp_path / "a.tif", scene())
    monkeypatch.setattr(files, "_MOST_BYTES", 7999)
    with pytest.raises(LearnerError, match="GB of memory"):
        read_raster(path)


def test_without_the_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path / "a.tif", scene())
    monkeypatch.setitem(sys.modules, "rasterio", None)
    with pytest.raises(LearnerError, match=r"pip install 'teachclust\[earth\]'"):
        read_raster(path)


def test_a_real_scene() -> None:
    folder = os.environ.get("TEACHCLUST_REAL_DATA")
    path = Path(folder or "") / "earth" / "canberra_landsat5_1992_6band.tif"
    if not folder or not path.is_file():
        pytest.skip("no real scene here")
    raster = read_raster(path)
    assert raster.n_bands == 6
    assert raster.crs.startswith("EPSG:")
    assert (~raster.valid).mean() == pytest.approx(0.0628, abs=0.0005)
