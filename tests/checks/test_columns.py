"""Columns of every kind become floats, or are refused."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from teachclust.checks import check_data
from teachclust.errors import LearnerError

A = np.random.default_rng(0).normal(size=(8, 2))


@pytest.mark.parametrize("dtype", [np.float16, np.int8, np.uint8, np.int64, bool, np.longdouble])
def test_number_types_become_float64(dtype: Any) -> None:
    X = np.array([[0, 1], [1, 1], [1, 0]], dtype=dtype)
    assert check_data(X).X.dtype == np.float64
    assert check_data(X).X.tolist() == [[0, 1], [1, 1], [1, 0]]


def test_float32_stays_float32() -> None:
    assert check_data(A.astype(np.float32)).X.dtype == np.float32
    assert check_data(pd.DataFrame(A.astype(np.float32))).X.dtype == np.float32
    mixed = pd.DataFrame({"a": A[:, 0].astype(np.float32), "b": A[:, 1]})
    assert check_data(mixed).X.dtype == np.float64


def test_pandas_nullable_and_boolean_columns() -> None:
    X = pd.DataFrame(
        {
            "i": pd.array([1, 2, 3], dtype="Int64"),
            "b": pd.array([True, False, True], dtype="boolean"),
            "n": [True, False, False],
            "s": pd.arrays.SparseArray([0.0, 0.0, 1.0]),
        }
    )
    assert check_data(X).X.tolist() == [[1, 1, 1, 0], [2, 0, 0, 0], [3, 1, 0, 1]]


def test_a_number_too_long_for_a_float_is_infinite() -> None:
    with pytest.raises(LearnerError, match=r'"x1" \(1 infinite\); row 0'):
        check_data([[10**400, 1], [2, 3], [4, 5]])


def error_of(X: Any) -> LearnerError:
    with pytest.raises(LearnerError) as caught:
        check_data(X)
    return caught.value


@pytest.mark.parametrize(
    ("values", "dropped"),
    [
        ([1, 2, "?", 4, 5], True),
        ([1, "?", 3], True),
        ([1, 2, "?", "x"], False),  # half of them
    ],
)
def test_rows_are_dropped_where_most_values_are_numbers(values: list[Any], dropped: bool) -> None:
    error = error_of(pd.DataFrame({"a": values, "b": range(len(values))}))
    assert ("Some values of X are not numbers" in error.what) == dropped
    assert ("drop(columns=['a'])" in error.fix) == (not dropped)


@pytest.mark.parametrize(
    ("columns", "dropped"),
    [
        ({"a": ["?", 2, 3], "b": [1, "?", 3]}, False),  # one whole row is not enough
        ({"a": ["?", 2, 3, 4], "b": [1, "?", 3, 4]}, True),
        # three whole rows, but half of a column is text
        ({"a": ["?", 2, 3, 4, 5, 6], "b": ["u", "v", "w", 4, 5, 6]}, False),
    ],
)
def test_rows_are_dropped_where_two_stay(columns: dict[str, list[Any]], dropped: bool) -> None:
    error = error_of(pd.DataFrame(columns))
    assert ("Some values of X are not numbers" in error.what) == dropped
    if not dropped:  # nothing but text: each word becomes a column
        assert error.fix == "X = pd.get_dummies(X)"
        assert "turn each word into a column" in error.why


def test_columns_are_left_out_by_the_shortest_line() -> None:
    def fix(text: list[Any], numbers: int) -> str:
        words = {name: ["u", "v"] for name in text}
        return error_of(pd.DataFrame(words | {i: [i, i + 1] for i in range(numbers)})).fix

    assert fix(["a", "b", "c"], 2) == "X = X.drop(columns=['a', 'b', 'c'])"
    assert fix(["a", "b", "c", "d"], 2) == "X = X.iloc[:, [4, 5]]"
    assert fix(["a", "b", "c", ("d", 1)], 12) == f"X = X.iloc[:, {list(range(4, 16))}]"
    assert fix(list("abcd"), 13) == "X = X.drop(columns=X.columns[[0, 1, 2, 3]])"
    doubled = pd.DataFrame([["u", 1, 2], ["v", 3, 4]], columns=["t", "a", "a"])
    assert error_of(doubled).fix == "X = X.iloc[:, [1, 2]]"
    assert error_of([["u", 1], ["v", 2]]).fix == (
        "X = np.delete(np.asarray(X, dtype=object), [0], axis=1)"
    )
    assert "leave the column out" in error_of(doubled).why


def test_lists_in_cells_become_words_first() -> None:
    table = pd.DataFrame({"a": [{1}, {2}, {1}]})
    assert error_of(table).fix == "X = pd.get_dummies(X.astype(object).astype(str))"


def test_dates_of_two_kinds_keep_the_columns_of_the_first() -> None:
    days = pd.to_datetime(["2024-01-01", "2024-01-04", "2024-01-05"])
    spans = pd.to_timedelta([1, 2, 3], "h")
    table = pd.DataFrame({"d": days, "s": spans, "e": days[::-1]})
    error = error_of(table)
    assert error.where == 'columns "d", "s", "e"'
    scope: dict[str, Any] = {"X": table, "pd": pd}
    exec(error.fix, scope)
    assert scope["X"].to_numpy().tolist() == [[0, 4], [3, 3], [4, 0]]
    only = pd.DataFrame({"s": spans})
    scope = {"X": only, "pd": pd}
    exec(error_of(only).fix, scope)
    assert scope["X"]["s"].tolist() == [1, 2, 3]
    array = days.to_numpy().reshape(3, 1)
    scope = {"X": array, "np": np}
    exec(error_of(array).fix, scope)
    assert scope["X"].ravel().tolist() == [0, 3, 4]
    mixed = pd.DataFrame({"d": days, "n": [1, 2, 3]})
    assert error_of(mixed).fix == "X = X.drop(columns=['d'])"


def test_numbers_kept_as_text_are_told_by_their_columns() -> None:
    table = pd.DataFrame({"a": ["1", " 2.5 "], "b": [1, 2], "c": [b"3", b"4"], "d": [5, None]})
    table["d"] = table["d"].astype(object)
    table.loc[1, "d"] = 6
    checked = check_data(table)
    assert checked.X.tolist() == [[1, 1, 3, 5], [2.5, 2, 4, 6]]
    assert checked.notices == ('Columns "a", "c" held numbers as text; they were read as numbers.',)
    assert check_data(np.array([[1, 2], [3, 5]], dtype=object)).notices == ()


@pytest.mark.parametrize("word", ["inf", "-inf", "nan"])
def test_words_for_no_number_are_text(word: str) -> None:
    assert f'"{word}"' in error_of(pd.DataFrame({"a": [1, word, 3, 4]})).where


def test_one_complex_number_makes_a_column_complex() -> None:
    error = error_of([[1, 2, 1], [3, 1j, 2], [4, 5, "x"]])
    assert error.what == "X holds complex numbers"
    assert error.where == 'column "x2"'
