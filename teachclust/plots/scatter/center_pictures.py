"""Centers as small pictures beside or on their places, where the rows of the data are pictures."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt

from teachclust.plots.style import cluster_style, text_color, text_on

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.offsetbox import AnnotationBbox

Floats = npt.NDArray[np.floating[Any]]

#: of more pictures the points would not be seen
MOST_PICTURES: Final = 40
#: longer side of a picture in inches, and the room that its frame takes
_SIDE, _ROOM = 0.34, 0.1
_ROUNDS: Final = 90


def draw_pictures(
    ax: Axes, centers: Floats, images: Floats, name: Callable[[int], str], points: Floats
) -> dict[int, AnnotationBbox]:
    """Draw each center's picture in a frame of its cluster's color, none over another.

    A picture that had to stand beside its center has a line to it.
    """
    from matplotlib.offsetbox import AnnotationBbox, OffsetImage

    shown = [i for i, place in enumerate(centers) if np.isfinite(place).all()]
    high, wide = np.array(images.shape[1:]) / max(images.shape[1:]) * _SIDE
    inch = _units_per_inch(ax, points)
    room = np.array([wide + _ROOM, high + _ROOM]) * inch
    places = apart(centers[shown], room)
    low, top = float(np.nanmin(images)), float(np.nanmax(images))
    found: dict[int, AnnotationBbox] = {}
    for i, place in zip(shown, places, strict=True):
        color = cluster_style(i)[0]
        # of few pixels each is a square; many are drawn smoothly
        smooth = "nearest" if max(images.shape[1:]) < 16 else "antialiased"
        picture = OffsetImage(
            images[i], cmap="gray_r", norm=_norm(low, top), interpolation=smooth,
            zoom=72 * _SIDE / max(images.shape[1:]),
        )  # fmt: skip
        away = bool((np.abs(place - centers[i]) > room / 2).any())
        box = AnnotationBbox(
            picture, tuple(centers[i]), xybox=tuple(place), pad=0.1, zorder=5,
            annotation_clip=False,
            arrowprops={"arrowstyle": "-", "color": text_color(ax)} if away else None,
            bboxprops={"edgecolor": color, "linewidth": 2.4, "facecolor": "white"},
        )  # fmt: skip
        ax.add_artist(box)
        corner = place + room * (-0.42, 0.42)
        ax.annotate(
            name(i), tuple(corner), ha="center", va="center_baseline", fontweight="bold",
            fontsize=8, zorder=6, **text_on(color),
            bbox={"boxstyle": "circle,pad=0.2", "facecolor": color, "edgecolor": text_color(ax)},
        )  # fmt: skip
        found[i] = box
    return found


def _norm(low: float, top: float) -> Any:
    """Return one scale for all pictures: a pale center is a mean of images that differ."""
    from matplotlib.colors import Normalize

    return Normalize(low, top)


def _units_per_inch(ax: Axes, points: Floats) -> float:
    """Return how much of the data an inch shows, with one scale for both axes."""
    box = ax.get_position()
    width, height = ax.figure.figure.get_size_inches() * (box.width, box.height)
    span = np.maximum(np.ptp(points, axis=0) * 1.1, 1e-12)
    return float(max(span[0] / width, span[1] / height))


def apart(places: Floats, room: Floats) -> Floats:
    """Move rectangles of a width and height as little as it takes that no two overlap."""
    moved = np.array(places, dtype=float)
    for _ in range(_ROUNDS):
        changed = False
        for a in range(len(moved)):
            for b in range(a + 1, len(moved)):
                gap = moved[b] - moved[a]
                over = room - np.abs(gap)
                if (over <= 1e-6 * room).any():
                    continue
                axis = int(np.argmin(over / room))
                push = over[axis] / 2 * 1.001 * (-1 if gap[axis] < 0 else 1)
                moved[a, axis] -= push
                moved[b, axis] += push
                changed = True
        if not changed:
            break
    return moved
