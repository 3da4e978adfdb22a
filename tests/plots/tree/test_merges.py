"""What is a tree of merges comes through as a copy; what is none is told where it breaks."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.cluster.hierarchy import is_valid_linkage, linkage

from teachclust.errors import LearnerError
from teachclust.plots.tree.merges import read_linkage, read_tree, tree_of_merges

CHILDREN, HEIGHTS = [[0, 1], [3, 2]], [1.0, 2.0]


def test_merges_are_copied() -> None:
    pairs, tops = np.array(CHILDREN), np.array(HEIGHTS)
    children, heights = read_tree(pairs, tops)
    assert (children.tolist(), heights.tolist()) == (CHILDREN, HEIGHTS)
    assert (children.dtype, heights.dtype) == (np.intp, np.float64)
    children[:], heights[:] = 9, 9
    assert (pairs.tolist(), tops.tolist()) == (CHILDREN, HEIGHTS)
    floats, whole = read_tree(np.array(CHILDREN, dtype=float), [1, 2])
    assert (floats.dtype, whole.dtype) == (np.intp, np.float64)
    falling = read_tree(CHILDREN, [2.0, 1.0])[1]
    assert falling.tolist() == [2.0, 1.0], "heights may fall: centroid linkage makes them"


@pytest.mark.parametrize(
    ("children", "heights", "where"),
    [
        ([0, 1], [1.0], "children of shape (2,), heights of shape (1,)"),
        ([[0, 1, 2]], [1.0], "children of shape (1, 3), heights of shape (1,)"),
        ([[0, 1]], [1.0, 2.0], "children of shape (1, 2), heights of shape (2,)"),
        ([[0, 1]], [[1.0]], "children of shape (1, 2), heights of shape (1, 1)"),
        (np.empty((0, 2)), [], "children of shape (0, 2), heights of shape (0,)"),
        (CHILDREN, [1.0, np.nan], "merge 1 has no finite height"),
        (CHILDREN, [np.inf, np.inf], "merge 0 has no finite height"),
        ([[0, 1.5], [3, 2]], HEIGHTS, "children that are no whole numbers from 0 on"),
        ([[0, -1], [3, 2]], HEIGHTS, "children that are no whole numbers from 0 on"),
        ([[0, 3], [1, 2]], HEIGHTS, "merge 0 joins node 3, and 3 nodes are there"),
        ([[0, 1], [4, 2]], HEIGHTS, "merge 1 joins node 4, and 4 nodes are there"),
        ([[0, 1], [0, 2]], HEIGHTS, "node 0 is joined 2 times"),
        ([[1, 1], [3, 2]], HEIGHTS, "node 1 is joined 2 times"),
        ([[0, 2], [2, 2]], HEIGHTS, "node 2 is joined 3 times"),
    ],
)
def test_what_is_no_tree_is_told_where(children: Any, heights: Any, where: str) -> None:
    with pytest.raises(LearnerError) as told:
        read_tree(children, heights)
    assert told.value.what == "This is no tree of merges."
    assert told.value.where == where
    assert "n - 1 merges" in told.value.why
    assert "from_linkage" in told.value.fix


@given(st.integers(0, 10_000), st.integers(2, 30), st.sampled_from(["single", "ward", "centroid"]))
def test_scipys_linkages_come_through(seed: int, n: int, how: str) -> None:
    Z = linkage(np.random.default_rng(seed).normal(size=(n, 2)), how)
    children, heights = read_linkage(Z)
    np.testing.assert_array_equal(children, Z[:, :2])
    np.testing.assert_array_equal(heights, Z[:, 2])
    tree = tree_of_merges(children, heights)
    np.testing.assert_array_equal(tree.sizes[n:], Z[:, 3])
    assert tree.n_leaves == n


@given(st.lists(st.lists(st.integers(-1, 8), min_size=2, max_size=2), min_size=1, max_size=4))
def test_just_what_scipy_takes_for_valid_is_read(pairs: list[list[int]]) -> None:
    n = len(pairs) + 1
    sizes = [1] * n
    for a, b in pairs:
        known = 0 <= a < len(sizes) and 0 <= b < len(sizes)
        sizes.append(sizes[a] + sizes[b] if known else 2)
    Z = np.c_[np.array(pairs, dtype=float), np.arange(1.0, n), np.array(sizes[n:], dtype=float)]
    # scipy minds an order of the two nodes of a merge and their sizes too: only ours differ in that
    flat = sorted(node for pair in pairs for node in pair)
    early = any(max(pair) >= n + i for i, pair in enumerate(pairs))
    good = flat == sorted(set(flat)) and flat[0] >= 0 and not early
    if good:
        assert read_linkage(Z)[0].tolist() == pairs
        assert is_valid_linkage(Z)
    else:
        with pytest.raises(LearnerError):
            read_linkage(Z)


@pytest.mark.parametrize("Z", [np.zeros((3, 3)), np.zeros(4), np.zeros((1, 2, 4)), "ab"])
def test_what_has_not_four_columns_is_no_linkage(Z: Any) -> None:
    with pytest.raises(LearnerError) as told:
        read_linkage(Z)
    assert "linkage matrix of SciPy" in told.value.what
    assert told.value.where.startswith("Z of shape")
    assert "linkage(X" in told.value.fix
