"""The picture of a figure in few bytes: a saved notebook holds every picture twice."""

from __future__ import annotations

import base64
import io
from functools import lru_cache
from typing import Final

import numpy as np
from PIL import Image

_COLORS: Final = 256
#: of 255, on average and at most: what nobody sees. A plot has few colors and their blends; a
#: photograph has too many.
_MEAN: Final = 1.0
_MOST: Final = 20
_PHOTO_QUALITY: Final = 60


# a cell that is run again gives the same picture: it is packed, and kept in memory, once
@lru_cache(maxsize=16)
def compact_png(png: bytes) -> bytes:
    """Return the same picture as PNG with a table of 256 colors, unless the difference is visible.

    It takes about 40 % of the bytes for a plot, and about 30 ms for 800 x 550 pixels. A photograph
    and a transparent picture, which 256 colors would change, are returned as they are. Up to 256
    colors are kept exactly.
    """
    with Image.open(io.BytesIO(png)) as opened:
        picture = opened.convert("RGBA")
    if (np.asarray(picture)[..., 3] < 255).any():
        return png
    picture = picture.convert("RGB")
    few = picture.quantize(_COLORS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    gap = np.abs(np.asarray(few.convert("RGB"), dtype=np.int16) - np.asarray(picture, np.int16))
    if gap.mean() > _MEAN or gap.max() > _MOST:
        return png
    buffer = io.BytesIO()
    few.save(buffer, "PNG", optimize=True)
    return min(png, buffer.getvalue(), key=len)


@lru_cache(maxsize=16)
def preview_png(png: bytes) -> bytes:
    """Return a picture for places that show no HTML, in 256 colors even if it is a photograph.

    A notebook holds a photograph without loss in its HTML, and would hold it twice.
    """
    with Image.open(io.BytesIO(png)) as picture:
        if picture.mode == "P":
            return png
        buffer = io.BytesIO()
        few = picture.convert("RGB").quantize(_COLORS, dither=Image.Dither.NONE)
    few.save(buffer, "PNG", optimize=True)
    return min(png, buffer.getvalue(), key=len)


@lru_cache(maxsize=16)
def small_data_url(png: bytes) -> str:
    """Return a PNG as a ``data:`` address for HTML, without loss: as WebP where that is smaller."""
    buffer = io.BytesIO()
    with Image.open(io.BytesIO(png)) as picture:
        transparent = picture.mode not in ("P", "RGB")
        whole = picture.convert("RGBA" if transparent else "RGB")
    whole.save(buffer, "WEBP", lossless=True, exact=True)
    webp = buffer.getvalue()
    return _data_url("webp", webp) if len(webp) < len(png) else _data_url("png", png)


@lru_cache(maxsize=16)
def dark_data_url(png: bytes) -> str:
    """Return a picture for the dark theme as a ``data:`` address; a photograph in it with loss.

    A notebook holds the photograph without loss already, in its light picture.
    """
    with Image.open(io.BytesIO(png)) as picture:
        if picture.mode == "P":
            return small_data_url(png)
        buffer = io.BytesIO()
        picture.convert("RGB").save(buffer, "WEBP", quality=_PHOTO_QUALITY, method=6)
    return _data_url("webp", buffer.getvalue())


def _data_url(kind: str, data: bytes) -> str:
    return f"data:image/{kind};base64,{base64.b64encode(data).decode('ascii')}"
