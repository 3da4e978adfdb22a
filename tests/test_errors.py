"""LearnerError: four parts, three lines at most, and a ValueError like scikit-learn's own."""

from __future__ import annotations

import copy
import pickle

import pytest

from teachclust.errors import LearnerError, LearnerWarning


def test_four_parts_in_three_lines() -> None:
    error = LearnerError("X holds text", where='column "a"', why="No mean.", fix="X = X[1:]")
    assert str(error) == 'X holds text (column "a")\nNo mean.\nTry: X = X[1:]'
    assert error.parts == {
        "what": "X holds text",
        "where": 'column "a"',
        "why": "No mean.",
        "fix": "X = X[1:]",
    }


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ({}, "Oh"),
        ({"why": "Because."}, "Oh\nBecause."),
        ({"fix": "x = 1"}, "Oh\nTry: x = 1"),
        ({"where": "row 3"}, "Oh (row 3)"),
    ],
)
def test_parts_left_out_leave_no_empty_line(parts: dict[str, str], message: str) -> None:
    assert str(LearnerError("Oh", **parts)) == message


def test_it_is_caught_as_the_errors_that_scikit_learn_raises() -> None:
    with pytest.raises(ValueError, match="Oh"):
        raise LearnerError("Oh")


def test_it_survives_pickle_and_copy() -> None:
    error = LearnerError("Oh", where="row 3", why="Because.", fix="x = 1")
    for twin in (pickle.loads(pickle.dumps(error)), copy.copy(error)):  # noqa: S301
        assert type(twin) is LearnerError
        assert twin.parts == error.parts
        assert str(twin) == str(error)


def test_the_notice_is_a_user_warning() -> None:
    assert issubclass(LearnerWarning, UserWarning)
