"""Reads a learner's own picture, whatever kind of file or object it is."""

from __future__ import annotations

from typing import Any, Final

from teachclust.images.picture import Picture
from teachclust.images.pixels import given_picture

_LICENCE: Final = "as its maker allows; a picture of your own is yours"


def read_image(source: Any) -> Picture:
    """Read a picture: a file, what was uploaded, or what Pillow or numpy has.

    Parameters
    ----------
    source : path, bytes, file object, FileUpload, PIL.Image.Image, array-like or Picture
        A JPEG, PNG, GIF, WebP, BMP, TIFF or PPM file: its path, its bytes, a file that is open
        for reading, an ipywidgets FileUpload (or its ``value``), or the picture that Pillow opened,
        in any mode. An array has shape (height, width), (height, width, 3) or (height, width, 4),
        with whole numbers from 0 to 255, floats from 0 to 1 or truth values.

    Returns
    -------
    picture : Picture
        image : ndarray of shape (height, width, 3), float64 in [0, 1]; title, source and licence;
        n_bytes of the file (3 a pixel where there was none); notices, sentences about what was
        done: turned as the camera was held, see-through pixels put on white, which frame of several
        was taken, 16 bits or inks read, a color profile that was not applied.

    Raises
    ------
    LearnerError
        With the line that mends it: when there is no such file, it is no picture or one of another
        format, it is broken or cut short, its numbers are out of range, or it has more than 16
        million pixels (which is found out before a file is decoded).

    Notes
    -----
    Colors are taken as sRGB; a color profile in the file is not applied, which a notice says. Costs
    24 bytes a pixel for the result, and 8 more on the way (32 where pixels are see-through): 12
    million pixels take 288 MB and about a second.

    Examples
    --------
    >>> import io
    >>> from PIL import Image
    >>> from teachclust.datasets import read_image
    >>> file = io.BytesIO()
    >>> Image.new("RGB", (4, 2), "red").save(file, "PNG")
    >>> picture = read_image(file.getvalue())
    >>> picture.image.shape, picture.image[0, 0].tolist()
    ((2, 4, 3), [1.0, 0.0, 0.0])
    >>> read_image(Image.new("CMYK", (4, 2))).image[0, 0].tolist()
    [1.0, 1.0, 1.0]
    """
    given = given_picture(source)
    image = given.in_unit_range
    if not given.from_file:  # the caller's own numbers stay apart
        image = image.copy()
    if isinstance(source, Picture):
        return Picture(
            image, source.title, source.notices, source.source, source.licence, source.n_bytes
        )
    return Picture(
        image=image,
        title=given.name,
        notices=given.notices,
        source=f"your file {given.name}" if given.from_file else "your picture",
        licence=_LICENCE,
        n_bytes=given.n_bytes,
    )
