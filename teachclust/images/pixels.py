"""Pictures of every kind as pixels: path, bytes, file object, upload, opened picture and array.

`read_image`, PaletteLab, Displays and scores of pictures all take them here, so that the same
picture has the same colors however it comes in, and the same things are refused.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from teachclust.checks import display_name
from teachclust.checks.given_file import FileKind, is_file_source, read_given
from teachclust.images.arrays import array_pixels
from teachclust.images.files import (
    SHRINK,
    decode_file,
    decode_opened,
    is_opened,
    opened_name,
)
from teachclust.images.picture import Bytes, Floats, Picture

_KIND: Final = FileKind(
    call="read_image",
    gives="picture",
    noun="a picture",
    suffixes=(".jpg", ".jpeg", ".png", ".gif", ".webp", ".bmp", ".tif", ".tiff"),
    most_bytes=100_000_000,
    smaller=SHRINK,
    also=", or a picture as Pillow or numpy has it",
)


@dataclass(frozen=True, slots=True, eq=False)
class GivenPicture:
    """A picture that was read."""

    # (height, width, 3), upright and opaque; uint8, or float64 from 0 to 1 where 8 bits would lose
    # something
    pixels: Bytes | Floats
    name: str  # its file's name, fit for a sentence; "picture" where it has none
    notices: tuple[str, ...]  # what was done to it
    n_bytes: int  # size of its file; three for each pixel where it came without one
    from_file: bool  # whether it came as a path, bytes, a file object or an upload

    @property
    def in_unit_range(self) -> Floats:
        """Its pixels as floats from 0 to 1, not rounded."""
        if self.pixels.dtype == np.uint8:
            return self.pixels / 255.0
        return self.pixels.astype(np.float64, copy=False)

    @property
    def in_bytes(self) -> Bytes:
        """Its pixels as whole numbers from 0 to 255, rounded."""
        if self.pixels.dtype == np.uint8:
            return self.pixels.astype(np.uint8, copy=False)
        return np.rint(self.pixels * 255).astype(np.uint8)


def given_picture(source: Any, name: str | None = None) -> GivenPicture:
    """Read a picture of any kind that `teachclust.datasets.read_image` takes.

    `name` is that of a file that came as bytes.
    """
    if isinstance(source, Picture):
        pixels = array_pixels(source.image)
        return GivenPicture(pixels, source.title, source.notices, source.n_bytes, False)
    if is_opened(source):
        pixels, notices = decode_opened(source)
        return GivenPicture(pixels, name or opened_name(source), notices, pixels.size, False)
    if _is_array(source):
        pixels = array_pixels(source)
        return GivenPicture(pixels, name or "picture", (), pixels.size, False)
    given = read_given(source, _KIND, name and display_name(name))
    pixels, notices = decode_file(given)
    return GivenPicture(pixels, given.name, notices, len(given.content), True)


def as_pixels(image: Any) -> Bytes:
    """Return the pixels of a picture as bytes.

    Parameters
    ----------
    image : Picture, array-like, PIL.Image.Image, path, bytes, file object or upload
        Whatever `teachclust.datasets.read_image` takes. Arrays are of shape (height, width),
        (height, width, 3) or (height, width, 4): whole numbers from 0 to 255, or floats from 0 to
        1. Transparency is put on white.

    Returns
    -------
    pixels : ndarray of shape (height, width, 3), uint8
        Red, green, blue; floats are rounded, not cut off.

    Raises
    ------
    LearnerError
        If it is no picture, or its numbers lie outside their range.

    Examples
    --------
    >>> from teachclust.images import as_pixels
    >>> as_pixels([[0.0, 1.0]])[0].tolist()
    [[0, 0, 0], [255, 255, 255]]
    """
    return given_picture(image).in_bytes


def in_own_units(image: Any) -> Bytes | Floats:
    """Return the pixels of a picture in the units that an estimator sees.

    They are floats from 0 to 1 for a Picture, a file and an array of floats; bytes from 0 to 255
    for an array of whole numbers and a picture that Pillow has opened.
    """
    given = given_picture(image)
    if is_opened(image):
        return given.in_bytes
    return given.in_unit_range if given.from_file or isinstance(image, Picture) else given.pixels


def _is_array(source: Any) -> bool:
    """Tell whether something is an array, or lists of lists of numbers; uploads are lists too."""
    if isinstance(source, memoryview):
        return source.ndim > 1
    if is_file_source(source):
        return False
    if isinstance(source, Sequence):
        return bool(source) and not isinstance(source[0], Mapping | int | float)
    return hasattr(source, "__array__") or hasattr(source, "__array_interface__")
