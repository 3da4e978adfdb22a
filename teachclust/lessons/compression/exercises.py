"""The exercises of lesson 06_image_compression, in the lesson's order."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import cache
from typing import Any, Final

import numpy as np
from sklearn.cluster import KMeans

from teachclust.lessons.answers import (
    Choice,
    Function,
    FunctionAnswer,
    FunctionOnCases,
    Mistake,
    NumericAnswer,
    Slip,
    Stopped,
    read_numbers,
    read_one_number,
)
from teachclust.lessons.exercise import Exercise, Wrong
from teachclust.lessons.reasons import Reason
from teachclust.threads import threads_for

# 1,365 x 2,048 pixels in 25 colors
_PIXELS: Final = 1365 * 2048
_PALETTE: Final = 3 * 25
_BYTES: Final = _PIXELS * 5 // 8 + _PALETTE
_RATIO: Final = 3 * _PIXELS / _BYTES

BITS: Final = Exercise(
    key="compression-1",
    title="Bits and bytes of a palette",
    level="respond",
    fading="worked",
    objectives=("count",),
    hints=(
        "Double until it is enough: 1 bit distinguishes 2 colors, 2 bits 4, 3 bits 8 ...",
        "Pixels times bits are the bits of the picture, and a byte has 8. The palette comes "
        "on top: three bytes for each of its colors.",
        "For the ratio: a pixel of 24 bits takes three bytes. Do the worked example first.",
    ),
    answers=(
        NumericAnswer(
            "bits",
            5,
            near=0.005,
            slips={
                4: "4 bits distinguish 2 x 2 x 2 x 2 = 16 colors. There are 25.",
                8: "8 bits would distinguish 256 colors. Fewer are enough for 25.",
                24: "24 bits are what a pixel of the original takes: three times 8.",
                25: "25 is the number of colors. How many yes-or-no answers single one of them "
                "out?",
                4.64: "log2(25) is right so far. A pixel takes whole bits: round it up.",
            },
            another=6,
            fallback="{given:g} bits distinguish 2 to the power of {given:g} colors.",
        ),
        NumericAnswer(
            "n_bytes",
            _BYTES,
            near=1,
            slips={
                _PIXELS * 5: "These are bits. A byte has 8 of them.",
                _PIXELS * 5 + _PALETTE: "These are bits for the pixels, and bytes for the palette.",
                _PIXELS
                * 5
                / 8: "The palette itself is missing: without it nobody knows which color "
                "number 7 is.",
                _PIXELS * 5 / 8 + 25: "A color of the palette takes three bytes, not one.",
                _PIXELS * 4 / 8: "That is with 4 bits a pixel, and without a palette.",
                _PIXELS * 4 / 8 + _PALETTE: "That is with 4 bits a pixel.",
                _PIXELS + _PALETTE: "That is a whole byte for each pixel.",
            },
            another=1_000_000,
            fallback="The bits are right, the bytes not: pixels times bits, by 8, and palette.",
        ),
        NumericAnswer(
            "ratio",
            _RATIO,
            near=0.05,
            slips={
                1 / _RATIO: "Turn it over: how many times as large is the original?",
                6: "6 is the tutorial's number: 24 by 4. You have found 5 bits.",
            },
            another=1.6,
            fallback="Bits and bytes are right. The original takes three bytes a pixel.",
        ),
    ),
    praise=f"Five bits, not four, and {_RATIO:.1f} times smaller, not 6. Eight colors fewer "
    "would still take 5 bits; with nine fewer 4 bits would do.",
    right=((5, 1_747_275, 4.8), (5.0, _BYTES, _RATIO), ("5", "1747275", 4.7998)),
)

# no center lies halfway between two levels; two lie a little outside, as means in Lab may
_CENTERS: Final = np.array(
    [[0.1, 0.4981, 0.7494], [1.012, 0.9995, 0.2502], [-0.011, 0.0035, 0.6], [0.303, 0.202, 0.0]]
)
_LABELS: Final = np.array([0, 1, 2, 3, 3, 2, 1, 0, 0, 0, 1, 3])
_SHAPE: Final = (3, 4, 3)


def _judge_rebuilt(rebuild: Function) -> None:
    given = rebuild(_CENTERS.copy(), _LABELS.copy(), _SHAPE)
    picture = read_numbers(given, "What rebuild returns")
    if picture.shape != _SHAPE:
        raise Mistake(
            f"It has shape {picture.shape} where {_SHAPE} is asked for: one color for each pixel, "
            "row by row."
        )
    wanted = np.rint(np.clip(_CENTERS, 0, 1) * 255)[_LABELS].reshape(_SHAPE)
    if not np.allclose(picture, wanted):
        raise Mistake(_why_not_rebuilt(picture, wanted))
    if np.asarray(given).dtype != np.uint8:
        raise Mistake(
            f"The values are right, their type is {np.asarray(given).dtype}: a picture of "
            "levels from 0 to 255 is uint8."
        )


def _why_not_rebuilt(picture: Any, wanted: Any) -> str:
    inside = ((_CENTERS >= 0) & (_CENTERS <= 1))[_LABELS].reshape(_SHAPE)
    if np.abs(picture).max() <= 1.1:
        return "Centers go from 0 to 1, levels from 0 to 255: scale them before the cast."
    cut = np.floor(np.clip(_CENTERS, 0, 1) * 255)[_LABELS].reshape(_SHAPE)
    wraps = np.abs(picture - wanted)[~inside].max() > 200
    if wraps and np.allclose(picture[inside], wanted[inside]):
        return (
            "Rounded, but not held to the range: 1.012 times 255 is 258, and in 8 bits that is 2. "
            "White becomes nearly black."
        )
    if wraps:
        return (
            "Two things go wrong: fractions are cut off, and what lies above 255 or below 0 "
            "wraps around to the other end."
        )
    if np.allclose(picture, cut):
        return (
            "A cast cuts fractions off: 191.1 becomes 191 and so does 191.9. The picture gets "
            "darker by half a level. Round first."
        )
    if np.allclose(picture, np.clip(_CENTERS, 0, 1)[_LABELS].reshape(_SHAPE) * 255):
        return "Scaled and held to the range, but there are fractions left: round, then cast."
    if picture.min() < 0 or picture.max() > 255:
        return (
            f"It goes from {picture.min():.0f} to {picture.max():.0f}; no screen shows less than 0 "
            "or more than 255. Clip."
        )
    return "Some colors differ from the centers by more than rounding does. Look at one pixel."


def _bytes(levels: Any) -> Any:
    """Cast as a picture of whole numbers does on every machine: modulo 256."""
    return np.asarray(levels).astype(np.int64).astype(np.uint8)


def _made(colors: Callable[[Any], Any]) -> Callable[..., Any]:
    return lambda centers, labels, shape: colors(centers)[labels].reshape(shape)


def _clipped(centers: Any) -> Any:
    return np.clip(centers, 0, 1) * 255


REBUILD: Final = Exercise(
    key="compression-2",
    title="From centers back to a picture",
    level="change",
    fading="faded",
    objectives=("turn", "measure"),
    hints=(
        "Four steps, and their order matters: scale, round, hold to the range, cast.",
        "`np.rint` rounds, `np.clip` holds to a range. What does a cast do to 258, and to 191.9?",
        "Write one step in a line and print the smallest and the largest number after each.",
    ),
    answers=(FunctionAnswer("rebuild", _judge_rebuilt),),
    praise=(
        "Scaled, rounded, held to the range, then cast: in this order nothing is cut off "
        "and nothing wraps around."
    ),
    right=(
        (_made(lambda c: np.rint(np.clip(c, 0, 1) * 255).astype(np.uint8)),),
        (_made(lambda c: (255 * c).round().clip(0, 255).astype("uint8")),),
        (_made(lambda c: (_clipped(c) + 0.5).astype(np.uint8)),),
    ),
    wrong=(
        Wrong("the tutorial's", (_made(lambda c: _bytes(c * 255)),), "Two things go wrong"),
        Wrong("not clipped", (_made(lambda c: _bytes(np.rint(c * 255))),), "nearly black"),
        Wrong("not rounded", (_made(lambda c: _bytes(_clipped(c))),), "half a level"),
        Wrong("not scaled", (_made(lambda c: np.clip(c, 0, 1)),), "from 0 to 1, levels"),
        Wrong("not cast", (_made(lambda c: np.rint(_clipped(c))),), "their type is"),
        Wrong("fractions left", (_made(_clipped),), "there are fractions left"),
        Wrong("outside", (_made(lambda c: np.rint(c * 255)),), "no screen shows"),
        Wrong("no shape", (lambda c, labels, shape: _clipped(c)[labels],), "one color for each"),
        Wrong(
            "channels changed places",
            (_made(lambda c: np.rint(_clipped(c))[:, ::-1].astype(np.uint8)),),
            "more than rounding does",
        ),
    ),
)


@cache
def _pairs() -> tuple[tuple[Any, Any], ...]:
    """Return a picture with small errors, and one with large ones of both signs."""
    rng = np.random.default_rng(5)
    first = rng.integers(30, 220, (8, 12, 3), dtype=np.uint8)
    noise = rng.integers(-9, 10, first.shape)
    second = rng.integers(0, 256, (6, 5, 3), dtype=np.uint8)
    return (first, (first + noise).astype(np.uint8)), (second, rng.permutation(second))


def _mse(original: Any, copy: Any) -> float:
    return float(((original.astype(float) - copy) ** 2).mean())


def _psnr(original: Any, copy: Any) -> float:
    return 10 * math.log10(255**2 / _mse(original, copy))


def _with_numpy(original: Any, copy: Any) -> Any:
    mse = np.mean((original.astype(np.int64) - copy.astype(np.int64)) ** 2)
    return 10 * np.log10(255**2 / mse)


def _with_a_case(original: Any, copy: Any) -> Any:
    mse = _mse(original, copy)
    return np.inf if mse == 0 else 20 * math.log10(255 / math.sqrt(mse))


def _decibels(error: Callable[[Any, Any], Any]) -> Callable[..., Any]:
    return lambda a, b: 10 * np.log10(255**2 / error(a, b))


def _read_psnr(value: Any, pair: tuple[Any, ...]) -> float:
    return read_one_number(value, "What psnr returns", "PSNR is asked for.")


def _judge_equal_pictures(psnr: Function) -> None:
    original = _pairs()[0][0]
    try:
        with np.errstate(divide="ignore"):
            infinite = float(psnr(original.copy(), original.copy())) == math.inf
    except Stopped as stopped:
        if not isinstance(stopped.__cause__, ZeroDivisionError):
            raise
        infinite = False
    if not infinite:
        raise Mistake(
            "Two equal pictures: the mean squared error is 0, and the PSNR infinite. Return "
            "np.inf then."
        )


PSNR: Final = Exercise(
    key="compression-3",
    title="PSNR without wrapping around",
    level="build",
    fading="own",
    objectives=("measure",),
    hints=(
        "Both pictures are uint8. What is 100 - 103 in uint8? Make one of them larger first.",
        "Mean squared error: subtract, square, take the mean over all numbers. Then the "
        "formula above.",
        "What does your function do where the error is 0? Give that case a line of its own.",
    ),
    answers=(
        FunctionOnCases(
            "psnr",
            _pairs(),
            _with_a_case,
            read_by=_read_psnr,
            equal=lambda value, other: abs(value - other) < 1e-5,
            then=_judge_equal_pictures,
            slips=(
                Slip(
                    _decibels(lambda a, b: ((a - b) ** 2).mean()),
                    "Squares of 8 bits are 8 bits: 16 squared is 256, and that is 0. Errors "
                    "vanish, and the copy looks better than it is.",
                ),
                Slip(
                    _decibels(lambda a, b: ((a - b).astype(float) ** 2).mean()),
                    "Made larger too late: 100 - 103 had become 253 by then. Convert before you "
                    "subtract.",
                ),
                Slip(
                    _mse,
                    "That is the mean squared error. PSNR compares it with 255 squared, in "
                    "decibels.",
                ),
                Slip(
                    lambda a, b: -_psnr(a, b),
                    "The fraction is upside down: 255 squared stands above the error.",
                ),
                Slip(
                    _decibels(lambda a, b: 3 * _mse(a, b)),
                    "The mean goes over all numbers: pixels and channels, not the sum of three "
                    "channels.",
                ),
                Slip(
                    lambda a, b: 10 * np.log(255**2 / _mse(a, b)),
                    "This is the natural logarithm. Decibels are made with log10.",
                ),
                Slip(
                    lambda a, b: 2 * _psnr(a, b),
                    "20 log10 goes with the root of the error, 10 log10 with the squared one.",
                ),
                Slip(
                    lambda a, b: _psnr(a, b) / 10,
                    "Ten times the logarithm: decibels, not bels.",
                ),
                Slip(
                    lambda a, b: 10 * np.log10(255 / _mse(a, b)),
                    "255 is squared as well, as the error is.",
                ),
                Slip(
                    lambda a, b: 10 * np.log10(1 / _mse(a, b)),
                    "The peak is 255 here: pictures of 8 bits do not end at 1.",
                ),
                Slip(
                    lambda a, b: 10 * np.log10(256**2 / _mse(a, b)),
                    "The largest level is 255. There are 256 of them, since 0 is one.",
                ),
            ),
            fallback=lambda pair, given, wanted: (
                f"For two pictures with a mean squared error of {_mse(*pair):.1f} it gives "
                f"{given:.4g}, and not {wanted:.2f}. Go through it step by step."
            ),
        ),
    ),
    praise=(
        "Right for small and for large errors, of both signs, and infinite where nothing was "
        "lost: 8 bits are made larger before they are subtracted."
    ),
    right=((_with_numpy,), (_with_a_case,)),
    wrong=(
        Wrong("something else", (lambda a, b: 30.0,), "step by step"),
        Wrong("one for each pixel", (lambda a, b: (a - b) ** 2,), "numbers. One PSNR"),
        Wrong("equal pictures", (_psnr,), "the PSNR infinite"),
    ),
)

#: in dB: seeds, stopping rules and rounding differ by less, what goes wrong by more; a single
#: start of k-means can lose a little more than the 0.5 that the text allows
_LESS: Final = 0.65
_K: Final = 12


@cache
def _picture(seed: int) -> Any:
    """Return a picture whose calm half has few colors, its lively part many: weights matter."""
    rng = np.random.default_rng(seed)
    height, width = 48, 64
    down = np.linspace(0, 1, height)[:, np.newaxis]
    sky = np.stack([200 - 60 * down, 210 - 40 * down, 240 + 0 * down], axis=-1)
    image = np.repeat(sky, width, axis=1)
    image[36:] = rng.integers(0, 256, (12, width, 3))  # no two of these are alike
    return np.rint(image).astype(np.uint8)


def _table(pixels: Any) -> tuple[Any, Any]:
    return np.unique(pixels.reshape(-1, 3), axis=0, return_counts=True)


def _error(pixels: Any, palette: Any) -> float:
    """Return the mean squared error when each color takes the nearest of the palette."""
    colors, counts = _table(pixels)
    far = ((colors[:, np.newaxis].astype(float) - palette) ** 2).sum(axis=2).min(axis=1)
    return float((far * counts).sum() / (3 * counts.sum()))


def _fit(points: Any, weights: Any = None, k: int = _K, seed: int = 0) -> Any:
    with threads_for(0):
        model = KMeans(k, n_init=4, random_state=seed)
        return model.fit(points.astype(float), sample_weight=weights).cluster_centers_


@cache
def _best(seed: int) -> float:
    """Return the error of k-means over all pixels."""
    pixels = _picture(seed)
    return _error(pixels, _fit(pixels.reshape(-1, 3)))


def _judge_palette(palette: Function) -> None:
    for seed in (0, 1):
        pixels = _picture(seed)
        given = read_numbers(palette(pixels.copy(), _K), "What palette returns")
        _judge_form(given, pixels)
        lost = 10 * np.log10(_error(pixels, given) / _best(seed))
        if lost > _LESS:
            raise Mistake(_why_not(given, pixels, lost))


def _judge_form(given: Any, pixels: Any) -> None:
    if given.shape != (_K, 3):
        what = "the whole picture" if given.size == pixels.size else f"shape {given.shape}"
        raise Mistake(
            f"Asked for is a palette of shape ({_K}, 3): k colors of red, green and blue. This is "
            f"{what}."
        )
    if not np.isfinite(given).all() or given.min() < -0.5 or given.max() > 255.5:
        raise Mistake("Colors go from 0 to 255, as in the picture.")
    if given.max() <= 1.0:
        raise Mistake("These colors go from 0 to 1, those of the picture from 0 to 255.")


def _why_not(given: Any, pixels: Any, lost: float) -> str:
    colors, counts = _table(pixels)
    told = f"The copy is worse by {lost:.1f} dB than with k-means over all pixels. "
    known = {tuple(color) for color in colors.tolist()}
    if all(tuple(color) in known for color in given.tolist()):
        top = colors[np.argsort(-counts, kind="stable")[:_K]]
        nearly = counts[[_row_of(colors, color) for color in given]].min() >= counts.max() // 2
        if np.array_equal(np.unique(given, axis=0), np.unique(top, axis=0)) or nearly:
            return told + "The most frequent colors are all of the sky; the rest gets none."
        return told + "All are colors of the picture itself. A center is the mean of many."
    unweighted = _error(pixels, _fit(colors))
    if abs(10 * np.log10(_error(pixels, given) / unweighted)) < _LESS:
        return told + (
            "If you fitted distinct colors, each had the same say, however many pixels have it: "
            "sample_weight=counts is missing. If all pixels, take more starts (n_init)."
        )
    return told + "Fit the distinct colors, each weighted by the number of its pixels."


def _row_of(colors: Any, color: Any) -> int:
    """Return the row of a color in the table of distinct ones."""
    return int(np.flatnonzero((colors == color).all(axis=1))[0])


def _weighted(seed: int) -> Callable[..., Any]:
    def palette(pixels: Any, k: int) -> Any:
        colors, counts = _table(pixels)
        order = np.random.default_rng(seed).permutation(len(colors))
        centers = _fit(colors[order], counts[order], k, seed)
        return np.rint(centers).astype(np.uint8) if seed % 2 else centers

    return palette


def _frequent(pixels: Any, k: int) -> Any:
    colors, counts = _table(pixels)
    return colors[np.argsort(-counts, kind="stable")[:k]]


def _grid(pixels: Any, k: int) -> Any:
    level = np.linspace(20, 235, k)
    return np.column_stack([level, level, level])


PALETTE: Final = Exercise(
    key="compression-4",
    title="A palette of your own",
    level="build",
    fading="own",
    objectives=("turn", "predict"),
    hints=(
        "np.unique(..., axis=0, return_counts=True) gives each color once, and how many "
        "pixels have it.",
        "All pixels will do, and distinct colors are quicker. But then a color of a thousand "
        "pixels counts a thousand times.",
        "`fit` of KMeans has an argument for that. Its centers are what you return.",
    ),
    answers=(FunctionAnswer("palette", _judge_palette),),
    praise=(
        f"As good as k-means over all {48 * 64:,} pixels. There are {len(_table(_picture(0))[0])} "
        "distinct colors in them: with weights these are enough, and on a photograph that saves "
        "seconds."
    ),
    right=lambda seed: (_weighted(seed),),
    wrong=(
        Wrong("no weights", (lambda p, k: _fit(_table(p)[0], None, k),), "sample_weight=counts is"),
        Wrong("the most frequent", (_frequent,), "all of the sky"),
        Wrong("the first colors", (lambda p, k: _table(p)[0][:k],), "mean of many"),
        Wrong("shades of gray", (_grid,), "weighted by the number"),
        Wrong("from 0 to 1", (lambda p, k: _fit(p.reshape(-1, 3) / 255, None, k),), "from 0 to 1,"),
        Wrong("too far", (lambda p, k: 2 * _fit(p.reshape(-1, 3), None, k),), "as in the picture."),
        Wrong("the picture", (lambda p, k: p,), "This is the whole picture"),
        Wrong("labels", (lambda p, k: np.zeros(p.size // 3),), "This is shape"),
    ),
)


def _job(name: str, right: tuple[str, ...], slips: dict[str, str]) -> Choice:
    other = f"{name} is one of three words: jpeg, palette, png."
    return Choice(name, right, other, {way: f"{name}: {says}" for way, says in slips.items()})


_REASON: Final = (
    "In 40 kB the flower has 36 dB as JPEG, and 31 dB as a palette of 24 colors. The map has ten "
    "flat colors, so the palette is exact in 6 kB, where a JPEG blurs the lines. The sign needs a "
    "list of 16 colors."
)
_PLAIN: Final = (
    "In 40 kB the flower has 36 dB as JPEG. The map must have clean lines: a PNG of 24 bits is "
    "exact, stays below 10 kB, and would be exact with more colors too. The sign needs a list of "
    "16 colors."
)

DECIDE: Final = Exercise(
    key="compression-5",
    title="Three jobs to defend",
    level="respond",
    fading="own",
    objectives=("choose",),
    hints=(
        "For each job ask what is scarce: bytes, sharp edges, or colors at once.",
        "The cell above measures the flower and the map. The sign has a limit that is no number of "
        "bytes.",
        "One of the three is a photograph with few bytes allowed. One needs a list of colors. For "
        "the map two kinds of file are exact: either can be defended.",
    ),
    answers=(
        _job(
            "flower_as",
            ("jpeg",),
            {
                "palette": "In 40 kB there is room for 24 colors or so, and their PSNR is 5 dB "
                "below that of a JPEG of no more bytes: soft petals turn into steps.",
                "png": "24 bits lose nothing, but the file has some 350 kB. 40 were allowed.",
            },
        ),
        _job(
            "tram_map_as",
            ("palette", "png"),
            {
                "jpeg": "At every quality the JPEG is larger than the palette's file, and it "
                "leaves ringing around each line. The palette loses nothing.",
            },
        ),
        _job(
            "sign_as",
            ("palette",),
            {
                "jpeg": "Opened, a JPEG has tens of thousands of colors. Which 16 the sign shows "
                "then, somebody else decides.",
                "png": "The file would hold all colors. The sign shows 16: choosing them is the "
                "job.",
            },
        ),
        Reason(
            _REASON,
            values={
                "PSNR of the flower, in dB": (36, 31, 34),
                "limit, in kB": (40,),
                "size of the map, in kB": (6, 10),
                "colors": (10, 16, 24, 64),
            },
            models={"palette for the map": _REASON, "PNG for the map": _PLAIN},
            names=("what the picture is for", "what is lost by the other file"),
        ),
    ),
    praise=lambda flower, tram_map, sign, because: (
        "That can be defended. K-means is the right tool where a palette is what is needed, or "
        "where the picture has few colors anyway. In soft photographs neighbors are alike: JPEG "
        "uses that, and to k-means pixels have no place."
        + (
            " PNG is exact for the map too. It takes more bytes than ten colors need, and no "
            "palette has to be made."
            if tram_map == "png"
            else ""
        )
    ),
    right=(
        ("jpeg", "palette", "palette", _REASON),
        ("JPEG", "png", " Palette ", _PLAIN),
    ),
)

EXERCISES: Final = (BITS, REBUILD, PSNR, PALETTE, DECIDE)
