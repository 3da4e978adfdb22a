"""Small pictures of widgets, drawn by Pillow: they show where no kernel runs.

matplotlib would do it too, but it costs 0.6 s on first use, and every widget has a picture.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from functools import cache
from math import cos, pi, sin
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw

from teachclust.palette import NOISE, Shape, cluster_look

Box = tuple[float, float, float, float]
Pixels = npt.NDArray[np.uint8]

WIDTH: Final = 480
HEIGHT: Final = 360
TEXT_COLOR, ACCENT, GRID = "#1f2328", "#0969da", "#dfe3e8"
#: drawn so many times as large, then averaged: smooth edges
_SCALE: Final = 2
_MARGIN: Final = 20
_OUTLINE: Final = "#20242a"
#: colors of an indexed PNG, which takes a third of the bytes
_MOST_COLORS: Final = 256


def _star(angles: int, *radii: float) -> list[tuple[float, float]]:
    """Return corners around the origin, the first one up; y points down."""
    turns = ((2 * pi * i / angles, radii[i % len(radii)]) for i in range(angles))
    return [(radius * sin(turn), -radius * cos(turn)) for turn, radius in turns]


#: corners of each marker but the circle, for a marker of radius 1
_CORNERS: Final[dict[Shape, list[tuple[float, float]]]] = {
    "square": [(-0.85, -0.85), (0.85, -0.85), (0.85, 0.85), (-0.85, 0.85)],
    "triangle": [(0.0, -1.05), (1.03, 0.75), (-1.03, 0.75)],
    "diamond": _star(4, 1.15),
    "cross": [
        *((-0.38, -1.0), (0.38, -1.0), (0.38, -0.38), (1.0, -0.38), (1.0, 0.38), (0.38, 0.38)),
        *((0.38, 1.0), (-0.38, 1.0), (-0.38, 0.38), (-1.0, 0.38), (-1.0, -0.38), (-0.38, -0.38)),
    ],
    "star": _star(10, 1.15, 0.5),
    "pentagon": _star(5, 1.05),
}


class Canvas:
    """A white picture; places and sizes are in pixels of the picture, y pointing down."""

    def __init__(self, width: int, height: int) -> None:
        self._image = Image.new("RGB", (width * _SCALE, height * _SCALE), "white")
        self._draw = ImageDraw.Draw(self._image)

    def markers(self, at: Any, shape: Shape, radius: float, color: str) -> None:
        """Draw one marker at each place of shape (n, 2)."""
        stamp = _stamp(shape, radius * _SCALE)
        corner = np.rint(np.asarray(at) * _SCALE).astype(int) - stamp.width // 2
        for x, y in corner.tolist():
            self._draw.bitmap((x, y), stamp, fill=color)

    def center(self, at: Any, shape: Shape, radius: float, color: str) -> None:
        """Draw a cluster's center: its marker on a white disc with an outline."""
        at = np.reshape(at, (1, 2))
        self.markers(at, "circle", radius + 3.0, _OUTLINE)
        self.markers(at, "circle", radius + 2.0, "#ffffff")
        self.markers(at, shape, radius, color)

    def rectangle(self, box: Box, color: str) -> None:
        """Fill the box (left, top, right, bottom)."""
        left, top, right, bottom = (max(0, round(edge * _SCALE)) for edge in box)
        if right > left and bottom > top:
            self._draw.rectangle((left, top, right - 1, bottom - 1), fill=color)

    def line(self, points: Any, width: float, color: str) -> None:
        """Join places of shape (n, 2) by straight lines; a gap where one is NaN."""
        run: list[tuple[float, float]] = []
        for x, y in [*np.asarray(points, dtype=float).tolist(), (np.nan, np.nan)]:
            if np.isfinite([x, y]).all():
                run.append((round(x * _SCALE), round(y * _SCALE)))
                continue
            if len(run) > 1:
                self._draw.line(run, fill=color, width=round(width * _SCALE), joint="curve")
            run = []

    def png(self) -> bytes:
        """Return the picture as PNG."""
        return indexed_png(np.asarray(self._image.reduce(_SCALE)))


@cache
def _stamp(shape: Shape, radius: float) -> Image.Image:
    """Return the mask of a marker; its center is in the middle of it."""
    reach = int(np.ceil(radius * 1.2))
    mask = Image.new("1", (2 * reach + 1, 2 * reach + 1))
    draw = ImageDraw.Draw(mask)
    if shape == "circle":
        draw.ellipse((reach - radius, reach - radius, reach + radius, reach + radius), fill=1)
    else:
        draw.polygon([(reach + radius * x, reach + radius * y) for x, y in _CORNERS[shape]], fill=1)
    return mask


def indexed_png(pixels: Pixels) -> bytes:
    """Return pixels as PNG with a table of colors.

    The 256 most frequent colors are kept exactly; each other one becomes the nearest of them.
    """
    wide = pixels.astype(np.int32)
    packed = (wide[..., 0] << 16) | (wide[..., 1] << 8) | wide[..., 2]
    found, index, counts = np.unique(packed, return_inverse=True, return_counts=True)
    kept = np.argsort(-counts, kind="stable")[:_MOST_COLORS]
    colors = np.stack([found >> 16, found >> 8 & 255, found & 255], axis=1)
    near = np.empty(len(found), dtype=np.uint8)
    for start in range(0, len(found), 1024):
        apart = colors[start : start + 1024, np.newaxis] - colors[kept]
        near[start : start + 1024] = (apart**2).sum(axis=2).argmin(axis=1)
    image = Image.fromarray(near[index].reshape(packed.shape))
    image.putpalette(colors[kept].astype(np.uint8).tobytes())
    buffer = io.BytesIO()
    image.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def draw_clusters(
    canvas: Canvas,
    box: Box,
    points: Any,
    labels: Any,
    centers: Mapping[int, Any],
    line: Mapping[str, Any] | None = None,
) -> None:
    """Draw points in the looks of their clusters, and centers over them, in a box of the canvas.

    -1 is noise; a center that is not finite is left out. `line` is what the head of a trace says of
    one feature, with ``curves``: places of shape (n, 2) for each component, and of their sum.
    """
    corners = np.reshape(line["domain"], (2, 2)).T if line else points
    place = _placer(corners, box)
    if line:
        _draw_bars(canvas, line["histogram"], place)
    radius = 4.0 if len(points) <= 500 else 2.5 if len(points) <= 5_000 else 1.5
    for cluster in np.unique(labels).tolist():
        at = place(points[labels == cluster])
        if cluster < 0:
            canvas.markers(at, "circle", radius, NOISE)
        else:
            look = cluster_look(cluster)
            if "ring" in look:
                canvas.markers(at, look["shape"], radius + 0.8, _OUTLINE)
            canvas.markers(at, look["shape"], radius, look["color"])
    for cluster, curve in enumerate(line.get("curves", ()) if line else ()):
        last = cluster + 1 == len(line["curves"]) if line else False
        canvas.line(place(curve), 2.0, TEXT_COLOR if last else cluster_look(cluster)["color"])
    for cluster, center in centers.items():
        if np.isfinite(center).all():
            look = cluster_look(cluster)
            canvas.center(place(center), look["shape"], 6.0, look["color"])


def _draw_bars(canvas: Canvas, histogram: Mapping[str, Any], place: Any) -> None:
    """Draw the bars of one feature, from the line at 0 up."""
    edges, unit = histogram["edges"], histogram["unit"]
    for left, right, count in zip(edges[:-1], edges[1:], histogram["counts"], strict=True):
        (x0, y0), (x1, y1) = place(np.array([left, count * unit])), place(np.array([right, 0.0]))
        canvas.rectangle((x0 + 0.5, y0, x1 - 0.5, y1), GRID)


def curve_places(box: Box, x: Any, y: Any, x_range: Any, y_range: Any) -> Any:
    """Return where a curve lies in a box of a canvas, in pixels.

    The ranges say what lies at the left and right edges, and at the bottom and top edges.
    """
    left, top, right, bottom = box
    across = (x - x_range[0]) / ((x_range[1] - x_range[0]) or 1.0)
    up = (y - y_range[0]) / ((y_range[1] - y_range[0]) or 1.0)
    return np.column_stack([left + (right - left) * across, bottom - (bottom - top) * up])


def _placer(points: Any, box: Box) -> Any:
    """Return the map from data to pixels, with one scale for both axes."""
    low, high = points.min(axis=0), points.max(axis=0)
    left, top, right, bottom = box
    room = np.array([right - left - 2 * _MARGIN, bottom - top - 2 * _MARGIN])
    span = np.maximum(high - low, 1e-300)
    scale = float((room / span).min()) if (high > low).any() else 1.0
    middle = (low + high) / 2
    center = np.array([left + right, top + bottom]) / 2

    def place(where: Any) -> Any:
        return center + (where - middle) * scale * np.array([1.0, -1.0])

    return place
