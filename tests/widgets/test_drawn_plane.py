"""The plane stays in view while points are drawn."""

from __future__ import annotations

from teachclust.widgets.drawn_plane import PLANE, with_plane


def test_the_plane_is_in_view_and_what_lies_beyond_it_too() -> None:
    assert with_plane([2.0, 3.0, 4.0, 5.0]) == list(PLANE)
    assert with_plane([-4.0, 3.0, 4.0, 50.0]) == [-4.0, 10.0, 0.0, 50.0]
