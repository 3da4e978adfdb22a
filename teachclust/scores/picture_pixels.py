"""A picture as whole numbers from 0 to 255, whatever kind of array it came as."""

from __future__ import annotations

from typing import Any

import numpy as np

from teachclust.datasets.picture import Picture
from teachclust.errors import LearnerError
from teachclust.scores.palette_fit import Bytes


def as_pixels(image: Any) -> Bytes:
    """Return the pixels of a picture as bytes.

    Parameters
    ----------
    image : Picture or array-like of shape (height, width), (height, width, 3) or (height, width, 4)
        Whole numbers from 0 to 255, or floats from 0 to 1. Transparency is put on white.

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
    >>> from teachclust.scores.picture_pixels import as_pixels
    >>> as_pixels([[0.0, 1.0]])[0].tolist()
    [[0, 0, 0], [255, 255, 255]]
    """
    pixels = np.asarray(image.image if isinstance(image, Picture) else image)
    if pixels.ndim == 2:
        pixels = np.repeat(pixels[:, :, np.newaxis], 3, axis=2)
    number = pixels.dtype.kind in "uif"
    if pixels.ndim != 3 or pixels.shape[2] not in (3, 4) or 0 in pixels.shape or not number:
        raise LearnerError(
            "A picture is an array of numbers of shape (height, width, 3).",
            where=f"shape {pixels.shape}, dtype {pixels.dtype}",
            why="Each pixel has red, green and blue.",
            fix='image = load_photo("china").image',
        )
    if pixels.dtype == np.uint8 and pixels.shape[2] == 3:
        return np.ascontiguousarray(pixels)
    most = 1.0 if pixels.dtype.kind == "f" else 255
    if not np.isfinite(pixels).all() or pixels.min() < 0 or pixels.max() > most:
        raise LearnerError(
            f"The numbers of this picture are not all from 0 to {most:g}.",
            where=f"{pixels.min()} to {pixels.max()}, dtype {pixels.dtype}",
            why="Floats go from 0 to 1, whole numbers from 0 to 255.",
            fix="image / image.max()",
        )
    unit = pixels / most
    if unit.shape[2] == 4:
        unit = unit[:, :, :3] * unit[:, :, 3:] + 1 - unit[:, :, 3:]
    rgb: Bytes = np.rint(unit * 255).astype(np.uint8)
    return rgb
