"""The line of a cut gives the clusters that it is said to give, in scikit-learn and in SciPy."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.cluster.hierarchy import fcluster, linkage
from sklearn.base import clone
from sklearn.cluster import AgglomerativeClustering
from strategies import continuous, tied

from teachclust.errors import LearnerError
from teachclust.plots.tree.cut import TreeCut, labels_of_cut
from teachclust.plots.tree.dendrogram import DendrogramDisplay
from teachclust.plots.tree.merges import read_linkage, tree_of_merges
from teachclust.traces import trace

LINE = np.array([[0.0], [1.0], [2.0], [3.0], [10.0], [11.0]])
some = settings(max_examples=max(10, settings().max_examples // 4))


@pytest.fixture(autouse=True)
def closed() -> Iterator[None]:
    yield
    plt.close("all")


def same_groups(a: Any, b: Any) -> bool:
    pairs = np.unique(np.stack([a, b]), axis=1).shape[1]
    return pairs == len(np.unique(a)) == len(np.unique(b))


def check_level(model: Any, X: Any, heights: Any, labels: Any, level: float | None) -> None:
    """Check that a level gives these labels, or that no threshold gives so many clusters."""
    k = len(np.unique(labels))
    if level is None:
        tried = {
            0.0,
            *heights,
            *(heights + 1e-9),
            *(np.sort(heights)[:-1] + np.diff(np.sort(heights)) / 2),
        }
        assert k not in {int((heights >= t).sum()) + 1 for t in tried if t >= 0}
        return
    refit = clone(model).set_params(n_clusters=None, distance_threshold=level).fit(X)
    assert refit.n_clusters_ == k
    np.testing.assert_array_equal(refit.labels_, labels)


@some
@given(
    st.one_of(tied(), continuous()),
    st.sampled_from(["ward", "single", "complete", "average"]),
    st.sampled_from(["euclidean", "manhattan"]),
    st.data(),
)
def test_a_line_of_scikit_learns_tree_is_right(
    X: np.ndarray, how: str, metric: str, data: st.DataObject
) -> None:
    X = X[:40].astype(data.draw(st.sampled_from([np.float64, np.float32])))
    if len(np.unique(X, axis=0)) < 2:
        return
    model = AgglomerativeClustering(linkage=how, metric="euclidean" if how == "ward" else metric)
    whole = clone(model).set_params(compute_distances=True).fit(X)
    tree = tree_of_merges(whole.children_, whole.distances_)
    for k in range(1, len(X) + 1):
        labels = labels_of_cut(tree, k)
        check_level(model, X, whole.distances_, labels, TreeCut(tree, labels).height)
    k = data.draw(st.integers(1, len(X)))
    traced = trace(clone(model).set_params(n_clusters=k), X)
    assert traced.last.values.get("level") == TreeCut(tree, labels_of_cut(tree, k)).height
    for frame in (f for f in traced if "merge" in f.values):
        merges = len(X) - 1 - frame.values["merge"]
        assert ("level" in frame.values) == (traced.tree.level(len(X) - 1 - merges) is not None)


@some
@given(
    st.one_of(tied(), continuous()),
    st.sampled_from(["centroid", "median", "ward", "single", "average"]),
)
def test_a_line_of_scipys_tree_is_right(X: np.ndarray, how: str) -> None:
    Z = linkage(X[:40], how)
    if not np.isfinite(Z).all():
        return
    tree = tree_of_merges(*read_linkage(Z))
    for k in range(1, len(Z) + 2):
        cut = TreeCut(tree, labels_of_cut(tree, k))
        level = cut.height
        if level is None:  # as heights fall, as many clusters may be found, but not these
            for t in {0.0, *Z[:, 2].tolist()}:
                assert not same_groups(fcluster(Z, t, "distance"), cut.labels) or not level
            continue
        assert cut.separates(level)
        if (cut.heights_between > level).all():
            assert same_groups(fcluster(Z, level, "distance"), cut.labels)
        assert (tree.heights >= level).sum() + 1 == k


@pytest.mark.parametrize("how", ["single", "complete"])
@pytest.mark.parametrize("k", [1, 2, 3, 4, 5, 6])
def test_ties_have_no_line_and_that_is_said(how: str, k: int) -> None:
    model = AgglomerativeClustering(k, linkage=how)
    display = DendrogramDisplay.from_estimator(model, LINE)
    heights, texts = display.heights, " ".join(t.get_text() for t in display.ax_.texts)
    if k in {int((heights >= t).sum()) + 1 for t in {*heights, 0.0, 99.0}}:
        assert display.cut_line_ is not None
        level = display.cut_line_.get_ydata()[0]
        assert (
            AgglomerativeClustering(None, distance_threshold=level, linkage=how)
            .fit(LINE)
            .n_clusters_
            == k
        )
        assert f"A cut at {level:g} gives {k} cluster" in display.alt
        return
    assert display.cut_line_ is None
    assert "cut at" not in texts + display.alt
    assert f"No level line gives these {k} clusters" in display.note
    assert "at the same distance, 1." in display.note
    assert display.note in display.alt
    assert display.note in display.ax_.get_xlabel().replace("\n", " ")
    caption = trace(model, LINE).last.caption
    assert "no level line" in caption


def test_heights_that_differ_by_little_are_cut_and_written_with_all_digits() -> None:
    X = np.array([[0.0], [1.0], [10.0], [11.0 + 1e-9]])
    display = DendrogramDisplay.from_estimator(AgglomerativeClustering(3, linkage="single"), X)
    assert display.cut_line_ is not None
    level = display.cut_line_.get_ydata()[0]
    assert 1 < level < 1 + 1.1e-9
    assert f"A cut at {level!r} gives 3 clusters" in display.alt
    caption = trace(AgglomerativeClustering(3, linkage="single"), X).last.caption
    assert caption == "Cut: between the merges at 1 and 1.000000001; 3 clusters remain."


def test_repeated_points_are_cut_at_zero_and_above() -> None:
    X = np.repeat([[0.0], [4.0]], 3, axis=0)
    for k, level in ((6, 0.0), (5, None), (3, None), (2, 2.0)):
        display = DendrogramDisplay.from_estimator(AgglomerativeClustering(k, linkage="single"), X)
        assert display._line == level
    flat = DendrogramDisplay.from_linkage(linkage(np.zeros((4, 2))), n_clusters=1)
    assert flat._line == 1.0


def test_where_heights_fall_along_a_graph_the_line_is_left_out() -> None:
    X = np.array([[0.0], [0.1], [10.0], [90.0]])
    path = np.diag(np.ones(3), 1)[[0, 2, 1, 3]][:, [0, 2, 1, 3]]  # 0 and 1 touch only by way of 2
    model = AgglomerativeClustering(3, connectivity=path)
    display = DendrogramDisplay.from_estimator(model, X)
    assert display.heights[0] > display.heights[1], "the nearest two are joined last"
    assert display.cut_line_ is None
    assert "higher than one between" in display.note
    assert "along a graph" in display.note
    assert "no level line" in trace(model, X).last.caption
    assert "level" not in trace(model, X).last.values
    by_height = AgglomerativeClustering(None, distance_threshold=7.0, connectivity=path)
    np.testing.assert_array_equal(by_height.fit_predict(X), model.fit_predict(X))
    display = DendrogramDisplay.from_estimator(by_height, X)
    assert display.cut_line_ is None
    assert "No level line" in display.alt
    caption = trace(by_height, X).last.caption
    assert (
        caption
        == "Cut: merges at 7 or higher: 2; as many of the last are undone; 3 clusters remain."
    )


def test_a_cut_that_gives_other_clusters_is_refused() -> None:
    model = AgglomerativeClustering(3, compute_distances=True).fit(LINE)
    given = {"children": model.children_, "heights": model.distances_, "labels": model.labels_}
    with pytest.raises(LearnerError, match="doesn't give these clusters") as told:
        DendrogramDisplay(**given, cut=999.0).plot()
    cut = float(told.value.fix.removeprefix("cut="))
    assert DendrogramDisplay(**given, cut=cut).plot().cut_line_ is not None
