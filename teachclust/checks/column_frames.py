"""Tables that are kept column by column (polars, Arrow), read as numpy columns."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

Column = npt.NDArray[Any]

# Types that numpy has too; all others are read value by value. Read by numpy as a whole table,
# dates would be counts of days.
_POLARS: Final = ("Int", "UInt", "Float", "Boolean", "Date", "Datetime", "Duration")
_ARROW: Final = (
    "int", "uint", "halffloat", "float", "double", "bool", "date", "timestamp", "duration",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ColumnFrame:
    """A table by its columns."""

    names: tuple[str, ...]
    columns: tuple[Column, ...]  # numbers, datetime64, timedelta64, or objects
    source: str  # Python that makes a pandas DataFrame of X
    drop: Callable[[list[int]], str]  # gives the Python that leaves out columns, by their positions


def read_column_frame(X: Any) -> ColumnFrame | None:
    """Return a table of polars or Arrow by its columns; None for everything else.

    Missing values are NaN among numbers, else None or NaT.
    """
    package = type(X).__module__.partition(".")[0]
    if package == "polars" and hasattr(X, "get_columns"):
        names = tuple(X.columns)
        return ColumnFrame(
            names,
            tuple(_of_polars(column) for column in X.get_columns()),
            "pd.DataFrame(X.to_dict(as_series=False))",
            lambda which: f"X = X.drop({[names[i] for i in which]!r})",
        )
    if package == "pyarrow" and hasattr(X, "schema") and hasattr(X, "select"):
        n = X.num_columns
        return ColumnFrame(
            tuple(X.schema.names),
            tuple(_of_arrow(X.column(i)) for i in range(n)),
            "X.to_pandas()",
            lambda which: f"X = X.select({[i for i in range(n) if i not in which]})",
        )
    return None


def _of_polars(column: Any) -> Column:
    if str(column.dtype).startswith(_POLARS):
        try:
            read: Column = column.to_numpy()
            return read
        except Exception:
            pass
    return _of_objects(column.to_list())


def _of_arrow(column: Any) -> Column:
    if str(column.type).startswith(_ARROW):
        read: Column = column.to_numpy(zero_copy_only=False)
        return read
    return _of_objects(column.to_pylist())


def _of_objects(values: list[Any]) -> Column:
    column = np.empty(len(values), dtype=object)
    for i, value in enumerate(values):  # one by one: lists of one length would become a table
        column[i] = value
    return column
