"""The KLab's thumbnail: clusters at one k, two curves and the silhouettes, without text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from teachclust.palette import cluster_look
from teachclust.traces.view import View
from teachclust.widgets.one_feature import drawn_points, histogram_head
from teachclust.widgets.thumbnails import (
    ACCENT,
    GRID,
    HEIGHT,
    TEXT_COLOR,
    WIDTH,
    Box,
    Canvas,
    curve_places,
    draw_clusters,
)

if TYPE_CHECKING:
    from teachclust.scores import KFit, KScan

_SIDE: Final = 260
_CURVES: Final = ("inertia", "silhouette", "gap", "bic")
_MOST_CURVES: Final = 2


def k_lab_png(scan: KScan, view: View, step: int, known: int) -> bytes:
    """Draw the clusters of one k, the first criteria against k and the silhouettes of the points.

    A picture of 740 x 360 pixels; `step` is the index of the fit, and the criteria are drawn for
    the first `known` fits.
    """
    fit = scan.fits[step]
    canvas = Canvas(WIDTH + _SIDE, HEIGHT)
    places: Any = [] if fit.centers is None else view.project(fit.centers)
    centers = dict(zip(fit.numbers, places, strict=False))
    points, line = drawn_points(scan.X, view), histogram_head(scan.X, view)
    draw_clusters(canvas, (0, 0, WIDTH, HEIGHT), points, fit.labels, centers, line)
    left, right = WIDTH + 12.0, WIDTH + _SIDE - 14.0
    shown = [name for name in _CURVES if name in scan.criteria][:_MOST_CURVES]
    for row, name in enumerate(shown):
        box = (left, 20.0 + 80 * row, right, 84.0 + 80 * row)
        _draw_curve(canvas, scan, name, step, known, box)
    _draw_silhouettes(canvas, fit, (left, 20.0 + 80 * len(shown), right, HEIGHT - 16.0))
    return canvas.png()


def _draw_curve(canvas: Canvas, scan: KScan, name: str, step: int, known: int, box: Box) -> None:
    left, top, right, bottom = box
    y = np.array([fit.value(name) for fit in scan.fits[:known]], dtype=float)
    there = np.isfinite(y)
    if not there.any():
        return
    k = np.array(scan.k, dtype=float)
    at = curve_places(box, k[:known], y, k[[0, -1]], (y[there].min(), y[there].max()))
    here = at[step, 0]
    canvas.rectangle((left, bottom + 5, right, bottom + 6), GRID)
    canvas.rectangle((here - 0.5, top - 6, here + 0.5, bottom + 6), ACCENT)
    canvas.line(at, 2.5, TEXT_COLOR)
    canvas.markers(at[there], "circle", 3.0, TEXT_COLOR)
    if there[step]:
        canvas.markers(at[[step]], "circle", 5.0, ACCENT)


def _draw_silhouettes(canvas: Canvas, fit: KFit, box: Box) -> None:
    """Draw the silhouettes of each cluster from high to low, a bar for each half pixel."""
    found: Any = fit.silhouette
    if found is None or not len(found.values):
        return
    left, top, right, bottom = box
    lowest = min(0.0, float(found.values.min()))
    scale = (right - left) / (max(float(found.values.max()), 1e-9) - lowest)
    zero = left - lowest * scale
    gap = 3.0 if len(found.clusters) <= 12 else 1.0
    room = bottom - top - gap * (len(found.clusters) - 1)
    for cluster in found.clusters:
        values = np.sort(found.values[found.labels == cluster])[::-1]
        height = room * len(values) / len(found.values)
        rows = max(1, round(height * 2))
        for row in range(rows):
            end = zero + scale * values[row * len(values) // rows]
            y = top + height * row / rows
            bar = (min(zero, end), y, max(zero, end), y + height / rows)
            canvas.rectangle(bar, cluster_look(int(cluster))["color"])
        top += height + gap
    mean = zero + scale * found.mean
    canvas.line([[mean, box[1]], [mean, bottom]], 1.5, TEXT_COLOR)
