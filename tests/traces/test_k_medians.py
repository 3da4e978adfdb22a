"""Traces of KMedians: runs, and the start of the one that is shown."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.datasets import make_blobs

from teachclust.cluster import KMedians
from teachclust.errors import LearnerError
from teachclust.traces import trace

X = make_blobs(90, centers=5, cluster_std=2, random_state=3)[0]


def test_all_starts_are_runs_and_the_lowest_is_shown() -> None:
    traced = trace(KMedians(5, init="random", n_init=6, random_state=1), X)
    totals = [run.objective for run in traced.runs]
    assert len(totals) == 6
    (best,) = (run for run in traced.runs if run.best)
    assert best.objective == min(totals) == traced.objective


@pytest.mark.parametrize(
    ("init", "line"),
    [
        ("random", "draw k points as centers"),
        ("k-means++", "draw k centers by k-means++"),
        (X[:5], "take the k given centers"),
    ],
)
def test_the_pseudocode_says_how_it_starts(init: object, line: str) -> None:
    assert trace(KMedians(5, init=init, random_state=0), X).code[0].text == line


def test_what_the_fit_refuses_is_refused() -> None:
    with pytest.raises(LearnerError, match="refuses"):
        trace(KMedians(2, init=np.zeros((3, 2))), X)
