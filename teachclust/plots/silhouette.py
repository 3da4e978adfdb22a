"""The silhouette plot: how well each point sits in its cluster.

References
----------
P. J. Rousseeuw, "Silhouettes", J. Comput. Appl. Math. 20, 1987, p. 53-65.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final, Literal, Self

import numpy as np
import numpy.typing as npt

from teachclust.checks import space_of
from teachclust.checks.space import Metric
from teachclust.palette import cluster_name
from teachclust.plots.base import Display
from teachclust.plots.fitted import fitted, fitted_labels, transformed_data
from teachclust.plots.style import cluster_style, despine, merge_style_kwargs, text_color, wrap_text
from teachclust.scores.silhouettes import Silhouettes, silhouette, silhouettes_in
from teachclust.words import say

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.collections import PolyCollection
    from matplotlib.lines import Line2D

#: empty room between two bars, as a share of the points
_GAP: Final = 0.03
#: steps of one bar at most: more than a page has pixels
_STEPS: Final = 2_000
#: height of one line of text in inches
_LINE: Final = 0.17


class SilhouetteDisplay(Display):
    """Silhouettes of all points, sorted within each cluster: one bar for each.

    Parameters
    ----------
    silhouettes : Silhouettes
        From `teachclust.scores.silhouette`.

    Attributes
    ----------
    bars_ : list of matplotlib PolyCollection
        One for each cluster, from the top down.
    mean_line_ : matplotlib Line2D
        The dashed line of the mean; None where there is none.

    See Also
    --------
    sklearn.metrics.silhouette_samples : The numbers; it counts noise as a cluster.

    Notes
    -----
    Noise (-1) is left out. Large data are scored on a sample. A note says so.

    Examples
    --------
    >>> from sklearn.cluster import KMeans
    >>> from teachclust.datasets import load_blobs
    >>> from teachclust.plots import SilhouetteDisplay
    >>> model = KMeans(n_clusters=4, n_init=10, random_state=0)
    >>> display = SilhouetteDisplay.from_estimator(model, load_blobs().data)
    >>> round(display.silhouettes.mean, 2)
    0.68
    """

    def __init__(self, *, silhouettes: Silhouettes) -> None:
        self.silhouettes = silhouettes

    @classmethod
    def from_estimator(
        cls,
        estimator: Any,
        X: Any,
        *,
        sample_size: int | Literal["auto"] | None = "auto",
        **plot_options: Any,
    ) -> Self:
        """Score the clusters of an estimator, and draw.

        Parameters
        ----------
        estimator : estimator
            A clusterer, a mixture, or a pipeline that ends in one; fitted, or a clone is fitted.
            The distances are those by which the clusterer clusters: by its metric, after the first
            steps of a pipeline.
        X : array-like of shape (n_samples, n_features)
            The data; for ``metric="precomputed"`` the distances, (n_samples, n_samples).
        """
        model = fitted(estimator, X)
        labels, seen = fitted_labels(model, X), transformed_data(model, X)
        (found,) = silhouettes_in(space_of(model), seen, [labels], sample_size=sample_size)
        return cls(silhouettes=found).plot(**plot_options)

    @classmethod
    def from_predictions(
        cls,
        X: Any,
        labels: Any,
        *,
        metric: Metric = "euclidean",
        metric_params: Mapping[str, Any] | None = None,
        sample_size: int | Literal["auto"] | None = "auto",
        **plot_options: Any,
    ) -> Self:
        """Score labels, and draw.

        Parameters
        ----------
        metric : str or callable, default="euclidean"
        metric_params : mapping, default=None
            The distance by which they were found, as for `teachclust.scores.silhouettes`.
        sample_size : int, "auto" or None, default="auto"
            As for `teachclust.scores.silhouettes`.
        """
        found = silhouette(
            X, labels, metric=metric, metric_params=metric_params, sample_size=sample_size
        )
        return cls(silhouettes=found).plot(**plot_options)

    def plot(self, ax: Axes | None = None, *, bar_kw: dict[str, Any] | None = None) -> Self:
        """Draw the sorted silhouettes.

        Parameters
        ----------
        bar_kw : dict, default=None
            Style of the bars, as for ``ax.fill_betweenx``.
        """
        with self._canvas(ax) as ax:
            self._draw(ax, bar_kw)
        return self

    def figure_size(self) -> tuple[float, float]:
        """Return a size that gives each cluster a line of text."""
        return self.size[0], float(np.clip(1.4 + 1.6 * _LINE * len(self._clusters), 3.8, 12))

    @property
    def alt(self) -> str:
        """Alternative text with the mean, the sizes and how many are below zero."""
        found = self.silhouettes
        if not found.defined:
            return say("plot.silhouette.undefined", note=found.note, n=f"{found.n_samples:,}")
        sizes = ", ".join(
            f"{cluster_name(cluster)} {size:,}"
            for cluster, size in zip(self._clusters, found.sizes, strict=True)
        )
        below = f"{(found.values < 0).sum():,}"
        text = say("plot.silhouette.alt", mean=f"{found.mean:.2f}", sizes=sizes, below=below)
        return f"{text} {found.note}".strip()

    @property
    def _clusters(self) -> list[int]:
        return [int(cluster) for cluster in self.silhouettes.clusters]

    def _draw(self, ax: Axes, bar_kw: dict[str, Any] | None) -> None:
        found = self.silhouettes
        self.bars_: list[PolyCollection] = []
        self.mean_line_: Line2D | None = None
        if found.defined:
            self._draw_bars(ax, bar_kw)
            self._draw_mean(ax)
        else:
            ax.text(
                0.5, 0.5, wrap_text(found.note, 40), transform=ax.transAxes, ha="center",
                va="center", color=text_color(ax),
            )  # fmt: skip
            ax.set_yticks([])
            ax.set(xlim=(-1, 1), xticks=(-1, 0, 1))
        title = "plot.silhouette.title" if found.defined else "plot.silhouette.none"
        # between it and the bars stands the mean
        ax.set_title(say(title, k=len(self._clusters)), pad=20)
        x = [say("plot.silhouette.x"), wrap_text(found.note) if found.defined else ""]
        ax.set_xlabel("\n".join(line for line in x if line))
        ax.set_ylabel(say("plot.silhouette.y"))
        despine(ax)

    def _draw_bars(self, ax: Axes, bar_kw: dict[str, Any] | None) -> None:
        from matplotlib.collections import PolyCollection

        found = self.silhouettes
        bottom, gap = 0.0, max(1.0, _GAP * len(found.values))
        middles, names = [], []
        for cluster in self._clusters:
            values = np.sort(found.values[found.labels == cluster])[::-1]
            color, _, letter = cluster_style(cluster)
            style = {"facecolor": color, "alpha": 0.85, "linewidth": 0}
            edges, steps = _outline(values)
            self.bars_.append(
                ax.fill_betweenx(
                    bottom + edges,
                    0,
                    steps,
                    step="post",
                    **merge_style_kwargs(style, bar_kw, PolyCollection),
                )
            )
            middles.append(bottom + len(values) / 2)
            below = int((values < 0).sum())
            key = "plot.silhouette.below" if below else "plot.silhouette.cluster"
            names.append(say(key, name=letter, n=f"{len(values):,}", below=f"{below:,}"))
            bottom += len(values) + gap
        # turned round: the first cluster stands highest, its best points on top
        ax.set_ylim(bottom, -gap)
        ax.axvline(0, color=text_color(ax), linewidth=0.8)
        self._name(ax, np.array(middles), names)

    def _name(self, ax: Axes, middles: npt.NDArray[np.float64], names: list[str]) -> None:
        """Write letter, shape and size at the left of each bar."""
        from matplotlib.transforms import ScaledTranslation, blended_transform_factory

        bottom, top = ax.get_ylim()
        height = float(ax.get_window_extent().height / ax.figure.figure.dpi)
        # no closer than a line of text, as long as there is room for all
        apart = min(_LINE / height, 1 / (len(names) + 1)) * (bottom - top)
        places = _spread(middles, apart, top + apart / 2, bottom - apart / 2)
        ax.set_yticks(places, names)
        ax.tick_params(axis="y", length=0, pad=16)
        edge = blended_transform_factory(ax.transAxes, ax.transData)
        left = edge + ScaledTranslation(-9 / 72, 0, ax.figure.dpi_scale_trans)
        for cluster, place in zip(self._clusters, places, strict=True):
            color, marker, _ = cluster_style(cluster)
            ax.plot([0], [place], marker, color=color, markersize=7, transform=left, clip_on=False)

    def _draw_mean(self, ax: Axes) -> None:
        mean, low = self.silhouettes.mean, float(self.silhouettes.values.min())
        self.mean_line_ = ax.axvline(mean, color=text_color(ax), linestyle="--", linewidth=1.2)
        ax.annotate(
            say("plot.silhouette.mean", mean=f"{mean:.3f}"), (mean, 1),
            xycoords=("data", "axes fraction"), xytext=(0, 3), textcoords="offset points",
            ha="center", va="bottom", fontweight="bold", color=text_color(ax),
        )  # fmt: skip
        ax.set_xlim(left=low - 0.03 if low < 0 else 0)


def _outline(values: npt.NDArray[np.float64]) -> tuple[Any, Any]:
    """Return the edges of the steps, from 0 to the number of values, and the height of each."""
    n = len(values)
    edges = np.unique(np.linspace(0, n, min(n, _STEPS) + 1).round().astype(int))
    # the last step is repeated: it ends at the last edge
    return edges, values[np.minimum(edges, n - 1)]


def _spread(wanted: Any, apart: float, low: float, high: float) -> npt.NDArray[np.float64]:
    """Move ascending places as little as needed to be so far apart, between low and high."""
    places = np.array(wanted, dtype=float)
    for i in range(len(places)):
        places[i] = max(places[i], low if i == 0 else places[i - 1] + apart)
    for i in reversed(range(len(places))):
        places[i] = min(places[i], high if i == len(places) - 1 else places[i + 1] - apart)
    return places
