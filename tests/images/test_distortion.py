"""How far a copy is from its original: against the formula, and without wrapping around."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from teachclust.errors import LearnerError
from teachclust.images.color_space import rgb_to_lab
from teachclust.images.distortion import color_distance, psnr

PIXELS = arrays.arrays(np.uint8, (3, 4, 3))


@given(PIXELS, PIXELS)
def test_psnr_is_the_formula_and_does_not_wrap(first: Any, second: Any) -> None:
    apart = [(int(a) - int(b)) ** 2 for a, b in zip(first.ravel(), second.ravel(), strict=True)]
    mse = sum(apart) / len(apart)
    expected = math.inf if mse == 0 else 10 * math.log10(255**2 / mse)
    assert psnr(first, second) == pytest.approx(expected)
    assert psnr(second, first) == pytest.approx(expected)


@given(PIXELS, PIXELS, st.sampled_from(["rgb", "lab"]))
def test_distances_are_those_of_each_pixel(first: Any, second: Any, space: Any) -> None:
    found = color_distance(first, second, space)
    place = rgb_to_lab if space == "lab" else lambda rgb: np.asarray(rgb, dtype=float)
    expected = [math.dist(place(a), place(b)) for a, b in
                zip(first.reshape(-1, 3), second.reshape(-1, 3), strict=True)]  # fmt: skip
    np.testing.assert_allclose(found.ravel(), expected, atol=1e-9)
    assert found.shape == (3, 4)


def test_the_largest_distance_is_from_black_to_white() -> None:
    black, white = np.zeros((1, 1, 3), np.uint8), np.full((1, 1, 3), 255, np.uint8)
    assert color_distance(black, white)[0, 0] == pytest.approx(255 * math.sqrt(3))
    assert color_distance(black, white, "lab")[0, 0] == pytest.approx(100, abs=1e-3)
    assert psnr(black, white) == 0


@pytest.mark.parametrize("measure", [psnr, color_distance])
def test_pictures_of_two_sizes_are_refused(measure: Any) -> None:
    with pytest.raises(LearnerError, match="differ in size"):
        measure(np.zeros((2, 3, 3), np.uint8), np.zeros((3, 2, 3), np.uint8))
