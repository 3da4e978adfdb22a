"""A profile draws each cluster's quartiles where they are, and says what stands out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.colors import to_hex
from sklearn.cluster import DBSCAN, KMeans

from teachclust.errors import LearnerError
from teachclust.palette import COLORS, NOISE
from teachclust.plots import ProfileDisplay

X = np.column_stack([np.arange(10.0), np.arange(10.0)[::-1]])
HALVES = np.repeat([0, 1], 5)


@pytest.fixture(autouse=True)
def closed() -> Iterator[None]:
    yield
    plt.close("all")


def test_medians_and_quartiles_are_drawn_where_they_are() -> None:
    display = ProfileDisplay.from_predictions(X, HALVES)
    assert display.medians_[0][0].get_xdata()[0] == 2.0
    assert display.medians_[0][1].get_xdata()[0] == 7.0
    bar = display.bars_[1][0]
    assert (bar.get_x(), bar.get_width()) == (6.0, 2.0)
    assert "A 5: x1 low, x2 high." in display.alt


@settings(max_examples=max(3, settings().max_examples // 20))
@given(st.integers(0, 999), st.integers(1, 4), st.integers(-1, 3))
def test_bars_are_numpys_quartiles_and_the_last_is_of_all(seed: int, d: int, top: int) -> None:
    rng = np.random.default_rng(seed)
    data, labels = rng.normal(size=(40, d)), rng.integers(-1, top + 1, 40)
    display = ProfileDisplay.from_predictions(data, labels)
    assert len(display.axes_) == len(display.bars_) == len(display.medians_) == d
    groups = [labels == cluster for cluster in display.clusters]
    for j in range(d):
        rows = [data[group, j] for group in groups] + [data[:, j]]
        for place, (bar, row) in enumerate(zip(display.bars_[j], rows, strict=True)):
            low, middle, high = np.quantile(row, [0.25, 0.5, 0.75])
            assert bar.get_x() == pytest.approx(low)
            assert bar.get_x() + bar.get_width() == pytest.approx(high)
            assert bar.get_y() + bar.get_height() / 2 == pytest.approx(place)
            if place < len(groups):
                mark = display.medians_[j][place]
                assert mark.get_xydata()[0] == pytest.approx((middle, place))
    plt.close("all")


def test_clusters_have_their_color_and_shape_and_noise_is_last_and_grey() -> None:
    labels = np.array([0, 0, 0, 2, 2, 2, -1, -1, -1, -1])
    display = ProfileDisplay.from_predictions(X, labels)
    assert list(display.clusters) == [0, 2, -1]
    marks = display.medians_[0]
    assert [to_hex(mark.get_color()) for mark in marks] == [COLORS[0], COLORS[2], to_hex(NOISE)]
    assert len({mark.get_marker() for mark in marks}) == 3
    fills = [to_hex(bar.get_facecolor()) for bar in display.bars_[0]]
    assert fills == [COLORS[0], COLORS[2], to_hex(NOISE), to_hex(NOISE)]
    names = [text.get_text() for text in display.axes_[0].get_yticklabels()]
    assert [name.split()[0] for name in names] == ["A", "C", "noise", "all"]
    assert [name.split()[-1].strip("()") for name in names] == ["3", "3", "4", "10"]
    low, high = display.axes_[0].get_ylim()
    assert low > high, "the first cluster is on top"
    assert display.ax_.get_title().startswith("2 clusters")


@pytest.mark.parametrize(
    ("labels", "title"),
    [
        ([0] * 10, "1 cluster, beside all 10 rows"),
        ([-1] * 10, "No cluster among 10 rows"),
        ([0, 1] * 5, "2 clusters, each beside all 10 rows"),
    ],
)
def test_the_title_counts_the_clusters(labels: list[int], title: str) -> None:
    display = ProfileDisplay.from_predictions(X, labels)
    assert display.ax_.get_title() == title
    assert display.alt.startswith(f"{title}. ")


def test_only_the_left_panels_name_their_rows_and_all_name_their_feature() -> None:
    names = [f"feature number {i} (kg)" for i in range(5)]
    display = ProfileDisplay.from_predictions(
        pd.DataFrame(np.c_[X, X, X[:, :1]], columns=names), HALVES
    )
    named = [ax.yaxis.label.get_visible() for ax in display.axes_]
    assert named == [True, False, False, True, False]
    shown = [ax.yaxis.get_tick_params()["labelleft"] for ax in display.axes_]
    assert shown == named
    for ax, name in zip(display.axes_, names, strict=True):
        assert ax.get_xlabel().replace("\n", " ") == name
        assert "\n" in ax.get_xlabel(), "long names are broken"


def test_the_text_tells_three_features_of_seven_clusters_at_most() -> None:
    wide = np.repeat(np.arange(9.0), 4)[:, None] * np.ones(5)
    display = ProfileDisplay.from_predictions(wide, np.repeat(range(9), 4))
    assert "A 4: x1 low, x2 low, x3 low." in display.alt
    assert "x4" not in display.alt
    assert "G 4" in display.alt
    assert "H 4" not in display.alt
    assert "2 more" in display.alt
    middle = ProfileDisplay.from_predictions(X, [0, 1] * 5)
    assert "A 5: x" not in middle.alt, "a median in the middle doesn't stand out"


def test_more_clusters_and_more_rows_of_panels_are_taller() -> None:
    def height(k: int, d: int) -> float:
        data = np.random.default_rng(0).normal(size=(60, d))
        return ProfileDisplay.from_predictions(data, np.arange(60) % k).figure_size()[1]

    assert height(2, 1) == height(2, 3) < height(3, 3)
    assert height(2, 4) - 1.0 == pytest.approx(2 * (height(2, 3) - 1.0))
    assert height(3, 3) - height(2, 3) == pytest.approx(0.3)


def test_an_estimator_gives_what_its_labels_give() -> None:
    model = KMeans(2, n_init=2, random_state=0)
    display = ProfileDisplay.from_estimator(model, X, marker_kw={"markersize": 3})
    assert not hasattr(model, "labels_")
    labels = model.fit(X).labels_
    assert display.alt == ProfileDisplay.from_predictions(X, labels).alt
    assert {mark.get_markersize() for mark in display.medians_[0]} == {3}
    with pytest.raises(LearnerError):
        ProfileDisplay.from_estimator(DBSCAN(metric="precomputed"), np.abs(X[:, :1] - X[:, 0]))


@pytest.mark.parametrize("labels", [[0, 1], "ab", [0.5] * 10])
def test_labels_that_do_not_fit_are_refused(labels: Any) -> None:
    with pytest.raises(LearnerError) as told:
        ProfileDisplay.from_predictions(X, labels)
    assert told.value.parts["fix"]
    assert plt.get_fignums() == []
