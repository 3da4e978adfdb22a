"""Axes of a map: names with units where the CRS tells, the extent where north is up."""

from __future__ import annotations

import pytest

from teachclust.images.map_axes import axis_names, map_extent


@pytest.mark.parametrize(
    ("crs", "x", "y"),
    [
        ("EPSG:32636", "easting (m)", "northing (m)"),
        ("epsg:32736", "easting (m)", "northing (m)"),
        ("EPSG:4326", "longitude (°)", "latitude (°)"),
        ("EPSG:3857", "x (m)", "y (m)"),
        ("EPSG:2263", "x (units of EPSG:2263)", "y (units of EPSG:2263)"),
        ("", "x (map units)", "y (map units)"),
    ],
)
def test_names(crs: str, x: str, y: str) -> None:
    assert axis_names(crs) == (x, y)


def test_extent() -> None:
    assert map_extent((30.0, 0.0, 100.0, 0.0, -30.0, 900.0), 10, 20) == (100.0, 700.0, 600.0, 900.0)
    assert map_extent((30.0, 1.0, 100.0, 0.0, -30.0, 900.0), 10, 20) is None
