"""Scenes and maps that are drawn over each other: of the right kind, pixel by pixel."""

from __future__ import annotations

import numpy as np
import pytest

from teachclust.errors import LearnerError
from teachclust.images import ClusterMap, Raster
from teachclust.images.raster_checks import check_map, check_raster

GRID = (30.0, 0.0, 300000.0, 0.0, -30.0, 3500000.0)
RASTER = Raster(np.ones((1, 2, 3)), ("red",), GRID)


def test_what_fits_is_given_back_and_other_things_are_refused() -> None:
    fits = ClusterMap(np.zeros((2, 3), int), ("a",), ("#000000",), GRID)
    assert check_raster(RASTER) is RASTER
    assert check_map(fits, RASTER, "truth") is fits
    assert check_map(None, RASTER, "truth") is None
    large = ClusterMap(np.zeros((3, 3), int), ("a",), ("#000000",), GRID)
    for refused in (
        lambda: check_raster(RASTER.values),
        lambda: check_map(fits.ids, RASTER, "clusters"),
        lambda: check_map(large, RASTER, "clusters"),
    ):
        with pytest.raises(LearnerError) as told:
            refused()
        assert all(told.value.parts.values())
