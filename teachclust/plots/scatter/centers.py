"""Large lettered dots for centers, and letters on clusters that have none."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from teachclust.plots.style import (
    background_color,
    cluster_style,
    merge_style_kwargs,
    text_color,
    text_on,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.collections import PathCollection

Floats = npt.NDArray[np.floating[Any]]


def draw_centers(
    ax: Axes,
    centers: Floats,
    name: Callable[[int], str],
    style: dict[str, Any] | None,
    *,
    letters: bool = True,
) -> PathCollection:
    """Draw each center as a dot in its cluster's color, with its letter; a row of nan has none.

    Without letters the dots are small.
    """
    from matplotlib.collections import PathCollection

    shown = [i for i, place in enumerate(centers) if np.isfinite(place).all()]
    colors = [cluster_style(i)[0] for i in shown]
    base: dict[str, Any] = {"s": 230 if letters else 36, "color": colors}
    base |= {"edgecolor": text_color(ax), "linewidth": 1.5, "zorder": 3}
    places = centers[shown]
    dots = ax.scatter(places[:, 0], places[:, 1], **merge_style_kwargs(base, style, PathCollection))
    if not letters:
        return dots
    # the letter is read on the color that is drawn, the caller's or the palette's
    drawn = np.resize(np.asarray(dots.get_facecolor()), (len(shown), 4))
    for i, place, color in zip(shown, places, drawn, strict=True):
        ax.annotate(
            name(i), place, ha="center", va="center_baseline", fontweight="bold", fontsize=10,
            zorder=4, **text_on(color[:3]),
        )  # fmt: skip
    return dots


def write_letters(
    ax: Axes, points: Floats, labels: npt.NDArray[np.intp], name: Callable[[int], str]
) -> None:
    """Write each cluster's letter on it; noise has none."""
    from matplotlib.patheffects import AbstractPathEffect, withStroke

    around: list[AbstractPathEffect] = [withStroke(linewidth=3, foreground=background_color(ax))]
    for cluster in np.unique(labels[labels >= 0]).tolist():
        text = ax.annotate(
            name(cluster), _typical(points[labels == cluster]), ha="center", va="center",
            fontweight="bold", fontsize=12, color=text_color(ax), zorder=4,
        )  # fmt: skip
        text.set_path_effects(around)


def _typical(points: Floats) -> tuple[float, float]:
    """Return the point nearest to the median: on the cluster, whatever its form."""
    middle = np.median(points, axis=0)
    x, y = points[((points - middle) ** 2).sum(axis=1).argmin()]
    return float(x), float(y)
