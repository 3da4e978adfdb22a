"""The area of the plane nearest to each center, as polygons: sharp at any size."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from teachclust.plots.base import background_color, cluster_style, is_dark

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.collections import PolyCollection

Floats = npt.NDArray[np.floating[Any]]


def nearest_regions(centers: Floats, low: Floats, high: Floats) -> list[Floats]:
    """Return the Voronoi regions of centers within a box.

    Parameters
    ----------
    centers : ndarray of shape (n_clusters, 2)
        The centers.
    low, high : ndarray of shape (2,)
        Lower left and upper right corner of the box.

    Returns
    -------
    regions : list of ndarray of shape (n_corners, 2)
        One for each center; of no corners for a center that has none: it lies outside and far, is
        not finite, or stands where an earlier one does.

    Notes
    -----
    The box is cut by the line half way to each other center: n_clusters² cuts.
    """
    (left, bottom), (right, top) = low, high
    box = np.array([[left, bottom], [right, bottom], [right, top], [left, top]], dtype=float)
    regions = []
    for i, center in enumerate(centers):
        region = box if np.isfinite(center).all() else box[:0]
        for j, other in enumerate(centers):
            if j == i or not np.isfinite(other).all() or not len(region):
                continue
            if np.array_equal(center, other):
                region = region if i < j else box[:0]
            else:
                region = _cut(region, (center + other) / 2, other - center)
        regions.append(region)
    return regions


def _cut(region: Floats, through: Floats, away: Floats) -> Floats:
    """Keep the side of a line that `away` points away from."""
    beyond = (region - through) @ away
    kept = []
    for i, corner in enumerate(region):
        j = (i + 1) % len(region)
        if beyond[i] <= 0:
            kept.append(corner)
        if (beyond[i] <= 0) != (beyond[j] <= 0):
            kept.append(corner + (region[j] - corner) * beyond[i] / (beyond[i] - beyond[j]))
    return np.array(kept) if kept else region[:0]


def tint_regions(ax: Axes, centers: Floats) -> PolyCollection:
    """Tint the area nearest to each center softly, behind all that is drawn so far.

    Parameters
    ----------
    ax : matplotlib Axes
        Where to draw; its limits stay.
    centers : ndarray of shape (n_clusters, 2)
        Row i is cluster i.

    Returns
    -------
    tint : PolyCollection
        The regions, split by lines in the color of the paper.
    """
    from matplotlib.collections import PolyCollection
    from matplotlib.colors import to_rgba

    low, high = np.asarray(ax.dataLim.min), np.asarray(ax.dataLim.max)
    # far out, so that a figure made larger or wider shows no end of them
    room = 20 * max(float((high - low).max()), 1e-9)
    # in units of the box, or the squares of large numbers would overflow
    corner, size = low - room, (high - low) + 2 * room
    unit = max(float(size.max()), 1e-300)
    cells = nearest_regions((centers - corner) / unit, np.zeros(2), size / unit)
    cells = [cell * unit + corner if len(cell) else cell for cell in cells]
    shown = [i for i, cell in enumerate(cells) if len(cell)]
    strength = 0.25 if is_dark(background_color(ax)) else 0.13
    colors = [to_rgba(cluster_style(i)[0], strength) for i in shown]
    tint = PolyCollection(
        [cells[i] for i in shown],
        facecolors=colors,
        edgecolors=[background_color(ax)],
        linewidths=2,
        zorder=0,
    )
    ax.add_collection(tint, autolim=False)
    return tint


def labels_are_nearest(points: Floats, labels: npt.NDArray[np.intp], centers: Floats) -> bool:
    """Return whether each point's center is the nearest to it, noise aside.

    Parameters
    ----------
    points : ndarray of shape (n_samples, 2)
        The points.
    labels : ndarray of shape (n_samples,)
        Row of its center; -1 is noise.
    centers : ndarray of shape (n_clusters, 2)
        The centers.

    Returns
    -------
    nearest : bool
        True for k-means; False for most mixtures, trees, and labels of an earlier step.
    """
    used = labels >= 0
    if not used.any():
        return True
    here, own = points[used], labels[used]
    if own.max() >= len(centers):
        return False
    gaps = np.array([((here - center) ** 2).sum(axis=1) for center in centers])
    gaps[np.isnan(gaps)] = np.inf
    mine = gaps[own, np.arange(len(own))]
    # points half way may fall to either side by the last digit
    return bool((mine <= gaps.min(axis=0) * (1 + 1e-9) + 1e-300).all())
