"""CIELAB against values of the standard (D65), and back."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from teachclust.images.color_space import lab_to_rgb, rgb_to_lab


@pytest.mark.parametrize(
    ("rgb", "lab"),
    [
        ((255, 255, 255), (100, 0, 0)),
        ((0, 0, 0), (0, 0, 0)),
        ((255, 0, 0), (53.24, 80.09, 67.20)),
        ((0, 255, 0), (87.73, -86.18, 83.18)),
        ((0, 0, 255), (32.30, 79.19, -107.86)),
        ((255, 255, 0), (97.14, -21.55, 94.48)),
        ((119, 119, 119), (50.03, 0, 0)),
    ],
)
def test_lab_has_the_published_values(rgb: Any, lab: Any) -> None:
    np.testing.assert_allclose(rgb_to_lab(rgb), lab, atol=0.02)


@given(st.lists(st.integers(0, 255), min_size=3, max_size=3))
def test_lab_and_back_is_the_same_color(rgb: list[int]) -> None:
    np.testing.assert_allclose(lab_to_rgb(rgb_to_lab(rgb)), rgb, atol=1e-6)


def test_colors_that_no_screen_has_are_held_to_the_range() -> None:
    found = lab_to_rgb([[50, 200, -200], [120, 0, 0], [-5, 10, 10]])
    assert np.isfinite(found).all()
    assert found.min() >= 0
    assert found.max() <= 255
