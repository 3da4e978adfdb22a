"""A mixture of normal densities: shared points in mixed colors, components as ellipses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Self

import numpy as np
import numpy.typing as npt

from teachclust.checks import check_columns, check_data
from teachclust.errors import LearnerError
from teachclust.float_errors import usual_float_errors
from teachclust.palette import cluster_look, cluster_name
from teachclust.plots.base import Display
from teachclust.plots.fitted import call_estimator, estimator_name, fitted, is_fitted, is_pipeline
from teachclust.plots.scatter.centers import draw_centers
from teachclust.plots.scatter.components import (
    checked_components,
    log_densities,
    responsibilities_of,
)
from teachclust.plots.scatter.histogram import draw_bars, line_points, write_counts
from teachclust.plots.style import (
    background_color,
    cluster_style,
    despine,
    merge_style_kwargs,
    ring_style,
    text_color,
    wrap_text,
)
from teachclust.traces.histogram import MOST_OVER, Histogram
from teachclust.traces.mixture import ellipses_note, full_covariances, percent_inside
from teachclust.traces.view import make_view
from teachclust.words import say
from teachclust.words.numbers import how_many

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.collections import PathCollection
    from matplotlib.contour import QuadContourSet
    from matplotlib.lines import Line2D
    from matplotlib.patches import Ellipse

Floats = npt.NDArray[np.floating[Any]]

#: places at which a bell is computed
_PLACES: Final = 600
#: standard deviations at which ellipses are drawn
SPREADS: Final = (1, 2)
#: points of the grid on which a density is computed, by side; its lines
_GRID: Final = 200
_LINES: Final = 7
#: beyond so many points an edge of paper would cover the color
_MANY: Final = 1_000
#: a point whose largest share is no more than this counts as shared
_SURE: Final = 0.9
_FIX: Final = "MixtureDisplay.from_estimator(GaussianMixture(n_components=3, random_state=0), X)"


class MixtureDisplay(Display):
    """Points in colors mixed by their responsibilities, and each component as two ellipses.

    The marker of a point is that of its likeliest component, so that color is not all there is.

    Parameters
    ----------
    points : ndarray of shape (n_samples, 2)
        Where each point is drawn.
    responsibilities : ndarray of shape (n_samples, n_components)
        Probability of each component for each point; rows add up to 1.
    means : ndarray of shape (n_components, 2)
        Where the components are drawn.
    covariances : ndarray of shape (n_components, 2, 2)
        Their covariances on the plane; for a projection, marginal covariances.
    weights : ndarray of shape (n_components,)
        Their weights, which add up to 1.
    feature_names : pair of str
        Names of the axes.
    exact : bool, default=True
        Whether the plane is the whole space of the data.
    projection_note : str, default=""
        How the data were projected.

    Attributes
    ----------
    scatter_ : dict of int to matplotlib PathCollection
        The points by their likeliest component.
    centers_ : matplotlib PathCollection
        The means.
    ellipses_ : list of pair of matplotlib Ellipse
        For each component the ellipses at 1 and 2 standard deviations, which hold 39 % and 86 % of
        what it gives.
        Of one feature there are none.
    bells_ : list of matplotlib Line2D
        Of one feature: each component's weight times its density, on the scale of the histogram,
        and last their sum. Else there are none.
    contours_ : matplotlib QuadContourSet
        Lines of equal density; None where there are none.

    Examples
    --------
    >>> from sklearn.mixture import GaussianMixture
    >>> from teachclust.datasets import load_blobs
    >>> from teachclust.plots import MixtureDisplay
    >>> model = GaussianMixture(n_components=4, random_state=0)
    >>> display = MixtureDisplay.from_estimator(model, load_blobs().data)
    >>> len(display.ellipses_)
    4
    """

    size = (5.4, 4.6)

    def __init__(
        self,
        *,
        points: Floats,
        responsibilities: Floats,
        means: Floats,
        covariances: Floats,
        weights: Floats,
        feature_names: tuple[str, str] = ("x1", "x2"),
        exact: bool = True,
        projection_note: str = "",
    ) -> None:
        self.points, self.responsibilities, self.weights = points, responsibilities, weights
        self.means, self.covariances = means, covariances
        self.feature_names, self.exact, self.projection_note = feature_names, exact, projection_note

    @classmethod
    def from_estimator(
        cls, estimator: Any, X: Any, *, columns: Any = None, **plot_options: Any
    ) -> Self:
        """Draw a mixture.

        Parameters
        ----------
        estimator : GaussianMixture or BayesianGaussianMixture
            Fitted, or a clone is fitted.

        Raises
        ------
        LearnerError
            If it is no mixture, or a pipeline: its ellipses are in other units than X.
        """
        if is_pipeline(estimator):
            before = "transform" if is_fitted(estimator) else "fit_transform"
            raise LearnerError(
                "The ellipses of a pipeline are in units of its own.",
                where="estimator is a pipeline",
                why="Draw the data as the mixture sees them.",
                fix=f"MixtureDisplay.from_estimator(estimator[-1], estimator[:-1].{before}(X))",
            )
        model = fitted(estimator, X)
        if not hasattr(model, "covariances_"):
            raise LearnerError(
                f"{estimator_name(model)} has no components with covariances.",
                where="estimator",
                why="Only a mixture says how far each component spreads.",
                fix=_FIX,
            )
        full = full_covariances(model.covariances_, model.covariance_type, model.means_.shape)
        parts = (call_estimator(model, X, model.predict_proba), model.means_, full, model.weights_)
        return cls._projected(X, *parts, columns).plot(**plot_options)

    @classmethod
    def from_predictions(
        cls,
        X: Any,
        means: Any,
        covariances: Any,
        *,
        weights: Any = None,
        covariance_type: str = "full",
        columns: Any = None,
        **plot_options: Any,
    ) -> Self:
        """Draw given components; responsibilities are computed from them.

        Parameters
        ----------
        means : array-like of shape (n_components, n_features)
            The means.
        covariances : array-like
            In scikit-learn's shape for `covariance_type`.
        weights : array-like of shape (n_components,), default=None
            How much each component gives; scaled to add up to 1. By default all the same.
        covariance_type : {"full", "tied", "diag", "spherical"}, default="full"
            How the covariances are given: (k, d, d), (d, d), (k, d) or (k,).

        Raises
        ------
        LearnerError
            If the parameters don't fit the data or each other, or are no covariances.
        """
        data = check_data(X, allow_1_row=True)
        parts = checked_components(means, covariances, weights, covariance_type, data.X.shape[1])
        return cls._projected(X, responsibilities_of(data.X, *parts), *parts, columns).plot(
            **plot_options
        )

    @classmethod
    def _projected(
        cls,
        X: Any,
        responsibilities: Floats,
        means: Floats,
        full: Floats,
        weights: Floats,
        columns: Any,
    ) -> Self:
        """Project everything onto the plane."""
        data = check_data(X, allow_1_row=True)
        view = make_view(data.X, data.display_names, check_columns(columns, data.feature_names))
        return cls(
            points=view.project(data.X),
            responsibilities=responsibilities,
            means=view.project(means),
            covariances=view.axes.T @ full @ view.axes,
            weights=weights,
            feature_names=view.names,
            exact=view.exact,
            projection_note=view.projection_note,
        )

    def plot(
        self,
        ax: Axes | None = None,
        *,
        contours: bool = False,
        points_kw: dict[str, Any] | None = None,
        ellipses_kw: dict[str, Any] | None = None,
        centers_kw: dict[str, Any] | None = None,
        contours_kw: dict[str, Any] | None = None,
    ) -> Self:
        """Draw the points, the ellipses and the means.

        Parameters
        ----------
        contours : bool, default=False
            Whether to draw lines of equal density, each at half that of the next one inwards.
        points_kw, centers_kw : dict, default=None
            Style of the points and the means, as for ``ax.scatter``.
        ellipses_kw : dict, default=None
            Style of the ellipses, as for a matplotlib Ellipse.
        contours_kw : dict, default=None
            Style of the lines, as for ``ax.contour``.
        """
        with self._canvas(ax) as ax:
            self.contours_: QuadContourSet | None = None
            self.bells_: list[Line2D] = []
            self.ellipses_: list[tuple[Ellipse, ...]] = []
            if not self.feature_names[1]:
                self._draw_one_feature(ax, points_kw, centers_kw)
                return self
            self.scatter_ = _draw_points(ax, self.points, self.responsibilities, points_kw)
            self.ellipses_ = draw_ellipses(ax, self.means, self.covariances, ellipses_kw)
            ax.autoscale_view()
            shared = ax.get_shared_x_axes().get_siblings(ax)
            ax.set_aspect("equal", adjustable="datalim" if len(shared) == 1 else "box")
            self.centers_ = draw_centers(ax, self.means, cluster_name, centers_kw)
            if contours:
                parts = (self.means, self.covariances, self.weights)
                self.contours_ = _draw_density(ax, *parts, contours_kw)
            self._write(ax)
            despine(ax)
        return self

    def _draw_one_feature(
        self, ax: Axes, points_kw: dict[str, Any] | None, centers_kw: dict[str, Any] | None
    ) -> None:
        """Draw a histogram, each component's bell over it, their sum, and the points below."""
        histogram, _ = draw_bars(ax, self.points)
        where = line_points(self.points)
        self.scatter_ = _draw_points(ax, where, self.responsibilities, points_kw)
        self.bells_ = _draw_bells(
            ax, histogram, self.weights, self.means[:, 0], self.covariances[:, 0, 0]
        )
        self.centers_ = draw_centers(ax, self.means, cluster_name, centers_kw)
        self._write(ax)
        write_counts(ax, histogram)
        despine(ax)

    @property
    def alt(self) -> str:
        """Alternative text with the weights of the components."""
        parts = ", ".join(
            say("plot.mixture.component", name=cluster_name(component), weight=f"{weight:.2f}")
            for component, weight in enumerate(self.weights)
        )
        text = f"{self._title()}: {parts}."
        return " ".join(part for part in (text, self._shared(), self.projection_note) if part)

    def _title(self) -> str:
        k = len(self.means)
        key = "plot.mixture.title" if k > 1 else "plot.mixture.one"
        return say(key, k=k, n=f"{len(self.points):,}")

    def _shared(self) -> str:
        n = int((self.responsibilities.max(axis=1) <= _SURE).sum())
        points = how_many("shared", n)
        return say("plot.mixture.shared", points=points)

    def _write(self, ax: Axes) -> None:
        ax.set_title(self._title())
        if not self.feature_names[1]:
            parts = (self._shared(), say("plot.mixture.bells"), say("plot.histogram.below"))
            ax.set_xlabel("\n".join([self.feature_names[0], *map(wrap_text, parts)]))
            return
        words = [say("plot.mixture.sd", n=n, share=percent_inside(n)) for n in SPREADS]
        edge = self.means[:, 0] + SPREADS[-1] * np.sqrt(self.covariances[:, 0, 0])
        last = int(edge.argmax())  # to the right of it there is room
        _write_spreads(ax, words, self.means[last], self.covariances[last])
        held = ellipses_note(exact=self.exact)
        below = [wrap_text(part) for part in (self._shared(), held, self.projection_note) if part]
        ax.set_xlabel("\n".join([self.feature_names[0], *below]))
        ax.set_ylabel(self.feature_names[1])


def _draw_bells(
    ax: Axes, histogram: Histogram, weights: Floats, means: Floats, variances: Floats
) -> list[Line2D]:
    """Draw each component's bell on the scale of the bars, and last their sum."""
    low, high = histogram.edges[0], histogram.edges[-1]
    # the means too, or a narrow peak would fall between two places
    x = np.unique(np.concatenate([np.linspace(low, high, _PLACES), means]))
    bells = histogram.bells(x, weights, means, variances)
    top = MOST_OVER * histogram.counts.max()
    drawn = []
    for component, bell in enumerate(bells):
        color = cluster_look(component)["color"]
        shown = np.minimum(bell, top)
        drawn += ax.plot(x, shown, color=color, linewidth=1.8, zorder=1.5)
        ax.fill_between(x, shown, color=color, alpha=0.12, linewidth=0, zorder=1)
    total = np.minimum(bells.sum(axis=0), top)
    drawn += ax.plot(x, total, color=text_color(ax), linewidth=1.6, linestyle="--", zorder=1.6)
    return drawn


def blend(responsibilities: Floats) -> Floats:
    """Return a color for each point: the components' colors, mixed by its responsibilities."""
    hues = [cluster_look(component)["color"] for component in range(responsibilities.shape[1])]
    parts = [[int(hue[i : i + 2], 16) / 255 for i in (1, 3, 5)] for hue in hues]
    colors: Floats = np.clip(responsibilities @ np.array(parts), 0, 1)
    return colors


def _draw_points(
    ax: Axes, points: Floats, responsibilities: Floats, style: dict[str, Any] | None
) -> dict[int, PathCollection]:
    """Draw points in mixed colors, with the marker of their likeliest component."""
    from matplotlib.collections import PathCollection

    n = len(points)
    colors, labels = blend(responsibilities), responsibilities.argmax(axis=1)
    edge = {"edgecolor": background_color(ax), "linewidth": 0.4} if n <= _MANY else {"linewidth": 0}
    look = {"s": float(np.clip(30_000 / n, 4, 36)), "zorder": 2, **edge}
    drawn: dict[int, PathCollection] = {}
    for component in np.unique(labels).tolist():
        here = labels == component
        own = {
            **look,
            "color": colors[here],
            "marker": cluster_style(component)[1],
            **ring_style(component, ax),
        }
        drawn[component] = ax.scatter(
            *points[here].T, **merge_style_kwargs(own, style, PathCollection)
        )
    return drawn


def draw_ellipses(
    ax: Axes, means: Floats, covariances: Floats, style: dict[str, Any] | None
) -> list[tuple[Ellipse, ...]]:
    """Draw each component as ellipses at 1 and 2 standard deviations."""
    from matplotlib.colors import to_rgba
    from matplotlib.patches import Ellipse

    drawn: list[tuple[Ellipse, ...]] = []
    for component, (mean, covariance) in enumerate(zip(means, covariances, strict=True)):
        variances, axes = np.linalg.eigh(covariance)
        # a direction without any spread may come out a rounding error below 0
        lengths = 2 * np.sqrt(np.maximum(variances[::-1], 0))
        angle = float(np.degrees(np.arctan2(axes[1, 1], axes[0, 1])))
        color = cluster_look(component)["color"]
        pair = []
        for spread in SPREADS:
            look = {
                "edgecolor": color,
                "facecolor": to_rgba(color, 0.14 / spread),
                "linewidth": 1.8 / spread,
                "zorder": 1,
            }
            size = {"width": spread * lengths[0], "height": spread * lengths[1]}
            at = (float(mean[0]), float(mean[1]))
            ellipse = Ellipse(at, angle=angle, **size, **merge_style_kwargs(look, style, Ellipse))
            ax.add_patch(ellipse)
            pair.append(ellipse)
        drawn.append(tuple(pair))
    return drawn


def _write_spreads(ax: Axes, words: list[str], mean: Floats, covariance: Floats) -> None:
    """Write at the right end of a component's ellipses which is which."""
    from matplotlib.patheffects import AbstractPathEffect, withStroke

    width = np.sqrt(covariance[0, 0])
    if not width > 0:
        return
    around: list[AbstractPathEffect] = [withStroke(linewidth=2.5, foreground=background_color(ax))]
    # the rightmost point of an ellipse lies along the first column of its covariance
    reach = covariance[:, 0] / width
    for spread, word in zip(SPREADS, words, strict=True):
        x, y = mean + spread * reach
        ax.annotate(
            word, (float(x), float(y)), xytext=(3, 0), textcoords="offset points",
            fontsize=8, va="center", color=text_color(ax), zorder=4, path_effects=around,
        )  # fmt: skip


def _draw_density(
    ax: Axes, means: Floats, covariances: Floats, weights: Floats, style: dict[str, Any] | None
) -> QuadContourSet | None:
    """Draw lines of equal density over the whole Axes, each at half that of the next one inwards.

    There are none where a component is flat and has no density. The limits of the Axes are kept.
    """
    if (np.linalg.eigvalsh(covariances)[:, 0] <= 0).any():
        return None
    low, high = np.asarray(ax.viewLim.min), np.asarray(ax.viewLim.max)
    room = (high - low) / 2  # equal axes may widen the view when it is drawn
    x, y = np.linspace(low - room, high + room, _GRID).T
    plane = np.stack(np.meshgrid(x, y), axis=-1).reshape(-1, 2)
    with usual_float_errors():  # far from all components a density rounds to zero
        density = np.exp(log_densities(plane, means, covariances)) @ weights
    # the highest mean and not the highest grid point: a narrow peak falls between grid points
    top = float((np.exp(log_densities(means, means, covariances)) @ weights).max())
    levels = top * 0.5 ** np.arange(_LINES, 0, -1)
    if not levels[0] < density.max():
        return None
    look = {"colors": [text_color(ax)], "linewidths": 0.6, "alpha": 0.5, "zorder": 1.5}
    limits, scaled = ax.dataLim.frozen(), (ax.get_autoscalex_on(), ax.get_autoscaley_on())
    ax.autoscale(enable=False)
    lines = ax.contour(x, y, density.reshape(_GRID, _GRID), levels, **{**look, **(style or {})})
    ax.dataLim.set(limits)
    ax.set_autoscalex_on(scaled[0])
    ax.set_autoscaley_on(scaled[1])
    return lines
