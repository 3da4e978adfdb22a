"""The Race's thumbnail: racers side by side and the curves under them, without text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from teachclust.palette import Shape
from teachclust.widgets.race.racers import Racer
from teachclust.widgets.side_by_side import draw_lane
from teachclust.widgets.thumbnails import (
    GRID,
    HEIGHT,
    WIDTH,
    Box,
    Canvas,
    curve_places,
)

_CHART: Final = 150
#: how the curve of each racer looks; the browser has the same in the styles and types of its Race
LOOKS: Final[tuple[tuple[str, Shape], ...]] = (
    ("#0969da", "circle"),
    ("#1f2328", "square"),
    ("#a04100", "triangle"),
    ("#6e40c9", "diamond"),
)


def race_png(racers: Sequence[Racer], work: int) -> bytes:
    """Draw each racer after an amount of work, and inertia up to it, 720 x 420 pixels for two."""
    width = 2 * WIDTH * 3 // 4 if len(racers) == 2 else WIDTH * len(racers) // 2
    side = width // len(racers)
    height = min(HEIGHT, side * 3 // 4)
    canvas = Canvas(width, height + _CHART)
    for i, racer in enumerate(racers):
        box = (i * side, 0, (i + 1) * side, height)
        draw_lane(canvas, box, racer.trace, racer.lane[racer.frame(work)], racer.looks)
    _draw_curves(canvas, racers, work, (24, height + 14, width - 24, height + _CHART - 16))
    return canvas.png()


def _draw_curves(canvas: Canvas, racers: Sequence[Racer], work: int, box: Box) -> None:
    left, _, right, bottom = box
    canvas.rectangle((left, bottom + 5, right, bottom + 6), GRID)
    curves = [np.array(racer.inertia[: racer.frame(work) + 1], dtype=float) for racer in racers]
    known = [curve[curve > 0] for curve in curves]
    if not any(map(len, known)):
        return
    inertias = np.concatenate(known)
    most = max(1, work)
    for racer, curve, (color, shape) in zip(racers, curves, LOOKS, strict=False):
        done = racer.work[: len(curve)]
        at = curve_places(box, done, curve, (0, most), (inertias.min(), inertias.max()))
        canvas.line(at, 2.5, color)
        if np.isfinite(at[-1]).all():
            canvas.markers(at[-1:], shape, 6.0, color)
