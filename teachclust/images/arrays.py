"""Pictures given as arrays: their red, green and blue, or an error that says how to get them."""

from __future__ import annotations

import math
from typing import Any, Final

import numpy as np

from teachclust.errors import LearnerError
from teachclust.images.picture import Bytes, Floats

MOST_PIXELS: Final = 16_000_000
_OTHER: Final = 'image = load_photo("china").image'
_MOST_16_BITS: Final = 65_535
# Numbers that lie so little outside their range are rounding or sharpening, not another range.
_LITTLE: Final = 0.1


def array_pixels(image: Any) -> Bytes | Floats:
    """Return red, green and blue of a picture that is an array.

    Whole numbers are from 0 to 255, floats from 0 to 1, truth values are black and white. A fourth
    channel is opacity: such a picture is put on white. The pixels are uint8, of floats float64.
    Where possible, an error has a line that turns the array into a picture.
    """
    values, line = _numbers(image)
    _check_shape(values, line)
    _check_size(values, line)
    _check_range(values, line)
    if values.dtype.kind == "b":
        values = values.astype(np.uint8) * np.uint8(255)
    if values.ndim == 2:
        values = np.repeat(values[:, :, np.newaxis], 3, axis=2)
    if values.shape[2] == 3:
        if values.dtype.kind == "f":
            return np.ascontiguousarray(values, dtype=np.float64)
        return np.ascontiguousarray(values, dtype=np.uint8)
    unit = values.astype(np.float64) / (1.0 if values.dtype.kind == "f" else 255.0)
    on_white: Floats = unit[:, :, :3] * unit[:, :, 3:] + (1 - unit[:, :, 3:])
    np.clip(on_white, 0, 1, out=on_white)  # rounding may leave a sum a hair above 1
    return on_white if values.dtype.kind == "f" else np.rint(on_white * 255).astype(np.uint8)


def _numbers(image: Any) -> tuple[Any, str]:
    """Return the array, and the expression for it in the error's line of Python."""
    if isinstance(image, np.ma.MaskedArray) and np.ma.is_masked(image):
        raise LearnerError(
            "Some numbers of this picture are masked",
            where=f"{int(np.ma.getmaskarray(image).sum()):,} of {image.size:,}",
            why="A pixel without a color has no distance to one.",
            fix=_to_range(image.filled(0), "image.filled(0)") or "image = image.filled(0)",
        )
    line = "image" if isinstance(image, np.ndarray) else "np.asarray(image)"
    try:
        values = np.asarray(image)
        if values.dtype.kind == "O":  # Python's own numbers, one by one
            values, line = np.asarray(image, dtype=np.float64), "np.asarray(image, dtype=float)"
    except Exception as reason:  # rows of different lengths; a tensor of another device
        raise LearnerError(
            "A picture is an array of numbers of shape (height, width, 3).",
            where=f"it was given a {type(image).__name__} of which no array of numbers can be made",
            why="Each pixel has red, green and blue.",
            fix=_OTHER,
        ) from reason
    return values, line


def _check_shape(values: Any, line: str) -> None:
    """Refuse what has no height, width and three or four channels of numbers."""
    number = values.dtype.kind in "uifb"
    grey = values.ndim == 2
    if number and values.size and (grey or (values.ndim == 3 and values.shape[2] in (3, 4))):
        return
    fix = _OTHER
    if number and values.size:
        found, expression = _to_shape(values, line)
        if found is not None:
            fix = _to_range(found, expression) or f"image = {expression}"
    raise LearnerError(
        "A picture is an array of numbers of shape (height, width, 3).",
        where=f"shape {values.shape}, dtype {values.dtype}",
        why="Each pixel has red, green and blue; a picture in shades of gray has shape "
        "(height, width).",
        fix=fix,
    )


def _to_shape(values: Any, line: str) -> tuple[Any, str]:
    """Return a picture within an array of another shape, and the expression that takes it."""
    while values.ndim > 3:  # a batch of pictures: the first
        values, line = values[0], f"{line}[0]"
    if values.ndim < 3:
        return (values, line) if values.ndim == 2 else (None, line)
    if values.shape[2] in (3, 4):
        return values, line
    if values.shape[2] < 3:  # shades of gray, perhaps with opacity
        return values[:, :, 0], f"{line}[:, :, 0]"
    if values.shape[0] in (3, 4):  # channels first, as PyTorch has them
        return np.moveaxis(values, 0, -1), f"np.moveaxis({line}, 0, -1)"
    if values.shape[0] == 1:
        return values[0], f"{line}[0]"
    return values[:, :, :3], f"{line}[:, :, :3]"


def _check_size(values: Any, line: str) -> None:
    """Refuse more pixels than `read_image` takes from a file."""
    height, width = values.shape[:2]
    if height * width <= MOST_PIXELS:
        return
    step = math.ceil(math.sqrt(height * width / MOST_PIXELS))
    while math.ceil(height / step) * math.ceil(width / step) > MOST_PIXELS:
        step += 1  # a picture of one row is made smaller in one direction only
    expression = f"{line}[::{step}, ::{step}]"
    raise LearnerError(
        f"The picture has more than {MOST_PIXELS // 1_000_000} million pixels",
        where=f"{width:,} x {height:,} pixels, {width * height / 1e6:.1f} million",
        why="Its colors alone would fill the memory of a small machine; "
        "a smaller copy has the same ones.",
        fix=_to_range(values[::step, ::step], expression) or f"image = {expression}",
    )


def _check_range(values: Any, line: str) -> None:
    """Refuse missing numbers and those outside the range of their kind."""
    fix = _to_range(values, line)
    if not fix:
        return
    most = 1 if values.dtype.kind == "f" else 255
    wrong = ~np.isfinite(values)
    if wrong.any():
        raise LearnerError(
            "Some numbers of this picture are missing or infinite.",
            where=f"{int(wrong.sum()):,} of {values.size:,}, dtype {values.dtype}",
            why="They have no color, and no distance to one. This line takes missing ones for 0.",
            fix=fix,
        )
    raise LearnerError(
        f"The numbers of this picture are not all from 0 to {most}.",
        where=f"{values.min()} to {values.max()}, dtype {values.dtype}",
        why="Floats go from 0 to 1, whole numbers from 0 to 255.",
        fix=fix,
    )


def _to_range(values: Any, line: str) -> str:
    """Return the line that brings a picture's numbers to the range from 0 to 1, "" if none must."""
    if values.dtype.kind == "b":
        return ""
    finite = np.isfinite(values)
    known = values[finite]
    low, high = (float(known.min()), float(known.max())) if known.size else (0.0, 1.0)
    most = 1 if values.dtype.kind == "f" else 255
    if finite.all() and low >= 0 and high <= most:
        return ""
    low, high = _range_of(low, high, values.dtype)
    if values.dtype.itemsize > 8:  # more digits than np.interp takes
        line = f"{line}.astype(float)"
    scaled = f"np.interp({line}, ({low:g}, {high:g}), (0, 1))"
    return f"image = {scaled if finite.all() else f'np.nan_to_num({scaled})'}"


def _range_of(low: float, high: float, dtype: Any) -> tuple[float, float]:
    """Return the smallest usual range that holds the numbers, else their minimum and maximum."""
    if dtype == np.uint16:
        return 0.0, float(_MOST_16_BITS)
    for first, last in ((0.0, 1.0), (-1.0, 1.0), (0.0, 255.0)):
        room = _LITTLE * (last - first)
        inside = first - room <= low and high <= last + room
        # numbers far below 0 are meant so, and those up to 2 are not meant to go to 255
        if inside and (first < 0 or low >= -_LITTLE * high) and (last < 2 or high >= last / 16):
            return first, last
    return (low, high) if low < high else (low, low + 1)
