"""Groups by the widest gaps: against single linkage by brute force, and where there are none."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest

from teachclust.errors import LearnerError
from teachclust.lessons.drawn_groups import clear_groups, n_misplaced


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("k", [2, 3, 4])
def test_the_gap_and_the_widest_step(seed: int, k: int) -> None:
    X = np.random.default_rng(seed).uniform(0, 10, (14, 2))
    groups, ratio = clear_groups(X, k)
    distance = np.linalg.norm(X[:, None] - X[None], axis=2)
    assert len(np.unique(groups)) == k
    gap = min(
        distance[np.ix_(groups == a, groups == b)].min()
        for a, b in itertools.combinations(range(k), 2)
    )
    steps = []  # of the shortest paths that join each group (Prim)
    for group in range(k):
        inside = distance[np.ix_(groups == group, groups == group)]
        joined = [0]
        while len(joined) < len(inside):
            rest = [i for i in range(len(inside)) if i not in joined]
            step, new = min((inside[i, j], j) for i in joined for j in rest)
            steps.append(step)
            joined.append(new)
    assert ratio == pytest.approx(gap / max(steps))


def test_groups_of_one_place_are_as_clear_as_can_be() -> None:
    groups, ratio = clear_groups([[0, 0], [0, 0], [5, 5], [5, 5]], 2)
    assert groups[0] == groups[1] != groups[2] == groups[3]
    assert ratio == math.inf


def test_too_few_points_are_refused() -> None:
    with pytest.raises(LearnerError, match="There are 2 points: at least 3 are needed"):
        clear_groups([[0, 0], [1, 1]], 2)


def test_points_with_another_group_are_counted_whatever_the_names() -> None:
    assert n_misplaced([1, 1, 0, 0], [0, 0, 1, 1]) == 0
    assert n_misplaced([1, 1, 1, 0], [0, 0, 1, 1]) == 1
    assert n_misplaced([-1, 1, 0, 0], [0, 0, 1, 1]) == 1
