"""Points as text: whole, short, the same as the browser's, and hostile texts are refused."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from teachclust.errors import LearnerError
from teachclust.widgets.sandbox.points_text import MOST_POINTS, points_in, text_of

#: as in js/test/widgets/sandbox/points_text.test.ts
SHARED: list[tuple[Any, str]] = [
    ([], "1.0."),
    ([[1.5, 2.0], [3.0, 4.25]], "1.2.rAKQA6wCwgM"),
    ([[-0.001, 9.999], [0.5, 0.5]], "1.3.AZ6cAeoHtZQB"),
    ([[3.0, 3.0]], "1.0.BgY"),
    ([[-3_000_000.0, 4.0], [1_000_000.0, 20.0]], "1.-2.39QDAIDxBAA"),
]


@pytest.mark.parametrize(("points", "text"), SHARED)
def test_the_text_is_the_browsers(points: Any, text: str) -> None:
    assert text_of(np.array(points, dtype=float).reshape(-1, 2)) == text


@pytest.mark.parametrize("seed", range(5))
def test_what_was_painted_comes_back_as_it_was(seed: int) -> None:
    rng = np.random.default_rng(seed)
    points = np.round(rng.uniform(-1, 11, (400, 2)), 3)
    text = text_of(points)
    assert np.array_equal(points_in(text), points)
    assert np.array_equal(points_in(f" file:///page.html#points={text}\n"), points)
    assert len(text) < 7 * len(points)


@pytest.mark.parametrize("scale", [1e-9, 1e-3, 1.0, 1e5, 1e9])
def test_other_points_keep_five_digits_of_their_width(scale: float) -> None:
    points = scale * np.random.default_rng(0).normal(size=(50, 2))
    error = np.abs(points_in(text_of(points)) - points).max()
    assert error <= 1e-4 * np.ptp(points, axis=0).max()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hello",
        None,
        3,
        b"1.0.BgY",
        "2.0.BgY",
        "1.99.BgY",
        "1.0.Bg",  # one coordinate
        "1.0.B",  # no whole byte
        "1.0.BgY<script>",
        "1.0.gICAgICAgICAgICAgICAgICA",  # a number without an end
        "1.0.gA",
        "1.0." + "_" * 13 + "AAA",
        "1.0." + "A" * (4 * MOST_POINTS),  # too many points
        "1.0." + "A" * 10**6,
        "1.0.\u0661\u0661",
    ],
)
def test_another_text_is_refused(text: Any) -> None:
    with pytest.raises(LearnerError) as caught:
        points_in(text)
    assert all(caught.value.parts.values())
    assert len(str(caught.value)) < 1000


def test_the_most_points_pass() -> None:
    points = np.zeros((MOST_POINTS, 2))
    assert len(points_in(text_of(points))) == MOST_POINTS
