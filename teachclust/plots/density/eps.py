"""A level line at a distance, with a few words where the picture is empty."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from teachclust.plots.base import accent_color, background_color, text_color

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.lines import Line2D

#: share of the height above which there is no room for words over the line
_HIGH: Final = 0.7
#: height of a line of words, in points
_LINE: Final = 14.0


def draw_eps_line(ax: Axes, eps: float, words: list[str], clear: float | None) -> Line2D:
    """Draw a level line, and words at its right end, the first in its color.

    Parameters
    ----------
    ax : matplotlib Axes
        Its limits are set already.
    eps : float
        Height of the line.
    words : list of str
        Lines of text, from the top down.
    clear : float or None
        Height above which the right end of the picture is empty. None where it never is: the words
        stand outside.

    Returns
    -------
    line : matplotlib Line2D
        The line.
    """
    from matplotlib.patheffects import AbstractPathEffect, withStroke

    line = ax.axhline(eps, color=accent_color(ax), linewidth=1.4, zorder=2.5)
    if clear is None:
        ax.annotate(
            "\n".join(words), (1, eps), xycoords=("axes fraction", "data"), xytext=(6, 0),
            textcoords="offset points", va="center", color=accent_color(ax), fontweight="bold",
            annotation_clip=False,
        )  # fmt: skip
        return line
    around: list[AbstractPathEffect] = [withStroke(linewidth=3, foreground=background_color(ax))]
    at = max(eps, clear)
    up = at < _HIGH * ax.get_ylim()[1]
    ordered = list(enumerate(words))
    for place, (i, text) in enumerate(reversed(ordered) if up else ordered):
        ax.annotate(
            text, (1, at if up else eps), xycoords=("axes fraction", "data"),
            xytext=(-2, (4 + _LINE * place) * (1 if up else -1)), textcoords="offset points",
            ha="right", va="bottom" if up else "top", path_effects=around,
            color=text_color(ax) if i else accent_color(ax), fontweight="normal" if i else "bold",
        )  # fmt: skip
    return line
