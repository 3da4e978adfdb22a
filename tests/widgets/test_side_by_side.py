"""What Compare and Race share: lists that are refused, looks that match, documented parameters."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from sklearn.cluster import KMeans

from teachclust import compare, race
from teachclust.errors import LearnerError
from teachclust.traces import trace
from teachclust.widgets.side_by_side import check_listed, draw_lane, looks_of, numbered
from teachclust.widgets.thumbnails import Canvas

ONE = KMeans(2)


class Own:
    """A learner's class that has fit_predict alone."""

    def fit_predict(self, X: Any) -> Any:
        return X


@pytest.mark.parametrize(
    ("given", "where", "fix"),
    [
        (ONE, "one KMeans", "watch(estimators, X)"),
        (KMeans, "class KMeans", "example"),
        ({"a": ONE, "b": Own()}, "a dict", "both(list(estimators.values()), X)"),
        (iter([ONE, ONE]), "a list_iterator", "both(list(estimators), X)"),
        (np.array([ONE, ONE], dtype=object), "a ndarray", "both(list(estimators), X)"),
        (None, "None", "example"),
        ([ONE], "a list of 1", "watch(estimators[0], X)"),
        ([[ONE, ONE]], "a list of 1", "both(estimators[0], X)"),
        ([Own()] * 5, "a list of 5", "both(estimators[:4], X)"),
        (["KMeans"] * 5, "a list of 5", "example"),
    ],
)
def test_wrong_lists_are_refused_with_a_line_that_fits(given: Any, where: str, fix: str) -> None:
    with pytest.raises(LearnerError) as caught:
        check_listed(given, "both", 4, "example")
    assert caught.value.what.startswith("both needs ")
    assert (caught.value.where, caught.value.fix) == (where, fix)
    assert "one alone is watched" in caught.value.why or not fix.startswith("watch")


def test_a_list_is_returned_as_it_is() -> None:
    given = [ONE, "not looked at"]
    assert check_listed(given, "both", 4, "example") is given


def test_names_that_are_there_twice_are_numbered() -> None:
    assert numbered(["A", "B", "A"]) == ["A 1", "B", "A 2"]


def test_looks_are_those_of_the_first() -> None:
    X = np.repeat([[0.0, 0.0], [9.0, 0.0], [0.0, 9.0]], 5, axis=0)
    starts = X[[0, 5, 10]], X[[10, 0, 5]]
    first, second = (trace(KMeans(3, init=start, n_init=1), X) for start in starts)
    assert looks_of(first, first) == (0, 1, 2)
    assert looks_of(second, first) == (2, 0, 1)


def test_points_that_are_not_reached_are_drawn_without_a_cluster() -> None:
    X = np.repeat([[0.0, 0.0], [9.0, 0.0]], 3, axis=0)
    t = trace(KMeans(2, init=X[[0, 3]], n_init=1), X)
    frame = replace(t.last, labels=np.full(6, -2, dtype=np.int32), values={})
    canvas = Canvas(60, 60)
    draw_lane(canvas, (0, 0, 60, 60), t, frame, ())
    assert canvas.png().startswith(b"\x89PNG")


@pytest.mark.parametrize("function", [compare, race])
def test_shared_parameters_are_documented(function: Any) -> None:
    for name in ("X", "columns", "image_shape", "controls", "future", "equal_axes"):
        assert f"\n{name} : " in function.__doc__
