"""Columns that come with a table, one value for each row: labels, classes, groups, names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from teachclust.checks.names import display_name
from teachclust.checks.table import is_pandas
from teachclust.errors import LearnerError

Column = npt.NDArray[Any]
Ints = npt.NDArray[np.intp]

# largest label: infinity and its like are no number of a cluster
_LARGEST: Final = 2**31 - 1


def read_column(values: object) -> Column | None:
    """Return a column of any container as a 1-D array of Python's or numpy's own values.

    It may be a list, an array, or a column of pandas, polars or Arrow of any dtype: nullable,
    categorical, sparse, text; a DataFrame of one column, too. The array is of bool, int or float
    where all values are; else of text, unchanged, or of objects. A missing number is NaN, any other
    missing value None. None if `values` is not one-dimensional. Numbers and text in one list stay
    what they are: 1 and "1" are two values.
    """
    array = _as_it_came(values)
    return _tightened(array) if array is not None and array.dtype == object else array


def _as_it_came(values: object) -> Column | None:
    array = _as_array(values)
    if array is not None and array.ndim == 2 and array.shape[1] == 1 and hasattr(values, "columns"):
        array = array[:, 0]  # a DataFrame of one column
    return array if array is not None and array.ndim == 1 else None


def _as_array(values: Any) -> Column | None:
    if isinstance(values, str | bytes | dict | set | frozenset):
        return None
    if isinstance(values, np.ma.MaskedArray):
        filled: Column = np.array(values.data, dtype=object)
        filled[np.ma.getmaskarray(values)] = None
        return filled
    if is_pandas(values) and not hasattr(values, "to_numpy"):  # an array of pandas, a Categorical
        return np.asarray(values, dtype=object)
    if is_pandas(values):
        plain = isinstance(getattr(values, "dtype", None), np.dtype)
        taken: Column = values.to_numpy() if plain else values.to_numpy(dtype=object)
        return taken
    if hasattr(values, "to_pylist"):  # Arrow
        return _of_objects(values.to_pylist())
    if hasattr(values, "to_list"):  # polars
        return _of_objects(values.to_list())
    if hasattr(values, "toarray"):
        values = values.toarray()
    try:
        array = np.asarray(values)
        if array.dtype.kind in "US" and not isinstance(values, np.ndarray):
            # numpy would turn the numbers of a mixed list into text, and cut a text's last NULs
            array = _of_objects(list(values))
    except (ValueError, TypeError):  # rows of different lengths, what is no sequence
        return None
    return array


def _of_objects(values: list[Any]) -> Column:
    if any(isinstance(value, list | tuple | np.ndarray) for value in values):
        return np.asarray(values, dtype=object)
    array = np.empty(len(values), dtype=object)
    array[:] = values
    return array


def _tightened(array: Column) -> Column:
    """Return objects that are all numbers as numbers; what is missing as NaN or None."""
    missing = np.zeros(len(array), dtype=bool)
    missing[missing_rows(array)] = True
    there = array[~missing].tolist()
    if there and all(isinstance(value, bool | np.bool_) for value in there):
        if not missing.any():
            return array.astype(bool)
    elif there and all(isinstance(value, int | float | np.number) for value in there):
        # a bool among numbers is one of them, as everywhere in Python
        try:
            if not missing.any():
                return np.array(array.tolist())
            array = array.copy()
            array[missing] = np.nan
            return array.astype(float)
        except (OverflowError, TypeError, ValueError):  # an int of a hundred digits
            return array
    if missing.any():
        array = array.copy()
        array[missing] = None
    return array


def is_missing(value: object) -> bool:
    """Return whether a value is missing: None, NaN, NaT, the NA of pandas, a masked one."""
    if value is None or type(value).__name__ in ("NAType", "NaTType", "MaskedConstant"):
        return True
    try:  # NaN and numpy's NaT alone differ from themselves
        return bool(value != value)
    except (TypeError, ValueError):
        return False


def missing_rows(column: Column) -> npt.NDArray[np.intp]:
    """Return the rows of a column (from `read_column`) that hold no value."""
    if column.dtype.kind == "O":
        return np.flatnonzero([is_missing(value) for value in column.tolist()])
    return np.flatnonzero(column != column)  # NaN and NaT alone differ from themselves


def check_names(names: object, count: int, parameter: str, *, at_least: bool = False) -> list[Any]:
    """Return a list of names, one for each thing that is named, or refuse it.

    Text or numbers, None where a thing has no name; `parameter` is what they are called. They are
    still text from a data set.
    """
    found = _as_it_came([*names] if isinstance(names, str) else names)
    if found is not None and (len(found) == count or (at_least and len(found) > count)):
        return [None if is_missing(name) else name for name in found.tolist()]
    many = "no" if found is None else f"{len(found):,}"
    raise LearnerError(
        f"There are {many} names, and {count:,}{' or more' if at_least else ''} are needed.",
        where=f"{parameter}={display_name(repr(names))}",
        why="Name i belongs to thing i, from the first to the last.",
        fix=f"{parameter} = range({count})",
    )


def as_numbers(values: object) -> npt.NDArray[np.float64]:
    """Return the numbers of any container as floats, or a 0-D array if it holds something else.

    So any check of the shape fails. A copy; what is missing becomes NaN.
    """
    column = None if hasattr(values, "columns") else read_column(values)
    try:
        return np.array(values if column is None else column, dtype=np.float64)
    except (TypeError, ValueError, OverflowError):
        return np.array(np.nan)


def first_values(values: Sequence[Any] | Column) -> str:
    """Return the first three values, for a message."""
    return display_name(", ".join(map(repr, np.asarray(values, dtype=object)[:3].tolist())))


def read_labels(labels: Any, n_samples: int | None = None) -> Ints:
    """Return cluster labels as integers, or say what is wrong with them.

    Parameters
    ----------
    labels : array-like of shape (n_samples,)
        Whole numbers from 0 on; -1 is noise. A list, an array, or a column of pandas, polars or
        Arrow; numbers kept as text or categories are read.
    n_samples : int, default=None
        How many there must be.

    Returns
    -------
    labels : ndarray of shape (n_samples,)
        A copy.

    Raises
    ------
    LearnerError
        If they are not whole numbers in one row, below -1, missing, or not as many as the points.
    """
    given = read_column(labels)
    if given is None or given.size == 0:
        array = isinstance(labels, np.ndarray)
        kind = f"shape {labels.shape}" if array else f"type {type(labels).__name__}"
        raise LearnerError(
            "Labels must be one row of numbers, one for each point.",
            where=f"labels of {kind}",
            why="Each point has one label, in the order of the rows of X.",
            fix="labels = estimator.fit_predict(X)",
        )
    if n_samples is not None and len(given) != n_samples:
        raise LearnerError(
            f"There are {len(given)} labels for {n_samples} points.",
            where="labels",
            why="Each point has one label, in the order of the rows of X.",
            fix="labels = estimator.fit_predict(X)",
        )
    missing = missing_rows(given)
    if len(missing):
        raise LearnerError(
            "Labels must be whole numbers, and some are missing.",
            where=f"{len(missing):,} of {len(given):,} labels, the first in row {missing[0]}",
            why="Each point is in a cluster, or it is noise, whose label is -1.",
            fix="labels = pd.Series(labels).fillna(-1)",
        )
    numbers = _as_numbers(given)
    if numbers is None:
        raise LearnerError(
            "Labels of clusters must be whole numbers from 0 on, or -1 for noise.",
            where=f"labels such as {first_values(given)}",
            why="They number the clusters; this line numbers any others.",
            fix="labels = np.unique(labels, return_inverse=True)[1]",
        )
    return numbers


def _as_numbers(given: npt.NDArray[Any]) -> Ints | None:
    """Return labels as integers; None where they are something else."""
    if given.dtype.kind in "OUS":
        try:
            given = given.astype(float)
        except (TypeError, ValueError, OverflowError):
            return None
    # i, u and f are numpy's letters for whole and decimal numbers
    whole = given.dtype.kind in "iuf" and bool(
        ((given == np.trunc(given)) & (given >= -1) & (given <= _LARGEST)).all()
    )
    return given.astype(np.intp) if whole else None
