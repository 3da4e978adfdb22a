"""The reachability plot of OPTICS: valleys are clusters.

References
----------
M. Ankerst, M. M. Breunig, H.-P. Kriegel and J. Sander, "OPTICS: ordering points to identify the
clustering structure", SIGMOD 1999, p. 49-60.
"""

from __future__ import annotations

import warnings
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final, Self

import numpy as np
import numpy.typing as npt

from teachclust.checks.labels import as_numbers, read_labels
from teachclust.errors import LearnerError, translate_sklearn_errors
from teachclust.palette import cluster_name
from teachclust.plots.base import Display
from teachclust.plots.cluster_axis import ClusterSpan, draw_cluster_axis
from teachclust.plots.density.eps import check_eps, draw_eps_line
from teachclust.plots.fitted import describe_type, final_estimator, fitted
from teachclust.plots.style import cluster_style, despine, merge_style_kwargs
from teachclust.words import say
from teachclust.words.numbers import number

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.collections import PolyCollection
    from matplotlib.lines import Line2D

Ints = npt.NDArray[np.intp]
Floats = npt.NDArray[np.floating[Any]]

#: clusters whose sizes the alternative text tells
_MOST_LISTED: Final = 8


class ReachabilityDisplay(Display):
    """Reachability of each point, in the order of OPTICS: a valley is a cluster.

    Parameters
    ----------
    reachability : ndarray of shape (n_samples,)
        Distance at which each point was reached, by point; infinite where it was not.
    ordering : ndarray of shape (n_samples,)
        The points in the order in which they were reached.
    labels : ndarray of shape (n_samples,), default=None
        Cluster of each point; -1 is noise.
    eps : float, default=None
        Where a line is drawn: DBSCAN with this eps separates the valleys below it.

    Attributes
    ----------
    bars_ : dict of int to matplotlib PolyCollection
        The bars of each cluster, noise as -1.
    eps_line_ : matplotlib Line2D
        The line at eps; None where there is none.
    note : str
        What infinite and grey bars mean; empty where there are none.

    See Also
    --------
    teachclust.plots.KDistanceDisplay : Distances that help to choose one eps.

    Examples
    --------
    >>> from sklearn.cluster import OPTICS
    >>> from teachclust.datasets import load_blobs
    >>> from teachclust.plots import ReachabilityDisplay
    >>> model = OPTICS(min_samples=10, cluster_method="dbscan", eps=0.6)
    >>> display = ReachabilityDisplay.from_estimator(model, load_blobs().data)
    >>> sorted(display.bars_)
    [-1, 0, 1, 2, 3]
    """

    def __init__(
        self,
        *,
        reachability: Floats,
        ordering: Ints,
        labels: Ints | None = None,
        eps: float | None = None,
    ) -> None:
        self.reachability, self.ordering = reachability, ordering
        self.labels, self.eps = labels, eps

    @classmethod
    def from_estimator(
        cls, estimator: Any, X: Any = None, *, eps: float | None = None, **plot_options: Any
    ) -> Self:
        """Draw the ordering of an OPTICS.

        Parameters
        ----------
        estimator : OPTICS
            Or a pipeline that ends in one; fitted, or a clone is fitted.
        X : array-like of shape (n_samples, n_features), default=None
            The data; not read when it is fitted.
        eps : float, default=None
            Where a line is drawn; by default at the eps of ``cluster_method="dbscan"``.

        Raises
        ------
        LearnerError
            If it is no OPTICS.
        """
        model, own_eps = _read_optics(estimator, X)
        eps = own_eps if eps is None else eps
        given = {"labels": model.labels_, "eps": eps, **plot_options}
        return cls.from_predictions(model.reachability_, model.ordering_, **given)

    @classmethod
    def from_predictions(
        cls,
        reachability: Any,
        ordering: Any,
        *,
        labels: Any = None,
        eps: float | None = None,
        **plot_options: Any,
    ) -> Self:
        """Draw an ordering that was found elsewhere.

        Parameters
        ----------
        reachability : array-like of shape (n_samples,)
            By point, as in scikit-learn's ``reachability_``: not yet in order.
        ordering : array-like of shape (n_samples,)
            The points in the order in which they were reached, each once.
        labels : array-like of shape (n_samples,), default=None
            Clusters by point: whole numbers, -1 for noise.

        Raises
        ------
        LearnerError
            If these are no ordering of the points, or labels don't fit it.
        """
        reached, order = _read_ordering(reachability, ordering)
        found = None if labels is None else read_labels(labels, len(order))
        check_eps(eps)
        display = cls(reachability=reached, ordering=order, labels=found, eps=eps)
        return display.plot(**plot_options)

    def plot(self, ax: Axes | None = None, *, bar_kw: dict[str, Any] | None = None) -> Self:
        """Draw the bars, the clusters under them and the line at eps.

        Parameters
        ----------
        bar_kw : dict, default=None
            Style of the bars, as for a PolyCollection.
        """
        with self._canvas(ax) as ax:
            ax.set(xlim=(0, len(self.ordering)), ylim=(0, self._high))
            self._draw_bars(ax, bar_kw)
            self.eps_line_: Line2D | None = None
            if self.eps is not None:
                words = [say("plot.k_distance.eps", eps=f"{self.eps:.6g}")]
                self.eps_line_ = draw_eps_line(ax, self.eps, words, None)
            taken = draw_cluster_axis(ax, self._cluster_spans())
            ax.set_title(self._title)
            ax.set_ylabel(say("plot.reach.y"))
            ax.set_xlabel("\n".join([say("plot.reach.x"), *self._notes]), labelpad=4)
            ax.tick_params(axis="x", pad=taken + 3)
            despine(ax)
        return self

    @property
    def note(self) -> str:
        """What infinite and grey bars mean; empty where there are none."""
        return " ".join(self._notes)

    @property
    def _notes(self) -> list[str]:
        infinite, noise = int(np.isinf(self.reachability).sum()), int((self._labels < 0).sum())
        notes = []
        if infinite:
            key = "plot.reach.infinite" if infinite > 1 else "plot.reach.infinite_one"
            notes.append(say(key, n=f"{infinite:,}"))
        if noise and self.labels is not None:
            notes.append(say("plot.reach.noise", n=f"{noise:,}"))
        return notes

    @property
    def alt(self) -> str:
        """Alternative text with the sizes of the clusters and what stands out."""
        finite = self.reachability[np.isfinite(self.reachability)]
        ends = [number(float(end(finite))) if finite.size else "0" for end in (np.min, np.max)]
        parts = [say("plot.reach.alt", title=self._title, low=ends[0], high=ends[1])]
        sizes = [f"{cluster_name(s.cluster)} {s.size:,}" for s in self._cluster_spans()]
        if sizes:
            listed, more = ", ".join(sizes[:_MOST_LISTED]), len(sizes) - _MOST_LISTED
            listed = say("plot.tree.more", sizes=listed, n=f"{more:,}") if more > 0 else listed
            parts.append(say("plot.reach.alt_sizes", sizes=listed))
        if self.eps is not None:
            parts.append(say("plot.reach.alt_eps", eps=f"{self.eps:.6g}"))
        return " ".join([*parts, self.note]).strip()

    @property
    def _title(self) -> str:
        k, n = len(np.unique(self._labels[self._labels >= 0])), f"{len(self.ordering):,}"
        key = "plot.reach.title" if k > 1 else "plot.reach.one" if k else "plot.reach.none"
        return say(key, n=n, k=k)

    @property
    def _labels(self) -> Ints:
        """Cluster of each point in the order of `ordering`."""
        if self.labels is None:
            return np.full(len(self.ordering), -1)
        return self.labels[self.ordering]

    @property
    def _high(self) -> float:
        """Top of the picture: a little above the highest finite bar and the line."""
        finite = self.reachability[np.isfinite(self.reachability)]
        return (max(float(finite.max(initial=0.0)), self.eps or 0.0) or 1.0) * 1.08

    def _cluster_spans(self) -> list[ClusterSpan]:
        """Return where each cluster lies along the ordering."""
        labels, found = self._labels, []
        for cluster in np.unique(labels[labels >= 0]).tolist():
            places = np.flatnonzero(labels == cluster)
            ends = float(places[0]), float(places[-1] + 1)
            found.append(ClusterSpan(cluster, *ends, len(places)))
        return sorted(found, key=lambda span: span.low + span.high)

    def _draw_bars(self, ax: Axes, bar_kw: dict[str, Any] | None) -> None:
        from matplotlib.collections import PolyCollection

        high = np.minimum(self.reachability[self.ordering], self._high)
        runs = _runs(self._labels)
        self.bars_: dict[int, PolyCollection] = {}
        for cluster in np.unique(self._labels).tolist():
            shapes = [_steps(a, high[a:b]) for a, b, label in runs if label == cluster]
            style: dict[str, Any] = {
                "facecolor": cluster_style(cluster)[0],
                "edgecolor": "none",
                "linewidth": 0,
            }
            if cluster < 0:  # what is left over stands back
                style["alpha"] = 0.6
            bars = PolyCollection(shapes, **merge_style_kwargs(style, bar_kw, PolyCollection))
            self.bars_[cluster] = bars
            ax.add_collection(bars, autolim=False)


def _runs(labels: Ints) -> list[tuple[int, int, int]]:
    """Return begin, end and label of each run of equal labels."""
    edges = [0, *(np.flatnonzero(np.diff(labels)) + 1).tolist(), len(labels)]
    return [(a, b, int(labels[a])) for a, b in pairwise(edges)]


def _steps(begin: int, heights: Floats) -> Floats:
    """Return the corners of bars of width 1 that stand side by side, as one shape."""
    across = np.repeat(np.arange(begin, begin + len(heights) + 1.0), 2)
    up = np.concatenate([[0.0], np.repeat(heights, 2), [0.0]])
    return np.stack([across, up], axis=1)


def _read_optics(estimator: Any, X: Any) -> tuple[Any, float | None]:
    """Return a fitted OPTICS, and the eps at which it cuts."""
    from sklearn.cluster import OPTICS

    last = final_estimator(estimator)
    if not isinstance(last, OPTICS):
        raise LearnerError(
            "A reachability plot needs an OPTICS.",
            where=describe_type(last),
            why="Reachability is what OPTICS keeps of each point.",
            fix="ReachabilityDisplay.from_estimator(OPTICS(min_samples=10), X)",
        )
    with translate_sklearn_errors("OPTICS(min_samples=10)"), warnings.catch_warnings():
        # the picture shows and says which points are not reached
        warnings.filterwarnings("ignore", "All reachability values are inf")
        model = final_estimator(fitted(estimator, X))
    eps = None
    if model.cluster_method == "dbscan":
        eps = model.max_eps if model.eps is None else model.eps
    return model, None if eps is None or np.isinf(eps) else float(eps)


def _read_ordering(reachability: Any, ordering: Any) -> tuple[Floats, Ints]:
    """Return reachability and ordering as arrays, or say what is wrong with them."""
    reached, order = as_numbers(reachability), as_numbers(ordering)
    good = reached.ndim == 1 and reached.size > 0 and reached.shape == order.shape
    if good and np.array_equal(np.sort(order), np.arange(len(order))) and (reached >= 0).all():
        return reached, order.astype(np.intp)
    raise LearnerError(
        "Reachability needs a distance for each point, and an ordering that has each point once.",
        where=f"reachability of shape {reached.shape}, ordering of shape {order.shape}",
        why="Distances are from 0 on or infinite, by point: not yet in the order of `ordering`.",
        fix="ReachabilityDisplay.from_estimator(OPTICS(min_samples=10), X)",
    )
