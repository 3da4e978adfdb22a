"""Names of columns: kept as they are, shown short and on one line."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from teachclust.checks import check_data, display_name
from teachclust.checks.names import columns_text, rows_text, some
from teachclust.errors import LearnerError

A = np.random.default_rng(0).normal(size=(8, 2))


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


def test_display_name_width() -> None:
    assert display_name("a" * 40) == "a" * 40
    assert display_name("a" * 41, width=10) == "aaaaaaaaa…"


def test_each_doubled_name_is_told_once() -> None:
    assert check_data(pd.DataFrame(A, columns=["a", "b"])).notices == ()
    doubled = check_data(pd.DataFrame([[1, 2, 3], [4, 5, 6]], columns=["a", "b", "a"]))
    assert doubled.notices == ('More than one column is named "a"; one is shown as "a (2)".',)


def test_three_are_listed_and_the_others_counted() -> None:
    assert some([1, 2, 3]) == "1, 2, 3"
    assert some([1, 2, 3, 4]) == "1, 2, 3 and 1 more"
    assert columns_text(["a"]) == 'column "a"'
    assert columns_text(list("abcde")) == 'columns "a", "b", "c" and 2 more'
    assert rows_text([7]) == "row 7"
    assert rows_text([7, "b"]) == "rows 7, b"


def test_rows_of_two_levels_are_shown_as_plain_numbers() -> None:
    assert rows_text([(np.int64(3), np.int64(4))]) == "row (3, 4)"
