from __future__ import annotations

import matplotlib.pyplot as plt
import pytest
from sklearn.cluster import KMeans, MiniBatchKMeans
from sklearn.datasets import make_blobs

from teachclust.errors import LearnerError
from teachclust.plots import WorkDisplay
from teachclust.scores import FitBenchmark

X, _ = make_blobs(300, centers=4, random_state=0)
FITS = [
    FitBenchmark("MiniBatchKMeans", "batch 16", 300, 20, 3_000, 110.0, 0.02),
    FitBenchmark("MiniBatchKMeans", "batch 64", 300, 20, 9_000, 105.0, 0.05),
    FitBenchmark("KMeans", "", 300, 9, 40_000_000, 100.0, 2.0),
]


@pytest.fixture(autouse=True)
def closed():
    yield
    plt.close("all")


def test_each_fit_stands_at_its_cost_and_its_percent_above_the_lowest():
    display = WorkDisplay.from_predictions(FITS)
    time, work = display.lines_["MiniBatchKMeans"]
    assert list(time.get_xdata()) == [0.02, 0.05]
    assert list(work.get_xdata()) == [3_000, 9_000]
    assert list(time.get_ydata()) == pytest.approx([10, 5])
    assert list(display.lines_["KMeans"][1].get_ydata()) == [0]
    assert [ax.get_xscale() for ax in display.axes_] == ["log", "log"]
    told = {text.get_text() for ax in display.axes_ for text in ax.texts}
    assert told == {"batch 16", "batch 64"}
    assert "KMeans: inertia 0.0 % above the lowest, in 2 s, 40 M distances" in display.alt


def test_every_point_lies_inside_its_panel():
    display = WorkDisplay.from_predictions(FITS)
    for row, ax in enumerate(display.axes_):
        for lines in display.lines_.values():
            for x, y in lines[row].get_xydata():
                assert ax.get_xlim()[0] < x < ax.get_xlim()[1]
                assert ax.get_ylim()[0] < y < ax.get_ylim()[1]
        assert len(ax.get_xticks()) >= 2


def test_estimators_are_fitted_here():
    models = [KMeans(4, n_init=1, random_state=0), MiniBatchKMeans(4, random_state=0)]
    display = WorkDisplay.from_estimator(models, X, title="Four")
    assert [fit.algorithm for fit in display.fits] == ["KMeans", "MiniBatchKMeans"]
    assert display.ax_.get_title() == "Four"


def test_fits_without_inertia_and_one_alone_are_drawn():
    one = FitBenchmark("KMeans", "", 4, 1, 4, 0.0, 1e-6)
    display = WorkDisplay.from_predictions([one])
    assert "inertia 0.0 %" in display.alt
    display.figure_.canvas.draw()


def test_nothing_and_fits_of_different_data_are_refused():
    with pytest.raises(LearnerError, match="one or more"):
        WorkDisplay.from_predictions([])
    other = FitBenchmark("KMeans", "", 301, 9, 40_000, 100.0, 2.0)
    with pytest.raises(LearnerError, match="301"):
        WorkDisplay.from_predictions([*FITS, other])
