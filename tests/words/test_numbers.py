"""Numbers in captions are short."""

from __future__ import annotations

import pytest

from teachclust.words.numbers import number


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"), (-0.0, "0"), (640.2, "640.2"), (12345.6, "12,345.6"), (0.0123456, "0.01235"),
        (1.2345e9, "1.234e+09"), (-2.5, "-2.5"), (99.994, "99.99"), (1e-12, "1e-12"),
    ],
)  # fmt: skip
def test_numbers_are_written_short(value: float, text: str) -> None:
    assert number(value) == text
