from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from teachclust import LearnerError
from teachclust.widgets.metric_lab import labels as rules

LABELS = np.array([0, 0, 2, 2, 2, -1])
X = np.array([[0.0, 0], [1, 0], [5, 0], [5, 3], [5, 1], [9, 9]])


def test_points_go_to_a_cluster_and_the_edit_tells_what_moved() -> None:
    after, edit = rules.assigned(LABELS, [0, 2], 2)
    assert after.tolist() == [2, 0, 2, 2, 2, -1]
    assert dict(edit.values) == {"cluster": 2, "n": 1, "before": 0}
    assert "before" not in rules.assigned(LABELS, [0, 2], 5)[1].values
    assert rules.assigned(LABELS, [5], -1)[1].values["n"] == 0
    assert LABELS[0] == 0


def test_a_cluster_is_merged_and_split() -> None:
    after, edit = rules.merged(LABELS, 0, 2)
    assert after.tolist() == [2, 2, 2, 2, 2, -1]
    assert edit.values["n"] == 2
    after, edit = rules.split(LABELS, 2, X)  # it is longest upwards: rows 2, 4, 3
    assert after.tolist() == [0, 0, 2, 1, 2, -1]
    assert (edit.values["into"], edit.values["n"], edit.values["rest"]) == (1, 2, 1)


def test_a_shuffle_keeps_the_sizes_and_the_ends_are_one_and_all() -> None:
    after, _ = rules.shuffled(LABELS, np.random.default_rng(0))
    assert sorted(after) == sorted(LABELS)
    assert rules.each_alone(LABELS)[0].tolist() == [0, 1, 2, 3, 4, 5]
    assert rules.all_together(LABELS)[0].tolist() == [0] * 6


@pytest.mark.parametrize(
    "edit",
    [
        lambda: rules.assigned(LABELS, [6], 0),
        lambda: rules.assigned(LABELS, [-1], 0),
        lambda: rules.assigned(LABELS, [0.7, 1.5], 0),
        lambda: rules.assigned(LABELS, "01", 0),
        lambda: rules.assigned(LABELS, ["0"], 0),
        lambda: rules.assigned(LABELS, [True, False], 0),
        lambda: rules.assigned(LABELS, [True, 2], 0),
        lambda: rules.assigned(LABELS, [[0, 1]], 0),
        lambda: rules.assigned(LABELS, None, 0),  # type: ignore[arg-type]
        lambda: rules.assigned(LABELS, True, 0),  # type: ignore[arg-type]
        lambda: rules.assigned(LABELS, [0], 0.7),  # type: ignore[arg-type]
        lambda: rules.merged(LABELS, 0, 1.0),  # type: ignore[arg-type]
        lambda: rules.assigned(LABELS, [0], -2),
        lambda: rules.assigned(LABELS, [0], 70_000),
        lambda: rules.merged(LABELS, 1, 0),
        lambda: rules.merged(LABELS, 0, 1),
        lambda: rules.split(LABELS, -1, X),
    ],
)
def test_what_is_not_there_is_refused(edit: Any) -> None:
    with pytest.raises(LearnerError):
        edit()


def test_rows_are_named_by_numbers_or_by_a_mask() -> None:
    mask = np.equal(LABELS, 0)
    for same in (mask, mask.tolist(), np.flatnonzero(mask), set(np.flatnonzero(mask).tolist())):
        np.testing.assert_array_equal(rules.assigned(LABELS, same, 9)[0] == 9, mask)
    assert rules.chosen_points(3, len(LABELS)) == rules.chosen_points(np.array(3), 6) == [3]
    assert rules.chosen_points(np.zeros(6, dtype=bool), 6) == []
