"""xarray's DataArrays as rasters and back; clusters of one, with its CRS and nodata kept."""

from __future__ import annotations

import math
from typing import Any, Final

import numpy as np

from teachclust.checks import display_name
from teachclust.checks.extra import need
from teachclust.earth.blocks import Predictor, predict_block, wanted_bands
from teachclust.earth.files import crs_text
from teachclust.errors import LearnerError
from teachclust.images.geotiff import id_format
from teachclust.images.raster import ClusterMap, Raster

_PIXELS: Final = 2**18


def raster_from_data_array(array: Any) -> Raster:
    """Return a DataArray of rioxarray as a raster.

    Parameters
    ----------
    array : xarray.DataArray
        With the dimensions y and x, and one of bands (or none, for one band); as
        ``rioxarray.open_rasterio`` gives it, masked or not, loaded or in chunks of dask.

    Returns
    -------
    raster : Raster
        Its numbers; the transform, CRS, nodata, scales and offsets that it knows of. Bands are
        named by its coordinate of texts or by ``long_name``, else "B1", "B2" ...

    Raises
    ------
    LearnerError
        If rioxarray isn't installed or the array has other dimensions.
    """
    bands = _bands_first(array)
    scales, offsets = (_per_band(bands, name) for name in ("scale_factor", "add_offset"))
    nodata = bands.rio.nodata
    return Raster(
        np.asarray(bands.values),
        _band_names(bands),
        tuple(bands.rio.transform(recalc=False))[:6],
        crs_text(bands.rio.crs),
        None if nodata is None else float(nodata),
        scales,
        offsets,
    )


def raster_to_data_array(raster: Raster) -> Any:
    """Return a raster as a DataArray with the dimensions band, y and x.

    Parameters
    ----------
    raster : Raster
        Bands with their place.

    Returns
    -------
    array : xarray.DataArray
        Stored numbers; ``array.rio`` knows CRS, transform and nodata; the coordinate "band" has the
        names, which ``rio.to_raster`` writes into a file; scales and offsets are in ``attrs`` as
        ``scales`` and ``offsets``.

    Raises
    ------
    LearnerError
        If rioxarray isn't installed.
    """
    need("rioxarray", "A DataArray with a place on the earth", "earth")
    xarray = need("xarray", "A DataArray", "earth")
    array = xarray.DataArray(
        raster.values,
        dims=("band", "y", "x"),
        coords={"band": list(raster.band_names)},
        attrs={"long_name": raster.band_names},  # rio.to_raster writes them as descriptions
    )
    if raster.scales is not None:
        array.attrs["scales"] = raster.scales
    if raster.offsets is not None:
        array.attrs["offsets"] = raster.offsets
    return _place(array, raster.transform, raster.crs, raster.nodata)


def clusters_to_data_array(clusters: ClusterMap, name: str = "cluster") -> Any:
    """Return a map of clusters as a DataArray with the dimensions y and x.

    Parameters
    ----------
    clusters : ClusterMap
        Ids, legend and place.
    name : str, default="cluster"
        The name of the array.

    Returns
    -------
    array : xarray.DataArray
        uint8 with nodata 255, or uint16 with nodata 65535 past 255 clusters; ``attrs`` has the
        legend as ``label_0`` ... and ``color_0`` ..., which ``rio.to_raster`` writes as tags.

    Raises
    ------
    LearnerError
        If rioxarray isn't installed.
    """
    need("rioxarray", "A DataArray with a place on the earth", "earth")
    xarray = need("xarray", "A DataArray", "earth")
    dtype, nodata = id_format(clusters.n_clusters)
    stored = np.where(clusters.ids < 0, nodata, clusters.ids).astype(dtype)
    legend = {f"label_{i}": text for i, text in enumerate(clusters.names)}
    legend |= {f"color_{i}": text for i, text in enumerate(clusters.colors)}
    array = xarray.DataArray(stored, dims=("y", "x"), attrs=legend, name=name)
    return _place(array, clusters.transform, clusters.crs, nodata)


def cluster_data_array(array: Any, clusterer: Predictor, n_clusters: int | None = None) -> Any:
    """Return the cluster of each pixel of a DataArray, some rows at a time.

    Parameters
    ----------
    array : xarray.DataArray
        As for `raster_from_data_array`. Chunks of dask are computed as their rows are reached.
    clusterer : Clusterer or estimator
        A trained ``ee.Clusterer``, or an estimator that was fitted to a DataFrame, which find their
        bands by name; or anything with ``predict`` for an array of shape (n, n_bands), float64, in
        physical units.
    n_clusters : int, optional
        How many ids there are; past 255 they are uint16. A ``ee.Clusterer`` knows it; else it's
        the largest id and one.

    Returns
    -------
    clusters : xarray.DataArray
        Named "cluster", with the dimensions y and x, coordinates, CRS and transform of the array;
        nodata is 255 (uint8) or 65535 (uint16).

    Raises
    ------
    LearnerError
        If rioxarray isn't installed, the array has other dimensions, a band of the clusterer is
        missing, or it gives something else than ids.

    Examples
    --------
    >>> import teachclust.earth as ee
    >>> array = rioxarray.open_rasterio("scene.tif", chunks=1024)  # doctest: +SKIP
    >>> ee.cluster_data_array(array, clusterer).rio.to_raster("ids.tif")  # doctest: +SKIP
    """
    bands = _bands_first(array)
    scales, offsets = (_per_band(bands, name) for name in ("scale_factor", "add_offset"))
    wanted = wanted_bands(clusterer)
    if wanted is not None:
        places = _places(bands, wanted)
        bands = bands[places]
        scales = scales and tuple(scales[i] for i in places)
        offsets = offsets and tuple(offsets[i] for i in places)
    if n_clusters is None and hasattr(clusterer, "legend"):
        n_clusters = len(clusterer.legend()[0])
    nodata = bands.rio.nodata
    nodata = None if nodata is None else float(nodata)
    _, height, width = bands.shape
    ids = np.full((height, width), -1, dtype=np.int32)
    rows = max(1, _PIXELS // width)
    for top in range(0, height, rows):
        values = np.asarray(bands[:, top : top + rows].values)
        ids[top : top + rows] = predict_block(
            clusterer, values, nodata, scales, offsets, n_clusters
        )
    dtype, gap = id_format(n_clusters or int(ids.max()) + 1)
    clusters = (
        bands[0]
        .drop_vars(bands.dims[0], errors="ignore")
        .copy(data=np.where(ids < 0, gap, ids).astype(dtype))
    )
    clusters.name, clusters.attrs, clusters.encoding = "cluster", {}, {}
    return clusters.rio.write_nodata(gap)


def _bands_first(array: Any) -> Any:
    """Return the array with the dimensions band, y and x in this order."""
    need("rioxarray", "Reading a DataArray", "earth")
    xarray = need("xarray", "Reading a DataArray", "earth")
    if not isinstance(array, xarray.DataArray) or array.ndim not in (2, 3):
        raise LearnerError(
            "This is no DataArray of bands",
            where=f"it is of type {display_name(type(array).__name__)}",
            why="It needs the dimensions band, y and x.",
            fix='array = rioxarray.open_rasterio("scene.tif")',
        )
    try:
        y, x = array.rio.y_dim, array.rio.x_dim
    except Exception as reason:
        raise LearnerError(
            "The DataArray has no dimensions y and x",
            where=", ".join(display_name(name) for name in array.dims),
            fix='array = array.rio.set_spatial_dims(x_dim="easting", y_dim="northing")',
        ) from reason
    if array.ndim == 2:
        array = array.expand_dims("band")
    band = next(name for name in array.dims if name not in (y, x))
    return array.transpose(band, y, x)


def _band_names(bands: Any) -> tuple[str, ...]:
    """Return the names of bands: texts of their coordinate, the file's descriptions, or numbers."""
    n = bands.shape[0]
    dimension = bands.dims[0]
    told = bands.coords[dimension].values.tolist() if dimension in bands.coords else []
    if told and all(isinstance(name, str) for name in told):
        return tuple(told)
    long = bands.attrs.get("long_name", ())
    long = (long,) if isinstance(long, str) else tuple(long)
    if (
        len(long) == n
        and len(set(long)) == n
        and all(isinstance(name, str) and name for name in long)
    ):
        return long
    return tuple(f"B{i + 1}" for i in range(n))


def _places(bands: Any, wanted: list[str]) -> list[int]:
    """Return where the bands of some names are."""
    names = _band_names(bands)
    missing = [name for name in wanted if name not in names]
    if missing:
        raise LearnerError(
            "The DataArray has no such band",
            where=", ".join(display_name(repr(name)) for name in missing[:3]),
            why=f"Its bands are {', '.join(map(display_name, names))}.",
            fix=f"array = array.assign_coords(band={wanted})",
        )
    return [names.index(name) for name in wanted]


def _per_band(bands: Any, name: str) -> tuple[float, ...] | None:
    """Return a scale or offset for each band; None where it changes nothing."""
    plural = {"scale_factor": "scales", "add_offset": "offsets"}[name]
    neutral = 1.0 if name == "scale_factor" else 0.0
    given = bands.attrs.get(plural, bands.attrs.get(name))
    if given is None:
        return None
    numbers = np.broadcast_to(np.asarray(given, dtype=np.float64), bands.shape[:1])
    return None if (numbers == neutral).all() else tuple(numbers.tolist())


def _place(array: Any, transform: Any, crs: str, nodata: float | None) -> Any:
    """Write CRS, transform and nodata where rioxarray looks for them."""
    from rasterio import Affine

    a, b, c, d, e, f = transform
    if b == 0 and d == 0:
        height, width = array.shape[-2:]
        array = array.assign_coords(
            y=f + e * (np.arange(height) + 0.5), x=c + a * (np.arange(width) + 0.5)
        )
    if crs:
        array = array.rio.write_crs(crs)
    array = array.rio.write_transform(Affine(a, b, c, d, e, f))
    if nodata is None:
        return array
    whole = array.dtype.kind in "iu" and not math.isnan(nodata)
    return array.rio.write_nodata(int(nodata) if whole else nodata)
