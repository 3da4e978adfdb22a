"""The flat drawing: few colors, sharp edges, the same everywhere."""

from __future__ import annotations

import hashlib
from itertools import pairwise

import numpy as np

from teachclust import datasets
from teachclust.datasets import make_flat_drawing

COLORS = {
    "f7f3e8", "22262b", "ffffff", "bfdcae", "a9d3ea", "d62f2f", "1f62b5", "f0a01c", "2f9149",
    "7a3f98",
}  # fmt: skip


def pixels() -> np.ndarray:
    return np.rint(make_flat_drawing().image * 255).astype(np.uint8)


def test_it_has_ten_flat_colors_and_the_size_of_the_photographs() -> None:
    picture = make_flat_drawing()
    assert picture.image.shape == (427, 640, 3)
    assert picture.image.dtype == np.float64
    assert picture.n_bytes == picture.image.size
    found = {bytes(color).hex() for color in np.unique(pixels().reshape(-1, 3), axis=0)}
    assert found == COLORS
    assert "make_flat_drawing" in datasets.__all__


def test_every_color_covers_enough_to_be_seen() -> None:
    _, counts = np.unique(pixels().reshape(-1, 3), axis=0, return_counts=True)
    assert counts.min() > 1000


def test_it_is_the_same_each_time_and_each_call_gives_its_own() -> None:
    first, second = make_flat_drawing(), make_flat_drawing()
    np.testing.assert_array_equal(first.image, second.image)
    first.image[:] = 0
    assert second.image.max() == 1
    assert (
        hashlib.sha256(pixels().tobytes()).hexdigest()
        == hashlib.sha256(np.rint(second.image * 255).astype(np.uint8).tobytes()).hexdigest()
    )


def test_every_station_lies_on_a_line() -> None:
    from teachclust.datasets.flat_drawing import _LINES, _STATIONS

    for x, y in _STATIONS:
        away = []
        for _, corners in _LINES:
            for (x0, y0), (x1, y1) in pairwise(corners):
                across, down = x1 - x0, y1 - y0
                part = ((x - x0) * across + (y - y0) * down) / (across**2 + down**2)
                part = min(max(part, 0), 1)
                away.append(np.hypot(x - x0 - part * across, y - y0 - part * down))
        assert min(away) < 1, (x, y)
