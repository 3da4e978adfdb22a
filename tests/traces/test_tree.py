"""The tree of merges: sizes, order, numbers and cuts, against plain sets of leaves."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from levels_in_node import look_up
from sklearn.base import clone
from sklearn.cluster import AgglomerativeClustering
from sklearn.datasets import make_blobs, make_moons
from sklearn.neighbors import kneighbors_graph

from teachclust.traces import trace
from teachclust.traces.tree import Tree


def partition(labels: np.ndarray) -> set[frozenset[int]]:
    """Return the groups of indices with equal labels."""
    return {frozenset(np.flatnonzero(labels == label).tolist()) for label in np.unique(labels)}


def leaves_by_sets(tree: Tree) -> list[frozenset[int]]:
    """Return the leaves under each node by uniting sets."""
    members = [frozenset([leaf]) for leaf in range(tree.n_leaves)]
    for left, right in tree.children.tolist():
        members.append(members[left] | members[right])
    return members


def groups_after(tree: Tree, merges: int) -> dict[int, frozenset[int]]:
    """Return the leaves of each node that stands on its own after so many merges."""
    merged = set(tree.children[:merges].ravel().tolist())
    members = leaves_by_sets(tree)
    return {i: members[i] for i in range(tree.n_leaves + merges) if i not in merged}


@st.composite
def trees(draw: st.DrawFn) -> Tree:
    """Any order of merges, with the labels of any cut in any order."""
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    n = draw(st.integers(2, 25))
    chain = draw(st.booleans())
    alive, children = list(range(n)), []
    for i in range(n - 1):
        # a chain takes up one more leaf each time, as single linkage likes to
        pair = [alive[-1], alive[0]] if chain else rng.choice(alive, 2, replace=False).tolist()
        alive = [node for node in alive if node not in pair] + [n + i]
        children.append(pair)
    bare = Tree(np.array(children), np.sort(rng.random(n - 1)), np.zeros(n, dtype=np.int32), "d")
    k = draw(st.integers(1, n))
    labels = np.empty(n, dtype=np.int32)
    names = rng.permutation(k)
    for name, leaves in zip(names, groups_after(bare, n - k).values(), strict=True):
        labels[list(leaves)] = name
    return Tree(bare.children, bare.heights, labels, "distance")


@given(trees())
def test_sizes_parents_and_leaves(tree: Tree) -> None:
    members = leaves_by_sets(tree)
    assert tree.sizes.tolist() == [len(leaves) for leaves in members]
    for i, pair in enumerate(tree.children):
        assert (tree.parents[pair] == tree.n_leaves + i).all()
    assert tree.parents[-1] == len(members)
    for node, leaves in enumerate(members):
        assert set(tree.leaves(node).tolist()) == leaves


@given(trees())
def test_no_two_branches_cross(tree: Tree) -> None:
    place = np.argsort(tree.order)
    assert sorted(tree.order.tolist()) == list(range(tree.n_leaves))
    for node, leaves in enumerate(leaves_by_sets(tree)):
        places = sorted(place[list(leaves)].tolist())
        assert places == list(range(tree.first[node], tree.first[node] + len(leaves)))
    for left, right in tree.children:
        assert tree.first[left] + tree.sizes[left] == tree.first[right]


@given(trees())
def test_a_cut_into_k_has_k_numbers_for_every_k(tree: Tree) -> None:
    for merges in range(tree.n_leaves):
        groups = groups_after(tree, merges)
        nodes = tree.nodes_of_cut(merges)
        for node, leaves in groups.items():
            assert (nodes[list(leaves)] == node).all()
        k = tree.n_leaves - merges
        numbers = tree.numbers[list(groups)]
        assert len(set(numbers.tolist())) == k
        assert numbers.min() >= 0
        if k >= tree.n_clusters:
            assert set(numbers.tolist()) == set(range(k))


@given(trees())
def test_the_larger_part_keeps_the_number(tree: Tree) -> None:
    for i, (left, right) in enumerate(tree.children):
        large, small = (left, right) if tree.sizes[left] >= tree.sizes[right] else (right, left)
        assert tree.numbers[large] == tree.numbers[tree.n_leaves + i]
        assert tree.numbers[small] != tree.numbers[tree.n_leaves + i]


@given(trees())
def test_labels_after_each_merge(tree: Tree) -> None:
    cut = tree.n_leaves - tree.n_clusters
    np.testing.assert_array_equal(tree.labels_after(cut), tree.labels)
    assert tree.labels_after(cut) is tree.labels  # the wire sends an array once
    for merges in range(tree.n_leaves):
        labels = tree.labels_after(merges)
        assert labels.dtype == np.int32
        if merges == cut:
            continue
        for node, leaves in groups_after(tree, merges).items():
            expected = tree.numbers[node] if len(leaves) > 1 else -1
            assert (labels[list(leaves)] == expected).all()


@given(trees())
def test_the_cut_of_the_estimator_keeps_its_labels(tree: Tree) -> None:
    numbers = tree.numbers[tree.nodes_of_cut(tree.n_leaves - tree.n_clusters)]
    np.testing.assert_array_equal(numbers, tree.labels)
    assert len(partition(tree.labels)) == tree.n_clusters


def _merged(seed: int) -> Any:
    rng = np.random.default_rng(seed)
    kinds = [
        lambda: make_blobs(90, centers=4, random_state=seed)[0],
        lambda: rng.integers(0, 6, size=(60, 2)).astype(float),  # heights tie
        lambda: make_moons(80, noise=0.1, random_state=seed)[0],
        lambda: np.repeat(rng.normal(size=(12, 3)), 3, axis=0),  # at height zero
        lambda: rng.integers(0, 20, size=(40, 1)) / 10,
    ]
    return kinds[seed % len(kinds)]()


def _heights_to_try(tree: Tree) -> list[float]:
    """Return heights of merges, heights between them, and some beyond."""
    heights = np.unique(tree.heights)
    between = (heights[1:] + heights[:-1]) / 2
    rounded = [float(f"{height:.3g}") for height in np.geomspace(0.01, 1.2 * heights[-1], 25)]
    few = [*heights[:: max(1, len(heights) // 25)], *between[:: max(1, len(between) // 25)]]
    return [*map(float, few), *rounded, 0.0]


def _assert_cuts_are_scikit_learns(model: Any, X: Any) -> list[dict[str, Any]]:
    traced = trace(model, X)
    levels = _heights_to_try(traced.tree)
    if len(traced.tree.later_heights):  # no higher than the merges that the tree has
        every = np.sort(np.concatenate([traced.tree.heights, traced.tree.later_heights]))
        levels = [level for level in levels if level <= every[traced.tree.n_merges]]
    (answers,) = look_up([(traced, levels)])
    for level, found in zip(levels, answers, strict=True):
        cut = clone(model).set_params(
            n_clusters=None, distance_threshold=level, compute_full_tree=True
        )
        labels = cut.fit_predict(X)
        shown = np.array(found["labels"])
        alone = np.flatnonzero(shown < 0)
        shown[alone] = shown.max(initial=0) + 1 + np.arange(len(alone))
        assert partition(shown) == partition(labels)
        assert found["clusters"] == cut.n_clusters_
        assert found["noise"] == np.count_nonzero(np.bincount(labels) == 1)
        assert found["straight"] == bool((cut_below(traced.tree, level) < level).all())
    return answers


def cut_below(tree: Tree, level: float) -> np.ndarray:
    """Return the heights of the merges that a threshold makes, counted from the last."""
    every = np.concatenate([tree.heights, tree.later_heights])
    return tree.heights[: np.count_nonzero(every < level)]


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("linkage", ["ward", "complete", "average", "single"])
def test_every_height_is_cut_as_scikit_learn_does(seed: int, linkage: str) -> None:
    model = AgglomerativeClustering(n_clusters=3, linkage=linkage)
    answers = _assert_cuts_are_scikit_learns(model, _merged(seed))
    assert len({found["clusters"] for found in answers}) > 2


@pytest.mark.filterwarnings("ignore:the number of connected components")
@pytest.mark.parametrize("linkage", ["ward", "average", "complete"])
def test_heights_that_fall_are_cut_as_scikit_learn_does(linkage: str) -> None:
    straight = []
    for seed in range(6):
        X = make_moons(60, noise=0.2, random_state=seed)[0]
        graph = kneighbors_graph(X, 3, include_self=False)
        graph = graph + graph.T
        for whole in (True, "auto"):
            model = AgglomerativeClustering(
                n_clusters=4, linkage=linkage, connectivity=graph, compute_full_tree=whole
            )
            answers = _assert_cuts_are_scikit_learns(model, X)
            straight += [found["straight"] for found in answers]
    assert all(straight) == (linkage != "ward")
