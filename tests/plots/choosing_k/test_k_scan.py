from __future__ import annotations

import itertools
from collections.abc import Iterator
from functools import cache

import matplotlib.pyplot as plt
import numpy as np
import pytest
from sklearn.cluster import KMeans
from sklearn.datasets import make_blobs
from sklearn.mixture import GaussianMixture

from teachclust.plots.choosing_k.k_scan import KScanDisplay, _ticks
from teachclust.scores import CRITERIA, KFit, KScan, scan_k
from teachclust.scores.choosing_k.k_fit import FROM_ZERO

X, _ = make_blobs(90, centers=3, cluster_std=0.6, random_state=0)


@pytest.fixture(autouse=True)
def closed() -> Iterator[None]:
    yield
    plt.close("all")


@cache
def scan() -> KScan:
    model = GaussianMixture(n_init=1, random_state=0)
    return scan_k(model, X, range(1, 6), n_references=3, n_resamples=4, progress=False)


def test_there_is_a_strip_for_each_criterion_with_its_numbers() -> None:
    display = KScanDisplay.from_scan(scan())
    assert scan().criteria == CRITERIA, "a mixture has them all"
    assert len(display.axes_) == len(CRITERIA)
    table = scan().table()
    for ax, criterion in zip(display.axes_, CRITERIA, strict=True):
        line = display.lines_[criterion]
        known = table[criterion].dropna()
        np.testing.assert_array_equal(line.get_xdata(), known.index)
        np.testing.assert_array_equal(line.get_ydata(), known)
        assert line.axes is ax
        assert ax.get_ylabel()


def test_the_preferred_k_is_marked_and_named_in_each_strip() -> None:
    display = KScanDisplay.from_scan(scan())
    prefers = scan().prefers
    assert any(k is not None for k in prefers.values())
    for ax, criterion in zip(display.axes_, CRITERIA, strict=True):
        title, k = ax.get_title(loc="left"), prefers[criterion]
        if k is None:
            assert "no clear k" in title
            assert criterion not in display.preferred_
        else:
            assert f"k = {k} " in title
            mark = display.preferred_[criterion]
            assert mark.axes is ax
            assert mark.get_xdata()[0] == k
            assert mark.get_ydata()[0] == scan()[k].value(criterion)
    assert scan().verdict in display.alt


def test_the_strips_share_the_axis_of_k() -> None:
    display = KScanDisplay.from_scan(scan())
    for ax in display.axes_[1:]:
        assert display.axes_[0].get_shared_x_axes().joined(display.axes_[0], ax)
    shown = [ax.get_xlabel() for ax in display.axes_]
    assert [bool(label) for label in shown] == [False] * 6 + [True]
    np.testing.assert_array_equal(display.axes_[-1].get_xticks(), range(1, 6))


def test_error_bars_and_band_are_the_scans() -> None:
    display = KScanDisplay.from_scan(scan())
    table = scan().table()
    (bars,) = display.bands_["gap"].lines[2]
    lengths = [np.ptp(segment[:, 1]) / 2 for segment in bars.get_segments()]
    np.testing.assert_allclose(lengths, table["gap_spread"].dropna())
    corners = display.bands_["stability"].get_paths()[0].vertices
    known = table.dropna(subset=["stability"])
    for k, row in known.iterrows():
        here = corners[corners[:, 0] == k, 1]
        assert here.min() == pytest.approx(row["stability_low"])
        assert here.max() == pytest.approx(row["stability_high"])
    assert set(display.bands_) == {"gap", "stability"}


def test_one_axes_is_divided_within_its_own_area() -> None:
    figure, (left, right) = plt.subplots(1, 2, figsize=(10, 7))
    display = KScanDisplay.from_scan(scan(), ax=right)
    figure.canvas.draw()
    area = right.get_position()
    for ax in display.axes_:
        box = ax.get_position()
        assert area.x0 - 1e-9 <= box.x0 < box.x1 <= area.x1 + 1e-9
        assert area.y0 - 1e-9 <= box.y0 < box.y1 <= area.y1 + 1e-9
    boxes = [ax.get_position() for ax in display.axes_]
    assert all(above.y0 > below.y1 for above, below in itertools.pairwise(boxes))
    assert left.get_position().width == pytest.approx(area.width)


def fit(k: int, inertia: float | None) -> KFit:
    labels = np.arange(len(X)) % k
    return KFit(k=k, labels=labels, centers=None, numbers=tuple(range(k)), inertia=inertia)


def test_an_interrupted_scan_shows_what_there_is() -> None:
    cut = KScan(
        estimator="KMeans()", X=X, feature_names=("x1", "x2"),
        fits=(fit(1, 9.0), fit(2, 3.0), fit(3, None)),
        criteria=("inertia", "gap", "stability"), complete=False,
    )  # fmt: skip
    display = KScanDisplay.from_scan(cut)
    np.testing.assert_array_equal(display.lines_["inertia"].get_ydata(), [9, 3])
    assert len(display.lines_["gap"].get_xdata()) == 0
    assert display.bands_ == {}
    display.figure_.canvas.draw()


def test_from_an_estimator_options_go_to_the_scan() -> None:
    display = KScanDisplay.from_estimator(
        KMeans(n_init=1, random_state=0), X, k=(2, 3, 4), criteria=("silhouette",), progress=False,
        line_kw={"c": "red"},
    )  # fmt: skip
    assert display.scan.k == (2, 3, 4)
    assert display.lines_["silhouette"].get_color() == "red"
    assert display.figure_.get_size_inches()[1] < 3


def test_numbers_of_many_k_keep_apart() -> None:
    assert _ticks(tuple(range(1, 13))) == tuple(range(1, 13))
    assert _ticks(tuple(range(1, 41))) == tuple(range(1, 41, 3))


def test_axes_of_criteria_with_a_zero_begin_there() -> None:
    table = scan().table()
    display = KScanDisplay.from_scan(scan())
    for ax, criterion in zip(display.axes_, CRITERIA, strict=True):
        low, high = ax.get_ylim()
        if criterion in FROM_ZERO:
            assert low <= min(0.0, float(table[criterion].min())) <= high
    assert display.axes_[CRITERIA.index("silhouette")].get_ylim()[0] == 0
