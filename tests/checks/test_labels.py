from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from teachclust.checks.labels import as_numbers, check_names, is_missing, read_column, read_labels
from teachclust.errors import LearnerError


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([1, None, 3], [1.0, np.nan, 3.0]),
        (pd.Series([1, pd.NA, 3], dtype="Int64"), [1.0, np.nan, 3.0]),
        (np.ma.MaskedArray([1, 2], mask=[False, True]), [1.0, np.nan]),
        ([True, False], [True, False]),
        (["a", None], ["a", None]),
        ([1, "1"], [1, "1"]),
        (["a\x00", "a"], ["a\x00", "a"]),
        (pd.Series(["a", pd.NA], dtype="string"), ["a", None]),
        (pd.Series(pd.to_datetime(["2020", None]), dtype=object), [pd.Timestamp("2020"), None]),
        (range(3), [0, 1, 2]),
    ],
)
def test_a_column_is_read_as_it_was_meant(values: Any, expected: list[Any]) -> None:
    found = read_column(values)
    assert found is not None
    np.testing.assert_equal(found.tolist(), expected)


@pytest.mark.parametrize(
    "values", ["text", b"x", {"a": 1}, {1, 2}, 5, None, [[1, 2], [3]], np.eye(2)]
)
def test_what_is_no_column_is_none(values: Any) -> None:
    assert read_column(values) is None


@pytest.mark.parametrize(
    "value", [None, float("nan"), np.float32("nan"), pd.NA, pd.NaT, np.datetime64("NaT")]
)
def test_missing_values_are_known(value: Any) -> None:
    assert is_missing(value)
    assert not any(map(is_missing, (0, "", False, "nan", np.zeros(2), [])))


def test_a_number_of_hundreds_of_digits_is_no_label_and_no_number() -> None:
    assert as_numbers(10**400).shape == ()
    with pytest.raises(LearnerError, match="whole numbers"):
        read_labels([10**400, 1])


def test_the_fix_for_missing_labels_works() -> None:
    names: dict[str, Any] = {"labels": [0, None, 1], "pd": pd}
    with pytest.raises(LearnerError, match="some are missing") as told:
        read_labels(names["labels"])
    exec(told.value.fix, names)
    assert read_labels(names["labels"]).tolist() == [0, -1, 1]


def test_names_keep_what_they_are() -> None:
    assert check_names([1, None, "c"], 3, "names") == [1, None, "c"]
    assert check_names(range(5), 3, "names", at_least=True) == [0, 1, 2, 3, 4]
    for wrong in (["a"], 5, {"a": 1}, None):
        with pytest.raises(LearnerError, match="3 are needed") as told:
            check_names(wrong, 3, "names")
        names: dict[str, Any] = {}
        exec(told.value.fix, names)
        assert check_names(names["names"], 3, "names") == [0, 1, 2]
