"""How the values of each feature are spread: bars of counts, whole or stacked by group."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final, Self

import numpy as np
import numpy.typing as npt

from teachclust.checks import check_data, display_name
from teachclust.checks.labels import as_numbers, read_column, read_labels
from teachclust.checks.names import column_names
from teachclust.errors import LearnerError
from teachclust.palette import NOISE, cluster_name
from teachclust.plots.base import PanelsDisplay
from teachclust.plots.fitted import check_features, fitted, fitted_labels
from teachclust.plots.panels import add_panels
from teachclust.plots.plain_text import title_text
from teachclust.plots.style import (
    accent_color,
    background_color,
    cluster_style,
    despine,
    merge_style_kwargs,
)
from teachclust.scores.matching import read_classes
from teachclust.scores.profiles import plain_name
from teachclust.words import say
from teachclust.words.numbers import number

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Floats = npt.NDArray[np.floating[Any]]

#: bars of a histogram at most: a page has no more pixels
_MOST: Final = 2_000
#: patterns beside colors; features named in the alternative text
_HATCHES: Final = ("", "////", "....", "\\\\\\\\", "xx", "--", "++")
_MOST_LISTED: Final = 4
#: letters that have room beside each other over the panels
_LETTERS: Final = 70
#: groups that the legend names
_NAMED: Final = 27


class DistributionDisplay(PanelsDisplay):
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

    def __init__(
        self, *, values: Floats, feature_names: Sequence[str], edges: Sequence[Floats],
        groups: npt.NDArray[Any] | None = None, group_names: Sequence[str] = (),
        row_name: str | None = None,
    ) -> None:  # fmt: skip
        self.values, self.feature_names, self.edges = values, feature_names, edges
        self.groups, self.group_names, self.row_name = groups, group_names, row_name

    @classmethod
    def from_estimator(cls, estimator: Any, X: Any, **prediction_options: Any) -> Self:
        """Draw the features, stacked by the clusters of an estimator."""
        labels = fitted_labels(fitted(estimator, X), X)
        check_features(estimator, X, "DistributionDisplay.from_predictions(features, labels)")
        return cls.from_predictions(X, labels, **prediction_options)

    @classmethod
    def from_predictions(
        cls, X: Any, labels: Any = None, *, bins: Any = "auto", row_name: str | None = None,
        **plot_options: Any,
    ) -> Self:  # fmt: skip
        """Draw the features, whole or stacked by given groups.

        Parameters
        ----------
        X : array-like of shape (n_samples, n_features)
            The data, in the units in which they are drawn.
        labels : array-like of shape (n_samples,), default=None
            Clusters (whole numbers, -1 for noise) or names, such as a gender.
        bins : int, str or sequence of float, default="auto"
            How many bars, or where they begin and end, as for `numpy.histogram_bin_edges`; by
            default about as many as numpy's "auto", with edges at round numbers.

        Raises
        ------
        LearnerError
            If the labels don't fit the data, or a value lies in no bar.
        """
        data = check_data(X, allow_1_row=True)
        edges = [bar_edges(column, bins) for column in data.X.T]
        for name, column, found in zip(data.display_names, data.X.T, edges, strict=True):
            check_all_within(name, column, found)
        groups, names = _read_groups(labels, len(data.X))
        display = cls(
            values=data.X, feature_names=data.display_names, edges=edges, groups=groups,
            group_names=names, row_name=row_name,
        )  # fmt: skip
        return display.plot(**plot_options)

    def plot(self, ax: Axes | None = None, *, bar_kw: dict[str, Any] | None = None) -> Self:
        """Draw the histograms.

        Parameters
        ----------
        bar_kw : dict, default=None
            Style of the bars, as for ``ax.bar``.
        """
        with self._canvas(ax) as ax:
            ax.set_title(self._title(), pad=24 if self.group_names else 8)
            panels = add_panels(ax, len(self.feature_names), hspace=0.8)
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
        for name, column, edges, counts in list(shown)[:_MOST_LISTED]:
            top = int(counts.argmax())
            low, high = number(float(column.min())), number(float(column.max()))
            left, right = number(float(edges[top])), number(float(edges[top + 1]))
            ends = {"low": low, "high": high, "left": left, "right": right}
            feature, most = plain_name(name), f"{counts[top]:,}"
            parts.append(say("plot.spread.alt_one", feature=feature, most=most, **ends))
        if len(self.feature_names) > _MOST_LISTED:
            parts.append(say("plot.spread.more", n=len(self.feature_names) - _MOST_LISTED))
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


def _read_groups(labels: Any, n: int) -> tuple[npt.NDArray[Any] | None, tuple[str, ...]]:
    """Return the name of each row's group, and the names in order."""
    if labels is None:
        return None, ()
    given = read_column(labels)
    if given is None or given.shape != (n,):
        raise LearnerError(
            f"There are {0 if given is None else given.size} labels for {n} rows.",
            where=f"labels of type {type(labels).__name__}",
            why="Each row has one label, in the order of X.",
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


def bar_edges(column: Floats, bins: Any) -> Floats:
    """Return where the bars of a feature begin and end; "auto" gives round numbers."""
    if isinstance(bins, str) and bins == "auto":
        return _round_edges(column)
    why = f"There are one to {_MOST:,} bars, and two edges or more."
    try:
        if isinstance(bins, str | int | np.integer):
            count = 1 if isinstance(bins, str) else int(bins)
            given = np.histogram_bin_edges(column, bins=bins) if count <= _MOST else np.empty(0)
        else:
            given = as_numbers(bins)
        edges = given if given.ndim == 1 and 2 <= len(given) <= _MOST + 1 else np.empty(0)
        if len(edges) and np.isfinite(edges).all() and (np.diff(edges) > 0).all():
            return edges
    except (ValueError, TypeError, OverflowError, MemoryError) as error:
        why = str(error)
    raise LearnerError(
        "bins must be a number of bars, or where they begin and end, ascending.",
        where=f"bins={display_name(repr(bins))}",
        why=why,
        fix="bins = 10",
    )


def _round_edges(column: Floats) -> Floats:
    """Return edges at multiples of 1, 2 or 5 times a power of ten.

    Bars of uneven width in whole numbers would differ for no reason in the data.
    """
    whole = float(column.max() - column.min())
    most = 2 * np.sqrt(len(column))  # as numpy 2 has it
    quarter, three_quarters = np.percentile(column, [25, 75])
    if 2 * (three_quarters - quarter) * len(column) ** (-1 / 3) * most < whole:
        # a far outlier: numpy 1 would make as many bars as fill the memory
        wide = whole / float(np.ceil(most))
    else:
        auto = np.histogram_bin_edges(column, bins="auto")
        wide = float(auto[1] - auto[0])
    steps = 10.0 ** np.floor(np.log10(wide)) * np.array([1.0, 2.0, 5.0, 10.0])
    step = float(steps[np.abs(np.log(steps / wide)).argmin()])
    if (column % 1 == 0).all():
        step = max(step, 1.0)
    first, last = np.floor(column.min() / step), np.floor(column.max() / step) + 1
    edges: Floats = np.arange(first, last + 1) * step
    return edges


def check_all_within(name: str, column: Floats, edges: Floats) -> None:
    """Refuse bars that leave a value out: their counts would not add up to all rows."""
    lost = column[(column < edges[0]) | (column > edges[-1])]
    if len(lost):
        raise LearnerError(
            f"{len(lost)} of {len(column)} values lie in no bar.",
            where=f"{name}, for example {number(float(lost[0]))}",
            why=f"The bars reach from {number(edges[0])} to {number(edges[-1])}: the counts would "
            "not add up to all rows.",
            fix="edges from below the smallest value to above the largest",
        )
