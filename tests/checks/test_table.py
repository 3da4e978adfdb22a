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
