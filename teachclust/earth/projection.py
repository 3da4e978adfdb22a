"""Longitude and latitude on maps of the UTM system, without pyproj.

References
----------
C. F. F. Karney, "Transverse Mercator with an accuracy of a few nanometers", Journal of Geodesy 85,
2011: Krüger's series to the fourth power of the third flattening, equations 7 to 14, 35 and 36.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

import numpy as np
import numpy.typing as npt

from teachclust.checks import display_name
from teachclust.errors import LearnerError
from teachclust.images.geotiff import code_in_degrees

Floats: TypeAlias = npt.NDArray[np.float64]
#: Longitude and latitude in degrees.
DEGREES: Final = "EPSG:4326"
_DEGREE: Final = 111_319.49  # meters at the equator

_RADIUS: Final = 6_378_137.0  # WGS 84, in meters
_FLATTENING: Final = 1 / 298.257223563
_SCALE: Final = 0.9996
_EAST: Final = 500_000.0
_SOUTH: Final = 10_000_000.0

_N: Final = _FLATTENING / (2 - _FLATTENING)
_ECCENTRICITY: Final = np.sqrt(_FLATTENING * (2 - _FLATTENING))
_MEAN_RADIUS: Final = _RADIUS / (1 + _N) * (1 + _N**2 / 4 + _N**4 / 64)
_FORWARD: Final = (
    _N / 2 - 2 * _N**2 / 3 + 5 * _N**3 / 16 + 41 * _N**4 / 180,
    13 * _N**2 / 48 - 3 * _N**3 / 5 + 557 * _N**4 / 1440,
    61 * _N**3 / 240 - 103 * _N**4 / 140,
    49561 * _N**4 / 161280,
)
_BACK: Final = (
    _N / 2 - 2 * _N**2 / 3 + 37 * _N**3 / 96 - _N**4 / 360,
    _N**2 / 48 + _N**3 / 15 - 437 * _N**4 / 1440,
    17 * _N**3 / 480 - 37 * _N**4 / 840,
    4397 * _N**4 / 161280,
)


@dataclass(frozen=True, slots=True)
class Utm:
    """A zone of the Universal Transverse Mercator system on the ellipsoid of WGS 84.

    Parameters
    ----------
    zone : int
        From 1 to 60.
    south : bool
        Whether northings are counted from 10,000 km south of the equator.
    """

    zone: int
    south: bool

    def from_degrees(self, longitude: Any, latitude: Any) -> tuple[Floats, Floats]:
        """Return eastings and northings in meters of longitudes and latitudes in degrees."""
        turn = np.radians(_wrapped(np.asarray(longitude, dtype=np.float64) - self._middle))
        sine = np.sin(np.radians(np.asarray(latitude, dtype=np.float64)))
        flat = np.sinh(np.arctanh(sine) - _ECCENTRICITY * np.arctanh(_ECCENTRICITY * sine))
        xi, eta = (
            np.arctan2(flat, np.cos(turn)),
            np.arcsinh(np.sin(turn) / np.hypot(flat, np.cos(turn))),
        )
        north, east = xi.copy(), eta.copy()
        for j, factor in enumerate(_FORWARD, 1):
            north += factor * np.sin(2 * j * xi) * np.cosh(2 * j * eta)
            east += factor * np.cos(2 * j * xi) * np.sinh(2 * j * eta)
        size = _SCALE * _MEAN_RADIUS
        return _EAST + size * east, self._start + size * north

    def to_degrees(self, x: Any, y: Any) -> tuple[Floats, Floats]:
        """Return longitudes and latitudes in degrees of eastings and northings in meters."""
        size = _SCALE * _MEAN_RADIUS
        eta = (np.asarray(x, dtype=np.float64) - _EAST) / size
        xi = (np.asarray(y, dtype=np.float64) - self._start) / size
        north, east = xi.copy(), eta.copy()
        for j, factor in enumerate(_BACK, 1):
            north -= factor * np.sin(2 * j * xi) * np.cosh(2 * j * eta)
            east -= factor * np.cos(2 * j * xi) * np.sinh(2 * j * eta)
        turn = np.degrees(np.arctan2(np.sinh(east), np.cos(north)))
        flat = np.sin(north) / np.hypot(np.sinh(east), np.cos(north))
        return _wrapped(turn + self._middle), np.degrees(np.arctan(_steeper(flat)))

    @property
    def _middle(self) -> float:
        return 6.0 * self.zone - 183.0

    @property
    def _start(self) -> float:
        return _SOUTH if self.south else 0.0


def _wrapped(degrees: Floats) -> Floats:
    """Return degrees between -180 and 180."""
    wrapped: Floats = (degrees + 180.0) % 360.0 - 180.0
    return wrapped


def _steeper(flat: Floats) -> Floats:
    """Return the tangent of the latitude of a tangent of the conformal latitude, by Newton."""
    square = _ECCENTRICITY**2
    tangent: Floats = flat / (1 - square)
    for _ in range(5):
        long = np.hypot(1.0, tangent)
        sigma = np.sinh(_ECCENTRICITY * np.arctanh(_ECCENTRICITY * tangent / long))
        guess = tangent * np.hypot(1.0, sigma) - sigma * long
        slope = (1 + (1 - square) * tangent**2) / ((1 - square) * np.hypot(1.0, guess) * long)
        tangent = tangent + (flat - guess) * slope
    return tangent


def same_crs(one: object, other: str) -> bool:
    """Tell whether two names stand for one reference system, as "epsg:4326" and "EPSG:4326" do."""
    return isinstance(one, str) and one.strip().lower() == other.strip().lower()


def is_degrees(crs: str) -> bool:
    """Tell whether positions in a reference system are longitude and latitude in degrees."""
    if found := re.fullmatch(r"\s*epsg:(\d{1,5})\s*", crs, re.IGNORECASE):
        return code_in_degrees(int(found[1]))
    known = _pyproj_crs(crs)
    return known is not None and bool(known.is_geographic)


def meters_per_unit(crs: str) -> float:
    """Return how many meters a unit of a reference system is, at the equator if it's a degree.

    Parameters
    ----------
    crs : str
        Its name or definition. Without one a unit counts as a meter.

    Returns
    -------
    meters : float
        1.0 for maps in meters, about 111,319 for degrees, 0.3048 for feet.

    Raises
    ------
    LearnerError
        If only pyproj knows the unit and it isn't installed, or doesn't know it either.
    """
    if not crs or utm_zone(crs) is not None:
        return 1.0
    if is_degrees(crs):
        return _DEGREE
    known = _pyproj_crs(crs)
    if known is None:
        raise LearnerError(
            "The size of a pixel in meters isn't known",
            where=f"the reference system is {display_name(crs)}",
            why="Its unit may be the meter or the foot: pyproj tells, if it knows the system.",
            fix="%pip install 'teachclust[earth]'",
        )
    return float(known.axis_info[0].unit_conversion_factor) if known.axis_info else 1.0


def _pyproj_crs(crs: str) -> Any:
    """Return a reference system of pyproj; None without pyproj, or if it doesn't know it."""
    try:
        from pyproj import CRS

        return CRS.from_user_input(crs)
    except Exception:  # no pyproj, or a text that it doesn't know
        return None


def converter(source: str, target: str) -> Callable[[Any, Any], tuple[Floats, Floats]]:
    """Return what turns positions in one reference system into another.

    Parameters
    ----------
    source, target : str
        "EPSG:4326" (longitude, latitude in degrees, in this order), zones of UTM on WGS 84
        ("EPSG:32601" to "EPSG:32660" north, "EPSG:32701" to "EPSG:32760" south), and any other that
        pyproj knows where it's installed.

    Returns
    -------
    convert : callable
        Takes x and y (floats or arrays), gives arrays.

    Raises
    ------
    LearnerError
        If a system is unknown, or pyproj is needed and isn't there.

    Notes
    -----
    Within a zone UTM is right to a micrometer or so; ten degrees outside to a millimeter.

    Examples
    --------
    >>> from teachclust.earth.projection import converter
    >>> x, y = converter("EPSG:4326", "EPSG:32636")(31.0, 31.0)
    >>> int(x.round()), int(y.round())
    (309050, 3431319)
    """
    if same_crs(source, target):
        return lambda x, y: (np.asarray(x, dtype=np.float64), np.asarray(y, dtype=np.float64))
    start, end = utm_zone(source), utm_zone(target)
    if same_crs(source, DEGREES) and end is not None:
        return end.from_degrees
    if same_crs(target, DEGREES) and start is not None:
        return start.to_degrees
    if start is not None and end is not None:
        return lambda x, y: end.from_degrees(*start.to_degrees(x, y))
    return _by_pyproj(source, target)


def utm_zone(crs: str) -> Utm | None:
    """Return the zone that a reference system is; None for others."""
    found = re.fullmatch(r"(?i:epsg):32([67])(\d\d)", crs.strip())
    if found is None or not 1 <= int(found[2]) <= 60:
        return None
    return Utm(int(found[2]), found[1] == "7")


def _by_pyproj(source: str, target: str) -> Callable[[Any, Any], tuple[Floats, Floats]]:
    shown = f"from {display_name(source) if source else 'no CRS'} to {display_name(target)}"
    try:
        from pyproj import Transformer
        from pyproj.exceptions import ProjError
    except ImportError:
        raise LearnerError(
            "These coordinates can't be converted without pyproj",
            where=shown if target else f"from {display_name(source)} to an image without a CRS",
            why="Degrees and zones of UTM are converted here; all others by pyproj.",
            fix="%pip install 'teachclust[earth]'"
            if source and target
            else "region = ee.Geometry.Rectangle(0, 0, 100, 100, proj=image.projection())",
        ) from None
    try:
        transformer = Transformer.from_crs(source, target, always_xy=True)
    except ProjError as error:
        raise LearnerError(
            "There is no such reference system",
            where=shown,
            why=" ".join(str(error).split())[:200],
            fix='region = ee.Geometry.Rectangle(29.7, 30, 32.5, 31.7, proj="EPSG:4326")',
        ) from error

    def convert(x: Any, y: Any) -> tuple[Floats, Floats]:
        there = transformer.transform(np.asarray(x, float), np.asarray(y, float))
        return np.asarray(there[0]), np.asarray(there[1])

    return convert
