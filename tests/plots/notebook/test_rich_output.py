"""A figure that IPython shows by itself carries the alternative texts of what is drawn on it."""

from __future__ import annotations

import html
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
    assert f'<img alt="{html.escape(display.alt)}" width="' in found
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
