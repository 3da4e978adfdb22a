"""Clusters can be told apart: by hue under every kind of colour vision, by shape, and by name."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from teachclust import palette

# G. M. Machado, M. M. Oliveira and L. A. F. Fernandes, "A physiologically-based model for
# simulation of color vision deficiency", 2009: severity 1.0, for linear RGB
VISION = {
    "full": np.eye(3),
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritanopia": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}
TO_XYZ = np.array(
    [
        [0.4124564, 0.3575761, 0.1804375],
        [0.2126729, 0.7151522, 0.0721750],
        [0.0193339, 0.1191920, 0.9503041],
    ]
)
WHITE = TO_XYZ.sum(axis=1)


def _linear(color: str) -> np.ndarray:
    value = np.array([int(color[place : place + 2], 16) for place in (1, 3, 5)]) / 255
    return np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)


def _lab(linear: np.ndarray) -> np.ndarray:
    ratio = TO_XYZ @ np.clip(linear, 0, 1) / WHITE
    root = np.where(ratio > (6 / 29) ** 3, np.cbrt(ratio), ratio / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.array([116 * root[1] - 16, 500 * (root[0] - root[1]), 200 * (root[1] - root[2])])


def _closest(colors: tuple[str, ...], vision: str) -> float:
    labs = [_lab(VISION[vision] @ _linear(color)) for color in colors]
    return min(float(np.linalg.norm(a - b)) for a, b in combinations(labs, 2))


def _contrast(first: str, second: str) -> float:
    light, dark = sorted(
        (float(TO_XYZ[1] @ _linear(color)) for color in (first, second)), reverse=True
    )
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("vision", VISION)
def test_fourteen_hues_stay_apart_under_colour_blindness(vision: str) -> None:
    assert _closest(palette.COLORS, vision) >= 15  # CIE76


@pytest.mark.parametrize("vision", VISION)
def test_any_two_of_the_first_28_clusters_differ_in_hue_or_in_shape_and_ring(vision: str) -> None:
    for a, b in combinations(map(palette.cluster_look, range(28)), 2):
        if _closest((a["color"], b["color"]), vision) < 15:
            assert a["shape"] != b["shape"]
            assert ("ring" in a) != ("ring" in b)


def test_the_measure_finds_a_bad_palette_bad() -> None:
    seaborn_deep = ("#4C72B0", "#DD8452", "#55A868", "#C44E52", "#8172B3", "#937860", "#DA8BC3")
    assert _closest(seaborn_deep, "protanopia") < 6


def test_noise_is_a_grey_apart_from_every_hue() -> None:
    red, green, blue = (int(palette.NOISE[place : place + 2], 16) for place in (1, 3, 5))
    assert max(red, green, blue) - min(red, green, blue) < 20
    for color in palette.COLORS:
        assert _closest((color, palette.NOISE), "full") >= 12
    assert _contrast(palette.NOISE, "#ffffff") >= 3
    assert _contrast(palette.NOISE, "#111111") >= 3


def test_fourteen_hues_and_seven_shapes_with_markers() -> None:
    assert len(palette.COLORS) == len(set(palette.COLORS)) == 14
    assert len(palette.SHAPES) == len(set(palette.SHAPES)) == 7
    assert tuple(palette.MARKERS) == palette.SHAPES
    assert len(set(palette.MARKERS.values())) == 7
    assert "#000000" not in palette.COLORS


def test_no_two_of_the_first_98_clusters_look_alike() -> None:
    looks = [palette.cluster_look(cluster) for cluster in range(98)]
    assert len({(look["color"], look["shape"], look.get("ring")) for look in looks}) == 98
    assert len({look["name"] for look in looks}) == 98
    # within the first fourteen hue alone is enough, within seven shape alone
    assert len({look["color"] for look in looks[:14]}) == 14
    assert len({look["shape"] for look in looks[:7]}) == 7
    assert not any("ring" in look for look in looks[:14])


@pytest.mark.parametrize(
    ("cluster", "name"),
    [(0, "A"), (1, "B"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA")],
)
def test_cluster_names(cluster: int, name: str) -> None:
    assert palette.cluster_name(cluster) == name
    assert palette.cluster_look(cluster)["name"] == name


def test_names_never_repeat() -> None:
    assert len({palette.cluster_name(cluster) for cluster in range(2000)}) == 2000


def test_matplotlib_knows_the_markers_and_colors() -> None:
    from matplotlib.colors import to_hex
    from matplotlib.markers import MarkerStyle

    for code in palette.MARKERS.values():
        assert MarkerStyle(code).is_filled()
    assert [to_hex(color) for color in palette.COLORS] == list(palette.COLORS)


@pytest.mark.parametrize("vision", VISION)
def test_thirty_colors_of_maps_stay_apart(vision: str) -> None:
    assert _closest(palette.MAP_COLORS, vision) >= (20 if vision == "full" else 12)
    assert palette.map_colors(31) == (*palette.MAP_COLORS, palette.MAP_COLORS[0])
    assert len(set(palette.map_colors(30))) == 30
