"""Quality against bytes: k-means, median cut and JPEG on the same picture."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final

from teachclust.images.distortion import psnr
from teachclust.images.file_sizes import indexed_bytes, jpeg_copy
from teachclust.images.palettes import PaletteFit, color_table, fit_palette, median_cut
from teachclust.images.pixels import as_pixels

#: what is tried by default
KS: Final = (4, 8, 16, 32, 64, 128, 256)
QUALITIES: Final = (5, 10, 20, 30, 40, 50, 60, 70, 80, 90, 95)


@dataclass(frozen=True)
class RateCurve:
    """One way to make a picture smaller, at several settings.

    Parameters
    ----------
    settings : tuple of int
        Numbers of colors, or JPEG qualities.
    sizes : tuple of int
        Bytes of the file at each setting.
    psnr : tuple of float
        Its PSNR in dB; infinite where nothing was lost.
    """

    settings: tuple[int, ...]
    sizes: tuple[int, ...]
    psnr: tuple[float, ...]


def rate_curves(
    image: Any, k: Iterable[int] = KS, qualities: Iterable[int] = QUALITIES
) -> dict[str, RateCurve]:
    """Save a picture by k-means, by median cut and as JPEG, each at several settings.

    Parameters
    ----------
    image : Picture or array-like
        As for `teachclust.images.pixels.as_pixels`.
    k : iterable of int, default=(4, 8, 16, 32, 64, 128, 256)
        Numbers of colors of the two palettes, saved as indexed PNG.
    qualities : iterable of int, default=(5, 10, 20, ..., 90, 95)
        Of the JPEG.

    Returns
    -------
    curves : dict of RateCurve
        ``"k-means"``, ``"median cut"`` and ``"JPEG"``.
    """
    pixels, ks = as_pixels(image), tuple(k)
    table = color_table(pixels)
    copies = [jpeg_copy(pixels, quality) for quality in qualities]
    return {
        "k-means": palette_curve(pixels, ks, lambda one: fit_palette(table, one)),
        "median cut": palette_curve(pixels, ks, lambda one: median_cut(pixels, one, table)),
        "JPEG": RateCurve(
            tuple(copy.quality for copy in copies),
            tuple(copy.n_bytes for copy in copies),
            tuple(psnr(pixels, copy.pixels) for copy in copies),
        ),
    }


def palette_curve(pixels: Any, ks: Iterable[int], fit: Callable[[int], PaletteFit]) -> RateCurve:
    """Return bytes and PSNR of one kind of palette at several numbers of colors."""
    fits = [fit(k) for k in ks]
    size = pixels.shape[1], pixels.shape[0]
    return RateCurve(
        tuple(one.k for one in fits),
        tuple(indexed_bytes(size, one) for one in fits),
        tuple(one.psnr for one in fits),
    )
