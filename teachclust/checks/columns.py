"""Read the values of a table as floats; refuse text, dates and complex numbers by their column."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final, Literal

import numpy as np
import numpy.typing as npt

from teachclust.checks.names import columns_text, quote
from teachclust.checks.table import Table
from teachclust.errors import LearnerError

Floats = npt.NDArray[np.floating[Any]]
_COMMA: Final = re.compile(r"[+-]?\d*,\d+\Z")
_THOUSANDS: Final = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d*)?\Z")


DateKind = Literal["date", "span", "time", "period"]
#: what makes numbers of a DataFrame of each kind: days since the first, hours, periods since 1970
_COUNTED: Final[dict[DateKind, str]] = {
    "date": '.apply(pd.to_datetime, utc=True).apply(lambda c: (c - c.min()) / pd.Timedelta("1D"))',
    "span": '.apply(pd.to_timedelta) / pd.Timedelta("1h")',
    "time": '.astype(str).apply(pd.to_timedelta) / pd.Timedelta("1h")',
    "period": ".map(lambda period: period.ordinal)",
}


@dataclass(slots=True)
class _Reading:
    """Values other than plain numbers that were found while the columns were read."""

    text: dict[int, list[object]] = field(
        default_factory=dict
    )  # column -> values that are no numbers
    mostly_numbers: set[int] = field(default_factory=set)
    dates: dict[int, DateKind] = field(default_factory=dict)  # column -> what it holds
    complex: list[int] = field(default_factory=list)
    cast: list[int] = field(default_factory=list)  # columns of numeric strings


def read_floats(table: Table) -> tuple[Floats, tuple[str, ...]]:
    """Return the table's values as a new C-contiguous array, and which columns held text.

    float32 where scikit-learn keeps that, else float64. Missing values are NaN.
    """
    array = table.array
    if array is not None and array.dtype.kind in "biuf":
        wanted = np.float32 if table.is_float32 else np.float64
        with np.errstate(over="ignore"):  # wider floats: what overflows is refused as infinite
            return np.array(array, dtype=wanted, order="C", copy=True), ()
    if table.frame is not None and all(_is_plain(dtype) for dtype in table.frame.dtypes):
        wanted = np.float32 if table.is_float32 else np.float64
        return np.array(table.frame, dtype=wanted, order="C", copy=True), ()
    return _read_columns(table)


def _read_columns(table: Table) -> tuple[Floats, tuple[str, ...]]:
    """Read a table of mixed dtypes, column by column."""
    kinds = [np.dtype("O") if _is_object(d) else d for d in _dtypes(table)]
    wanted = np.float32 if table.is_float32 else np.float64
    X = np.empty(table.shape, dtype=wanted)
    met = _Reading()
    for number, kind in enumerate(kinds):
        if kind.kind in "Mm":
            met.dates[number] = "date" if kind.kind == "M" else "span"
        elif kind.kind == "c":
            met.complex.append(number)
        elif kind.kind in "biuf":
            X[:, number] = _plain(table.column(number), wanted)
        else:
            X[:, number] = _read_objects(table.column(number), number, met)
    _refuse(table, met, X)
    return X, _cast_notice(table, met.cast)


def _dtypes(table: Table) -> Iterable[Any]:
    if table.frame is not None:
        return table.frame.dtypes
    if table.column_frame is not None:
        return [column.dtype for column in table.column_frame.columns]
    assert table.array is not None
    return [table.array.dtype] * table.shape[1]


def _is_plain(dtype: Any) -> bool:
    """Tell whether a column is one of numpy's own number types."""
    return isinstance(dtype, np.dtype) and dtype.kind in "biuf"


def _is_object(dtype: Any) -> bool:
    """Tell whether a column must be read value by value (text, categories, mixed objects)."""
    return getattr(dtype, "kind", "O") not in "biufcMm"


def _plain(column: Any, dtype: Any) -> Floats:
    """Return a column of numbers; pandas' own NA becomes NaN."""
    if isinstance(column, np.ndarray):
        return column.astype(dtype)
    values: Floats = column.to_numpy(dtype=dtype, na_value=np.nan)
    return values


def _read_objects(column: Any, number: int, met: _Reading) -> Floats:
    """Read a column value by value, and note in `met` the values that are not numbers."""
    values = column if isinstance(column, np.ndarray) else column.to_numpy(dtype=object)
    numbers = np.empty(len(values))
    bad: list[object] = []
    strings = 0
    for row, value in enumerate(values):
        if isinstance(value, bytes):
            value = value.decode("utf-8", "replace")
        if isinstance(value, complex | np.complexfloating):
            met.complex.append(number)
            return np.zeros(len(values))
        kind = _date_kind(value)
        if kind is not None:
            met.dates[number] = kind
            return np.zeros(len(values))
        numbers[row], known = _number(value)
        strings += known and isinstance(value, str)
        if not known:
            bad.append(value)
    if bad:
        met.text[number] = bad
        if 2 * len(bad) < len(values):
            met.mostly_numbers.add(number)
    elif strings:
        met.cast.append(number)
    return numbers


def _is_missing(value: object) -> bool:
    """Tell whether a value is None or one of pandas' own marks."""
    return value is None or type(value).__name__ in ("NAType", "NaTType")


def _date_kind(value: object) -> DateKind | None:
    """Tell what a value is: a date, a span of time, a time of day, a period; else None."""
    if isinstance(value, float | int | str) or _is_missing(value):
        return None
    if isinstance(value, dt.timedelta | np.timedelta64):
        return "span"
    if isinstance(value, dt.time):
        return "time"
    if type(value).__name__ == "Period":
        return "period"
    return "date" if isinstance(value, np.datetime64) or hasattr(value, "isoformat") else None


def _number(value: object) -> tuple[float, bool]:
    """Return a value as a float, and whether it is a number (or missing)."""
    if _is_missing(value):
        return np.nan, True
    try:
        read = float(value)  # type: ignore[arg-type]
    except OverflowError:
        return np.inf, True
    except (TypeError, ValueError):
        return np.nan, False
    # the words "nan" and "inf" are text, not numbers
    return read, not isinstance(value, str) or bool(np.isfinite(read))


def _cast_notice(table: Table, cast: list[int]) -> tuple[str, ...]:
    if not cast:
        return ()
    names = columns_text([table.names[number] for number in cast])
    return (f"{names[0].upper()}{names[1:]} held numbers as text; they were read as numbers.",)


def _refuse(table: Table, met: _Reading, X: Floats) -> None:
    """Raise for the first kind of value that is not a number: complex, dates, then text."""
    if met.complex:
        raise LearnerError(
            "X holds complex numbers",
            where=columns_text([table.names[number] for number in met.complex]),
            why="Distances here are between real numbers; the two parts can be two columns.",
            fix="X = np.hstack([np.real(np.asarray(X, complex)), np.imag(np.asarray(X, complex))])",
        )
    if met.dates:
        raise LearnerError(
            "X holds dates or times",
            where=columns_text([table.names[number] for number in met.dates]),
            why="Distances need numbers: leave such a column out, or count days since the first.",
            fix=_dates_fix(table, met.dates),
        )
    if met.text:
        raise _text_error(table, met, X)


def _dates_fix(table: Table, dates: dict[int, DateKind]) -> str:
    """Leave columns of dates out; where there is nothing else, count days, hours or periods."""
    if len(dates) < table.shape[1]:
        return _drop_fix(table, list(dates))
    if table.array is not None and table.array.dtype.kind in "Mm":
        return 'X = (np.asarray(X) - np.min(X)) / np.timedelta64(1, "D")'
    kind = dates[0]
    same = [number for number, one in dates.items() if one == kind]
    source = table.source
    if len(same) < len(dates):
        source += f".iloc[:, {same}]"
    return f"X = {source}{_COUNTED[kind]}"


def _text_error(table: Table, met: _Reading, X: Floats) -> LearnerError:
    values = [value for bad in met.text.values() for value in bad]
    where = columns_text([table.names[number] for number in met.text])
    where += f", for example {quote(values[0])}"
    comma = _comma_error(table, values, where)
    if comma:
        return comma
    whole_rows = int((~np.isnan(X).any(axis=1)).sum())
    if set(met.text) == met.mostly_numbers and whole_rows > 1:
        return LearnerError(
            "Some values of X are not numbers",
            where=where,
            why="Distances need numbers; this line drops the rows that hold something else.",
            fix=f'X = {table.source}.apply(pd.to_numeric, errors="coerce").dropna()',
        )
    every = len(met.text) == table.shape[1]
    # lists and other objects are no words to pandas until they are written as some
    words = all(isinstance(value, str | bytes) for value in values)
    text = table.source if words else f"{table.source}.astype(object).astype(str)"
    return LearnerError(
        "X holds text, and clustering needs numbers",
        where=where,
        why="A mean of words has no meaning: "
        + ("turn each word into a column of 0 and 1." if every else "leave the column out."),
        fix=f"X = pd.get_dummies({text})" if every else _drop_fix(table, list(met.text)),
    )


def _comma_error(table: Table, values: list[object], where: str) -> LearnerError | None:
    """Return the error for numbers written with a comma, if all the values are such numbers."""
    stripped = [str(value).strip() for value in values]
    if all(_THOUSANDS.match(value) for value in stripped):
        return LearnerError(
            "Numbers are written with a comma between thousands",
            where=where,
            why='Python reads "1,500" as text. When the file is read, thousands="," helps too.',
            fix=f'X = {table.source}.astype(object).replace(",", "", regex=True).astype(float)',
        )
    if all(_COMMA.match(value) for value in stripped):
        return LearnerError(
            "Numbers are written with a decimal comma",
            where=where,
            why='Python reads "1,5" as text. When the file is read, pd.read_csv(..., decimal=",") '
            "helps too.",
            fix=f'X = {table.source}.astype(object).replace(",", ".", regex=True).astype(float)',
        )
    return None


def _drop_fix(table: Table, drop: list[int]) -> str:
    """Return the line that leaves columns out: by name when short and safe, else by position."""
    if table.column_frame is not None:
        return table.column_frame.drop(drop)
    if table.frame is None:
        return f"X = np.delete(np.asarray(X, dtype=object), {drop}, axis=1)"
    labels = [table.frame.columns[number] for number in drop]
    plain = all(isinstance(label, str) for label in labels) and table.frame.columns.is_unique
    if plain and len(labels) <= 3:
        return f"X = X.drop(columns={labels!r})"
    keep = [number for number in range(table.shape[1]) if number not in set(drop)]
    return f"X = X.iloc[:, {keep}]" if len(keep) <= 12 else f"X = X.drop(columns=X.columns[{drop}])"
