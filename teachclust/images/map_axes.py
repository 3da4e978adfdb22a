"""What the axes of a map are called, with their units, as far as its CRS tells."""

from __future__ import annotations

import re
from typing import Final

from teachclust.checks import display_name
from teachclust.images.raster import Transform
from teachclust.words import say

_DEGREES: Final = re.compile(r"(EPSG:(4326|4258|4269)|OGC:CRS84)\Z", re.IGNORECASE)
_UTM: Final = re.compile(r"EPSG:(32[67]\d\d|258\d\d|269\d\d)\Z", re.IGNORECASE)
_METERS: Final = re.compile(r"EPSG:(3857|3035|2154|27700)\Z", re.IGNORECASE)


def axis_names(crs: str) -> tuple[str, str]:
    """Return the names of x and y: "easting (m)", "longitude (°)" or "x (map units)"."""
    if _DEGREES.match(crs):
        return say("plot.scene.longitude"), say("plot.scene.latitude")
    if _UTM.match(crs):
        return say("plot.scene.easting"), say("plot.scene.northing")
    if _METERS.match(crs):
        unit = say("plot.scene.meters")
    else:
        unit = say("plot.scene.units_of", crs=display_name(crs)) if crs else say("plot.scene.units")
    return say("plot.scene.x", unit=unit), say("plot.scene.y", unit=unit)


def map_extent(
    transform: Transform, height: int, width: int
) -> tuple[float, float, float, float] | None:
    """Return left, right, bottom and top of an image in map units; None where it is turned."""
    a, b, c, d, e, f = transform
    if b or d:
        return None
    return c, c + a * width, f + e * height, f
