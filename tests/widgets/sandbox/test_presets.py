"""Each preset lies on the plane, is the same each time, and is a shape of the package."""

from __future__ import annotations

import numpy as np
import pytest

from teachclust.datasets import make_moons
from teachclust.errors import LearnerError
from teachclust.widgets.sandbox.presets import on_plane, preset_list, preset_points

NAMES = [one["name"] for one in preset_list()]


@pytest.mark.parametrize("name", NAMES)
def test_a_preset_lies_on_the_plane_and_is_the_same_each_time(name: str) -> None:
    points = preset_points(name, 0)
    assert points.min() >= 0.8 - 1e-9
    assert points.max() <= 9.2 + 1e-9
    assert np.array_equal(points, np.round(points, 3))
    assert np.array_equal(points, preset_points(name, 0))


def test_shapes_keep_their_form() -> None:
    points, moons = preset_points("moons", 3), make_moons(random_state=3).data
    factors = np.ptp(points, axis=0) / np.ptp(moons, axis=0)
    assert factors[0] == pytest.approx(factors[1], rel=1e-3)
    assert not np.array_equal(points, preset_points("moons", 0))


def test_they_are_listed_with_words_and_without_other_than_two_features() -> None:
    assert len(set(NAMES)) == len(NAMES) > 10
    assert "wholesale" not in NAMES
    assert all(one["label"] for one in preset_list())


def test_one_place_is_put_in_the_middle() -> None:
    assert on_plane(np.full((3, 2), 7.0)).tolist() == [[5.0, 5.0]] * 3


@pytest.mark.parametrize("name", ["blobs_4", "nothing", "make_moons", ""])
def test_a_name_that_there_is_not_is_refused(name: str) -> None:
    with pytest.raises(LearnerError, match="blobs_3"):
        preset_points(name, 0)
