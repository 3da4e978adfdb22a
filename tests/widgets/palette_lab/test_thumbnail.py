"""The PaletteLab's thumbnail has the colors of its palette."""

from __future__ import annotations

import io

import matplotlib.image as image
import numpy as np

from teachclust.widgets.palette_lab import PaletteLab


def test_the_right_half_and_the_strip_have_the_colors_of_the_palette(fixed: PaletteLab) -> None:
    shown = np.rint(image.imread(io.BytesIO(fixed.thumbnail()), format="png")[..., :3] * 255)
    palette = {tuple(c) for c in fixed.palette.tolist()}
    right = shown[:20, shown.shape[1] // 2 + 4 :].reshape(-1, 3).astype(int).tolist()
    assert {tuple(c) for c in right} <= palette, "the right half has no other colors"
    strip = shown[-3].astype(int).tolist()
    assert {tuple(c) for c in strip} <= palette
    assert tuple(strip[0]) == tuple(fixed.palette[0].tolist())
