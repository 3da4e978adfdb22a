"""Regions: what they contain, and numbers that make none."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import teachclust.earth as ee
from teachclust.earth.geometry import Geometry, check_region
from teachclust.earth.projection import converter
from teachclust.errors import LearnerError


def test_the_guide_gives_a_rectangle_by_four_numbers() -> None:
    region = Geometry.Rectangle(29.7, 30, 32.5, 31.7)
    assert region.contains([29.7, 31, 32.6], [30, 31, 31], "EPSG:4326").tolist() == [
        True,
        True,
        False,
    ]
    same = (
        Geometry.Rectangle([29.7, 30, 32.5, 31.7]),
        Geometry.Rectangle([[29.7, 30], [32.5, 31.7]]),
    )
    assert [one.rings for one in same] == [region.rings] * 2


def test_degrees_and_meters_are_the_same_places() -> None:
    region = Geometry.Rectangle(30.9, 30.9, 31.1, 31.1)
    x, y = converter("EPSG:4326", "EPSG:32636")(np.array([31.0, 31.2]), np.array([31.0, 31.0]))
    assert region.contains(x, y, "EPSG:32636").tolist() == [True, False]


def test_a_polygon_has_holes() -> None:
    outer, hole = [[0, 0], [10, 0], [10, 10], [0, 10], [0, 0]], [[4, 4], [6, 4], [6, 6], [4, 6]]
    region = Geometry.Polygon([outer, hole])
    assert region.contains([1, 5, 11], [1, 5, 5], "EPSG:4326").tolist() == [True, False, False]
    triangle = Geometry.Polygon([[0, 0], [4, 0], [0, 4]])
    assert triangle.contains([1, 3], [1, 3], "EPSG:4326").tolist() == [True, False]


def test_a_point_contains_nothing_and_is_no_region() -> None:
    point = Geometry.Point(31, 31)
    assert not point.contains([31], [31], "EPSG:4326").any()
    with pytest.raises(LearnerError, match="rectangle or a polygon"):
        check_region(point)


def test_outlines_are_closed_and_bent_on_a_map() -> None:
    ((x, y),) = Geometry.Rectangle(29.7, 30, 32.5, 31.7).outlines("EPSG:32636")
    assert x[0] == x[-1]
    assert y[0] == y[-1]
    assert len(x) > 50
    south = y[:25]
    assert south.max() - south.min() > 1000


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (lambda: Geometry.Rectangle(32.5, 30, 29.7, 31.7), "empty"),
        (lambda: Geometry.Rectangle(1, 1, 1, 2), "empty"),
        (lambda: Geometry.Rectangle(1, 2, 3), "no Rectangle"),
        (lambda: Geometry.Rectangle("a"), "no Rectangle"),
        (lambda: Geometry.Rectangle(1, 2, 3, float("nan")), "no Rectangle"),
        (lambda: Geometry.Rectangle(312000, 3462000, 324000, 3474000), "no degrees"),
        (lambda: Geometry.Point(1), "no Point"),
        (lambda: Geometry.Polygon([[0, 0], [1, 1]]), "no Polygon"),
        (lambda: Geometry.Polygon(3), "no Polygon"),
        (lambda: Geometry.Rectangle(1, 2, 3, 4, proj=4326), "reference system"),
    ],
)
def test_wrong_numbers_are_told_with_a_line_that_works(make: object, told: str) -> None:
    import teachclust.earth as ee

    with pytest.raises(LearnerError, match=told) as error:
        make()  # type: ignore[operator]
    exec(error.value.fix, {"ee": ee})


RECTANGLE = Geometry.Rectangle(29, 30, 32, 31).rings
TRIANGLE = Geometry.Polygon([[30, 30], [32, 30], [31, 31.5]]).rings


@pytest.mark.parametrize(
    ("made", "rings"),
    [
        (Geometry.Rectangle([29, 30, 32, 31], None, False), RECTANGLE),
        (Geometry.Rectangle([29, 30, 32, 31], "EPSG:4326", False), RECTANGLE),
        (Geometry.Rectangle(29, 30, 32, 31, geodesic=False), RECTANGLE),
        (Geometry.Rectangle(coords=[29, 30, 32, 31]), RECTANGLE),
        (Geometry.Rectangle([29, 30], [32, 31]), RECTANGLE),
        (Geometry.Polygon([30, 30], [32, 30], [31, 31.5]), TRIANGLE),
        (Geometry.Polygon([30, 30, 32, 30, 31, 31.5]), TRIANGLE),
        (Geometry.Polygon(30, 30, 32, 30, 31, 31.5), TRIANGLE),
        (Geometry.Polygon([[[30, 30], [32, 30], [31, 31.5]]], None, False), TRIANGLE),
        (Geometry.Polygon(coords=np.array([[30, 30], [32, 30], [31, 31.5]])), TRIANGLE),
    ],
)
def test_coordinates_are_given_as_earth_engine_takes_them(made: Geometry, rings: object) -> None:
    assert made.rings == rings
    assert made.proj == "EPSG:4326"


@pytest.mark.parametrize(
    ("made", "told"),
    [
        (lambda: Geometry.Polygon([[30, 30], [31, 31], [32, 32]]), "make no Polygon"),
        (Geometry.Polygon, "make no Polygon"),
        (lambda: Geometry.Polygon([30, 30, 32]), "make no Polygon"),
        (lambda: Geometry.Rectangle(xMin=3), "no parameter"),
        (lambda: Geometry.Rectangle([29, 30, 32, 31], geodesic="no"), "geodesic"),
    ],
)
def test_other_arguments_are_told(made: Any, told: str) -> None:
    with pytest.raises(LearnerError, match=told) as error:
        made()
    exec(error.value.fix, {"ee": ee})
