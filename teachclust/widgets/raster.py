"""A small raster picture made with numpy: marks, bars and lines, written as PNG.

matplotlib would do it too, but it costs 0.6 s on first use and a picture is made for every widget.
"""

from __future__ import annotations

import struct
import zlib
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from teachclust.palette import Shape

Pixels = npt.NDArray[np.float32]
Box = tuple[float, float, float, float]

_OVER = 2  # drawn twice as large, then averaged: smooth edges


class Canvas:
    """A white picture; places and sizes are in pixels of the picture, y pointing down.

    Parameters
    ----------
    width, height : int
        Its size.
    """

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self._pixels: Pixels = np.ones((height * _OVER, width * _OVER, 3), dtype=np.float32)

    def stamp(self, at: Any, shape: Shape, radius: float, color: str) -> None:
        """Write one mark at each place of shape (n, 2), with no blending: averaging smooths it."""
        radius *= _OVER
        reach = int(np.ceil(radius * 1.2))
        grid = np.arange(-reach, reach + 1)
        dx, dy = (a.ravel() for a in np.meshgrid(grid, grid))
        inside = _inside(shape, dx / radius, dy / radius)
        dx, dy = dx[inside], dy[inside]
        height, width = self._pixels.shape[:2]
        for start in range(0, len(at), 4096):
            xy = np.rint(at[start : start + 4096] * _OVER).astype(int)
            x = (xy[:, :1] + dx).ravel()
            y = (xy[:, 1:] + dy).ravel()
            seen = (x >= 0) & (x < width) & (y >= 0) & (y < height)
            self._pixels[y[seen], x[seen]] = _rgb(color)

    def fill(self, box: Box, color: str) -> None:
        """Fill the box (left, top, right, bottom)."""
        left, top, right, bottom = (max(0, round(edge * _OVER)) for edge in box)
        self._pixels[top:bottom, left:right] = _rgb(color)

    def line(self, points: Any, width: float, color: str) -> None:
        """Join places of shape (n, 2) by straight lines; a gap where one is NaN."""
        for a, b in pairwise(points):
            if np.isfinite([*a, *b]).all():
                steps = int(np.abs(b - a).max() * _OVER) + 1
                along = np.linspace(0.0, 1.0, steps + 1)[:, np.newaxis]
                self.stamp(a + along * (b - a), "circle", width / 2, color)

    def png(self) -> bytes:
        """Return the picture as PNG."""
        parts = self._pixels.reshape(self.height, _OVER, self.width, _OVER, 3)
        return png_of(np.rint(parts.mean(axis=(1, 3)) * 255).astype(np.uint8))


def _rgb(color: str) -> Any:
    return np.array([int(color[i : i + 2], 16) for i in (1, 3, 5)], dtype=np.float32) / 255


def _inside(shape: Shape, x: Any, y: Any) -> Any:
    """Tell which places of the unit square belong to a shape; y points down."""
    if shape == "square":
        return np.maximum(abs(x), abs(y)) <= 0.85
    if shape == "triangle":
        return (y <= 0.75) & (abs(x) * 1.75 <= y + 1.05)
    if shape == "diamond":
        return abs(x) + abs(y) <= 1.15
    if shape == "cross":
        return (np.minimum(abs(x), abs(y)) <= 0.38) & (np.maximum(abs(x), abs(y)) <= 1.0)
    angle, far = np.arctan2(x, -y), np.hypot(x, y)
    if shape in ("star", "pentagon"):
        turn = abs((angle + np.pi / 5) % (2 * np.pi / 5) - np.pi / 5)
        edge = 0.5 / np.cos(np.pi / 5 - turn) if shape == "star" else 0.0
        if shape == "pentagon":
            return far * np.cos(np.pi / 5 - turn) <= 0.85
        return far <= np.maximum(edge, 1.15 - 1.05 * turn)
    return far <= 1.0


def png_of(pixels: npt.NDArray[np.uint8]) -> bytes:
    """Return pixels of shape (height, width, 3) as PNG."""
    height, width, _ = pixels.shape
    rows = np.zeros((height, 1 + width * 3), dtype=np.uint8)
    rows[:, 1:] = pixels.reshape(height, -1)
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows.tobytes(), 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in chunks
    )
