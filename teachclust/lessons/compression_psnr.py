"""Exercise compression-3: PSNR of two pictures of 8 bits, without wrapping around."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import cache
from typing import Any, Final

import numpy as np

from teachclust.lessons.exercise import Exercise, Mistake, Wrong
from teachclust.lessons.reading import function, number, result

_NEAR: Final = 1e-6


@cache
def _pairs() -> tuple[tuple[Any, Any], ...]:
    """Return a picture with small errors, and one with large ones of both signs."""
    rng = np.random.default_rng(5)
    first = rng.integers(30, 220, (8, 12, 3), dtype=np.uint8)
    noise = rng.integers(-9, 10, first.shape)
    second = rng.integers(0, 256, (6, 5, 3), dtype=np.uint8)
    return (first, (first + noise).astype(np.uint8)), (second, rng.permutation(second))


def _verify(psnr: Any) -> str:
    measure = function(psnr, "psnr")
    for original, copy in _pairs():
        value = result(measure(original.copy(), copy.copy()))
        if np.ndim(value):
            raise Mistake(f"It returned {np.size(value)} numbers. One PSNR is asked for.")
        given = number(value, "What psnr returns")
        if abs(given - _psnr(original, copy)) > _NEAR:
            raise Mistake(_why_not(given, original, copy))
    original = _pairs()[0][0]
    if not _equal_is_infinite(measure, original):
        raise Mistake(
            "Two equal pictures: the mean squared error is 0, and the PSNR infinite. Return "
            "np.inf then."
        )
    return (
        "Right for small and for large errors, of both signs, and infinite where nothing was "
        "lost: 8 bits are made larger before they are subtracted."
    )


def _equal_is_infinite(measure: Callable[..., Any], original: Any) -> bool:
    try:
        with np.errstate(divide="ignore"):
            return bool(float(measure(original.copy(), original.copy())) == math.inf)
    except ZeroDivisionError:
        return False


def _mse(original: Any, copy: Any) -> float:
    return float(((original.astype(float) - copy) ** 2).mean())


def _psnr(original: Any, copy: Any) -> float:
    return 10 * math.log10(255**2 / _mse(original, copy))


def _why_not(given: float, original: Any, copy: Any) -> str:
    mse, right = _mse(original, copy), _psnr(original, copy)
    small = (original - copy) ** 2
    off = original - copy
    slips = (
        (10 * math.log10(255**2 / small.mean()), "Squares of 8 bits are 8 bits: 16 squared is 256, "
         "and that is 0. Errors vanish, and the copy looks better than it is."),
        (10 * math.log10(255**2 / (off.astype(float) ** 2).mean()), "Made larger too late: 100 - "
         "103 had become 253 by then. Convert before you subtract."),
        (mse, "That is the mean squared error. PSNR compares it with 255 squared, in decibels."),
        (-right, "The fraction is upside down: 255 squared stands above the error."),
        (right - 10 * math.log10(3), "The mean goes over all numbers: pixels and channels, not "
         "the sum of three channels."),
        (10 * math.log(255**2 / mse), "This is the natural logarithm. Decibels are made with "
         "log10."),
        (2 * right, "20 log10 goes with the root of the error, 10 log10 with the squared one."),
        (right / 10, "Ten times the logarithm: decibels, not bels."),
        (10 * math.log10(255 / mse), "255 is squared as well, as the error is."),
        (10 * math.log10(1 / mse), "The peak is 255 here: pictures of 8 bits do not end at 1."),
        (10 * math.log10(256**2 / mse), "The largest level is 255. There are 256 of them, since 0 "
         "is one."),
    )  # fmt: skip
    for value, said in slips:
        if abs(given - value) < 1e-4:
            return said
    return (
        f"For two pictures with a mean squared error of {mse:.1f} it gives {given:.4g}, and not "
        f"{right:.2f}. Go through it step by step."
    )


def _with_numpy(original: Any, copy: Any) -> Any:
    mse = np.mean((original.astype(np.int64) - copy.astype(np.int64)) ** 2)
    return 10 * np.log10(255**2 / mse)


def _with_a_case(original: Any, copy: Any) -> Any:
    mse = _mse(original, copy)
    return np.inf if mse == 0 else 20 * math.log10(255 / math.sqrt(mse))


def _wrong(name: str, psnr: Any, says: str) -> Wrong:
    return Wrong(name, lambda: (psnr,), says)


def _decibels(error: Callable[[Any, Any], Any]) -> Callable[..., Any]:
    return lambda a, b: 10 * np.log10(255**2 / error(a, b))


PSNR: Final = Exercise(
    key="compression-3",
    title="PSNR without wrapping around",
    level="build",
    fading="own",
    objectives=("measure",),
    hints=(
        "Both pictures are uint8. Convert one of them before you subtract: original.astype(float).",
        "The mean of the squared differences over all numbers is the error; 255 squared by it, the "
        "logarithm to base 10, times 10.",
        "mse = ((original.astype(float) - copy) ** 2).mean(); return 10 * np.log10(255 ** 2 / mse) "
        "where mse is more than 0, else np.inf",
    ),
    verify=_verify,
    solution=lambda seed: ((_with_numpy, _with_a_case)[seed % 2],),
    wrong=(
        _wrong("in 8 bits", _decibels(lambda a, b: ((a - b) ** 2).mean()), "Errors vanish"),
        _wrong(
            "converted too late",
            _decibels(lambda a, b: ((a - b).astype(float) ** 2).mean()),
            "too late",
        ),
        _wrong("the error", _mse, "with 255 squared, in"),
        _wrong("upside down", lambda a, b: -_psnr(a, b), "upside down"),
        _wrong("a sum of channels", _decibels(lambda a, b: 3 * _mse(a, b)), "sum of three"),
        _wrong("natural", lambda a, b: 10 * np.log(255**2 / _mse(a, b)), "natural logarithm"),
        _wrong("twice", lambda a, b: 2 * _psnr(a, b), "goes with the root"),
        _wrong("bels", lambda a, b: _psnr(a, b) / 10, "not bels"),
        _wrong("peak not squared", lambda a, b: 10 * np.log10(255 / _mse(a, b)), "squared as well"),
        _wrong("peak 1", lambda a, b: 10 * np.log10(1 / _mse(a, b)), "do not end at 1"),
        _wrong("peak 256", lambda a, b: 10 * np.log10(256**2 / _mse(a, b)), "since 0 is one"),
        _wrong("something else", lambda a, b: 30.0, "step by step"),
        _wrong("one for each pixel", lambda a, b: (a - b) ** 2, "numbers. One PSNR"),
        _wrong("equal pictures", _psnr, "the PSNR infinite"),
        Wrong("a number", lambda: (32.4,), "function itself"),
    ),
)
