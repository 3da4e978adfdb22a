"""A picture as whole numbers from 0 to 255, whatever kind it came as."""

from __future__ import annotations

from typing import Any

from teachclust.datasets.card import Floats
from teachclust.datasets.picture import Picture
from teachclust.datasets.picture_array import Bytes
from teachclust.datasets.picture_door import given_picture
from teachclust.datasets.picture_file import is_opened


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
    >>> from teachclust.scores.picture_pixels import as_pixels
    >>> as_pixels([[0.0, 1.0]])[0].tolist()
    [[0, 0, 0], [255, 255, 255]]
    """
    return given_picture(image).in_bytes


def in_own_units(image: Any) -> Bytes | Floats:
    """Return the pixels of a picture in the units that an estimator sees.

    Parameters
    ----------
    image : Picture, array-like, PIL.Image.Image, path, bytes, file object or upload
        As for `as_pixels`.

    Returns
    -------
    pixels : ndarray of shape (height, width, 3)
        Floats from 0 to 1 for a Picture, a file and an array of floats; bytes from 0 to 255 for an
        array of whole numbers and a picture that Pillow has opened.
    """
    given = given_picture(image)
    if is_opened(image):
        return given.in_bytes
    return given.in_unit_range if given.from_file or isinstance(image, Picture) else given.pixels
