"""Bands of a scene as a picture: which three of them to show, and how light each is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from teachclust.checks import display_name
from teachclust.errors import LearnerError
from teachclust.images.picture import Bytes
from teachclust.images.raster import ClusterMap, Raster

Floats = npt.NDArray[np.float64]

#: percentiles that become black and white: the few darkest and brightest pixels would leave the
#: others in one gray
STRETCH: Final = (2.0, 98.0)
#: the colors of each combination, as red, green and blue of the screen
COMBINATIONS: Final[dict[str, tuple[str, str, str]]] = {
    "true": ("red", "green", "blue"),
    "false": ("nir", "red", "green"),
    "swir": ("swir1", "nir", "red"),
}
#: what sensors call them; Sentinel-2 is told from Landsat 8 and 9 by its band 8
_LANDSAT: Final = {"blue": "B2", "green": "B3", "red": "B4", "nir": "B5", "swir1": "B6"}
_SENTINEL: Final = _LANDSAT | {"nir": "B8", "swir1": "B11"}


def combinations(names: Sequence[str]) -> dict[str, tuple[str, str, str]]:
    """Return the combinations of bands that a raster has, by "true", "false" and "swir".

    Bands are known by the names red, green, blue, nir and swir1, or by the numbers of Landsat 8, 9
    and Sentinel-2 (B2 ... B11).
    """
    plain = {name.lower(): name for name in reversed(names)}
    numbers = {name.upper().replace("SR_", "").replace("B0", "B"): name for name in reversed(names)}
    sensor = _SENTINEL if "B8" in numbers else _LANDSAT
    known = {color: plain.get(color) or numbers.get(band) for color, band in sensor.items()}
    found: dict[str, tuple[str, str, str]] = {}
    for key, (red, green, blue) in COMBINATIONS.items():
        first, second, third = known[red], known[green], known[blue]
        if first and second and third:
            found[key] = first, second, third
    return found


def shown_bands(raster: Raster, bands: Any = None) -> tuple[str, ...]:
    """Return the names of one or three bands that a picture shows.

    `bands` is one name, three names, a combination ("true", "false", "swir"), or None: true color,
    or the first three bands, or the first. What the raster hasn't raises a LearnerError.
    """
    names, known = raster.band_names, combinations(raster.band_names)
    if bands is None:
        first = tuple(names[:3]) if len(names) > 2 else tuple(names[:1])
        return next(iter(known.values()), first)
    if isinstance(bands, str) and bands in known and bands not in names:
        return known[bands]
    given = (bands,) if isinstance(bands, str) else bands
    chosen = tuple(given) if isinstance(given, list | tuple) else ()
    if len(chosen) not in (1, 3) or not all(isinstance(b, str) and b in names for b in chosen):
        raise LearnerError(
            "bands are one name or three: red, green and blue of the screen.",
            where=f"bands={display_name(repr(bands))}",
            why=f"The bands are {', '.join(map(display_name, names[:12]))}.",
            fix=f"bands={tuple(names[:3]) if len(names) > 2 else names[0]!r}",
        )
    return chosen


def stretch_range(values: Any) -> tuple[float, float]:
    """Return what is drawn black and what white of some values: their 2nd and 98th percentile.

    Where they are equal it is the whole range; of no values 0 and 1.
    """
    if values.size == 0:
        return 0.0, 1.0
    low, high = (float(edge) for edge in np.percentile(values, STRETCH))
    if low == high:
        low, high = float(values.min()), float(values.max())
    return low, high


def band_picture(raster: Raster, bands: Sequence[str]) -> Bytes:
    """Return one or three bands as red, green, blue and opacity: shape (height, width, 4).

    Each band is stretched linearly by itself from its 2nd to its 98th percentile. Pixels without
    data are clear.
    """
    valid = raster.valid
    picture = np.zeros((raster.height, raster.width, 4), dtype=np.uint8)
    for channel, name in enumerate(bands if len(bands) == 3 else [bands[0]] * 3):
        stored = raster.values[raster.band_names.index(name)]
        shown = stored[valid].astype(np.float64)
        if raster.scales is not None and raster.scales[raster.band_names.index(name)] < 0:
            shown = -shown
        low, high = stretch_range(shown)
        light = np.clip((shown - low) / ((high - low) or 1.0), 0, 1)
        picture[..., channel][valid] = np.rint(light * 255).astype(np.uint8)
    picture[..., 3][valid] = 255
    return picture


def map_picture(shown: ClusterMap) -> Any:
    """Return clusters in their colors: shape (height, width, 4); clear where there are none."""
    colors = [[*bytes.fromhex(color[1:]), 255] for color in shown.colors]
    return np.array([*colors, [0, 0, 0, 0]], dtype=np.uint8)[shown.ids]
