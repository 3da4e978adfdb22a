"""How many bytes a picture takes as a file: as PNG, as JPEG, and as a palette with indices.

Files are written in memory by Pillow, which matplotlib brings along. How well a PNG is packed
depends on the zlib that Pillow was built with: its bytes differ by a few percent between machines.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from teachclust.checks import is_whole
from teachclust.errors import LearnerError
from teachclust.images.palettes import PaletteFit
from teachclust.images.picture import Bytes
from teachclust.images.pixels import as_pixels

if TYPE_CHECKING:
    from PIL import Image

JPEG_QUALITY: Final = 90
#: above, a JPEG grows much and gains little: Pillow's advice
BEST_QUALITY: Final = 95


@dataclass(frozen=True, eq=False)
class JpegCopy:
    """A picture after it was saved as JPEG and opened again."""

    quality: int  # as Pillow counts it, from 1 to 95
    file: bytes  # as it lies on a disk
    pixels: Bytes  # (height, width, 3), what is left of the picture

    @property
    def n_bytes(self) -> int:
        """Size of the file."""
        return len(self.file)


def png_bytes(image: Any) -> int:
    """Return the bytes of a picture as PNG of 24 bits a pixel, which loses nothing."""
    return len(_saved(_image(as_pixels(image)), format="PNG"))


def jpeg_copy(image: Any, quality: int = JPEG_QUALITY) -> JpegCopy:
    """Save a picture as JPEG, and open it again.

    Parameters
    ----------
    image : Picture or array-like
        As for `as_pixels`.
    quality : int, default=90
        From 1 to 95.

    Returns
    -------
    copy : JpegCopy
        Its bytes and its pixels.

    Raises
    ------
    LearnerError
        If quality is not a whole number from 1 to 95.
    """
    from PIL import Image

    if not is_whole(quality) or not 1 <= quality <= BEST_QUALITY:
        raise LearnerError(
            f"The quality of a JPEG is a whole number from 1 to {BEST_QUALITY}.",
            where=f"quality={quality!r}",
            why="Above that the file grows much and the picture gains little.",
            fix="jpeg_copy(image, quality=90)",
        )
    file = _saved(_image(as_pixels(image)), format="JPEG", quality=int(quality))
    with Image.open(io.BytesIO(file)) as opened:
        return JpegCopy(int(quality), file, np.asarray(opened.convert("RGB"), dtype=np.uint8))


def jpeg_within(image: Any, most_bytes: int) -> JpegCopy:
    """Return the best JPEG that takes no more than so many bytes.

    Parameters
    ----------
    image : Picture or array-like
        As for `as_pixels`.
    most_bytes : int
        What the file may take.

    Returns
    -------
    copy : JpegCopy
        With the highest quality that fits.

    Raises
    ------
    LearnerError
        If not even the lowest quality fits.

    Notes
    -----
    Seven files are written: the bytes grow with the quality.
    """
    low, high = 1, BEST_QUALITY
    best = jpeg_copy(image, low)
    if best.n_bytes > most_bytes:
        raise LearnerError(
            "No JPEG of this picture is that small.",
            where=f"most_bytes={most_bytes!r}",
            why=f"At quality 1 it takes {best.n_bytes:,} bytes.",
            fix=f"jpeg_within(image, {best.n_bytes})",
        )
    while low < high:
        middle = (low + high + 1) // 2
        copy = jpeg_copy(image, middle)
        if copy.n_bytes <= most_bytes:
            low, best = middle, copy
        else:
            high = middle - 1
    return best


def indexed_bytes(size: tuple[int, int], fit: PaletteFit) -> int:
    """Return the bytes of a PNG that holds a palette and one index for each pixel.

    Parameters
    ----------
    size : pair of int
        Width and height.
    fit : PaletteFit
        The picture in few colors.

    Returns
    -------
    n_bytes : int
        Bytes that Pillow writes: 1, 2, 4 or 8 bits for a pixel before compression.
    """
    return len(_saved(indexed_image(size, fit), format="PNG", bits=stored_bits(fit.k)))


def stored_bits(k: int) -> int:
    """Return the bits that a PNG gives to an index: it knows 1, 2, 4 and 8."""
    return next(bits for bits in (1, 2, 4, 8) if 2**bits >= k)


def indexed_image(size: tuple[int, int], fit: PaletteFit) -> Image.Image:
    """Return a picture in few colors as an indexed image of Pillow."""
    from PIL import Image

    image = Image.frombytes("P", size, fit.index.tobytes())
    image.putpalette(fit.palette.tobytes())
    return image


def _image(pixels: Bytes) -> Image.Image:
    from PIL import Image

    return Image.fromarray(pixels)


def _saved(image: Image.Image, **how: Any) -> bytes:
    file = io.BytesIO()
    image.save(file, **how)
    return file.getvalue()
