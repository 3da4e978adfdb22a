"""A palette: its colors by share, with hexadecimal code and name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Self

import numpy as np
import numpy.typing as npt

from teachclust.checks.labels import as_numbers
from teachclust.errors import LearnerError
from teachclust.images.color_names import color_names, hex_of
from teachclust.palette import NOISE
from teachclust.plots.base import Display
from teachclust.plots.images.fitted_palette import estimator_palette
from teachclust.plots.plain_text import title_text
from teachclust.plots.style import FIXED_COLOR, despine, merge_style_kwargs, text_color, wrap_text
from teachclust.words import say

if TYPE_CHECKING:
    from matplotlib.axes import Axes

#: more are folded into one bar
_MOST: Final = 16
_IN_ALT: Final = 6


class PaletteDisplay(Display):
    """The colors of a palette as bars, the most frequent on top.

    Parameters
    ----------
    colors : ndarray of shape (n_colors, 3), uint8
        Red, green and blue from 0 to 255, the most frequent first.
    shares : ndarray of shape (n_colors,)
        Part of the pixels that takes each color.

    Attributes
    ----------
    bars_ : matplotlib BarContainer
        One bar for each color, as long as its share; beyond 16 colors a line names the rest.

    See Also
    --------
    teachclust.PaletteLab : The same beside the picture, for any k.

    Notes
    -----
    Names come from a table of 37 plain ones, by the nearest in CIELAB; alike colors share a name.

    Examples
    --------
    >>> from teachclust.plots import PaletteDisplay
    >>> display = PaletteDisplay.from_predictions([[200, 20, 20], [250, 250, 250]], [0.25, 0.75])
    >>> display.names
    ['white', 'red']
    """

    def __init__(
        self,
        *,
        colors: npt.NDArray[np.uint8],
        shares: npt.NDArray[np.float64],
        title: str | None = None,
    ) -> None:
        self.colors, self.shares, self.title = colors, shares, title

    @classmethod
    def from_estimator(cls, estimator: Any, image: Any, **prediction_options: Any) -> Self:
        """Find the colors of a picture, and draw.

        Parameters
        ----------
        estimator : estimator
            K-means or its kin; fitted, or a clone is fitted on the distinct colors, weighted.
        """
        fit = estimator_palette(estimator, image)
        return cls.from_predictions(fit.palette, fit.shares, **prediction_options)

    @classmethod
    def from_predictions(
        cls, colors: Any, shares: Any, *, title: str | None = None, **plot_options: Any
    ) -> Self:
        """Draw a palette that was found elsewhere.

        Parameters
        ----------
        colors : array-like of shape (n_colors, 3)
            Red, green and blue from 0 to 255, in any order.
        shares : array-like of shape (n_colors,)
            Part of the pixels, or their number: they are made to sum to 1.

        Raises
        ------
        LearnerError
            If they don't belong together, or are no colors.
        """
        rgb, parts = _read(colors, shares)
        order = np.argsort(-parts, kind="stable")
        display = cls(colors=rgb[order], shares=parts[order], title=title)
        return display.plot(**plot_options)

    @property
    def names(self) -> list[str]:
        """A plain name for each color."""
        return color_names(self.colors)

    @property
    def alt(self) -> str:
        """Alternative text with the most frequent colors."""
        first = zip(self.names[:_IN_ALT], self.colors, self.shares, strict=False)
        each = ", ".join(f"{name} {hex_of(color)} {_percent(part)}" for name, color, part in first)
        rest = len(self.colors) - _IN_ALT
        more = f" {say('plot.palette.more', n=rest)}" if rest > 0 else ""
        return f"{self._title()}: {each}.{more}"

    def plot(self, ax: Axes | None = None, *, bar_kw: dict[str, Any] | None = None) -> Self:
        """Draw the bars.

        Parameters
        ----------
        bar_kw : dict, default=None
            Style of the bars, as for ``ax.barh``.
        """
        with self._canvas(ax) as ax:
            self._draw(ax, bar_kw)
        return self

    def figure_size(self) -> tuple[float, float]:
        """Return a size that gives each color a line."""
        return 5.8, 1.1 + 0.24 * min(len(self.colors), _MOST + 1)

    def _title(self) -> str:
        return title_text(self.title, say("plot.palette.title", n=len(self.colors)))

    def _draw(self, ax: Axes, bar_kw: dict[str, Any] | None) -> None:
        from matplotlib.patches import Rectangle

        shown = min(len(self.colors), _MOST)
        shares = [100 * float(share) for share in self.shares[:shown]]
        fills: list[Any] = [hex_of(color) for color in self.colors[:shown]]
        words = [f"{name}  {hex_of(c)}" for name, c in zip(self.names, self.colors, strict=True)]
        words = words[:shown]
        texts = [_percent(share) for share in self.shares[:shown]]
        if shown < len(self.colors):  # a number only: its bar would dwarf the others
            shares.append(0.0)
            fills.append("none")
            words.append(say("plot.palette.rest", n=len(self.colors) - shown))
            texts.append(_percent(self.shares[shown:].sum()))
        # an edge, or white on white paper would not be seen
        style = merge_style_kwargs(
            {"color": fills, "edgecolor": NOISE, "height": 0.86}, bar_kw, Rectangle
        )
        self.bars_ = ax.barh(range(len(shares)), shares, **style)
        for bar in self.bars_:
            bar.set_gid(FIXED_COLOR)
        ax.bar_label(self.bars_, texts, padding=4, color=text_color(ax), fontsize=9)
        ax.set_yticks(range(len(words)), words, fontsize=9)
        ax.set_ylim(len(words) - 0.4, -0.6)
        ax.set_xlim(0, 1.12 * max(shares))
        ax.set_title(wrap_text(self._title()))
        ax.set_xlabel(say("plot.palette.x"))
        ax.set_ylabel(say("plot.palette.y"))
        ax.tick_params(axis="y", length=0)
        despine(ax)


def _percent(share: Any) -> str:
    percent = 100 * float(share)
    return f"{percent:.0f} %" if percent >= 1 else f"{percent:.1f} %"


def _read(colors: Any, shares: Any) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.float64]]:
    """Return colors and shares as arrays, or say what is wrong with them."""
    rgb, parts = as_numbers(colors), as_numbers(shares)
    if rgb.ndim != 2 or rgb.shape[1] != 3 or parts.shape != rgb.shape[:1] or not len(rgb):
        wrong = f"colors of shape {rgb.shape}, shares of shape {parts.shape}"
    elif not np.isfinite(rgb).all() or rgb.min() < 0 or rgb.max() > 255:
        wrong = f"colors from {rgb.min()} to {rgb.max()}"
    elif not np.isfinite(parts).all() or parts.min() < 0 or parts.sum() <= 0:
        wrong = f"shares from {parts.min()} to {parts.max()}"
    else:
        return np.rint(rgb).astype(np.uint8), parts / parts.sum()
    raise LearnerError(
        "A palette needs colors from 0 to 255, and one share for each.",
        where=wrong,
        why="Each row of colors is red, green and blue.",
        fix="PaletteDisplay.from_predictions([[200, 20, 20], [250, 250, 250]], [0.25, 0.75])",
    )
