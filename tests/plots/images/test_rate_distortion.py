from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pytest
from sklearn.cluster import KMeans
from sklearn.datasets import load_sample_image

from teachclust.errors import LearnerError
from teachclust.images.rate_distortion import RateCurve, rate_curves
from teachclust.plots.images.rate_distortion import RateDistortionDisplay

CHINA = load_sample_image("china.jpg")[::9, ::9]
CURVES = {
    "k-means": RateCurve((4, 8, 16), (3000, 5000, 6000), (20.0, 25.0, np.inf)),
    "JPEG": RateCurve((10, 90), (8000, 50_000), (23.0, 34.0)),
}


@pytest.fixture(autouse=True)
def closed() -> Iterator[None]:
    yield
    plt.close("all")


def test_lines_are_the_lossy_points_and_a_star_the_exact_one() -> None:
    display = RateDistortionDisplay.from_predictions(CURVES, title="drawing")
    np.testing.assert_allclose(display.lines_[0].get_xydata(), [[3, 20], [5, 25]])
    np.testing.assert_allclose(display.lines_[1].get_xydata(), [[8, 23], [50, 34]])
    (star,) = display.exact_
    assert star.get_xdata()[0] == pytest.approx(6)
    assert any("k-means: nothing lost, 6 kB" in t.get_text() for t in display.ax_.texts)
    assert "k-means loses nothing at 6 kB." in display.alt
    assert display.ax_.get_xscale() == "log"


def test_curves_differ_by_more_than_color() -> None:
    display = RateDistortionDisplay.from_predictions(dict.fromkeys("abcd", CURVES["JPEG"]))
    looks = {(line.get_marker(), line.get_linestyle()) for line in display.lines_}
    assert len(looks) == 4


def test_points_are_drawn_from_small_to_large() -> None:
    curve = RateCurve((90, 10), (50_000, 8000), (34.0, 23.0))
    line = RateDistortionDisplay.from_predictions({"JPEG": curve}).lines_[0]
    assert (np.diff(line.get_xdata()) > 0).all()


def test_an_estimator_takes_the_place_of_the_quick_palette() -> None:
    model = KMeans(n_init=2, random_state=0)
    display = RateDistortionDisplay.from_estimator(model, CHINA, k=(4, 16), qualities=(30, 80))
    quick = rate_curves(CHINA, (4, 16), (30, 80))
    assert display.curves["JPEG"] == quick["JPEG"]
    assert display.curves["median cut"] == quick["median cut"]
    np.testing.assert_allclose(display.curves["k-means"].psnr, quick["k-means"].psnr, atol=0.5)
    assert not hasattr(model, "cluster_centers_")


@pytest.mark.parametrize("curves", [{}, [CURVES["JPEG"]], {"a": 3}, {"a": RateCurve((), (), ())}])
def test_what_are_no_curves_is_refused(curves: Any) -> None:
    with pytest.raises(LearnerError, match="RateCurves by name"):
        RateDistortionDisplay.from_predictions(curves)
