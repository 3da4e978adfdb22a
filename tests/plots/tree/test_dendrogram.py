from __future__ import annotations

import time
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from matplotlib.collections import LineCollection
from matplotlib.colors import to_hex
from matplotlib.offsetbox import AnnotationBbox
from scipy.cluster.hierarchy import fcluster, linkage
from sklearn.cluster import AgglomerativeClustering, KMeans
from sklearn.datasets import make_blobs
from sklearn.neighbors import kneighbors_graph
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from teachclust.errors import LearnerError
from teachclust.palette import COLORS, NOISE
from teachclust.plots.tree.dendrogram import DendrogramDisplay

X, _ = make_blobs(60, centers=4, random_state=3)
MODEL = AgglomerativeClustering(4)


@pytest.fixture(autouse=True)
def closed() -> Iterator[None]:
    yield
    plt.close("all")


def line_colors(display: DendrogramDisplay) -> list[str]:
    return [to_hex(color) for color in display.links_.get_colors()]


def words(display: DendrogramDisplay) -> str:
    return " ".join(text.get_text().replace("\n", " ") for text in display.ax_.texts)


@pytest.mark.parametrize("linkage_", ["ward", "single", "complete", "average"])
def test_links_have_the_colors_of_the_scatter(linkage_: str) -> None:
    model = AgglomerativeClustering(4, linkage=linkage_, compute_distances=True).fit(X)
    display = DendrogramDisplay.from_estimator(model, X)
    colors = line_colors(display)
    members: list[set[int]] = [{i} for i in range(60)]
    for i, (left, right) in enumerate(model.children_.tolist()):
        members.append(members[left] | members[right])
        clusters = {int(model.labels_[leaf]) for leaf in members[-1]}
        expected = COLORS[clusters.pop()] if len(clusters) == 1 else NOISE
        assert colors[i] == expected
        assert display.links_.get_segments()[i][1][1] == pytest.approx(model.distances_[i])
    below = model.labels_[display.order_]
    assert len(np.flatnonzero(np.diff(below))) == 3, "each cluster is one stretch at the foot"


def test_the_cut_is_drawn_written_and_right() -> None:
    display = DendrogramDisplay.from_estimator(MODEL, X)
    assert display.cut_line_ is not None
    height = display.cut_line_.get_ydata()[0]
    refit = AgglomerativeClustering(None, distance_threshold=height).fit(X)
    assert refit.n_clusters_ == 4
    assert f"cut at {height:g}: 4 clusters" in words(display)
    assert f"A cut at {height:g} gives 4 clusters" in display.alt
    given = DendrogramDisplay.from_estimator(
        AgglomerativeClustering(None, distance_threshold=20.5), X
    )
    assert given.cut_line_ is not None
    assert given.cut_line_.get_ydata()[0] == 20.5


def test_letters_shapes_and_sizes_stand_under_the_clusters() -> None:
    display = DendrogramDisplay.from_estimator(MODEL, X)
    labels = display.labels
    boxes = [box for box in display.ax_.get_children() if isinstance(box, AnnotationBbox)]
    found = [[area.get_text() for area in box.offsetbox.get_children()[1:]] for box in boxes]
    seen = list(dict.fromkeys(labels[display.order_].tolist()))
    assert found == [["ABCD"[c], str((labels == c).sum())] for c in seen]
    for c in range(4):
        assert f"{'ABCD'[c]} {(labels == c).sum()}" in display.alt
    figure = display.figure_
    figure.canvas.draw()
    row = max(box.get_window_extent().y1 for box in boxes)
    assert row < display.ax_.get_window_extent().y0
    ends = [box.get_window_extent() for box in boxes]
    assert all(a.x1 <= b.x0 + 1 for a, b in pairwise(ends))
    label = display.ax_.xaxis.label.get_window_extent()
    assert label.y1 <= min(box.y0 for box in ends) + 2


def test_all_links_are_one_collection() -> None:
    display = DendrogramDisplay.from_estimator(MODEL, X)
    lines = [c for c in display.ax_.collections if isinstance(c, LineCollection)]
    assert len(lines) == 2, "the links, and the bars under the clusters"
    assert len(display.links_.get_segments()) == 59 + 4


def test_the_estimator_is_never_touched_and_a_fitted_one_is_taken_as_it_is() -> None:
    DendrogramDisplay.from_estimator(MODEL, X)
    assert not hasattr(MODEL, "children_")
    assert not MODEL.compute_distances
    ready = AgglomerativeClustering(4, compute_distances=True).fit(X)
    display = DendrogramDisplay.from_estimator(ready)
    assert display.children is ready.children_
    without = AgglomerativeClustering(4).fit(X)
    again = DendrogramDisplay.from_estimator(without, X)
    assert again.alt == display.alt
    assert not hasattr(without, "distances_")


def test_a_tree_that_was_cut_short_is_grown_again() -> None:
    graph = kneighbors_graph(X, 25, include_self=False)
    model = AgglomerativeClustering(
        30, connectivity=graph, compute_full_tree=False, compute_distances=True
    ).fit(X)
    assert len(model.children_) < 59
    display = DendrogramDisplay.from_estimator(model, X)
    assert len(display.children) == 59
    np.testing.assert_array_equal(display.labels, model.labels_)


def test_what_a_refit_does_not_confirm_is_refused() -> None:
    model = AgglomerativeClustering(4).fit(X)
    with pytest.raises(LearnerError, match="other data"):
        DendrogramDisplay.from_estimator(model, X[::-1] * [1, 9])
    with pytest.raises(LearnerError, match="compute_distances=True") as told:
        DendrogramDisplay.from_estimator(model)
    assert all(told.value.parts.values())


def test_a_pipeline_is_drawn_in_the_space_its_clusterer_sees() -> None:
    stretched = X * [1, 1000]
    pipe = make_pipeline(StandardScaler(), AgglomerativeClustering(3))
    display = DendrogramDisplay.from_estimator(pipe, stretched)
    expected = AgglomerativeClustering(3, compute_distances=True).fit(
        StandardScaler().fit_transform(stretched)
    )
    np.testing.assert_allclose(display.heights, expected.distances_)
    assert not hasattr(pipe[-1], "children_")


def test_estimator_arrays_and_linkage_give_one_picture() -> None:
    model = AgglomerativeClustering(4, compute_distances=True).fit(X)
    one = DendrogramDisplay.from_estimator(model)
    two = DendrogramDisplay.from_predictions(
        children=model.children_, heights=model.distances_, n_clusters=4
    )
    assert one.alt == two.alt
    assert line_colors(one) == line_colors(two)
    Z = linkage(X, "ward")
    three = DendrogramDisplay.from_linkage(Z, labels=fcluster(Z, 4, "maxclust") - 1)
    assert three.cut_line_ is not None
    assert three.cut_line_.get_ydata()[0] == one.cut_line_.get_ydata()[0]
    np.testing.assert_allclose(three.heights, one.heights)


def test_without_clusters_all_is_grey_and_nothing_is_cut() -> None:
    display = DendrogramDisplay.from_linkage(linkage(X, "average"))
    assert set(line_colors(display)) == {NOISE}
    assert display.cut_line_ is None
    assert "cut" not in display.alt


@pytest.mark.parametrize("method", ["centroid", "median"])
def test_inversions_are_drawn_truly_and_explained(method: str) -> None:
    points = np.random.default_rng(0).normal(size=(60, 2))
    Z = linkage(points, method)
    display = DendrogramDisplay.from_linkage(Z, n_clusters=3)
    count = display.layout_.n_inversions
    assert count > 0
    assert f"{count} of 59 merges lie below" in display.note
    assert display.note in display.alt
    assert display.note in display.ax_.get_xlabel().replace("\n", " ")
    tops = [segment[1][1] for segment in display.links_.get_segments()[:59]]
    np.testing.assert_array_equal(tops, Z[:, 2])


def test_labels_that_are_no_cut_are_said() -> None:
    labels = KMeans(5, n_init=1, random_state=0).fit_predict(X * [1, 40])
    display = DendrogramDisplay.from_linkage(linkage(X), labels=labels)
    assert display.cut_line_ is None
    assert "no cut of this tree" in display.note
    assert "A " in display.alt


def test_a_large_tree_is_folded_and_says_so() -> None:
    many = np.random.default_rng(0).normal(size=(900, 2))
    display = DendrogramDisplay.from_linkage(linkage(many, "ward"), n_clusters=3)
    assert display.wedges_ is not None
    assert "300 of 900 branches" in display.ax_.get_title()
    assert "300 of 900 branches" in display.alt
    assert len(display.links_.get_segments()) == 299 + 3
    assert sorted(display.order_.tolist()) == list(range(900)), "the order of all, not of some"
    whole = DendrogramDisplay.from_linkage(linkage(many, "ward"), max_leaves=None)
    assert whole.wedges_ is None
    assert len(whole.links_.get_segments()) == 899
    np.testing.assert_array_equal(whole.order_, display.order_)


def test_few_branches_tell_how_many_points_they_fold() -> None:
    display = DendrogramDisplay.from_linkage(linkage(X, "ward"), max_leaves=6)
    names = [tick.get_text() for tick in display.ax_.get_xticklabels()]
    sizes = display.layout_.tree.sizes[display.layout_.branches]
    assert names == [f"({n})" if n > 1 else "" for n in sizes]
    assert sizes.sum() == 60
    one = DendrogramDisplay.from_linkage(linkage(X, "ward"), max_leaves=1, n_clusters=2)
    assert "1 of 60" in one.alt
    one.figure_.canvas.draw()


@pytest.mark.parametrize("orientation", ["top", "left"])
def test_leaf_names_stand_at_their_leaves(orientation: Any) -> None:
    frame = pd.DataFrame(X[:20], index=[f"row {i}" for i in range(20)])
    display = DendrogramDisplay.from_estimator(
        AgglomerativeClustering(2), frame, orientation=orientation
    )
    axis = display.ax_.xaxis if orientation == "top" else display.ax_.yaxis
    names = [tick.get_text() for tick in axis.get_ticklabels()]
    assert names == [f"row {i}" for i in display.order_]
    plain = DendrogramDisplay.from_estimator(AgglomerativeClustering(2), pd.DataFrame(X[:20]))
    assert [tick.get_text() for tick in plain.ax_.get_xticklabels()] == []
    many = DendrogramDisplay.from_linkage(linkage(np.r_[X, X]), leaf_names=range(120))
    assert "up to 60" in many.note


def test_lying_on_its_side_it_is_the_same_tree() -> None:
    up = DendrogramDisplay.from_estimator(MODEL, X)
    side = DendrogramDisplay.from_estimator(MODEL, X, orientation="left")
    for a, b in zip(up.links_.get_segments(), side.links_.get_segments(), strict=True):
        np.testing.assert_array_equal(a, b[:, ::-1])
    assert side.ax_.xaxis_inverted()
    assert "distance" in side.ax_.get_xlabel()
    assert side.alt == up.alt


def test_a_square_root_scale_is_said() -> None:
    display = DendrogramDisplay.from_estimator(MODEL, X, scale="sqrt")
    assert "square root" in display.ax_.get_ylabel()
    place = display.ax_.transData.transform([(0, 0), (0, 1), (0, 4)])[:, 1]
    assert (place[2] - place[0]) == pytest.approx(2 * (place[1] - place[0]))


@pytest.mark.parametrize(("n", "max_leaves"), [(20_000, "auto"), (5_000, None)])
def test_a_very_deep_tree_is_drawn_in_seconds(n: int, max_leaves: Any) -> None:
    """A chain of 20,000 points with every leaf is drawn in the benchmarks."""
    i = np.arange(n - 1)
    children = np.stack([np.where(i == 0, 0, n + i - 1), i + 1], axis=1)
    start = time.process_time()
    display = DendrogramDisplay.from_predictions(
        children=children, heights=i + 1.0, n_clusters=3, max_leaves=max_leaves
    )
    display.figure_.canvas.draw()
    assert time.process_time() - start < 4


@pytest.mark.parametrize("n_clusters", [1, 2, 59, 60])
def test_any_number_of_clusters_is_drawn(n_clusters: int) -> None:
    display = DendrogramDisplay.from_linkage(linkage(X, "average"), n_clusters=n_clusters)
    display.figure_.canvas.draw()
    assert display.cut_line_ is not None
    low, high = display.ax_.get_ylim()
    assert low < display.cut_line_.get_ydata()[0] < high
    assert len(display.alt) < 700


def test_two_points_and_equal_points_are_drawn() -> None:
    DendrogramDisplay.from_estimator(AgglomerativeClustering(1), X[:2]).figure_.canvas.draw()
    display = DendrogramDisplay.from_linkage(linkage(np.zeros((9, 2))), n_clusters=2)
    display.figure_.canvas.draw()
    assert display.ax_.get_ylim()[1] > 0


GOOD = {"children": [[0, 1], [2, 3]], "heights": [1.0, 2.0]}


@pytest.mark.parametrize(
    "wrong",
    [
        {"children": [[0, 1]]}, {"children": []}, {"children": "ab"}, {"heights": [1.0, np.nan]},
        {"children": [[0, 1], [0, 3]]}, {"children": [[0, 3], [1, 2]]},
        {"children": [[0, 1], [2, -1]]}, {"children": [[0, 1.5], [2, 3]]},
        {"labels": [0, 1]}, {"labels": [0, 1, 0.5]}, {"n_clusters": 4}, {"n_clusters": 0},
        {"labels": [0, 0, 1], "n_clusters": 2}, {"max_leaves": 0}, {"max_leaves": "all"},
        {"max_leaves": True}, {"leaf_names": ["a"]}, {"orientation": "up"}, {"scale": "log"},
    ],
)  # fmt: skip
def test_what_is_no_tree_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(LearnerError) as told:
        DendrogramDisplay.from_predictions(**(GOOD | wrong))
    parts = told.value.parts
    assert parts["what"]
    assert parts["fix"]
    assert plt.get_fignums() == []


@pytest.mark.parametrize("estimator", [KMeans(2), AgglomerativeClustering, "tree"])
def test_what_grows_no_tree_is_refused(estimator: Any) -> None:
    with pytest.raises(LearnerError, match="AgglomerativeClustering"):
        DendrogramDisplay.from_estimator(estimator, X)
    with pytest.raises(LearnerError, match="linkage matrix"):
        DendrogramDisplay.from_linkage(np.zeros((3, 3)))


def test_a_tree_that_would_fill_the_memory_is_refused() -> None:
    with pytest.raises(LearnerError, match="MB"):
        DendrogramDisplay.from_estimator(MODEL, np.zeros((20_000, 2)))


def test_style_is_the_callers() -> None:
    display = DendrogramDisplay.from_estimator(MODEL, X, line_kw={"color": "red", "lw": 3})
    assert set(line_colors(display)) == {"#ff0000"}
    assert display.links_.get_linewidth()[0] == 3
