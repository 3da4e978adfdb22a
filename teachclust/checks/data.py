"""The check that every data set passes before it is clustered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt

from teachclust.checks.columns import Floats, read_floats
from teachclust.checks.names import columns_text, display_name, quote, rows_text, some
from teachclust.checks.table import KNOWN_GOOD, Table, read_table
from teachclust.errors import LearnerError

if TYPE_CHECKING:
    import pandas as pd

# Counting stops here: no lesson asks for more clusters.
_MOST_DISTINCT: Final = 1000
_FEW_DISTINCT: Final = 10
# Ratio of offset to range from which squared distances lose about four of their digits.
_FAR: Final = {np.dtype(np.float64): 1e6, np.dtype(np.float32): 1e2}


@dataclass(frozen=True, slots=True, eq=False)
class CheckedData:
    """Data that can be clustered, with what is worth knowing about it.

    Parameters
    ----------
    X : ndarray of shape (n_samples, n_features), dtype float64 or float32
        A private C-contiguous copy of the caller's numbers, all finite. float32 only where
        scikit-learn's k-means would compute in float32: for an array or a DataFrame of numpy's own
        float32, not for nullable, Arrow or polars columns of that size.
    feature_names : tuple of str
        A DataFrame's column names as text, made different from each other ("a", "a (2)"), the parts
        of a MultiIndex joined by "·"; "x1", "x2", ... for data without names.
    index : pandas.Index or None
        The caller's row labels when X is a DataFrame.
    notices : tuple of str
        Plain sentences about what may surprise: a constant feature, numbers kept as text, ...
    n_distinct : int
        The number of rows that differ from each other, counted up to 1,000.
    is_float16 : bool, default=False
        Whether the caller's numbers were float16. Most estimators of scikit-learn compute with
        them in float64, as `X` has them; MeanShift rounds its means to float16.
    is_column_major : bool, default=False
        Whether the caller's numbers lie column by column in memory, as those of a DataFrame do.
    """

    X: Floats
    feature_names: tuple[str, ...]
    index: pd.Index | None
    notices: tuple[str, ...]
    n_distinct: int
    is_float16: bool = False
    is_column_major: bool = False

    @property
    def numbers_in_order(self) -> Floats:
        """X in the order in memory that the caller's numbers have.

        Some fits keep that order, and their sums round by it.
        """
        return np.asfortranarray(self.X) if self.is_column_major else self.X

    def of_features(self) -> CheckedData:
        """Return the features as rows: each has a value at every row of the data."""
        import pandas as pd  # loaded late: arrays need no pandas

        X = np.ascontiguousarray(self.X.T)
        rows = range(len(self.X)) if self.index is None else self.index
        return CheckedData(
            X,
            tuple(f"row {row}" for row in rows),
            pd.Index(self.feature_names),
            self.notices,
            count_distinct(X),
            self.is_float16,
            not self.is_column_major,
        )

    @property
    def display_names(self) -> tuple[str, ...]:
        """The feature names cut to 40 characters, on one line, for drawing."""
        return tuple(display_name(name) for name in self.feature_names)


def check_data(X: object, *, allow_1_row: bool = False) -> CheckedData:
    """Return X as numbers that can be clustered, or raise an error that says why not.

    Parameters
    ----------
    X : array-like of shape (n_samples, n_features)
        An array, a nested list, a DataFrame (pandas, polars ...). It is never changed. Booleans
        count as 0 and 1; numbers kept as text are read, with a notice.
    allow_1_row : bool, default=False
        Whether one row, or rows that are all the same, will do (for points to predict).

    Returns
    -------
    checked : CheckedData
        The numbers, a private copy.

    Raises
    ------
    LearnerError
        With the line that mends it: for missing or infinite values, text, dates, complex numbers, a
        shape that is not rows by columns, sparse matrices, a whole Bunch or (X, y), values whose
        squares overflow or vanish, and fewer than two different rows.

    Notes
    -----
    Costs one copy and two passes over the data; columns of objects are read value by value.

    Examples
    --------
    >>> from teachclust.checks import check_data
    >>> checked = check_data([[1, 2], [3, 2]])
    >>> checked.feature_names
    ('x1', 'x2')
    >>> checked.notices
    ('Column "x2" has the same value in every row: it carries no information.',)
    """
    table = read_table(X)
    values, cast = read_floats(table)
    low, high = values.min(axis=0), values.max(axis=0)
    if not (np.isfinite(low).all() and np.isfinite(high).all()):
        raise _missing_error(values, table)
    _refuse_extreme(values, low, high, table)
    n_distinct = count_distinct(values)
    if n_distinct == 1 and not allow_1_row:
        raise _single_point_error(values)
    told = _value_notices(values, low, high, table.names, n_distinct)
    notices = (*table.notices, *cast, *told)
    return CheckedData(
        values,
        table.names,
        table.index,
        notices,
        n_distinct,
        table.is_float16,
        _is_column_major(X if table.array is None else table.array),
    )


def _is_column_major(X: Any) -> bool:
    """Whether scikit-learn gets the numbers column by column, and not row by row as well."""
    flags = np.asarray(X).flags
    return bool(flags.f_contiguous and not flags.c_contiguous)


def distinct_notice(n_distinct: int, n_clusters: int) -> str | None:
    """Return the sentence for fewer distinct points than clusters; None when there are enough."""
    if n_distinct >= min(n_clusters, _MOST_DISTINCT):
        return None
    return (
        f"X has {n_distinct} distinct points, fewer than the {n_clusters} clusters asked for: "
        "some clusters will be the same or empty."
    )


def _missing_error(X: Floats, table: Table) -> LearnerError:
    """Name the columns and rows with missing or infinite values, and the line that mends them."""
    bad = ~np.isfinite(X)
    infinite = np.isinf(X).sum(axis=0)
    missing = bad.sum(axis=0) - infinite
    words = [
        word for word, counts in (("missing", missing), ("infinite", infinite)) if counts.any()
    ]
    parts = [
        f"{quote(table.names[column])} ("
        + ", ".join(
            f"{counts[column]} {word}"
            for word, counts in (("missing", missing), ("infinite", infinite))
            if counts[column]
        )
        + ")"
        for column in np.flatnonzero(bad.any(axis=0))
    ]
    rows = np.flatnonzero(bad.any(axis=1)).tolist()
    kind = "column " if len(parts) == 1 else "columns "
    shown = rows_text(table.row_labels(rows[:3])) if len(rows) <= 3 else _many_rows(rows, table)
    return LearnerError(
        f"X holds {' and '.join(words)} values",
        where=f"{kind}{some(parts)}; {shown}",
        why=_missing_why(len(rows), len(X)),
        fix=_missing_fix(bad, table, has_infinite=bool(infinite.any())),
    )


def _many_rows(rows: list[int], table: Table) -> str:
    """Return "rows 3, 8, 9 and 4 more" without looking up every label."""
    return f"{rows_text(table.row_labels(rows[:3]))} and {len(rows) - 3} more"


def _missing_why(rows: int, n_samples: int) -> str:
    whole = n_samples - rows
    return f"A distance to such a row is no number; {whole} of {n_samples} rows are complete" + (
        ": drop the others, or fill in the column's median." if whole > 1 else "."
    )


def _missing_fix(bad: npt.NDArray[np.bool_], table: Table, *, has_infinite: bool) -> str:
    """Drop rows if two or more stay; else drop empty columns; else fill in medians."""
    source = table.source
    if has_infinite:
        source += ".replace([np.inf, -np.inf], np.nan)"
    if int((~bad.any(axis=1)).sum()) > 1:
        numeric = table.array is not None and table.array.dtype.kind == "f"
        if table.is_array and numeric:
            return "X = X[np.isfinite(X).all(axis=1)]"
        return f"X = {source}.dropna()"
    empty = bad.all(axis=0)
    if empty.all():
        return KNOWN_GOOD
    if empty.any():
        source += '.dropna(axis=1, how="all")'
    left = bad[:, ~empty]
    if not left.any():
        return f"X = {source}"
    if int((~left.any(axis=1)).sum()) > 1:
        return f"X = {source}.dropna()"
    return f"X = {source}.apply(pd.to_numeric).apply(lambda c: c.fillna(c.median()))"


def _refuse_extreme(X: Floats, low: Floats, high: Floats, table: Table) -> None:
    """Refuse numbers whose squared distances overflow, or vanish to zero."""
    info = np.finfo(X.dtype)
    largest = np.maximum(np.abs(low), np.abs(high))
    # twice the largest value is the largest difference; n_samples x n_features of them are summed
    too_large = largest > np.sqrt(float(info.max)) / (2 * np.sqrt(X.size))
    large = bool(too_large.any())
    if not large and not 0 < float((high - low).max()) < np.sqrt(float(info.tiny)) * 1e3:
        return
    columns = np.flatnonzero(too_large) if large else np.arange(X.shape[1])
    size = f"values up to {largest[columns].max():.1e}, stored as {X.dtype}"
    pandas_out = '.set_output(transform="pandas")' if table.frame is not None else ""
    scale = (
        "from sklearn.preprocessing import MaxAbsScaler; "
        f"X = MaxAbsScaler(){pandas_out}.fit_transform(X)"
    )
    raise LearnerError(
        f"The values of X are too {'large' if large else 'small'} to square",
        where=f"{columns_text([table.names[column] for column in columns])}, {size}",
        why=f"Squared distances would {'overflow' if large else 'vanish to zero'}: "
        "scale the columns first.",
        # MaxAbsScaler takes the tiniest columns for constant ones
        fix=scale if large else "X = X / np.abs(np.asarray(X)).max()",
    )


def count_distinct(X: Floats) -> int:
    """Count different rows, up to `_MOST_DISTINCT`."""
    seen: set[object] = set()  # the bytes of each row
    for start in range(0, len(X), 512):
        # adding 0.0 turns -0.0 into 0.0, which has other bytes but is the same number
        rows = np.ascontiguousarray(X[start : start + 512] + X.dtype.type(0))
        seen.update(rows.view(np.dtype((np.void, rows.itemsize * rows.shape[1]))).ravel().tolist())
        if len(seen) >= _MOST_DISTINCT:
            return _MOST_DISTINCT
    return len(seen)


def _single_point_error(X: Floats) -> LearnerError:
    point = display_name(", ".join(f"{value:g}" for value in X[0][:4]))
    lying = len(X) == 1 and len(np.unique(X)) > 1
    return LearnerError(
        "X has only 1 distinct point",
        where=f"all {len(X)} rows are ({point})" if len(X) > 1 else f"X has 1 row: ({point})",
        why="Clustering compares rows, so at least two must differ. "
        + (
            "If these are values of many things, turn the row into a column."
            if lying
            else "This line gives a table that works."
        ),
        fix="X = np.transpose(X)" if lying else KNOWN_GOOD,
    )


def _value_notices(
    X: Floats, low: Floats, high: Floats, names: tuple[str, ...], n_distinct: int
) -> tuple[str, ...]:
    """Return sentences about constant features, few distinct points, and numbers far from zero."""
    notices: list[str] = []
    constant = np.flatnonzero(low == high)
    if len(constant) and n_distinct > 1:
        text = columns_text([names[column] for column in constant])
        one = len(constant) == 1
        notices.append(
            f"{text[0].upper()}{text[1:]} {'has' if one else 'have'} the same value in every row: "
            f"{'it carries' if one else 'they carry'} no information."
        )
    if n_distinct < len(X) and n_distinct <= _FEW_DISTINCT:
        notices.append(f"X has {n_distinct} distinct points in {len(X)} rows.")
    far = (high > low) & (np.abs(low + high) / 2 >= _FAR[X.dtype] * (high - low))
    notices += [_far_notice(names[c], low[c], high[c]) for c in np.flatnonzero(far)]
    return tuple(notices)


def _far_notice(name: str, low: Any, high: Any) -> str:
    return (
        f"Column {quote(name)} lies far from zero for its range ({low:.3g} to {high:.3g}, a range "
        f"of {high - low:.3g}): distances lose digits there. Subtract its smallest value first."
    )
