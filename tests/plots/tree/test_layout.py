from __future__ import annotations

import time

import matplotlib.pyplot as plt
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.cluster.hierarchy import dendrogram, leaves_list, linkage
from sklearn.cluster import AgglomerativeClustering

from teachclust.plots.tree.cut import MIXED, TreeCut, cluster_stems, labels_of_cut
from teachclust.plots.tree.dendrogram import DendrogramDisplay
from teachclust.plots.tree.layout import TreeLayout
from teachclust.plots.tree.merges import read_linkage, tree_of_merges

METHODS = ("ward", "single", "complete", "average", "centroid", "median")


def grow(seed: int, n: int, method: str) -> np.ndarray:
    return linkage(np.random.default_rng(seed).normal(size=(n, 2)), method)


def laid_out(Z: np.ndarray, n_branches: int | None = None) -> TreeLayout:
    tree = tree_of_merges(*read_linkage(Z))
    return TreeLayout(tree, n_branches or tree.n_leaves)


def as_set(corners: np.ndarray) -> set[tuple[float, ...]]:
    return {tuple(np.round(link, 9).ravel().tolist()) for link in corners}


trees = st.tuples(st.integers(0, 10_000), st.integers(2, 60), st.sampled_from(METHODS))


@settings(max_examples=40)
@given(trees)
def test_links_and_order_are_scipys(made: tuple[int, int, str]) -> None:
    Z = grow(*made)
    layout = laid_out(Z)
    drawn = dendrogram(Z, no_plot=True)
    expected = np.stack([(np.array(drawn["icoord"]) - 5) / 10, np.array(drawn["dcoord"])], axis=2)
    assert as_set(layout.links) == as_set(expected)
    np.testing.assert_array_equal(layout.tree.order, leaves_list(Z))
    np.testing.assert_array_equal(layout.tree.order, layout.branches)


@settings(max_examples=40)
@given(trees, st.data())
def test_a_folded_tree_is_scipys_last_merges(
    made: tuple[int, int, str], data: st.DataObject
) -> None:
    Z = grow(*made)
    p = data.draw(st.integers(2, made[1]))
    layout = laid_out(Z, p)
    drawn = dendrogram(Z, no_plot=True, truncate_mode="lastp", p=p, show_leaf_counts=False)
    np.testing.assert_array_equal(layout.branches, drawn["leaves"])
    expected = (np.array(drawn["icoord"]) - 5) / 10
    assert {tuple(row) for row in layout.links[..., 0].tolist()} == {
        tuple(r) for r in expected.tolist()
    }
    # a link stands on what it joins, be it folded or not
    tops = layout.tops[layout.tree.children[layout.merges]]
    np.testing.assert_array_equal(layout.links[:, [0, 3], 1], tops)
    sizes = layout.tree.sizes[layout.branches]
    assert sizes.sum() == made[1]
    assert (layout.folded >= made[1]).all()


@settings(max_examples=40)
@given(trees)
def test_one_branch_folds_the_whole_tree(made: tuple[int, int, str]) -> None:
    layout = laid_out(grow(*made), 1)
    assert layout.branches.tolist() == [2 * made[1] - 2]
    assert layout.links.shape == (0, 4, 2)


@settings(max_examples=40)
@given(trees)
def test_a_node_stands_over_its_leaves(made: tuple[int, int, str]) -> None:
    layout = laid_out(grow(*made))
    for node in range(2 * made[1] - 1):
        leaves = set(layout.tree.leaves(node).tolist())
        low, high = layout.extent(node) or (0, 0)
        assert set(layout.tree.order[low : high + 1].tolist()) == leaves
        assert low <= layout.across[node] <= high


def test_what_is_folded_away_has_no_extent() -> None:
    layout = laid_out(grow(0, 20, "ward"), 3)
    assert layout.extent(0) is None
    assert layout.extent(38) == (0, 2)


@pytest.mark.parametrize("seed", [0, 1, 3])
def test_inversions_are_counted(seed: int) -> None:
    Z = grow(seed, 60, "centroid")
    tops = np.concatenate([np.zeros(60), Z[:, 2]])
    expected = sum(Z[i, 2] < max(tops[int(Z[i, 0])], tops[int(Z[i, 1])]) for i in range(59))
    assert laid_out(Z).n_inversions == expected > 0
    assert laid_out(grow(seed, 60, "average")).n_inversions == 0


def chain(n: int) -> np.ndarray:
    """A tree as deep as it has points."""
    merges = np.arange(n - 1)
    left = np.where(merges == 0, 0, n + merges - 1)
    return np.stack([left, merges + 1, merges + 1.0, merges + 2.0], axis=1)


def test_a_chain_of_20_000_points_takes_a_moment() -> None:
    start = time.process_time()
    layout = laid_out(chain(20_000))
    assert layout.links.shape == (19_999, 4, 2)
    np.testing.assert_array_equal(layout.tree.order, np.arange(20_000))
    cut = TreeCut(layout.tree, labels_of_cut(layout.tree, 5))
    assert cut.is_cut
    assert len(cluster_stems(layout, cut, cut.height)[0]) == 5
    assert time.process_time() - start < 3


@pytest.mark.parametrize("method", ["ward", "single", "complete", "average"])
@pytest.mark.parametrize("seed", range(3))
def test_labels_of_a_cut_are_scikit_learns(method: str, seed: int) -> None:
    X = np.random.default_rng(seed).normal(size=(40, 2))
    for k in (1, 2, 3, 7, 39, 40):
        model = AgglomerativeClustering(k, linkage=method, compute_distances=True).fit(X)
        tree = tree_of_merges(model.children_, model.distances_)
        np.testing.assert_array_equal(labels_of_cut(tree, k), model.labels_)


@settings(max_examples=40)
@given(st.integers(0, 10_000), st.integers(2, 40), st.sampled_from(METHODS[:4]), st.data())
def test_the_height_of_a_cut_gives_its_clusters(
    seed: int, n: int, method: str, data: st.DataObject
) -> None:
    k = data.draw(st.integers(1, n))
    layout = laid_out(grow(seed, n, method))
    cut = TreeCut(layout.tree, labels_of_cut(layout.tree, k))
    assert cut.height is not None
    assert (layout.tree.heights >= cut.height).sum() == k - 1, "as a distance_threshold"
    assert len(cut.roots) == len(cut.clusters) == k
    assert sum(cut.clusters.values()) == n


@settings(max_examples=40)
@given(trees, st.data())
def test_a_node_has_a_label_where_its_leaves_agree(
    made: tuple[int, int, str], data: st.DataObject
) -> None:
    layout = laid_out(grow(*made))
    n = made[1]
    labels = np.array(data.draw(st.lists(st.integers(-1, 2), min_size=n, max_size=n)))
    cut = TreeCut(layout.tree, labels)
    for node, label in enumerate(cut.node_labels.tolist()):
        found = set(labels[layout.tree.leaves(node)].tolist())
        assert label == (found.pop() if len(found) == 1 else MIXED)
    # every point of a cluster is under exactly one of its roots
    under = [leaf for root in cut.roots for leaf in layout.tree.leaves(int(root)).tolist()]
    assert sorted(under) == np.flatnonzero(labels >= 0).tolist()
    if cut.is_cut:
        assert len(cut.roots) == len(cut.clusters)
        assert (labels >= 0).all()


def test_labels_that_are_no_cut_have_no_height() -> None:
    layout = laid_out(grow(0, 30, "average"))
    good = labels_of_cut(layout.tree, 3)
    assert TreeCut(layout.tree, good).is_cut
    for bad in (np.arange(30) % 3, np.where(np.arange(30) == 0, -1, good)):
        cut = TreeCut(layout.tree, bad)
        assert not cut.is_cut
        assert cut.height is None


@settings(max_examples=40)
@given(trees, st.data())
def test_stems_lead_from_a_cluster_up_to_the_cut(
    made: tuple[int, int, str], data: st.DataObject
) -> None:
    layout = laid_out(grow(*made))
    k = data.draw(st.integers(1, made[1]))
    cut = TreeCut(layout.tree, labels_of_cut(layout.tree, k))
    for line in (cut.height, None):
        corners, labels = cluster_stems(layout, cut, line)
        assert len(corners) == len(labels)
        assert (corners[:, 3, 1] > corners[:, 0, 1]).all()
        np.testing.assert_array_equal(corners[:, 0, 0], corners[:, 3, 0])
        if line is not None:
            assert (corners[:, 3, 1] <= line).all()


@pytest.mark.parametrize(
    ("heights", "count"),
    [
        ([-1e-17, 1.0, 2.0], 0), ([0.0, -1e-17, 2.0], 0), ([1.0, 1.0 - 1e-16, 2.0], 0),
        ([1e5, 1e5 - 1e-9, 2e5], 0), ([3e-9, 0.0, 2.0], 0), ([-0.0, 0.0, -1e-30], 0),
        ([1.0, 0.9, 2.0], 1), ([1e-20, 0.5e-20, 2e-20], 1), ([1.0, 2.0, 0.5], 1),
    ],
)  # fmt: skip
def test_heights_that_fall_by_rounding_alone_are_no_inversion(
    heights: list[float], count: int
) -> None:
    children = np.array([[0, 1], [2, 4], [3, 5]])
    layout = TreeLayout(tree_of_merges(children, np.array(heights)), 4)
    assert layout.n_inversions == count


def test_distances_below_zero_are_not_blamed_on_centroid_linkage() -> None:
    display = DendrogramDisplay.from_predictions(
        children=[[0, 1], [2, 4], [3, 5]], heights=[-1e-17, 0.5, 1.0], n_clusters=2
    )
    assert display.note == ""
    assert "from 0 to 1" in display.alt
    plt.close("all")


@pytest.mark.parametrize("method", METHODS)
def test_repeated_points_make_no_inversions(method: str) -> None:
    points = np.repeat(np.random.default_rng(1).normal(size=(8, 3)) + 1e3, 5, axis=0)
    Z = linkage(points, method)
    repeated = Z[: 8 * 4]
    assert np.abs(repeated[:, 2]).max() < 1e-4
    tree = tree_of_merges(*read_linkage(Z))
    falls = np.maximum(TreeLayout(tree, 40).tops, 0)[tree.children].max(axis=1) - tree.heights
    assert TreeLayout(tree, 40).n_inversions == (falls > 1e-3).sum()
