"""The SceneLab's thumbnail: the image on the left of a line, the clusters on its right."""

from __future__ import annotations

from typing import Final

import numpy as np
from PIL import Image

from teachclust.images.band_pictures import band_picture, map_picture, shown_bands
from teachclust.widgets.scene_lab.legend import Legend
from teachclust.widgets.scene_lab.scene import Scene
from teachclust.widgets.thumbnails import indexed_png

_SIDE: Final = 320
_LINE: Final = 2
#: what has no data; a hatch of two grays
_GRAYS: Final = np.array([[236, 238, 241], [208, 213, 219]], dtype=np.uint8)
_HATCH: Final = 8
#: colors that a table of 256 leaves for the image
_COLORS: Final = 128


def scene_lab_png(scene: Scene, legend: Legend) -> bytes:
    """Draw the scene at most 320 pixels wide and high: its left half as an image."""
    step = -(-max(scene.raster.height, scene.raster.width) // _SIDE)
    picture = band_picture(scene.raster, shown_bands(scene.raster))[::step, ::step]
    few = Image.fromarray(np.ascontiguousarray(picture[..., :3]))
    shown = np.asarray(few.quantize(_COLORS, dither=Image.Dither.NONE).convert("RGB")).copy()
    clear = picture[..., 3] == 0
    if scene.clusters is not None:
        colors = map_picture(legend.applied(scene.clusters))[::step, ::step]
        half = shown.shape[1] // 2
        shown[:, half:] = colors[:, half:, :3]
        clear[:, half:] = colors[:, half:, 3] == 0
        _hatch(shown, clear)
        shown[:, half - _LINE // 2 : half + _LINE // 2] = 255
    else:
        _hatch(shown, clear)
    return indexed_png(shown)


def _hatch(shown: np.ndarray, clear: np.ndarray) -> None:
    """Draw diagonal lines where there are no data."""
    rows, columns = np.nonzero(clear)
    shown[clear] = _GRAYS[((rows + columns) % _HATCH < 2).astype(int)]
