"""The MetricLab's thumbnail: the clusters, and a bar for each score, without text."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite
from typing import Final

from teachclust.scores.explained import explain_score
from teachclust.widgets.metric_lab.state import Problem, State
from teachclust.widgets.thumbnails import (
    ACCENT,
    GRID,
    HEIGHT,
    TEXT_COLOR,
    WIDTH,
    Canvas,
    draw_clusters,
)

_SIDE: Final = 240
_ROW: Final = 26.0


def metric_lab_png(problem: Problem, state: State, scores: Sequence[str]) -> bytes:
    """Draw 720 x 360 pixels: points in the looks of their clusters, scores from 0 to 1."""
    canvas = Canvas(WIDTH + _SIDE, HEIGHT)
    draw_clusters(canvas, (0, 0, WIDTH, HEIGHT), problem.places.X, state.labels, {})
    left, width = WIDTH + 12.0, _SIDE - 28.0
    for row, name in enumerate(scores):
        top = 24.0 + _ROW * row
        canvas.rectangle((left, top, left + width, top + 12), GRID)
        value = state.quantities[name]
        if explain_score(name).most == 1 and isfinite(value):
            end = left + width * abs(value)
            color = ACCENT if value >= 0 else TEXT_COLOR
            canvas.rectangle((left, top, max(end, left + 1), top + 12), color)
    return canvas.png()
