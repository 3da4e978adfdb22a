"""Every kind of table is read as the same numbers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from scipy import sparse

from teachclust.checks import check_data
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


def test_a_read_only_file_in_memory_is_copied(tmp_path: Path) -> None:
    np.save(tmp_path / "a.npy", A)
    checked = check_data(np.load(tmp_path / "a.npy", mmap_mode="r"))
    checked.X[0, 0] = 7
    assert not isinstance(checked.X, np.memmap)


def test_names_and_index_of_a_frame() -> None:
    index = pd.Index([30, 10, 10, 20, 5, 6, 7, 8], name="id")
    checked = check_data(pd.DataFrame(A, columns=["Age", 7], index=index))
    assert checked.feature_names == ("Age", "7")
    assert checked.index is not None
    assert checked.index.equals(index)
    assert check_data(A).index is None
    assert check_data(A).feature_names == ("x1", "x2")
    assert check_data(Polars()).feature_names == ("a", "b")


A = np.random.default_rng(0).normal(size=(8, 2))


def test_a_path_is_read(tmp_path: Path) -> None:
    path = tmp_path / "points.csv"
    pd.DataFrame(A, columns=["a", "b"]).to_csv(path, index=False)
    for given_path in (path, str(path)):
        with pytest.raises(LearnerError, match="read_csv") as caught:
            check_data(given_path)
        scope = {"pd": pd}
        exec(caught.value.fix, scope)
        assert check_data(scope["X"]).feature_names == ("a", "b")


def test_a_generator_is_listed_and_not_used_up() -> None:
    rows = (row for row in [[1, 2], [3, 4]])
    with pytest.raises(LearnerError) as caught:
        check_data(rows)
    scope = {"X": rows}
    exec(caught.value.fix, scope)
    assert check_data(scope["X"]).X.tolist() == [[1, 2], [3, 4]]


def test_a_large_sparse_matrix_is_not_filled() -> None:
    X = sparse.random(20_000, 1_000, density=1e-4, format="csr", random_state=0)
    with pytest.raises(LearnerError, match="TruncatedSVD") as caught:
        check_data(X)
    scope = {"X": X}
    exec(caught.value.fix, scope)
    assert check_data(scope["X"]).X.shape == (20_000, 2)


def error_of(X: Any) -> LearnerError:
    with pytest.raises(LearnerError) as caught:
        check_data(X)
    return caught.value


def test_a_sparse_matrix_of_ten_million_cells_is_filled_and_no_larger_one() -> None:
    assert error_of(sparse.csr_matrix((10_000, 1_000))).fix == "X = X.toarray()"
    assert "TruncatedSVD(2" in error_of(sparse.csr_matrix((10_001, 1_000))).fix
    told = error_of(sparse.csr_matrix(np.eye(3)[:, :2]))
    assert told.where == "3 rows, 2 columns, 2 stored values"
    assert "fill the memory" not in told.why


@pytest.mark.parametrize(
    ("shape", "fix"),
    [
        ((2, 4, 3), "X = np.reshape(X, (-1, 3))"),
        ((2, 5, 4), "X = np.reshape(X, (-1, 4))"),
        ((2, 3, 3), "X = np.reshape(X, (len(X), -1))"),  # no image is as small
        ((2, 9, 2), "X = np.reshape(X, (len(X), -1))"),
        ((2, 9, 5), "X = np.reshape(X, (len(X), -1))"),
        ((4,), "X = np.reshape(X, (-1, 1))"),
        ((2, 3, 4, 3), "X = np.reshape(X, (len(X), -1))"),
    ],
)
def test_shapes_are_mended_by_what_they_look_like(shape: tuple[int, ...], fix: str) -> None:
    X = np.arange(float(np.prod(shape))).reshape(shape)
    error = error_of(X)
    assert error.fix == fix
    assert error.where == f"its shape is {shape}"
    scope = {"np": np, "X": X}
    exec(fix, scope)
    assert len(check_data(scope["X"]).X) > 1


def test_empty_tables_are_told_as_empty() -> None:
    for X in (np.empty((0, 2)), np.empty((3, 0)), [], pd.DataFrame()):
        assert "A filter may have kept nothing" in error_of(X).why
    assert "A filter" not in error_of(np.arange(3)).why
    assert error_of(pd.Series([1, 2], name="a")).fix == "X = X.to_frame()"


def test_the_first_three_names_of_what_holds_a_table_are_told() -> None:
    names = [(name, float) for name in "abcd"]
    assert error_of(np.zeros(3, dtype=names)).where == "its fields are a, b, c"
    rows = [dict.fromkeys("abcd", 1), dict.fromkeys("abcd", 2)]
    assert error_of(rows).where == "the first holds a, b, c"
    assert error_of({key: [1, 2] for key in "abcd"}).where == "it holds a, b, c, ..."
    assert error_of({"data": [[1, 2]], "b": 2}).what == "X is a dictionary"


class Labeled(Polars):
    """A table with other labels of its columns."""

    def __init__(self, columns: Any) -> None:
        self.columns = columns


@pytest.mark.parametrize("columns", [("a",), ("a", "b", "c"), "ab", 2, {"a": 1, "b": 2}])
def test_labels_that_are_no_names_of_the_columns_are_left_out(columns: Any) -> None:
    assert check_data(Labeled(columns)).feature_names == ("x1", "x2")
    assert check_data(Labeled(["a", "a"])).feature_names == ("a", "a (2)")
    assert len(check_data(Labeled(["a", "a"])).notices) == 1


def test_masked_values_are_missing_and_others_are_kept() -> None:
    masked = np.ma.masked_array([[1, 2], [3, 4], [5, 7]], mask=[[0, 0], [1, 0], [0, 0]])
    assert error_of(masked).where == 'column "x1" (1 missing); row 1'
    # numpy can't mend it by itself, since its mask would stay
    assert error_of(masked).fix == "X = pd.DataFrame(X).dropna()"


@pytest.mark.parametrize(
    ("rows", "where", "fix"),
    [
        (
            [[1, 2], [3], [4, 5]],
            "row 0 has 2 values, row 1 has 1",
            "X = [row for row in X if np.size(row) == 2]",
        ),
        (
            [[1], [2, 3], [4, 5]],
            "row 1 has 2 values, row 0 has 1",
            "X = [row for row in X if np.size(row) == 2]",
        ),
        (
            [[1, 2, 3], [3, 7]],
            "row 0 has 3 values, row 1 has 2",
            "X = [np.ravel(row)[:2] for row in X]",
        ),
        (
            [[1, 2], 3, [4, 5]],
            "row 0 has 2 values, row 1 has 1",
            "X = [row for row in X if np.size(row) == 2]",
        ),
    ],
)
def test_rows_of_different_lengths_are_told(rows: list[Any], where: str, fix: str) -> None:
    error = error_of(rows)
    assert error.where == where
    assert error.fix == fix


def test_rows_without_values_give_a_table_that_works() -> None:
    assert "load_blobs" in error_of([[], [], [1, 2]]).fix
    assert "load_blobs" in error_of([[], [1, 2]]).fix


def test_a_pair_is_told_where_the_second_fits_the_first() -> None:
    assert error_of((A, range(8))).where == "the first has 8 rows, the second as many labels"
    for second in (range(7), [[1], [2, 3]], A):
        assert "pair" not in error_of((A, second)).what
    assert "pair" not in error_of((A, range(8), 1)).what
    assert "pair" not in error_of([A, range(8)]).what


def test_what_is_no_data_is_told_by_its_type() -> None:
    assert error_of(5).where == "it is 5, of type int"
    assert error_of(len).where == "it is of type builtin_function_or_method"
    assert error_of(np.array(3.0)).fix != "X = list(X)"
    assert error_of(range(3)).what != "X is not a table of numbers"
    assert error_of({1, 2}).fix == "X = list(X)"


def test_rows_of_a_frame_are_told_by_their_labels() -> None:
    X = pd.DataFrame({"a": [1, 2, np.nan, 4]}, index=list("wxyz"))
    assert error_of(X).where == 'column "a" (1 missing); row y'
    assert error_of(X.to_numpy()).where == 'column "x1" (1 missing); row 2'
