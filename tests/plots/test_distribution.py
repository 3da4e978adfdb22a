"""Histograms: nobody is lost or counted twice, edges are round, groups stack to the whole."""

from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np
import pytest

from teachclust.errors import LearnerError
from teachclust.plots import DistributionDisplay
from teachclust.plots.distribution import bar_edges


@pytest.fixture(autouse=True)
def closed():
    yield
    plt.close("all")


@pytest.mark.parametrize("seed", range(4))
def test_every_row_is_in_one_bar_and_groups_stack_to_the_whole(seed):
    rng = np.random.default_rng(seed)
    X = np.column_stack([rng.integers(18, 70, 120), rng.exponential(3e4, 120)])
    groups = rng.choice(["a", "b", "c"], 120)
    display = DistributionDisplay.from_predictions(X, groups)
    for panel, counts in zip(display.axes_, display.counts_, strict=True):
        assert counts.sum() == 120
        drawn = sum(bar.get_height() for bar in panel.patches)
        assert drawn == pytest.approx(120)
        tops = max(bar.get_y() + bar.get_height() for bar in panel.patches)
        assert tops == pytest.approx(counts.max())
    assert {bar.get_hatch() or "" for bar in display.axes_[0].patches} == {"", "////", "...."}
    widths = np.diff(display.edges[0])
    assert (widths == np.round(widths)).all()
    assert (widths == widths[0]).all()


def test_constant_and_noise_and_names():
    display = DistributionDisplay.from_predictions([[3.0], [3.0], [3.0]], [0, 1, -1])
    assert display.group_names == ("A", "B", "noise")
    assert display.counts_[0].sum() == 3


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"bins": [20, 30]}, "lie in no bar"),
        ({"bins": [30, 20]}, "bins must be"),
        ({"labels": [1]}, "1 labels for 3 rows"),
    ],
)
def test_what_would_mislead_is_refused(options, said):
    with pytest.raises(LearnerError, match=said):
        DistributionDisplay.from_predictions([[10.0], [25.0], [40.0]], **options)


@pytest.mark.parametrize("far", [1e3, 1e9, 1e200])
def test_a_far_outlier_makes_no_bars_without_end(far):
    column = np.append(np.random.default_rng(0).normal(size=199), far)
    edges = bar_edges(column, "auto")
    assert len(edges) < 40
    assert edges[0] <= column.min()
    assert far <= edges[-1]


@pytest.mark.filterwarnings("error::UserWarning")
def test_hundreds_of_groups_leave_room_for_the_panels() -> None:
    groups = np.repeat(range(40), 2)
    display = DistributionDisplay.from_predictions(np.arange(80.0).reshape(-1, 1), groups)
    display.figure_.canvas.draw()
    shown = [text.get_text() for text in display.axes_[0].get_legend().get_texts()]
    assert shown[-1] == "…"
    assert len(shown) == 28
