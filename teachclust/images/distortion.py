"""The difference between a picture and its copy: for each pixel, and as one number (PSNR)."""

from __future__ import annotations

import math
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from teachclust.errors import LearnerError
from teachclust.images.color_space import rgb_to_lab
from teachclust.images.picture import Bytes
from teachclust.images.pixels import as_pixels


def psnr(original: Any, copy: Any) -> float:
    """Return the peak signal-to-noise ratio of a copy.

    Parameters
    ----------
    original, copy : Picture or array-like
        Of the same size, as for `as_pixels`.

    Returns
    -------
    psnr : float
        10 log10(255² / mean squared error over pixels and channels), in dB; infinite when nothing
        was lost.

    Raises
    ------
    LearnerError
        If they differ in size.

    Examples
    --------
    >>> import numpy as np
    >>> from teachclust.images.distortion import psnr
    >>> black = np.zeros((2, 2, 3), dtype=np.uint8)
    >>> round(psnr(black, black + 1), 2)
    48.13
    """
    before, after = _same_size(original, copy)
    # floats: whole numbers of 8 bits would wrap around
    mse = float(((before.astype(np.float64) - after) ** 2).mean())
    return math.inf if mse == 0 else 10 * math.log10(255**2 / mse)


def color_distance(
    original: Any, copy: Any, space: Literal["rgb", "lab"] = "rgb"
) -> npt.NDArray[np.float64]:
    """Return how far each pixel of a copy is from its original.

    Parameters
    ----------
    original, copy : Picture or array-like
        Of the same size, as for `as_pixels`.
    space : {"rgb", "lab"}, default="rgb"
        Where the distance is measured: in levels of RGB, or in CIELAB, where about 2 can be seen.

    Returns
    -------
    distance : ndarray of shape (height, width)
        Euclidean distances.

    Raises
    ------
    LearnerError
        If they differ in size.
    """
    before, after = _same_size(original, copy)
    if space == "lab":
        apart = rgb_to_lab(before) - rgb_to_lab(after)
    else:
        apart = before.astype(np.float64) - after
    distance: npt.NDArray[np.float64] = np.sqrt((apart**2).sum(axis=2))
    return distance


def _same_size(original: Any, copy: Any) -> tuple[Bytes, Bytes]:
    before, after = as_pixels(original), as_pixels(copy)
    if before.shape != after.shape:
        height, width = before.shape[:2]
        # rows of pixels that were not put in their place, or another size
        rows = np.ndim(copy) == 2 and np.shape(copy) == (height * width, 3)
        raise LearnerError(
            "The two pictures differ in size.",
            where=f"{width} x {height} pixels, and {after.shape[1]} x {after.shape[0]}",
            why="Pixel is compared with pixel.",
            fix=f"copy = np.reshape(copy, {before.shape})"
            if rows
            else "from PIL import Image; from teachclust.images import as_pixels; "
            f"copy = Image.fromarray(as_pixels(copy)).resize({(width, height)})",
        )
    return before, after
