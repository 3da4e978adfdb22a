"""A small scene with clusters and known classes, for the tests of the SceneLab."""

from __future__ import annotations

from typing import Any

import numpy as np

from teachclust.images import ClusterMap, Raster

GRID = (30.0, 0.0, 300000.0, 0.0, -30.0, 3500000.0)
COLORS = ("#0072b2", "#e69f00", "#009e73", "#cc79a7")


def scene() -> tuple[Raster, ClusterMap, ClusterMap]:
    """Four clusters in columns, three classes: clusters 1 and 2 are crop; the top is nodata."""
    height, width = 30, 40
    rng = np.random.default_rng(0)
    ids = np.repeat(np.arange(4), width // 4)[None, :].repeat(height, axis=0)
    values = 1000 * ids + rng.integers(0, 700, (3, height, width))
    values[:, :2] = -9999
    ids = np.where(values[0] == -9999, -1, ids)
    grid: dict[str, Any] = {"transform": GRID, "crs": "EPSG:32636"}
    raster = Raster(
        values.astype(np.int16), ("red", "green", "blue"), nodata=-9999, scales=(1e-4,) * 3, **grid
    )
    names = tuple(f"cluster {i}" for i in range(4))
    classes = np.array([0, 1, 1, 2, -1])[ids]
    truth = ClusterMap(classes, ("sea", "crop", "desert"), COLORS[:3], **grid)
    return raster, ClusterMap(ids, names, COLORS, **grid), truth


def ask(lab: Any, number: int, base: int, **edit: Any) -> None:
    lab.request = {"id": number, "base": base, "frame": 0, "edit": edit}
