from __future__ import annotations

import gc
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
import pytest

from teachclust import plots
from teachclust.plots.notebook.packed_figure import PACKED

X = np.repeat([[0.0, 0.0], [9.0, 9.0]], 10, axis=0) + np.random.default_rng(0).random((20, 2))
LABELS = np.repeat([0, 1], 10)
#: a cell run again and again in a shell that keeps each result, as that of a notebook does
CELLS = """
import gc, sys
import matplotlib
matplotlib.use("module://matplotlib_inline.backend_inline")
from IPython.core.interactiveshell import InteractiveShell
shell = InteractiveShell()
shell.display_formatter.active_types = ["text/plain", "image/png"]
run = lambda cell: shell.run_cell(cell, store_history=True)
run("from teachclust.plots import ElbowDisplay")
def used():
    gc.collect()
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * 4096 / 1e6
sys.stdout, out = open("/dev/null", "w"), sys.stdout
for i in range(60):
    if i == 10:
        before = used()
    assert run("ElbowDisplay.from_predictions(k=[1, 2, 3], inertia=[9, 2, 1])").result is not None
assert len(shell.user_ns["Out"]) == 60
print(used() - before, file=out)
"""


@pytest.fixture(autouse=True)
def closed() -> Iterator[None]:
    yield
    plt.close("all")


def shown() -> plots.ClusterDisplay:
    display = plots.ClusterDisplay.from_predictions(X, LABELS)
    display.ax_.set_title("my own")
    display._repr_mimebundle_()
    return display


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="memory is read from /proc")
def test_a_cell_run_again_adds_less_than_a_tenth_of_a_figure() -> None:
    pytest.importorskip("matplotlib_inline")
    path = os.environ | {"PYTHONPATH": str(Path(plots.__file__).parents[2])}
    ran = subprocess.run(
        [sys.executable, "-c", CELLS], env=path, capture_output=True, text=True, check=True
    )
    # 0.05 MB a run; a figure with its renderer takes 2 MB and more
    assert float(ran.stdout) / 50 < 0.2


def test_what_was_put_away_comes_back_as_it_was_shown() -> None:
    display = shown()
    assert PACKED in vars(display)
    assert "figure_" not in vars(display)
    picture = display._repr_mimebundle_()[0]["image/png"]
    assert PACKED in vars(display)
    gc.collect()  # nobody holds the figure
    assert display.ax_.get_title() == "my own"
    assert display.ax_.figure is display.figure_
    assert display.scatter_[0] in display.ax_.collections
    assert display._repr_mimebundle_()[0]["image/png"] == picture
    assert hasattr(shown(), "ax_")
    with pytest.raises(AttributeError, match="no_such"):
        _ = display.no_such


def test_a_figure_that_somebody_holds_stays_the_same() -> None:
    display = plots.ClusterDisplay.from_predictions(X, LABELS)
    ax = display.ax_
    display._repr_mimebundle_()
    gc.collect()
    ax.set_title("changed later")
    assert display.ax_ is ax
    assert display.figure_ is ax.figure


def test_two_displays_of_one_figure_both_come_back() -> None:
    figure, axes = plt.subplots(1, 2)
    both = [plots.ClusterDisplay.from_predictions(X, LABELS, ax=ax) for ax in axes]
    for display in both:
        display._repr_mimebundle_()
    assert [display.ax_ for display in both] == list(axes)
    assert both[0].figure_ is both[1].figure_ is figure


def test_what_can_not_be_packed_stays() -> None:
    display = plots.ClusterDisplay.from_predictions(X, LABELS)
    display.ax_.callbacks.connect("xlim_changed", lambda _: None)
    display.ax_.xaxis.set_major_formatter(lambda x, _: f"{x} cm")
    display._repr_mimebundle_()
    assert display.ax_.xaxis.get_major_formatter()(1.0, 0) == "1.0 cm"
