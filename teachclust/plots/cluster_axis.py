"""A row of marks beside an axis: shape, letter and size of each cluster, under its span."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

import numpy as np
import numpy.typing as npt

from teachclust.plots.style import cluster_style, text_color

if TYPE_CHECKING:
    from matplotlib.axes import Axes

#: points (1/72 inch): width of a letter, of a shape with its gap, and height of a line
_LETTER: Final = 5.8
_SHAPE: Final = 12.0
_LINE: Final = 13.0
_FONT: Final = 9.0
#: from the axis to the bars, and to the middle of the marks
_BAR: Final = 5.0
_MARK: Final = 16.0
#: what the row takes away from the axis, for what stands below it
ROW_HEIGHT: Final = 24.0

Side = Literal["bottom", "right"]


@dataclass(frozen=True)
class ClusterSpan:
    """Where a cluster begins and ends along an axis, in data coordinates, and its points."""

    cluster: int
    low: float
    high: float
    size: int


def draw_cluster_axis(ax: Axes, spans: list[ClusterSpan], side: Side = "bottom") -> float:
    """Draw a bar, a shape, a letter and the size of each cluster beside an axis.

    The limits of the Axes are set already. Where there is no room for all, sizes are left out
    first, then letters with shapes. Returns the points (1/72 inch) that the row takes away from the
    axis.
    """
    if not spans:
        return 0.0
    _draw_bars(ax, spans, side)
    texts = [(cluster_style(s.cluster)[2], f"{s.size:,}") for s in spans]
    room = _length(ax, side)
    for with_size in (True, False):
        widths = np.array([_width(letter, size if with_size else "") for letter, size in texts])
        needed = np.full(len(texts), _LINE) if side == "right" else widths + 6
        if needed.sum() <= room:
            break
    else:
        return _BAR + 4
    low, high = sorted(ax.get_xlim() if side == "bottom" else ax.get_ylim())
    unit = (high - low) / room
    wanted = np.array([(s.low + s.high) / 2 for s in spans])
    places = spread(wanted, needed * unit, low, high)
    for span, place, (letter, size) in zip(spans, places, texts, strict=True):
        _mark(ax, span.cluster, float(place), letter, size if with_size else "", side)
    return ROW_HEIGHT if side == "bottom" else _BAR + 12 + float(widths.max())


def spread(wanted: Any, widths: Any, low: float, high: float) -> npt.NDArray[np.float64]:
    """Move ascending middles as little as needed so that things of these widths don't overlap.

    None begins below `low` or ends above `high`; together they are not wider than that.
    """
    places, half = np.array(wanted, dtype=float), np.asarray(widths, dtype=float) / 2
    edge = low
    for i, reach in enumerate(half.tolist()):
        places[i] = max(places[i], edge + reach)
        edge = places[i] + reach
    edge = high
    for i in reversed(range(len(places))):
        places[i] = min(places[i], edge - half[i])
        edge = places[i] - half[i]
    return places


def _width(letter: str, size: str) -> float:
    words = len(letter) + (len(size) + 0.5 if size else 0)
    return _SHAPE + _LETTER * words


def _length(ax: Axes, side: Side) -> float:
    """Return the length of the axis in points; a layout to come takes some of it for labels."""
    box = ax.get_window_extent()
    pixels = box.width if side == "bottom" else box.height
    return float(pixels / ax.figure.figure.dpi * 72) * 0.94


def _draw_bars(ax: Axes, spans: list[ClusterSpan], side: Side) -> None:
    from matplotlib.collections import LineCollection
    from matplotlib.transforms import ScaledTranslation

    scale, down = ax.figure.figure.dpi_scale_trans, _BAR / 72
    if side == "bottom":
        where = ax.get_xaxis_transform() + ScaledTranslation(0, -down, scale)
        bars = [[(s.low, 0.0), (s.high, 0.0)] for s in spans]
    else:
        where = ax.get_yaxis_transform() + ScaledTranslation(down, 0, scale)
        bars = [[(1.0, s.low), (1.0, s.high)] for s in spans]
    colors = [cluster_style(s.cluster)[0] for s in spans]
    ax.add_collection(
        LineCollection(
            bars, colors=colors, linewidths=2.5, transform=where, clip_on=False, capstyle="butt"
        ),
        autolim=False,
    )


def _mark(ax: Axes, cluster: int, place: float, letter: str, size: str, side: Side) -> None:
    from matplotlib.lines import Line2D
    from matplotlib.offsetbox import AnnotationBbox, DrawingArea, HPacker, TextArea

    color, marker, _ = cluster_style(cluster)
    shape = DrawingArea(9, 9, 0, 0)
    shape.add_artist(Line2D([4.5], [4.5], marker=marker, color=color, markersize=7, linewidth=0))
    style: dict[str, Any] = {"color": text_color(ax), "fontsize": _FONT}
    parts: list[Any] = [shape, TextArea(letter, textprops=style | {"fontweight": "bold"})]
    if size:
        parts.append(TextArea(size, textprops=style))
    across = side == "bottom"
    box = AnnotationBbox(
        HPacker(children=parts, align="center", pad=0, sep=3),
        (place, 0) if across else (1, place),
        xycoords=("data", "axes fraction") if across else ("axes fraction", "data"),
        xybox=(0, -_MARK) if across else (_BAR + 6, 0),
        boxcoords="offset points",
        box_alignment=(0.5, 0.5) if across else (0, 0.5),
        frameon=False, pad=0, annotation_clip=False,
    )  # fmt: skip
    ax.add_artist(box)
