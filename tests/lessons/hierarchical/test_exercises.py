"""What lesson 07_hierarchical declares right, computed another way."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.cluster.hierarchy import cophenet, fcluster
from scipy.spatial.distance import cdist, squareform

from teachclust.lessons.hierarchical import exercises as module
from teachclust.lessons.hierarchical.exercises import MERGE, READ

CLUSTERS = {"A": [12], "B": [40], "C": [52, 60, 69]}
#: the tree of the lesson, as scipy writes it
SEVEN = np.array(
    [[0, 3, 1, 2], [2, 5, 2, 2], [7, 1, 3, 3], [8, 6, 5, 3], [9, 10, 9, 6], [11, 4, 10, 7.0]]
)


@pytest.mark.parametrize(("linkage", "place"), [(np.min, 0), (np.max, 2)])
def test_the_next_merge_is_that_of_least_distance(linkage, place):
    heights = {}
    for pair in ("AB", "AC", "BC"):
        one, other = (np.array(CLUSTERS[letter])[:, None] for letter in pair)
        heights[pair] = float(linkage(cdist(one, other)))
    least = min(heights, key=heights.get)
    pair, height = MERGE.right_answers(0)[place : place + 2]
    assert (pair, height) == (least, heights[least])
    assert MERGE.answers[place + 1].right == heights[least]


def test_the_tree_is_read_as_scipy_reads_it():
    apart, clusters, _ = READ.answers
    assert squareform(cophenet(SEVEN))[1, 2] == apart.right
    assert fcluster(SEVEN, 4, "distance").max() == clusters.right


@pytest.mark.parametrize("cut", [5.001, 7, 8.999])
def test_every_cut_that_passes_gives_three_clusters(cut):
    module._judge_cut(cut)
    assert fcluster(SEVEN, cut, "distance").max() == 3


@pytest.mark.parametrize("cut", [4.999, 5, 9, 9.001])
def test_every_other_cut_is_refused(cut):
    with pytest.raises(module.Mistake):
        module._judge_cut(cut)


def test_merges_that_decide_have_heights_of_their_own():
    for place, k in module._TRIES:
        heights = module._heights(module._tree_data(place))
        assert len(set(np.round(heights[-k - 2 :], 9))) == k + 2
