"""Blocks of a trace beyond points, labels and centers: rows of raw numbers by frame."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.cluster import AgglomerativeClustering, KMeans
from sklearn.mixture import GaussianMixture

from teachclust.traces import trace
from teachclust.widgets.wire_blocks import blocks_of, fixed_block, row_block, side_head

X = np.random.default_rng(0).normal(size=(30, 2))


@pytest.mark.parametrize(
    ("kind", "dtype"), [("f4", "<f4"), ("f8", "<f8"), ("i4", "<i4"), ("u1", "u1")]
)
def test_a_fixed_block_holds_its_numbers_row_after_row(kind: str, dtype: str) -> None:
    table = np.arange(12).reshape(4, 3)
    about, numbers = fixed_block(table.T, kind)
    assert about == {"type": kind, "size": 12, "rows": None}
    np.testing.assert_array_equal(np.frombuffer(numbers, dtype), table.T.ravel())


@pytest.mark.parametrize("hold", [True, False])
def test_a_block_has_a_row_for_each_frame_that_has_its_value(hold: bool) -> None:
    traced = trace(GaussianMixture(2, random_state=0), X)
    block = row_block(traced, "mixture_weights", "f4", np.asarray, hold)
    assert block is not None
    about, numbers = block
    rows = np.frombuffer(numbers, "<f4").reshape(-1, about["size"])
    for frame, row in zip(traced.frames, about["rows"], strict=True):
        if "mixture_weights" in frame.values:
            np.testing.assert_allclose(rows[row], frame.values["mixture_weights"], rtol=1e-6)
        elif not hold:
            assert row == -1
    assert row_block(traced, "no such value", "f4", np.asarray, hold) is None


def test_a_tree_has_its_blocks_and_its_name_in_the_head() -> None:
    traced = trace(AgglomerativeClustering(3), X)
    blocks = blocks_of(traced)
    assert traced.tree is not None
    children = np.frombuffer(blocks["tree_children"][1], "<i4").reshape(-1, 2)
    np.testing.assert_array_equal(children, traced.tree.children)
    assert side_head(traced)["tree"]["name"] == traced.tree.name.lower()


def test_a_trace_without_pictures_beside_the_plane_says_nothing_of_them() -> None:
    assert side_head(trace(KMeans(2, random_state=0), X)) == {}
