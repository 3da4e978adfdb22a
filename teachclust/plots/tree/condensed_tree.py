"""The condensed tree of HDBSCAN: how long groups last while the distance shrinks.

References
----------
R. J. G. B. Campello, D. Moulavi and J. Sander, "Density-based clustering based on hierarchical
density estimates", PAKDD 2013, p. 160-172.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, Self

import numpy as np
import numpy.typing as npt

from teachclust.errors import LearnerError
from teachclust.palette import NOISE, cluster_name
from teachclust.plots.base import Display
from teachclust.plots.cluster_axis import ClusterSpan, draw_cluster_axis
from teachclust.plots.fitted import (
    describe_type,
    final_estimator,
    fitted,
    is_pipeline,
    transformed_data,
)
from teachclust.plots.style import cluster_style, despine, merge_style_kwargs, wrap_text
from teachclust.traces.auxiliary import CondensedTree
from teachclust.words import say
from teachclust.words.numbers import number

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Floats = npt.NDArray[np.floating[Any]]

#: clusters whose sizes the alternative text tells
_MOST_LISTED: Final = 8


class CondensedTreeDisplay(Display):
    """Groups of at least min_cluster_size points, from one at the top down to the densest.

    A group is a bar that hangs from the density at which it appears to that at which it splits or
    its last point leaves. The bar is as wide as the points that it holds on average, so that its
    area is the group's stability: of a bar and those below it HDBSCAN chooses the larger area.

    Parameters
    ----------
    condensed : CondensedTree
        The tree: the attribute of that name of ``teachclust.trace(HDBSCAN(), X)``.

    Attributes
    ----------
    bars_ : matplotlib PolyCollection
        One bar for each group.
    chosen_ : list of int
        The groups that are clusters.
    note : str
        What a bar down to the foot means; empty where there is none.

    See Also
    --------
    teachclust.plots.ReachabilityDisplay : The reachability plot of OPTICS.

    Examples
    --------
    >>> from sklearn.cluster import HDBSCAN
    >>> from teachclust.datasets import make_unequal_density
    >>> from teachclust.plots import CondensedTreeDisplay
    >>> model = HDBSCAN(min_cluster_size=15, copy=True)
    >>> display = CondensedTreeDisplay.from_estimator(model, make_unequal_density().data)
    >>> len(display.chosen_)
    2
    """

    size = (5.4, 4.2)

    def __init__(self, *, condensed: CondensedTree) -> None:
        self.condensed = condensed

    @classmethod
    def from_estimator(cls, estimator: Any, X: Any, **plot_options: Any) -> Self:
        """Draw the condensed tree of an HDBSCAN.

        Parameters
        ----------
        estimator : sklearn.cluster.HDBSCAN
            Or a pipeline that ends in one; fitted or not, never touched. Its tree
            is computed again from X.

        Raises
        ------
        LearnerError
            If it is no HDBSCAN, or can't be traced.
        """
        from sklearn.cluster import HDBSCAN

        from teachclust.traces import trace

        last = final_estimator(estimator)
        if not isinstance(last, HDBSCAN):
            raise LearnerError(
                "A condensed tree needs an HDBSCAN of scikit-learn.",
                where=describe_type(last),
                why="It is the tree from which HDBSCAN chooses its clusters.",
                fix="CondensedTreeDisplay.from_estimator(HDBSCAN(min_cluster_size=10), X)",
            )
        if is_pipeline(estimator):  # the distances are those that HDBSCAN sees
            X = transformed_data(fitted(estimator, X), X)
        condensed = trace(last, X).condensed
        assert condensed is not None
        return cls.from_predictions(condensed, **plot_options)

    @classmethod
    def from_predictions(cls, condensed: CondensedTree, **plot_options: Any) -> Self:
        """Draw a condensed tree, as a trace of HDBSCAN has it.

        Parameters
        ----------
        condensed : CondensedTree
            The tree. A child stands after its parent.

        Raises
        ------
        LearnerError
            If it is none.
        """
        _check_condensed(condensed)
        return cls(condensed=condensed).plot(**plot_options)

    def plot(self, ax: Axes | None = None, *, bar_kw: dict[str, Any] | None = None) -> Self:
        """Draw the bars, and the clusters under them.

        Parameters
        ----------
        bar_kw : dict, default=None
            Style of the bars, as for a PolyCollection.
        """
        from matplotlib.collections import PolyCollection
        from matplotlib.colors import to_rgba

        tree = self.condensed
        with self._canvas(ax) as ax:
            looks = [cluster_style(c)[0] if c >= 0 else NOISE for c in tree.cluster.tolist()]
            fills = [to_rgba(look, 0.5 if look != NOISE else 0.25) for look in looks]
            widths = [1.8 if look != NOISE else 0.6 for look in looks]
            style = {"facecolors": fills, "edgecolors": looks, "linewidths": widths}
            high = _lowest_density(tree)
            corners: Any = _bar_corners(tree, self.lefts_, high)
            self.bars_ = PolyCollection(
                corners, **merge_style_kwargs(style, bar_kw, PolyCollection)
            )
            ax.add_collection(self.bars_, autolim=False)
            ax.set(xlim=(0, int(tree.sizes[0])), ylim=(high, float(tree.birth[0])))
            taken = draw_cluster_axis(ax, self._cluster_spans())
            ax.set_title(self._title)
            ax.set_ylabel(say("plot.condensed.y"))
            below = [say("plot.condensed.x"), *([wrap_text(self.note)] if self.note else [])]
            ax.set_xlabel("\n".join(below), labelpad=taken + 4)
            ax.set_xticks([])
            despine(ax)
            ax.spines["bottom"].set_visible(False)
        return self

    @property
    def chosen_(self) -> list[int]:
        """The groups that are clusters, by the number of the cluster."""
        chosen = np.flatnonzero(self.condensed.cluster >= 0)
        found: list[int] = chosen[np.argsort(self.condensed.cluster[chosen])].tolist()
        return found

    @property
    def note(self) -> str:
        """What a bar down to the foot means; empty where there is none."""
        endless = int(np.isinf(self.condensed.death).sum())
        return say("plot.condensed.endless", n=f"{endless:,}") if endless else ""

    @property
    def alt(self) -> str:
        """Alternative text with the clusters and how stable they are."""
        tree = self.condensed
        parts = [say("plot.condensed.alt", title=self._title, n=f"{len(tree.parent):,}")]
        chosen_sizes = [
            say(
                "plot.condensed.alt_one",
                name=cluster_name(int(tree.cluster[node])),
                n=f"{tree.sizes[node]:,}",
                stability=number(float(tree.stability[node])),
            )
            for node in self.chosen_
            if np.isfinite(tree.stability[node])
        ]
        if chosen_sizes:
            sizes, more = ", ".join(chosen_sizes[:_MOST_LISTED]), len(chosen_sizes) - _MOST_LISTED
            sizes = say("plot.tree.more", sizes=sizes, n=f"{more:,}") if more > 0 else sizes
            parts.append(say("plot.condensed.alt_clusters", sizes=sizes))
        return " ".join([*parts, self.note]).strip()

    @property
    def _title(self) -> str:
        k = len(self.chosen_)
        key = "plot.condensed.title" if k != 1 else "plot.condensed.one"
        return say(key, n=f"{self.condensed.sizes[0]:,}", k=k)

    @cached_property
    def lefts_(self) -> Floats:
        """Left end of each group's place, as wide as the points with which it begins."""
        return left_edges(self.condensed)

    def _cluster_spans(self) -> list[ClusterSpan]:
        tree = self.condensed
        found = [
            ClusterSpan(
                int(tree.cluster[i]),
                float(self.lefts_[i]),
                float(self.lefts_[i] + tree.sizes[i]),
                int(tree.sizes[i]),
            )
            for i in self.chosen_
        ]
        return sorted(found, key=lambda span: span.low)


def left_edges(tree: CondensedTree) -> Floats:
    """Return the left end of each group's place, shape (n_nodes,).

    The place is as wide as the points with which the group begins. Those of the parts lie side by
    side in that of the whole, with what was lost between them.
    """
    places = np.zeros(len(tree.parent))
    parts: list[list[int]] = [[] for _ in range(len(places))]
    for node, parent in enumerate(tree.parent.tolist()):
        if parent >= 0:
            parts[parent].append(node)
    for node, children in enumerate(parts):
        gap = (tree.sizes[node] - tree.sizes[children].sum()) / (len(children) + 1)
        at = places[node]
        for child in children:
            places[child] = at + gap
            at = places[child] + tree.sizes[child]
    return places


def _lowest_density(tree: CondensedTree) -> float:
    """Return the density at the foot of the picture: below the last finite one."""
    high = float(tree.death[np.isfinite(tree.death)].max(initial=float(tree.birth.max())))
    return (high or 1.0) * 1.05


def _bar_corners(tree: CondensedTree, places: Floats, end: float) -> Floats:
    """Return the corners of the bars, shape (n_nodes, 4, 2); those without an end reach `end`.

    A bar is as wide as the points that a group holds on average, in the middle of its place: its
    area is the stability.
    """
    length = tree.death - tree.birth
    lasting = np.isfinite(length) & (length > 0)
    mean = tree.sizes.astype(float)
    np.divide(tree.stability, length, out=mean, where=lasting)
    middle, low = places + tree.sizes / 2, np.minimum(tree.death, end)
    left, right = middle - mean / 2, middle + mean / 2
    across = np.stack([left, right, right, left], axis=1)
    return np.stack([across, np.stack([tree.birth, tree.birth, low, low], axis=1)], axis=2)


def _check_condensed(tree: CondensedTree) -> None:
    """Refuse what is no condensed tree."""
    where = ""
    if not isinstance(tree, CondensedTree):
        where = describe_type(tree)
    elif len({len(part) for part in vars(tree).values()}) > 1 or not len(tree.parent):
        where = "its parts are of different lengths, or empty"
    elif tree.parent[0] != -1 or (tree.parent[1:] < 0).any():
        where = "only the first group has no parent (-1)"
    elif (tree.parent >= np.arange(len(tree.parent))).any():
        where = "a group stands before its parent"
    elif not (tree.death >= tree.birth).all() or (tree.sizes < 1).any():
        where = "a group ends before it begins, or has no points"
    if where:
        raise LearnerError(
            "This is no condensed tree.",
            where=where,
            why="It is what a trace of HDBSCAN has.",
            fix="CondensedTreeDisplay.from_predictions(teachclust.trace(HDBSCAN(), X).condensed)",
        )
