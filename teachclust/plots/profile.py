"""Quartiles of every feature for each cluster, beside those of all rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final, Self

import numpy as np
import numpy.typing as npt

from teachclust.palette import NOISE, cluster_name
from teachclust.plots.base import PanelsDisplay
from teachclust.plots.fitted import check_features, fitted, fitted_labels
from teachclust.plots.panels import add_panels
from teachclust.plots.style import cluster_style, despine, merge_style_kwargs, text_color, wrap_text
from teachclust.scores.profiles import Floats, level, plain_name, quartiles
from teachclust.words import say

if TYPE_CHECKING:
    from matplotlib.axes import Axes

#: panels side by side, letters of a feature's name on one line, clusters named in the text
_ACROSS: Final = 3
_LINE: Final = 15
_MOST_LISTED: Final = 7
#: a star looks smaller than it is
_MARK: Final = {"*": 11.0, "P": 8.5}


class ProfileDisplay(PanelsDisplay):
    """Quartiles of every feature by cluster: one row for each cluster, one panel for each feature.

    A bar reaches from the lower to the upper quartile, so that half of the cluster lies within; the
    mark is the median. Grey is the same of all rows.

    Parameters
    ----------
    values : ndarray of shape (n_clusters, n_features, 3)
        Lower quartile, median and upper quartile, in the units of the data.
    whole : ndarray of shape (n_features, 3)
        Those of all rows.
    sizes : ndarray of shape (n_clusters,)
        Rows of each cluster.
    clusters : sequence of int
        Numbers of the clusters; -1 is noise.
    feature_names : sequence of str
        Name of each feature, best with its unit.

    Attributes
    ----------
    axes_ : ndarray of matplotlib Axes
        One for each feature.
    bars_ : list of matplotlib BarContainer
        The bars of each feature; the last bar is that of all rows.
    medians_ : list of list of matplotlib Line2D
        The marks of each feature, by cluster.

    See Also
    --------
    teachclust.scores.profile_clusters : The same as a table with sentences.

    Examples
    --------
    >>> from sklearn.cluster import KMeans
    >>> from teachclust.datasets import load_customers
    >>> from teachclust.plots import ProfileDisplay
    >>> model = KMeans(n_clusters=6, n_init=10, random_state=0)
    >>> display = ProfileDisplay.from_estimator(model, load_customers(as_frame=True).data)
    >>> display.values.shape
    (6, 3, 3)
    """

    def __init__(
        self, *, values: Floats, whole: Floats, sizes: npt.NDArray[np.intp],
        clusters: Sequence[int], feature_names: Sequence[str],
    ) -> None:  # fmt: skip
        self.values, self.whole, self.sizes = values, whole, sizes
        self.clusters, self.feature_names = clusters, feature_names

    @classmethod
    def from_estimator(cls, estimator: Any, X: Any, **plot_options: Any) -> Self:
        """Profile the clusters of an estimator, and draw.

        Parameters
        ----------
        X : array-like of shape (n_samples, n_features)
            The data, in the units in which they are drawn.
        """
        labels = fitted_labels(fitted(estimator, X), X)
        check_features(estimator, X, "ProfileDisplay.from_predictions(features, labels)")
        return cls.from_predictions(X, labels, **plot_options)

    @classmethod
    def from_predictions(cls, X: Any, labels: Any, **plot_options: Any) -> Self:
        """Profile clusters that were found elsewhere, and draw.

        Parameters
        ----------
        X : array-like of shape (n_samples, n_features)
            The data in their own units, also when the clusters were found in scaled ones.

        Raises
        ------
        LearnerError
            If the labels don't fit the data.
        """
        found = quartiles(X, labels)
        return cls(
            values=found.values,
            whole=found.whole,
            sizes=found.sizes,
            clusters=found.clusters,
            feature_names=found.feature_names,
        ).plot(**plot_options)

    def plot(self, ax: Axes | None = None, *, marker_kw: dict[str, Any] | None = None) -> Self:
        """Draw the panels.

        Parameters
        ----------
        marker_kw : dict, default=None
            Style of the medians, as for ``ax.plot``.
        """
        with self._canvas(ax) as ax:
            ax.set_title(self._title(), pad=24)
            count = len(self.feature_names)
            panels = add_panels(ax, count, _ACROSS, share="y", hspace=0.9, wspace=0.1)
            self.bars_: list[Any] = []
            self.medians_: list[list[Any]] = []
            for j, panel in enumerate(panels):
                self._draw(panel, j, marker_kw)
            self._key(ax)
            for panel in panels[:_ACROSS]:
                panel.set_title("\n")  # room for the key
            self.axes_ = np.array(panels)
        return self

    @property
    def alt(self) -> str:
        """Alternative text: the features in which each cluster is low or high."""
        parts = [f"{self._title()}."]
        for i, cluster in list(enumerate(self.clusters))[:_MOST_LISTED]:
            phrases = ", ".join(self._stands_out(i)) or say("plot.profile.plain")
            size = f"{self.sizes[i]:,}"
            name = _name(cluster)
            parts.append(say("plot.profile.stands_out", name=name, size=size, features=phrases))
        if len(self.clusters) > _MOST_LISTED:
            parts.append(say("plot.profile.more", n=len(self.clusters) - _MOST_LISTED))
        return " ".join(parts)

    def figure_size(self) -> tuple[float, float]:
        """Return a size that gives each cluster a row in each panel."""
        down = -(-len(self.feature_names) // _ACROSS)
        return self.size[0], 1.0 + down * (0.8 + 0.3 * (len(self.clusters) + 1))

    def _title(self) -> str:
        k = sum(cluster >= 0 for cluster in self.clusters)
        key = "title" if k > 1 else "one" if k else "none"
        return say(f"plot.profile.{key}", k=k, n=f"{self.sizes.sum():,}")

    def _stands_out(self, i: int) -> list[str]:
        phrases: list[str] = []
        for j, feature in enumerate(self.feature_names):
            how = level(float(self.values[i, j, 1]), self.whole[j])
            if how != "middle" and len(phrases) < _ACROSS:
                phrases.append(say(f"plot.profile.level_{how}", feature=plain_name(feature)))
        return phrases

    def _draw(self, ax: Axes, j: int, marker_kw: dict[str, Any] | None) -> None:
        from matplotlib.lines import Line2D

        low, middle, high = self.whole[j].tolist()
        ax.axvspan(low, high, color=NOISE, alpha=0.16, linewidth=0, zorder=0)
        ax.axvline(middle, color=NOISE, linewidth=1, linestyle="--", zorder=1)
        rows = np.vstack([self.values[:, j], self.whole[j]])
        looks = [cluster_style(cluster) for cluster in self.clusters] + [(NOISE, "|", "")]
        colors = [look[0] for look in looks]
        places = np.arange(len(rows))
        widths = rows[:, 2] - rows[:, 0]
        self.bars_.append(
            ax.barh(places, widths, left=rows[:, 0], height=0.52, color=colors, alpha=0.45)
        )
        for bar in self.bars_[-1]:
            bar.sticky_edges.x.clear()  # or the lowest would touch the axis
        marks = []
        for y, (color, marker, _) in enumerate(looks[:-1]):
            style = {"color": color, "marker": marker, "markersize": _MARK.get(marker, 7.5)}
            style |= {
                "linestyle": "none",
                "markeredgecolor": text_color(ax),
                "markeredgewidth": 0.7,
                "zorder": 3,
            }
            marks += ax.plot([rows[y, 1]], [y], **merge_style_kwargs(style, marker_kw, Line2D))
        ax.plot([middle], [places[-1]], "|", color=text_color(ax), markersize=12)
        self.medians_.append(marks)
        self._name_axes(ax, j)

    def _name_axes(self, ax: Axes, j: int) -> None:
        ax.set_xlabel(wrap_text(self.feature_names[j], _LINE), fontsize=9)
        ax.locator_params(axis="x", nbins=4)
        names = [
            say("plot.profile.row", name=_name(cluster), size=f"{size:,}")
            for cluster, size in zip(self.clusters, self.sizes, strict=True)
        ]
        whole = say("plot.profile.whole", size=f"{self.sizes.sum():,}")
        ax.set_yticks(range(len(names) + 1), [*names, whole])
        ax.set_ylim(len(names) + 0.6, -0.6)
        # panels of one row share their rows: they are named once, on the left
        ax.set_ylabel(say("plot.profile.y"), visible=j % _ACROSS == 0)
        ax.tick_params(axis="y", labelleft=j % _ACROSS == 0, length=0)
        ax.tick_params(labelsize=9)
        despine(ax)
        ax.spines["left"].set_visible(False)

    @staticmethod
    def _key(ax: Axes) -> None:
        """Say what bars and grey mean, below the title."""
        ax.text(
            0.5, 1.01, say("plot.profile.key"), transform=ax.transAxes, ha="center", va="bottom",
            fontsize=9, clip_on=False,
        )  # fmt: skip


def _name(cluster: int) -> str:
    return say("plot.noise") if cluster < 0 else cluster_name(cluster)
