"""A clusterer applied to a large GeoTIFF: memory, time, and what the new file says of its place.

The file has 8,000 x 8,000 pixels of six bands, int16: the synthetic scene many times, each time
with other noise. The peer is the plain loop over the tiles of the file with rasterio and
scikit-learn's predict, GDAL's cache as it comes. Each runs in a process of its own, by turns; the
peak is read from Linux's own account.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.report import Row
from teachclust.datasets import make_scene

SIDE, QUICK_SIDE = 8_000, 2_000
TURNS = 2
START = """
import sys, time
import numpy as np, rasterio
from sklearn.cluster import KMeans
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from teachclust.datasets import make_scene
source, target = sys.argv[1:]
pixels = make_scene(200).raster.pixels()[::5]
model = make_pipeline(StandardScaler(), KMeans(15, n_init=1, random_state=0)).fit(pixels)
begin = time.perf_counter(), time.process_time()
"""
OURS = """
from teachclust.earth.blocks import cluster_file
names = [f"cluster {i}" for i in range(15)]
cluster_file(source, target, model, names=names, colors=["#336699"] * 15)
"""
PLAIN = """
with rasterio.open(source) as file:
    profile = file.profile | {"count": 1, "dtype": "uint8", "nodata": 255, "compress": "deflate"}
    with rasterio.open(target, "w", **profile) as out:
        for _, window in file.block_windows(1):
            bands = file.read(window=window)
            valid = (bands != file.nodata).all(axis=0)
            ids = np.full(valid.shape, 255, np.uint8)
            if valid.any():
                rows = bands[:, valid].T * 0.0001
                ids[valid] = model.predict(rows)
            out.write(ids, 1, window=window)
"""
END = """
wall, cpu = time.perf_counter() - begin[0], time.process_time() - begin[1]
peak = open("/proc/self/status").read().split("VmHWM:")[1].split()[0]
print(wall, cpu, int(peak) / 1000)
"""


def run(quick: bool) -> list[Row]:
    """Cluster the file both ways and read the new ones back."""
    side = QUICK_SIDE if quick else SIDE
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "scene.tif"
        _write(source, side)
        targets = {"ours": Path(folder) / "ours.tif", "plain": Path(folder) / "plain.tif"}
        figures: dict[str, list[tuple[float, ...]]] = {"ours": [], "plain": []}
        for _ in range(1 if quick else TURNS):
            for name, code in (("ours", OURS), ("plain", PLAIN)):
                figures[name].append(_measured(START + code + END, source, targets[name]))
        place = _same_place(source, targets["ours"])
        same = _same_ids(*targets.values())
    wall, cpu, peak = (max(column) for column in zip(*figures["ours"], strict=True))
    plain_wall, plain_cpu, plain_peak = (max(c) for c in zip(*figures["plain"], strict=True))
    size = f"{side:,} x {side:,} x 6, int16"
    plain = f"the plain loop {plain_wall:.0f} s, {plain_cpu:.0f} s of CPU, {plain_peak:.0f} MB"
    told = f"peak {peak:.0f} MB, {wall:.0f} s, {cpu:.0f} s of CPU; {plain}"
    back = f"place {'equal' if place else 'DIFFERS'}, ids {'equal' if same else 'DIFFER'}"
    return [
        Row(f"clusterer applied to a file of {size}", told, "at most 400 MB", peak <= 400),
        Row(
            f"the same, read back: {size}",
            back,
            "CRS, transform and nodata equal, ids as of the plain loop",
            place and same,
        ),
    ]


def _write(path: Path, side: int) -> None:
    """Write the scene many times, row of scenes by row of scenes."""
    import rasterio

    raster = make_scene(400).raster
    rng = np.random.RandomState(0)
    times = side // raster.width
    how: dict[str, Any] = {
        "driver": "GTiff", "width": side, "height": side, "count": 6, "dtype": "int16",
        "nodata": -9999, "crs": raster.crs, "transform": rasterio.Affine(*raster.transform),
        "tiled": True, "blockxsize": 256, "blockysize": 256,
    }  # fmt: skip
    with rasterio.Env(GDAL_CACHEMAX=64), rasterio.open(path, "w", **how) as file:
        file.scales = raster.scales
        for top in range(0, side, raster.height):
            row = np.tile(raster.values, (1, 1, times))
            row += np.where(row == -9999, 0, rng.randint(-20, 21, row.shape)).astype(np.int16)
            file.write(row, window=((top, top + raster.height), (0, side)))


def _measured(script: str, source: Path, target: Path) -> tuple[float, ...]:
    """Return seconds, seconds of CPU and the peak in MB of one run."""
    command = [sys.executable, "-c", script, str(source), str(target)]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    return tuple(float(number) for number in ran.stdout.split())


def _same_place(source: Path, target: Path) -> bool:
    """Tell whether the new file lies where the old one does, with nodata at the same pixels."""
    import rasterio

    with rasterio.open(source) as old, rasterio.open(target) as new:
        same = (old.crs, old.transform, old.shape) == (new.crs, new.transform, new.shape)
        return bool(
            same
            and new.nodata == 255
            and all(
                np.array_equal(
                    (old.read(window=window) == old.nodata).any(axis=0),
                    new.read(1, window=window) == new.nodata,
                )
                for _, window in new.block_windows(1)
            )
        )


def _same_ids(one: Path, other: Path) -> bool:
    import rasterio

    with rasterio.open(one) as ours, rasterio.open(other) as plain:
        return all(
            np.array_equal(ours.read(1, window=window), plain.read(1, window=window))
            for _, window in ours.block_windows(1)
        )
