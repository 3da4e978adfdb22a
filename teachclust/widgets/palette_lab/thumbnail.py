"""The PaletteLab's thumbnail: original and few colors side by side, the palette below."""

from __future__ import annotations

from typing import Final

import numpy as np
from PIL import Image

from teachclust.images.palettes import PaletteFit
from teachclust.images.picture import Bytes
from teachclust.widgets.palette_lab.picture import PalettePicture
from teachclust.widgets.thumbnails import indexed_png

_WIDTH: Final = 400
#: colors that a table of 256 leaves for the original, and at least
_COLORS: Final = 255
_FEW: Final = 64
_STRIP: Final = 28
_GAP: Final = 8
_LINE: Final = 2


def palette_lab_png(picture: PalettePicture, fit: PaletteFit) -> bytes:
    """Draw the picture, its right half in few colors, and the palette by share.

    400 pixels wide. A saved notebook holds it three times, so it is small: the original's half is
    drawn in the colors that the palette leaves of 256.
    """
    shown = _halves(picture, fit)
    height, width = shown.shape[:2]
    canvas = np.full((height + _GAP + _STRIP, width, 3), 255, dtype=np.uint8)
    canvas[:height] = shown
    ends = np.rint(np.cumsum(fit.shares) * width).astype(int)
    ends[-1] = width
    canvas[height + _GAP :] = np.repeat(fit.palette, np.diff(ends, prepend=0), axis=0)
    return indexed_png(canvas)


def _halves(picture: PalettePicture, fit: PaletteFit) -> Bytes:
    width, height = picture.size
    few = fit.palette[fit.index].reshape(height, width, 3)
    across = min(_WIDTH, max(width, 64))
    down = max(1, round(height * across / width))
    # the nearest pixel: a mean would show colors that are not in the palette
    rows = np.arange(down) * height // down
    columns = np.arange(across) * width // across
    original, shown = (image[rows][:, columns] for image in (picture.pixels, few))
    left = max(_FEW, _COLORS - len(fit.palette))
    half = Image.fromarray(np.ascontiguousarray(original[:, : across // 2]))
    few_colors = half.quantize(left, dither=Image.Dither.NONE).convert("RGB")
    shown[:, : across // 2] = np.asarray(few_colors)
    shown[:, across // 2 - _LINE // 2 : across // 2 + _LINE // 2] = 255
    return shown
