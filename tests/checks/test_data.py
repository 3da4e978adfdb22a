"""Data checks: every bad input is refused with a line that, executed, mends it."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from scipy import sparse
from sklearn.cluster import KMeans
from sklearn.datasets import load_iris

from teachclust.checks import CheckedData, check_data, distinct_notice
from teachclust.errors import LearnerError

A = np.random.default_rng(0).normal(size=(8, 2))
DAYS = pd.date_range("2024-01-01", periods=3)


def _with(value: float, row: int = 3, column: int = 1) -> np.ndarray:
    changed = A.copy()
    changed[row, column] = value
    return changed


def _masked() -> Any:
    return np.ma.masked_greater(A, 1)


DIAGONAL = np.where(np.eye(3, dtype=bool), np.nan, np.arange(9.0).reshape(3, 3))
# name: (input, what the message must say)
MENDABLE: dict[str, tuple[Any, tuple[str, ...]]] = {
    "nan in an array": (_with(np.nan), ('column "x2" (1 missing)', "row 3", "7 of 8 rows")),
    "inf in an array": (_with(np.inf), ("infinite", '"x2"', "row 3")),
    "nan in a frame": (
        pd.DataFrame(_with(np.nan), columns=["a", "b"], index=list("stuvwxyz")),
        ('column "b" (1 missing)', "row v", "X.dropna()"),
    ),
    "inf in a frame": (pd.DataFrame(_with(np.inf)), ('column "1" (1 infinite)',)),
    "pd.NA": (
        pd.DataFrame({"a": pd.array([1, 2, None, 4], dtype="Int64"), "b": [1.0, 2, 3, 5]}),
        ('"a" (1 missing)', "row 2"),
    ),
    "NaT": (pd.DataFrame({"a": [1, 2, pd.NaT, 3]}, dtype=object), ("1 missing",)),
    "None in a list": ([[1, 2], [3, None], [4, 5]], ('"x2"', "row 1")),
    "None in an object array": (np.array([[1, 2], [3, None], [4, 5]], dtype=object), ("row 1",)),
    "masked array": (_masked(), ("missing",)),
    "many bad rows": (
        np.vstack([np.full((5, 2), np.nan), A]),
        ("5 missing", "rows 0, 1, 2 and 2 more"),
    ),
    "an empty column": (pd.DataFrame({"a": [1.0, 2, 3], "b": [np.nan] * 3}), ('how="all"',)),
    "an empty column and a gap": (
        pd.DataFrame({"a": [1.0, 2, np.nan, 4], "b": [np.nan] * 4}),
        ("dropna",),
    ),
    "no complete row, frame": (pd.DataFrame(DIAGONAL), ("0 of 3 rows", "median")),
    "no complete row, array": (DIAGONAL, ("0 of 3 rows", "median")),
    "nan and inf": (
        np.array([[np.nan, 1.0], [1, np.inf], [2, 3], [3, 4]]),
        ("missing and infinite",),
    ),
    "text": (pd.DataFrame({"a": [1, 2, 3], "c": ["red", "blue", "red"]}), ('"c"', '"red"')),
    "category": (
        pd.DataFrame({"a": [1, 2, 3], "c": pd.Categorical(["r", "b", "r"])}),
        ('column "c"',),
    ),
    "text only": (pd.DataFrame({"c": ["red", "blue", "red"]}), ("get_dummies",)),
    "four text columns": (
        pd.DataFrame({"n": [1, 2], **{c: ["u", "v"] for c in "abcd"}}),
        ('columns "a", "b", "c" and 1 more',),
    ),
    "text under a doubled name": (
        pd.DataFrame([[1, "u"], [2, "v"]], columns=["a", "a"]),
        ('column "a (2)"',),
    ),
    "text in an object array": (np.array([["a", 1.0], ["b", 2.0]], dtype=object), ('"x1"',)),
    "text in a list": ([["a", 1.0], ["b", 2.0]], ('"x1"', '"a"')),
    "bytes": (np.array([[b"a", b"1"], [b"b", b"2"]]), ('"x1"',)),
    "some text": (pd.DataFrame({"a": [1, 2, "?", 4, 5], "b": range(5)}), ('"?"', "coerce")),
    "the word nan": (pd.DataFrame({"a": ["1", "nan", "3", "4"]}), ('"nan"', "coerce")),
    "decimal comma": (
        pd.DataFrame({"a": ["1,5", "2,5", "-3,25"], "b": [1, 2, 3]}),
        ("decimal comma", '"1,5"', 'decimal=","'),
    ),
    "decimal comma, array": (np.array([["1,5", "2"], ["3,5", "4"]]), ("decimal comma",)),
    "decimal comma, category": (
        pd.DataFrame({"a": pd.Categorical(["1,5", "2,5"]), "b": [1, 2]}),
        ("decimal comma",),
    ),
    "decimal comma and NA": (
        pd.DataFrame({"a": pd.array(["1,5", "2,5", "3,5"], dtype="string")}),
        ("decimal comma",),
    ),
    "thousands": (pd.DataFrame({"a": ["1,500", "2,500,000"]}), ("between thousands",)),
    "dates": (pd.DataFrame({"a": [1, 2, 3], "when": DAYS}), ('column "when"', "drop(columns")),
    "dates only": (pd.DataFrame({"when": DAYS}), ("days since",)),
    "dates with a time zone": (pd.DataFrame({"when": DAYS.tz_localize("UTC")}), ("dates",)),
    "time spans": (pd.DataFrame({"when": pd.to_timedelta([1, 2, 3], "D")}), ("dates",)),
    "date objects": (pd.DataFrame({"when": list(DAYS.date)}), ("dates",)),
    "date array": (DAYS.to_numpy().reshape(3, 1), ("dates",)),
    "date list": ([[day] for day in DAYS], ("dates",)),
    "complex": (A + 1j * A[::-1], ("complex",)),
    "complex frame": (pd.DataFrame(A + 1j * A[::-1]), ("complex",)),
    "complex objects": (np.array([[1 + 2j], [3 + 1j]], dtype=object), ("complex",)),
    "one dimension": (np.arange(3.0), ("two dimensions", "(3,)")),
    "one dimension, list": ([1, 2, 3], ("two dimensions", "(3,)")),
    "series": (pd.Series([1.0, 2, 3]), ("two dimensions", "to_frame")),
    "index": (pd.Index([1, 2, 3]), ("two dimensions",)),
    "one image": (np.arange(60).reshape(4, 5, 3), ("one image", "(-1, 3)")),
    "many images": (np.random.default_rng(0).random((6, 8, 8)), ("two dimensions", "images")),
    "four dimensions": (np.random.default_rng(0).random((3, 4, 4, 3)), ("two dimensions",)),
    "one row": ([[1, 2, 3]], ("1 distinct point", "1 row")),
    "one row, frame": (pd.DataFrame([[1.0, 2.0]], columns=["a", "b"]), ("1 row",)),
    "sparse matrix": (sparse.csr_matrix(A), ("sparse", "toarray")),
    "sparse array": (sparse.csr_array(A), ("sparse", "toarray")),
    "squares overflow": (A * 1e200, ("too large", "float64")),
    "squares overflow in float32": ((A * 1e30).astype(np.float32), ("too large", "float32")),
    "squares overflow in a frame": (
        pd.DataFrame({"a": [1e200, 2e200, 0], "zero": [0, 0, 0], "b": [1, 2, 3]}),
        ('column "a"',),
    ),
    "squares vanish": (A * 1e-200, ("too small",)),
    "squares vanish below the normal numbers": (np.array([[0.0], [5e-324]]), ("too small",)),
    "squares vanish, frame": (pd.DataFrame(A * 1e-200), ("too small",)),
    "ragged": ([[1, 2], [3], [4, 5]], ("different lengths", "row 1 has 1")),
    "ragged everywhere": ([[1, 2], [3], [4, 5, 6]], ("different lengths",)),
    "ragged array": (np.array([[1, 2], [3], [4, 5]], dtype=object), ("different lengths",)),
    "X and y": ((A, np.arange(8)), ("pair", "8 rows")),
    "X and y, pandas": ((pd.DataFrame(A), pd.Series(range(8))), ("pair",)),
    "Bunch": (load_iris(), ("Bunch", "X.data")),
    "dictionary": ({"a": [1, 2], "b": [3, 5]}, ("dictionary",)),
    "structured array": (
        np.array([(1, 2.0), (3, 4.0)], dtype=[("a", int), ("b", float)]),
        ("a, b",),
    ),
    "set": ({(1, 2), (3, 4)}, ("of type set",)),
}


@pytest.mark.parametrize("name", MENDABLE)
def test_the_line_in_the_message_mends_it(name: str) -> None:
    X, says = MENDABLE[name]
    with pytest.raises(LearnerError) as caught:
        check_data(X)
    message = str(caught.value)
    assert len(message.splitlines()) <= 3
    for words in says:
        assert words in message
    parts = caught.value.parts
    assert all(parts.values())
    assert "\n" not in parts["fix"]
    scope = {"X": X, "np": np, "pd": pd}
    exec(parts["fix"], scope)
    assert len(check_data(scope["X"]).X) >= 2


def _hopeless() -> dict[str, Any]:
    return {
        "no rows": np.empty((0, 2)),
        "no columns": np.empty((3, 0)),
        "empty frame": pd.DataFrame(),
        "empty list": [],
        "one cell": [[1]],
        "one point": np.ones((5, 2)),
        "lists in cells": [[[1], [2, 3]], [[1], [2, 3]]],
        "nothing but nan": np.full((3, 2), np.nan),
        "None": None,
        "number": 5,
        "function": len,
        "estimator": KMeans(),
    }


@pytest.mark.parametrize("name", _hopeless())
def test_where_nothing_can_be_mended_a_line_gives_data_that_work(name: str) -> None:
    with pytest.raises(LearnerError) as caught:
        check_data(_hopeless()[name])
    assert len(str(caught.value).splitlines()) <= 3
    assert "0x" not in str(caught.value)  # no address in memory
    scope: dict[str, Any] = {}
    exec(caught.value.fix, scope)
    assert check_data(scope["X"]).X.shape == (300, 2)


def _checked(X: Any) -> CheckedData | None:
    """Return the checked data, or None when they were refused in at most three lines."""
    message = ""
    try:
        return check_data(X)
    except LearnerError as error:
        message = str(error)
    assert len(message.splitlines()) <= 3
    return None


@given(
    hnp.arrays(
        st.sampled_from([np.float64, np.float32]),
        hnp.array_shapes(min_dims=2, max_dims=2, min_side=1, max_side=6),
        elements=st.floats(width=32, allow_nan=True, allow_infinity=True),
    )
)
def test_any_array_is_checked_or_refused_in_plain_words(X: np.ndarray) -> None:
    checked = _checked(X)
    if checked is None:
        return
    np.testing.assert_array_equal(checked.X, X)
    with np.errstate(over="raise"):
        assert np.isfinite(((checked.X[:, None] - checked.X) ** 2).sum())


@given(
    st.recursive(
        st.none()
        | st.booleans()
        | st.integers()
        | st.floats()
        | st.text(max_size=5)
        | st.complex_numbers(),
        lambda inner: st.lists(inner, max_size=4) | st.tuples(inner, inner),
        max_leaves=12,
    )
)
def test_any_nest_of_python_values_gives_no_other_error(X: Any) -> None:
    _checked(X)


A = np.random.default_rng(0).normal(size=(8, 2))


@pytest.mark.parametrize("X", [A.copy(), pd.DataFrame(A.copy(), columns=["a", "b"])])
def test_the_callers_data_are_never_changed(X: Any) -> None:
    checked = check_data(X)
    checked.X[:] = 0
    np.testing.assert_array_equal(np.asarray(X), A)


def test_notices() -> None:
    def notices(X: Any) -> str:
        return " ".join(check_data(X).notices)

    assert notices(A) == ""
    assert 'Column "x2" has the same value' in notices([[1, 2], [3, 2]])
    assert 'Columns "x2", "x3" have the same' in notices([[1, 2, 5], [3, 2, 5]])
    assert "2 distinct points in 4 rows" in notices([[0, 0], [1, 1], [0, 0], [-0.0, 0]])
    assert 'Column "a" held numbers as text' in notices(pd.DataFrame({"a": ["1.5", " 2 "]}))
    seconds = 1.7e9 + np.arange(8.0)
    assert 'Column "x1" lies far from zero' in notices(np.c_[seconds, A])
    assert "far from zero" not in notices(np.c_[np.arange(8.0) + 1000, A])
    assert "far from zero" in notices((A + 1000).astype(np.float32))


def test_distinct_points() -> None:
    assert check_data([[0, 0], [1, 1], [0, 0]]).n_distinct == 2
    assert check_data(np.arange(3000.0)[:, None]).n_distinct == 1000
    assert distinct_notice(2, 2) is None
    assert distinct_notice(1000, 5000) is None
    assert "2 distinct points, fewer than the 3 clusters" in str(distinct_notice(2, 3))


def test_one_row_when_one_is_enough() -> None:
    assert check_data([[1, 2]], allow_1_row=True).X.tolist() == [[1, 2]]
    assert check_data(np.ones((5, 2)), allow_1_row=True).n_distinct == 1


def test_only_numpy_is_imported() -> None:
    code = (
        "import sys, numpy as np; from teachclust.checks import check_data;"
        "check_data(np.eye(2));"
        "print([m for m in ('pandas', 'sklearn', 'scipy', 'matplotlib') if m in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def fix_of(X: Any) -> str:
    with pytest.raises(LearnerError) as caught:
        check_data(X)
    return caught.value.fix


def test_numbers_lie_far_from_zero_from_a_million_ranges_on() -> None:
    def far(low: float, high: float, dtype: Any = np.float64) -> tuple[str, ...]:
        return check_data(np.array([[low, 0], [high, 1]], dtype=dtype)).notices

    assert len(far(1e7 - 5, 1e7 + 5)) == 1  # a range of 10 around ten millions
    assert far(1e7 - 6, 1e7 + 4) == ()
    assert len(far(-1e7 - 5, -1e7 + 5)) == 1
    assert len(far(995, 1005, np.float32)) == 1
    assert far(994, 1004, np.float32) == ()
    told = far(1.7e9, 1.7e9 + 7)[0]
    assert "(1.7e+09 to 1.7e+09, a range of 7)" in told
    # a column that is always the same is told as that, and as nothing else
    assert check_data([[5e9, 1], [5e9, 2]]).notices == (
        'Column "x1" has the same value in every row: it carries no information.',
    )


def test_few_distinct_points_are_told_up_to_ten() -> None:
    rows = np.arange(10.0)[:, None]
    assert check_data(np.vstack([rows, rows[:1]])).notices == (
        "X has 10 distinct points in 11 rows.",
    )
    rows = np.arange(11.0)[:, None]
    assert check_data(np.vstack([rows, rows[:1]])).notices == ()
    assert check_data(rows[:3]).notices == ()
    assert check_data(np.ones((3, 2)), allow_1_row=True).notices == (
        "X has 1 distinct points in 3 rows.",
    )
    assert check_data([[1, 2]], allow_1_row=True).notices == ()


def test_numbers_too_small_to_square_are_refused_up_to_a_limit() -> None:
    # below 1,000 times the root of the smallest normal number, squares lose their digits
    assert len(check_data([[0.0], [1.4925e-151]]).X) == 2
    assert "np.abs" in fix_of([[0.0], [1.491e-151]])
    assert "np.abs" in fix_of([[1.0e-155], [1.1e-155]])
    assert check_data([[0.0], [1e-200], [1.0]]).n_distinct == 3


def test_the_largest_numbers_just_fit() -> None:
    # of 2 numbers v and -v: (2 v)^2, twice, is the largest float or less
    most = np.sqrt(np.finfo(float).max / 8) * (1 - 1e-12)
    assert len(check_data([[most], [-most]]).X) == 2
    with pytest.raises(LearnerError, match="too large"):
        check_data([[1.0001 * most], [-most]])
    frame = pd.DataFrame({"a": [1e200, 2e200], "b": [1, 2]})
    with pytest.raises(LearnerError, match="too large") as caught:
        check_data(frame)
    assert caught.value.where == 'column "a", values up to 2.0e+200, stored as float64'
    assert 'set_output(transform="pandas")' in caught.value.fix
    assert "set_output" not in fix_of(frame.to_numpy())


NAN = float("nan")


def test_missing_values_are_told_by_column_and_row() -> None:
    def told(X: Any) -> LearnerError:
        with pytest.raises(LearnerError) as caught:
            check_data(X)
        return caught.value

    three = np.array([[NAN, 1], [NAN, 2], [3, np.inf], [4, 5], [6, 8]])
    assert told(three).where == ('columns "x1" (2 missing), "x2" (1 infinite); rows 0, 1, 2')
    assert told(three).what == "X holds missing and infinite values"
    assert told(three).why == (
        "A distance to such a row is no number; 2 of 5 rows are complete: "
        "drop the others, or fill in the column's median."
    )
    assert told(three).fix == "X = X[np.isfinite(X).all(axis=1)]"
    four = np.vstack([[[NAN, -np.inf]], three])
    assert told(four).where.endswith("; rows 0, 1, 2 and 1 more")
    assert '"x2" (2 infinite)' in told(four).where
    both = np.array([[NAN, 1], [np.inf, 2], [1, 2], [3, 5]])
    assert told(both).where == 'column "x1" (1 missing, 1 infinite); rows 0, 1'


def test_missing_values_are_mended_by_the_line_that_keeps_most() -> None:
    one_whole = [[1.0, 2.0], [NAN, 3.0], [4.0, NAN]]  # dropping rows would leave a single point
    assert "median" in fix_of(one_whole)
    with pytest.raises(LearnerError, match="1 of 3 rows are complete") as caught:
        check_data(one_whole)
    assert caught.value.why.endswith("complete.")
    two_whole = [[1.0, 2.0], [NAN, 3.0], [4.0, 5.0]]
    assert fix_of(two_whole) == "X = pd.DataFrame(X).dropna()"
    assert fix_of(np.array(two_whole)) == "X = X[np.isfinite(X).all(axis=1)]"
    assert fix_of(np.array(two_whole, dtype=object)) == "X = pd.DataFrame(X).dropna()"
    assert fix_of(pd.DataFrame(two_whole)) == "X = X.dropna()"
    assert fix_of([[1.0, np.inf], [2.0, 3.0], [4.0, 5.0]]) == (
        "X = pd.DataFrame(X).replace([np.inf, -np.inf], np.nan).dropna()"
    )
    empty = pd.DataFrame({"a": [1.0, 2.0], "b": [NAN, NAN]})
    assert fix_of(empty) == 'X = X.dropna(axis=1, how="all")'
    gap = pd.DataFrame({"a": [1.0, NAN, 3.0], "b": [NAN] * 3, "c": [1.0, 2.0, 4.0]})
    assert fix_of(gap) == 'X = X.dropna(axis=1, how="all").dropna()'
    gaps = pd.DataFrame({"a": [1.0, NAN], "b": [NAN] * 2, "c": [1.0, 2.0]})
    assert "median" in fix_of(gaps)


def test_a_single_point_is_told_with_its_numbers() -> None:
    def error(X: Any) -> LearnerError:
        with pytest.raises(LearnerError) as caught:
            check_data(X)
        return caught.value

    assert error([[1, 2.5, 3, 4, 5]]).where == "X has 1 row: (1, 2.5, 3, 4)"
    assert error([[1, 2.5, 3, 4, 5]]).fix == "X = np.transpose(X)"
    assert error([[1, 2], [1, 2]]).where == "all 2 rows are (1, 2)"
    assert "load_blobs" in error([[1, 2], [1, 2]]).fix
    assert "load_blobs" in error([[3, 3, 3]]).fix  # turned around, it would be one point as well


def test_half_precision_is_told() -> None:
    assert check_data(A.astype(np.float16)).is_float16
    assert check_data(pd.DataFrame(A.astype(np.float16))).is_float16
    assert not check_data(A.astype(np.float32)).is_float16
    assert not check_data(A).is_float16
    assert not check_data(pd.DataFrame(A)).is_float16


def test_as_many_distinct_points_as_clusters_are_enough() -> None:
    assert distinct_notice(999, 5000) is not None
    assert distinct_notice(3, 3) is None


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_numbers_are_refused_from_where_the_sum_of_squares_may_overflow(dtype: type) -> None:
    """Four numbers with differences of twice the largest: its square sixteen times is the most."""
    most = dtype(np.sqrt(float(np.finfo(dtype).max)) / 4)
    table = np.array([[most, 0], [0, 1]], dtype=dtype)
    while float(table[0, 0]) > np.sqrt(float(np.finfo(dtype).max)) / 4:
        table[0, 0] = np.nextafter(table[0, 0], dtype(0))
    check_data(table)
    table[0, 0] *= dtype(1.001)
    with pytest.raises(LearnerError, match="values up to"):
        check_data(table)
