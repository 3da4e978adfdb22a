"""A figure that IPython shows by itself carries the alternative texts of what is drawn on it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import IPython
import matplotlib.pyplot as plt
import pytest
from IPython.core.formatters import DisplayFormatter

from teachclust.plots import ElbowDisplay, PaletteDisplay

ELBOW = ElbowDisplay(k=[1, 2, 3], inertia=[9.0, 2.0, 1.0])
PALETTE = PaletteDisplay.from_predictions([[9, 9, 9]], [1], ax=plt.figure().add_subplot())


@pytest.fixture(autouse=True)
def shown(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Return what gives the HTML of a figure, as a notebook asks for it."""
    formatter = DisplayFormatter()
    monkeypatch.setattr(
        IPython, "get_ipython", lambda: SimpleNamespace(display_formatter=formatter)
    )
    yield formatter.formatters["text/html"]
    plt.close("all")


@pytest.mark.parametrize("own", [True, False])
def test_a_figure_that_is_left_open_tells_what_it_shows(own: bool, shown: Any) -> None:
    display = ELBOW.plot(ax=None if own else plt.subplots()[1])
    found = shown(display.figure_)
    assert f'alt="{html.escape(display.alt)}" width="' in found
    assert 'src="data:image/' in found


def test_a_figure_of_several_tells_of_each_in_order(shown: Any) -> None:
    figure, (left, right) = plt.subplots(1, 2)
    PALETTE.plot(ax=right)
    ELBOW.plot(ax=left)
    ELBOW.plot(ax=left)
    assert f'alt="{html.escape(f"{ELBOW.alt} {PALETTE.alt}")}"' in shown(figure)


def test_other_figures_are_left_alone(shown: Any) -> None:
    ELBOW.plot()
    assert shown(plt.figure()) is None


def test_a_figure_is_as_wide_as_its_cell_and_has_a_picture_for_each_theme(shown: Any) -> None:
    found = shown(ELBOW.plot().figure_)
    size = re.search(r' width="(\d+)" height="\d+" style="([^"]*)"', found)
    assert size is not None
    most = round(int(size[1]) * 1.5)
    assert size[2].startswith(f"width:100%;max-width:{most}px;height:auto;--dark:url(data:")
    assert found.count("data:image/") == 2
    assert found.count("alt=") == 1
    assert '[data-jp-theme-light="false"]' in found
    assert "prefers-color-scheme:dark){.teachclust-page " in found


def test_a_figure_in_a_dark_style_has_one_picture(shown: Any) -> None:
    with plt.style.context("dark_background"):
        found = shown(ELBOW.plot().figure_)
    assert found.count("data:image/") == 1
    assert "<style" not in found
