"""CompareGrid: every cell a fit, the one that is pointed at shown large."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from numbers import Real
from typing import TYPE_CHECKING, Any, ClassVar, Final, Literal

import numpy as np
import traitlets

from teachclust.checks import (
    check_columns,
    check_data,
    check_image_shape,
    display_name,
    open_pipeline,
)
from teachclust.checks.labels import missing_rows, read_column
from teachclust.errors import LearnerError
from teachclust.scores.choosing_k.progress import Report
from teachclust.scores.matching import read_classes
from teachclust.traces import Frame, Steps, Trace
from teachclust.traces.end import given_to_fit, refuse_no_clusterer, spec_of, unfitted_copy
from teachclust.traces.trace import assembled
from teachclust.widgets.base import Widget
from teachclust.widgets.compare_grid.cells import (
    Axes,
    Cell,
    fit_cells,
    read_axes,
    same_value,
    value_text,
)
from teachclust.widgets.rows import rows_of
from teachclust.widgets.side_by_side import draw_lane, shares_parameters
from teachclust.widgets.thumbnails import ACCENT, Canvas
from teachclust.widgets.traits import Flag, Step, check_shown
from teachclust.widgets.wire import to_wire
from teachclust.words import say

if TYPE_CHECKING:
    import pandas as pd

Measure = Literal["clusters", "noise", "silhouette", "ari"]
MEASURES: Final = ("clusters", "noise", "silhouette", "ari")
#: pixels of the thumbnail, and of a cell in it at most
_WIDTH: Final = 720
_CELL: Final = 150


class CompareGrid(Widget[tuple[tuple[Cell, ...], Axes, Trace]]):
    """One estimator under all pairs of values of two parameters. Made by `compare_grid`.

    Each cell is a small picture of a fit, in colors that match those of the cells beside it; the
    one that is pointed at, tapped or reached by keys is shown large. A row or a column can be
    pinned: then the steps go along it. The cells can show a number in place of the picture.

    Its parameters are those of `compare_grid`.

    Attributes
    ----------
    step : int
        Which cell is on screen, row after row, from 0 to `last_step`. The browser writes it; set it
        from Python, and the browser follows.
    last_step : int
        The number of the last cell.
    params : dict
        The values of the two parameters of the cell on screen.
    interrupted : bool
        Whether the fits were interrupted: cells after that are empty.
    equal_axes : bool
        Whether one unit is equally long on both axes. The learner can switch it.
    """

    widget = traitlets.Unicode("compare_grid").tag(sync=True)
    trace = traitlets.Any().tag(sync=True)
    grid = traitlets.Any().tag(sync=True)
    rows = traitlets.Any().tag(sync=True)
    step = Step(0).tag(sync=True)
    #: whether the plane has equal axes at first
    equal_axes = Flag(True).tag(sync=True)
    browser_traits: ClassVar[tuple[str, ...]] = ("step",)
    remake: ClassVar[str] = "compare_grid(estimator, grid, X)"

    def __init__(
        self,
        estimator: Any,
        grid: Any,
        X: Any,
        *,
        labels_true: Any = None,
        columns: Any = None,
        image_shape: Any = None,
        progress: Report | Literal[False] | None = None,
        controls: str | None = None,
        future: bool = False,
        equal_axes: bool = True,
    ) -> None:
        check_shown(controls, future)  # before the fits, not after them
        model, X, _ = open_pipeline(estimator, X)
        refuse_no_clusterer(model)
        axes = read_axes(grid, model)
        data = check_data(X)
        columns = check_columns(columns, data.feature_names)
        if image_shape is not None:
            image_shape = check_image_shape(image_shape, data.X.shape[1])
        truth = None if labels_true is None else _classes(labels_true, len(data.X))
        seeded = unfitted_copy(model)
        cells, stopped = fit_cells(seeded, axes, data, given_to_fit(X, data), truth, progress)
        steps = Steps(tuple(_frame(cell) for cell in cells), ())
        kind = type(model)
        trace = assembled(spec_of(kind, ()), steps, {}, data, (columns, image_shape))
        self.interrupted = stopped
        self._content = cells, axes, trace  # the step is checked against it
        super().__init__(controls=controls, future=future, equal_axes=equal_axes)
        self.rows = rows_of(trace.X, trace.feature_names, trace.index, trace.view, 1)
        self.grid = _grid_wire(cells, axes, interrupted=stopped)
        self.trace = _trace_wire(trace, cells)

    def painters(self) -> tuple[str, ...]:
        """Return the painter of points in clusters and noise."""
        return ("density",)

    @property
    def last_step(self) -> int:
        """The number of the last cell."""
        return len(self.content[0]) - 1

    @property
    def params(self) -> dict[str, Any]:
        """The values of the two parameters of the cell on screen."""
        return dict(self.content[0][self.step].params)

    def labels(self, **params: Any) -> Any:
        """Return the labels of a fit, as it gave them.

        Parameters
        ----------
        **params
            The values of the two parameters; by default those of the cell on screen.

        Returns
        -------
        labels : ndarray of shape (n_samples,)
            -1 is noise.

        Raises
        ------
        LearnerError
            If there is no such cell, or its fit failed.
        """
        wanted = {**self.params, **params}
        cell = next((one for one in self.content[0] if _same_params(one.params, wanted)), None)
        if cell is None or cell.labels is None:
            first = self.content[0][0].params
            raise LearnerError(
                "There are no labels for these values.",
                where=", ".join(f"{display_name(k)}={value_text(v)}" for k, v in wanted.items()),
                why=cell.problem if cell is not None else "They are no cell of the grid.",
                fix=f"w.labels({', '.join(f'{k}={v!r}' for k, v in first.items())})",
            )
        return cell.labels.copy()

    def table(self, measure: Measure = "clusters") -> pd.DataFrame:
        """Return a number of each cell: a row and a column for each value.

        Parameters
        ----------
        measure : {"clusters", "noise", "silhouette", "ari"}, default="clusters"
            How many clusters, how many points of noise, the mean silhouette of all points that are
            no noise, or the adjusted Rand index with `labels_true`.

        Returns
        -------
        table : DataFrame
            Missing where a fit failed, or where there is no such number.

        Raises
        ------
        LearnerError
            For another measure.
        """
        import pandas as pd  # loaded late: arrays need no pandas

        if measure not in MEASURES:
            raise LearnerError(
                "There is no such measure.",
                where=f"measure={display_name(repr(measure))}",
                why=f"These are: {', '.join(MEASURES)}.",
                fix='w.table("clusters")',
            )
        cells, axes, _ = self.content
        values = [getattr(cell, measure) for cell in cells]
        rows = np.array(values, dtype=object).reshape(axes.shape)
        index, columns = (
            pd.Index(_as_labels(values), name=name)
            for name, values in zip(axes.names, axes.values, strict=True)
        )
        return pd.DataFrame(rows, index, columns).infer_objects()

    def summary(self) -> str:
        """Return what the grid is and what its cell on screen holds; the same on every machine."""
        cells, axes, trace = self.content
        rows, columns = axes.shape
        told = cells[self.step].caption()
        if self.tells_end:
            counts = [str(cell.clusters) if cell.clusters is not None else "-" for cell in cells]
            told = "; ".join(
                " ".join(counts[row * columns : (row + 1) * columns]) for row in range(rows)
            )
            told = say("summary.grid.clusters", counts=told)
        about = {"name": trace.algorithm, "down": axes.names[0], "across": axes.names[1]}
        return say("summary.grid", rows=rows, columns=columns, told=told, **about)

    def drawn_view(self) -> Any:
        """Return the cell that is drawn framed."""
        return self.step

    def draw_thumbnail(self) -> bytes:
        """Draw all cells, the one on screen framed."""
        cells, axes, trace = self.content
        rows, columns = axes.shape
        side = min(_CELL, _WIDTH // max(rows, columns))
        canvas = Canvas(side * columns, side * rows)
        for i in range(len(cells)):
            row, column = divmod(i, columns)
            box = (column * side, row * side, (column + 1) * side, (row + 1) * side)
            if i == self.step:
                canvas.rectangle(box, ACCENT)
                inner = (box[0] + 2, box[1] + 2, box[2] - 2, box[3] - 2)
                canvas.rectangle(inner, "#ffffff")
            looks = range(1 + int(trace[i].labels.max(initial=-1)))  # type: ignore[union-attr]
            draw_lane(canvas, box, trace, trace[i], tuple(looks))
        return canvas.png()

    def page_traits(self) -> dict[str, Any]:
        """Return the fits too, so that a page shows them."""
        return {
            **super().page_traits(),
            "trace": self.trace,
            "grid": self.grid,
            "rows": self.rows,
            "step": 0,
            "equal_axes": self.equal_axes,
        }


def _classes(labels_true: Any, n: int) -> Any:
    """Return known classes of any kind, one for each point."""
    column = read_column(labels_true)
    if column is None or len(column) != n:
        found = "no column" if column is None else f"{len(column):,} values"
        raise LearnerError(
            "labels_true needs one class for each point.",
            where=f"labels_true has {found}, X has {n:,} rows",
            why="Each cell is compared with them.",
            fix="labels_true = None",
        )
    missing = missing_rows(column)
    if len(missing):
        raise LearnerError(
            f"labels_true has no class for {len(missing):,} of {n:,} points.",
            where=f"the first of them is point {missing[0]}",
            why="Where the class is not known, nothing can agree with it.",
            fix="known = ~pd.isna(np.asarray(y, dtype=object)); X, y = X[known], y[known]",
        )
    return np.unique(read_classes(column), return_inverse=True)[1]


def _same_params(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    # 0.5 and np.float64(0.5) are one value here
    return one.keys() == other.keys() and all(
        same_value(_plain(one[name]), _plain(other[name])) or _equal_numbers(one[name], other[name])
        for name in one
    )


def _plain(value: Any) -> Any:
    return value.item() if isinstance(value, np.generic) else value


def _equal_numbers(one: Any, other: Any) -> bool:
    """Tell whether 1 and 1.0 are meant."""
    return isinstance(one, Real) and isinstance(other, Real) and bool(one == other)


def _as_labels(values: Sequence[Any]) -> list[Any]:
    """Return values as they are, and their texts where a table can't have them as labels."""
    plain = all(value is None or isinstance(value, str | Real) for value in values)
    return list(values) if plain else [value_text(value) for value in values]


def _frame(cell: Cell) -> Frame:
    return Frame("visit", cell.caption(), 0, labels=cell.looks)


def _trace_wire(trace: Trace, cells: Sequence[Cell]) -> dict[str, Any]:
    wire = to_wire(trace)
    wire["head"] |= {
        "id": 1,
        "rows": 1,
        "ack": 0,
        "initial_step": 0,
        "controls": [],
        "switches": [],
        "placing": False,
        "fresh": False,
    }
    wire["head"]["frames"]["caption"] = [cell.caption() for cell in cells]
    return wire


def _grid_wire(cells: Sequence[Cell], axes: Axes, *, interrupted: bool) -> dict[str, Any]:
    """Return what the trait `grid` holds, for ``js/src/widgets/compare_grid/wire.ts``."""
    notices = [say("caption.grid.colors")]
    if any(cell.silhouette is not None for cell in cells):
        notices.append(say("caption.grid.silhouettes"))
    if interrupted:
        done = sum(cell.labels is not None for cell in cells)
        notices.insert(0, say("caption.grid.interrupted", done=done, n=len(cells)))
    known = {name: [getattr(cell, name) for cell in cells] for name in MEASURES}
    return {
        "names": [display_name(name) for name in axes.names],
        "values": [[value_text(value) for value in values] for values in axes.values],
        "measures": {
            name: values for name, values in known.items() if any(v is not None for v in values)
        },
        "notices": notices,
    }


@shares_parameters
def compare_grid(
    estimator: Any,
    grid: Any,
    X: Any,
    *,
    labels_true: Any = None,
    columns: Any = None,
    image_shape: Any = None,
    progress: Report | Literal[False] | None = None,
    controls: str | None = None,
    future: bool = False,
    equal_axes: bool = True,
) -> CompareGrid:
    """Fit one estimator under all pairs of values of two parameters, and look at each.

    Parameters
    ----------
    estimator : estimator
        Any that clusters, with ``get_params``: scikit-learn's, another package's, a class of your
        own; of a pipeline the last step. It is cloned and never touched. Without a seed all fits
        are given the same one.
    grid : dict of two lists
        The values of two parameters, ``{"eps": [0.1, 0.2], "min_samples": [3, 5, 10]}``: the first
        goes down the rows, the second across the columns. At most 100 cells.
    labels_true : array-like of shape (n_samples,), default=None
        Known classes: then each cell has its adjusted Rand index with them.
    progress : callable, False or None, default=None
        None shows a line in a notebook when the fits take longer than a second; False never; a
        function is called with (done, total, text).

    Returns
    -------
    widget : CompareGrid
        Shows itself when it is the last line of a cell. After an interrupt (Ctrl-C, the stop
        button) it has the cells that were fitted by then.

    Raises
    ------
    LearnerError
        If the grid is no pair of parameters with values, it has more than 100 cells or 2,000,000
        labels in all, data can't be clustered, or every fit fails.

    See Also
    --------
    compare : Up to nine estimators or settings, step by step.

    Notes
    -----
    Costs a fit for each cell, and their silhouettes in one pass over all distances. A fit that
    fails leaves its cell empty, with the reason. A cluster has the color of the cluster with which
    it shares the most points in a cell beside it, from a cell on that has as many clusters as most.

    Examples
    --------
    >>> from sklearn.cluster import DBSCAN
    >>> from teachclust import compare_grid
    >>> from teachclust.datasets import make_moons
    >>> grid = {"eps": [0.05, 0.1, 0.2, 0.4], "min_samples": [3, 5, 10]}
    >>> compare_grid(DBSCAN(), grid, make_moons().data)  # doctest: +SKIP
    """
    return CompareGrid(
        estimator,
        grid,
        X,
        labels_true=labels_true,
        columns=columns,
        image_shape=image_shape,
        progress=progress,
        controls=controls,
        future=future,
        equal_axes=equal_axes,
    )
