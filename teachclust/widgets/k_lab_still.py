"""The KLab's still picture: clusters at one k, two curves and the silhouettes, without letters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from teachclust.palette import cluster_look
from teachclust.traces.view import View
from teachclust.widgets.raster import Box, Canvas
from teachclust.widgets.still import HEIGHT, WIDTH, draw_clusters

if TYPE_CHECKING:
    from teachclust.scores.k_scan import KFit, KScan

_SIDE: Final = 260
_CURVES: Final = ("inertia", "silhouette", "gap", "bic")
_MOST_CURVES: Final = 2
_INK, _ACCENT, _QUIET = "#1f2328", "#0969da", "#dfe3e8"


def scan_png(scan: KScan, view: View, step: int) -> bytes:
    """Draw the clusters of one k, the first criteria against k and the silhouettes of the points.

    Parameters
    ----------
    scan : KScan
        The scan.
    view : View
        The plane in which ``scan.X`` is drawn.
    step : int
        Index of the fit that is shown.

    Returns
    -------
    png : bytes
        A picture of 740 x 360 pixels on white.
    """
    fit = scan.fits[step]
    canvas = Canvas(WIDTH + _SIDE, HEIGHT)
    centers = (
        {}
        if fit.centers is None
        else dict(zip(fit.numbers, view.project(fit.centers), strict=True))
    )
    draw_clusters(canvas, (0, 0, WIDTH, HEIGHT), view.project(scan.X), fit.labels, centers)
    left, right = WIDTH + 12.0, WIDTH + _SIDE - 14.0
    shown = [name for name in _CURVES if name in scan.criteria][:_MOST_CURVES]
    for row, name in enumerate(shown):
        _curve(canvas, scan, name, step, (left, 20.0 + 80 * row, right, 84.0 + 80 * row))
    _blades(canvas, fit, (left, 20.0 + 80 * len(shown), right, HEIGHT - 16.0))
    return canvas.png()


def _curve(canvas: Canvas, scan: KScan, name: str, step: int, box: Box) -> None:
    left, top, right, bottom = box
    values = [fit.value(name) for fit in scan.fits]
    y = np.array(values, dtype=float)
    known = y[np.isfinite(y)]
    if not len(known):
        return
    low, high = known.min(), known.max()
    k = np.array(scan.k, dtype=float)
    x = left + (right - left) * (k - k[0]) / max(1.0, k[-1] - k[0])
    at = np.column_stack([x, bottom - (bottom - top) * (y - low) / ((high - low) or 1.0)])
    canvas.fill((left, bottom + 5, right, bottom + 6), _QUIET)
    canvas.fill((x[step] - 0.5, top - 6, x[step] + 0.5, bottom + 6), _ACCENT)
    canvas.line(at, 2.0, _INK)
    canvas.stamp(at[np.isfinite(y)], "circle", 3.0, _INK)
    if np.isfinite(y[step]):
        canvas.stamp(at[step : step + 1], "circle", 5.0, _ACCENT)


def _blades(canvas: Canvas, fit: KFit, box: Box) -> None:
    """Draw one bar for each row of pixels: the silhouettes of each cluster, falling."""
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
            color = cluster_look(int(cluster))["color"]
            canvas.fill((min(zero, end), y, max(zero, end), y + height / rows), color)
        top += height + gap
    mean = zero + scale * found.mean
    canvas.line(np.array([[mean, box[1]], [mean, bottom]]), 1.5, _INK)
