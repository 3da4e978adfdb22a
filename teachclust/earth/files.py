"""Read raster files of any format with rasterio, as `Raster` objects."""

from __future__ import annotations

import math
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from teachclust.checks import display_name
from teachclust.checks.extra import need
from teachclust.errors import LearnerError
from teachclust.images.raster import Raster

#: what reading and writing may keep of a file in memory; GDAL would take 5 % of the machine's
CACHE_MB: Final = 64
_MOST_BYTES: Final = 1_000_000_000


def read_raster(path: str | os.PathLike[str], bands: Sequence[str] | None = None) -> Raster:
    """Read a raster file: GeoTIFF, JPEG 2000, NetCDF and all else that GDAL knows.

    Parameters
    ----------
    path : path-like
        The file.
    bands : str or sequence of str, optional
        Names of the bands to read; all by default.

    Returns
    -------
    raster : Raster
        Numbers as they are stored, with scales, offsets, transform (turned grids too), CRS and
        nodata of the file. Bands are named as they're described in the file, else "B1", "B2" ...
        Where the bands have different numbers for nodata, or the file has a mask instead, the
        numbers are float32 (or float64) and NaN stands for nodata.

    Raises
    ------
    LearnerError
        If rasterio isn't installed, the file isn't there or can't be read, has no such band, or
        would need more than 1 GB of memory: `cluster_file` goes through such a file block by block.
    """
    with opened(path) as file:
        names = band_names(file)
        taken = band_numbers(file, bands)
        needed = (
            file.width * file.height * sum(np.dtype(file.dtypes[i - 1]).itemsize for i in taken)
        )
        if needed > _MOST_BYTES:
            raise LearnerError(
                f"This file would need {needed / 1e9:.1f} GB of memory",
                where=f"{display_name(Path(path).name)}: {file.width:,} x {file.height:,} pixels",
                why="cluster_file goes through it block by block.",
                fix='ee.cluster_file("scene.tif", "clusters.tif", clusterer)',
            )
        values, nodata = read_values(file, taken, None)
        scales, offsets = scaling(file, taken)
        return Raster(
            values,
            tuple(names[i - 1] for i in taken),
            tuple(file.transform)[:6],
            crs_text(file.crs),
            nodata,
            scales,
            offsets,
        )


@contextmanager
def opened(path: str | os.PathLike[str]) -> Iterator[Any]:
    """Open a raster file with rasterio, with a small cache, and explain errors of opening it."""
    rasterio = need("rasterio", "Reading any raster file", "earth")
    name = display_name(Path(path).name)
    if not Path(path).is_file():
        raise LearnerError("There is no such file", where=name, fix="list(Path().glob('*.tif'))")
    with rasterio.Env(GDAL_CACHEMAX=CACHE_MB):
        try:
            file = rasterio.open(path)
        except rasterio.errors.RasterioError as reason:
            raise LearnerError(
                "This file can't be read as a raster",
                where=name,
                why=" ".join(str(reason).split())[:200],
                fix='image = ee.Image.open("scene.tif")',
            ) from reason
        with file:
            if not file.count:
                raise LearnerError(
                    "This file has no band of its own",
                    where=name,
                    why=f"It holds {len(file.subdatasets)} files in one.",
                    fix='rasterio.open("scene.nc").subdatasets',
                )
            yield file


def band_names(file: Any) -> tuple[str, ...]:
    """Return the descriptions of the bands, each once; "B1", "B2" ... where there are none."""
    names: list[str] = []
    for i, text in enumerate(file.descriptions, start=1):
        name = (text or "").strip() or f"B{i}"
        names.append(name if name not in names else f"{name} (band {i})")
    return tuple(names)


def band_numbers(file: Any, bands: Sequence[str] | None) -> list[int]:
    """Return the numbers from 1 of the bands of some names."""
    names = band_names(file)
    if bands is None:
        return list(range(1, file.count + 1))
    bands = [bands] if isinstance(bands, str) else list(bands)
    missing = [name for name in bands if name not in names]
    if missing or not len(bands):
        raise LearnerError(
            "The file has no such band" if missing else "Choose a band at least",
            where=", ".join(display_name(repr(name)) for name in missing[:3]),
            why=f"Its bands are {', '.join(map(display_name, names))}.",
            fix=f"bands = {list(names[:3])}",
        )
    return [names.index(name) + 1 for name in bands]


def scaling(
    file: Any, taken: Sequence[int]
) -> tuple[tuple[float, ...] | None, tuple[float, ...] | None]:
    """Return scales and offsets of some bands; None where they change nothing."""
    scales = tuple(float(file.scales[i - 1]) for i in taken)
    offsets = tuple(float(file.offsets[i - 1]) for i in taken)
    return (
        scales if any(scale != 1 for scale in scales) else None,
        offsets if any(offsets) else None,
    )


def read_values(file: Any, taken: list[int], window: Any) -> tuple[npt.NDArray[Any], float | None]:
    """Return stored numbers of shape (n_bands, height, width) and the number that means nodata."""
    values = file.read(taken, window=window)
    marks = [file.nodatavals[i - 1] for i in taken]
    same = all(_equal(mark, marks[0]) for mark in marks)
    if same and marks[0] is not None:
        return values, float(marks[0])
    masked = any(
        "all_valid" not in {flag.name for flag in file.mask_flag_enums[i - 1]} for i in taken
    )
    if same and not masked:
        return values, None
    # one number can't stand for all of them: NaN does
    wide = np.result_type(values.dtype, np.float32)
    gaps = file.read_masks(taken, window=window) == 0
    values = values.astype(wide)
    values[gaps] = np.nan
    return values, math.nan


def crs_text(crs: Any) -> str:
    """Return a CRS of rasterio as "EPSG:32636", as WKT where it has no code, or as ""."""
    if not crs:
        return ""
    code = crs.to_epsg()
    return f"EPSG:{code}" if code else str(crs.to_wkt())


def _equal(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return one == other or (math.isnan(one) and math.isnan(other))
