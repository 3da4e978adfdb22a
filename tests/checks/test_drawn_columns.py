"""The two features that are drawn: by name or position, in any pair."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from sklearn.cluster import KMeans
from stable_ids import stable_id

from teachclust.checks import check_columns
from teachclust.errors import LearnerError
from teachclust.traces import trace

NAMES = ("a", "b", "c·d", "7")


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        (None, None),
        ((0, 2), (0, 2)),
        ([2, 0], (2, 0)),
        (["a", "b"], (0, 1)),
        (("b", 0), (1, 0)),
        (np.array([0, 3]), (0, 3)),
        (np.array(["a", "7"]), (0, 3)),
        ((np.int64(1), np.uint8(2)), (1, 2)),
        (pd.Index(["b", "a"]), (1, 0)),
        (pd.Series(["b", "a"], index=[5, 6]), (1, 0)),
        (range(2), (0, 1)),
        (iter("ab"), (0, 1)),
        ((("c", "d"), "a"), (2, 0)),
        ((7, 0), (3, 0)),
    ],
    ids=stable_id,
)
def test_pairs_are_taken(given: Any, wanted: Any) -> None:
    assert check_columns(given, NAMES) == wanted


@pytest.mark.parametrize(
    "given",
    [
        3, 1.5, True, "a", "ab", b"ab", np.int64(1), np.array(2), (), (0,), (0, 1, 2), {0, 1},
        {"a": 1, "b": 2}, (0, 0), ("a", 0), (0, 9), (0, -1), (0, True), (0, 1.0), ("a", "z"),
        ("a", None), (0, np.nan), ([0], [1]), np.eye(2), object(), pd.DataFrame({"a": [1]}),
    ],
    ids=stable_id,
)  # fmt: skip
@pytest.mark.parametrize("names", [NAMES, NAMES[:2], NAMES[:1]], ids=len)
def test_all_else_is_refused_and_the_fix_works(given: Any, names: tuple[str, ...]) -> None:
    with pytest.raises(LearnerError, match="column") as caught:
        check_columns(given, names)
    assert all(caught.value.parts.values())
    scope: dict[str, Any] = {}
    exec(caught.value.fix, scope)
    check_columns(scope["columns"], names)


def test_trace_refuses_them_at_once() -> None:
    with pytest.raises(LearnerError, match="must be a pair"):
        trace(KMeans(2, random_state=0), np.eye(4), columns=3)
