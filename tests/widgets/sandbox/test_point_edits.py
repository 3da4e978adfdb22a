"""Each change of points gives the points that it says, and refuses rows that are not there."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from teachclust.errors import LearnerError
from teachclust.widgets.sandbox.point_edits import POINT_FIELDS, changed_points
from teachclust.widgets.sandbox.points_text import MOST_POINTS

X = np.array([[1.0, 1.0], [2.0, 2.0], [3.0, 3.0]])

CHANGES: list[tuple[dict[str, Any], Any]] = [
    ({"kind": "points_add", "to": [(4, 4)]}, [[1, 1], [2, 2], [3, 3], [4, 4]]),
    ({"kind": "points_set", "to": []}, np.empty((0, 2))),
    ({"kind": "points_set", "to": [(5, 6)]}, [[5, 6]]),
    ({"kind": "points_move", "index": [2, 0], "to": [(9, 9), (8, 8)]}, [[8, 8], [2, 2], [9, 9]]),
    ({"kind": "point_move", "index": 1, "to": (0, 0)}, [[1, 1], [0, 0], [3, 3]]),
    ({"kind": "points_delete", "index": [0, 2]}, [[2, 2]]),
]


@pytest.mark.parametrize(("edit", "after"), CHANGES)
def test_a_change_gives_new_points(edit: dict[str, Any], after: Any) -> None:
    before = X.copy()
    assert changed_points(X, edit).tolist() == np.asarray(after, dtype=float).tolist()
    assert np.array_equal(X, before)


def test_every_change_is_tried() -> None:
    assert {edit["kind"] for edit, _ in CHANGES} == set(POINT_FIELDS)


@pytest.mark.parametrize(
    "edit",
    [
        {"kind": "points_delete", "index": [3]},
        {"kind": "point_move", "index": 7, "to": (0, 0)},
        {"kind": "points_move", "index": [0, 1], "to": [(0, 0)]},
        {"kind": "points_set", "to": [(1e13, 0)]},
        {"kind": "points_add", "to": [(0.0, 0.0)] * MOST_POINTS},
    ],
)
def test_what_can_not_be_is_refused(edit: dict[str, Any]) -> None:
    with pytest.raises(LearnerError) as caught:
        changed_points(X, edit)
    assert all(caught.value.parts.values())
