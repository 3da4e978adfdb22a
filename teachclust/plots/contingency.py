"""True classes against found clusters, as a table of counts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Self

import numpy as np
import numpy.typing as npt

from teachclust.checks import display_name
from teachclust.checks.labels import read_labels
from teachclust.palette import NOISE, cluster_name
from teachclust.plots.base import Display
from teachclust.plots.fitted import fitted, fitted_labels
from teachclust.plots.style import text_on
from teachclust.scores.matching import Matching, match_labels, read_classes
from teachclust.words import say

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Counts = npt.NDArray[np.integer[Any]]


class ContingencyDisplay(Display):
    """Counts of points by true class (rows) and found cluster (columns).

    Columns are ordered so that matches, one to one, lie on the diagonal; clusters without a class
    follow, noise comes last. Classes without a cluster are the last rows.

    Parameters
    ----------
    table : ndarray of shape (n_classes, n_clusters)
        Counts.
    classes : sequence
        Names of the rows.
    clusters : sequence of int
        Numbers of the columns; -1 is noise.
    n_matched : int
        So many cells of the diagonal, from the first on, are matches.

    Attributes
    ----------
    image_ : matplotlib AxesImage
        The colored cells.
    text_ : ndarray of matplotlib Text
        The counts.

    See Also
    --------
    sklearn.metrics.ConfusionMatrixDisplay : For predictions that use the classes' own names.

    Examples
    --------
    >>> from teachclust.plots import ContingencyDisplay
    >>> display = ContingencyDisplay.from_predictions(["a", "a", "b"], [1, 1, 0])
    >>> display.table.tolist()
    [[2, 0], [0, 1]]
    """

    def __init__(
        self, *, table: Counts, classes: Sequence[Any], clusters: Sequence[int], n_matched: int
    ) -> None:
        self.table, self.classes, self.clusters = table, classes, clusters
        self.n_matched = n_matched

    @classmethod
    def from_estimator(cls, estimator: Any, X: Any, y: Any, **plot_options: Any) -> Self:
        """Compare the clusters of an estimator with classes, and draw."""
        labels = fitted_labels(fitted(estimator, X), X)
        return cls.from_predictions(y, labels, **plot_options)

    @classmethod
    def from_predictions(cls, y_true: Any, labels: Any, **plot_options: Any) -> Self:
        """Compare labels with classes, and draw.

        Parameters
        ----------
        y_true : array-like of shape (n_samples,)
            Known classes: numbers or text.
        labels : array-like of shape (n_samples,)
            Found clusters: whole numbers, -1 for noise.

        Raises
        ------
        LearnerError
            If they don't fit each other.
        """
        known, found = read_classes(y_true), read_labels(labels)
        matching = match_labels(found, known)
        names, row = np.unique(known, return_inverse=True)
        numbers, column = np.unique(found, return_inverse=True)
        counts = np.zeros((len(names), len(numbers)), dtype=np.intp)
        np.add.at(counts, (row, column), 1)
        classes, clusters = names.tolist(), numbers.tolist()
        rows, columns, n_matched = _order(matching, classes, clusters)
        display = cls(
            table=counts[np.ix_(rows, columns)],
            classes=[classes[i] for i in rows],
            clusters=[clusters[j] for j in columns],
            n_matched=n_matched,
        )
        return display.plot(**plot_options)

    def plot(self, ax: Axes | None = None, *, cmap: Any = "Blues") -> Self:
        """Draw the table.

        Parameters
        ----------
        cmap : str or Colormap, default="Blues"
            Colors from 0 % to 100 % of a class.
        """
        with self._canvas(ax) as ax:
            self._draw(ax, cmap)
        return self

    @property
    def alt(self) -> str:
        """Alternative text: how many lie on the diagonal, and the largest cell off it."""
        each = np.arange(self.n_matched)
        off = self.table.copy()
        off[each, each] = 0
        n = int(self.table.sum())
        text = say(
            "plot.contingency.alt",
            rows=self.table.shape[0],
            columns=self.table.shape[1],
            right=f"{n - int(off.sum()):,}",
            n=f"{n:,}",
        )
        if not off.any():
            return text
        row, column = (int(i) for i in np.unravel_index(off.argmax(), off.shape))
        cell = {"name": display_name(self.classes[row]), "cluster": self._column(column)}
        return f"{text} {say('plot.contingency.most', most=f'{int(off.max()):,}', **cell)}"

    def figure_size(self) -> tuple[float, float]:
        """Return a size that gives each cell room for its count."""
        rows, columns = self.table.shape
        widest = max(len(f"{int(self.table.max()):,}"), 3)
        width, height = 1.6 + (0.14 + 0.08 * widest) * columns, 1.5 + 0.36 * rows
        return float(np.clip(width, 4.2, 14)), float(np.clip(height, 2.8, 12))

    def _column(self, column: int) -> str:
        cluster = self.clusters[column]
        return cluster_name(cluster) if cluster >= 0 else say("plot.noise")

    def _draw(self, ax: Axes, cmap: Any) -> None:
        rows, columns = self.table.shape
        # a share of the row: large classes would drown the small ones
        shares = self.table / np.maximum(self.table.sum(axis=1, keepdims=True), 1)
        self.image_ = ax.imshow(shares, cmap=cmap, vmin=0, vmax=1, aspect="auto")
        self.text_ = np.empty(self.table.shape, dtype=object)
        colors = self.image_.to_rgba(shares)
        for i, j in np.ndindex(rows, columns):
            count = int(self.table[i, j])
            self.text_[i, j] = ax.text(
                j, i, f"{count:,}", ha="center", va="center", **text_on(colors[i, j, :3]),
                # what is not there steps back
                alpha=1 if count else 0.35, fontweight="bold" if i == j < self.n_matched else None,
            )  # fmt: skip
        self._outline(ax)
        ax.set_xticks(range(columns), [self._column(j) for j in range(columns)])
        ax.set_yticks(range(rows), [display_name(name) for name in self.classes])
        ax.set_title(say("plot.contingency.title"))
        ax.set_xlabel(f"{say('plot.contingency.x')}\n{say('plot.contingency.color')}")
        ax.set_ylabel(say("plot.contingency.y"))
        ax.tick_params(length=0)
        ax.spines[:].set_visible(False)

    def _outline(self, ax: Axes) -> None:
        """Draw a frame around the matches, so that they are marked by more than color."""
        from matplotlib.patches import Rectangle

        for i in range(self.n_matched):
            ax.add_patch(Rectangle((i - 0.5, i - 0.5), 1, 1, fill=False, edgecolor=NOISE))


def _order(
    matching: Matching, classes: list[Any], clusters: list[int]
) -> tuple[list[int], list[int], int]:
    """Return the order of rows and of columns, and how many of them are matched."""
    of = {name: cluster for cluster, name in matching.mapping.items() if name is not None}
    rows = [i for i, name in enumerate(classes) if name in of]
    columns = [clusters.index(of[classes[i]]) for i in rows]
    n_matched = len(rows)
    rows += [i for i in range(len(classes)) if i not in rows]
    # noise has the lowest number, and comes last
    others = [j for j in range(len(clusters)) if j not in columns]
    columns += sorted(others, key=lambda j: (clusters[j] < 0, j))
    return rows, columns, n_matched
