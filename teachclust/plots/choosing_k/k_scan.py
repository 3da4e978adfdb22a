"""All criteria of a scan against k, one below the other."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Self

import numpy as np

from teachclust.palette import NOISE
from teachclust.plots.arguments import check_scan
from teachclust.plots.base import (
    Display,
    accent_color,
    add_panel,
    despine,
    merge_style_kwargs,
    panel_grid,
    text_color,
)
from teachclust.scores.k_scan import KScan
from teachclust.scores.scan import scan_k
from teachclust.words import say
from teachclust.words.numbers import number

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.lines import Line2D


class KScanDisplay(Display):
    """Criteria against the number of clusters: small curves that share the axis of k.

    Parameters
    ----------
    scan : KScan
        From `teachclust.scan_k`.

    Attributes
    ----------
    axes_ : ndarray of matplotlib Axes
        One for each criterion, from the top down.
    lines_ : dict of str to matplotlib Line2D
        The curve of each criterion.
    preferred_ : dict of str to matplotlib Line2D
        The mark on the k that each criterion prefers, where it has one.
    bands_ : dict of str to matplotlib artist
        The error bars of the gap (one s_k) and the band of the stability (10 to 90 %).
    ax_, figure_ : matplotlib Axes and Figure
        The area that was divided, and its figure.
    alt : str
        Alternative text: the verdict.

    Notes
    -----
    Given one `ax`, its area is divided, and of itself it shows its title only.

    Examples
    --------
    >>> from sklearn.cluster import KMeans
    >>> from teachclust import scan_k
    >>> from teachclust.datasets import load_blobs
    >>> from teachclust.plots import KScanDisplay
    >>> criteria = ("inertia", "silhouette", "davies_bouldin")
    >>> model = KMeans(n_init=3, random_state=0)
    >>> scan = scan_k(model, load_blobs().data, range(1, 7), criteria=criteria)
    >>> display = KScanDisplay.from_scan(scan)
    >>> len(display.axes_)
    3
    """

    scales = None

    def __init__(self, *, scan: KScan) -> None:
        self.scan = scan

    @classmethod
    def from_estimator(
        cls,
        estimator: Any,
        X: Any,
        k: Iterable[int] = range(1, 13),
        *,
        ax: Axes | None = None,
        line_kw: dict[str, Any] | None = None,
        **options: Any,
    ) -> Self:
        """Scan an estimator, and draw.

        Parameters
        ----------
        estimator : estimator
            With ``n_clusters`` or ``n_components``; never touched.
        X : array-like of shape (n_samples, n_features)
            The data.
        k : iterable of int, default=range(1, 13)
            Numbers of clusters.
        ax : matplotlib Axes, default=None
            Whose area to divide.
        line_kw : dict, default=None
            As for `plot`.
        **options
            As for `teachclust.scan_k`: criteria, n_references, random_state ...

        Returns
        -------
        display : KScanDisplay
            Drawn.
        """
        return cls.from_scan(scan_k(estimator, X, k, **options), ax=ax, line_kw=line_kw)

    @classmethod
    def from_scan(
        cls, scan: KScan, *, ax: Axes | None = None, line_kw: dict[str, Any] | None = None
    ) -> Self:
        """Draw a scan made by `teachclust.scan_k`, whole or interrupted."""
        check_scan(scan)
        return cls(scan=scan).plot(ax, line_kw=line_kw)

    def plot(self, ax: Axes | None = None, *, line_kw: dict[str, Any] | None = None) -> Self:
        """Draw the curves.

        Parameters
        ----------
        ax : matplotlib Axes, default=None
            Whose area to divide; by default a new figure.
        line_kw : dict, default=None
            Style of the curves, as for ``ax.plot``.

        Returns
        -------
        display : KScanDisplay
            Itself.
        """
        with self._canvas(ax) as ax:
            self._draw(ax, line_kw)
        return self

    @property
    def alt(self) -> str:
        """Alternative text: what was scanned and the verdict."""
        low, high = self.scan.k[0], self.scan.k[-1]
        text = say("plot.scan.alt", n=len(self.scan.criteria), low=low, high=high)
        return f"{text} {self.scan.verdict}"

    def figure_size(self) -> tuple[float, float]:
        """Return a size that gives each criterion a strip."""
        return self.size[0], 1.2 + 1.25 * len(self.scan.criteria)

    def _draw(self, ax: Axes, line_kw: dict[str, Any] | None) -> None:
        ax.set_title(say("plot.scan.title", name=self.scan.estimator.partition("(")[0]), pad=26)
        rows = len(self.scan.criteria)
        grid = panel_grid(ax, rows, 1, hspace=0.7)
        axes: list[Axes] = []
        self.lines_: dict[str, Line2D] = {}
        self.preferred_: dict[str, Line2D] = {}
        self.bands_: dict[str, Any] = {}
        for row, criterion in enumerate(self.scan.criteria):
            strip = add_panel(ax, grid[row, 0], sharex=axes[0] if axes else None)
            self._draw_curve(strip, criterion, line_kw)
            told = self._mark(strip, criterion)
            room = "\n" if row == 0 else ""
            strip.set_title(room + told, loc="left", fontsize="medium", linespacing=1.6)
            strip.set_ylabel(say(f"plot.unit.{criterion}"))
            strip.locator_params(axis="y", nbins=3)
            strip.tick_params(labelbottom=row == rows - 1)
            despine(strip)
            axes.append(strip)
        axes[-1].set_xlabel(say("plot.k"))
        axes[-1].set_xticks(_ticks(self.scan.k))
        axes[-1].set_xlim(self.scan.k[0] - 0.5, self.scan.k[-1] + 0.5)
        self.axes_ = np.array(axes)

    def _draw_curve(self, ax: Axes, criterion: str, line_kw: dict[str, Any] | None) -> None:
        from matplotlib.lines import Line2D

        known = [fit for fit in self.scan.fits if fit.value(criterion) is not None]
        k, values = [fit.k for fit in known], [fit.value(criterion) or 0.0 for fit in known]
        style = merge_style_kwargs(
            {"color": text_color(ax), "marker": "o", "markersize": 4}, line_kw, Line2D
        )
        (self.lines_[criterion],) = ax.plot(k, values, **style)
        if criterion == "gap" and known:
            spreads = [fit.gap_spread or 0.0 for fit in known]
            self.bands_[criterion] = ax.errorbar(
                k, values, yerr=spreads, fmt="none", ecolor=style["color"], capsize=4
            )
        if criterion == "stability" and known:
            low = [_or(fit.stability_low, value) for fit, value in zip(known, values, strict=True)]
            high = [
                _or(fit.stability_high, value) for fit, value in zip(known, values, strict=True)
            ]
            self.bands_[criterion] = ax.fill_between(
                k, low, high, color=NOISE, alpha=0.35, linewidth=0
            )

    def _mark(self, ax: Axes, criterion: str) -> str:
        """Mark the k that is preferred, and return what to say above the strip."""
        best, name = self.scan.prefers.get(criterion), say(f"criterion.{criterion}")
        value = None if best is None else self.scan[best].value(criterion)
        if best is None or value is None:
            return say("plot.scan.open", name=name)
        color = accent_color(ax)
        ax.axvline(best, color=color, linewidth=1, zorder=0)
        (self.preferred_[criterion],) = ax.plot(
            [best], [value], "o", color=color, markersize=8, zorder=3, clip_on=False
        )
        return say("plot.scan.best", name=name, k=best, value=number(value))


def _or(value: float | None, other: float) -> float:
    return other if value is None else value


def _ticks(k: tuple[int, ...]) -> tuple[int, ...]:
    """Return every k, or every second, third ... so that the numbers keep apart."""
    return k[:: -(-len(k) // 15)]
