"""The U-matrix of a self-organizing map: how far units are from neighbors, with their points."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Self

import numpy as np
import numpy.typing as npt

from teachclust.cluster import SelfOrganizingMap
from teachclust.cluster.self_organizing_map import GRIDS, Grid
from teachclust.errors import LearnerError
from teachclust.plots.base import Display
from teachclust.plots.fitted import call_estimator, describe_type, final_estimator, fitted
from teachclust.plots.style import text_on
from teachclust.words import say
from teachclust.words.numbers import number

if TYPE_CHECKING:
    from matplotlib.axes import Axes

#: cells whose counts still fit into them
_MOST_WRITTEN: Final = 400
#: corners of a cell around its middle
_CORNERS: Final = {
    "rectangular": np.array([[-0.5, -0.5], [0.5, -0.5], [0.5, 0.5], [-0.5, 0.5]]),
    "hexagonal": np.array(
        [[np.cos(a), np.sin(a)] for a in np.pi / 6 + np.arange(6) * np.pi / 3]
    ) / np.sqrt(3),
}  # fmt: skip


class UMatrixDisplay(Display):
    """A map of units: the darker, the nearer a unit is to its neighbors; with its count of points.

    Dark areas are groups of units among the same points, light ridges are borders between groups.

    Parameters
    ----------
    u_matrix : ndarray of shape (n_rows, n_columns)
        Mean distance of each unit to its neighbors.
    counts : ndarray of shape (n_rows, n_columns) or None
        Points of each unit; None where they are not known.
    grid : {"rectangular", "hexagonal"}
        How units stand.

    Attributes
    ----------
    cells_ : matplotlib PolyCollection
        One cell for each unit, row by row.
    text_ : list of matplotlib Text
        The counts; none where they don't fit.

    See Also
    --------
    teachclust.cluster.SelfOrganizingMap : The estimator.

    Examples
    --------
    >>> from teachclust.cluster import SelfOrganizingMap
    >>> from teachclust.datasets import load_blobs
    >>> from teachclust.plots import UMatrixDisplay
    >>> model = SelfOrganizingMap(6, 6, random_state=0)
    >>> display = UMatrixDisplay.from_estimator(model, load_blobs().data)
    >>> display.u_matrix.shape
    (6, 6)
    """

    size = (5.0, 4.2)

    def __init__(self, *, u_matrix: Any, counts: Any, grid: str) -> None:
        self.u_matrix, self.counts, self.grid = u_matrix, counts, grid

    @classmethod
    def from_estimator(cls, estimator: Any, X: Any, **plot_options: Any) -> Self:
        """Draw the map of a SelfOrganizingMap, with the counts of the points of X.

        Parameters
        ----------
        estimator : SelfOrganizingMap
            Or a pipeline that ends in one; fitted, or a clone is fitted.

        Raises
        ------
        LearnerError
            If it is no SelfOrganizingMap.
        """
        last = final_estimator(estimator)
        if not isinstance(last, SelfOrganizingMap):
            raise LearnerError(
                "A U-matrix needs a SelfOrganizingMap.",
                where=describe_type(last),
                why="Only a map has units with neighbors.",
                fix="UMatrixDisplay.from_estimator(SelfOrganizingMap(6, 6), X)",
            )
        model = fitted(estimator, X)
        found = final_estimator(model)
        nearest = call_estimator(model, X, model.transform).argmin(axis=1)
        counts = np.bincount(nearest, minlength=found.u_matrix_.size)
        shape = found.u_matrix_.shape
        return cls.from_predictions(
            found.u_matrix_, counts=counts.reshape(shape), grid=found.grid, **plot_options
        )

    @classmethod
    def from_predictions(
        cls, u_matrix: Any, *, counts: Any = None, grid: Any = "rectangular", **plot_options: Any
    ) -> Self:
        """Draw a U-matrix.

        Parameters
        ----------
        u_matrix : array-like of shape (n_rows, n_columns)
            Mean distance of each unit to its neighbors.
        counts : array-like of shape (n_rows, n_columns), default=None
            Points of each unit; by default none are written.
        grid : {"rectangular", "hexagonal"}, default="rectangular"
            How units stand: in a hexagonal grid each second row is moved by half a cell.

        Raises
        ------
        LearnerError
            If numbers are not finite or below 0, or shapes differ.
        """
        heights = _table(u_matrix, "u_matrix", None)
        known = None if counts is None else _table(counts, "counts", heights.shape)
        if not isinstance(grid, str) or grid not in GRIDS:
            raise LearnerError(
                "There is no such grid.",
                where="grid",
                why="Units stand in one of two ways.",
                fix='grid="rectangular"  # or "hexagonal"',
            )
        return cls(u_matrix=heights, counts=known, grid=grid).plot(**plot_options)

    def plot(self, ax: Axes | None = None, *, cmap: Any = "viridis") -> Self:
        """Draw the map.

        Parameters
        ----------
        cmap : str or Colormap, default="viridis"
            Colors from the lowest distance to the highest.
        """
        with self._canvas(ax) as ax:
            self._draw(ax, cmap)
        return self

    @property
    def alt(self) -> str:
        """Alternative text: the size, the range of distances, and how points are spread."""
        rows, columns = self.u_matrix.shape
        row, column = (int(i) for i in np.unravel_index(self.u_matrix.argmax(), (rows, columns)))
        text = say(
            "plot.u_matrix.alt",
            rows=rows,
            columns=columns,
            low=number(float(self.u_matrix.min())),
            high=number(float(self.u_matrix.max())),
            row=row,
            column=column,
        )
        if self.counts is None:
            return text
        empty, most = int(np.count_nonzero(self.counts == 0)), int(self.counts.max())
        return f"{text} {say('plot.u_matrix.counts', empty=empty, most=f'{most:,}')}"

    def _draw(self, ax: Axes, cmap: Any) -> None:
        from matplotlib.collections import PolyCollection

        rows, columns = self.u_matrix.shape
        places = Grid(self.grid, rows, columns).places
        corners = places[:, np.newaxis] + _CORNERS[self.grid]
        self.cells_ = PolyCollection(list(corners), array=self.u_matrix.ravel(), cmap=cmap)
        self.cells_.set_edgecolor("face")
        ax.add_collection(self.cells_)
        low, high = corners.min(axis=(0, 1)), corners.max(axis=(0, 1))
        ax.set(xlim=(low[0], high[0]), ylim=(high[1], low[1]), aspect="equal")
        self.cells_.update_scalarmappable()
        self.text_ = []
        if self.counts is not None and self.counts.size <= _MOST_WRITTEN:
            for (x, y), count, color in zip(
                places, self.counts.ravel(), self.cells_.get_facecolor(), strict=True
            ):
                self.text_.append(
                    ax.text(x, y, f"{int(count):,}", ha="center", va="center", **text_on(color))
                )
        ax.set_xticks(range(columns) if columns <= 20 else range(0, columns, 5))
        ax.set_yticks(places[::columns, 1], [str(row) for row in range(rows)])
        ax.tick_params(length=0)
        ax.spines[:].set_visible(False)
        ax.set_title(say("plot.u_matrix.title"))
        note = "plot.u_matrix.color" if self.counts is None else "plot.u_matrix.both"
        lowest, highest = (number(float(end)) for end in (self.u_matrix.min(), self.u_matrix.max()))
        ax.set_xlabel(
            f"{say('plot.u_matrix.x')}\n{say(note)}\n"
            f"{say('plot.u_matrix.range', low=lowest, high=highest)}"
        )
        ax.set_ylabel(say("plot.u_matrix.y"))


def _table(values: Any, name: str, shape: tuple[int, ...] | None) -> npt.NDArray[np.floating[Any]]:
    """Return a table of finite numbers from 0 on, of a given shape if there is one."""
    try:
        table = np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError, OverflowError):
        table = np.empty(0)
    wanted = table.ndim == 2 and table.size > 0 if shape is None else table.shape == shape
    if wanted and np.isfinite(table).all() and table.min() >= 0:
        return table
    raise LearnerError(
        f"{name} must be a table of finite numbers from 0 on, with a row for each row of units.",
        where=f"{name} of type {type(values).__name__}, shape {np.shape(table)}",
        why="Each number belongs to a unit of the map.",
        fix="UMatrixDisplay.from_predictions(model.u_matrix_, counts=model.counts_)",
    )
