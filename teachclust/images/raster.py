"""A picture of the ground: bands on a grid with a place on the earth, and a map of its clusters."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

import numpy as np
import numpy.typing as npt

from teachclust.checks import display_name
from teachclust.errors import LearnerError

Array: TypeAlias = npt.NDArray[Any]
Floats: TypeAlias = npt.NDArray[np.float64]
Bools: TypeAlias = npt.NDArray[np.bool_]
Transform: TypeAlias = tuple[float, float, float, float, float, float]

_COLOR: Final = re.compile(r"#[0-9a-fA-F]{6}")
_NORTH_UP: Final = "transform = (30.0, 0.0, 300000.0, 0.0, -30.0, 3500000.0)"


@dataclass(frozen=True, slots=True, eq=False)
class Raster:
    """Bands of a scene on one grid, as they are stored, with their place on the earth.

    Parameters
    ----------
    values : array-like of shape (n_bands, height, width)
        The stored numbers: int16, uint8, float32 ... They aren't copied, but where a masked array
        has a mask: what it masks is nodata then.
    band_names : sequence of str
        The name of each band; no two alike.
    transform : sequence of 6 floats
        ``a, b, c, d, e, f`` of ``x = a * column + b * row + c`` and ``y = d * column + e * row +
        f``, the corner of a pixel in the units of the CRS, as rasterio's Affine has them.
    crs : str, default=""
        The coordinate reference system, such as "EPSG:32636"; empty where it's unknown.
    nodata : float, optional
        The stored number that means "no data"; may be NaN. NaN and infinity never are data. By
        default a masked array's own ``fill_value``; NaN, where that is also a number of the data.
    scales, offsets : sequence of float, optional
        ``physical = stored * scale + offset``, for each band.

    Raises
    ------
    LearnerError
        For bands of another shape, names, scales or offsets that don't fit them, and a transform
        that can't be inverted.

    Examples
    --------
    >>> import numpy as np
    >>> from teachclust.images import Raster
    >>> red_and_nir = np.array([[[300, -9999]], [[4000, 2000]]], dtype=np.int16)
    >>> raster = Raster(
    ...     red_and_nir,
    ...     ("red", "nir"),
    ...     (30.0, 0.0, 300000.0, 0.0, -30.0, 3500000.0),
    ...     "EPSG:32636",
    ...     nodata=-9999,
    ...     scales=(0.0001, 0.0001),
    ... )
    >>> raster.valid.tolist()
    [[True, False]]
    >>> raster.pixels().round(4).tolist()
    [[0.03, 0.4]]
    """

    values: Array
    band_names: tuple[str, ...]
    transform: Transform
    crs: str = ""
    nodata: float | None = None
    scales: tuple[float, ...] | None = None
    offsets: tuple[float, ...] | None = None

    def __post_init__(self) -> None:
        keep = object.__setattr__
        given, nodata = _unmasked(self.values, _check_nodata(self.nodata))
        values = _check_values(given)
        keep(self, "values", values)
        keep(self, "band_names", _check_band_names(self.band_names, len(values)))
        keep(self, "transform", _check_transform(self.transform))
        keep(self, "crs", _check_crs(self.crs))
        keep(self, "nodata", nodata)
        keep(self, "scales", _one_per_band(self.scales, len(values), "scales"))
        keep(self, "offsets", _one_per_band(self.offsets, len(values), "offsets"))
        if self.scales is not None and 0.0 in self.scales:
            raise LearnerError(
                "A scale must not be 0",
                where=f"scales is {self.scales}",
                why="It would make all pixels of that band equal.",
                fix=f"scales = {(1.0,) * len(values)}",
            )

    @property
    def n_bands(self) -> int:
        """The number of bands."""
        return int(self.values.shape[0])

    @property
    def height(self) -> int:
        """The number of rows of pixels."""
        return int(self.values.shape[1])

    @property
    def width(self) -> int:
        """The number of columns of pixels."""
        return int(self.values.shape[2])

    @property
    def valid(self) -> Bools:
        """Where every band is finite and isn't nodata: shape (height, width)."""
        return valid_pixels(self.values, self.nodata)

    def pixels(self, mask: npt.ArrayLike | None = None) -> Floats:
        """Return the physical values of the valid pixels, row by row.

        Parameters
        ----------
        mask : array-like of bool of shape (height, width), optional
            Only pixels where it's true.

        Returns
        -------
        pixels : ndarray of shape (n, n_bands), float64
            ``stored * scale + offset``, from left to right, the top row first.

        Raises
        ------
        LearnerError
            If the mask has another shape or isn't of bool.
        """
        valid = self.valid
        if mask is not None:
            chosen = np.asarray(mask)
            if chosen.shape != valid.shape or chosen.dtype != np.bool_:
                raise LearnerError(
                    "mask must be an array of bool as high and wide as the raster",
                    where=f"it has shape {chosen.shape} and dtype {chosen.dtype}, "
                    f"the raster has {self.height} rows and {self.width} columns",
                    fix="mask = raster.valid",
                )
            valid = valid & chosen
        return physical(self.values[:, valid].T, self.scales, self.offsets)

    def position(self, row: Any, column: Any) -> tuple[Any, Any]:
        """Return x and y of the middle of a pixel, in the units of the CRS.

        Parameters
        ----------
        row, column : int or array of int
            The pixel, counted from the top left corner, from 0.

        Returns
        -------
        x, y : float or ndarray
            Its middle.
        """
        a, b, c, d, e, f = self.transform
        row, column = np.asarray(row) + 0.5, np.asarray(column) + 0.5
        return (a * column + b * row + c)[()], (d * column + e * row + f)[()]

    def pixel_at(self, x: Any, y: Any) -> tuple[Any, Any]:
        """Return row and column of the pixel that holds a position, also outside of the raster.

        Parameters
        ----------
        x, y : float or array of float
            The position, in the units of the CRS.

        Returns
        -------
        row, column : int or ndarray of int
            Counted from the top left corner, from 0; negative ones lie above or left of it.
        """
        a, b, c, d, e, f = self.transform
        x, y = np.asarray(x, dtype=np.float64) - c, np.asarray(y, dtype=np.float64) - f
        size = a * e - b * d
        row, column = (a * y - d * x) / size, (e * x - b * y) / size
        return np.floor(row).astype(np.int64)[()], np.floor(column).astype(np.int64)[()]

    def select(self, names: str | Iterable[str]) -> Raster:
        """Return a raster of some bands, in the order asked for.

        Parameters
        ----------
        names : str or iterable of str
            Names of bands.

        Returns
        -------
        raster : Raster
            With the same grid; the values of one band or of neighbors are a view.

        Raises
        ------
        LearnerError
            If there is no such band, or one is asked for twice.
        """
        chosen = [names] if isinstance(names, str) else list(names)
        missing = [name for name in chosen if name not in self.band_names]
        if missing or not chosen:
            raise LearnerError(
                "The raster has no such band" if missing else "Choose a band at least",
                where=", ".join(display_name(repr(name)) for name in missing[:3]),
                why=f"Its bands are {', '.join(map(display_name, self.band_names))}.",
                fix=f"raster.select({list(self.band_names[:3])})",
            )
        places = [self.band_names.index(name) for name in chosen]
        first, last = places[0], places[-1] + 1
        row = places == list(range(first, last))
        return Raster(
            self.values[first:last] if row else self.values[places],
            tuple(chosen),
            self.transform,
            self.crs,
            self.nodata,
            None if self.scales is None else tuple(self.scales[i] for i in places),
            None if self.offsets is None else tuple(self.offsets[i] for i in places),
        )

    def __repr__(self) -> str:
        return (
            f"Raster({self.width} x {self.height} pixels, {self.values.dtype}, "
            f"bands {' '.join(self.band_names)}, {_crs_text(self.crs)})"
        )


@dataclass(frozen=True, slots=True, eq=False)
class ClusterMap:
    """The cluster of each pixel of a scene, with a legend and a place on the earth.

    Parameters
    ----------
    ids : array-like of int of shape (height, width)
        The cluster of each pixel, from 0; -1 where there is no data. Kept as int32.
    names : sequence of str
        The label of each id; "cluster 0" ... until it's labelled. Two clusters may have one label.
    colors : sequence of str
        The color of each id, as "#rrggbb".
    transform, crs
        As of a `Raster`.

    Raises
    ------
    LearnerError
        If ids aren't whole numbers from -1, or names and colors don't fit them.

    Examples
    --------
    >>> from teachclust.images import ClusterMap
    >>> grid = (30.0, 0.0, 300000.0, 0.0, -30.0, 3500000.0)
    >>> ClusterMap([[0, 1], [1, -1]], ("sea", "desert"), ("#1d4f7c", "#e6cf9a"), grid)
    ClusterMap(2 x 2 pixels, 2 clusters: sea, desert, no CRS)
    """

    ids: npt.NDArray[np.int32]
    names: tuple[str, ...]
    colors: tuple[str, ...]
    transform: Transform
    crs: str = ""

    def __post_init__(self) -> None:
        keep = object.__setattr__
        names, colors = _check_legend(self.names, self.colors)
        keep(self, "ids", _check_ids(self.ids, len(names)))
        keep(self, "names", names)
        keep(self, "colors", colors)
        keep(self, "transform", _check_transform(self.transform))
        keep(self, "crs", _check_crs(self.crs))

    @property
    def height(self) -> int:
        """The number of rows of pixels."""
        return int(self.ids.shape[0])

    @property
    def width(self) -> int:
        """The number of columns of pixels."""
        return int(self.ids.shape[1])

    @property
    def n_clusters(self) -> int:
        """The number of ids in the legend."""
        return len(self.names)

    def __repr__(self) -> str:
        shown = ", ".join(display_name(name) for name in self.names[:6])
        more = ", ..." if self.n_clusters > 6 else ""
        return (
            f"ClusterMap({self.width} x {self.height} pixels, {self.n_clusters} clusters: "
            f"{shown}{more}, {_crs_text(self.crs)})"
        )


def valid_pixels(values: Array, nodata: float | None) -> Bools:
    """Tell where every band is finite and isn't nodata.

    Parameters
    ----------
    values : ndarray of shape (n_bands, ...)
        Stored numbers.
    nodata : float or None
        The stored number that means "no data".

    Returns
    -------
    valid : ndarray of bool of shape (...)
        A pixel that lacks one band isn't valid.
    """
    valid = np.ones(values.shape[1:], dtype=np.bool_)
    for band in values:  # band by band: a mask of all bands would be as large as the scene
        if values.dtype.kind == "f":
            valid &= np.isfinite(band)
        if nodata is not None and not math.isnan(nodata):
            valid &= band != np.float64(nodata).astype(band.dtype) if _fits(nodata, band) else True
    return valid


def physical(
    stored: Array, scales: Sequence[float] | None, offsets: Sequence[float] | None
) -> Floats:
    """Return ``stored * scale + offset``.

    Parameters
    ----------
    stored : ndarray of shape (n, n_bands)
        Stored numbers of pixels.
    scales, offsets : sequence of float or None
        For each band; 1 and 0 where they're None.

    Returns
    -------
    pixels : ndarray of shape (n, n_bands), float64
        A copy, row by row in memory.
    """
    pixels: Floats = np.array(stored, dtype=np.float64, order="C")
    if scales is not None:
        pixels *= np.asarray(scales)
    if offsets is not None:
        pixels += np.asarray(offsets)
    return pixels


def _fits(nodata: float, band: Array) -> bool:
    """Tell if a band of its dtype can hold the number at all (-9999 in uint8 can't be)."""
    if band.dtype.kind == "f":
        return True
    if band.dtype.kind == "b":
        return nodata in (0, 1)
    limits = np.iinfo(band.dtype)
    return math.isfinite(nodata) and nodata == int(nodata) and limits.min <= nodata <= limits.max


def _unmasked(values: object, nodata: float | None) -> tuple[object, float | None]:
    """Return the numbers of a masked array, with nodata where they are masked."""
    if not isinstance(values, np.ma.MaskedArray) or values.dtype.kind not in "biuf":
        return values, nodata
    if not np.ma.is_masked(values):
        return values.data, nodata
    mark = float(values.fill_value) if nodata is None else nodata
    taken = nodata is None and bool((values == mark).any())
    if values.dtype.kind != "f" and (taken or not _fits(mark, values.data)):
        wide = np.float32 if values.dtype.itemsize <= 2 else np.float64
        return np.ma.filled(values.astype(wide), np.nan), math.nan
    if values.dtype.kind == "f" and nodata is None:
        mark = math.nan
    return values.filled(mark), mark


def _check_values(values: object) -> Array:
    array = np.asarray(values)
    if array.ndim != 3 or 0 in array.shape or array.dtype.kind not in "biuf":
        shape = f"it has shape {array.shape} and dtype {array.dtype}"
        raise LearnerError(
            "values must be numbers of shape (n_bands, height, width)",
            where=shape,
            why="A raster has a layer for each band.",
            fix="values = values[np.newaxis]" if array.ndim == 2 else "values = raster.values",
        )
    return array


def _check_band_names(names: object, n_bands: int) -> tuple[str, ...]:
    given = () if isinstance(names, str) or not isinstance(names, Iterable) else tuple(names)
    example = tuple(f"B{i + 1}" for i in range(n_bands))
    if len(given) != n_bands or not all(isinstance(name, str) and name for name in given):
        raise LearnerError(
            f"band_names must have a name for each of the {n_bands} bands",
            where=f"it is {display_name(repr(names))}",
            fix=f"band_names = {example}",
        )
    twice = sorted({name for name in given if given.count(name) > 1})
    if twice:
        raise LearnerError(
            "Two bands have the same name",
            where=", ".join(map(display_name, twice[:3])),
            why="Bands are chosen by name.",
            fix=f"band_names = {example}",
        )
    return given


def _check_transform(transform: Any) -> Transform:
    try:
        # rasterio's Affine has nine numbers, the last three of which never change
        numbers = [float(number) for number in transform]
    except (TypeError, ValueError):
        numbers = []
    if len(numbers) == 9 and numbers[6:] == [0.0, 0.0, 1.0]:
        numbers = numbers[:6]
    if len(numbers) != 6 or not all(map(math.isfinite, numbers)):
        raise LearnerError(
            "transform must be six finite numbers (a, b, c, d, e, f)",
            where=f"it is {display_name(repr(transform))}",
            why="x = a * column + b * row + c, y = d * column + e * row + f.",
            fix=_NORTH_UP,
        )
    a, b, c, d, e, f = numbers
    if a * e - b * d == 0:
        raise LearnerError(
            "The transform can't be inverted",
            where=f"a * e - b * d is 0 in {tuple(numbers)}",
            why="All pixels would lie on one line.",
            fix=_NORTH_UP,
        )
    return (a, b, c, d, e, f)


def _check_crs(crs: object) -> str:
    if not isinstance(crs, str):
        raise LearnerError(
            "crs must be a string",
            where=f"it is {display_name(repr(crs))}",
            fix='crs = "EPSG:32636"',
        )
    return crs


def _check_nodata(nodata: object) -> float | None:
    if nodata is None:
        return None
    if isinstance(nodata, int | float | np.integer | np.floating) and not isinstance(nodata, bool):
        return float(nodata)
    raise LearnerError(
        "nodata must be a number or None",
        where=f"it is {display_name(repr(nodata))}",
        fix="nodata = -9999",
    )


def _one_per_band(numbers: Any, n_bands: int, name: str) -> tuple[float, ...] | None:
    if numbers is None:
        return None
    try:
        given = tuple(float(number) for number in numbers)
    except (TypeError, ValueError):
        given = ()
    if len(given) != n_bands or not all(map(math.isfinite, given)):
        raise LearnerError(
            f"{name} must have a finite number for each of the {n_bands} bands",
            where=f"it is {display_name(repr(numbers))}",
            fix=f"{name} = {(1.0 if name == 'scales' else 0.0,) * n_bands}",
        )
    return given


def _check_legend(names: object, colors: object) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return names and colors as tuples of equal length."""
    told, hues = (
        () if isinstance(given, str) or not isinstance(given, Iterable) else tuple(given)
        for given in (names, colors)
    )
    if not told or len(told) != len(hues) or not all(isinstance(name, str) for name in told):
        raise LearnerError(
            "The legend must have a name and a color for each cluster",
            where=f"{len(told)} names, {len(hues)} colors",
            fix='names, colors = ("sea", "desert"), ("#1d4f7c", "#e6cf9a")',
        )
    wrong = [hue for hue in hues if not (isinstance(hue, str) and _COLOR.fullmatch(hue))]
    if wrong:
        raise LearnerError(
            'Colors must be written as "#rrggbb"',
            where=", ".join(display_name(repr(hue)) for hue in wrong[:3]),
            fix='colors = ("#1d4f7c", "#e6cf9a")',
        )
    return told, tuple(hue.lower() for hue in hues)


def _check_ids(ids: object, n_clusters: int) -> npt.NDArray[np.int32]:
    array = np.asarray(ids)
    if array.ndim != 2 or 0 in array.shape or array.dtype.kind not in "iu":
        raise LearnerError(
            "ids must be whole numbers of shape (height, width)",
            where=f"they have shape {array.shape} and dtype {array.dtype}",
            fix="ids = labels.reshape(raster.height, raster.width)",
        )
    least, most = int(array.min()), int(array.max())
    if least < -1 or most >= n_clusters:
        raise LearnerError(
            f"ids must lie between -1 (no data) and {n_clusters - 1}",
            where=f"they lie between {least} and {most}",
            why=f"The legend has {n_clusters} names.",
            fix=f"names = tuple(f'cluster {{i}}' for i in range({max(most, 0) + 1}))",
        )
    return array.astype(np.int32, copy=False)


def _crs_text(crs: str) -> str:
    return display_name(crs) if crs else "no CRS"
