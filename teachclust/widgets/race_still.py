"""The Race's still picture: the ends side by side and the curves under them, without letters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import numpy as np

from teachclust.palette import Shape
from teachclust.widgets.race_lanes import Racer
from teachclust.widgets.raster import Box, Canvas
from teachclust.widgets.still import HEIGHT, WIDTH, draw_clusters

_CHART: Final = 150
_QUIET: Final = "#dfe3e8"
#: how the curve of each racer looks; the same in js/src/race_lanes.css and core/race_types.ts
LOOKS: Final[tuple[tuple[str, Shape], ...]] = (
    ("#0969da", "circle"),
    ("#1f2328", "square"),
    ("#a04100", "triangle"),
    ("#6e40c9", "diamond"),
)


def race_png(racers: Sequence[Racer]) -> bytes:
    """Draw the last frame of each racer and inertia against work.

    Parameters
    ----------
    racers : sequence of Racer
        Two to four.

    Returns
    -------
    png : bytes
        A picture of 740 x 428 pixels on white for two.
    """
    width = 2 * WIDTH * 3 // 4 if len(racers) == 2 else WIDTH * len(racers) // 2
    side = width // len(racers)
    height = min(HEIGHT, side * 3 // 4)
    canvas = Canvas(width, height + _CHART)
    for i, racer in enumerate(racers):
        last = racer.trace.last
        view = racer.trace.view
        centers = dict(zip(racer.looks, view.project(last.values["centers"]), strict=True))
        labels = np.asarray(racer.looks)[racer.trace.labels]
        box = (i * side, 0, (i + 1) * side, height)
        draw_clusters(canvas, box, view.project(racer.trace.X), labels, centers)
    _curves(canvas, racers, (24, height + 14, width - 24, height + _CHART - 16))
    return canvas.png()


def _curves(canvas: Canvas, racers: Sequence[Racer], box: Box) -> None:
    left, top, right, bottom = box
    canvas.fill((left, bottom + 5, right, bottom + 6), _QUIET)
    values = np.array([value for racer in racers for value in racer.inertia if value], dtype=float)
    if not len(values):
        return
    low, high = values.min(), values.max()
    most = max(int(racer.work[-1]) for racer in racers)
    for racer, (color, shape) in zip(racers, LOOKS, strict=False):
        y = np.array([np.nan if v is None else v for v in racer.inertia], dtype=float)
        x = left + (right - left) * racer.work / max(1, most)
        at: Any = np.column_stack([x, bottom - (bottom - top) * (y - low) / ((high - low) or 1.0)])
        canvas.line(at, 2.0, color)
        canvas.stamp(at[-1:], shape, 6.0, color)
