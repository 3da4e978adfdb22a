"""The Scatter3D's thumbnail shows points, noise and centers in a cube."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image
from scatter3d_samples import points

from teachclust import Scatter3D
from teachclust.palette import NOISE, cluster_look


@pytest.mark.parametrize("flat", [False, True])
def test_groups_noise_and_centers_are_drawn(flat: bool) -> None:
    X = points(40)
    if flat:
        X[:, 1] = 4.0  # a feature of one value lies in the middle
    labels = np.arange(40) % 3 - 1
    bare = Scatter3D(X, labels).thumbnail()
    with_centers = Scatter3D(X, labels, centers=X[:2]).thumbnail()
    assert bare is not None
    assert bare != with_centers
    pixels = np.asarray(Image.open(io.BytesIO(bare)).convert("RGB"))
    assert pixels.shape == (400, 480, 3)
    for color in (NOISE, cluster_look(0)["color"], cluster_look(1)["color"]):
        rgb = [int(color[i : i + 2], 16) for i in (1, 3, 5)]
        assert (pixels == rgb).all(axis=2).sum() > 50
