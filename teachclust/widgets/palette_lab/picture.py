"""The picture of a PaletteLab: where it comes from, its colors, and how large it is as a file."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import numpy as np

from teachclust.checks import is_whole
from teachclust.errors import LearnerError
from teachclust.images.file_sizes import (
    JPEG_QUALITY,
    JpegCopy,
    indexed_bytes,
    jpeg_copy,
    jpeg_within,
    png_bytes,
)
from teachclust.images.palettes import ColorTable, PaletteFit, color_table
from teachclust.images.picture import Bytes
from teachclust.images.pixels import given_picture

_SHORTEST_SIDE: Final = 16
_PHOTOS: Final = ("china", "flower")


@dataclass(frozen=True, eq=False)
class PalettePicture:
    """A picture, its distinct colors and its size as a file, each computed once."""

    name: str
    pixels: Bytes  # (height, width, 3), red, green, blue
    shrunk_from: tuple[int, int] | None = None  # width and height before it was made smaller
    notices: tuple[str, ...] = ()  # what was done to it as it was read

    @property
    def size(self) -> tuple[int, int]:
        """Width and height."""
        return self.pixels.shape[1], self.pixels.shape[0]

    @cached_property
    def colors(self) -> ColorTable:
        """Its distinct colors."""
        return color_table(self.pixels)

    @cached_property
    def file_bytes(self) -> tuple[int, int]:
        """Bytes as PNG (Pillow's defaults) and as JPEG (quality 90)."""
        return png_bytes(self.pixels), jpeg_copy(self.pixels, JPEG_QUALITY).n_bytes

    def indexed_bytes(self, fit: PaletteFit) -> int:
        """Return the bytes of a PNG that holds a palette and one index for each pixel.

        Pillow takes 1, 2, 4 or 8 bits for a pixel before compression.
        """
        return indexed_bytes(self.size, fit)

    def equal_jpeg(self, fit: PaletteFit) -> JpegCopy:
        """Return the best JPEG of no more bytes than the indexed PNG; else the smallest there is.

        Pillow takes no quality below 1: of a flat drawing that may be larger.
        """
        try:
            return jpeg_within(self.pixels, self.indexed_bytes(fit))
        except LearnerError:
            return jpeg_copy(self.pixels, 1)


def open_picture(source: Any, max_side: int, name: str | None = None) -> PalettePicture:
    """Read a picture from a name, a file, bytes or an array, and shrink it where it is large.

    None is ``"china"``; ``"china"`` and ``"flower"`` are the photographs of scikit-learn; all else
    is read as `teachclust.datasets.read_image` does. One with a side longer than `max_side` is made
    smaller.
    """
    if not is_whole(max_side) or max_side < _SHORTEST_SIDE:
        raise LearnerError(
            f"max_side is a number of pixels, {_SHORTEST_SIDE} or more.",
            where=f"max_side={max_side!r}",
            fix="PaletteLab(image, max_side=1024)",
        )
    from teachclust.datasets import load_photo

    if source is None or (isinstance(source, str) and source in _PHOTOS):
        source = load_photo(source or "china")
    found = given_picture(source, name)
    return _shrunk(found.name, found.in_bytes, int(max_side), found.notices)


def _shrunk(
    name: str,
    pixels: Bytes,
    max_side: int,
    notices: tuple[str, ...] = (),
) -> PalettePicture:
    """Return a picture whose longer side has at most `max_side` pixels."""
    height, width = pixels.shape[:2]
    if max(width, height) <= max_side:
        return PalettePicture(name, np.ascontiguousarray(pixels), None, notices)
    from PIL import Image

    scale = max_side / max(width, height)
    size = max(1, round(width * scale)), max(1, round(height * scale))
    image = Image.fromarray(pixels).resize(size, Image.Resampling.LANCZOS)
    return PalettePicture(name, np.asarray(image, dtype=np.uint8), (width, height), notices)
