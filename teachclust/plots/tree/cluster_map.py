"""A table as a heat map, its rows in the order of a merge tree that stands beside it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final, Self

import numpy as np

from teachclust.checks import check_data, display_name
from teachclust.checks.labels import read_column, read_labels
from teachclust.errors import LearnerError
from teachclust.palette import NOISE, cluster_name
from teachclust.plots.base import PanelsDisplay
from teachclust.plots.cluster_axis import ClusterSpan, draw_cluster_axis
from teachclust.plots.fitted import describe_type, final_estimator
from teachclust.plots.panels import add_panel, panel_grid
from teachclust.plots.plain_text import title_text
from teachclust.plots.style import despine, merge_style_kwargs
from teachclust.plots.tree.cut import TreeCut
from teachclust.plots.tree.drawing import TreeDrawing
from teachclust.plots.tree.full_tree import fit_full_tree
from teachclust.plots.tree.layout import Floats, Ints, TreeLayout
from teachclust.plots.tree.merges import read_tree, tree_of_merges
from teachclust.words import say

if TYPE_CHECKING:
    from matplotlib.axes import Axes

#: beyond so many spreads from the mean a cell gets no darker
_FAR: Final = 2.5
#: rows from which several share a pixel, which then has the mean of their colors
_PIXELS: Final = 400
#: names that have room, letters of one of them, clusters that the alternative text tells of
_NAMED: Final = 40
_LONG: Final = 22
_MOST_LISTED: Final = 5


class ClusterMapDisplay(PanelsDisplay):
    """A heat map of standardized features; the rows stand as the leaves of their merge tree do.

    Parameters
    ----------
    values : ndarray of shape (n_samples, n_features)
        The standardized features, in the caller's order of rows.
    feature_names : sequence of str
        Name of each column.
    children, heights : ndarrays of shapes (n_samples - 1, 2) and (n_samples - 1,)
        The two nodes that each merge joins, as in scikit-learn's ``children_``; its distance.
    labels : ndarray of shape (n_samples,)
        Clusters; -1 is noise.
    row_name : str, default=None
        What the rows are, such as "wines"; by default "rows".

    Attributes
    ----------
    order_, columns_ : ndarray of shape (n_samples,), ndarray of shape (n_features,)
        The rows from the top down, the columns from left to right: those alike stand together.
    axes_ : ndarray of matplotlib Axes
        The heat map, and the tree.
    image_, colorbar_ : matplotlib AxesImage and Colorbar
        The heat map, and what its colors mean.
    links_ : matplotlib LineCollection
        The links of the tree, in the order of the merges; then the stems of the clusters.

    Notes
    -----
    The columns are sorted by a tree of their own (Ward), which is not drawn. L. Wilkinson and M.
    Friendly, "The history of the cluster heat map", The American Statistician 63, 2009, p. 179.

    Examples
    --------
    >>> from sklearn.cluster import AgglomerativeClustering
    >>> from sklearn.datasets import load_wine
    >>> from teachclust.plots import ClusterMapDisplay
    >>> X, model = load_wine(as_frame=True).data, AgglomerativeClustering(n_clusters=3)
    >>> display = ClusterMapDisplay.from_estimator(model, X, row_name="wines")
    >>> display.values.shape
    (178, 13)
    """

    size = (6.2, 5.6)

    def __init__(
        self, *, values: Floats, feature_names: Sequence[str], children: Ints, heights: Floats,
        labels: Ints, row_name: str | None = None,
    ) -> None:  # fmt: skip
        self.values, self.feature_names, self.row_name = values, feature_names, row_name
        self.children, self.heights, self.labels = children, heights, labels

    @classmethod
    def from_estimator(
        cls, estimator: Any, X: Any, *, row_name: str | None = None, **plot_options: Any
    ) -> Self:
        """Cluster the rows of standardized features, and draw.

        Parameters
        ----------
        estimator : AgglomerativeClustering
            Or a pipeline that ends in one. A clone is fitted on the standardized features.
        X : array-like of shape (n_samples, n_features)
            The table, in its own units.

        Raises
        ------
        LearnerError
            If the estimator grows no tree, X can't be clustered, or it would take over 300 MB.
        """
        from sklearn.base import clone
        from sklearn.cluster import AgglomerativeClustering

        last = final_estimator(estimator)
        if not isinstance(last, AgglomerativeClustering):
            raise LearnerError(
                f"{getattr(last, '__name__', type(last).__name__)} grows no tree of merges.",
                where=describe_type(last),
                why="The rows are put in the order of such a tree, grown by an estimator.",
                fix="ClusterMapDisplay.from_estimator(AgglomerativeClustering(n_clusters=3), X)",
            )
        data = check_data(X)
        spread = data.X.std(axis=0)
        values = (data.X - data.X.mean(axis=0)) / np.where(spread > 0, spread, 1)
        model, labels = fit_full_tree(clone(estimator), values)
        return cls.from_predictions(
            values, labels, children=model.children_, heights=model.distances_,
            feature_names=data.display_names, row_name=row_name, **plot_options,
        )  # fmt: skip

    @classmethod
    def from_predictions(
        cls, X: Any, labels: Any, *, children: Any, heights: Any,
        feature_names: Sequence[str] | None = None, row_name: str | None = None,
        **plot_options: Any,
    ) -> Self:  # fmt: skip
        """Draw a table and a tree that was grown elsewhere.

        Parameters
        ----------
        X : array-like of shape (n_samples, n_features)
            The table; its values are drawn as they are.
        labels : array-like of shape (n_samples,)
            Clusters: whole numbers, -1 for noise. Where they are no cut of the tree, a cluster
            stands in several pieces.
        feature_names : sequence of str, default=None
            By default those of a DataFrame, else "x1", "x2" ...

        Raises
        ------
        LearnerError
            If they are no tree, or the table, the labels or the names don't fit it.
        """
        pairs, tops = read_tree(children, heights)
        data = check_data(X)
        names = data.display_names
        if feature_names is not None:
            given_names = read_column(feature_names)
            names = tuple(display_name(n) for n in (() if given_names is None else given_names))
        if data.X.shape != (len(pairs) + 1, len(names)):
            raise LearnerError(
                "The table doesn't fit its tree or its names.",
                where=f"X of shape {data.X.shape}, {len(names)} names",
                why=f"{len(pairs)} merges join {len(pairs) + 1} rows; each column has one name.",
                fix="ClusterMapDisplay.from_estimator(AgglomerativeClustering(n_clusters=3), X)",
            )
        return cls(
            values=data.X,
            feature_names=names,
            children=pairs,
            heights=tops,
            labels=read_labels(labels, len(data.X)),
            row_name=row_name,
        ).plot(**plot_options)

    def plot(
        self, ax: Axes | None = None, *, cmap: Any = "RdBu_r", line_kw: dict[str, Any] | None = None
    ) -> Self:
        """Draw the tree, the heat map and its clusters.

        Parameters
        ----------
        cmap : str or Colormap, default="RdBu_r"
            Colors from 2.5 standard deviations below the mean to 2.5 above it.
        line_kw : dict, default=None
            Style of the links, as for a LineCollection.
        """
        with self._canvas(ax) as ax:
            title = say("plot.cluster_map.title", n=f"{len(self.values):,}", rows=self._rows)
            ax.set_title(title, pad=26)  # under it stands what the colors are
            grid = panel_grid(ax, 2, 2, wspace=0.03, hspace=0.16)
            grid.set_width_ratios([1, 3])
            grid.set_height_ratios([1, 36])
            table = add_panel(ax, grid[1, 1])
            self.axes_ = np.array([table, add_panel(ax, grid[1, 0], sharey=table)])
            for panel in self.axes_:
                panel.tick_params(axis="y", left=False, labelleft=False)
            self._draw_tree(self.axes_[1], line_kw)
            self._draw_table(table, cmap)
            self._draw_scale(add_panel(ax, grid[0, 1]))
        return self

    @cached_property
    def layout_(self) -> TreeLayout:
        """Where links are drawn."""
        return TreeLayout(tree_of_merges(self.children, self.heights), len(self.values))

    @property
    def order_(self) -> Ints:
        """The rows from the top down."""
        return self.layout_.tree.order

    @cached_property
    def columns_(self) -> Ints:
        """The columns from left to right."""
        from scipy.cluster.hierarchy import leaves_list, linkage

        n = self.values.shape[1]  # the distances of many columns would take too much memory
        sort = 3 <= n <= 2_000
        return leaves_list(linkage(self.values.T, "ward")) if sort else np.arange(n)

    @property
    def alt(self) -> str:
        """Alternative text: sizes of the clusters, and the columns in which each stands out."""
        n, width = self.values.shape
        parts = [say("plot.cluster_map.alt", n=f"{n:,}", rows=self._rows, width=f"{width:,}")]
        found = dict.fromkeys(int(one) for one in self.labels[self.order_] if one >= 0)
        for cluster in list(found)[:_MOST_LISTED]:
            rows = self.labels == cluster
            means = self.values[rows].mean(axis=0)
            high, low = (_plain(self.feature_names[i]) for i in (means.argmax(), means.argmin()))
            name, size = cluster_name(cluster), f"{rows.sum():,}"
            parts.append(say("plot.cluster_map.alt_one", name=name, n=size, high=high, low=low))
        if len(found) > _MOST_LISTED:
            parts.append(say("plot.cluster_map.alt_more", n=f"{len(found) - _MOST_LISTED:,}"))
        return " ".join(parts)

    @property
    def _rows(self) -> str:
        return title_text(self.row_name, say("plot.cluster_map.rows"))

    def _draw_tree(self, ax: Axes, line_kw: dict[str, Any] | None) -> None:
        from matplotlib.collections import LineCollection

        cut = TreeCut(self.layout_.tree, self.labels)
        drawing = TreeDrawing(ax, self.layout_, cut, None, "left", "linear")
        width = {"linewidth": 0.8 if len(self.labels) < _PIXELS else 0.4}
        self.links_ = drawing.draw_links(merge_style_kwargs(width, line_kw, LineCollection))
        ax.set_xlabel(say("plot.tree.height"))
        ax.set_ylabel(say("plot.cluster_map.y", rows=self._rows))
        despine(ax)
        ax.spines["left"].set_visible(False)

    def _draw_table(self, ax: Axes, cmap: Any) -> None:
        shown = self.values[np.ix_(self.order_, self.columns_)]
        self.image_ = ax.imshow(
            shown, cmap=cmap, vmin=-_FAR, vmax=_FAR, aspect="auto",
            interpolation="nearest" if len(shown) < _PIXELS else "antialiased",
        )  # fmt: skip
        names = [_plain(self.feature_names[i]) for i in self.columns_]
        names = [n if len(n) <= _LONG else n[: _LONG - 1].rstrip() + "…" for n in names]
        places = range(len(names) if len(names) <= _NAMED else 0)
        ax.set_xticks(places, names[: len(places)], rotation=60, ha="right", rotation_mode="anchor")
        ax.tick_params(axis="x", labelsize=8, length=0)
        ax.spines[:].set_color(NOISE)
        ax.set_ylim(len(shown) - 0.5, -0.5)  # the tree left a margin
        found = self.labels[self.order_]
        edges = [0, *(np.flatnonzero(np.diff(found)) + 1).tolist(), len(found)]
        ax.hlines(np.array(edges[1:-1]) - 0.5, -0.5, len(names) - 0.5, "black", linewidth=1)
        row = [ClusterSpan(int(found[i]), i - 0.5, j - 0.5, j - i) for i, j in pairwise(edges)]
        taken = draw_cluster_axis(ax, row, "right")
        ax.yaxis.set_label_position("right")
        ax.set_ylabel(say("plot.cluster_map.clusters", rows=self._rows), labelpad=taken + 4)

    def _draw_scale(self, ax: Axes) -> None:
        options: dict[str, Any] = {"orientation": "horizontal", "extend": "both"}
        self.colorbar_ = ax.figure.colorbar(self.image_, cax=ax, extendfrac=0.03, **options)
        ax.set_title("\n" + say("plot.cluster_map.scale"), fontsize=9, pad=3, linespacing=1.9)
        ax.tick_params(labelsize=8, length=2, pad=1)
        self.colorbar_.outline.set_edgecolor(NOISE)


def _plain(name: object) -> str:
    return display_name(name).replace("_", " ")
