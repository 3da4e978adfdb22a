"""Images like MNIST's, made from scikit-learn's real digits; always called by their own name."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import numpy.typing as npt

from teachclust.checks import generator_from
from teachclust.datasets.mnist.bunch import ImagesInfo, check_count, to_images_bunch
from teachclust.datasets.mnist.facts import N_PIXELS, SIDE, Pixels
from teachclust.errors import LearnerError
from teachclust.threads import threads_for
from teachclust.words import say

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.intp]

TEST_SHARE: Final = 7  # one source digit in seven makes test images, as in MNIST
MOST: Final = 1_000_000  # images: 784 MB

# Spread of each distortion, chosen so that k-means of k = 10 to 256 does about as well as on MNIST.
TURN: Final = np.deg2rad(6.0)
SHEAR: Final = 0.17
SCALE: Final = 0.06  # of the logarithm
ASPECT: Final = 0.08  # of the logarithm
SHIFT: Final = 0.2  # pixels
BEND: Final = 0.5  # pixels, at each knot
KNOTS: Final = 4  # a side: between them the bend runs smoothly
PAPER: Final = (0.45, 0.70)  # the grey below which an image is paper, drawn evenly
GAIN: Final = 2.6  # how steeply paper turns to ink
BOX: Final = 20  # pixels that the eight of a source digit are spread over

_SOURCE: Final = 8
_MARGIN: Final = 2  # empty source pixels around a digit
_FINE: Final = 10  # points of the enlarged digit for each source pixel
_STACK: Final = (_SOURCE + 2 * _MARGIN) * _FINE
_BATCH: Final = 128  # always so many at once: sums of floats then come out the same for any n
_AFFINE: Final = 6
_DRAWS: Final = _AFFINE + 2 * KNOTS * KNOTS


def make_mnist_like(
    n_train: int = 60_000,
    n_test: int = 10_000,
    *,
    scaled: bool = False,
    random_state: Any = 0,
    return_X_y: bool = False,
    as_frame: bool = False,
) -> Any:
    """Make MNIST-like images from scikit-learn's 1,797 real digits.

    Parameters
    ----------
    n_train : int, default=60_000
        Number of training images. Fewer are the first of more.
    n_test : int, default=10_000
        Number of test images, from source digits of their own.
    scaled : bool, default=False
        False: uint8 from 0 (paper) to 255 (ink), 55 MB for all. True: float32 from 0 to 1, 220 MB.
    random_state : int, RandomState instance or None, default=0
        Seed of the draw; the default gives a whole class the same images.
    return_X_y : bool, default=False
        Return ``(data, target)`` in place of a Bunch.
    as_frame : bool, default=False
        Give data as a DataFrame and the target as a Series.

    Returns
    -------
    bunch : sklearn.utils.Bunch or tuple
        As `load_mnist` gives it, training images first, with ``is_mnist`` False, the title
        "MNIST-like, made from scikit-learn's digits" and ``source_digit``: ndarray of shape
        (n_images,), the row of ``load_digits`` that each image was made from.

    Raises
    ------
    LearnerError
        When a number of images is not a whole number, is negative, or both are 0.

    Notes
    -----
    Each digit is enlarged by cubic splines, then turned, sheared, scaled, shifted, bent on a grid
    of four by four knots and sharpened, with numbers drawn for each image. About two seconds and
    130 MB for 70,000. The strengths of the distortions were fitted, so that accuracy and
    homogeneity of `MiniBatchKMeans` come near MNIST's; inertia does not. These are not MNIST:
    never give their figures as MNIST's.

    Examples
    --------
    >>> from teachclust.datasets import make_mnist_like
    >>> make_mnist_like(6, 1).data.shape
    (7, 784)
    """
    from sklearn.datasets import load_digits

    counts = check_count(n_train, "n_train", 0, MOST), check_count(n_test, "n_test", 0, MOST)
    if not sum(counts):
        raise LearnerError(
            "There are no images to make.",
            where="n_train = 0, n_test = 0",
            why="Clustering needs points.",
            fix="mnist_like = make_mnist_like(n_train=1000, n_test=0)",
        )
    rng = generator_from(random_state)
    digits = load_digits()
    order = rng.permutation(len(digits.target))
    n_held = len(order) // TEST_SHARE
    pools = order[n_held:], order[:n_held]
    pixels = np.empty((sum(counts), N_PIXELS), np.uint8)
    sources = np.empty(sum(counts), np.intp)
    stack = _enlarged(digits.images)
    seeds = rng.randint(2**31 - 1, size=(2, 2))
    for n, pool, pair, start in zip(counts, pools, seeds, (0, counts[0]), strict=True):
        rows = slice(start, start + n)
        sources[rows] = _draw_part(pixels[rows], stack, pool, pair)
    about = ImagesInfo(False, say("data.mnist.made"), counts[0], extra={"source_digit": sources})
    return to_images_bunch(
        about,
        pixels,
        digits.target[sources],
        scaled=scaled,
        return_X_y=return_X_y,
        as_frame=as_frame,
    )


def _enlarged(images: npt.NDArray[np.float64]) -> Pixels:
    """Return each digit with its margin, ten points for a pixel, by cubic splines."""
    from scipy.interpolate import CubicSpline

    size = _SOURCE + 2 * _MARGIN
    places = (np.arange(_STACK) + 0.5) / _FINE - 0.5
    spline = CubicSpline(np.arange(size), np.eye(size), bc_type="natural")
    weights = spline(np.clip(places, 0, size - 1)).astype(np.float32)
    inner = weights[:, _MARGIN:-_MARGIN]  # the margin is empty
    stack = np.empty((len(images), _STACK, _STACK), np.uint8)
    with threads_for(0):
        for start in range(0, len(images), _BATCH):
            some = images[start : start + _BATCH].astype(np.float32) * (255 / 16)
            fine = inner @ some @ inner.T
            stack[start : start + _BATCH] = np.rint(np.clip(fine, 0, 255, out=fine), out=fine)
    return stack


def _draw_part(pixels: Pixels, stack: Pixels, pool: Ints, seeds: npt.NDArray[np.int64]) -> Ints:
    """Fill in images made from the digits of a pool; return the digit of each.

    All numbers are drawn row by row before an image is made, so fewer images are the first of more.
    """
    n = len(pixels)
    numbers = np.random.RandomState(seeds[0]).standard_normal((n, _DRAWS))
    even = np.random.RandomState(seeds[1]).random_sample((n, 2))
    sources = pool[(even[:, 0] * len(pool)).astype(np.intp)]
    paper = (PAPER[0] + (PAPER[1] - PAPER[0]) * even[:, 1]).astype(np.float32)
    maps = _maps(numbers)
    basis = _basis()
    flat = stack.reshape(-1)
    with threads_for(0):
        for start in range(0, n, _BATCH):
            rows = slice(start, min(start + _BATCH, n))
            _render(pixels[rows], flat, sources[rows], maps[rows], paper[rows], basis)
    return sources


def _maps(numbers: npt.NDArray[np.float64]) -> Floats:
    """Return, for each image and axis, what each function of `_basis` adds to the place to read.

    Turned into points of the enlarged digit; shape (n_images, 2, 3 + KNOTS**2).
    """
    spread = np.array([TURN, SHEAR, SCALE, ASPECT, SHIFT, SHIFT])
    turn, shear, scale, aspect, right, down = (numbers[:, :_AFFINE] * spread).T
    per_pixel = _FINE * _SOURCE / BOX
    size = per_pixel * np.exp(scale)
    wide, high = size * np.exp(aspect / 2), size * np.exp(-aspect / 2)
    cos, sin = np.cos(turn), np.sin(turn)
    maps = np.empty((len(numbers), 2, 3 + KNOTS * KNOTS), np.float32)
    maps[:, 0, 0] = wide * cos
    maps[:, 0, 1] = wide * (shear * cos - sin)
    maps[:, 1, 0] = high * sin
    maps[:, 1, 1] = high * (shear * sin + cos)
    middle = (_STACK - 1) / 2
    maps[:, 0, 2] = middle + per_pixel * right
    maps[:, 1, 2] = middle + per_pixel * down
    bends = numbers[:, _AFFINE:].reshape(-1, 2, KNOTS * KNOTS)
    maps[:, :, 3:] = per_pixel * BEND * bends
    return maps


def _basis() -> Floats:
    """Return x, y, one, and the smooth hill of each knot, at each pixel: (3 + KNOTS**2, 784)."""
    line = np.arange(SIDE) - (SIDE - 1) / 2
    down, right = np.meshgrid(line, line, indexing="ij")
    distance = np.abs(np.arange(SIDE) / (SIDE - 1) * (KNOTS - 1) - np.arange(KNOTS)[:, None])
    near = np.clip(1 - distance, 0, 1)
    hill = near * near * (3 - 2 * near)  # smoothstep: the hills of two neighbours add up to one
    hills = np.einsum("iy,jx->ijyx", hill, hill).reshape(KNOTS * KNOTS, N_PIXELS)
    rows = [right.ravel(), down.ravel(), np.ones(N_PIXELS), *hills]
    return np.array(rows, dtype=np.float32)


def _render(
    pixels: Pixels, flat: Pixels, sources: Ints, maps: Floats, paper: Floats, basis: Floats
) -> None:
    """Fill in one batch: where to read, the nearest point there, paper or ink."""
    n = len(pixels)
    whole = np.zeros((_BATCH, 2, len(basis)), np.float32)
    whole[:n] = maps
    places = (whole.reshape(2 * _BATCH, -1) @ basis).reshape(_BATCH, 2, N_PIXELS)[:n]
    np.rint(np.clip(places, 0, _STACK - 1, out=places), out=places)
    # whole numbers below 2**24 are exact in float32; with the digit's own place they need more
    at = (places[:, 1] * _STACK + places[:, 0]).astype(np.intp)
    at += (sources * (_STACK * _STACK))[:, None]
    ink = flat[at] * np.float32(GAIN)
    ink += (255 * (0.5 - GAIN * paper))[:, None].astype(np.float32)
    np.rint(np.clip(ink, 0, 255, out=ink), out=ink)
    pixels[:] = ink
