"""A small picture of a trace made with numpy: it shows where no kernel runs.

matplotlib would do it too, but it costs 0.6 s on first use and a picture is made for every widget.
"""

from __future__ import annotations

import struct
import zlib
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from teachclust.palette import NOISE, Shape, cluster_look
from teachclust.traces import Trace

Pixels = npt.NDArray[np.float32]

WIDTH: Final = 480
HEIGHT: Final = 360
_MARGIN = 20
_OVER = 2  # drawn twice as large, then averaged: smooth edges


def still_png(trace: Trace, step: int = -1) -> bytes:
    """Draw the points, clusters and centers of one frame.

    Parameters
    ----------
    trace : Trace
        Any trace.
    step : int, default=-1
        The frame; by default the last.

    Returns
    -------
    png : bytes
        A picture of 480 x 360 pixels on white.
    """
    frame = trace.frames[step]
    points = trace.view.project(trace.X)
    place = _placer(points)
    canvas = np.ones((HEIGHT * _OVER, WIDTH * _OVER, 3), dtype=np.float32)
    radius = _OVER * (4.0 if len(points) <= 500 else 2.5 if len(points) <= 5_000 else 1.5)
    labels = frame.labels if frame.labels is not None else np.full(len(points), -1)
    for cluster in np.unique(labels):
        look = cluster_look(int(cluster)) if cluster >= 0 else None
        color = look["color"] if look else NOISE
        shape: Shape = look["shape"] if look else "circle"
        _stamp(canvas, place(points[labels == cluster]), shape, radius, color)
    if "centers" in frame.values:
        centers = trace.view.project(frame.values["centers"])
        for j, center in enumerate(place(centers)):
            if np.isfinite(center).all():
                _stamp(canvas, center[np.newaxis], "circle", 9.0 * _OVER, "#20242a")
                _stamp(canvas, center[np.newaxis], "circle", 8.0 * _OVER, "#ffffff")
                look = cluster_look(j)
                _stamp(canvas, center[np.newaxis], look["shape"], 6.0 * _OVER, look["color"])
    small = canvas.reshape(HEIGHT, _OVER, WIDTH, _OVER, 3).mean(axis=(1, 3))
    return _png(np.rint(small * 255).astype(np.uint8))


def _placer(points: Any) -> Any:
    """Return the map from data to pixels, with one scale for both axes."""
    low, high = points.min(axis=0), points.max(axis=0)
    room = np.array([WIDTH - 2 * _MARGIN, HEIGHT - 2 * _MARGIN]) * _OVER
    span = np.maximum(high - low, 1e-300)
    scale = float((room / span).min()) if (high > low).any() else 1.0
    middle = (low + high) / 2
    center = np.array([WIDTH, HEIGHT]) * _OVER / 2

    def place(where: Any) -> Any:
        return center + (where - middle) * scale * np.array([1.0, -1.0])

    return place


def _stamp(canvas: Pixels, at: Any, shape: Shape, radius: float, color: str) -> None:
    """Write one mark at each place, with no blending: the averaging smooths it."""
    reach = int(np.ceil(radius * 1.2))
    grid = np.arange(-reach, reach + 1)
    dx, dy = (a.ravel() for a in np.meshgrid(grid, grid))
    inside = _inside(shape, dx / radius, dy / radius)
    dx, dy = dx[inside], dy[inside]
    height, width = canvas.shape[:2]
    rgb = np.array([int(color[i : i + 2], 16) for i in (1, 3, 5)], dtype=np.float32) / 255
    for start in range(0, len(at), 4096):
        xy = np.rint(at[start : start + 4096]).astype(int)
        x = (xy[:, :1] + dx).ravel()
        y = (xy[:, 1:] + dy).ravel()
        seen = (x >= 0) & (x < width) & (y >= 0) & (y < height)
        canvas[y[seen], x[seen]] = rgb


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


def _png(pixels: npt.NDArray[np.uint8]) -> bytes:
    """Write pixels of shape (height, width, 3) as PNG."""
    height, width, _ = pixels.shape
    rows = np.zeros((height, 1 + width * 3), dtype=np.uint8)
    rows[:, 1:] = pixels.reshape(height, -1)
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows.tobytes(), 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in chunks
    )
