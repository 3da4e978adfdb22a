"""The KLab's thumbnail."""

from __future__ import annotations

import io

import matplotlib.image as image
import numpy as np
from k_lab_samples import lab

from teachclust.palette import cluster_look


def test_the_picture_shows_each_cluster_in_its_color() -> None:
    shown = lab(start=3, criteria=["silhouette"], scaled=False)
    pixels = image.imread(io.BytesIO(shown.thumbnail()), format="png")[..., :3]
    pixels = np.rint(pixels * 255).astype(int)
    for j in range(3):
        color = cluster_look(int(shown.scan[3].numbers[j]))["color"]
        rgb = [int(color[i : i + 2], 16) for i in (1, 3, 5)]
        same = (pixels == rgb).all(axis=2)
        assert same[:, :480].sum() > 100  # its points
        assert same[:, 480:].sum() > 500  # its silhouettes
