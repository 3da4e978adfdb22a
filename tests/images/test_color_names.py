"""Colors have the names that one would say."""

from __future__ import annotations

import numpy as np

from teachclust.images.color_names import color_names, hex_of


def test_names_are_what_one_would_say() -> None:
    said = {
        (0, 0, 0): "black",
        (255, 255, 255): "white",
        (128, 128, 128): "gray",
        (200, 20, 20): "red",
        (30, 150, 50): "green",
        (40, 90, 210): "blue",
        (240, 220, 40): "yellow",
        (190, 215, 240): "light blue",
        (60, 40, 25): "dark brown",
    }
    assert color_names(list(said)) == list(said.values())
    assert hex_of(np.array([0, 171, 255], dtype=np.uint8)) == "#00abff"
