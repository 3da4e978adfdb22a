"""The k-distance curve: how far the min_samples-th nearest point is, to choose eps for DBSCAN.

References
----------
M. Ester, H.-P. Kriegel, J. Sander and X. Xu, "A density-based algorithm for discovering clusters
in large spatial databases with noise", KDD 1996, p. 226-231 (section 4.2).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

import numpy as np
import numpy.typing as npt

from teachclust.plots.base import Display, background_color, despine, merge_style_kwargs, text_color
from teachclust.plots.density.density_input import (
    check_eps,
    check_min_samples,
    measure,
    read_dbscan,
    read_distances,
)
from teachclust.plots.density.eps import draw_eps_line
from teachclust.plots.density.knee import knee
from teachclust.words import say
from teachclust.words.numbers import number

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.lines import Line2D

Floats = npt.NDArray[np.floating[Any]]


class KDistanceDisplay(Display):
    """Distance from each point to its min_samples-th nearest, the farthest first.

    Parameters
    ----------
    distances : ndarray of shape (n_samples,)
        Descending, in units of X.
    min_samples : int, default=5
        Which nearest point: the point itself is counted, as DBSCAN counts.
    eps : float, default=None
        Where a line is drawn: points at or below it are core points of DBSCAN.

    Attributes
    ----------
    line_ : matplotlib Line2D
        The curve.
    eps_line_ : matplotlib Line2D
        The line at eps; None where there is none.
    knee_ : matplotlib Line2D
        The mark on the knee; None where there is none.
    ax_, figure_ : matplotlib Axes and Figure
        Where it was drawn.
    alt : str
        Alternative text.

    See Also
    --------
    teachclust.plots.ReachabilityDisplay : Distances that need no eps.

    Notes
    -----
    The knee, a suggestion for eps, is the point farthest below the straight line between the ends
    of the curve. There is none where it lies less than half of the height below that line.

    The search costs about n log n distances in few dimensions and n squared in many: 10,000 points
    of 2 features take 0.05 s, of 10 features 3 s.

    Examples
    --------
    >>> from teachclust.datasets import load_blobs
    >>> from teachclust.plots import KDistanceDisplay
    >>> display = KDistanceDisplay.from_data(load_blobs().data, min_samples=5, eps=0.5)
    >>> display.n_core
    257
    """

    def __init__(
        self, *, distances: Floats, min_samples: int = 5, eps: float | None = None
    ) -> None:
        self.distances, self.min_samples, self.eps = distances, min_samples, eps

    @classmethod
    def from_data(
        cls,
        X: Any,
        min_samples: int = 5,
        eps: float | None = None,
        metric: Any = "euclidean",
        *,
        ax: Axes | None = None,
        line_kw: dict[str, Any] | None = None,
        **search: Any,
    ) -> Self:
        """Measure the distances, and draw.

        Parameters
        ----------
        X : array-like of shape (n_samples, n_features)
            The data.
        min_samples : int, default=5
            Which nearest point, itself counted.
        eps : float, default=None
            Where a line is drawn.
        metric : str or callable, default="euclidean"
            As for DBSCAN; "precomputed" is refused.
        ax : matplotlib Axes, default=None
            Where to draw.
        line_kw : dict, default=None
            As for `plot`.
        **search
            As for ``sklearn.neighbors.NearestNeighbors``: algorithm, leaf_size, metric_params, p.

        Returns
        -------
        display : KDistanceDisplay
            Drawn.

        Raises
        ------
        LearnerError
            If X, min_samples, eps or metric make no sense.
        """
        distances = measure(X, min_samples, metric, search)
        check_eps(eps)
        display = cls(distances=distances, min_samples=min_samples, eps=eps)
        return display.plot(ax, line_kw=line_kw)

    @classmethod
    def from_estimator(
        cls, estimator: Any, X: Any, *, ax: Axes | None = None, **style: Any
    ) -> Self:
        """Draw the curve that belongs to a DBSCAN, with the line at its eps.

        Parameters
        ----------
        estimator : DBSCAN
            Or a pipeline that ends in one; need not be fitted, and is never touched.
        X : array-like of shape (n_samples, n_features)
            The data.
        ax : matplotlib Axes, default=None
            Where to draw.
        **style
            As for `plot`: line_kw.

        Returns
        -------
        display : KDistanceDisplay
            Drawn.

        Raises
        ------
        LearnerError
            If it is no DBSCAN.
        """
        X, last, search = read_dbscan(estimator, X)
        return cls.from_data(X, last.min_samples, last.eps, last.metric, ax=ax, **search, **style)

    @classmethod
    def from_predictions(
        cls,
        *,
        distances: Any,
        min_samples: int = 5,
        eps: float | None = None,
        ax: Axes | None = None,
        **style: Any,
    ) -> Self:
        """Draw distances that were measured elsewhere.

        Parameters
        ----------
        distances : array-like of shape (n_samples,)
            Of each point to its min_samples-th nearest, in any order.
        min_samples : int, default=5
            Which nearest point, itself counted.
        eps : float, default=None
            Where a line is drawn.
        ax : matplotlib Axes, default=None
            Where to draw.
        **style
            As for `plot`: line_kw.

        Returns
        -------
        display : KDistanceDisplay
            Drawn.

        Raises
        ------
        LearnerError
            If they are no distances.
        """
        values = read_distances(distances)
        check_min_samples(min_samples, len(values))
        check_eps(eps)
        display = cls(distances=np.sort(values)[::-1], min_samples=min_samples, eps=eps)
        return display.plot(ax, **style)

    def plot(self, ax: Axes | None = None, *, line_kw: dict[str, Any] | None = None) -> Self:
        """Draw the curve, the knee and the line at eps.

        Parameters
        ----------
        ax : matplotlib Axes, default=None
            Where to draw; by default in a new figure.
        line_kw : dict, default=None
            Style of the curve, as for ``ax.plot``.

        Returns
        -------
        display : KDistanceDisplay
            Itself.
        """
        from matplotlib.lines import Line2D

        with self._canvas(ax) as ax:
            style = merge_style_kwargs({"color": text_color(ax), "linewidth": 1.8}, line_kw, Line2D)
            ranks = np.arange(1, len(self.distances) + 1)
            (self.line_,) = ax.plot(ranks, self.distances, **style)
            high = max(float(self.distances[0]), self.eps or 0.0) or 1.0
            ax.set(ylim=(0, high * 1.06), xlim=(0, len(ranks) + 1))
            self._draw_knee(ax)
            self._draw_eps(ax)
            ax.set_title(self._title)
            ax.set_xlabel(f"{say('plot.k_distance.x')}\n{self._knee_said}")
            ax.set_ylabel(say("plot.k_distance.y"))
            despine(ax)
        return self

    @property
    def n_core(self) -> int | None:
        """How many points have min_samples points within eps; None without eps."""
        return None if self.eps is None else int((self.distances <= self.eps).sum())

    @property
    def knee(self) -> float | None:
        """The distance at which the curve bends; None where it has no clear knee."""
        place = knee(self.distances)
        return None if place is None else float(self.distances[place])

    @property
    def alt(self) -> str:
        """Alternative text with the ends of the curve, the knee and the core points."""
        high, low = (number(float(self.distances[end])) for end in (0, -1))
        parts = [say("plot.k_distance.alt", title=self._title, high=high, low=low)]
        parts.append(f"{self._knee_said[0].upper()}{self._knee_said[1:]}.")
        if self.n_core is not None:
            core, rest = f"{self.n_core:,}", f"{len(self.distances) - self.n_core:,}"
            parts.append(say("plot.k_distance.alt_eps", eps=self._eps_said, core=core, rest=rest))
        return " ".join(parts)

    @property
    def _title(self) -> str:
        return say("plot.k_distance.title", nth=ordinal(self.min_samples))

    @property
    def _eps_said(self) -> str:
        return f"{self.eps:.6g}"

    @property
    def _knee_said(self) -> str:
        place = knee(self.distances)
        if place is None:
            return say("plot.k_distance.no_knee")
        at = number(float(self.distances[place]))
        return say("plot.k_distance.knee", distance=at, n=f"{place:,}")

    def _draw_knee(self, ax: Axes) -> None:
        self.knee_: Line2D | None = None
        place = knee(self.distances)
        if place is not None:
            (self.knee_,) = ax.plot(
                [place + 1], [self.distances[place]], "o", markersize=8, zorder=3,
                markerfacecolor=background_color(ax), markeredgecolor=text_color(ax),
                markeredgewidth=1.4,
            )  # fmt: skip

    def _draw_eps(self, ax: Axes) -> None:
        self.eps_line_: Line2D | None = None
        if self.eps is None or self.n_core is None:
            return
        n = len(self.distances)
        words = [
            say("plot.k_distance.eps", eps=self._eps_said),
            say("plot.k_distance.above", n=f"{n - self.n_core:,}"),
            say("plot.k_distance.below", n=f"{self.n_core:,}"),
        ]
        # the words take the last third, and the curve falls
        clear = float(self.distances[int(0.6 * n)])
        self.eps_line_ = draw_eps_line(ax, self.eps, words, clear)


def ordinal(n: int) -> str:
    """Write 1st, 2nd, 3rd, 4th ..."""
    last = "th" if 10 <= n % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return f"{n:,}{last}"
