"""One feature in a Display: its histogram, and the points in a strip below the bars."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from teachclust.palette import NOISE
from teachclust.traces.frame import Floats
from teachclust.traces.histogram import Histogram, histogram_of, strip_places
from teachclust.words import say

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.container import BarContainer

#: of the height of the highest bar: where the strip begins below the bars, and how high it is
_GAP: Final = 0.1
_STRIP: Final = 0.3


def line_points(points: Floats) -> Floats:
    """Return where points of shape (n, 2), all at height 0, are drawn below their histogram."""
    highest = int(histogram_of(points[:, 0]).counts.max())
    y = -highest * (_GAP + _STRIP * strip_places(len(points)))
    return np.stack([points[:, 0], y], axis=1)


def draw_bars(ax: Axes, points: Floats) -> tuple[Histogram, BarContainer]:
    """Draw the histogram of the first column, its bars on 0."""
    found = histogram_of(points[:, 0])
    bars = ax.bar(
        found.edges[:-1],
        found.counts,
        width=found.width,
        align="edge",
        color=NOISE,
        alpha=0.35,
        linewidth=0,
        zorder=0.5,
    )
    return found, bars


def write_counts(ax: Axes, histogram: Histogram) -> None:
    """Name the axis that counts; below 0 it has no numbers, for heights say nothing there."""
    from matplotlib.ticker import MaxNLocator

    highest = float(ax.dataLim.y1)
    ticks: Any = MaxNLocator(nbins=5, integer=True).tick_values(0, highest)
    ax.set_yticks([tick for tick in ticks if 0 <= tick <= highest * 1.02])
    ax.set_ylabel(say("plot.histogram.y", width=f"{histogram.width:.3g}"))
    ax.axhline(0, color=NOISE, linewidth=0.8, zorder=0.6)
