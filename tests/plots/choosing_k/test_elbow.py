from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.cluster import KMeans
from sklearn.datasets import make_blobs
from sklearn.mixture import GaussianMixture

from teachclust.errors import LearnerError
from teachclust.plots.choosing_k.elbow import ElbowDisplay
from teachclust.scores import scan_k

X, _ = make_blobs(120, centers=[[0, 0], [9, 0], [0, 9]], cluster_std=0.5, random_state=0)
MODEL = KMeans(n_init=3, random_state=0)


@pytest.fixture(autouse=True)
def closed() -> Iterator[None]:
    yield
    plt.close("all")


def test_the_curve_is_scikit_learns_inertia_and_the_bend_is_marked() -> None:
    display = ElbowDisplay.from_estimator(MODEL, X, k=range(1, 8))
    expected = [KMeans(k, n_init=3, random_state=0).fit(X).inertia_ for k in range(1, 8)]
    np.testing.assert_allclose(display.line_.get_ydata(), expected)
    np.testing.assert_array_equal(display.line_.get_xdata(), range(1, 8))
    assert display.elbow == 3
    assert display.elbow_ is not None
    assert (display.elbow_.get_xdata()[0], display.elbow_.get_ydata()[0]) == pytest.approx(
        (3, expected[2])
    )
    assert any("k = 3" in text.get_text() for text in display.ax_.texts)
    assert "bends at k = 3" in display.alt
    assert "KMeans" in display.ax_.get_title()
    assert "units" in display.ax_.get_ylabel()


def test_it_is_the_same_from_a_scan_and_from_numbers() -> None:
    scan = scan_k(MODEL, X, k=range(1, 8), criteria=("inertia",))
    drawn = ElbowDisplay.from_scan(scan)
    given_ = ElbowDisplay.from_predictions(k=drawn.k, inertia=drawn.inertia)
    assert (given_.elbow, given_.alt) == (scan.prefers["inertia"], drawn.alt)
    assert "KMeans" not in given_.ax_.get_title()


def test_without_a_bend_it_says_so() -> None:
    uniform = np.random.default_rng(0).random((200, 2))
    display = ElbowDisplay.from_estimator(MODEL, uniform, k=range(1, 9))
    assert display.elbow is None
    assert display.elbow_ is None
    assert "No clear elbow." in display.alt
    assert any(text.get_text() == "No clear elbow." for text in display.ax_.texts)


@settings(max_examples=15)
@given(st.lists(st.tuples(st.integers(1, 40), st.floats(0, 1e9)), min_size=1, max_size=12,
                unique_by=lambda pair: pair[0]))  # fmt: skip
def test_any_numbers_in_any_order_are_drawn(pairs: list[tuple[int, float]]) -> None:
    k, inertia = zip(*pairs, strict=True)
    display = ElbowDisplay.from_predictions(k=k, inertia=inertia)
    assert list(zip(display.k, display.inertia, strict=True)) == sorted(pairs)
    assert display.ax_.get_ylim()[0] == 0
    plt.close("all")


@pytest.mark.parametrize(
    ("k", "inertia"),
    [([1, 2], [3.0]), ([], []), ([1, 2], [1.0, np.nan]), ([1, 1], [2.0, 1.0]), ([0, 1], [2.0, 1.0]),
     ([1.5, 2], [2.0, 1.0]), (["a", "b"], [2.0, 1.0]), ([[1, 2]], [[2.0, 1.0]]), (3, 4.0)],
)  # fmt: skip
def test_what_is_no_curve_is_refused(k: Any, inertia: Any) -> None:
    with pytest.raises(LearnerError) as told:
        ElbowDisplay.from_predictions(k=k, inertia=inertia)
    assert all(told.value.parts.values())
    assert plt.get_fignums() == []


def test_a_scan_without_inertia_is_refused() -> None:
    scan = scan_k(GaussianMixture(random_state=0), X, (2, 3), criteria=("silhouette",))
    assert all(fit.inertia is None for fit in scan.fits)
    with pytest.raises(LearnerError, match="no inertia"):
        ElbowDisplay.from_scan(scan)


def test_style_is_the_callers() -> None:
    display = ElbowDisplay(k=[1, 2], inertia=[2.0, 1.0]).plot(line_kw={"c": "red", "ls": ":"})
    assert display.line_.get_color() == "red"
    assert display.line_.get_linestyle() == ":"


def test_the_label_of_an_elbow_at_the_end_stays_in_the_picture() -> None:
    display = ElbowDisplay(k=[1, 2, 3], inertia=[9.0, 5.0, 1.0], elbow=3).plot()
    display.figure_.canvas.draw()
    (label,) = display.ax_.texts
    box, frame = label.get_window_extent(), display.ax_.get_window_extent()
    assert box.x1 <= frame.x1 + 1
    assert box.x0 >= frame.x0
