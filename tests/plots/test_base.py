from __future__ import annotations

from collections.abc import Iterator

import matplotlib.pyplot as plt
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.collections import PathCollection
from matplotlib.lines import Line2D

from teachclust.palette import COLORS, NOISE
from teachclust.plots import base
from teachclust.plots.choosing_k.elbow import ElbowDisplay


@pytest.fixture(autouse=True)
def closed() -> Iterator[None]:
    yield
    plt.close("all")


def test_no_two_of_49_clusters_look_alike_and_noise_is_grey() -> None:
    looks = [base.cluster_style(number)[:2] for number in range(49)]
    assert len(set(looks)) == 49
    assert base.cluster_style(-1) == (NOISE, "x", "")


def contrast(one: float, other: float) -> float:
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


@given(st.tuples(*[st.integers(0, 255)] * 3))
def test_the_color_of_text_is_the_one_with_more_contrast(rgb: tuple[int, int, int]) -> None:
    """WCAG 2.1's relative luminance, in its own words."""
    parts = [c / 255 / 12.92 if c / 255 <= 0.04045 else ((c / 255 + 0.055) / 1.055) ** 2.4
             for c in rgb]  # fmt: skip
    luminance = 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
    white, black = contrast(luminance, 1), contrast(luminance, 0)
    chosen = white if base.is_dark(tuple(c / 255 for c in rgb)) else black
    assert chosen >= 4.5
    assert chosen >= max(white, black) - 0.01


def test_letters_on_the_palette_are_readable() -> None:
    dark = [base.is_dark(color) for color in COLORS]
    assert dark == [True, False, False, False, False, False, False]


def test_text_and_background_colors_are_those_of_the_axes_whatever_the_style_now() -> None:
    with plt.style.context("dark_background"):
        dark = plt.subplots()[1]
    light = plt.subplots()[1]
    assert (base.text_color(dark), base.text_color(light)) == ("white", "black")
    assert base.is_dark(base.background_color(dark))
    assert not base.is_dark(base.background_color(light))
    assert base.accent_color(dark) != base.accent_color(light)
    assert {base.accent_color(dark), base.accent_color(light)} <= set(COLORS)


def test_paper_seen_through_an_axes_is_the_figures() -> None:
    figure, ax = plt.subplots(facecolor="yellow")
    ax.set_facecolor("none")
    assert base.background_color(ax)[:3] == (1, 1, 0)
    figure.set_facecolor("none")
    assert base.background_color(ax) == "white"


def test_short_style_names_replace_the_defaults() -> None:
    own = base.merge_style_kwargs({"color": "red", "linewidth": 2}, {"lw": 5}, Line2D)
    assert own == {"color": "red", "linewidth": 5}
    own = base.merge_style_kwargs({"color": "red", "s": 3}, {"c": "blue"}, PathCollection)
    assert own == {"color": "blue", "s": 3}
    defaults = {"color": "red"}
    assert base.merge_style_kwargs(defaults, None, Line2D) == defaults
    assert base.merge_style_kwargs(defaults, {"color": "blue"}, Line2D) is not defaults
    assert defaults == {"color": "red"}


@pytest.mark.parametrize("layout", [None, "constrained"])
def test_panels_of_a_second_drawing_replace_the_first_and_leave_others_alone(
    layout: str | None,
) -> None:
    figure, (left, right) = plt.subplots(1, 2, layout=layout)
    for _ in range(2):
        grid = base.panel_grid(right, 2, 1, hspace=0.5)
        for row in range(2):
            base.add_panel(right, grid[row, 0])
    assert len(figure.axes) == 4
    assert left in figure.axes
    figure.canvas.draw()
    edge = right.get_position()
    for panel in figure.axes[2:]:
        box = panel.get_position()
        assert edge.x0 - 0.15 <= box.x0
        assert box.x0 > left.get_position().x1 - 0.01


def test_a_display_not_drawn_yet_is_drawn_when_it_is_shown() -> None:
    display = ElbowDisplay(k=[1, 2, 3], inertia=[9, 2, 1])
    data, _ = display._repr_mimebundle_()
    assert data["image/png"].startswith(b"\x89PNG")
    assert plt.get_fignums() == []


def test_a_figure_of_the_callers_is_shown_whole() -> None:
    figure, (left, right) = plt.subplots(1, 2, figsize=(8, 3))
    ElbowDisplay(k=[1, 2, 3], inertia=[9, 2, 1]).plot(left)
    display = ElbowDisplay(k=[1, 2, 3], inertia=[9, 2, 1]).plot(right)
    assert display.figure_ is figure
    _, about = display._repr_mimebundle_()
    assert about["image/png"]["width"] > 600


def test_where_windows_stay_open_only_the_text_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    display = ElbowDisplay(k=[1, 2, 3], inertia=[9, 2, 1]).plot()
    monkeypatch.setattr(plt, "isinteractive", lambda: True)
    monkeypatch.setattr(plt, "get_backend", lambda: "widget")
    assert display._repr_mimebundle_() == ({"text/plain": repr(display)}, {})
    assert plt.get_fignums() == [display.figure_.number]
    monkeypatch.setattr(plt, "get_backend", lambda: "module://matplotlib_inline.backend_inline")
    assert "image/png" in display._repr_mimebundle_()[0]
