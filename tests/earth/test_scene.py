"""The lesson's scene: it lies in the guide's region, with its truth."""

from __future__ import annotations

import numpy as np
import pytest

import teachclust.earth as ee
from teachclust.errors import LearnerError


def test_the_guides_region_holds_the_whole_scene() -> None:
    scene = ee.load_scene(100)
    region = ee.Geometry.Rectangle(29.7, 30, 32.5, 31.7)
    assert scene.clip(region).raster is scene.raster
    assert scene.truth is not None
    assert np.array_equal(scene.truth.ids >= 0, scene.raster.valid)


def test_one_seed_gives_one_scene() -> None:
    first, again, other = (ee.load_scene(64, random_state=seed).raster.values for seed in (0, 0, 1))
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)
    with pytest.raises(LearnerError):
        ee.load_scene(3)
