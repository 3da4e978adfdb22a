"""What a SceneLab sends: the scene once, in small numbers, and the legend after each change.

Each band is one byte for a pixel: a code into a table of 256 values. Where a band has more values,
the table is finer where most of them are: 224 codes from the 2nd to the 98th percentile, 16 on
either side of them to the least and greatest value. Means and spreads of clusters come from all
pixels as they are stored.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from teachclust.checks import display_name
from teachclust.images.band_pictures import combinations, stretch_range
from teachclust.images.label_places import label_places
from teachclust.images.raster import ClusterMap
from teachclust.widgets.scene_lab.legend import Legend
from teachclust.widgets.scene_lab.scene import Scene
from teachclust.widgets.wire import raw
from teachclust.words import say

_CODES: Final = 256
#: codes on either side of the percentiles that are stretched to black and white
_OUTER: Final = 16
#: the code of "no cluster"
NONE: Final = 255


def scene_wire(scene: Scene) -> dict[str, Any]:
    """Return the scene for the browser.

    ``width`` and ``height`` are those on screen, ``full`` rows and columns of the raster, of which
    every ``step``-th is sent. ``bands`` have name, ``codes`` (uint8 for each pixel), ``values``
    (float32 for each code), ``tones`` (uint8, how light a code is drawn) and ``rounding``: how far
    a value may be from the true one. ``combinations`` name bands for red, green and blue. ``valid``
    has one bit for a pixel, ``ids`` a byte (255 where there is no cluster). ``counts``, ``means``,
    ``spreads`` and ``places`` (row, column and radius on the map) are of the original clusters, all
    as raw float64 or float32. ``truth``, where there is one, has names, colors, ``ids`` and the
    table of pixels by cluster and class.
    """
    raster, step = scene.raster, scene.step
    valid = scene.valid[::step, ::step]
    height, width = valid.shape
    means, spreads = scene.spectra
    names = raster.band_names
    notices = []
    if step > 1:
        notices.append(say("caption.scene.thinned", step=step, width=width, height=height))
    sent: dict[str, Any] = {
        "width": width,
        "height": height,
        "full": [raster.height, raster.width],
        "step": step,
        "transform": list(raster.transform),
        "crs": display_name(raster.crs) if raster.crs else "",
        "notices": notices,
        "bands": [band_wire(scene, b, valid) for b in range(raster.n_bands)],
        "combinations": [
            {"key": key, "bands": [names.index(name) for name in bands]}
            for key, bands in combinations(names).items()
        ],
        "valid": raw(np.packbits(valid), "u1"),
        "ids": raw(_ids(scene.clusters, step), "u1"),
        "counts": raw(scene.counts, "<f8"),
        "means": raw(means, "<f4"),
        "spreads": raw(spreads, "<f4"),
        "places": raw(_places(scene), "<f4"),
        "truth": None,
    }
    if scene.truth is not None:
        sent["truth"] = {
            "names": list(map(display_name, scene.truth.names)),
            "colors": list(scene.truth.colors),
            "ids": raw(_ids(scene.truth, step), "u1"),
            "table": raw(scene.table, "<f8"),
        }
    return sent


def band_wire(scene: Scene, number: int, valid: Any) -> dict[str, Any]:
    """Return a band of a scene in 256 codes; see `scene_wire`."""
    values = scene.band(number, step=scene.step)
    known = values[valid]
    low, high = stretch_range(known)
    table, rounding = code_table(known, low, high)
    codes = np.zeros(values.shape, dtype=np.uint8)
    codes[valid] = np.searchsorted((table[1:] + table[:-1]) / 2, known)
    light = np.clip((table - low) / ((high - low) or 1.0), 0, 1)
    return {
        "name": display_name(scene.raster.band_names[number]),
        "codes": raw(codes, "u1"),
        "values": raw(table, "<f4"),
        "tones": raw(np.rint(255 * light), "u1"),
        "rounding": rounding,
    }


def code_table(known: Any, low: float, high: float) -> tuple[Any, float]:
    """Return rising values for up to 256 codes, and how far another value may be from its own.

    `low` and `high` are the percentiles between which the table is finest.
    """
    distinct = np.unique(known)
    if len(distinct) <= _CODES:
        return (distinct if len(distinct) else np.zeros(1)), 0.0
    least, most = distinct[0], distinct[-1]
    table = np.concatenate(
        [
            np.linspace(least, low, _OUTER, endpoint=False),
            np.linspace(low, high, _CODES - 2 * _OUTER),
            np.linspace(most, high, _OUTER, endpoint=False)[::-1],
        ]
    )
    return table, float(np.diff(table).max() / 2)


def legend_wire(legend: Legend, number: int, ack: int) -> dict[str, Any]:
    """Return a legend for the browser: its number in the widget's life, the request it answers."""
    return {
        "id": number,
        "ack": ack,
        "group": list(legend.group),
        "names": list(legend.names),
        "colors": list(legend.colors),
    }


def _ids(shown: ClusterMap | None, step: int) -> Any:
    """Return a byte for each pixel on screen; nothing without a map."""
    if shown is None:
        return np.zeros(0)
    thin = shown.ids[::step, ::step]
    return np.where(thin < 0, NONE, thin)


def _places(scene: Scene) -> Any:
    """Return where the number of each cluster stands, in pixels on screen."""
    if scene.clusters is None:
        return np.zeros((0, 3))
    return label_places(scene.clusters.ids, scene.n_clusters) / scene.step
