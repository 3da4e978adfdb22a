"""A picture knows its size and shows one line."""

from __future__ import annotations

import numpy as np

from teachclust.images import Picture


def test_size_and_repr() -> None:
    picture = Picture(np.zeros((2, 5, 3)), "night", (), "drawn", "CC0-1.0", 1234)
    assert picture.size == (2, 5)
    assert repr(picture) == "Picture('night', 5 x 2 pixels, 1,234 bytes)"
