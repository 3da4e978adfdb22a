"""The tree of merges: sizes, order, numbers and cuts, against plain sets of leaves."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

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
