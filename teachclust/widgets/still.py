"""A small picture of a trace: it shows where no kernel runs."""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from teachclust.palette import NOISE, Shape, cluster_look
from teachclust.traces import Trace
from teachclust.widgets.raster import Box, Canvas

WIDTH: Final = 480
HEIGHT: Final = 360
_MARGIN = 20


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
    labels = frame.labels if frame.labels is not None else np.full(len(points), -1)
    centers = {}
    if "centers" in frame.values:
        centers = dict(enumerate(trace.view.project(frame.values["centers"])))
    canvas = Canvas(WIDTH, HEIGHT)
    draw_clusters(canvas, (0, 0, WIDTH, HEIGHT), points, labels, centers)
    return canvas.png()


def draw_clusters(
    canvas: Canvas, box: Box, points: Any, labels: Any, centers: dict[int, Any]
) -> None:
    """Draw points in the looks of their clusters, and centers over them.

    Parameters
    ----------
    canvas : Canvas
        What is drawn on.
    box : tuple of float
        Left, top, right, bottom of the part of the canvas to draw in.
    points : ndarray of shape (n, 2)
        Places in the view.
    labels : ndarray of shape (n,)
        Cluster of each point; -1 is noise.
    centers : dict of int to ndarray of shape (2,)
        The center of each cluster that has one; one that is not finite is left out.
    """
    place = _placer(points, box)
    radius = 4.0 if len(points) <= 500 else 2.5 if len(points) <= 5_000 else 1.5
    for cluster in np.unique(labels):
        look = cluster_look(int(cluster)) if cluster >= 0 else None
        color = look["color"] if look else NOISE
        shape: Shape = look["shape"] if look else "circle"
        canvas.stamp(place(points[labels == cluster]), shape, radius, color)
    for j, center in centers.items():
        if np.isfinite(center).all():
            look = cluster_look(j)
            at = place(center)[np.newaxis]
            canvas.stamp(at, "circle", 9.0, "#20242a")
            canvas.stamp(at, "circle", 8.0, "#ffffff")
            canvas.stamp(at, look["shape"], 6.0, look["color"])


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
