"""What the curves over the number of clusters share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from teachclust.errors import LearnerError
from teachclust.plots.base import Display
from teachclust.plots.style import accent_color, merge_style_kwargs, text_color
from teachclust.scores import KScan

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.lines import Line2D


class KCurveDisplay(Display):
    """Base of Displays that draw values against the number of clusters."""

    descriptions = """
estimator : estimator
    With ``n_clusters`` or ``n_components``; never touched.
k : iterable of int, default=range(1, 11)
    Numbers of clusters.
"""

    @staticmethod
    def _draw_curve(
        ax: Axes, k: Sequence[int], values: Sequence[float], size: float, line_kw: Any
    ) -> Line2D:
        """Draw one curve, with markers of a size in points."""
        from matplotlib.lines import Line2D

        style = {"color": text_color(ax), "marker": "o", "markersize": size}
        (line,) = ax.plot(k, values, **merge_style_kwargs(style, line_kw, Line2D))
        return line

    @staticmethod
    def _mark_k(ax: Axes, k: int, value: float, size: float) -> Line2D:
        """Mark the k that is preferred by an upright line and a dot on the curve."""
        color = accent_color(ax)
        ax.axvline(k, color=color, linewidth=1, zorder=0)
        (mark,) = ax.plot(k, value, "o", color=color, markersize=size, zorder=3, clip_on=False)
        return mark


def check_scan(scan: object) -> KScan:
    """Return a scan made by `teachclust.scan_k`, and refuse all else."""
    if isinstance(scan, KScan):
        return scan
    raise LearnerError(
        "This is no scan.",
        where=f"it is of type {type(scan).__name__}",
        why="A scan has the fits of an estimator with each k.",
        fix="scan = scan_k(KMeans(n_init=3, random_state=0), X)",
    )
