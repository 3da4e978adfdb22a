"""Ellipses and density lines of the components of a mixture, on the plane."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt

from teachclust.float_errors import usual_float_errors
from teachclust.palette import cluster_look
from teachclust.plots.base import background_color, cluster_style, merge_style_kwargs, text_color
from teachclust.plots.scatter.components import log_densities

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.collections import PathCollection
    from matplotlib.contour import QuadContourSet
    from matplotlib.patches import Ellipse

Floats = npt.NDArray[np.floating[Any]]

#: standard deviations at which ellipses are drawn
SPREADS: Final = (1, 2)
_GRID: Final = 200
_LINES: Final = 7
#: beyond so many points an edge of paper would cover the color
_MANY: Final = 1_000


def blend(shares: Floats) -> Floats:
    """Return a color for each point: the components' colors, mixed by its shares.

    Parameters
    ----------
    shares : ndarray of shape (n_samples, n_components)
        Rows add up to 1.

    Returns
    -------
    colors : ndarray of shape (n_samples, 3)
        Red, green and blue from 0 to 1.
    """
    hues = [cluster_look(component)["color"] for component in range(shares.shape[1])]
    parts = [[int(hue[i : i + 2], 16) / 255 for i in (1, 3, 5)] for hue in hues]
    colors: Floats = np.clip(shares @ np.array(parts), 0, 1)
    return colors


def draw_points(
    ax: Axes, points: Floats, shares: Floats, style: dict[str, Any] | None
) -> dict[int, PathCollection]:
    """Draw points in mixed colors, with the marker of their likeliest component.

    Parameters
    ----------
    ax : matplotlib Axes
        Where to draw.
    points : ndarray of shape (n_samples, 2)
        Where each point is.
    shares : ndarray of shape (n_samples, n_components)
        How far it belongs to each component.
    style : dict or None
        As for ``ax.scatter``.

    Returns
    -------
    scatter : dict of int to PathCollection
        The points by component.
    """
    from matplotlib.collections import PathCollection

    n = len(points)
    colors, labels = blend(shares), shares.argmax(axis=1)
    edge = {"edgecolor": background_color(ax), "linewidth": 0.4} if n <= _MANY else {"linewidth": 0}
    look = {"s": float(np.clip(30_000 / n, 4, 36)), "zorder": 2, **edge}
    drawn: dict[int, PathCollection] = {}
    for component in np.unique(labels).tolist():
        here = labels == component
        own = {**look, "color": colors[here], "marker": cluster_style(component)[1]}
        drawn[component] = ax.scatter(
            *points[here].T, **merge_style_kwargs(own, style, PathCollection)
        )
    return drawn


def draw_ellipses(
    ax: Axes, means: Floats, covariances: Floats, style: dict[str, Any] | None
) -> list[tuple[Ellipse, ...]]:
    """Draw each component as ellipses at 1 and 2 standard deviations.

    Parameters
    ----------
    ax : matplotlib Axes
        Where to draw.
    means : ndarray of shape (n_components, 2)
        Where the components are.
    covariances : ndarray of shape (n_components, 2, 2)
        How they spread.
    style : dict or None
        As for a matplotlib Ellipse.

    Returns
    -------
    ellipses : list of tuple of Ellipse
        For each component the inner and the outer one.
    """
    from matplotlib.colors import to_rgba
    from matplotlib.patches import Ellipse

    drawn: list[tuple[Ellipse, ...]] = []
    for component, (mean, covariance) in enumerate(zip(means, covariances, strict=True)):
        variances, axes = np.linalg.eigh(covariance)
        # a direction without any spread may come out a rounding error below 0
        lengths = 2 * np.sqrt(np.maximum(variances[::-1], 0))
        angle = float(np.degrees(np.arctan2(axes[1, 1], axes[0, 1])))
        color = cluster_look(component)["color"]
        pair = []
        for spread in SPREADS:
            look = {
                "edgecolor": color,
                "facecolor": to_rgba(color, 0.14 / spread),
                "linewidth": 1.8 / spread,
                "zorder": 1,
            }
            size = {"width": spread * lengths[0], "height": spread * lengths[1]}
            at = (float(mean[0]), float(mean[1]))
            ellipse = Ellipse(at, angle=angle, **size, **merge_style_kwargs(look, style, Ellipse))
            ax.add_patch(ellipse)
            pair.append(ellipse)
        drawn.append(tuple(pair))
    return drawn


def write_spreads(ax: Axes, words: list[str], mean: Floats, covariance: Floats) -> None:
    """Write at the right end of a component's ellipses which is which.

    Parameters
    ----------
    ax : matplotlib Axes
        Where to write.
    words : list of str
        One for each of `SPREADS`.
    mean, covariance : ndarray of shape (2,) and (2, 2)
        Of the component.
    """
    from matplotlib.patheffects import AbstractPathEffect, withStroke

    width = np.sqrt(covariance[0, 0])
    if not width > 0:
        return
    around: list[AbstractPathEffect] = [withStroke(linewidth=2.5, foreground=background_color(ax))]
    # the rightmost point of an ellipse lies along the first column of its covariance
    reach = covariance[:, 0] / width
    for spread, word in zip(SPREADS, words, strict=True):
        x, y = mean + spread * reach
        ax.annotate(
            word, (float(x), float(y)), xytext=(3, 0), textcoords="offset points",
            fontsize=8, va="center", color=text_color(ax), zorder=4, path_effects=around,
        )  # fmt: skip


def draw_density(
    ax: Axes, means: Floats, covariances: Floats, weights: Floats, style: dict[str, Any] | None
) -> QuadContourSet | None:
    """Draw lines of equal density of a mixture over the whole Axes.

    Parameters
    ----------
    ax : matplotlib Axes
        Where to draw; its limits are kept.
    means, covariances, weights : ndarray of shape (k, 2), (k, 2, 2) and (k,)
        The components.
    style : dict or None
        As for ``ax.contour``.

    Returns
    -------
    lines : QuadContourSet or None
        Each stands for half the density of the next one inwards. None where a component is flat
        and has no density.
    """
    if (np.linalg.eigvalsh(covariances)[:, 0] <= 0).any():
        return None
    low, high = np.asarray(ax.viewLim.min), np.asarray(ax.viewLim.max)
    room = (high - low) / 2  # equal axes may widen the view when it is drawn
    x, y = np.linspace(low - room, high + room, _GRID).T
    plane = np.stack(np.meshgrid(x, y), axis=-1).reshape(-1, 2)
    with usual_float_errors():  # far from all components a density rounds to zero
        density = np.exp(log_densities(plane, means, covariances)) @ weights
    # the highest mean and not the highest grid point: a narrow peak falls between grid points
    top = float((np.exp(log_densities(means, means, covariances)) @ weights).max())
    levels = top * 0.5 ** np.arange(_LINES, 0, -1)
    if not levels[0] < density.max():
        return None
    look = {"colors": [text_color(ax)], "linewidths": 0.6, "alpha": 0.5, "zorder": 1.5}
    limits, scaled = ax.dataLim.frozen(), (ax.get_autoscalex_on(), ax.get_autoscaley_on())
    ax.autoscale(enable=False)
    lines = ax.contour(x, y, density.reshape(_GRID, _GRID), levels, **{**look, **(style or {})})
    ax.dataLim.set(limits)
    ax.set_autoscalex_on(scaled[0])
    ax.set_autoscaley_on(scaled[1])
    return lines
