"""Dots of centers and letters of clusters stand where they belong, and can be read."""

from __future__ import annotations

from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.colors import to_hex

from teachclust.palette import COLORS, cluster_name
from teachclust.plots.scatter.centers import draw_centers, write_letters

CENTERS = np.array([[0.0, 0.0], [3.0, 4.0], [5.0, -1.0]])


@pytest.fixture
def ax() -> Any:
    figure, ax = plt.subplots()
    yield ax
    plt.close(figure)


def letters(ax: Any) -> dict[str, tuple[float, float]]:
    return {text.get_text(): tuple(text.xy) for text in ax.texts}


def test_each_center_is_a_dot_in_its_color_with_its_letter(ax: Any) -> None:
    dots = draw_centers(ax, CENTERS, cluster_name, None)
    np.testing.assert_array_equal(dots.get_offsets(), CENTERS)
    assert [to_hex(color) for color in dots.get_facecolors()] == list(COLORS[:3])
    assert letters(ax) == {"A": (0.0, 0.0), "B": (3.0, 4.0), "C": (5.0, -1.0)}
    assert all(text.get_zorder() > dots.get_zorder() for text in ax.texts)


@pytest.mark.parametrize("missing", [[np.nan, np.nan], [1.0, np.nan], [np.inf, 1.0]])
def test_a_center_that_is_nowhere_is_left_out_and_others_keep_their_letters(
    ax: Any, missing: list[float]
) -> None:
    centers = CENTERS.copy()
    centers[1] = missing
    dots = draw_centers(ax, centers, cluster_name, None)
    np.testing.assert_array_equal(dots.get_offsets(), CENTERS[[0, 2]])
    assert [to_hex(color) for color in dots.get_facecolors()] == [COLORS[0], COLORS[2]]
    assert letters(ax) == {"A": (0.0, 0.0), "C": (5.0, -1.0)}


def test_letters_are_read_on_the_color_that_is_drawn(ax: Any) -> None:
    for style, color in (({"color": "black"}, "white"), ({"c": "yellow"}, "black")):
        draw_centers(ax, CENTERS, str, style)
        assert {text.get_color() for text in ax.texts} == {color}
        assert list(letters(ax)) == ["0", "1", "2"]
        for text in list(ax.texts):
            text.remove()
    draw_centers(ax, CENTERS, str, {"color": ["black", "yellow", "navy"]})
    assert [text.get_color() for text in ax.texts] == ["white", "black", "white"]


def test_a_cluster_has_its_letter_on_one_of_its_points(ax: Any) -> None:
    """A ring has nothing at its middle: the letter stands on the ring."""
    angles = np.linspace(0, 2 * np.pi, 40, endpoint=False)
    ring = np.stack([np.cos(angles), np.sin(angles)], axis=1)
    row = np.array([[10.0, 0.0], [11.0, 0.0], [12.0, 0.0], [13.0, 0.0], [99.0, 0.0]])
    points = np.concatenate([ring, row, [[50.0, 50.0]]])
    labels = np.array([0] * 40 + [2] * 5 + [-1])
    write_letters(ax, points, labels, cluster_name)
    found = letters(ax)
    assert list(found) == ["A", "C"], "noise has none"
    assert found["C"] == (12.0, 0.0), "the median, whatever lies far away"
    assert np.hypot(*found["A"]) == pytest.approx(1.0)
    assert all(text.get_path_effects() for text in ax.texts)


def test_of_noise_alone_nothing_is_written(ax: Any) -> None:
    write_letters(ax, CENTERS, np.array([-1, -1, -1]), cluster_name)
    assert letters(ax) == {}
