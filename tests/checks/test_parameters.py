"""Checks of n_clusters and of starting centers: one wording, and a line that mends it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from stable_ids import stable_id

from teachclust.checks import check_centers, check_n_clusters
from teachclust.errors import LearnerError


@pytest.mark.parametrize(
    ("given", "mended"),
    [
        (0, 1), (-3, 1), (9, 8), (2.0, 2), ("3", 3), (True, 3), (None, 3), ("many", 3),
        (float("nan"), 3), (1e400, 3), (np.float64(4), 4), (np.bool_(True), 1), ([2], 3),
    ],
)  # fmt: skip
def test_one_wording_for_every_wrong_k(given: Any, mended: int) -> None:
    with pytest.raises(LearnerError) as caught:
        check_n_clusters(given, 8)
    assert caught.value.what == "n_clusters must be a whole number from 1 to 8"
    scope: dict[str, Any] = {}
    exec(caught.value.fix, scope)
    assert check_n_clusters(scope["n_clusters"], 8) == mended


@pytest.mark.parametrize("given", [1, 8, np.int32(3), np.uint8(5)])
def test_right_k(given: Any) -> None:
    checked = check_n_clusters(given, 8)
    assert type(checked) is int
    assert checked == given


def test_k_under_another_name() -> None:
    with pytest.raises(LearnerError, match="n_components must") as caught:
        check_n_clusters(99, 8, name="n_components")
    assert caught.value.fix == "n_components = 8"


X = np.arange(12.0).reshape(6, 2)


@pytest.mark.parametrize("table", [X, X.tolist(), pd.DataFrame(X)])
@pytest.mark.parametrize(
    "centers",
    [
        X[:2],
        X[:4],
        X[:3, :1],
        X[:0],
        X[0],
        [[0, 0], [1, 1], [2, np.nan]],
        [[0, 0], [1, 1], [2, np.inf]],
        [[0, 0], [1], [2, 2]],
        [["a", "b"]] * 3,
        [[1j, 0]] * 3,
        None,
        "first",
        5,
    ],
    ids=stable_id,
)
def test_wrong_centers_and_the_line_that_mends_them(centers: Any, table: Any) -> None:
    with pytest.raises(LearnerError) as caught:
        check_centers(centers, 3, 2)
    assert len(str(caught.value).splitlines()) <= 3
    scope = {"centers": centers, "n_clusters": 3, "X": table, "np": np}
    exec(caught.value.fix, scope)
    check_centers(scope["centers"], scope["n_clusters"], 2)


@pytest.mark.parametrize(
    "centers", [X[:3], X[:3].tolist(), pd.DataFrame(X[:3]), X[:3].astype(np.float32)]
)
def test_right_centers_are_copied(centers: Any) -> None:
    checked = check_centers(centers, 3, 2)
    assert checked.dtype == np.float64
    checked[:] = -1
    np.testing.assert_array_equal(np.asarray(centers), X[:3])
