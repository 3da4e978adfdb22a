from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np
import pytest
from sklearn.cluster import KMeans

from teachclust.errors import LearnerError
from teachclust.plots import CostDisplay
from teachclust.scores import CostCurve, CostCurves

N = np.array([1_000, 2_000, 4_000])
LINE = CostCurve("KMeans", N, 1e-5 * N, 40 * N)
SQUARE = CostCurve("Agglomerative", N, 1e-8 * N**2.0, 8 * N**2, "memory")
QUICK = CostCurve("Birch", N[:2], np.array([1e-3, 2e-3]), np.array([9_000, 18_000]))
CURVES = CostCurves((LINE, SQUARE, QUICK))


@pytest.fixture(autouse=True)
def closed():
    yield
    plt.close("all")


def test_measured_points_are_drawn_and_the_fitted_line_goes_on_dashed():
    display = CostDisplay.from_predictions(CURVES)
    time, memory = display.lines_[:3], display.lines_[3:]
    assert list(time[1].get_ydata()) == pytest.approx([0.01, 0.04, 0.16])
    assert list(memory[0].get_ydata()) == [40_000, 80_000, 160_000]
    ahead = display.predictions_
    assert [line.get_linestyle() for line in ahead if line] == ["--"] * 5
    assert list(ahead[0].get_xdata()) == [4_000, 1_000_000]
    assert list(ahead[0].get_ydata()) == pytest.approx([0.04, 10])
    assert list(ahead[1].get_ydata()) == pytest.approx([0.16, 10_000])
    assert list(ahead[4].get_ydata()) == pytest.approx([1.28e8, 8e12])
    assert ahead[2] is None, "fits of 2 ms don't tell the growth"
    assert [ax.get_xscale() + ax.get_yscale() for ax in display.axes_] == ["loglog"] * 2


def test_the_legend_names_the_exponents():
    display = CostDisplay.from_predictions(CURVES)
    names = [text.get_text() for text in display.axes_[1].get_legend().get_texts()]
    assert names == [
        "KMeans: time as n^1.0, memory as n^1.0",
        "Agglomerative: time as n^2.0, memory as n^2.0",
        "Birch: too quick to tell, memory as n^1.0",
    ]
    one = CostCurve("one", N[:1], np.ones(1), N[:1])
    single = CostDisplay.from_predictions(one).axes_[1].get_legend().get_texts()
    assert single[0].get_text() == "one: too few sizes to tell"


def test_the_alternative_text_says_what_a_million_would_take():
    alt = CostDisplay.from_predictions(CURVES).alt
    assert "KMeans with 4,000 points 40 ms and 160 kB" in alt
    assert "Agglomerative with 4,000 points 160 ms and 128 MB, time as n to the 2.0" in alt
    assert "1,000,000 points would take 2.8 h and 8 TB" in alt
    assert alt.endswith("Birch with 2,000 points 2 ms and 18 kB.")


def test_every_value_lies_inside_its_panel_and_ticks_are_few():
    display = CostDisplay.from_predictions(CURVES, n=10**9)
    for row, ax in enumerate(display.axes_):
        drawn = [*display.lines_, *filter(None, display.predictions_)]
        for line in (one for one in drawn if one.axes is ax):
            for x, y in line.get_xydata():
                assert ax.get_xlim()[0] < x < ax.get_xlim()[1], row
                assert ax.get_ylim()[0] < y < ax.get_ylim()[1], row
        assert 2 <= len(ax.get_yticks()) <= 6
        assert 2 <= len(ax.get_xticks()) <= 6


def test_no_line_goes_back_and_one_small_size_is_drawn():
    back = CostDisplay.from_predictions(LINE, n=2_000)
    assert back.predictions_ == [None, None]
    assert "would take" not in back.alt
    none = CostCurve("none", N[:0], np.zeros(0), N[:0], "interrupted")
    tiny = CostDisplay.from_predictions(CostCurves((LINE, none)), n=2)
    tiny.figure_.canvas.draw()
    assert tiny.alt.startswith("Cost of 1 estimators")


def test_estimators_are_measured_here():
    display = CostDisplay.from_estimator(
        KMeans(2, n_init=1, random_state=0), sizes=(50, 100), n=1_000, title="Two"
    )
    assert display.curves["KMeans"].n.tolist() == [50, 100]
    assert display.ax_.get_title() == "Two"


@pytest.mark.parametrize("bad", [None, [LINE], CostCurves(()), "KMeans"])
def test_what_was_not_measured_is_refused(bad):
    with pytest.raises(LearnerError, match="no measured cost"):
        CostDisplay.from_predictions(bad)
    with pytest.raises(LearnerError, match="n must be"):
        CostDisplay.from_predictions(CURVES, n=1)
