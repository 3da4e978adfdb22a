"""The PaletteLab's still picture: original and few colors side by side, the palette below."""

from __future__ import annotations

from typing import Final

import numpy as np

from teachclust.datasets.picture_array import Bytes
from teachclust.scores.palette_fit import PaletteFit
from teachclust.widgets.palette_picture import PalettePicture
from teachclust.widgets.raster import png_of

_WIDTH: Final = 480
_STRIP: Final = 28
_GAP: Final = 8
_LINE: Final = 2


def palette_png(picture: PalettePicture, fit: PaletteFit) -> bytes:
    """Draw the picture, its right half in few colors, and the palette by share.

    Parameters
    ----------
    picture : PalettePicture
        The picture.
    fit : PaletteFit
        The same in few colors.

    Returns
    -------
    png : bytes
        480 pixels wide, on white.
    """
    shown = _halves(picture, fit)
    height, width = shown.shape[:2]
    canvas = np.full((height + _GAP + _STRIP, width, 3), 255, dtype=np.uint8)
    canvas[:height] = shown
    ends = np.rint(np.cumsum(fit.shares) * width).astype(int)
    ends[-1] = width
    strip = np.repeat(fit.palette, np.diff(ends, prepend=0), axis=0)
    canvas[height + _GAP :] = strip
    return png_of(canvas)


def _halves(picture: PalettePicture, fit: PaletteFit) -> Bytes:
    width, height = picture.size
    few = fit.palette[fit.index].reshape(height, width, 3)
    across = min(_WIDTH, max(width, 64))
    down = max(1, round(height * across / width))
    # the nearest pixel: a mean would show colors that are not in the palette
    rows = np.arange(down) * height // down
    columns = np.arange(across) * width // across
    original, shown = (image[rows][:, columns] for image in (picture.pixels, few))
    shown[:, : across // 2] = original[:, : across // 2]
    shown[:, across // 2 - _LINE // 2 : across // 2 + _LINE // 2] = 255
    return shown
