"""Maps of clusters as GeoTIFF, and plain GeoTIFFs as rasters, by Pillow alone.

The tags are those of GeoTIFF 1.1 (OGC 19-008r4) and of GDAL: pixel scale 33550 and tie point 33922,
or the matrix 34264 where the grid is turned; keys of the CRS 34735; nodata 42113; names 42112.
"""

from __future__ import annotations

import io
import math
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final
from xml.etree import ElementTree
from xml.sax.saxutils import escape, unescape

import numpy as np

from teachclust.checks import display_name
from teachclust.errors import LearnerError
from teachclust.files import write_file
from teachclust.images.raster import ClusterMap, Raster, Transform

_PIXEL_SCALE, _TIE_POINT, _MATRIX, _KEYS = 33550, 33922, 34264, 34735
_METADATA, _NODATA = 42112, 42113
_DOUBLE, _SHORT, _ASCII = 12, 3, 2
_MODEL, _RASTER_TYPE, _GEOGRAPHIC, _PROJECTED = 1024, 1025, 2048, 3072
_AREA, _POINT = 1, 2
#: codes of EPSG for longitude and latitude; all others up to 32767 are projected, but for a few
#: that pyproj knows
_DEGREES: Final = (
    (3819, 3824), (3889, 3889), (3906, 3906), (4001, 4025), (4027, 4036), (4041, 4047),
    (4052, 4055), (4075, 4081), (4120, 4216), (4218, 4326), (4463, 4463), (4470, 4470),
    (4475, 4483), (4490, 4490), (4555, 4558), (4600, 4646), (4657, 4765), (4801, 4811),
    (4813, 4821), (4823, 4824), (4901, 5013), (6318, 6325), (6668, 6668), (6783, 6783),
    (7844, 7844),
)  # fmt: skip
#: what Pillow can hold of a band without losing anything
_MODES: Final = ("L", "P", "I;16", "I;16B", "I", "F", "RGB", "RGBA", "LA")


def write_geotiff(path: str | os.PathLike[str], clusters: ClusterMap) -> Path:
    """Write a map of clusters as GeoTIFF, with its colors and names inside.

    Parameters
    ----------
    path : path-like
        The file; one of this name is replaced once the new one is whole.
    clusters : ClusterMap
        Ids, legend and place.

    Returns
    -------
    path : Path
        The file. It has one band: uint8 with nodata 255 for up to 255 clusters, with a palette;
        uint16 with nodata 65535 for more. The names stand in the band's tags ``label_0``,
        ``label_1`` ... (GDAL's metadata), the colors in ``color_0`` ... too.

    Raises
    ------
    LearnerError
        If the CRS is no EPSG code, there are more than 65,535 clusters, or the file can't be
        written.

    Notes
    -----
    GDAL, rasterio and QGIS read it. Pillow alone is needed.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> from teachclust.datasets import make_scene
    >>> from teachclust.images import read_cluster_map, write_geotiff
    >>> truth = make_scene(64).truth
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = write_geotiff(Path(folder) / "truth.tif", truth)
    ...     read_cluster_map(file)
    ClusterMap(64 x 64 pixels, 6 clusters: sea, river, crop, fallow, desert, urban, EPSG:32636)
    """
    from PIL import Image, TiffImagePlugin

    dtype, nodata = id_format(clusters.n_clusters)
    stored = np.where(clusters.ids < 0, nodata, clusters.ids).astype(dtype)
    picture = Image.fromarray(stored)
    if nodata == 255:
        colors = b"".join(bytes.fromhex(color[1:]) for color in clusters.colors)
        picture.putpalette(colors.ljust(768, b"\0"), "RGB")
    tags = TiffImagePlugin.ImageFileDirectory_v2()
    for tag, kind, value in _tags(clusters, nodata):
        tags.tagtype[tag] = kind
        tags[tag] = value
    content = io.BytesIO()
    picture.save(content, "TIFF", tiffinfo=tags, compression="tiff_adobe_deflate")
    write_file(Path(path), content.getvalue())
    return Path(path)


def read_cluster_map(path: str | os.PathLike[str]) -> ClusterMap:
    """Read a map of clusters that `write_geotiff` wrote, or one like it.

    Parameters
    ----------
    path : path-like
        A GeoTIFF of one band of whole numbers from 0.

    Returns
    -------
    clusters : ClusterMap
        Ids are -1 where the file has no data. Names come from the tags ``label_0`` ..., colors
        from ``color_0`` ... or the palette; else they are "cluster 0" ... and greys.

    Raises
    ------
    LearnerError
        If the file isn't there, isn't a TIFF of whole numbers, or holds ids past 65,534.
    """
    picture, values = _open(path)
    raster = _raster(picture, values)
    band = raster.values[0]
    if raster.n_bands != 1 or band.dtype.kind not in "iu":
        raise LearnerError(
            "A map of clusters has one band of whole numbers",
            where=f"{display_name(Path(path).name)} has {raster.n_bands} of {band.dtype}",
            fix=f"raster = read_geotiff({str(path)!r})",
        )
    ids = band.astype(np.int64)
    ids[~raster.valid] = -1
    told = _metadata(picture)
    used = max(int(ids.max()) + 1, 1, *(i + 1 for i in _numbered(told, "label")))
    if ids.min() < -1 or used > 65535:
        raise LearnerError(
            "These numbers aren't ids of clusters",
            where=f"they lie between {int(ids.min())} and {int(ids.max())}",
            fix=f"raster = read_geotiff({str(path)!r})",
        )
    names = {i: f"cluster {i}" for i in range(used)} | _numbered(told, "label")
    colors = _palette(picture, used) | _numbered(told, "color")
    return ClusterMap(
        ids,
        tuple(names[i] for i in range(used)),
        tuple(colors[i] for i in range(used)),
        raster.transform,
        raster.crs,
    )


def read_geotiff(path: str | os.PathLike[str]) -> Raster:
    """Read a plain GeoTIFF: one band, or red, green and blue in 8 bits.

    Parameters
    ----------
    path : path-like
        The file.

    Returns
    -------
    raster : Raster
        With transform, CRS (where it's an EPSG code) and nodata of the file. Bands are named "B1",
        "B2" ..., or "red", "green", "blue".

    Raises
    ------
    LearnerError
        If the file isn't there, isn't a TIFF, or is of a kind that Pillow can't read (several
        bands of 16 bits, say): ``ee.Image.open`` reads any with ``teachclust[earth]``.
    """
    return _raster(*_open(path))


def id_format(n_clusters: int) -> tuple[np.dtype[Any], int]:
    """Return dtype and nodata of a file of ids: uint8 and 255, or uint16 and 65535.

    Parameters
    ----------
    n_clusters : int
        How many ids there are.

    Returns
    -------
    dtype : dtype
        The smallest that leaves a number for "no data".
    nodata : int
        The largest number of this dtype.
    """
    if n_clusters > 65535:
        raise LearnerError(
            "A file of ids holds up to 65,535 clusters",
            where=f"there are {n_clusters:,}",
            why="Ids are written in 16 bits, and one number means no data.",
            fix="estimator.set_params(n_clusters=15)",
        )
    return (np.dtype(np.uint8), 255) if n_clusters <= 255 else (np.dtype(np.uint16), 65535)


def _tags(clusters: ClusterMap, nodata: int) -> list[tuple[int, int, Any]]:
    """Return number, type and value of each tag."""
    a, b, c, d, e, f = clusters.transform
    if b == 0 and d == 0 and a > 0 and e < 0:
        place = [
            (_PIXEL_SCALE, _DOUBLE, (a, -e, 0.0)),
            (_TIE_POINT, _DOUBLE, (0.0, 0.0, 0.0, c, f, 0.0)),
        ]
    else:
        rows = (a, b, 0.0, c, d, e, 0.0, f, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0)
        place = [(_MATRIX, _DOUBLE, rows)]
    # GDAL escapes such texts twice when it writes, and takes both back when it reads
    items = [
        f'<Item name="{word}_{number}" sample="0">{escape(escape(text))}</Item>'
        for word, texts in (("label", clusters.names), ("color", clusters.colors))
        for number, text in enumerate(map(_xml_text, texts))
    ]
    metadata = f"<GDALMetadata>{''.join(items)}</GDALMetadata>"
    # GDAL takes keys without a code for a CRS that it doesn't know
    keys = [(_KEYS, _SHORT, _crs_keys(_epsg(clusters.crs)))] if clusters.crs else []
    return [
        *place,
        *keys,
        (_METADATA, _ASCII, metadata.encode("ascii", "xmlcharrefreplace").decode("ascii")),
        (_NODATA, _ASCII, str(nodata)),
    ]


def _xml_text(text: str) -> str:
    """Return the text without the characters that XML can't hold."""
    return re.sub(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", " ", text)


def _crs_keys(code: int) -> tuple[int, ...]:
    """Return the directory of GeoTIFF keys: the pixel is an area, and the code of the CRS."""
    model, key = (2, _GEOGRAPHIC) if code_in_degrees(code) else (1, _PROJECTED)
    keys = ((_MODEL, 0, 1, model), (_RASTER_TYPE, 0, 1, _AREA), (key, 0, 1, code))
    return (1, 1, 0, len(keys), *(number for entry in keys for number in entry))


def _epsg(crs: str) -> int:
    """Return the EPSG code of a CRS, with pyproj's help where it's written otherwise."""
    if found := re.fullmatch(r"\s*EPSG:(\d{1,5})\s*", crs, re.IGNORECASE):
        code: int | None = int(found[1])
    else:
        try:
            from pyproj import CRS

            code = CRS.from_user_input(crs).to_epsg()
        except Exception:  # no pyproj, or a text that it doesn't know
            code = None
    if code is None or not 1024 <= code <= 32766:
        raise LearnerError(
            "The CRS has no EPSG code that a GeoTIFF can hold",
            where=f"it is {display_name(crs)}",
            why='A code such as "EPSG:32636" is written into the file.',
            fix='dataclasses.replace(clusters, crs="EPSG:32636")',
        )
    return code


def code_in_degrees(code: int) -> bool:
    """Tell whether a code of EPSG stands for longitude and latitude."""
    try:
        from pyproj import CRS

        return bool(CRS.from_epsg(code).is_geographic)
    except Exception:  # no pyproj, or a code that it doesn't know
        return any(first <= code <= last for first, last in _DEGREES)


def _open(path: str | os.PathLike[str]) -> tuple[Any, Any]:
    """Return the opened picture with its tags, and its values of shape (n_bands, height, width)."""
    from PIL import Image

    name = display_name(Path(path).name)
    try:
        with Image.open(path, formats=["TIFF"]) as picture:
            if picture.mode not in _MODES:
                raise ValueError(f"Pillow reads it as {picture.mode}")
            picture.load()
            values = np.asarray(picture)
    except FileNotFoundError:
        raise LearnerError(
            "There is no such file", where=name, fix="list(Path().glob('*.tif'))"
        ) from None
    except Exception as reason:
        raise LearnerError(
            "Pillow can't read this file as a GeoTIFF",
            where=name,
            why="It reads one band, or red, green and blue in 8 bits.",
            fix="pip install 'teachclust[earth]', which reads any raster with ee.Image.open(path)",
        ) from reason
    return picture, np.moveaxis(values, -1, 0) if values.ndim == 3 else values[np.newaxis]


def _raster(picture: Any, values: Any) -> Raster:
    """Return values with the place that the tags tell."""
    names = ("red", "green", "blue", "alpha")
    n = len(values)
    keys = _keys(picture)
    code = keys.get(_PROJECTED) or keys.get(_GEOGRAPHIC) or 0
    text = str(picture.tag_v2.get(_NODATA, "")).strip(" \0")
    try:
        nodata = float(text) if text else None
    except ValueError:
        nodata = None
    return Raster(
        np.ascontiguousarray(values),
        names[:n] if n >= 3 else tuple(f"B{i + 1}" for i in range(n)),
        _transform(picture, keys.get(_RASTER_TYPE) == _POINT),
        f"EPSG:{code}" if 1024 <= code <= 32766 else "",
        nodata,
    )


def _keys(picture: Any) -> dict[int, int]:
    """Return the GeoTIFF keys whose value is a short number."""
    directory = [int(number) for number in picture.tag_v2.get(_KEYS, ())]
    entries = [directory[i : i + 4] for i in range(4, len(directory) - 3, 4)]
    return {key: value for key, where, _, value in entries if where == 0}


def _transform(picture: Any, point: bool) -> Transform:
    """Return the transform; where numbers hold for the middle of a pixel, for its corner."""
    tags = picture.tag_v2
    matrix, scale, tie = (
        [float(number) for number in tags.get(tag, ())]
        for tag in (_MATRIX, _PIXEL_SCALE, _TIE_POINT)
    )
    if len(matrix) == 16:
        a, b, c, d, e, f = (matrix[i] for i in (0, 1, 3, 4, 5, 7))
    elif len(scale) >= 2 and len(tie) >= 6:
        a, b, d, e = scale[0], 0.0, 0.0, -scale[1]
        c, f = tie[3] - a * tie[0], tie[4] - e * tie[1]
    else:
        return (1.0, 0.0, 0.0, 0.0, -1.0, float(picture.height))  # a picture without a place
    shift = 0.5 if point else 0.0
    place = (a, b, c - shift * (a + b), d, e, f - shift * (d + e))
    if not all(map(math.isfinite, place)):
        raise LearnerError("The place of this GeoTIFF is broken", where=f"transform {place}")
    return place


def _metadata(picture: Any) -> dict[str, str]:
    """Return the items of GDAL's metadata; nothing where it's broken or isn't there."""
    text = str(picture.tag_v2.get(_METADATA, "")).strip(" \0\n")
    if not text or "<!" in text:  # no declarations: entities could grow without end
        return {}
    try:
        root = ElementTree.fromstring(text)
    except ElementTree.ParseError:
        return {}
    return {item.get("name", ""): unescape(item.text or "") for item in root.iter("Item")}


def _numbered(told: Mapping[str, str], word: str) -> dict[int, str]:
    """Return the texts of ``word_0``, ``word_1`` ... by their number."""
    found = {
        int(match[1]): text
        for name, text in told.items()
        if (match := re.fullmatch(rf"{word}_(\d{{1,5}})", name))
    }
    if word == "color":
        return {i: text for i, text in found.items() if re.fullmatch("#[0-9a-fA-F]{6}", text)}
    return found


def _palette(picture: Any, n_clusters: int) -> dict[int, str]:
    """Return a color for each id: of the palette, else greys from dark to bright."""
    greys = np.linspace(40, 220, n_clusters).round().astype(int)
    colors = {i: f"#{grey:02x}{grey:02x}{grey:02x}" for i, grey in enumerate(greys.tolist())}
    if picture.mode == "P":
        flat = (picture.getpalette("RGB") or []) + [0] * 768
        known = range(min(n_clusters, 256))
        colors |= {i: f"#{bytes(flat[3 * i : 3 * i + 3]).hex()}" for i in known}
    return colors
