from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise, permutations
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.colors import to_rgb
from sklearn.cluster import KMeans
from sklearn.datasets import load_iris
from sklearn.metrics import confusion_matrix

from teachclust.errors import LearnerError
from teachclust.palette import cluster_name
from teachclust.plots.contingency import ContingencyDisplay

iris = load_iris()


@pytest.fixture(autouse=True)
def closed() -> Iterator[None]:
    yield
    plt.close("all")


def best_agreement(true: list[int], found: list[int]) -> int:
    """By trying every way to pair clusters with classes."""
    classes, clusters = sorted(set(true)), sorted(set(found) - {-1})
    size = max(len(classes), len(clusters))
    table = np.zeros((size, size), int)
    for t, f in zip(true, found, strict=True):
        if f >= 0:
            table[classes.index(t), clusters.index(f)] += 1
    return max(sum(table[i, p[i]] for i in range(size)) for p in permutations(range(size)))


pairs = st.lists(st.tuples(st.integers(0, 4), st.integers(-1, 4)), min_size=1, max_size=40)


@settings(max_examples=40)
@given(pairs)
def test_the_table_counts_and_its_diagonal_is_the_best_there_is(pairs: Any) -> None:
    true, found = ([int(one) for one in side] for side in zip(*pairs, strict=True))
    display = ContingencyDisplay.from_predictions(true, found)
    for i, name in enumerate(display.classes):
        for j, cluster in enumerate(display.clusters):
            assert display.table[i, j] == pairs.count((name, cluster))
    assert sorted(display.classes) == sorted(set(true))
    assert sorted(display.clusters) == sorted(set(found))
    each = range(display.n_matched)
    assert sum(display.table[i, i] for i in each) == best_agreement(true, found)
    assert -1 not in [display.clusters[i] for i in each]
    if -1 in found:
        assert display.clusters[-1] == -1, "noise comes last"
    # matched classes keep their order, and so do the others
    assert display.classes[: display.n_matched] == sorted(display.classes[: display.n_matched])
    assert display.classes[display.n_matched :] == sorted(display.classes[display.n_matched :])
    plt.close("all")


def test_equal_to_scikit_learns_confusion_matrix_once_columns_are_renamed() -> None:
    model = KMeans(3, n_init=5, random_state=0).fit(iris.data)
    display = ContingencyDisplay.from_estimator(model, iris.data, iris.target)
    renamed = np.array([display.clusters.index(c) for c in model.labels_])
    np.testing.assert_array_equal(display.table, confusion_matrix(iris.target, renamed))
    assert "3 true classes by 3 found clusters" in display.alt
    assert f"{(renamed == iris.target).sum()} of 150" in display.alt
    off = confusion_matrix(iris.target, renamed) - np.diag(np.diag(display.table))
    assert f"Most off it: {off.max()} of class" in display.alt


def test_counts_and_names_are_written() -> None:
    true = ["cat"] * 5 + ["dog"] * 1200
    display = ContingencyDisplay.from_predictions(true, [7] * 5 + [2] * 1199 + [-1])
    texts = [[cell.get_text() for cell in row] for row in display.text_]
    assert texts == [["5", "0", "0"], ["0", "1,199", "1"]]
    columns = [tick.get_text() for tick in display.ax_.get_xticklabels()]
    assert columns == [cluster_name(7), cluster_name(2), "noise"]
    assert [tick.get_text() for tick in display.ax_.get_yticklabels()] == ["cat", "dog"]
    assert "rows: true" in display.ax_.get_ylabel()
    assert "columns: found" in display.ax_.get_xlabel()
    assert "1,204 of 1,205" in display.alt
    assert "1 of class dog in cluster noise" in display.alt


def test_matches_are_framed_and_bold() -> None:
    display = ContingencyDisplay.from_predictions([0, 0, 1, 1, 2], [4, 4, 3, 3, 3])
    assert display.n_matched == 2
    assert [patch.get_xy() for patch in display.ax_.patches] == [(-0.5, -0.5), (0.5, 0.5)]
    bold = [[cell.get_fontweight() == "bold" for cell in row] for row in display.text_]
    np.testing.assert_array_equal(bold, np.eye(3, 2, dtype=bool))


def test_when_all_agree_nothing_is_off_the_diagonal() -> None:
    display = ContingencyDisplay.from_predictions(["a", "b", "b"], [1, 0, 0])
    assert "3 of 3 points" in display.alt
    assert "off" not in display.alt


def luminance(color: Any) -> float:
    parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(color)]
    return float(np.dot([0.2126, 0.7152, 0.0722], parts))


@pytest.mark.parametrize("cmap", ["Blues", "Greys", "viridis", "magma_r", "cividis"])
def test_counts_are_readable_on_every_color(cmap: str) -> None:
    rng = np.random.default_rng(0)
    true = rng.integers(0, 6, 400)
    found = np.where(rng.random(400) < 0.5, true, rng.integers(0, 6, 400))
    display = ContingencyDisplay.from_predictions(true, found, cmap=cmap)
    shares = display.table / display.table.sum(axis=1, keepdims=True)
    np.testing.assert_allclose(display.image_.get_array(), shares)
    for (i, j), cell in np.ndenumerate(display.text_):
        if display.table[i, j]:
            light, dark = sorted(
                (luminance(cell.get_color()), luminance(display.image_.to_rgba(shares)[i, j, :3])),
                reverse=True,
            )
            assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_counts_fit_into_their_cells() -> None:
    true = np.repeat(np.arange(10), 12_345)
    display = ContingencyDisplay.from_predictions(true, true)
    display.figure_.canvas.draw()
    boxes = [cell.get_window_extent() for cell in display.text_.ravel()]
    assert not any(a.overlaps(b) for a, b in pairwise(boxes))


@pytest.mark.parametrize(
    ("true", "found"),
    [([0, 1], [0, 1, 2]), ([0, 1], ["a", "b"]), ([[0, 1]], [0, 1]), ([0.0, np.nan], [0, 1]),
     ([0, 1], [0.5, 1.0]), ([], [])],
)  # fmt: skip
def test_what_does_not_fit_is_refused(true: Any, found: Any) -> None:
    with pytest.raises(LearnerError) as told:
        ContingencyDisplay.from_predictions(true, found)
    assert told.value.where
    assert told.value.fix
    assert plt.get_fignums() == []
