"""Rows that are pictures: found where it is sure, given where it isn't."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from teachclust.checks import check_image_shape, image_shape_of
from teachclust.errors import LearnerError

PLAIN = [f"x{j + 1}" for j in range(64)]
DIGITS = np.random.default_rng(0).integers(0, 17, (30, 64)).astype(float)


def test_pixels_are_a_picture() -> None:
    assert image_shape_of(DIGITS, PLAIN) == (8, 8)
    assert image_shape_of(DIGITS - 1, PLAIN) is None
    assert image_shape_of(DIGITS - 1, [f"pixel_{j}" for j in range(64)]) == (8, 8)
    assert image_shape_of(DIGITS[:, :60], PLAIN[:60]) is None
    assert image_shape_of(DIGITS[:, :36], PLAIN[:36]) is None
    assert image_shape_of(DIGITS, [f"age {j}" for j in range(64)]) is None


def test_a_shape_that_is_given_counts() -> None:
    assert image_shape_of(DIGITS - 9, PLAIN, (4, 16)) == (4, 16)
    assert check_image_shape(None, 64) == (8, 8)
    assert check_image_shape(np.array([2, 3]), 6) == (2, 3)


@pytest.mark.parametrize("given", [(8, 9), (8.5, 8), 8, "8x8", (-8, -8), ("a", "b"), [[8], 8]])
def test_a_shape_that_does_not_fit_is_refused(given: Any) -> None:
    with pytest.raises(LearnerError, match="don't make pictures"):
        image_shape_of(DIGITS, PLAIN, given)
