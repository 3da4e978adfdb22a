"""The Race's thumbnail shows every racer and its curve."""

from __future__ import annotations

import io

import numpy as np
from PIL import Image

from teachclust import Race
from teachclust.palette import cluster_look
from teachclust.widgets.race.thumbnail import LOOKS, race_png


def test_each_racer_has_its_points_and_its_curve(fixed: Race) -> None:
    picture = Image.open(io.BytesIO(race_png(fixed.racers, 10**9))).convert("RGB")
    pixels = np.asarray(picture)
    assert picture.size == (720, 420)

    def count(part: np.ndarray, color: str) -> int:
        rgb = [int(color[i : i + 2], 16) for i in (1, 3, 5)]
        return int((part == rgb).all(axis=2).sum())

    for j in range(5):
        color = cluster_look(j)["color"]
        assert count(pixels[:270, :360], color) > 30
        assert count(pixels[:270, 360:], color) > 30
    for color, _ in LOOKS[:2]:
        assert count(pixels[270:], color) > 30
    assert count(pixels[270:], LOOKS[2][0]) == 0
