"""Data that pass the check: every kind of table, the caller's names, and what is worth knowing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from teachclust.checks import check_data, display_name, distinct_notice
from teachclust.errors import LearnerError

A = np.random.default_rng(0).normal(size=(8, 2))


class Polars:
    """Stands in for a table of another library: columns and ``__array__``."""

    columns = ("a", "b")

    def __array__(self, dtype: Any = None, copy: Any = None) -> np.ndarray:
        return A.astype(dtype or float)


ACCEPTED: dict[str, Any] = {
    "list": A.tolist(),
    "tuple": tuple(map(tuple, A)),
    "fortran": np.asfortranarray(A),
    "strided": np.repeat(A, 2, axis=1)[:, ::2],
    "object": A.astype(object),
    "frame": pd.DataFrame(A),
    "nullable frame": pd.DataFrame(A).astype("Float64"),
    "object frame": pd.DataFrame(A).astype(object),
    "numeric strings": pd.DataFrame(A).map(repr),
    "two-row tuple of pairs": None,
    "polars": Polars(),
    "matrix": np.asmatrix(A),
    "unmasked": np.ma.array(A),
}
ACCEPTED["two-row tuple of pairs"] = ACCEPTED["tuple"]


@pytest.mark.parametrize("name", ACCEPTED)
def test_all_of_these_are_the_same_numbers(name: str) -> None:
    checked = check_data(ACCEPTED[name])
    np.testing.assert_array_equal(checked.X, A)
    assert checked.X.dtype == np.float64
    assert checked.X.flags.c_contiguous
    assert checked.X.flags.writeable
    assert type(checked.X) is np.ndarray


def test_a_tuple_of_two_rows_is_data() -> None:
    assert check_data(((1, 2), (3, 4))).X.shape == (2, 2)


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


def test_a_read_only_file_in_memory_is_copied(tmp_path: Path) -> None:
    np.save(tmp_path / "a.npy", A)
    checked = check_data(np.load(tmp_path / "a.npy", mmap_mode="r"))
    checked.X[0, 0] = 7
    assert not isinstance(checked.X, np.memmap)


@pytest.mark.parametrize("X", [A.copy(), pd.DataFrame(A.copy(), columns=["a", "b"])])
def test_the_callers_data_are_never_changed(X: Any) -> None:
    checked = check_data(X)
    checked.X[:] = 0
    np.testing.assert_array_equal(np.asarray(X), A)


def test_names_and_index_of_a_frame() -> None:
    index = pd.Index([30, 10, 10, 20, 5, 6, 7, 8], name="id")
    checked = check_data(pd.DataFrame(A, columns=["Age", 7], index=index))
    assert checked.feature_names == ("Age", "7")
    assert checked.index is not None
    assert checked.index.equals(index)
    assert check_data(A).index is None
    assert check_data(A).feature_names == ("x1", "x2")
    assert check_data(Polars()).feature_names == ("a", "b")


def test_odd_names_are_kept_and_shown_short() -> None:
    long = "n" * 300
    labels = ["_x", "年齢", "</script><b>", long, "two\nlines", "\u202egnp", ""]
    checked = check_data(pd.DataFrame(np.random.default_rng(0).random((3, 7)), columns=labels))
    assert checked.feature_names == tuple(labels)
    shown = checked.display_names
    assert shown[:3] == ("_x", "年齢", "</script><b>")
    assert shown[3] == "n" * 39 + "…"
    assert shown[4:] == ("two lines", "gnp", "(no name)")


def test_doubled_names_and_levels() -> None:
    doubled = check_data(pd.DataFrame([[1, 2, 3], [4, 5, 6]], columns=["a", "a", "a (2)"]))
    assert doubled.feature_names == ("a", "a (2)", "a (2) (2)")
    assert "More than one column" in doubled.notices[0]
    levels = pd.MultiIndex.from_tuples([("size", "mean"), ("size", "sd")])
    assert check_data(pd.DataFrame(A, columns=levels)).feature_names == ("size·mean", "size·sd")


def test_a_message_stays_three_lines_whatever_the_names() -> None:
    X = pd.DataFrame({"a\nb\r\u2028c": [1.0, np.nan, 3], "x" * 300: [np.nan, 1, 2]})
    with pytest.raises(LearnerError) as caught:
        check_data(X)
    assert len(str(caught.value).splitlines()) == 3


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


def test_display_name_width() -> None:
    assert display_name("a" * 40) == "a" * 40
    assert display_name("a" * 41, width=10) == "aaaaaaaaa…"


def test_only_numpy_is_imported() -> None:
    code = (
        "import sys, numpy as np; from teachclust.checks import check_data;"
        "check_data(np.eye(2));"
        "print([m for m in ('pandas', 'sklearn', 'scipy', 'matplotlib') if m in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
