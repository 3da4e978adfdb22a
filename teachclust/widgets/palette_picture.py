"""The picture of a PaletteLab: where it comes from, its colors, and how large it is as a file."""

from __future__ import annotations

import io
import os
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import numpy as np

from teachclust.datasets.picture import Picture
from teachclust.errors import LearnerError
from teachclust.scores.palette_fit import Bytes, ColorTable, PaletteFit, color_table
from teachclust.scores.picture_bytes import JPEG_QUALITY, indexed_bytes, jpeg_copy, png_bytes
from teachclust.scores.picture_pixels import as_pixels

_SHORTEST_SIDE: Final = 16
#: how a camera was held (EXIF): from 5 on, width and height change places
_ORIENTATION: Final = 0x0112


@dataclass(frozen=True, eq=False)
class PalettePicture:
    """A picture and what is counted once for it.

    Parameters
    ----------
    name : str
        What it is called.
    pixels : ndarray of shape (height, width, 3), uint8
        Red, green, blue.
    shrunk_from : tuple of int, default=None
        Width and height before it was made smaller.
    notices : tuple of str, default=()
        What was done to it as it was read.
    """

    name: str
    pixels: Bytes
    shrunk_from: tuple[int, int] | None = None
    notices: tuple[str, ...] = ()

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

        Parameters
        ----------
        fit : PaletteFit
            The picture in few colors.

        Returns
        -------
        size : int
            Bytes that Pillow writes: 1, 2, 4 or 8 bits for a pixel before compression.
        """
        return indexed_bytes(self.size, fit)


def open_picture(source: Any, max_side: int, name: str | None = None) -> PalettePicture:
    """Take a picture as people have it.

    Parameters
    ----------
    source : None, str, path-like, bytes, Picture or array-like
        None is ``"china"``; ``"china"`` and ``"flower"`` are the photographs of scikit-learn;
        another text or path is a file, bytes are one too. Arrays are of shape (height, width),
        (height, width, 3) or (height, width, 4): whole numbers from 0 to 255, or floats from 0
        to 1; transparency is put on white.
    max_side : int
        A picture with a longer side is made smaller.
    name : str, default=None
        What to call it.

    Returns
    -------
    picture : PalettePicture
        Its pixels.

    Raises
    ------
    LearnerError
        If it can't be read, or is no picture.
    """
    whole = isinstance(max_side, int | np.integer) and not isinstance(max_side, bool)
    if not whole or max_side < _SHORTEST_SIDE:
        raise LearnerError(
            f"max_side is a number of pixels, {_SHORTEST_SIDE} or more.",
            where=f"max_side={max_side!r}",
            fix="PaletteLab(image, max_side=1024)",
        )
    if isinstance(source, str | os.PathLike | bytes | Picture) or source is None:
        was = None
        if isinstance(source, bytes):
            source, was = _lighter(source, int(max_side))
        found = _read(source)
        pixels = np.rint(found.image * 255).astype(np.uint8)
        return _shrunk(name or found.title, pixels, int(max_side), found.notices, was)
    return _shrunk(name or "picture", as_pixels(source), int(max_side))


def _read(source: Any) -> Picture:
    if isinstance(source, Picture):
        return source
    from teachclust.datasets import load_photo, read_image

    if source is None or source in ("china", "flower"):
        return load_photo(source or "china")
    return read_image(source)


def _lighter(data: bytes, max_side: int) -> tuple[bytes, tuple[int, int] | None]:
    """Make a camera's JPEG smaller before it becomes floats, which take 24 bytes for a pixel.

    Returns the file, and its size before where it was made smaller. What can't be read is left for
    `read_image` to tell of.
    """
    from PIL import Image

    from teachclust.datasets.read_image import MOST_PIXELS

    room = 2 * max_side
    smaller = io.BytesIO()
    try:
        with Image.open(io.BytesIO(data)) as image:
            width, height = image.size
            plain = image.format == "JPEG" and image.mode in ("L", "RGB")
            if not plain or max(width, height) <= room or width * height > MOST_PIXELS:
                return data, None
            exif = image.getexif()
            image.thumbnail((room, room))
            image.save(smaller, format="JPEG", quality=95, exif=exif)
    except (OSError, SyntaxError, ValueError):
        return data, None
    on_its_side = exif.get(_ORIENTATION, 1) >= 5
    return smaller.getvalue(), (height, width) if on_its_side else (width, height)


def _shrunk(
    name: str,
    pixels: Bytes,
    max_side: int,
    notices: tuple[str, ...] = (),
    was: tuple[int, int] | None = None,
) -> PalettePicture:
    height, width = pixels.shape[:2]
    if max(width, height) <= max_side:
        return PalettePicture(name, np.ascontiguousarray(pixels), was, notices)
    from PIL import Image

    scale = max_side / max(width, height)
    size = max(1, round(width * scale)), max(1, round(height * scale))
    image = Image.fromarray(pixels).resize(size, Image.Resampling.LANCZOS)
    return PalettePicture(name, np.asarray(image, dtype=np.uint8), was or (width, height), notices)
