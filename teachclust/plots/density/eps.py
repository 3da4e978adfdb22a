"""The eps of DBSCAN: whether it is a distance, and its line in a picture of distances."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from teachclust.checks.names import display_name
from teachclust.checks.parameter_words import meaning_of
from teachclust.errors import LearnerError
from teachclust.plots.style import accent_color, background_color, text_color

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.lines import Line2D

#: a picture of larger distances has no scale
_LARGEST: Final = 1e300
#: share of the height above which there is no room for words over the line
_HIGH: Final = 0.7
#: height of a line of words, in points
_LINE: Final = 14.0


def draw_eps_line(ax: Axes, eps: float, words: list[str], clear: float | None) -> Line2D:
    """Draw a level line, and lines of text at its right end, the first in its color.

    `clear` is the height above which the right end of the picture is empty; None where it never is:
    the words stand outside.
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


def check_eps(eps: object) -> None:
    """Refuse anything but a distance; None is allowed."""
    if eps is not None:
        check_number("eps", eps, least=0, most=_LARGEST, above=True)


def check_number(
    name: str,
    value: object,
    *,
    least: float,
    most: float = np.inf,
    above: bool = False,
    whole: bool = False,
) -> None:
    """Refuse anything but a number from `least` (or `above` it) to `most`; booleans are refused."""
    kinds = (int, np.integer) if whole else (int, float, np.number)
    if isinstance(value, kinds) and not isinstance(value, bool):
        try:
            number = float(value)
        except OverflowError:  # an int of hundreds of digits
            number = np.inf
        if (number > least if above else number >= least) and number <= most:
            return
    kind = "a whole number" if whole else "a number"
    limits = f"above {least:g}" if above else f"from {least:g}"
    limits += f" to {most:g}" if most < np.inf else ""
    raise LearnerError(
        f"{name} must be {kind} {limits}.",
        where=f"{name}={display_name(repr(value))}",
        why=meaning_of("DBSCAN", name),
        fix="DBSCAN(eps=0.5, min_samples=5)",
    )
