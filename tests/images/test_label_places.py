"""Places of numbers on a map: inside the widest area of their cluster."""

from __future__ import annotations

import numpy as np

from teachclust.images.label_places import label_places


def test_a_place_is_inside_the_widest_area() -> None:
    ids = np.full((40, 60), -1)
    ids[:, :30] = 0
    ids[2:4, 2:4] = 1
    ids[10:30, 40:60] = 1
    places = label_places(ids, 3)
    for cluster in (0, 1):
        row, column, radius = places[cluster]
        assert ids[int(row), int(column)] == cluster
        assert radius > 5
    assert 40 <= places[1, 1] < 60
    assert np.isnan(places[2]).all()


def test_a_large_map_is_thinned_and_a_single_pixel_still_found() -> None:
    ids = np.zeros((900, 500), dtype=np.int32)
    ids[600:, 100:] = 1
    ids[0, 0] = 2
    places = label_places(ids, 3)
    assert ids[int(places[1, 0]), int(places[1, 1])] == 1
    assert places[1, 2] > 100
    assert places[2].tolist() == [0.0, 0.0, 0.5]
