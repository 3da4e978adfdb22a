"""The plane stays in view while points are drawn; what was loaded brings another where it must."""

from __future__ import annotations

import numpy as np
import pytest

from teachclust.widgets.drawn_plane import PLANE, plane_for, with_plane


def test_the_plane_is_in_view_and_what_lies_beyond_it_too() -> None:
    assert with_plane([2.0, 3.0, 4.0, 5.0]) == list(PLANE)
    assert with_plane([-4.0, 3.0, 4.0, 50.0]) == [-4.0, 10.0, 0.0, 50.0]
    assert with_plane([0.5, 0.6, 0.5, 2.0], (0.0, 1.0, 0.0, 1.0)) == [0.0, 1.0, 0.0, 2.0]


@pytest.mark.parametrize("points", [[], [[5.0, 5.0]], [[1.0, 1.0], [3.0, 1.0], [1.0, 1.0]]])
def test_a_drawing_is_seen_on_the_usual_plane(points: list[list[float]]) -> None:
    assert plane_for(np.array(points, dtype=float).reshape(-1, 2)) == PLANE


@pytest.mark.parametrize(("low", "width"), [(0.0, 1.0), (1000.0, 10.0), (-2.0, 13.0), (7.0, 0.0)])
def test_other_points_are_seen_in_their_own_surroundings(low: float, width: float) -> None:
    points = low + width * np.array([[0.0, 0.2], [1.0, 0.4], [0.5, 0.6]])
    left, right, bottom, top = plane_for(points)
    assert left < points[:, 0].min()
    assert right > points[:, 0].max()
    assert top - bottom < 2 * max(width, 1.0)
