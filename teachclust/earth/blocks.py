"""Apply a fitted clusterer to a raster file of any size, block by block."""

from __future__ import annotations

import math
import os
import secrets
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final, Protocol

import numpy as np
import numpy.typing as npt
import pandas as pd
from sklearn.exceptions import NotFittedError
from sklearn.utils.validation import check_is_fitted

from teachclust.checks import display_name
from teachclust.checks.extra import need
from teachclust.earth.files import (
    band_numbers,
    opened,
    read_values,
    scaling,
)
from teachclust.errors import LearnerError
from teachclust.files import try_writing
from teachclust.images.geotiff import id_format
from teachclust.images.raster import physical, valid_pixels
from teachclust.palette import map_colors

#: pixels of a block: enough to be quick, few enough for a small machine
_PIXELS: Final = 2**18
_TILE: Final = 256


class Predictor(Protocol):
    """Anything that gives the cluster of each row of a table of pixels."""

    def predict(self, X: Any, /) -> Any:
        """Return a whole number from 0 for each row, or -1 for noise."""


def cluster_file(
    source: str | os.PathLike[str],
    target: str | os.PathLike[str],
    clusterer: Predictor,
    *,
    bands: Sequence[str] | None = None,
    names: Sequence[str] | None = None,
    colors: Sequence[str] | None = None,
    progress: Callable[[int, int], None] | bool = False,
) -> Path:
    """Apply a fitted clusterer to a raster file and write the ids as a GeoTIFF, block by block.

    Parameters
    ----------
    source : path-like
        A raster file of any size and format.
    target : path-like
        The GeoTIFF to write. One of this name is replaced once the new one is whole: after an
        interrupt nothing of it is left, and an older file is as it was.
    clusterer : Clusterer or estimator
        A trained ``ee.Clusterer``; or anything with ``predict`` for an array of shape (n, n_bands),
        float64, in physical units (``stored * scale + offset``), such as a fitted pipeline. An
        estimator that was fitted to a DataFrame gets a DataFrame.
    bands : str or sequence of str, optional
        Bands that the clusterer was fitted with, in its order; by default those of the schema of a
        ``ee.Clusterer``, or the columns of the DataFrame that an estimator was fitted to, else all
        of the file.
    names, colors : sequence of str, optional
        The label and the color ("#rrggbb") of each id, of `ClusteredImage.cluster_map` for example;
        by default "cluster 0" ... in the colors of ``randomVisualizer``.
    progress : callable or bool, default=False
        Called with the pixels done and all pixels after each block; True writes a line of text.

    Returns
    -------
    path : Path
        The file: uint8 with nodata 255 for up to 255 clusters, uint16 with nodata 65535 for more.
        CRS and transform are those of the source. Colors are in its color table (up to 255
        clusters), labels in the tags ``label_0`` ..., colors in ``color_0`` ... of its band.

    Raises
    ------
    LearnerError
        If rasterio isn't installed, a file can't be read or written, bands are missing, the
        clusterer isn't fitted or can't predict, or it gives ids that have no name.

    Notes
    -----
    A pixel that lacks a band gets nodata, as does one of cluster -1 (noise). Blocks follow the
    tiles of the source. The peak of memory doesn't depend on the size of the file: GDAL's cache is
    kept to 64 MB, a block has about 262,000 pixels.
    """
    rasterio = need("rasterio", "Applying a clusterer to a file", "earth")
    path = Path(target)
    bands = wanted_bands(clusterer, bands)
    names, colors = _legend(clusterer, names, colors)
    dtype, nodata = id_format(len(names))
    try_writing(path)
    show = _line if progress is True else progress or None
    with opened(source) as file:
        taken = band_numbers(file, bands)
        scales, offsets = scaling(file, taken)
        how = {
            "driver": "GTiff", "width": file.width, "height": file.height, "count": 1,
            "dtype": dtype, "nodata": nodata, "crs": file.crs, "transform": file.transform,
            "tiled": True, "blockxsize": _TILE, "blockysize": _TILE, "compress": "deflate",
            "BIGTIFF": "IF_SAFER",
        }  # fmt: skip
        with _whole_or_none(path) as half, rasterio.open(half, "w", **how) as ids_file:
            _write_legend(ids_file, names, colors)
            done = 0
            for window in _windows(file):
                values, gap = read_values(file, taken, window)
                ids = predict_block(clusterer, values, gap, scales, offsets, len(names))
                stored = np.where(ids < 0, nodata, ids).astype(dtype)
                ids_file.write(stored, 1, window=window)
                done += ids.size
                if show:
                    show(done, file.width * file.height)
    return path


def wanted_bands(clusterer: Any, bands: Sequence[str] | None = None) -> list[str] | None:
    """Return the bands that a fitted clusterer is applied to, in its order.

    Parameters
    ----------
    clusterer : object
        With ``predict``.
    bands : str or sequence of str, optional
        What was asked for. Names that are those of the clusterer are brought into its order.

    Returns
    -------
    bands : list of str or None
        None is all, where the clusterer knows no names.

    Raises
    ------
    LearnerError
        If the clusterer isn't fitted or can't predict, or has more or fewer bands.
    """
    own = clusterer.schema() if hasattr(clusterer, "schema") else _names_of(clusterer)
    if not hasattr(clusterer, "predict"):
        raise LearnerError(
            f"{display_name(type(clusterer).__name__)} can't predict",
            where="it has no predict",
            why="A pixel that it wasn't fitted to gets no cluster. A Clusterer takes that of the "
            "nearest training pixel.",
            fix="clusterer = ee.Clusterer(clusterer).train(training)"
            if hasattr(clusterer, "fit_predict")
            else "clusterer = ee.Clusterer.wekaKMeans(15).train(training)",
        )
    if hasattr(clusterer, "fit") and hasattr(clusterer, "get_params"):
        try:
            check_is_fitted(clusterer)
        except NotFittedError:
            raise LearnerError(
                f"This {display_name(type(clusterer).__name__)} isn't fitted",
                where=display_name(repr(clusterer)),
                why="It has no clusters before it is.",
                fix="clusterer = clusterer.fit(training)",
            ) from None
    if bands is None:
        return own
    asked = [bands] if isinstance(bands, str) else list(bands)
    if own is not None and len(asked) != len(own):
        raise LearnerError(
            f"The clusterer was fitted to {len(own)} bands",
            where=f"bands has {len(asked)}",
            why="A pixel needs the bands that it was fitted to, in the same order.",
            fix=f"bands = {own}",
        )
    return own if own is not None and sorted(map(str, asked)) == sorted(own) else asked


def _names_of(clusterer: Any) -> list[str] | None:
    """Return the columns of the DataFrame that an estimator was fitted to, if it was one."""
    names = getattr(clusterer, "feature_names_in_", None)
    return None if names is None else [str(name) for name in names]


def predict_block(
    clusterer: Predictor,
    values: npt.NDArray[Any],
    nodata: float | None,
    scales: Sequence[float] | None,
    offsets: Sequence[float] | None,
    n_clusters: int | None = None,
) -> npt.NDArray[np.int32]:
    """Return the cluster of each pixel of a block.

    Parameters
    ----------
    clusterer : object
        With ``predict``. It isn't called for a block without a valid pixel.
    values : ndarray of shape (n_bands, height, width)
        Stored numbers.
    nodata : float or None
        The stored number that means "no data".
    scales, offsets : sequence of float or None
        For each band.
    n_clusters : int, optional
        How many ids have a name.

    Returns
    -------
    ids : ndarray of shape (height, width), int32
        -1 where a pixel lacks a band.

    Raises
    ------
    LearnerError
        If the clusterer doesn't give one id for each pixel, or an id without a name.
    """
    valid = valid_pixels(values, nodata)
    ids = np.full(valid.shape, -1, dtype=np.int32)
    if not valid.any():
        return ids
    pixels = physical(values[:, valid].T, scales, offsets)
    n_bands = getattr(clusterer, "n_features_in_", pixels.shape[1])
    if n_bands != pixels.shape[1]:
        raise LearnerError(
            f"The clusterer was fitted to {n_bands} bands",
            where=f"there are {pixels.shape[1]}",
            why="A pixel needs the bands that it was fitted to, in the same order.",
            fix="clusterer = clusterer.fit(scene.raster.pixels())",
        )
    names = _names_of(clusterer)
    rows = pixels if names is None else pd.DataFrame(pixels, columns=names)
    found = np.asarray(clusterer.predict(rows))
    most = n_clusters if n_clusters is not None else 65535
    if (
        found.shape != (len(pixels),)
        or found.dtype.kind not in "iu"
        or found.min() < -1
        or found.max() >= most
    ):
        raise LearnerError(
            f"The clusterer must give each pixel an id below {most:,}",
            where=f"it gives shape {found.shape} and dtype {found.dtype} for {len(pixels):,} pixels"
            + (f", ids up to {found.max()}" if found.size and found.dtype.kind in "iu" else ""),
            why="Each id needs a name, and one number means no data.",
            fix="clusterer = KMeans(15, random_state=0).fit(training)",
        )
    ids[valid] = found
    return ids


def _legend(
    clusterer: Any, names: Sequence[str] | None, colors: Sequence[str] | None
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return a name and a color for each id: those given, the clusterer's own, or plain ones."""
    if names is None and hasattr(clusterer, "legend"):
        names, own = clusterer.legend()
        colors = colors or own
    if names is None:
        # a pipeline's number of clusters is that of its last step
        last = clusterer[-1] if hasattr(clusterer, "steps") else clusterer
        centers = getattr(last, "cluster_centers_", ())
        n = len(colors or ()) or len(centers) or getattr(last, "n_clusters", None)
        n = n or getattr(last, "n_components", None)
        names = [f"cluster {i}" for i in range(n)] if isinstance(n, int) else []
    colors = map_colors(len(names)) if colors is None else colors
    if len(names) != len(colors) or not len(names):
        raise LearnerError(
            "Each cluster needs a name and a color",
            where=f"{len(names)} names, {len(colors)} colors",
            fix='cluster_file(source, target, clusterer, names=("sea", "desert"))',
        )
    return tuple(names), tuple(colors)


def _windows(file: Any) -> Iterator[Any]:
    """Yield windows that cover the file, made of whole tiles or strips of it."""
    from rasterio.windows import Window

    high, wide = file.block_shapes[0]
    # a file in strips has blocks as wide as itself
    columns = min(file.width, wide * max(1, math.isqrt(_PIXELS) // wide))
    rows = min(file.height, high * max(1, _PIXELS // (columns * high)))
    # a strip may be the whole file
    rows = min(rows, max(1, 4 * _PIXELS // columns))
    for top in range(0, file.height, rows):
        for left in range(0, file.width, columns):
            yield Window(left, top, min(columns, file.width - left), min(rows, file.height - top))


def _write_legend(file: Any, names: Sequence[str], colors: Sequence[str]) -> None:
    """Write labels and colors; before the pixels, as they stand at the head of the file."""
    if len(colors) <= 255:
        table = {i: (*bytes.fromhex(color[1:]), 255) for i, color in enumerate(colors)}
        file.write_colormap(1, table | {255: (0, 0, 0, 0)})
    tags = {f"label_{i}": name for i, name in enumerate(names)}
    file.update_tags(1, **tags, **{f"color_{i}": color for i, color in enumerate(colors)})


@contextmanager
def _whole_or_none(path: Path) -> Iterator[Path]:
    """Give a name beside the file, which gets the file's own once all is written."""
    half = path.with_name(f".teachclust-{secrets.token_hex(8)}.tif")
    try:
        yield half
        half.replace(path)
    except BaseException:  # an interrupt too
        for left in (half, half.with_name(f"{half.name}.aux.xml")):
            with suppress(OSError):
                left.unlink(missing_ok=True)
        raise


def _line(done: int, total: int) -> None:
    """Write how much is done, over the line before."""
    end = "\n" if done == total else ""
    sys.stderr.write(f"\r{done:,} of {total:,} pixels ({done / total:.0%}){end}")
    sys.stderr.flush()
