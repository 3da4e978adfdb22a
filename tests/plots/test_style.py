from __future__ import annotations

from collections.abc import Iterator

import matplotlib.pyplot as plt
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.collections import PathCollection
from matplotlib.colors import to_rgb
from matplotlib.lines import Line2D

from teachclust.palette import COLORS, NOISE
from teachclust.plots import style


@pytest.fixture(autouse=True)
def closed() -> Iterator[None]:
    yield
    plt.close("all")


def test_no_two_of_49_clusters_look_alike_and_noise_is_grey() -> None:
    looks = [style.cluster_style(number)[:2] for number in range(49)]
    assert len(set(looks)) == 49
    assert style.cluster_style(-1) == (NOISE, "x", "")


def contrast(one: float, other: float) -> float:
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


@given(st.tuples(*[st.integers(0, 255)] * 3))
def test_the_color_of_text_is_the_one_with_more_contrast(rgb: tuple[int, int, int]) -> None:
    """WCAG 2.1's relative luminance, in its own words."""
    parts = [c / 255 / 12.92 if c / 255 <= 0.04045 else ((c / 255 + 0.055) / 1.055) ** 2.4
             for c in rgb]  # fmt: skip
    luminance = 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
    white, black = contrast(luminance, 1), contrast(luminance, 0)
    chosen = white if style.is_dark(tuple(c / 255 for c in rgb)) else black
    assert chosen >= 4.5
    assert chosen >= max(white, black) - 0.01


def test_letters_on_the_palette_are_readable() -> None:
    for color in COLORS:
        light = style.relative_luminance(to_rgb(color)) + 0.05
        assert (1.05 / light if style.is_dark(color) else light / 0.05) >= 4.5  # WCAG
    assert [style.is_dark(color) for color in COLORS[:3]] == [True, False, False]


def test_text_and_background_colors_are_those_of_the_axes_whatever_the_style_now() -> None:
    with plt.style.context("dark_background"):
        dark = plt.subplots()[1]
    light = plt.subplots()[1]
    assert (style.text_color(dark), style.text_color(light)) == ("white", "black")
    assert style.is_dark(style.background_color(dark))
    assert not style.is_dark(style.background_color(light))
    assert style.accent_color(dark) != style.accent_color(light)
    assert {style.accent_color(dark), style.accent_color(light)} <= set(COLORS)


def test_a_background_seen_through_an_axes_is_the_figures() -> None:
    figure, ax = plt.subplots(facecolor="yellow")
    ax.set_facecolor("none")
    assert style.background_color(ax)[:3] == (1, 1, 0)
    figure.set_facecolor("none")
    assert style.background_color(ax) == "white"


def test_short_style_names_replace_the_defaults() -> None:
    own = style.merge_style_kwargs({"color": "red", "linewidth": 2}, {"lw": 5}, Line2D)
    assert own == {"color": "red", "linewidth": 5}
    own = style.merge_style_kwargs({"color": "red", "s": 3}, {"c": "blue"}, PathCollection)
    assert own == {"color": "blue", "s": 3}
    defaults = {"color": "red"}
    assert style.merge_style_kwargs(defaults, None, Line2D) == defaults
    assert style.merge_style_kwargs(defaults, {"color": "blue"}, Line2D) is not defaults
    assert defaults == {"color": "red"}
