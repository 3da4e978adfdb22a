"""How Displays look: colors and markers of clusters, text on light and dark, quiet axes."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from teachclust.palette import COLORS, MARKERS, NOISE, cluster_look

if TYPE_CHECKING:
    from matplotlib.axes import Axes

#: group id of text whose color fits the mark under it, not the theme
FIXED_COLOR: Final = "fixed-color"


def cluster_style(number: int) -> tuple[str, str, str]:
    """Return the color, the matplotlib marker and the letter of a cluster; -1 is noise."""
    if number < 0:
        return NOISE, "x", ""
    cluster = cluster_look(number)
    return cluster["color"], MARKERS[cluster["shape"]], cluster["name"]


def ring_style(number: int, ax: Axes) -> dict[str, Any]:
    """Return the edge of a cluster's marks where it is known by a ring; else nothing."""
    ringed = number >= 0 and "ring" in cluster_look(number)
    return {"edgecolor": text_color(ax), "linewidth": 0.9} if ringed else {}


def text_color(ax: Axes) -> Any:
    """Return the color of text on this Axes: dark on light, light in a dark style."""
    return ax.xaxis.label.get_color()


def background_color(ax: Axes) -> Any:
    """Return the color behind an Axes, also where it lets its figure's shine through."""
    from matplotlib.colors import to_rgba

    for one in (ax, ax.figure.figure):
        color = to_rgba(one.get_facecolor())
        if color[3] > 0:
            return color
    return "white" if is_dark(text_color(ax)) else "black"


def accent_color(ax: Axes) -> str:
    """Return the color of what is chosen: the palette's blue, on dark its sky."""
    return COLORS[0] if is_dark(text_color(ax)) else COLORS[4]


def is_dark(color: Any) -> bool:
    """Return whether white reads better on this color than black (WCAG contrast)."""
    from matplotlib.colors import to_rgb

    # there black and white have the same contrast
    return relative_luminance(to_rgb(color)) < 0.179


def relative_luminance(rgb: Sequence[float]) -> float:
    """Return how light a color is, 0 for black to 1 for white (WCAG)."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in rgb]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def text_on(color: Any) -> dict[str, Any]:
    """Return the style of text on a colored mark, readable there in a light and a dark theme."""
    return {"color": "white" if is_dark(color) else "black", "gid": FIXED_COLOR}


def despine(ax: Axes) -> None:
    """Take away the frame's upper and right line, and lighten the others."""
    ax.spines[["top", "right"]].set_visible(False)
    ax.spines[["left", "bottom"]].set_color(NOISE)
    ax.tick_params(color=NOISE)


def wrap_text(text: str, width: int = 58) -> str:
    """Break a sentence into lines that fit under a picture."""
    return textwrap.fill(text, width)


def merge_style_kwargs(
    defaults: dict[str, Any], own: dict[str, Any] | None, artist: type
) -> dict[str, Any]:
    """Return a caller's style over the defaults; a short name (c, lw ...) stands for the long."""
    from matplotlib import cbook

    style = cbook.normalize_kwargs(own or {}, artist)
    if "c" in style:  # a scatter takes either of the two, not both
        style["color"] = style.pop("c")
    return {**defaults, **style}
