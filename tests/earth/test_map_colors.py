"""Colors of maps: the palette's first, then others, all different."""

from __future__ import annotations

import numpy as np

from teachclust.earth.map_colors import map_colors
from teachclust.images.color_space import rgb_to_lab
from teachclust.palette import COLORS


def test_a_cluster_keeps_its_color_for_every_number_of_clusters() -> None:
    assert map_colors(14) == COLORS
    assert map_colors(60)[:20] == map_colors(20)
    assert len(set(map_colors(60))) == 60
    assert len(map_colors(300)) == 300


def test_thirty_colors_are_told_apart() -> None:
    rgb = [[int(hue[i : i + 2], 16) for i in (1, 3, 5)] for hue in map_colors(30)]
    lab = rgb_to_lab(rgb)
    gaps = np.sqrt(((lab[:, None] - lab[None]) ** 2).sum(axis=2)) + 1000 * np.eye(30)
    assert gaps.min() > 15
