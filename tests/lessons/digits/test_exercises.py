"""What lesson 03_digits declares right, computed another way."""

from __future__ import annotations

import numpy as np
import pytest

from teachclust.lessons.checking import check
from teachclust.lessons.digits import exercises as module
from teachclust.lessons.digits.exercises import SHARES
from teachclust.scores import match_labels


def test_both_shares_are_those_of_match_labels():
    table = np.array([[6, 1, 0], [4, 3, 1], [1, 0, 4]])  # as the lesson's text has it
    clusters, digits = np.indices(table.shape).reshape(2, -1)
    labels, y = np.repeat(clusters, table.ravel()), np.repeat(digits, table.ravel())
    for answer, method in zip(SHARES.answers, ("majority", "hungarian"), strict=True):
        names = match_labels(labels, y, method=method).mapping
        assert answer.right == pytest.approx(np.mean([names[c] for c in labels] == y))


def test_names_by_count_are_those_of_match_labels():
    rng = np.random.default_rng(1)
    y = rng.integers(0, 10, 400)
    labels = np.where(rng.random(400) < 0.7, y, rng.integers(0, 10, 400))
    wanted = match_labels(labels, y, method="majority").mapping
    assert module._by_count(labels, y) == {int(c): int(d) for c, d in wanted.items()}


@pytest.mark.parametrize("names", [{"a": 1}, {0: "x"}, {0: None}])
def test_a_dictionary_of_something_else_is_told(names):
    done = check("digits-2", lambda labels, y: names)
    assert done.kind == "wrong"
    assert "Each entry gives the number of a cluster its digit" in done.text
