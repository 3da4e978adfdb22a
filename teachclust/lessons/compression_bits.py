"""Exercise compression-1: bits and bytes of 25 colors, where a tutorial counts four bits."""

from __future__ import annotations

from typing import Any, Final

from teachclust.lessons.exercise import Exercise, Mistake, Wrong
from teachclust.lessons.reading import number

# 1,365 x 2,048 pixels in 25 colors
_PIXELS: Final = 1365 * 2048
_BITS: Final = 5
_PALETTE: Final = 3 * 25
_BYTES: Final = _PIXELS * _BITS // 8 + _PALETTE
_RATIO: Final = 3 * _PIXELS / _BYTES

_BITS_SLIPS: Final[dict[float, str]] = {
    4.0: "4 bits tell 2 x 2 x 2 x 2 = 16 colors apart. There are 25.",
    8.0: "8 bits would tell 256 colors apart. Fewer are enough for 25.",
    24.0: "24 bits are what a pixel of the original takes: three times 8.",
    25.0: "25 is the number of colors. How many yes-or-no answers single one of them out?",
}
_BYTES_SLIPS: Final[dict[float, str]] = {
    _PIXELS * _BITS: "These are bits. A byte has 8 of them.",
    _PIXELS * _BITS + _PALETTE: "These are bits for the pixels, and bytes for the palette.",
    _PIXELS * _BITS / 8: "The palette itself is missing: without it nobody knows which color "
    "number 7 is.",
    _PIXELS * _BITS / 8 + 25: "A color of the palette takes three bytes, not one.",
    _PIXELS * 4 / 8: "That is with 4 bits a pixel, and without a palette.",
    _PIXELS * 4 / 8 + _PALETTE: "That is with 4 bits a pixel.",
    _PIXELS + _PALETTE: "That is a whole byte for each pixel.",
}


def _verify(bits: Any, n_bytes: Any, ratio: Any) -> str:
    each, size = number(bits, "bits"), number(n_bytes, "n_bytes")
    times = number(ratio, "ratio")
    if each in _BITS_SLIPS:
        raise Mistake(_BITS_SLIPS[each])
    if abs(each - 4.64) < 0.01:
        raise Mistake("log2(25) is right so far. A pixel takes whole bits: round it up.")
    if each != _BITS:
        raise Mistake(f"With {each:g} bits, 2 to the power of {each:g} colors can be told apart.")
    if abs(size - _BYTES) > 1:
        for slip, said in _BYTES_SLIPS.items():
            if abs(size - slip) <= 1:
                raise Mistake(said)
        raise Mistake("The bits are right, the bytes not: pixels times bits, by 8, and palette.")
    if abs(times - 1 / _RATIO) < 0.01:
        raise Mistake("Turn it over: how many times as large is the original?")
    if abs(times - 6) < 0.05:
        raise Mistake("6 is the tutorial's number: 24 by 4. You have found 5 bits.")
    if abs(times - _RATIO) > 0.05:
        raise Mistake("Bits and bytes are right. The original takes three bytes a pixel.")
    return (
        f"Five bits, not four, and {_RATIO:.1f} times smaller, not 6. Eight colors fewer "
        "would change nothing; with nine fewer 4 bits would do."
    )


def _right(seed: int) -> tuple[Any, ...]:
    ways = ((5, 1_747_275, 4.8), (5.0, _BYTES, _RATIO), ("5", "1747275", 4.7998))
    return ways[seed % len(ways)]


def _wrong(name: str, answers: tuple[Any, ...], says: str) -> Wrong:
    return Wrong(name, lambda: answers, says)


BITS: Final = Exercise(
    key="compression-1",
    title="Bits and bytes of a palette",
    level="respond",
    fading="worked",
    objectives=("count",),
    hints=(
        "Double until it is enough: 1 bit tells 2 colors apart, 2 bits tell 4, 3 bits tell 8 ...",
        "Pixels times bits, divided by 8, are the bytes of the indices. The palette comes on top: "
        "three bytes for each of its colors.",
        "16 colors are too few and 32 are enough, so the bits are 5. Bytes: 1365 * 2048 * 5 / 8 + "
        "75. The original takes 1365 * 2048 * 3.",
    ),
    verify=_verify,
    solution=_right,
    wrong=(
        _wrong("the tutorial's", (4, 1_397_835, 6), "16 colors apart"),
        _wrong("a byte each", (8, 2_795_595, 3), "256 colors apart"),
        _wrong("the original's", (24, _BYTES, 4.8), "pixel of the original"),
        _wrong("colors for bits", (25, _BYTES, 4.8), "number of colors"),
        _wrong("not rounded up", (4.64, _BYTES, 4.8), "round it up"),
        _wrong("another number", (6, _BYTES, 4.8), "to the power of"),
        _wrong("bits for bytes", (5, _PIXELS * 5, 4.8), "has 8 of them"),
        _wrong("a mixture", (5, _PIXELS * 5 + 75, 4.8), "bytes for the palette"),
        _wrong("no palette", (5, 1_747_200, 4.8), "palette itself is missing"),
        _wrong("a byte for a color", (5, 1_747_225, 4.8), "three bytes, not one"),
        _wrong("bytes of 4 bits", (5, 1_397_760, 6), "without a palette"),
        _wrong("bytes of 4 bits, palette", (5, 1_397_835, 6), "with 4 bits a pixel."),
        _wrong("bytes of 8 bits", (5, 2_795_595, 3), "whole byte"),
        _wrong("other bytes", (5, 1_000_000, 4.8), "the bytes not"),
        _wrong("turned over", (5, _BYTES, 0.208), "Turn it over"),
        _wrong("their ratio", (5, _BYTES, 6), "24 by 4"),
        _wrong("another ratio", (5, _BYTES, 1.6), "three bytes a pixel"),
    ),
    count=3,
)
