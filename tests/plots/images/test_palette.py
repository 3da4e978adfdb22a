from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pytest
from sklearn.cluster import DBSCAN, KMeans
from sklearn.datasets import load_sample_image
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import MinMaxScaler

from teachclust.datasets import Picture
from teachclust.errors import LearnerError
from teachclust.plots.images.fitted_palette import estimator_palette
from teachclust.plots.images.palette import PaletteDisplay

CHINA = load_sample_image("china.jpg")[::9, ::9]
MODEL = KMeans(6, n_init=4, random_state=0)


@pytest.fixture(autouse=True)
def closed() -> Iterator[None]:
    yield
    plt.close("all")


def test_bars_are_shares_in_the_colors_themselves_the_most_frequent_on_top() -> None:
    display = PaletteDisplay.from_predictions([[0, 0, 255], [255, 0, 0], [0, 128, 0]], [1, 5, 4])
    assert [bar.get_width() for bar in display.bars_] == pytest.approx([50, 40, 10])
    fills = [tuple(np.rint(255 * np.array(bar.get_facecolor()[:3]))) for bar in display.bars_]
    assert fills == [(255, 0, 0), (0, 128, 0), (0, 0, 255)]
    low, high = display.ax_.get_ylim()
    assert low > high, "the first is on top"
    words = [label.get_text() for label in display.ax_.get_yticklabels()]
    assert words[0] == "red  #ff0000"
    assert "red #ff0000 50 %" in display.alt


def test_beyond_sixteen_colors_a_line_names_the_rest() -> None:
    rng = np.random.default_rng(0)
    display = PaletteDisplay.from_predictions(rng.integers(0, 256, (40, 3)), rng.random(40))
    assert len(display.bars_) == 17
    assert display.bars_[-1].get_width() == 0
    rest = display.shares[16:].sum()
    assert any(f"{100 * rest:.0f} %" == text.get_text() for text in display.ax_.texts)
    assert "24 more" in display.ax_.get_yticklabels()[-1].get_text()
    assert "And 34 more." in display.alt


def test_an_estimator_gives_what_it_gives_on_all_pixels() -> None:
    """The oracle: all pixels one by one, in both units, fitted before or not."""
    flat = CHINA.reshape(-1, 3).astype(float)
    oracle = KMeans(6, n_init=20, random_state=1).fit(flat)
    shares = np.sort(np.bincount(oracle.labels_) / len(flat))[::-1]
    for estimator, image in (
        (KMeans(6, n_init=20, random_state=2), CHINA),
        (KMeans(6, n_init=20, random_state=3), CHINA / 255),
        (KMeans(6, n_init=20, random_state=3), Picture(CHINA / 255, "", (), "", "", 1)),
        (oracle, CHINA),
    ):
        display = PaletteDisplay.from_estimator(estimator, image)
        np.testing.assert_allclose(display.shares, shares, atol=0.02)
        near = np.abs(display.colors[:, None].astype(float) - oracle.cluster_centers_).max(axis=2)
        assert near.min(axis=1).max() < 6


def test_the_callers_estimator_is_not_touched() -> None:
    PaletteDisplay.from_estimator(MODEL, CHINA)
    assert not hasattr(MODEL, "cluster_centers_")


@pytest.mark.parametrize(
    "estimator",
    [DBSCAN(), KMeans, "k-means", make_pipeline(MinMaxScaler(), KMeans(3, random_state=0)),
     KMeans(3, random_state=0).fit(np.eye(4))],
)  # fmt: skip
def test_what_gives_no_colors_is_refused(estimator: Any) -> None:
    with pytest.raises(LearnerError):
        estimator_palette(estimator, CHINA)


@pytest.mark.parametrize(
    ("colors", "shares"),
    [
        ([[1, 2]], [1.0]),
        ([[1, 2, 3]], [0.5, 0.5]),
        ([[1, 2, 300]], [1.0]),
        ([[1, 2, -3]], [1.0]),
        ([[1, 2, 3]], [0.0]),
        ([[1, 2, 3], [4, 5, 6]], [1.0, -0.5]),
        ([[1, 2, np.nan]], [1.0]),
        ([], []),
        ([["a", "b", "c"]], [1.0]),
    ],
)
def test_what_is_no_palette_is_refused(colors: Any, shares: Any) -> None:
    with pytest.raises(LearnerError, match="colors from 0 to 255"):
        PaletteDisplay.from_predictions(colors, shares)
