"""Raster files for the tests, written with rasterio."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

rasterio = pytest.importorskip("rasterio")

GRID = (30.0, 0.0, 300000.0, 0.0, -30.0, 3500000.0)
TURNED = (24.0, 18.0, 1000.0, 18.0, -24.0, 2000.0)


class Brightness:
    """A clusterer whose id is the first band, in steps of 0.1."""

    def __init__(self) -> None:
        self.calls: list[int] = []

    def predict(self, X: Any) -> Any:
        assert X.dtype == np.float64
        assert X.flags.c_contiguous
        assert np.isfinite(X).all()
        self.calls.append(len(X))
        return np.clip((X[:, 0] * 10).astype(np.int32), 0, 5)


def write(path: Path, values: Any, grid: Any = GRID, crs: str = "EPSG:32636", **more: Any) -> Path:
    """Write values of shape (n_bands, height, width); scales, offsets and names are more."""
    own = {name: more.pop(name, None) for name in ("scales", "offsets", "names")}
    n, height, width = values.shape
    how = {"driver": "GTiff", "count": n, "height": height, "width": width, "dtype": values.dtype}
    with rasterio.open(
        path, "w", crs=crs, transform=rasterio.Affine(*grid), **(how | more)
    ) as file:
        file.write(values)
        if own["scales"]:
            file.scales = own["scales"]
        if own["offsets"]:
            file.offsets = own["offsets"]
        for i, name in enumerate(own["names"] or (), start=1):
            file.set_band_description(i, name)
    return path


def scene(height: int = 40, width: int = 50) -> Any:
    """Return two bands of int16 with a wedge of -9999 and a gap in the second one alone."""
    values = np.random.RandomState(0).randint(0, 6000, (2, height, width)).astype(np.int16)
    values[:, :, :3] = -9999
    values[1, 5, 7] = -9999
    return values
