"""All criteria of a scan against k, one below the other."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, ClassVar, Self

import numpy as np

from teachclust.palette import NOISE
from teachclust.plots.base import PanelsDisplay
from teachclust.plots.choosing_k.k_curve import KCurveDisplay, check_scan
from teachclust.plots.panels import add_panels, write_panel_title
from teachclust.plots.style import despine
from teachclust.scores import DEFAULT_K, KScan, scan_k
from teachclust.scores.choosing_k.k_fit import FROM_ZERO
from teachclust.words import say
from teachclust.words.numbers import number

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.lines import Line2D


class KScanDisplay(PanelsDisplay, KCurveDisplay):
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

    forwards: ClassVar = {"scan_options": scan_k}

    def __init__(self, *, scan: KScan) -> None:
        self.scan = scan

    @classmethod
    def from_estimator(
        cls,
        estimator: Any,
        X: Any,
        *,
        k: Iterable[int] = DEFAULT_K,
        ax: Axes | None = None,
        line_kw: dict[str, Any] | None = None,
        **scan_options: Any,
    ) -> Self:
        """Scan an estimator, and draw."""
        return cls.from_scan(scan_k(estimator, X, k, **scan_options), ax=ax, line_kw=line_kw)

    @classmethod
    def from_scan(cls, scan: KScan, **plot_options: Any) -> Self:
        """Draw a scan."""
        return cls(scan=check_scan(scan)).plot(**plot_options)

    def plot(self, ax: Axes | None = None, *, line_kw: dict[str, Any] | None = None) -> Self:
        """Draw the curves."""
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
        panels = add_panels(ax, len(self.scan.criteria), share="x", hspace=0.7)
        self.lines_: dict[str, Line2D] = {}
        self.preferred_: dict[str, Line2D] = {}
        self.bands_: dict[str, Any] = {}
        for panel, criterion in zip(panels, self.scan.criteria, strict=True):
            self._draw_criterion(panel, criterion, line_kw)
            text = self._mark_preferred(panel, criterion)
            write_panel_title(panel, text, first=panel is panels[0])
            panel.set_ylabel(say(f"plot.unit.{criterion}"))
            if criterion in FROM_ZERO:
                low, high = panel.get_ylim()
                panel.set_ylim(min(low, 0.0), max(high, 0.0))
            panel.locator_params(axis="y", nbins=3)
            panel.tick_params(labelbottom=panel is panels[-1])
            despine(panel)
        panels[-1].set_xlabel(say("plot.k"))
        panels[-1].set_xticks(_ticks(self.scan.k))
        panels[-1].set_xlim(self.scan.k[0] - 0.5, self.scan.k[-1] + 0.5)
        self.axes_ = np.array(panels)

    def _draw_criterion(self, ax: Axes, criterion: str, line_kw: dict[str, Any] | None) -> None:
        known = [fit for fit in self.scan.fits if fit.value(criterion) is not None]
        k, values = [fit.k for fit in known], [fit.value(criterion) or 0.0 for fit in known]
        line = self.lines_[criterion] = self._draw_curve(ax, k, values, 4, line_kw)
        if criterion == "gap" and known:
            spreads = [fit.gap_spread or 0.0 for fit in known]
            self.bands_[criterion] = ax.errorbar(
                k, values, yerr=spreads, fmt="none", ecolor=line.get_color(), capsize=4
            )
        if criterion == "stability" and known:
            pairs = list(zip(known, values, strict=True))
            low = [v if fit.stability_low is None else fit.stability_low for fit, v in pairs]
            high = [v if fit.stability_high is None else fit.stability_high for fit, v in pairs]
            self.bands_[criterion] = ax.fill_between(
                k, low, high, color=NOISE, alpha=0.35, linewidth=0
            )

    def _mark_preferred(self, ax: Axes, criterion: str) -> str:
        """Mark the k that is preferred, and return what to say above the panel."""
        best, name = self.scan.prefers.get(criterion), say(f"criterion.{criterion}")
        value = None if best is None else self.scan[best].value(criterion)
        if best is None or value is None:
            return say("plot.scan.open", name=name)
        self.preferred_[criterion] = self._mark_k(ax, best, value, 8)
        return say("plot.scan.best", name=name, k=best, value=number(value))


def _ticks(k: tuple[int, ...]) -> tuple[int, ...]:
    """Return every k, or every second, third ... so that the numbers keep apart."""
    return k[:: -(-len(k) // 15)]
