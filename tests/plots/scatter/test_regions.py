from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.path import Path
from scipy.spatial import Voronoi

from teachclust.plots.scatter.regions import labels_are_nearest, nearest_regions

LOW, HIGH = np.array([-1.0, -1.0]), np.array([2.0, 1.5])


def area(corners: np.ndarray) -> float:
    x, y = corners.T
    return float(abs(x @ np.roll(y, -1) - y @ np.roll(x, -1)) / 2)


@given(st.integers(1, 12), st.integers(0, 2**32 - 1))
def test_regions_part_the_box_by_the_nearest_center(k: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    centers = rng.uniform(-1.5, 2.5, (k, 2))
    regions = nearest_regions(centers, LOW, HIGH)
    whole = float(np.prod(HIGH - LOW))
    assert sum(area(one) for one in regions if len(one)) == pytest.approx(whole)
    points = rng.uniform(LOW, HIGH, (50, 2))
    gaps = np.linalg.norm(points[:, None] - centers, axis=2)
    clear = np.sort(gaps, axis=1)[:, 1] - gaps.min(axis=1) > 1e-9 if k > 1 else np.ones(50, bool)
    for point, nearest in zip(points[clear], gaps[clear].argmin(axis=1), strict=True):
        assert Path(regions[nearest]).contains_point(point, radius=1e-9) or Path(
            regions[nearest]
        ).contains_point(point, radius=-1e-9)


def test_corners_are_those_of_scipys_voronoi() -> None:
    centers = np.random.default_rng(3).uniform(0, 1, (9, 2))
    found = np.vstack(nearest_regions(centers, np.array([-99.0, -99]), np.array([99.0, 99])))
    for corner in Voronoi(centers).vertices:
        assert np.linalg.norm(found - corner, axis=1).min() < 1e-9


def test_centers_without_a_region_have_no_corners() -> None:
    centers = np.array([[0.0, 0.0], [0.0, 0.0], [np.nan, 1.0], [1.0, 0.0], [500.0, 0.0]])
    sizes = [len(one) for one in nearest_regions(centers, LOW, HIGH)]
    assert sizes == [4, 0, 0, 4, 0]


def test_one_center_has_the_whole_box() -> None:
    (region,) = nearest_regions(np.array([[0.3, 0.2]]), LOW, HIGH)
    assert area(region) == pytest.approx(7.5)


def test_labels_of_the_nearest_center_are_told_from_others() -> None:
    centers = np.array([[0.0, 0.0], [2.0, 0.0], [np.nan, np.nan]])
    points = np.array([[0.1, 0.0], [1.9, 0.0], [1.0, 0.0], [9.0, 9.0]])
    assert labels_are_nearest(points, np.array([0, 1, 1, -1]), centers), "half way and noise"
    assert labels_are_nearest(points, np.array([0, 1, 0, 1]), centers)
    assert not labels_are_nearest(points, np.array([1, 1, 0, 1]), centers)
    assert not labels_are_nearest(points, np.array([0, 1, 2, 1]), centers), "center is nowhere"
    assert not labels_are_nearest(points, np.array([0, 1, 5, 1]), centers), "there is no center 5"
    assert labels_are_nearest(points, np.full(4, -1), centers)
