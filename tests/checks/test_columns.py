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
