"""A picture in k colors, quickly: k-means over its distinct colors, weighted by their pixels.

A picture of 273,280 pixels may have 96,615 colors. Neighbors among them are merged into a few
thousand boxes, each with its mean and its number of pixels; k-means over the boxes finds centers
that are nearly right, and steps of Lloyd's over all distinct colors finish them.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

import numpy as np
import numpy.typing as npt

from teachclust.checks import check_random_state
from teachclust.errors import LearnerError
from teachclust.images.color_space import lab_to_rgb, rgb_to_lab
from teachclust.images.files import is_opened
from teachclust.images.picture import Bytes
from teachclust.images.pixels import as_pixels
from teachclust.threads import threads_for

ColorSpace = Literal["rgb", "lab"]
Floats = npt.NDArray[np.float32]

SPACES: Final[tuple[ColorSpace, ...]] = ("rgb", "lab")
LEAST_K, MOST_K = 2, 256
#: from so many boxes on, finer ones change the centers by less than one level
_BOXES: Final = 4096
_BOX_BITS: Final = (5, 6, 7)
#: steps of Lloyd's over all distinct colors, after k-means over the boxes: each costs time in
#: proportion to k, and the more colors there are, the less it gains
_FINISH: Final = 5
_FINISH_MANY: Final = 2
_MANY: Final = 64


@dataclass(frozen=True, eq=False)
class ColorTable:
    """The distinct colors of a picture.

    Parameters
    ----------
    colors : ndarray of shape (n_colors, 3), uint8
        Each color once.
    counts : ndarray of shape (n_colors,)
        How many pixels have it.
    index : ndarray of shape (n_pixels,)
        Which color each pixel has, row after row.
    boxes : ndarray of shape (n_boxes, 3), float32
        Mean color of each box of neighbors; the colors themselves where they are few.
    box_counts : ndarray of shape (n_boxes,)
        Pixels of each box.
    """

    colors: Bytes
    counts: npt.NDArray[np.int64]
    index: npt.NDArray[np.int32]
    boxes: Floats
    box_counts: npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class PaletteFit:
    """A picture in k colors.

    Parameters
    ----------
    k : int
        The number of colors that was asked for.
    space : {"rgb", "lab"}
        Where distances were measured.
    palette : ndarray of shape (n_found, 3), uint8
        The colors, the most frequent first. Fewer than k where the picture has fewer.
    index : ndarray of shape (n_pixels,), uint8
        Which color each pixel takes.
    shares : ndarray of shape (n_found,)
        Part of the pixels that takes each color.
    centers : ndarray of shape (n_found, 3)
        The centers before rounding, in RGB.
    mse : float
        Mean squared error over pixels and channels, of the rounded colors.
    """

    k: int
    space: ColorSpace
    palette: Bytes
    index: Bytes
    shares: npt.NDArray[np.float64]
    centers: npt.NDArray[np.float64]
    mse: float

    @property
    def psnr(self) -> float:
        """Peak signal-to-noise ratio in dB; infinite where nothing was lost."""
        return math.inf if self.mse == 0 else 10 * math.log10(255**2 / self.mse)

    @property
    def bits(self) -> int:
        """Bits that tell one of k colors from the others."""
        return bits_per_pixel(self.k)

    def image(self, shape: Sequence[int]) -> Bytes:
        """Return the picture in these colors, given the shape of the original."""
        return self.palette[self.index].reshape(shape)


def bits_per_pixel(k: int) -> int:
    """Return how many bits an index into k colors takes: 5 for 25, because 4 bits allow only 16."""
    return max(1, (k - 1).bit_length())


def color_table(pixels: Any) -> ColorTable:
    """Count the distinct colors of a picture.

    Parameters
    ----------
    pixels : array-like of shape (n_pixels, 3), or a picture
        Red, green and blue of each pixel; or whatever `as_pixels` takes.

    Returns
    -------
    table : ColorTable
        Made once for a picture; every k is fitted from it.

    Notes
    -----
    Costs one sort of the pixels.
    """
    rows = not is_opened(pixels) and np.ndim(pixels) == 2
    if rows and np.shape(pixels)[1] == 3:  # a list of pixels, not a picture in shades of gray
        pixels = np.asarray(pixels)[np.newaxis]
    rgb = as_pixels(pixels).reshape(-1, 3)
    wide = rgb.astype(np.uint32)
    code = wide[:, 0] << 16 | wide[:, 1] << 8 | wide[:, 2]
    found, index, counts = np.unique(code, return_inverse=True, return_counts=True)
    colors = np.column_stack([found >> 16, found >> 8 & 255, found & 255]).astype(np.uint8)
    boxes, box_counts = _boxed(colors, counts)
    return ColorTable(colors, counts, index.reshape(-1).astype(np.int32), boxes, box_counts)


def _boxed(colors: Bytes, counts: Any) -> tuple[Floats, npt.NDArray[np.float64]]:
    """Merge neighboring colors into boxes, the coarsest grid that still gives enough boxes."""
    if len(colors) > _BOXES:
        for bits in _BOX_BITS:
            high = colors.astype(np.int64) >> (8 - bits)
            place = (high[:, 0] << bits | high[:, 1]) << bits | high[:, 2]
            number = np.bincount(place, weights=counts)
            there = np.flatnonzero(number)
            if len(there) >= _BOXES:
                sums = [np.bincount(place, weights=counts * colors[:, i])[there] for i in range(3)]
                means = np.column_stack(sums) / number[there, np.newaxis]
                return means.astype(np.float32), number[there].astype(np.float64)
    return colors.astype(np.float32), counts.astype(np.float64)


def fit_palette(
    table: ColorTable,
    k: int,
    space: ColorSpace = "rgb",
    random_state: int | np.random.RandomState | None = 0,
) -> PaletteFit:
    """Find k colors for a picture.

    Parameters
    ----------
    table : ColorTable
        The colors of the picture.
    k : int
        Number of colors, from 2 to 256.
    space : {"rgb", "lab"}, default="rgb"
        Where distances are measured and means are taken.
    random_state : int, RandomState or None, default=0
        Seed of k-means++; a RandomState moves on.

    Returns
    -------
    fit : PaletteFit
        Colors, their shares, the picture in them, and its error.

    Raises
    ------
    LearnerError
        If k is not from 2 to 256, or the space is unknown.

    Notes
    -----
    ``KMeans(k, n_init=1)`` over the boxes with their pixels as weights, then a few steps over all
    distinct colors, weighted too. For china.jpg and 64 colors that is within 0.1 dB of KMeans over
    all its pixels. Runs on one thread: the fit is small, and threads would wait for each other.
    """
    check_palette(k, space)
    random_state = check_random_state(random_state)
    if len(table.colors) <= k:
        labels = np.arange(len(table.colors))
        return palette_of(table, k, space, labels, table.colors.astype(np.float64))
    labels, centers = _clustered(table, k, space, random_state)
    return palette_of(table, k, space, labels, lab_to_rgb(centers) if space == "lab" else centers)


def check_palette(k: Any, space: Any) -> None:
    """Refuse a k outside 2 to 256 and a space that is not known."""
    if not isinstance(k, int | np.integer) or isinstance(k, bool) or not LEAST_K <= k <= MOST_K:
        raise LearnerError(
            "A palette has 2 to 256 colors.",
            where=f"k={k!r}",
            why="One color is no picture; an indexed picture names a color in one byte.",
            fix="k=16",
        )
    if space not in SPACES:
        raise LearnerError(
            "That color space is not known.",
            where=f"color_space={space!r}",
            why="Distances are measured in RGB or in CIELAB.",
            fix='color_space="rgb"',
        )


def _clustered(table: ColorTable, k: int, space: str, random_state: Any) -> tuple[Any, Any]:
    """Return the label of each distinct color, and the centers in the space."""
    from sklearn.cluster import KMeans

    def place(rgb: Any) -> Floats:
        return rgb_to_lab(rgb).astype(np.float32) if space == "lab" else rgb.astype(np.float32)

    few = len(table.boxes) == len(table.colors) or len(table.boxes) < k
    start = table.colors if few else table.boxes
    weights = table.counts if few else table.box_counts
    with threads_for(0):
        model = KMeans(k, n_init=1, random_state=random_state)
        model.fit(place(start), sample_weight=weights)
        if not few:
            centers = model.cluster_centers_
            steps = _FINISH if k <= _MANY else _FINISH_MANY
            model = KMeans(k, init=centers, n_init=1, max_iter=steps, tol=0)
            model.fit(place(table.colors), sample_weight=table.counts)
    return model.labels_, model.cluster_centers_.astype(np.float64)


def median_cut(image: Any, k: int, table: ColorTable | None = None) -> PaletteFit:
    """Find k colors by Pillow's median cut: split the box of colors with most pixels at its median.

    Parameters
    ----------
    image : Picture or array-like
        As for `as_pixels`.
    k : int
        Number of colors, from 2 to 256.
    table : ColorTable, default=None
        The colors of the picture, where they were counted before.

    Returns
    -------
    fit : PaletteFit
        Without dithering: each pixel has the color that Pillow chose for it.

    References
    ----------
    P. Heckbert, Color image quantization for frame buffer display (1982).
    """
    from PIL import Image

    check_palette(k, "rgb")
    pixels = as_pixels(image)
    table = table or color_table(pixels)
    method, no_dots = Image.Quantize.MEDIANCUT, Image.Dither.NONE
    found = Image.fromarray(pixels).quantize(k, method=method, dither=no_dots)
    labels = np.zeros(len(table.colors), dtype=np.int64)
    labels[table.index] = np.asarray(found).ravel()  # pixels of one color have one label
    palette = np.array((found.getpalette() or [])[: 3 * k], dtype=np.float64).reshape(-1, 3)
    return palette_of(table, k, "rgb", labels, palette)


def palette_of(table: ColorTable, k: int, space: ColorSpace, labels: Any, rgb: Any) -> PaletteFit:
    """Sort colors by share, round them, and measure what was lost.

    `labels` tell which of the k colors `rgb` (not rounded) each color of the table takes; `space`
    is where they were found. Colors that no pixel takes are left out.
    """
    pixels = np.bincount(labels, weights=table.counts, minlength=len(rgb))
    kept = np.flatnonzero(pixels)  # a center may have lost its last color
    order = kept[np.argsort(-pixels[kept], kind="stable")]
    rank = np.zeros(len(rgb), dtype=np.uint8)
    rank[order] = np.arange(len(order))
    palette = np.rint(rgb[order]).astype(np.uint8)
    named = rank[labels]
    lost = table.colors.astype(np.float64) - palette[named]
    total = table.counts.sum()
    mse = float(((lost**2).sum(axis=1) * table.counts).sum() / (3 * total))
    return PaletteFit(k, space, palette, named[table.index], pixels[order] / total, rgb[order], mse)
