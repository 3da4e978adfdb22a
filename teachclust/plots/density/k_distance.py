"""The k-distance curve: how far the min_samples-th nearest point is, to choose eps for DBSCAN.

References
----------
M. Ester, H.-P. Kriegel, J. Sander and X. Xu, "A density-based algorithm for discovering clusters
in large spatial databases with noise", KDD 1996, p. 226-231 (section 4.2).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Self

import numpy as np
import numpy.typing as npt

from teachclust.checks import check_estimator, check_in_space, check_memory
from teachclust.checks.labels import as_numbers
from teachclust.checks.space import space_of_metric
from teachclust.errors import LearnerError, translate_sklearn_errors
from teachclust.plots.base import Display
from teachclust.plots.density.eps import check_eps, check_number, draw_eps_line
from teachclust.plots.fitted import (
    describe_type,
    final_estimator,
    fitted,
    is_pipeline,
    transformed_data,
)
from teachclust.plots.style import background_color, despine, merge_style_kwargs, text_color
from teachclust.threads import threads_for
from teachclust.traces.density_checks import check_metric
from teachclust.words import say
from teachclust.words.numbers import number

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.lines import Line2D

Floats = npt.NDArray[np.floating[Any]]

_DBSCAN: Final = "DBSCAN(eps=0.5, min_samples=5)"
#: points that are searched in a moment
_ENOUGH: Final = 10_000
#: How far a curve with a knee lies below its chord, as a share of its height: points spread evenly
#: reach 0.45 and a few points far from all others 0.6 and more.
_KNEE_DEPTH: Final = 0.5
#: fewer points have no shape
_KNEE_POINTS: Final = 10


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
        *,
        min_samples: int = 5,
        eps: float | None = None,
        metric: Any = "euclidean",
        ax: Axes | None = None,
        line_kw: dict[str, Any] | None = None,
        **search: Any,
    ) -> Self:
        """Measure the distances, and draw.

        Parameters
        ----------
        metric : str or callable, default="euclidean"
            As for DBSCAN; with "precomputed" X holds distances.
        **search
            As for ``sklearn.neighbors.NearestNeighbors``: algorithm, leaf_size, metric_params, p.

        Raises
        ------
        LearnerError
            If X, min_samples, eps or metric make no sense.
        """
        distances = _measure(X, min_samples, metric, search)
        check_eps(eps)
        display = cls(distances=distances, min_samples=min_samples, eps=eps)
        return display.plot(ax, line_kw=line_kw)

    @classmethod
    def from_estimator(cls, estimator: Any, X: Any, **plot_options: Any) -> Self:
        """Draw the curve that belongs to a DBSCAN, with the line at its eps.

        Parameters
        ----------
        estimator : DBSCAN
            Or a pipeline that ends in one; need not be fitted, and is never touched.

        Raises
        ------
        LearnerError
            If it is no DBSCAN.
        """
        X, model, search = _read_dbscan(estimator, X)
        given = {"min_samples": model.min_samples, "eps": model.eps, "metric": model.metric}
        return cls.from_data(X, **given, **search, **plot_options)

    @classmethod
    def from_predictions(
        cls, distances: Any, *, min_samples: int = 5, eps: float | None = None, **plot_options: Any
    ) -> Self:
        """Draw distances that were measured elsewhere.

        Parameters
        ----------
        distances : array-like of shape (n_samples,)
            Of each point to its min_samples-th nearest, in any order.

        Raises
        ------
        LearnerError
            If they are no distances.
        """
        values = _read_distances(distances)
        _check_min_samples(min_samples, len(values))
        check_eps(eps)
        display = cls(distances=np.sort(values)[::-1], min_samples=min_samples, eps=eps)
        return display.plot(**plot_options)

    def plot(self, ax: Axes | None = None, *, line_kw: dict[str, Any] | None = None) -> Self:
        """Draw the curve, the knee and the line at eps."""
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
            ax.set_xlabel(f"{say('plot.k_distance.x')}\n{self._knee_text}")
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
        parts.append(f"{self._knee_text[0].upper()}{self._knee_text[1:]}.")
        if self.n_core is not None:
            core, rest = f"{self.n_core:,}", f"{len(self.distances) - self.n_core:,}"
            parts.append(say("plot.k_distance.alt_eps", eps=self._eps_text, core=core, rest=rest))
        return " ".join(parts)

    @property
    def _title(self) -> str:
        return say("plot.k_distance.title", nth=ordinal(self.min_samples))

    @property
    def _eps_text(self) -> str:
        return f"{self.eps:.6g}"

    @property
    def _knee_text(self) -> str:
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
            say("plot.k_distance.eps", eps=self._eps_text),
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


def _check_min_samples(min_samples: Any, n_samples: int) -> None:
    """Refuse anything but a number of points from 1 to `n_samples`."""
    check_number("min_samples", min_samples, least=1, whole=True)
    if min_samples > n_samples:
        raise LearnerError(
            f"No point has {min_samples:,} points around it: there are {n_samples:,}.",
            where=f"min_samples={min_samples}",
            why="The point itself is counted, so that min_samples is at most the number of points.",
            fix=f"min_samples={min(5, n_samples)}",
        )


def _measure(X: Any, min_samples: int, metric: Any, search: dict[str, Any]) -> Floats:
    """Return the distance of each point to its min_samples-th nearest, descending."""
    from sklearn.neighbors import NearestNeighbors

    space = space_of_metric(metric)
    points = check_in_space(space, X, allow_1_row=True).X
    n = len(points)
    _check_min_samples(min_samples, n)
    if space.holds == "features":
        check_metric(metric, n, _DBSCAN)
    # a distance and a row number for each neighbour
    check_memory(16.0 * n * min_samples, "The search", n, _ENOUGH)
    with threads_for(points.size * min_samples), translate_sklearn_errors(_DBSCAN):
        found = NearestNeighbors(n_neighbors=min_samples, metric=metric, **search).fit(points)
        farthest = found.kneighbors(points)[0][:, -1]
    return np.sort(farthest)[::-1]


def _read_dbscan(estimator: Any, X: Any) -> tuple[Any, Any, dict[str, Any]]:
    """Return the data as a DBSCAN sees them, the DBSCAN, and how it searches."""
    from sklearn.cluster import DBSCAN

    last = final_estimator(estimator)
    if not isinstance(last, DBSCAN):
        raise LearnerError(
            "This curve helps to choose the eps of DBSCAN, and needs one.",
            where=describe_type(last),
            why="Core points have min_samples points within eps, themselves counted.",
            fix=f"KDistanceDisplay.from_estimator({_DBSCAN}, X)",
        )
    last = check_estimator(last)
    if is_pipeline(estimator):
        X = transformed_data(fitted(estimator, X), X)
    search = {name: getattr(last, name) for name in ("algorithm", "leaf_size", "metric_params")}
    return X, last, search if last.p is None else search | {"p": last.p}


def _read_distances(distances: Any) -> Floats:
    """Return distances as an array, or say what is wrong with them."""
    values = as_numbers(distances)
    if values.ndim == 1 and values.size and np.isfinite(values).all() and (values >= 0).all():
        return values
    raise LearnerError(
        "Distances must be one row of finite numbers from 0 on, one for each point.",
        where=f"distances of shape {values.shape}",
        why="Each is how far the min_samples-th nearest point lies.",
        fix="KDistanceDisplay.from_data(X, min_samples=5)",
    )


def knee(values: npt.NDArray[np.floating[Any]]) -> int | None:
    """Return the place where a falling curve bends most, or None where it bends gently.

    That is the place farthest below the straight line (the chord) from the first value to the last,
    if it lies half of the height below it or more. The values are descending and finite.

    References
    ----------
    V. Satopaa et al., "Finding a 'kneedle' in a haystack", ICDCS Workshops 2011, p. 166-171.
    """
    n = len(values)
    if n < _KNEE_POINTS or values[0] <= values[-1]:
        return None
    height = (values - values[-1]) / (values[0] - values[-1])
    below = np.linspace(1, 0, n) - height
    place = int(below.argmax())
    return place if below[place] >= _KNEE_DEPTH else None
