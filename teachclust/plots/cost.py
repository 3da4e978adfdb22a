"""Time and memory of fits as the number of points grows, and what a million points would take."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Final, Self

import numpy as np
import numpy.typing as npt

from teachclust.checks import display_name, is_whole
from teachclust.errors import LearnerError
from teachclust.plots.base import PanelsDisplay
from teachclust.plots.panels import add_panels, write_panel_title
from teachclust.plots.plain_text import title_text
from teachclust.plots.style import (
    background_color,
    cluster_style,
    despine,
    merge_style_kwargs,
    wrap_text,
)
from teachclust.scores import CostCurve, CostCurves, cost_curve
from teachclust.words import say

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.lines import Line2D

#: what is on the vertical axes, from the top down
_COSTS: Final = ("seconds", "bytes")
#: round times and sizes: some of them are the ticks
_TIMES: Final = {
    "0.1 ms": 1e-4, "1 ms": 1e-3, "10 ms": 1e-2, "0.1 s": 0.1, "1 s": 1.0, "10 s": 10.0,
    "1 min": 60.0, "10 min": 600.0, "1 h": 3_600.0, "10 h": 36_000.0, "1 day": 86_400.0,
    "1 week": 604_800.0, "1 year": 3.15e7, "100 years": 3.15e9,
}  # fmt: skip
_SIZES: Final = {
    f"{step} {unit}": step * size
    for unit, size in (("B", 1e0), ("kB", 1e3), ("MB", 1e6), ("GB", 1e9), ("TB", 1e12))
    for step in (1, 10, 100)
}
#: ticks of a panel at most
_TICKS: Final = 6
#: larger numbers of points than any computer holds
_MOST_N: Final = 10**15
#: estimators that the alternative text names
_NAMED: Final = 5


class CostDisplay(PanelsDisplay):
    """Seconds and memory of fits against the number of points, both axes by factors.

    Parameters
    ----------
    curves : CostCurves
        From `teachclust.scores.cost_curve`.
    n : int, default=1_000_000
        Up to how many points the fitted lines go on, dashed.

    Attributes
    ----------
    axes_ : ndarray of matplotlib Axes
        Time above, memory below.
    lines_ : list of matplotlib Line2D
        What was measured, in both panels, one after the other.
    predictions_ : list of matplotlib Line2D
        The dashed lines, in the same order; None where the growth can't be told.

    See Also
    --------
    teachclust.plots.WorkDisplay : Quality against time and work, at one number of points.

    Notes
    -----
    A power of n is a straight line here, and its exponent is the slope: one along the diagonal
    doubles with n, one twice as steep grows by four. The exponents in the legend are those of
    `CostCurve`. A dashed line is an extrapolation: what would happen if the growth went on, which
    memory, caches and threads may not allow. Seconds differ from machine to machine.

    Examples
    --------
    >>> from sklearn.cluster import DBSCAN, KMeans
    >>> from teachclust.plots import CostDisplay
    >>> models = [KMeans(5, n_init=1, random_state=0), DBSCAN(eps=0.3)]
    >>> display = CostDisplay.from_estimator(models, sizes=(200, 400, 800), budget=2)
    >>> [curve.name for curve in display.curves.curves]
    ['KMeans', 'DBSCAN']
    """

    size = (5.4, 6.2)

    def __init__(self, *, curves: CostCurves, n: int = 1_000_000, title: str | None = None) -> None:
        self.curves, self.n, self.title = curves, n, title

    @classmethod
    def from_estimator(
        cls,
        estimator: Any | Iterable[Any],
        X: Any = None,
        *,
        sizes: Sequence[int] | None = None,
        budget: float = 10.0,
        threads: int | None = 1,
        random_state: int = 0,
        **prediction_options: Any,
    ) -> Self:
        """Measure estimators here and now, and draw.

        Parameters
        ----------
        estimator : estimator or iterable of estimators
            Unfitted; cloned for each fit.
        X : array-like of shape (n_samples, n_features), default=None
            Points to draw from; by default five blobs are made.
        sizes : sequence of int, default=None
            Numbers of points, rising; the `n` of `cost_curve`.
        budget : float, default=10.0
            Seconds for each estimator.
        threads : int or None, default=1
            How many threads a fit may use; None for as many as there are.
        random_state : int, default=0
            Makes the blobs and draws the points.
        """
        curves = cost_curve(
            estimator, X, n=sizes, budget=budget, threads=threads, random_state=random_state,
            progress=False,
        )  # fmt: skip
        return cls.from_predictions(curves, **prediction_options)

    @classmethod
    def from_predictions(
        cls,
        curves: CostCurves | CostCurve,
        *,
        n: int = 1_000_000,
        title: str | None = None,
        **plot_options: Any,
    ) -> Self:
        """Draw what was measured already.

        Parameters
        ----------
        curves : CostCurves or CostCurve
            From `teachclust.scores.cost_curve`.

        Raises
        ------
        LearnerError
            If it is something else, or nothing was measured.
        """
        if isinstance(curves, CostCurve):
            curves = CostCurves((curves,))
        measured = isinstance(curves, CostCurves) and any(len(one.n) for one in curves.curves)
        if not measured:
            raise LearnerError(
                "There is no measured cost to draw.",
                where=f"curves of type {type(curves).__name__}",
                why="cost_curve measures fits of more and more points.",
                fix="CostDisplay.from_predictions(cost_curve(KMeans(5, random_state=0)))",
            )
        if not is_whole(n) or not 2 <= n <= _MOST_N:
            raise LearnerError(
                f"n must be a whole number from 2 to {_MOST_N:.0e}.",
                where=f"n={display_name(repr(n))}",
                why="Up to this number of points the lines go on.",
                fix="n = 1_000_000",
            )
        return cls(curves=curves, n=int(n), title=title).plot(**plot_options)

    def plot(self, ax: Axes | None = None, *, line_kw: dict[str, Any] | None = None) -> Self:
        """Draw both panels."""
        with self._canvas(ax) as ax:
            ax.set_title(wrap_text(title_text(self.title, say("plot.cost.title"))), pad=26)
            panels = add_panels(ax, len(_COSTS), share="x", hspace=0.35)
            self.lines_: list[Line2D] = []
            self.predictions_: list[Line2D | None] = []
            for panel, cost in zip(panels, _COSTS, strict=True):
                for i, one in enumerate(self.curves.curves):
                    self._draw_curve(panel, i, one, cost, line_kw)
                self._finish_axes(panel, cost)
                write_panel_title(panel, say(f"plot.cost.panel.{cost}"), first=panel is panels[0])
            panels[0].tick_params(labelbottom=False)
            panels[-1].set_xlabel(say("plot.cost.n"))
            self._legend(panels[-1])
            self.axes_ = np.array(panels)
        return self

    @property
    def alt(self) -> str:
        """Alternative text: how each grows, and what `n` points would take."""
        given = [one for one in self.curves.curves if len(one.n)]
        each = "; ".join(self._told(one) for one in given[:_NAMED])
        if len(given) > _NAMED:
            each += say("plot.cost.alt.more", n=len(given) - _NAMED)
        return say("plot.cost.alt", n=len(given), each=each)

    def _told(self, one: CostCurve) -> str:
        """Return one estimator's largest fit, its growth and its prediction."""
        measured = say(
            "plot.cost.alt.one",
            name=display_name(one.name),
            n=f"{int(one.n[-1]):,}",
            seconds=_time(float(one.seconds[-1])),
            bytes=_size(float(one.peak_bytes[-1])),
        )
        if np.isnan(one.exponent):
            return measured
        grown = say(
            "plot.cost.alt.grows",
            power=f"{one.exponent:.1f}",
            n=f"{self.n:,}",
            seconds=_time(one.predict_seconds(self.n)),
            bytes=_size(one.predict_bytes(self.n)),
        )
        return f"{measured}, {grown}" if self.n > one.n[-1] else measured

    def _draw_curve(
        self, ax: Axes, i: int, one: CostCurve, cost: str, line_kw: dict[str, Any] | None
    ) -> None:
        from matplotlib.lines import Line2D

        color, marker, _ = cluster_style(i)
        plain = {"color": color, "marker": marker, "markersize": 6, "linewidth": 1.6}
        style = merge_style_kwargs(plain, line_kw, Line2D)
        kept = self._values(one, cost) > 0
        n, values = one.n[kept], self._values(one, cost)[kept]
        (line,) = ax.plot(n, values, **style)
        self.lines_.append(line)
        self.predictions_.append(None)
        end = self._predicted(one, cost, self.n)
        if len(n) and np.isfinite(end) and self.n > n[-1]:
            start = self._predicted(one, cost, int(n[-1]))
            dashed = style | {"linestyle": "--", "markevery": [1]}
            dashed |= {"markerfacecolor": background_color(ax), "zorder": 1.9}
            (self.predictions_[-1],) = ax.plot([n[-1], self.n], [start, end], **dashed)

    @staticmethod
    def _values(one: CostCurve, cost: str) -> npt.NDArray[np.float64]:
        """Return what was measured, in seconds or bytes."""
        values = one.seconds if cost == "seconds" else one.peak_bytes
        return np.asarray(values, dtype=np.float64)

    @staticmethod
    def _predicted(one: CostCurve, cost: str, n: int) -> float:
        """Return what the fitted line says of n points."""
        return one.predict_seconds(n) if cost == "seconds" else one.predict_bytes(n)

    def _finish_axes(self, ax: Axes, cost: str) -> None:
        ax.set(xscale="log", yscale="log", ylabel=say(f"plot.cost.{cost}"))
        drawn = np.concatenate([line.get_ydata() for line in ax.lines])
        drawn = drawn[drawn > 0] if (drawn > 0).any() else np.array([1.0])
        low, high = drawn.min() / 2, drawn.max() * 2
        known = {name: at for name, at in _scale(cost).items() if low <= at <= high}
        names = list(known)[:: -(-len(known) // _TICKS) or 1]
        ax.set_ylim(low, high)
        ax.set_yticks([known[name] for name in names], names)
        ax.set_yticks([], minor=True)
        tried = [int(at) for one in self.curves.curves for at in one.n] + [self.n]
        powers = range(int(np.log10(min(tried))), int(np.ceil(np.log10(max(tried)))) + 1)
        across = [10.0**p for p in powers if min(tried) <= 10.0**p <= max(tried)]
        across = across if len(across) > 1 else [float(min(tried)), float(max(tried))]
        across = across[:: -(-len(across) // _TICKS)]
        ax.set_xlim(min(tried) / 1.5, max(tried) * 1.5)
        ax.set_xticks(across, [_short(at) for at in across])
        ax.set_xticks([], minor=True)
        ax.grid(visible=True, linewidth=0.4, alpha=0.4)
        despine(ax)

    def _legend(self, ax: Axes) -> None:
        """Name each curve below, with its exponents: labels at the ends would overlap."""
        from matplotlib.lines import Line2D

        handles = []
        for i, one in enumerate(self.curves.curves):
            color, marker, _ = cluster_style(i)
            time, memory = one.exponent, one.memory_exponent
            key = "unknown" if np.isnan(memory) else "short" if np.isnan(time) else "grows"
            label = say(
                f"plot.cost.legend.{key}",
                name=display_name(one.name),
                time=f"{time:.1f}",
                memory=f"{memory:.1f}",
            )
            handles.append(Line2D([], [], color=color, marker=marker, markersize=6, label=label))
        ax.legend(
            handles=handles, frameon=False, loc="upper left", bbox_to_anchor=(-0.08, -0.28),
            fontsize=9,
        )  # fmt: skip

    def figure_size(self) -> tuple[float, float]:
        """Return a size with a line for each estimator below."""
        return self.size[0], self.size[1] - 0.8 + 0.2 * len(self.curves)


def _scale(cost: str) -> dict[str, float]:
    return _TIMES if cost == "seconds" else _SIZES


def _time(seconds: float) -> str:
    """Write a time in the largest unit that fits: "2.1 s", "3.4 h"."""
    units = (("years", 3.15e7), ("days", 86_400.0), ("h", 3_600.0), ("min", 60.0), ("s", 1.0))
    for name, size in units:
        if seconds >= size:
            return f"{_digits(seconds / size)} {name}"
    return f"{_digits(1e3 * seconds)} ms"


def _size(size: float) -> str:
    """Write a number of bytes in the largest unit that fits: "8.1 MB"."""
    for name, unit in (("TB", 1e12), ("GB", 1e9), ("MB", 1e6), ("kB", 1e3)):
        if size >= unit:
            return f"{_digits(size / unit)} {name}"
    return f"{_digits(size)} B"


def _digits(value: float) -> str:
    return f"{value:.2g}" if value < 100 else f"{value:,.0f}"


def _short(n: float) -> str:
    """Write a number of points by its power of a thousand: "10 k", "1 M"."""
    for unit, name in ((1e12, " T"), (1e9, " G"), (1e6, " M"), (1e3, " k")):
        if n >= unit:
            return f"{n / unit:.3g}{name}"
    return f"{n:.0f}"
