"""How the values of each feature are spread: bars of counts, whole or stacked by group."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final, Self

import numpy as np
import numpy.typing as npt

from teachclust.checks import check_data, display_name
from teachclust.checks.labels import read_column
from teachclust.checks.names import column_names
from teachclust.errors import LearnerError
from teachclust.palette import NOISE, cluster_name
from teachclust.plots.bar_edges import bar_edges, check_all_within
from teachclust.plots.base import (
    Display,
    accent_color,
    add_panel,
    background_color,
    cluster_style,
    despine,
    merge_style_kwargs,
    panel_grid,
)
from teachclust.plots.fitted import check_features, fitted, fitted_labels
from teachclust.plots.plain_text import title_text
from teachclust.scores.labels import read_labels
from teachclust.scores.matching import read_classes
from teachclust.scores.profiles import plain_name
from teachclust.words import say
from teachclust.words.numbers import number

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Floats = npt.NDArray[np.floating[Any]]

#: patterns beside colors; features told of in the alternative text
_HATCHES: Final = ("", "////", "....", "\\\\\\\\", "xx", "--", "++")
_TOLD: Final = 4
#: letters that have room beside each other over the panels
_LETTERS: Final = 70
#: groups that the legend names
_NAMED: Final = 27


class DistributionDisplay(Display):
    """Histograms, one for each feature; stacked where there are groups.

    Parameters
    ----------
    values : ndarray of shape (n_samples, n_features)
        The data, in the units in which they are drawn.
    feature_names : sequence of str
        Name of each feature, best with its unit.
    groups : ndarray of shape (n_samples,), default=None
        The name of each row's group; groups are stacked in the order of `group_names`.
    group_names : sequence of str, default=()
        Names of the groups, "noise" last.
    edges : list of ndarray
        The edges of each feature's bars. A value on an edge counts to the bar on its right; the
        last bar has both of its edges.
    row_name : str, default=None
        What the rows are, such as "customers"; by default "rows".

    Attributes
    ----------
    axes_ : ndarray of matplotlib Axes
        One for each feature.
    counts_ : list of ndarray of shape (n_bars,)
        Rows in each bar, by feature.
    ax_, figure_ : matplotlib Axes and Figure
        The area that was divided, and its figure.
    alt : str
        Alternative text.

    Notes
    -----
    The bars are drawn by seaborn's ``histplot``.

    Examples
    --------
    >>> from teachclust.datasets import load_customers
    >>> from teachclust.plots import DistributionDisplay
    >>> ages = load_customers(as_frame=True).data[["Age"]]
    >>> display = DistributionDisplay.from_predictions(ages, bins=[18, 26, 36, 46, 56, 70])
    >>> int(display.counts_[0].sum())
    200
    """

    scales = None

    def __init__(
        self, *, values: Floats, feature_names: Sequence[str], edges: Sequence[Floats],
        groups: npt.NDArray[Any] | None = None, group_names: Sequence[str] = (),
        row_name: str | None = None,
    ) -> None:  # fmt: skip
        self.values, self.feature_names, self.edges = values, feature_names, edges
        self.groups, self.group_names, self.row_name = groups, group_names, row_name

    @classmethod
    def from_estimator(
        cls, estimator: Any, X: Any, *, ax: Axes | None = None, **options: Any
    ) -> Self:
        """Draw the features, stacked by the clusters of an estimator.

        Parameters
        ----------
        estimator : estimator
            A clusterer, a mixture, or a pipeline that ends in one; fitted, or a clone is fitted.
        X : array-like of shape (n_samples, n_features)
            The data, in the units in which they are drawn.
        ax : matplotlib Axes, default=None
            Whose area to divide.
        **options
            As for `from_predictions`: bins, row_name, bar_kw.

        Returns
        -------
        display : DistributionDisplay
            Drawn.
        """
        labels = fitted_labels(fitted(estimator, X), X)
        check_features(estimator, X, "DistributionDisplay.from_predictions(features, labels)")
        return cls.from_predictions(X, labels, ax=ax, **options)

    @classmethod
    def from_predictions(
        cls, X: Any, groups: Any = None, *, bins: Any = "auto", row_name: str | None = None,
        ax: Axes | None = None, **style: Any,
    ) -> Self:  # fmt: skip
        """Draw the features, whole or stacked by given groups.

        Parameters
        ----------
        X : array-like of shape (n_samples, n_features)
            The data, in the units in which they are drawn.
        groups : array-like of shape (n_samples,), default=None
            Clusters (whole numbers, -1 for noise) or names, such as a gender.
        bins : int, str or sequence of float, default="auto"
            How many bars, or where they begin and end, as for `numpy.histogram_bin_edges`; by
            default about as many as numpy's "auto", with edges at round numbers.
        row_name : str, default=None
            What the rows are, such as "customers".
        ax : matplotlib Axes, default=None
            Whose area to divide.
        **style
            As for `plot`: bar_kw.

        Returns
        -------
        display : DistributionDisplay
            Drawn.

        Raises
        ------
        LearnerError
            If the groups don't fit the data, or a value lies in no bar.
        """
        data = check_data(X, allow_1_row=True)
        edges = [bar_edges(column, bins) for column in data.X.T]
        for name, column, found in zip(data.display_names, data.X.T, edges, strict=True):
            check_all_within(name, column, found)
        members, names = _read_groups(groups, len(data.X))
        display = cls(
            values=data.X, feature_names=data.display_names, edges=edges, groups=members,
            group_names=names, row_name=row_name,
        )  # fmt: skip
        return display.plot(ax, **style)

    def plot(self, ax: Axes | None = None, *, bar_kw: dict[str, Any] | None = None) -> Self:
        """Draw the histograms.

        Parameters
        ----------
        ax : matplotlib Axes, default=None
            Whose area to divide; by default a new figure.
        bar_kw : dict, default=None
            Style of the bars, as for ``ax.bar``.

        Returns
        -------
        display : DistributionDisplay
            Itself.
        """
        with self._canvas(ax) as ax:
            ax.set_title(self._title(), pad=24 if self.group_names else 8)
            count = len(self.feature_names)
            grid = panel_grid(ax, count, 1, hspace=0.8)
            panels = [add_panel(ax, grid[j, 0]) for j in range(count)]
            for j, panel in enumerate(panels):
                self._draw(panel, j, bar_kw)
            if self.group_names:
                self._legend(panels[0])
            panels[0].set_title("\n", fontsize=9)  # room for the title of the whole
            self.axes_ = np.array(panels)
        return self

    @property
    def counts_(self) -> list[npt.NDArray[np.intp]]:
        """Rows in each bar, by feature."""
        pairs = zip(self.values.T, self.edges, strict=True)
        return [np.histogram(column, found)[0] for column, found in pairs]

    @property
    def alt(self) -> str:
        """Alternative text: from where to where, and the highest bar of each feature."""
        parts = [f"{self._title()}."]
        shown = zip(self.feature_names, self.values.T, self.edges, self.counts_, strict=True)
        for name, column, edges, counts in list(shown)[:_TOLD]:
            top = int(counts.argmax())
            low, high = number(float(column.min())), number(float(column.max()))
            left, right = number(float(edges[top])), number(float(edges[top + 1]))
            told = {"low": low, "high": high, "left": left, "right": right}
            feature, most = plain_name(name), f"{counts[top]:,}"
            parts.append(say("plot.spread.alt_one", feature=feature, most=most, **told))
        if len(self.feature_names) > _TOLD:
            parts.append(say("plot.spread.more", n=len(self.feature_names) - _TOLD))
        if self.groups is not None:
            sizes = [f"{name} {(self.groups == name).sum():,}" for name in self.group_names]
            parts.append(say("plot.spread.alt_groups", sizes=", ".join(sizes)))
        return " ".join(parts)

    def figure_size(self) -> tuple[float, float]:
        """Return a size that gives each feature a strip."""
        return self.size[0], 0.6 + 1.75 * len(self.feature_names)

    @property
    def _rows(self) -> str:
        return title_text(self.row_name, say("plot.spread.rows"))

    def _title(self) -> str:
        key = "title" if self.groups is None else "grouped"
        return say(f"plot.spread.{key}", n=f"{len(self.values):,}", rows=self._rows)

    def _looks(self) -> list[tuple[str, str]]:
        """Return the color and the pattern of each group."""
        return [
            (NOISE, "") if name == say("plot.noise") else (cluster_style(i)[0], _HATCHES[i % 7])
            for i, name in enumerate(self.group_names)
        ]

    def _draw(self, ax: Axes, j: int, bar_kw: dict[str, Any] | None) -> None:
        import seaborn as sns
        from matplotlib.colors import to_rgb
        from matplotlib.patches import Rectangle

        style: dict[str, Any] = {"edgecolor": background_color(ax), "linewidth": 0.8, "alpha": 1.0}
        options: dict[str, Any] = {"bins": self.edges[j], "ax": ax, "legend": False}
        if self.groups is None:
            style["color"] = accent_color(ax)
        else:
            looks = self._looks()
            options |= {"hue": self.groups, "hue_order": self.group_names, "multiple": "stack"}
            options["palette"] = [color for color, _ in looks]
        sns.histplot(x=self.values[:, j], **options, **merge_style_kwargs(style, bar_kw, Rectangle))
        if self.groups is not None:
            patterns = {to_rgb(color): hatch for color, hatch in self._looks()}
            for bar in ax.patches:
                bar.set_hatch(patterns.get(to_rgb(bar.get_facecolor()), ""))
        ax.set(xlabel=self.feature_names[j], ylabel=self._rows)
        ax.locator_params(axis="y", nbins=4, integer=True)
        despine(ax)

    def _legend(self, ax: Axes) -> None:
        from matplotlib.patches import Patch

        handles = [
            Patch(facecolor=color, hatch=hatch, edgecolor=background_color(ax), label=name)
            for name, (color, hatch) in zip(self.group_names, self._looks(), strict=True)
        ]
        if len(handles) > _NAMED:  # more would leave no room for the panels
            handles = [*handles[:_NAMED], Patch(facecolor="none", edgecolor="none", label="…")]
        fit = int(_LETTERS / (4 + max(len(name) for name in self.group_names)))
        across = max(1, min(len(handles), 7, fit))
        ax.legend(
            handles=handles, ncols=across, loc="lower center", frameon=False,
            bbox_to_anchor=(0.5, 0.99), borderaxespad=0, fontsize=9,
            handlelength=1.6, columnspacing=1.2,
        )  # fmt: skip


def _read_groups(groups: Any, n: int) -> tuple[npt.NDArray[Any] | None, tuple[str, ...]]:
    """Return the name of each row's group, and the names in order."""
    if groups is None:
        return None, ()
    given = read_column(groups)
    if given is None or given.shape != (n,):
        raise LearnerError(
            f"There are {0 if given is None else given.size} groups for {n} rows.",
            where=f"groups of type {type(groups).__name__}",
            why="Each row has one group, in the order of X.",
            fix="DistributionDisplay.from_predictions(X, labels)",
        )
    if given.dtype.kind in "iuf":
        given = read_labels(given)
        clusters = sorted(np.unique(given).tolist(), key=lambda c: (c < 0, c))
        known = {c: say("plot.noise") if c < 0 else cluster_name(c) for c in clusters}
        return np.array([known[c] for c in given.tolist()]), tuple(known.values())
    classes, at = np.unique(read_classes(given), return_inverse=True)
    names, _ = column_names([display_name(one) for one in classes.tolist()])  # still all different
    return np.array(names)[at], names
