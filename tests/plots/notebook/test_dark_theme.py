"""A Display's picture in a dark theme: grays reversed, colors and pictures kept, text readable."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.colors import to_rgba
from matplotlib.patheffects import withStroke
from PIL import Image

from teachclust.palette import COLORS
from teachclust.plots import ClusterDisplay, ContingencyDisplay, ElbowDisplay, PaletteDisplay
from teachclust.plots.notebook.dark_theme import GROUND, dark_color, dark_copy, text_on_dark
from teachclust.plots.style import relative_luminance

LIGHT_TEXT = 0.8


@pytest.fixture(autouse=True)
def closed() -> Iterator[None]:
    yield
    plt.close("all")


def contrast(a: Any, b: Any) -> float:
    light, dark = sorted((relative_luminance(a), relative_luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_grays_are_reversed_and_colors_stay() -> None:
    assert dark_color(to_rgba("white"))[:3] == pytest.approx([GROUND] * 3)
    assert min(dark_color(to_rgba("black"))[:3]) > LIGHT_TEXT
    assert dark_color((1, 1, 1, 0.25))[3] == 0.25
    for color in COLORS:
        assert dark_color(to_rgba(color)) == to_rgba(color)
    lighter = [dark_color((gray, gray, gray, 1))[0] for gray in np.linspace(0, 1, 9)]
    assert lighter == sorted(lighter, reverse=True)


@pytest.mark.parametrize("color", ["black", "0.4", "#000060", "#8b0000", *COLORS])
def test_text_can_be_read(color: str) -> None:
    assert contrast(text_on_dark(to_rgba(color))[:3], [GROUND] * 3) >= 4.5


def test_everything_drawn_is_recolored_and_the_original_is_not_touched() -> None:
    display = ElbowDisplay(k=[1, 2, 3], inertia=[9.0, 2.0, 1.0]).plot()
    display.ax_.set_title("mine")
    before = display.figure_.get_facecolor()
    numbers = plt.get_fignums()
    with dark_copy(display.figure_) as dark:
        assert dark is not None
        (ax,) = dark.axes
        assert dark.get_facecolor()[:3] == pytest.approx([GROUND] * 3)
        assert ax.title.get_text() == "mine"
        assert min(to_rgba(ax.title.get_color())[:3]) > LIGHT_TEXT
        assert min(to_rgba(ax.get_xticklabels()[0].get_color())[:3]) > LIGHT_TEXT
        assert plt.gcf() is dark or plt.gcf() is display.figure_
    assert display.figure_.get_facecolor() == before
    assert plt.get_fignums() == numbers
    assert plt.gcf() is display.figure_


def test_a_halo_that_texts_share_is_recolored_once() -> None:
    figure, ax = plt.subplots()
    halo = [withStroke(linewidth=3, foreground="white")]
    for place in (0.2, 0.8):
        ax.text(place, 0.5, "A", path_effects=halo)
    with dark_copy(figure) as dark:
        assert dark is not None
        for text in dark.axes[0].texts:
            assert vars(text.get_path_effects()[0])["_gc"]["foreground"][:3] == pytest.approx(
                [GROUND] * 3
            )


def test_colors_that_are_data_stay() -> None:
    table = ContingencyDisplay.from_predictions([0, 0, 1, 1], [0, 0, 1, 0])
    dots = ClusterDisplay.from_predictions(
        np.array([[0.0, 0], [1, 1], [5, 5], [6, 6]]), [0, 0, 1, 1], centers=[[0.5, 0.5], [5.5, 5.5]]
    )
    bars = PaletteDisplay.from_predictions([[5, 5, 5], [250, 250, 250]], [0.5, 0.5])
    for display in (table, dots, bars):
        with dark_copy(display.figure_) as dark:
            assert dark is not None
            light_ax, dark_ax = display.figure_.axes[0], dark.axes[0]
            both = (light_ax, dark_ax)
            if display is bars:
                light, kept = ([patch.get_facecolor() for patch in ax.patches] for ax in both)
            else:
                light, kept = ([t.get_color() for t in ax.texts if t.get_gid()] for ax in both)
            assert light
            assert light == kept


def test_pictures_and_color_scales_stay() -> None:
    figure, (left, right) = plt.subplots(1, 2)
    left.imshow(np.full((2, 2, 3), 255, dtype=np.uint8))
    scatter = right.scatter([0, 1], [0, 1], c=[0, 1], cmap="gray")
    figure.canvas.draw()
    with dark_copy(figure) as dark:
        assert dark is not None
        dark.canvas.draw()
        pixels = np.asarray(dark.axes[0].images[0].get_array())
        assert (pixels == 255).all()
        assert np.allclose(dark.axes[1].collections[0].get_facecolor(), scatter.get_facecolor())


def test_a_figure_in_a_dark_style_has_no_second_picture() -> None:
    with plt.style.context("dark_background"):
        figure = plt.figure()
    with dark_copy(figure) as dark:
        assert dark is None


def test_a_figure_that_cannot_be_copied_keeps_its_light_picture() -> None:
    figure, ax = plt.subplots()
    ax.text(0, 0, "x").set_picker(lambda *_: (False, {}))  # a function that pickle refuses
    with dark_copy(figure) as dark:
        assert dark is None
    assert plt.get_fignums() == [figure.number]


def test_the_dark_picture_is_dark_and_of_the_same_size() -> None:
    figure = ElbowDisplay(k=[1, 2, 3], inertia=[9.0, 2.0, 1.0]).plot().figure_
    with dark_copy(figure) as dark:
        assert dark is not None
        sizes = []
        for one in (figure, dark):
            buffer = io.BytesIO()
            one.savefig(buffer)
            sizes.append(Image.open(buffer).convert("L"))
    assert sizes[0].size == sizes[1].size
    assert np.asarray(sizes[0]).mean() > 200
    assert np.asarray(sizes[1]).mean() < 60
