"""What a Scatter3D is given, read: three features with names and units, labels, centers."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from teachclust.checks import check_data, display_name
from teachclust.checks.names import quote, some
from teachclust.checks.table import Table, is_pandas, read_table
from teachclust.errors import LearnerError

Floats = npt.NDArray[np.float64]

#: a unit longer than this is a sentence, not a unit
_LONGEST_UNIT: Final = 12
_TAIL: Final = re.compile(r"^(.*\S)\s*[(\[]([^()\[\]]+)[)\]]$")
_RANGE: Final = re.compile(r"^[\d.,]+\s*(-|–|to)\s*[\d.,]+$")


@dataclass(frozen=True, slots=True)
class Axis:
    """A feature: its whole name, its name without a unit, and its unit ("" where unknown)."""

    name: str
    short: str
    unit: str


@dataclass(frozen=True, slots=True, eq=False)
class Features:
    """Three features of each row, with what is known about them."""

    X: Floats
    axes: tuple[Axis, ...]
    #: the caller's row labels; None where rows are counted from 0
    index: list[object] | None
    notices: tuple[str, ...]


def read_features(X: Any, feature_names: Sequence[str] | None) -> Features:
    """Read three columns of X, or of a Bunch, with their names and units; a private copy.

    `feature_names` take the place of X's own.
    """
    units: Mapping[str, str] = {}
    if isinstance(X, Mapping) and hasattr(X, "data") and "data" in X:
        known = X.get("units")
        units = known if isinstance(known, Mapping) else {}
        if feature_names is None and not is_pandas(X["data"]):
            feature_names = X.get("feature_names")
        X = X["data"]
    table = read_table(X)
    _refuse_columns(table)
    checked = check_data(X, allow_1_row=True)
    names = checked.feature_names
    if feature_names is not None:
        names = _read_names(feature_names)
    index = None
    if checked.index is not None and not _counts_rows(checked.index):
        index = list(checked.index)
    axes = tuple(read_axis(name, units.get(name, "")) for name in names)
    return Features(checked.X.astype(np.float64), axes, index, checked.notices)


def read_axis(name: str, unit: str = "") -> Axis:
    """Split a name such as "Annual Income (k$)" and its unit; "(1-100)" is a range, not a unit.

    `unit` is used where the name has none; one that is a sentence is left out. Both are fit for
    labels: short, on one line.
    """
    whole = display_name(name)
    found = _TAIL.match(whole)
    if found is None:
        short = whole
    else:
        short = found[1]
        if not _RANGE.match(found[2]):
            unit = found[2]
    unit = display_name(unit) if unit else ""
    if unit.startswith("arbitrary") or len(unit) > _LONGEST_UNIT:
        unit = ""
    return Axis(whole, short, unit)


def read_center_rows(centers: Any) -> Floats | None:
    """Read a copy of centers of shape (n_clusters, 3); None where there are none."""
    if centers is None:
        return None
    fix = "centers = estimator.cluster_centers_"
    try:
        given = np.array(centers, dtype=np.float64)
    except (TypeError, ValueError):
        raise LearnerError(
            "Centers must be a table of numbers, one row for each.",
            where=f"centers of type {type(centers).__name__}",
            fix=fix,
        ) from None
    if given.ndim != 2 or given.shape[1] != 3:
        raise LearnerError(
            "Centers need three columns, as the points have.",
            where=f"centers of shape {given.shape}",
            why="A center is a place among the points: the same three features, in their order.",
            fix=fix,
        )
    if not np.isfinite(given).all():
        raise LearnerError(
            "Centers hold missing or infinite values.",
            where=f"rows {some(np.flatnonzero(~np.isfinite(given).all(axis=1)).tolist())}",
            fix="centers = centers[np.isfinite(centers).all(axis=1)]",
        )
    return given


def _read_names(names: Any) -> tuple[str, ...]:
    given = [names] if isinstance(names, str) else [str(name) for name in names]
    if len(given) != 3:
        raise LearnerError(
            "feature_names must be three names, one for each column.",
            where=f"{len(given)}: {some([quote(name) for name in given])}",
            fix='feature_names=["age", "income", "score"]',
        )
    return tuple(given)


def _counts_rows(index: Any) -> bool:
    """Tell whether row labels are the positions of the rows, as pandas gives by default."""
    return bool(
        index.dtype.kind in "iu" and len(index) and np.array_equal(index, np.arange(len(index)))
    )


def _refuse_columns(table: Table) -> None:
    """Refuse what has not three columns of numbers, with the line that picks three."""
    n_columns = table.shape[1]
    numbers = [j for j in range(n_columns) if _is_number(table.column(j))]
    if n_columns == 3:
        if len(numbers) < 3:
            raise _words_error(table, next(j for j in range(3) if j not in numbers))
        return
    where = f"X has {n_columns}: {some([quote(name) for name in table.names])}"
    if n_columns < 3:
        raise LearnerError(
            "A turning scatter needs three columns.",
            where=where,
            why="Two features are seen whole in a plane; no third may be made up.",
            fix="from teachclust.plots import ClusterDisplay; "
            "ClusterDisplay.from_predictions(X, labels)",
        )
    raise LearnerError(
        "A turning scatter needs three columns.",
        where=where,
        why="Each is one axis: pick three of them, or take the three directions of PCA.",
        fix=_pick(table, (numbers + [j for j in range(n_columns) if j not in numbers])[:3]),
    )


def _words_error(table: Table, column: int) -> LearnerError:
    """Return the refusal of a column that holds no numbers."""
    name = table.names[column]
    source = f"X.iloc[:, {column}]" if table.frame is not None else f"np.asarray(X)[:, {column}]"
    if table.frame is not None and table.frame.columns.is_unique:
        label = table.frame.columns[column]
        source = f"X[{label!r}]" if isinstance(label, str) else source
    return LearnerError(
        "A column holds no numbers, and a place in space is three numbers.",
        where=f"column {quote(name)}, for example {quote(table.column(column)[0:1].tolist()[0])}"
        if isinstance(table.column(column), np.ndarray)
        else f"column {quote(name)}, for example {quote(table.column(column).iloc[0])}",
        why="Take another column for this axis; words can color the points, by labels.",
        fix=f"labels = {source}",
    )


def _pick(table: Table, columns: list[int]) -> str:
    """Return the line that selects some columns."""
    if table.frame is None:
        return f"X = np.asarray(X)[:, {columns}]"
    labels = [table.frame.columns[j] for j in columns]
    if table.frame.columns.is_unique and all(isinstance(label, str) for label in labels):
        return f"X = X[{labels!r}]"
    return f"X = X.iloc[:, {columns}]"


def _is_number(column: Any) -> bool:
    """Tell whether most values of a column can be read as numbers (dates and words can't)."""
    kind = getattr(column.dtype, "kind", "O")
    if kind in "biufc":
        return True
    if kind in "Mm":
        return False
    values = list(column)
    return 2 * sum(map(_reads, values)) > len(values)


def _reads(value: Any) -> bool:
    """Tell whether a value can be read as a number."""
    if hasattr(value, "isoformat"):
        return False
    try:
        float(str(value).replace(",", ""))
    except ValueError:
        return value is None
    return True
