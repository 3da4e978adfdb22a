from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.colors import to_hex
from matplotlib.offsetbox import AnnotationBbox
from sklearn.cluster import DBSCAN, HDBSCAN
from sklearn.datasets import make_blobs
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from teachclust.errors import LearnerError
from teachclust.palette import COLORS, NOISE
from teachclust.plots.tree.condensed_tree import CondensedTreeDisplay, left_edges
from teachclust.traces.auxiliary import CondensedTree

X, _ = make_blobs(200, centers=4, cluster_std=0.8, random_state=2)
TREE = CondensedTree(
    parent=np.array([-1, 0, 0, 1, 1]),
    birth=np.array([0.0, 1.0, 1.0, 2.0, 2.0]),
    death=np.array([1.0, 2.0, 4.0, 3.0, 2.5]),
    sizes=np.array([90, 50, 35, 20, 22]),
    stability=np.array([88.0, 47.0, 60.0, 12.0, 11.0]),
    cluster=np.array([-1, -1, 0, 1, 2]),
)


@pytest.fixture(autouse=True)
def closed() -> Iterator[None]:
    yield
    plt.close("all")


def boxes(display: CondensedTreeDisplay) -> list[tuple[float, float, float, float]]:
    """Left, right, top and bottom of each bar."""
    corners = [path.vertices[:4] for path in display.bars_.get_paths()]
    return [(c[:, 0].min(), c[:, 0].max(), c[:, 1].min(), c[:, 1].max()) for c in corners]


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("method", ["eom", "leaf"])
def test_clusters_are_those_of_scikit_learn(seed: int, method: str) -> None:
    points, _ = make_blobs(200, centers=4, cluster_std=1.0, random_state=seed)
    model = HDBSCAN(min_cluster_size=8, cluster_selection_method=method, copy=True)
    display = CondensedTreeDisplay.from_estimator(model, points)
    assert not hasattr(model, "labels_")
    labels = model.fit(points).labels_
    tree = display.condensed
    assert len(display.chosen_) == labels.max() + 1
    expected = np.bincount(labels[labels >= 0]).tolist()
    assert [int(tree.sizes[node]) for node in display.chosen_] == expected
    assert f"{len(expected)} clusters" in display.alt
    for cluster, size in enumerate(expected):
        assert f"{'ABCDEFGHIJKLMNOP'[cluster]} {size} (stability" in display.alt or cluster >= 8


def test_a_bar_is_from_birth_to_death_and_its_area_is_the_stability() -> None:
    display = CondensedTreeDisplay.from_predictions(TREE)
    for i, (left, right, top, bottom) in enumerate(boxes(display)):
        assert (top, bottom) == (TREE.birth[i], TREE.death[i])
        assert (right - left) * (bottom - top) == pytest.approx(TREE.stability[i])
    assert display.ax_.yaxis_inverted(), "it hangs"
    assert "1 / distance" in display.ax_.get_ylabel()


def test_parts_lie_in_the_place_of_the_whole_and_not_on_each_other() -> None:
    display = CondensedTreeDisplay.from_estimator(HDBSCAN(min_cluster_size=5), X)
    tree = display.condensed
    places, ends = left_edges(tree), left_edges(tree) + tree.sizes
    for node, parent in enumerate(tree.parent.tolist()):
        if parent >= 0:
            assert places[node] >= places[parent] - 1e-9
            assert ends[node] <= ends[parent] + 1e-9
        for other in range(node):
            if tree.parent[other] == parent:
                assert ends[other] <= places[node] + 1e-9 or ends[node] <= places[other] + 1e-9
    for (left, right, *_), place, end in zip(boxes(display), places, ends, strict=True):
        assert left >= place - 1e-6
        assert right <= end + 1e-6


def test_chosen_groups_have_the_color_of_their_cluster() -> None:
    display = CondensedTreeDisplay.from_predictions(TREE)
    edges = [to_hex(color) for color in display.bars_.get_edgecolor()]
    assert edges == [NOISE, NOISE, *COLORS[:3]]
    widths = display.bars_.get_linewidth()
    assert min(widths[2:]) > max(widths[:2])
    found = [
        [area.get_text() for area in box.offsetbox.get_children()[1:]]
        for box in display.ax_.get_children()
        if isinstance(box, AnnotationBbox)
    ]
    assert sorted(found) == [["A", "35"], ["B", "20"], ["C", "22"]]


def test_points_in_one_place_make_a_bar_without_end() -> None:
    endless = replace(TREE, death=np.array([1.0, 2.0, np.inf, 3.0, 2.5]))
    display = CondensedTreeDisplay.from_predictions(condensed=endless)
    foot = display.ax_.get_ylim()[0]
    assert boxes(display)[2][3] == foot > 3.0
    assert "never end" in display.note
    assert display.note in display.alt
    assert display.note in display.ax_.get_xlabel().replace("\n", " ")
    same = np.repeat([[0.0, 0.0], [9.0, 9.0]], 20, axis=0)
    same += np.random.default_rng(0).normal(size=same.shape) * (np.arange(40) % 20 > 8)[:, None]
    CondensedTreeDisplay.from_estimator(HDBSCAN(min_cluster_size=5), same).figure_.canvas.draw()


def test_a_tree_without_clusters_is_drawn() -> None:
    lone = CondensedTree(*(part[:1] for part in vars(TREE).values()))
    display = CondensedTreeDisplay.from_predictions(lone)
    assert "0 clusters" in display.alt
    assert display.chosen_ == []
    display.figure_.canvas.draw()


@pytest.mark.parametrize(
    "wrong",
    [
        {"parent": np.array([-1, 0])}, {"parent": np.array([0, 0, 0, 1, 1])},
        {"parent": np.array([-1, 2, 0, 1, 1])}, {"parent": np.array([-1, -1, 0, 1, 1])},
        {"death": np.zeros(5)}, {"sizes": np.zeros(5, int)}, {"birth": np.full(5, np.nan)},
    ],
)  # fmt: skip
def test_what_is_no_condensed_tree_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(LearnerError, match="no condensed tree") as told:
        CondensedTreeDisplay.from_predictions(replace(TREE, **wrong))
    assert all(told.value.parts.values())
    with pytest.raises(LearnerError, match="no condensed tree"):
        CondensedTreeDisplay.from_predictions("tree")


@pytest.mark.parametrize("estimator", [DBSCAN(), HDBSCAN, None])
def test_what_is_no_hdbscan_is_refused(estimator: Any) -> None:
    with pytest.raises(LearnerError, match="needs an HDBSCAN"):
        CondensedTreeDisplay.from_estimator(estimator, X)
    assert plt.get_fignums() == []


def test_a_pipeline_is_drawn_in_the_space_its_clusterer_sees() -> None:
    pipe = make_pipeline(StandardScaler(), HDBSCAN(min_cluster_size=8, copy=True))
    display = CondensedTreeDisplay.from_estimator(pipe, X * [1, 1000])
    scaled = StandardScaler().fit_transform(X * [1, 1000])
    expected = CondensedTreeDisplay.from_estimator(pipe[-1], scaled)
    assert display.alt == expected.alt
    assert not hasattr(pipe[-1], "labels_")


def test_style_is_the_callers() -> None:
    display = CondensedTreeDisplay.from_predictions(TREE, bar_kw={"edgecolor": "red"})
    assert to_hex(display.bars_.get_edgecolor()[0]) == "#ff0000"
