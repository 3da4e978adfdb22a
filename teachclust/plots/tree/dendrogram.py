"""The dendrogram: which clusters were merged, and at what distance.

References
----------
F. Murtagh and P. Contreras, "Algorithms for hierarchical clustering: an overview", WIREs Data
Mining and Knowledge Discovery 2, 2012, p. 86-97.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, Self

import numpy as np
import numpy.typing as npt

from teachclust.errors import LearnerError
from teachclust.plots.base import Display
from teachclust.plots.tree.cut import TreeCut, read_cut
from teachclust.plots.tree.drawing import TreeDrawing
from teachclust.plots.tree.full_tree import fit_full_tree
from teachclust.plots.tree.layout import TreeLayout, count_branches
from teachclust.plots.tree.merges import read_linkage, read_tree, tree_of_merges
from teachclust.plots.tree.text import TreeText, read_leaf_names, row_names
from teachclust.words import say

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Ints = npt.NDArray[np.intp]
Floats = npt.NDArray[np.floating[Any]]
MaxLeaves = int | Literal["auto"] | None


class DendrogramDisplay(Display):
    """A tree of merges: each link joins two branches at the height of their distance.

    Parameters
    ----------
    children : ndarray of shape (n_samples - 1, 2)
        The two nodes that each merge joins, as in scikit-learn's ``children_``.
    heights : ndarray of shape (n_samples - 1,)
        The distance of each merge.
    labels : ndarray of shape (n_samples,), default=None
        Clusters, which give links the colors of the scatter; -1 is noise.
    cut : float, default=None
        Height of the line that cuts the tree into the clusters; by default between the two merges
        that the cut separates. Where no height does there is no line, and `note` says why.
    max_leaves : int, "auto" or None, default="auto"
        How many branches stand side by side at most; what lies below is folded into wedges.
        "auto" folds more than 500 leaves into 300 branches, None folds nothing.
    leaf_names : sequence of str, default=None
        A name for each point, written where at most 60 branches are drawn.
    height_name : str, default=None
        What the heights are.

    Attributes
    ----------
    order_ : ndarray of shape (n_samples,)
        All points from left to right: ``X[display.order_]`` are the rows of a heat map.
    links_ : matplotlib LineCollection
        The links, in the order of the merges; then the stems of the clusters.
    wedges_ : matplotlib PolyCollection
        Folded branches; None where none is.
    cut_line_ : matplotlib Line2D
        The line of the cut; None where there is none.
    note : str
        What is worth knowing, such as inversions.

    See Also
    --------
    scipy.cluster.hierarchy.dendrogram : The same links, with colors of its own.

    Notes
    -----
    The layout takes time in proportion to the points, the drawing to the branches drawn.

    Examples
    --------
    >>> from sklearn.cluster import AgglomerativeClustering
    >>> from teachclust.datasets import load_blobs
    >>> from teachclust.plots import DendrogramDisplay
    >>> model = AgglomerativeClustering(n_clusters=4)
    >>> display = DendrogramDisplay.from_estimator(model, load_blobs().data)
    >>> len(set(display.labels))
    4
    """

    size = (5.4, 4.2)

    scales = frozenset({"linear", "function"})

    def __init__(
        self,
        *,
        children: Ints,
        heights: Floats,
        labels: Ints | None = None,
        cut: float | None = None,
        max_leaves: MaxLeaves = "auto",
        leaf_names: Sequence[Any] | None = None,
        height_name: str | None = None,
    ) -> None:
        self.children, self.heights, self.labels = children, heights, labels
        self.cut, self.max_leaves = cut, max_leaves
        self.leaf_names, self.height_name = leaf_names, height_name

    @classmethod
    def from_estimator(
        cls,
        estimator: Any,
        X: Any = None,
        *,
        max_leaves: MaxLeaves = "auto",
        leaf_names: Sequence[Any] | None = None,
        **plot_options: Any,
    ) -> Self:
        """Draw the tree of an AgglomerativeClustering, with its clusters in color.

        Parameters
        ----------
        estimator : AgglomerativeClustering
            Or a pipeline that ends in one. Fitted with ``compute_distances=True`` it is taken as it
            is; else a clone is fitted on X with it, which takes as long as a fit.
        X : array-like of shape (n_samples, n_features), default=None
            The data.
        leaf_names : sequence of str, default=None
            A name for each point; by default those of a DataFrame's index.

        Raises
        ------
        LearnerError
            If the estimator grows no tree, or the tree would take more than 300 MB.
        """
        model, labels = fit_full_tree(estimator, X)
        names = read_leaf_names(leaf_names, len(labels))
        return cls(
            children=model.children_,
            heights=model.distances_,
            labels=labels,
            cut=model.distance_threshold,
            max_leaves=max_leaves,
            leaf_names=row_names(X) if names is None else names,
            height_name=say("plot.tree.height_linkage", linkage=model.linkage),
        ).plot(**plot_options)

    @classmethod
    def from_predictions(
        cls,
        children: Any,
        heights: Any,
        *,
        labels: Any = None,
        n_clusters: int | None = None,
        max_leaves: MaxLeaves = "auto",
        leaf_names: Sequence[Any] | None = None,
        **plot_options: Any,
    ) -> Self:
        """Draw a tree that was grown elsewhere.

        Parameters
        ----------
        children : array-like of shape (n_samples - 1, 2)
            The two nodes that each merge joins: node i is point i, and merge i makes node
            n_samples + i.
        heights : array-like of shape (n_samples - 1,)
            The distance of each merge.
        labels : array-like of shape (n_samples,), default=None
            Clusters: whole numbers, -1 for noise.
        n_clusters : int, default=None
            Instead of labels: how many the cut gives, numbered as scikit-learn does.

        Raises
        ------
        LearnerError
            If they are no tree, or labels and names don't fit it.
        """
        pairs, tops = read_tree(children, heights)
        return cls(
            children=pairs,
            heights=tops,
            labels=read_cut(tree_of_merges(pairs, tops), labels, n_clusters),
            max_leaves=max_leaves,
            leaf_names=read_leaf_names(leaf_names, len(pairs) + 1),
        ).plot(**plot_options)

    @classmethod
    def from_linkage(cls, Z: Any, **prediction_options: Any) -> Self:
        """Draw a linkage matrix of SciPy; centroid and median linkage come in this way.

        Parameters
        ----------
        Z : array-like of shape (n_samples - 1, 4)
            From ``scipy.cluster.hierarchy.linkage``.
        """
        children, heights = read_linkage(Z)
        return cls.from_predictions(children, heights, **prediction_options)

    def plot(
        self,
        ax: Axes | None = None,
        *,
        orientation: Literal["top", "left"] = "top",
        scale: Literal["linear", "sqrt"] = "linear",
        line_kw: dict[str, Any] | None = None,
    ) -> Self:
        """Draw the tree.

        Parameters
        ----------
        orientation : {"top", "left"}, default="top"
            Where the last merge stands. "left" has room for long names.
        scale : {"linear", "sqrt"}, default="linear"
            Of the heights; the square root gives the low merges of Ward's tree more room.
        line_kw : dict, default=None
            Style of the links, as for a LineCollection.
        """
        with self._canvas(ax) as ax:
            words = self._words
            drawing = TreeDrawing(ax, self.layout_, self.cut_, self._line, orientation, scale)
            self.links_ = drawing.draw_links(line_kw)
            self.wedges_ = drawing.draw_wedges()
            self.cut_line_ = drawing.draw_cut()
            drawing.write(words.title, self.height_name, words.names, words.note)
        return self

    @cached_property
    def layout_(self) -> TreeLayout:
        """Where links are drawn."""
        tree = tree_of_merges(self.children, self.heights)
        return TreeLayout(tree, count_branches(self.max_leaves, tree.n_leaves))

    @cached_property
    def cut_(self) -> TreeCut | None:
        """The clusters on the tree; None where there are none."""
        return None if self.labels is None else TreeCut(self.layout_.tree, self.labels)

    @property
    def order_(self) -> Ints:
        """All points from left to right."""
        return self.layout_.tree.order

    @property
    def note(self) -> str:
        """What is worth knowing; empty where there is nothing."""
        return self._words.note

    @property
    def alt(self) -> str:
        """Alternative text with the heights, the cut and the sizes of the clusters."""
        return self._words.alt

    @property
    def _words(self) -> TreeText:
        return TreeText(self.layout_, self.cut_, self._line, self.leaf_names)

    @property
    def _line(self) -> float | None:
        """The height of the line of the cut; None where no level gives these clusters."""
        if self.cut_ is None or self.cut is None:
            return None if self.cut_ is None else self.cut_.height
        if self.cut_.separates(self.cut):
            return self.cut
        if (right := self.cut_.height) is None:
            return None
        raise LearnerError(
            "A cut at this height doesn't give these clusters.",
            where=f"cut={self.cut!r}, {len(self.cut_.clusters)} clusters",
            why="The line is drawn above the merges within clusters and below those between them.",
            fix=f"cut={right!r}",
        )
