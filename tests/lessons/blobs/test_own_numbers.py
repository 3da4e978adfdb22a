"""Own numbers of lesson 01: groups that the centers split as they were meant."""

from __future__ import annotations

import re

import numpy as np
import pytest

from teachclust.lessons.own_numbers import own_numbers


@pytest.mark.parametrize("number", range(100))
def test_points_and_centers_give_the_answers_without_a_tie(number: int) -> None:
    own = own_numbers("blobs-1", f"A{number}")
    assert own is not None
    said = next(iter(own.texts.values()))
    *points, first, second = map(int, re.findall(r"-?\d+", said))
    line, centers = np.array(points), np.array([first, second])
    assert len(set(points)) == 5
    assert line.min() >= 0
    squares = (line[:, None] - centers) ** 2
    assert np.abs(squares[:, 0] - squares[:, 1]).min() > 0
    joined = squares.argmin(axis=1)
    means = np.array([line[joined == j].mean() for j in range(2)])
    assert np.array_equal(means, means.round())
    after = ((line - means[joined]) ** 2).sum()
    assert own.exercise.judge(squares.min(axis=1).sum(), after)
    assert len(own.exercise.wrong_answers()) >= 5
