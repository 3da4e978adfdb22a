"""Exercise compression-2: from centers back to a picture, rounded and without wrapping around."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import numpy as np

from teachclust.lessons.exercise import Exercise, Mistake, Wrong
from teachclust.lessons.reading import function, numbers, result

# no center lies halfway between two levels; two lie a little outside, as means in Lab may
_CENTERS: Final = np.array(
    [[0.1, 0.4981, 0.7494], [1.012, 0.9995, 0.2502], [-0.011, 0.0035, 0.6], [0.303, 0.202, 0.0]]
)
_LABELS: Final = np.array([0, 1, 2, 3, 3, 2, 1, 0, 0, 0, 1, 3])
_SHAPE: Final = (3, 4, 3)


def _wanted() -> Any:
    return np.rint(np.clip(_CENTERS, 0, 1) * 255)[_LABELS].reshape(_SHAPE)


def _verify(rebuild: Any) -> str:
    make = function(rebuild, "rebuild")
    given = result(make(_CENTERS.copy(), _LABELS.copy(), _SHAPE))
    picture = numbers(given, "What rebuild returns")
    if picture.shape != _SHAPE:
        raise Mistake(
            f"It has shape {picture.shape} where {_SHAPE} is asked for: one color for each pixel, "
            "row by row."
        )
    wanted = _wanted()
    if np.allclose(picture, wanted):
        if np.asarray(given).dtype != np.uint8:
            raise Mistake(
                f"The values are right, their type is {np.asarray(given).dtype}: a picture of "
                "levels from 0 to 255 is uint8."
            )
        return (
            "Scaled, rounded, held to the range, then cast: in this order nothing is cut off "
            "and nothing wraps around."
        )
    raise Mistake(_why_not(picture, wanted))


def _why_not(picture: Any, wanted: Any) -> str:
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


_RIGHT: Final = (
    _made(lambda c: np.rint(np.clip(c, 0, 1) * 255).astype(np.uint8)),
    _made(lambda c: (255 * c).round().clip(0, 255).astype("uint8")),
    _made(lambda c: (_clipped(c) + 0.5).astype(np.uint8)),
)


def _wrong(name: str, rebuild: Any, says: str) -> Wrong:
    return Wrong(name, lambda: (rebuild,), says)


REBUILD: Final = Exercise(
    key="compression-2",
    title="From centers back to a picture",
    level="change",
    fading="faded",
    objectives=("turn", "measure"),
    hints=(
        "Four steps, and their order matters: scale to 255, round, hold to 0 and 255, cast.",
        "np.rint rounds, np.clip(values, 0, 255) holds to a range. Both come before astype, since "
        "afterwards the harm is done.",
        "colors = np.rint(np.clip(centers, 0, 1) * 255).astype(np.uint8)",
    ),
    verify=_verify,
    solution=lambda seed: (_RIGHT[seed % len(_RIGHT)],),
    wrong=(
        _wrong("the tutorial's", _made(lambda c: _bytes(c * 255)), "Two things go wrong"),
        _wrong("not clipped", _made(lambda c: _bytes(np.rint(c * 255))), "nearly black"),
        _wrong("not rounded", _made(lambda c: _bytes(_clipped(c))), "half a level"),
        _wrong("not scaled", _made(lambda c: np.clip(c, 0, 1)), "from 0 to 1, levels"),
        _wrong("not cast", _made(lambda c: np.rint(_clipped(c))), "their type is"),
        _wrong("fractions left", _made(_clipped), "there are fractions left"),
        _wrong("outside", _made(lambda c: np.rint(c * 255)), "no screen shows"),
        _wrong("no shape", lambda c, labels, shape: _clipped(c)[labels], "one color for each"),
        _wrong(
            "channels changed places",
            _made(lambda c: np.rint(_clipped(c))[:, ::-1].astype(np.uint8)),
            "more than rounding does",
        ),
        Wrong("the result", lambda: (np.zeros(_SHAPE, dtype=np.uint8),), "function itself"),
    ),
)
