"""What a PaletteLab sends: the picture once, and for a k its palette, its indices and figures.

Colors and indices travel as raw bytes; a picture in k colors is one byte for each pixel.
"""

from __future__ import annotations

import math
from typing import Any, Final

import numpy as np

from teachclust.images.color_names import color_names
from teachclust.images.color_space import rgb_to_lab
from teachclust.images.distortion import psnr
from teachclust.images.file_sizes import JPEG_QUALITY, JpegCopy, stored_bits
from teachclust.images.palettes import PaletteFit
from teachclust.widgets.palette_lab.picture import PalettePicture
from teachclust.widgets.wire import raw
from teachclust.words import say

#: points of the cloud: more would be one gray heap
_CLOUD: Final = 5000
#: what fits into a cube of side 1: lightness from 0 to 100, a and b from -128 to 128
_LAB_LOW: Final = np.array([0.0, -128.0, -128.0])
_LAB_WIDE: Final = np.array([100.0, 256.0, 256.0])


def picture_wire(picture: PalettePicture, number: int) -> dict[str, Any]:
    """Return a picture for the browser; `number` counts the pictures of the widget's life.

    It has size, name and notices; ``rgb`` (bytes, 3 for a pixel) and the cloud: ``colors`` (bytes),
    ``rgb_at`` and ``lab_at`` (float32, 3 for a color, in a cube of side 1), ``counts``.
    """
    width, height = picture.size
    table = picture.colors
    chosen = np.arange(len(table.colors))
    if len(chosen) > _CLOUD:
        chosen = np.sort(np.random.default_rng(0).choice(chosen, _CLOUD, replace=False))
    colors = table.colors[chosen]
    notices = list(picture.notices)
    if picture.shrunk_from is not None:
        was = picture.shrunk_from
        notices.append(say("caption.palette.shrunk", width=was[0], height=was[1]))
    return {
        "id": number,
        "name": picture.name,
        "width": width,
        "height": height,
        "n_colors": len(table.colors),
        "notices": notices,
        "rgb": raw(picture.pixels, "u1"),
        "colors": raw(colors, "u1"),
        "rgb_at": raw(place(colors, "rgb"), "<f4"),
        "lab_at": raw(place(colors, "lab"), "<f4"),
        "counts": raw(table.counts[chosen], "<f4"),
    }


def place(rgb: Any, space: str) -> Any:
    """Return where colors are in the cube of a space, each side from 0 to 1."""
    if space == "lab":
        return (rgb_to_lab(rgb) - _LAB_LOW) / _LAB_WIDE
    return np.asarray(rgb, dtype=np.float64) / 255


def fit_wire(picture: PalettePicture, fit: PaletteFit, number: int, ack: int) -> dict[str, Any]:
    """Return a picture in k colors for the browser.

    It has ``palette`` and ``index`` (bytes), ``centers`` (float32, places in the cube), names and
    shares of the colors, PSNR (None where nothing was lost), the caption and the figures; ``jpeg``
    is the file of a JPEG of no more bytes, ``jpeg_name`` and ``jpeg_note`` what it is called and
    how it compares. `number` is the picture's, `ack` that of the request that it answers.
    """
    jpeg = picture.equal_jpeg(fit)
    return {
        "ack": ack,
        "picture": number,
        "k": fit.k,
        "space": fit.space,
        "palette": raw(fit.palette, "u1"),
        "index": raw(fit.index, "u1"),
        "centers": raw(place(fit.centers, fit.space), "<f4"),
        "names": color_names(fit.palette),
        "shares": [round(float(share), 6) for share in fit.shares],
        "psnr": None if math.isinf(fit.psnr) else fit.psnr,
        "jpeg": memoryview(jpeg.file),
        "jpeg_name": say("caption.palette.jpeg", quality=jpeg.quality),
        "jpeg_note": _jpeg_note(picture, fit, jpeg),
        **_caption_and_figures(picture, fit),
    }


def _jpeg_note(picture: PalettePicture, fit: PaletteFit, jpeg: JpegCopy) -> str:
    """Say bytes and error of the JPEG and of the palette, one beside the other."""
    indexed = picture.indexed_bytes(fit)
    error = psnr(picture.pixels, jpeg.pixels)
    return say(
        "caption.palette.equal" if jpeg.n_bytes <= indexed else "caption.palette.larger",
        quality=jpeg.quality,
        jpeg=f"{jpeg.n_bytes:,}",
        jpeg_psnr=say("caption.palette.exact") if math.isinf(error) else f"{error:.1f} dB",
        k=len(fit.palette),
        indexed=f"{indexed:,}",
        psnr=psnr_text(fit),
    )


def _caption_and_figures(picture: PalettePicture, fit: PaletteFit) -> dict[str, Any]:
    """Return the caption, and the figures as rows of a table with a bar for each size."""
    png, jpeg = picture.file_bytes
    indexed = picture.indexed_bytes(fit)
    width, height = picture.size
    packed = math.ceil(width * height * fit.bits / 8)
    sizes: list[tuple[str, int, dict[str, Any]]] = [
        ("raw", width * height * 3, {}),
        ("png", png, {}),
        ("jpeg", jpeg, {"quality": JPEG_QUALITY}),
        ("packed", packed + 3 * fit.k, {"bits": fit.bits}),
        ("indexed", indexed, {"bits": stored_bits(fit.k)}),
    ]
    return {
        "caption": _caption(fit, indexed, jpeg),
        "sizes": [
            {"key": key, "name": say(f"caption.palette.{key}", **values), "bytes": size}
            for key, size, values in sizes
        ],
        "figures": [
            {"name": say("caption.palette.psnr"), "value": psnr_text(fit)},
            {
                "name": say("caption.palette.bits", k=fit.k),
                "value": say("caption.palette.of_24", bits=fit.bits),
            },
            {"name": say("caption.palette.bytes"), "value": f"{3 * fit.k:,} B"},
            {
                "name": say("caption.palette.ratio", quality=JPEG_QUALITY),
                "value": f"{jpeg / indexed:.1f}×",
            },
        ],
    }


def _caption(fit: PaletteFit, indexed: int, jpeg: int) -> str:
    """Say what the copy costs beside a JPEG, which is how a photograph is usually kept.

    The PNG of the original would be no fair measure: nobody keeps photographs so.
    """
    found = len(fit.palette)
    key = "caption.palette.few" if found < fit.k else "caption.palette.now"
    return say(
        key,
        k=fit.k,
        found=found,
        bits=fit.bits,
        psnr=psnr_text(fit),
        indexed=f"{indexed / 1000:,.1f}",
        jpeg=f"{jpeg / 1000:,.1f}",
    )


def psnr_text(fit: PaletteFit) -> str:
    """Return the PSNR as text: "32.4 dB"."""
    return say("caption.palette.exact") if math.isinf(fit.psnr) else f"{fit.psnr:.1f} dB"
