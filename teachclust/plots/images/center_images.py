"""Centers of images, as images, with the class that each stands for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal, Self

import numpy as np
import numpy.typing as npt

from teachclust.checks import check_image_shape, display_name
from teachclust.checks.labels import as_numbers, check_names
from teachclust.errors import LearnerError
from teachclust.palette import cluster_name
from teachclust.plots.base import PanelsDisplay
from teachclust.plots.fitted import estimator_name, fitted, fitted_centers, stored_labels
from teachclust.plots.panels import add_panels
from teachclust.plots.plain_text import title_text
from teachclust.plots.style import cluster_style, wrap_text
from teachclust.scores.matching import match_labels
from teachclust.words import say

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.image import AxesImage

#: pictures side by side; of more than 20 without sizes, closer
_ACROSS, _MANY, _ACROSS_MANY = 5, 20, 6


class CenterImagesDisplay(PanelsDisplay):
    """Centers drawn as pictures: what the mean image of each cluster looks like.

    Parameters
    ----------
    centers : ndarray of shape (n_clusters, n_features)
        Row i is cluster i.
    image_shape : pair of int
        Rows and columns of a picture.
    classes : sequence, default=None
        The class that stands for each cluster; None where there is none.
    sizes : sequence of int, default=None
        Images in each cluster.

    Attributes
    ----------
    images_ : list of matplotlib AxesImage
        One for each center.
    axes_ : ndarray of matplotlib Axes
        One for each center.

    Notes
    -----
    All pictures share one scale of greys: a pale center is a mean of images that differ. Over each
    stand the cluster's letter, its class and its size (up to 20 pictures), in a frame of the
    cluster's color; without classes and sizes the rows are images of any kind, and stand alone.

    Examples
    --------
    >>> from sklearn.cluster import KMeans
    >>> from sklearn.datasets import load_digits
    >>> from teachclust.plots import CenterImagesDisplay
    >>> X, y = load_digits(return_X_y=True)
    >>> model = KMeans(n_clusters=10, n_init=10, random_state=0)
    >>> display = CenterImagesDisplay.from_estimator(model, X, y)
    >>> display.image_shape
    (8, 8)
    """

    def __init__(
        self,
        *,
        centers: npt.NDArray[np.float64],
        image_shape: tuple[int, int],
        classes: Sequence[Any] | None = None,
        sizes: Sequence[int] | None = None,
        title: str | None = None,
    ) -> None:
        self.centers, self.image_shape = centers, image_shape
        self.classes, self.sizes, self.title = classes, sizes, title

    @classmethod
    def from_estimator(
        cls,
        estimator: Any,
        X: Any = None,
        y: Any = None,
        *,
        method: Literal["majority", "hungarian"] = "majority",
        image_shape: tuple[int, int] | None = None,
        title: str | None = None,
        **plot_options: Any,
    ) -> Self:
        """Draw the centers of an estimator.

        Parameters
        ----------
        estimator : estimator
            With ``cluster_centers_`` or ``means_`` once fitted; fitted, or a clone is fitted.
        X : array-like of shape (n_samples, n_features), default=None
            Images as rows. A fitted estimator that kept its labels needs none.
        y : array-like of shape (n_samples,), default=None
            Their classes, to name the clusters by.
        method : {"majority", "hungarian"}, default="majority"
            How a cluster finds its class, see `match_labels`.

        Raises
        ------
        LearnerError
            If it has no centers, or X is needed.
        """
        model = fitted(estimator, X)
        centers = fitted_centers(model)
        if centers is None:
            raise LearnerError(
                f"{estimator_name(model)} has no centers to draw.",
                where="estimator",
                why="Centers come from k-means and its kin, and from mixtures.",
                fix="CenterImagesDisplay.from_estimator(KMeans(n_clusters=10, random_state=0), X)",
            )
        labels = stored_labels(model, X, y)
        classes = sizes = None
        if labels is not None:
            sizes = np.bincount(labels[labels >= 0], minlength=len(centers)).tolist()
        if labels is not None and y is not None:
            found = match_labels(labels, y, method=method).mapping
            classes = [found.get(i) for i in range(len(centers))]
        return cls.from_predictions(
            centers, classes=classes, sizes=sizes, image_shape=image_shape, title=title,
            **plot_options,
        )  # fmt: skip

    @classmethod
    def from_predictions(
        cls,
        centers: Any,
        *,
        classes: Sequence[Any] | None = None,
        sizes: Sequence[int] | None = None,
        image_shape: tuple[int, int] | None = None,
        title: str | None = None,
        **plot_options: Any,
    ) -> Self:
        """Draw images given as rows: centers, or any others.

        Parameters
        ----------
        centers : array-like of shape (n_images, n_features)
            The images.
        classes, sizes : sequence, default=None
            The class of each cluster, None where there is none; how many images it has.
        image_shape : pair of int, default=None
            Rows and columns; by default a square.

        Raises
        ------
        LearnerError
            If the numbers of a row don't make a picture, or classes or sizes are not as many.
        """
        rows = as_numbers(centers)
        shape = _read_shape(rows, image_shape)
        if classes is not None:
            classes = check_names(classes, len(rows), "classes")
        if sizes is not None:
            sizes = _read_sizes(sizes, len(rows))
        display = cls(centers=rows, image_shape=shape, classes=classes, sizes=sizes, title=title)
        return display.plot(**plot_options)

    def plot(self, ax: Axes | None = None, *, cmap: Any = "gray_r") -> Self:
        """Draw the pictures.

        Parameters
        ----------
        cmap : str or Colormap, default="gray_r"
            By default large numbers are dark, as ink is.
        """
        with self._canvas(ax) as ax:
            self._draw(ax, cmap)
        return self

    @property
    def alt(self) -> str:
        """Alternative text: how many pictures, and what stands over them."""
        text = say("plot.images.alt", title=self._title(), n=len(self.centers))
        if self.classes is None and self.sizes is None:
            return text
        each = "; ".join(", ".join(self._over(i)) for i in range(len(self.centers)))
        return f"{text} {each}."

    def figure_size(self) -> tuple[float, float]:
        """Return a size that gives each picture about an inch."""
        down, across = self._grid()
        high, wide = self.image_shape
        side = 1.1 if self._over(0) else 0.54
        side = min(side, 5.5 / across)
        picture = side * float(np.clip(high / wide, 0.3, 3))  # a strip would make a figure of yards
        return 0.2 + side * across, 0.6 + (picture + 0.17 * len(self._over(0)) + 0.1) * down

    def _grid(self) -> tuple[int, int]:
        """Return rows and columns; pictures without words stand closer."""
        n = len(self.centers)
        across = (_ACROSS_MANY if n > _MANY else _ACROSS) if self._over(0) else 2 * _ACROSS
        # a picture or two would make a figure too narrow for its title
        return -(-n // across), min(max(n, 3), across)

    def _title(self) -> str:
        return title_text(self.title, say("plot.images.title", n=len(self.centers)))

    def _over(self, i: int) -> list[str]:
        """Return the lines over picture i: cluster and class, size."""
        lines, few = [], len(self.centers) <= _MANY
        if self.classes is not None:
            given = self.classes[i]
            shared = few and given is not None and list(self.classes).count(given) > 1
            key = "none" if given is None else "shared" if shared else "match"
            words = {"cluster": cluster_name(i), "name": display_name(given)}
            lines.append(say(f"plot.images.{key}", **words))
        elif self.sizes is not None:
            lines.append(cluster_name(i))
        if self.sizes is not None and few:
            one = "plot.images.one" if self.sizes[i] == 1 else "plot.images.size"
            lines.append(say(one, n=f"{self.sizes[i]:,}"))
        return lines

    def _draw(self, ax: Axes, cmap: Any) -> None:
        across = self._grid()[1]
        words = len(self._over(0))
        ax.set_title(wrap_text(self._title()), pad=12 + 12 * words)
        panels = add_panels(ax, len(self.centers), across, hspace=0.1 + 0.25 * words)
        # one scale for all: a pale center is a blurred one
        low, high = float(np.nanmin(self.centers)), float(np.nanmax(self.centers))
        self.images_: list[AxesImage] = []
        for i, (panel, center) in enumerate(zip(panels, self.centers, strict=True)):
            picture = center.reshape(self.image_shape)
            self.images_.append(panel.imshow(picture, cmap=cmap, vmin=low, vmax=high))
            room = ["\n"] if i < across else []
            panel.set_title("\n".join([*room, *self._over(i)]), fontsize=9, pad=4)
            if words:
                panel.spines[:].set(color=cluster_style(i)[0], linewidth=2)
            panel.set_xticks([])
            panel.set_yticks([])
        self.axes_ = np.array(panels)


def _read_shape(rows: npt.NDArray[np.float64], given: Any) -> tuple[int, int]:
    """Return rows and columns of a picture, or say why there are none."""
    if rows.ndim == 2 and len(rows) and np.isfinite(rows).any():
        return check_image_shape(given, rows.shape[1], f"centers of shape {rows.shape}")
    raise LearnerError(
        "These rows don't make pictures of that shape.",
        where=f"centers of shape {rows.shape}, image_shape={given!r}",
        why="Each row of centers is one picture.",
        fix="centers = load_digits().data[:10]",
    )


def _read_sizes(sizes: Any, count: int) -> list[int]:
    """Return how many images each cluster has, or say what is wrong with it."""
    given = as_numbers(sizes)
    if given.shape == (count,) and np.isfinite(given).all() and (given >= 0).all():
        return [int(one) for one in given]
    raise LearnerError(
        f"There must be {count} sizes, from 0 on: one for each image.",
        where=f"sizes={display_name(repr(sizes))}",
        why="Size i is how many images the cluster of row i has.",
        fix=f"sizes = [1] * {count}",
    )
