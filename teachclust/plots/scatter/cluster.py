"""A scatter of the clusters: in 2-D, or a projection, with centers and regions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Final, Self

import numpy as np
import numpy.typing as npt

from teachclust.checks import (
    Space,
    check_columns,
    check_data,
    check_in_space,
    display_name,
    space_of,
)
from teachclust.checks.labels import as_numbers, check_names, read_labels
from teachclust.errors import LearnerError
from teachclust.palette import COLORS, cluster_name
from teachclust.plots.base import Display
from teachclust.plots.fitted import (
    check_features,
    fitted,
    fitted_centers,
    fitted_labels,
    is_pipeline,
)
from teachclust.plots.scatter.center_pictures import MOST_PICTURES, draw_pictures
from teachclust.plots.scatter.centers import draw_centers, write_letters
from teachclust.plots.scatter.histogram import draw_bars, line_points, write_counts
from teachclust.plots.style import (
    background_color,
    cluster_style,
    despine,
    is_dark,
    merge_style_kwargs,
    ring_style,
    text_color,
    wrap_text,
)
from teachclust.scores.matching import read_classes
from teachclust.traces.view import View, make_view, view_of_distances
from teachclust.words import say

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.collections import PathCollection, PolyCollection
    from matplotlib.offsetbox import AnnotationBbox

Floats = npt.NDArray[np.floating[Any]]

#: beyond so many points an edge of paper would cover the color
_MANY: Final = 1_000
#: hues, after which classes have them again; names in a legend
_HUES: Final = len(COLORS)
_MOST_NAMED: Final = 28


#: a silhouette below this has an edge, and the paleness of one that is 0
_LOW: Final = 0.25
_PALEST: Final = 0.15


class ClusterDisplay(Display):
    """Points by cluster: a color, a marker shape and a letter each; noise as small grey crosses.

    Parameters
    ----------
    points : ndarray of shape (n_samples, 2)
        Where each point is drawn.
    labels : ndarray of shape (n_samples,)
        Its cluster; -1 is noise.
    centers : ndarray of shape (n_clusters, 2), default=None
        Where centers are drawn; row i is cluster i. A row of nan is not drawn.
    feature_names : pair of str
        Names of the axes.
    exact : bool, default=True
        Whether distances on the picture are those of the data; else there are no regions.
    projection_note : str, default=""
        How the data were projected.
    cluster_names : sequence of str, default=None
        Name i is written on cluster i; by default letters.
    center_images : ndarray of shape (n_clusters, n_rows, n_columns), default=None
        The centers as pictures, where the rows of the data are pictures. Up to 40 are drawn.
    classes : bool, default=False
        Whether labels are classes that are known, no clusters: they are drawn as the first letter
        or digit of their names, or as hollow marks where these are alike, and have a legend.
    silhouettes : ndarray of shape (n_samples,), default=None
        The silhouette of each point: the lower, the paler it is drawn.

    Attributes
    ----------
    scatter_ : dict of int to matplotlib PathCollection
        The points of each cluster, noise as -1.
    centers_ : matplotlib PathCollection
        The centers; None where there are none.
    images_ : dict of int to matplotlib AnnotationBbox
        The picture of each center.
    regions_ : matplotlib PolyCollection
        The area nearest to each center; None where it is not drawn.

    Examples
    --------
    >>> from sklearn.cluster import KMeans
    >>> from teachclust.datasets import load_blobs
    >>> from teachclust.plots import ClusterDisplay
    >>> model = KMeans(n_clusters=4, n_init=10, random_state=0)
    >>> display = ClusterDisplay.from_estimator(model, load_blobs().data)
    >>> sorted(display.scatter_)
    [0, 1, 2, 3]
    """

    size = (5.4, 4.6)

    def __init__(
        self,
        *,
        points: Floats,
        labels: npt.NDArray[np.intp],
        centers: Floats | None = None,
        feature_names: tuple[str, str] = ("x1", "x2"),
        exact: bool = True,
        projection_note: str = "",
        cluster_names: Sequence[Any] | None = None,
        center_images: Floats | None = None,
        classes: bool = False,
        silhouettes: Floats | None = None,
    ) -> None:
        self.points, self.labels, self.centers = points, labels, centers
        self.feature_names, self.exact, self.projection_note = feature_names, exact, projection_note
        self.cluster_names, self.center_images = cluster_names, center_images
        self.classes = classes
        self.silhouettes = silhouettes

    @classmethod
    def from_estimator(
        cls,
        estimator: Any,
        X: Any,
        *,
        columns: Any = None,
        image_shape: Any = None,
        **plot_options: Any,
    ) -> Self:
        """Draw the clusters of an estimator.

        Parameters
        ----------
        X : array-like of shape (n_samples, n_features)
            The data, in the units in which they are drawn. For ``metric="precomputed"`` distances,
            (n_samples, n_samples): points are placed by these as well as a plane can.
        columns : pair of str or int, default=None
            Features to draw; by default both of two, else the two principal directions. Distances
            have none.
        image_shape : pair of int, default=None
            Rows and columns of the picture that each row of X is. By default squares of pixels are
            found: features called pixel..., or 49 or more without names and none below 0.

        Returns
        -------
        display : ClusterDisplay
            Drawn. A pipeline measures distances in units of its own, so that it has no regions.
        """
        model = fitted(estimator, X)
        labels, centers = fitted_labels(model, X), fitted_centers(model)
        if not is_pipeline(model) and space_of(model).holds == "distances":
            return cls._placed_by_distances(X, labels, space_of(model)).plot(**plot_options)
        check_features(model, X, "ClusterDisplay.from_predictions(features, labels)")
        if is_pipeline(model):
            plot_options = {"regions": False, **plot_options}
        return cls.from_predictions(
            X, labels, centers=centers, columns=columns, image_shape=image_shape, **plot_options
        )

    @classmethod
    def from_predictions(
        cls,
        X: Any,
        labels: Any,
        *,
        centers: Any = None,
        columns: Any = None,
        cluster_names: Sequence[Any] | None = None,
        image_shape: Any = None,
        silhouettes: Any = None,
        **plot_options: Any,
    ) -> Self:
        """Draw labels that were found elsewhere.

        Parameters
        ----------
        centers : array-like of shape (n_clusters, n_features), default=None
            Row i is the center of cluster i.
        cluster_names : sequence of str, default=None
            Name i is written on cluster i, such as ``range(10)`` for digits; by default letters.
        image_shape : pair of int, default=None
            Rows and columns of the picture that each row of X is; squares of pixels are found.
        silhouettes : array-like of shape (n_samples,), default=None
            The silhouette of each point, as `silhouette_samples` gives it: the lower, the paler the
            point is drawn. Below 0.25 it has an edge too.

        Raises
        ------
        LearnerError
            If labels, names, centers or silhouettes don't fit the data.
        """
        data = check_data(X, allow_1_row=True)
        found = read_labels(labels, len(data.X))
        view = make_view(
            data.X, data.display_names, check_columns(columns, data.feature_names), image_shape
        )
        placed = None if centers is None else _placed(centers, view, data.X.shape[1])
        if cluster_names is not None:
            count = max(int(found.max()) + 1, 0 if placed is None else len(placed))
            cluster_names = check_names(cluster_names, count, "cluster_names", at_least=True)
        display = cls(
            points=view.project(data.X),
            labels=found,
            centers=placed,
            feature_names=view.names,
            exact=view.exact,
            projection_note=view.projection_note,
            cluster_names=cluster_names,
            center_images=_pictures(centers, view),
            silhouettes=None if silhouettes is None else _read_silhouettes(silhouettes, len(found)),
        )
        return display.plot(**plot_options)

    @classmethod
    def from_classes(cls, X: Any, y: Any, *, columns: Any = None, **plot_options: Any) -> Self:
        """Draw classes that are known: they look unlike clusters, and have their own names.

        Parameters
        ----------
        y : array-like of shape (n_samples,)
            The class of each point: numbers or text.

        Raises
        ------
        LearnerError
            If there is no class for each point, or some are missing.
        """
        data = check_data(X, allow_1_row=True)
        given = read_classes(y)
        if len(given) != len(data.X):
            raise LearnerError(
                f"There are {len(given):,} classes for {len(data.X):,} points.",
                where="y",
                why="Each point has one class, in the order of the rows of X.",
                fix="ClusterDisplay.from_classes(X, y)",
            )
        names, found = np.unique(given, return_inverse=True)
        view = make_view(data.X, data.display_names, check_columns(columns, data.feature_names))
        display = cls(
            points=view.project(data.X),
            labels=np.reshape(found, -1),
            feature_names=view.names,
            exact=view.exact,
            projection_note=view.projection_note,
            cluster_names=names.tolist(),
            classes=True,
        )
        return display.plot(**plot_options)

    @classmethod
    def _placed_by_distances(cls, X: Any, labels: npt.NDArray[np.intp], space: Space) -> Self:
        distances = check_in_space(space, X).X
        view = view_of_distances(distances)
        return cls(
            points=view.project(distances),
            labels=labels,
            feature_names=view.names,
            exact=False,
            projection_note=view.projection_note,
        )

    def plot(
        self,
        ax: Axes | None = None,
        *,
        regions: bool | None = None,
        points_kw: dict[str, Any] | None = None,
        centers_kw: dict[str, Any] | None = None,
    ) -> Self:
        """Draw the points, the centers and the regions.

        Parameters
        ----------
        regions : bool, default=None
            Tint the area nearest to each center; a projection has none. By default where each
            point is in the area of its own cluster: true for k-means, not for most mixtures.
        points_kw, centers_kw : dict, default=None
            Style of the points and the centers, as for ``ax.scatter``.
        """
        with self._canvas(ax) as ax:
            one = not self.feature_names[1]
            histogram = draw_bars(ax, self.points)[0] if one else None
            self._draw_points(ax, line_points(self.points) if one else self.points, points_kw)
            if not one:
                # equal axes, or the nearest center would not look nearest
                shared = ax.get_shared_x_axes().get_siblings(ax)
                ax.set_aspect("equal", adjustable="datalim" if len(shared) == 1 else "box")
            self._draw_centers(ax, centers_kw)
            self._draw_regions(ax, regions)
            self._write(ax)
            if histogram:
                write_counts(ax, histogram)
            despine(ax)
        return self

    @property
    def alt(self) -> str:
        """Alternative text with the sizes of the clusters."""
        sizes = ", ".join(f"{self._name(c)} {(self.labels == c).sum():,}" for c in self._clusters)
        k = len(self._clusters)
        text = f"{self._title()}: {sizes}." if k else f"{self._title()}."
        said = (text, self._noise(), self._pale(), self.projection_note)
        return " ".join(part for part in said if part)

    @property
    def _clusters(self) -> list[int]:
        return [int(cluster) for cluster in np.unique(self.labels) if cluster >= 0]

    def _name(self, cluster: int) -> str:
        names = self.cluster_names
        return cluster_name(cluster) if names is None else display_name(names[cluster])

    def _title(self) -> str:
        k = len(self._clusters)
        if self.classes:
            key = "plot.classes.title" if k > 1 else "plot.classes.one"
            return say(key, k=k, n=f"{len(self.labels):,}")
        key = "plot.cluster.title" if k > 1 else "plot.cluster.one" if k else "plot.cluster.empty"
        return say(key, k=k, n=f"{len(self.labels):,}")

    def _glyphs(self) -> dict[int, str]:
        """Return the marker of each class: the first sign of its name where that tells it."""
        first = {c: self._name(c)[:1] for c in self._clusters}
        signs = list(first.values())
        plain = all(sign.isascii() and sign.isalnum() for sign in signs)
        if plain and len(set(signs)) == len(signs):
            return {c: f"${sign}$" for c, sign in first.items()}
        return {c: cluster_style(c)[1] for c in first}

    def _noise(self) -> str:
        noise = int((self.labels < 0).sum())
        return say("plot.cluster.noise", n=f"{noise:,}") if noise else ""

    def _pale(self) -> str:
        """Say what paleness means, and how many points are pale in each cluster."""
        if self.silhouettes is None:
            return ""
        low = self.silhouettes < _LOW
        counts = ", ".join(
            f"{self._name(c)} {int((low & (self.labels == c)).sum()):,}" for c in self._clusters
        )
        return say("plot.cluster.pale", low=f"{_LOW:g}", counts=counts)

    def _shade(self, cluster: int, edge: Any) -> dict[str, Any]:
        """Return the style of a cluster's points by their silhouettes."""
        if self.silhouettes is None:
            return {}
        own = self.silhouettes[self.labels == cluster]
        alpha = _PALEST + (1 - _PALEST) * np.clip(own, 0, 1)
        return {"alpha": alpha, "linewidth": np.where(own < _LOW, 1.2, 0.4), "edgecolor": edge}

    def _draw_points(self, ax: Axes, points: Floats, points_kw: dict[str, Any] | None) -> None:
        from matplotlib.collections import PathCollection

        n = len(self.points)
        size = float(np.clip(30_000 / n, 4, 36))
        edge: dict[str, Any] = (
            {"edgecolor": background_color(ax), "linewidth": 0.4}
            if n <= _MANY
            else {"linewidth": 0}
        )
        self.scatter_: dict[int, PathCollection] = {}
        glyphs = self._glyphs() if self.classes else {}
        for cluster in np.unique(self.labels).tolist():
            color, marker, _ = cluster_style(cluster)
            own = edge if cluster >= 0 else {"linewidth": 0.8}
            if self.classes:
                color, marker = cluster_style(cluster % _HUES)[0], glyphs[cluster]
                hollow = {"linewidth": 1.2, "facecolor": "none", "edgecolor": color}
                own = {"linewidth": 0.5} if marker.startswith("$") else hollow
            style = {
                "color": color,
                "marker": marker,
                "s": size,
                "zorder": 2,
                **own,
                **({} if self.classes else ring_style(cluster, ax)),
                **self._shade(cluster, text_color(ax)),
            }
            here = points[self.labels == cluster]
            self.scatter_[cluster] = ax.scatter(
                here[:, 0], here[:, 1], **merge_style_kwargs(style, points_kw, PathCollection)
            )

    def _draw_centers(self, ax: Axes, centers_kw: dict[str, Any] | None) -> None:
        self.centers_: PathCollection | None = None
        self.images_: dict[int, AnnotationBbox] = {}
        if self.classes:
            _class_legend(ax, self.scatter_, self._name)
            return
        if self.centers is None:
            write_letters(ax, self.points, self.labels, self._name)
            return
        self.centers_ = draw_centers(
            ax, self.centers, self._name, centers_kw, letters=self.center_images is None
        )
        if self.center_images is not None:
            self.images_ = draw_pictures(
                ax, self.centers, self.center_images, self._name, self.points
            )

    def _draw_regions(self, ax: Axes, regions: bool | None) -> None:
        self.regions_: PolyCollection | None = None
        if self.centers is None or not self.exact or regions is False:
            return
        if regions or labels_are_nearest(self.points, self.labels, self.centers):
            self.regions_ = _tint_regions(ax, self.centers)

    def _write(self, ax: Axes) -> None:
        ax.set_title(self._title())
        strip = "" if self.feature_names[1] else say("plot.histogram.below")
        told = (self._noise(), strip, self._pale(), self.projection_note)
        below = (wrap_text(part) for part in told if part)
        ax.set_xlabel("\n".join([self.feature_names[0], *below]))
        ax.set_ylabel(self.feature_names[1])


def _class_legend(ax: Axes, marks: dict[int, PathCollection], name: Callable[[int], str]) -> None:
    """Write the classes beside the picture, at most 28: of more the rest are counted."""
    shown = [c for c in sorted(marks) if c >= 0]
    names = [name(c) for c in shown[:_MOST_NAMED]]
    if len(shown) > len(names):
        names[-1] = say("plot.classes.more", n=len(shown) - len(names) + 1)
    legend = ax.legend(
        [marks[c] for c in shown[: len(names)]], names, title=say("plot.classes.legend"),
        loc="center left", bbox_to_anchor=(1.0, 0.5), frameon=False, fontsize=9,
        labelcolor=text_color(ax), ncols=1 + (len(names) - 1) // 14,
    )  # fmt: skip
    legend.get_title().set_color(text_color(ax))
    for mark in legend.legend_handles:
        if mark is not None and hasattr(mark, "set_sizes"):
            mark.set_sizes([42])


def _read_silhouettes(silhouettes: Any, n: int) -> Floats:
    """Return one number from -1 to 1 for each point, or refuse."""
    given = as_numbers(silhouettes)
    if given.shape != (n,) or not (np.abs(given) <= 1).all():
        raise LearnerError(
            "silhouettes must be a number from -1 to 1 for each point",
            where=f"shape {given.shape}, for {n:,} points",
            why="The silhouette compares a point's own cluster with the next one.",
            fix="silhouettes=silhouette_samples(X, labels)",
        )
    return given


def _placed(centers: Any, view: View, n_features: int) -> Floats:
    """Return where centers are drawn, or say why they can't be."""
    given = as_numbers(centers)
    if given.ndim != 2 or given.shape[1] != n_features:
        raise LearnerError(
            f"Centers need {n_features} features each, like X.",
            where=f"centers of shape {given.shape}",
            why="Row i is the center of cluster i, in the units of X.",
            fix="ClusterDisplay.from_predictions(X, labels, centers=model.cluster_centers_)",
        )
    return view.project(given)


def _pictures(centers: Any, view: View) -> Floats | None:
    """Return centers as pictures, where rows are pictures and the plane has room for them."""
    if centers is None or view.image_shape is None or len(centers) > MOST_PICTURES:
        return None
    return as_numbers(centers).reshape(-1, *view.image_shape)


def nearest_regions(centers: Floats, low: Floats, high: Floats) -> list[Floats]:
    """Return the corners of the Voronoi region of each center within a box.

    There are none for a center that lies outside and far, is not finite, or stands where an earlier
    one does. The box is cut by the line half way to each other center: n_clusters² cuts.
    """
    (left, bottom), (right, top) = low, high
    box = np.array([[left, bottom], [right, bottom], [right, top], [left, top]], dtype=float)
    regions = []
    for i, center in enumerate(centers):
        region = box if np.isfinite(center).all() else box[:0]
        for j, other in enumerate(centers):
            if j == i or not np.isfinite(other).all() or not len(region):
                continue
            if np.array_equal(center, other):
                region = region if i < j else box[:0]
            else:
                region = _cut(region, (center + other) / 2, other - center)
        regions.append(region)
    return regions


def _cut(region: Floats, through: Floats, away: Floats) -> Floats:
    """Keep the side of a line that `away` points away from."""
    beyond = (region - through) @ away
    kept = []
    for i, corner in enumerate(region):
        j = (i + 1) % len(region)
        if beyond[i] <= 0:
            kept.append(corner)
        if (beyond[i] <= 0) != (beyond[j] <= 0):
            kept.append(corner + (region[j] - corner) * beyond[i] / (beyond[i] - beyond[j]))
    return np.array(kept) if kept else region[:0]


def _tint_regions(ax: Axes, centers: Floats) -> PolyCollection:
    """Tint the area nearest to each center softly, behind all that is drawn so far."""
    from matplotlib.collections import PolyCollection
    from matplotlib.colors import to_rgba

    low, high = np.asarray(ax.dataLim.min), np.asarray(ax.dataLim.max)
    # far out, so that a figure made larger or wider shows no end of them
    room = 20 * max(float((high - low).max()), 1e-9)
    # in units of the box, or the squares of large numbers would overflow
    corner, size = low - room, (high - low) + 2 * room
    unit = max(float(size.max()), 1e-300)
    cells = nearest_regions((centers - corner) / unit, np.zeros(2), size / unit)
    cells = [cell * unit + corner if len(cell) else cell for cell in cells]
    shown = [i for i, cell in enumerate(cells) if len(cell)]
    strength = 0.25 if is_dark(background_color(ax)) else 0.13
    colors = [to_rgba(cluster_style(i)[0], strength) for i in shown]
    tint = PolyCollection(
        [cells[i] for i in shown],
        facecolors=colors,
        edgecolors=[background_color(ax)],
        linewidths=2,
        zorder=0,
    )
    ax.add_collection(tint, autolim=False)
    return tint


def labels_are_nearest(points: Floats, labels: npt.NDArray[np.intp], centers: Floats) -> bool:
    """Return whether each point's center is the nearest to it, noise (-1) aside.

    True for k-means; False for most mixtures, trees, and labels of an earlier step.
    """
    used = labels >= 0
    if not used.any():
        return True
    here, own = points[used], labels[used]
    if own.max() >= len(centers):
        return False
    gaps = np.array([((here - center) ** 2).sum(axis=1) for center in centers])
    gaps[np.isnan(gaps)] = np.inf
    mine = gaps[own, np.arange(len(own))]
    # points half way may fall to either side by the last digit
    return bool((mine <= gaps.min(axis=0) * (1 + 1e-9) + 1e-300).all())
