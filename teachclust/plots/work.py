"""Quality against what it costs: seconds of this machine, and work that is the same everywhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Final, Self

import numpy as np
import numpy.typing as npt

from teachclust.checks import display_name
from teachclust.errors import LearnerError
from teachclust.plots.base import PanelsDisplay
from teachclust.plots.panels import add_panels, write_panel_title
from teachclust.plots.plain_text import title_text
from teachclust.plots.style import cluster_style, despine, merge_style_kwargs, text_color, wrap_text
from teachclust.scores import FitBenchmark, benchmark_fits
from teachclust.words import say

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.lines import Line2D

#: what is on the horizontal axes, from the top down
_COSTS: Final = ("seconds", "distances")
#: of the width of a panel: two labels nearer than this stand on different sides of their points
_NEAR: Final = 0.2
#: where a label stands
_SIDES: Final[dict[str, dict[str, Any]]] = {
    "over": {"xytext": (0, 8), "ha": "center", "va": "bottom"},
    "under": {"xytext": (0, -8), "ha": "center", "va": "top"},
    "right": {"xytext": (9, 0), "ha": "left", "va": "center"},
}
#: a horizontal axis spans this factor at least: else chance would look like a difference
_SPAN: Final = 10.0


class WorkDisplay(PanelsDisplay):
    """Inertia of several fits against the time they took and the distances they computed.

    Parameters
    ----------
    fits : sequence of FitBenchmark
        From `teachclust.scores.benchmark_fits`.

    Attributes
    ----------
    axes_ : ndarray of matplotlib Axes
        Time above, work below.
    lines_ : dict of str to list of matplotlib Line2D
        The curve of each algorithm, in both panels.

    Notes
    -----
    Low and left is good. Inertia is given in percent above the lowest of the fits, and both
    horizontal axes grow by factors. Seconds differ from run to run and from machine to machine,
    distances don't: where the panels disagree, something else than distances takes the time.

    Examples
    --------
    >>> from sklearn.cluster import KMeans, MiniBatchKMeans
    >>> from teachclust.datasets import load_blobs
    >>> from teachclust.plots import WorkDisplay
    >>> models = [KMeans(4, n_init=1, random_state=0), MiniBatchKMeans(4, random_state=0)]
    >>> display = WorkDisplay.from_estimator(models, load_blobs().data)
    >>> [fit.algorithm for fit in display.fits]
    ['KMeans', 'MiniBatchKMeans']
    """

    size = (5.4, 5.6)

    def __init__(self, *, fits: Sequence[FitBenchmark], title: str | None = None) -> None:
        self.fits, self.title = tuple(fits), title

    @classmethod
    def from_estimator(
        cls,
        estimator: Any | Iterable[Any],
        X: Any,
        *,
        threads: int | None = 1,
        **prediction_options: Any,
    ) -> Self:
        """Fit estimators here and now, and draw.

        Parameters
        ----------
        estimator : estimator or iterable of estimators
            KMeans or MiniBatchKMeans, unfitted, with seeds.
        threads : int or None, default=1
            How many threads a fit may use; None for as many as there are.
        """
        fits = benchmark_fits(estimator, X, threads=threads)
        return cls.from_predictions(fits, **prediction_options)

    @classmethod
    def from_predictions(
        cls, fits: Iterable[FitBenchmark], *, title: str | None = None, **plot_options: Any
    ) -> Self:
        """Draw fits that were measured already.

        Parameters
        ----------
        fits : iterable of FitBenchmark
            From `teachclust.scores.benchmark_fits`, all of the same data.

        Raises
        ------
        LearnerError
            If there are none, or of data of different sizes.
        """
        given = tuple(fits) if isinstance(fits, Iterable) else ()
        if not all(isinstance(fit, FitBenchmark) for fit in given):
            given = ()
        if not given or len({fit.n_samples for fit in given}) > 1:
            raise LearnerError(
                "Fits of one data set are compared, one or more.",
                where=f"{len(given)} fits, rows: {sorted({fit.n_samples for fit in given})}",
                why="Inertia is a sum over rows: of different data it can't be compared.",
                fix="WorkDisplay.from_predictions(benchmark_fits(models, X))",
            )
        return cls(fits=given, title=title).plot(**plot_options)

    def plot(self, ax: Axes | None = None, *, line_kw: dict[str, Any] | None = None) -> Self:
        """Draw both panels."""
        with self._canvas(ax) as ax:
            self._draw(ax, line_kw)
        return self

    @property
    def alt(self) -> str:
        """Alternative text: each fit with its inertia, time and work."""
        each = "; ".join(
            say(
                "plot.work.alt.one",
                name=self._name(fit),
                above=f"{above:.1f}",
                seconds=_seconds(fit.seconds),
                distances=_short(fit.distances),
            )
            for fit, above in zip(self.fits, self._above(), strict=True)
        )
        return say("plot.work.alt", n=len(self.fits), each=each)

    def _above(self) -> list[float]:
        """Return how far the inertia of each fit lies above the lowest, in percent."""
        lowest = min(fit.inertia for fit in self.fits)
        return [100 * (fit.inertia / lowest - 1) if lowest > 0 else 0.0 for fit in self.fits]

    def _name(self, fit: FitBenchmark) -> str:
        return display_name(f"{fit.algorithm} {fit.label}")

    def _draw(self, ax: Axes, line_kw: dict[str, Any] | None) -> None:
        ax.set_title(wrap_text(title_text(self.title, say("plot.work.title"))), pad=26)
        panels = add_panels(ax, len(_COSTS), hspace=0.55)
        kinds = list(dict.fromkeys(fit.algorithm for fit in self.fits))
        self.lines_: dict[str, list[Line2D]] = {kind: [] for kind in kinds}
        for panel, cost in zip(panels, _COSTS, strict=True):
            for i, kind in enumerate(kinds):
                self._draw_kind(panel, kind, i, cost, line_kw)
            self._finish_axes(panel, cost)
            write_panel_title(panel, say(f"plot.work.panel.{cost}"), first=panel is panels[0])
        panels[-1].legend(
            frameon=False,
            loc="upper left",
            bbox_to_anchor=(-0.04, -0.3),
            ncols=3,
            columnspacing=1.2,
            handletextpad=0.4,
        )
        self.axes_ = np.array(panels)

    def _draw_kind(
        self, ax: Axes, kind: str, i: int, cost: str, line_kw: dict[str, Any] | None
    ) -> None:
        from matplotlib.lines import Line2D

        kept = [j for j, fit in enumerate(self.fits) if fit.algorithm == kind]
        color, marker, _ = cluster_style(i)
        plain = {"color": color, "marker": marker, "markersize": 9, "linewidth": 0.8}
        style = merge_style_kwargs({**plain, "label": kind}, line_kw, Line2D)
        above = self._above()
        x, y = [getattr(self.fits[j], cost) for j in kept], [above[j] for j in kept]
        (line,) = ax.plot(x, y, **style)
        self.lines_[kind].append(line)

    def _finish_axes(self, ax: Axes, cost: str) -> None:
        ax.set_xscale("log")
        values = np.array([float(getattr(fit, cost)) for fit in self.fits])
        wide = max(1.8, np.sqrt(_SPAN / max(values.max() / values.min(), 1e-9)))
        low, high = values.min() / wide, values.max() * wide
        ax.set_xlim(low, high)
        ticks = _ticks(low, high)
        ax.set_xticks(ticks, [_seconds(t) if cost == "seconds" else _short(t) for t in ticks])
        ax.set_xticks([], minor=True)
        top = max(*self._above(), 1.0)
        ax.set_ylim(-0.22 * top, 1.3 * top)
        ax.set_xlabel(say(f"plot.work.{cost}"))
        ax.set_ylabel(say("plot.work.inertia"))
        ax.locator_params(axis="y", nbins=4)
        self._label(ax, np.log(values / low) / np.log(high / low))
        despine(ax)

    def _label(self, ax: Axes, across: npt.NDArray[np.float64]) -> None:
        """Write the label of each fit beside its point, without overlaps."""
        labeled = [i for i, fit in enumerate(self.fits) if fit.label]
        above, (low, high) = self._above(), ax.get_xlim()
        for i in labeled:
            near = [above[j] for j in labeled if j != i and abs(across[i] - across[j]) < _NEAR]
            side = "over" if not near or above[i] >= max(near) else "right"
            side = "under" if near and above[i] < min(near) else side
            ax.annotate(
                display_name(self.fits[i].label),
                (low * (high / low) ** across[i], above[i]),
                textcoords="offset points", fontsize=9, color=text_color(ax), zorder=1,
                **_SIDES[side],
            )  # fmt: skip


def _ticks(low: float, high: float) -> list[float]:
    """Return 1, 2 and 5 times powers of ten; over many powers, these alone."""
    powers = range(int(np.floor(np.log10(low))), int(np.ceil(np.log10(high))) + 1)
    steps = (1, 2, 5) if high / low < 60 else (1, 3) if high / low < 1000 else (1,)
    return [s * 10.0**p for p in powers for s in steps if low <= s * 10.0**p <= high]


def _seconds(value: float) -> str:
    return f"{value:.2g}" if value < 10 else f"{value:,.0f}"


def _short(value: float) -> str:
    """Return a large number by its power of a thousand: 3.2 M."""
    for unit, name in ((1e9, "G"), (1e6, "M"), (1e3, "k")):
        if value >= unit:
            return f"{value / unit:.3g} {name}"
    return f"{value:.3g}"
