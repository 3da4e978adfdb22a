"""Fewer rows than clusters: the fix asks the same clusterer for fewer."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from sklearn.cluster import KMeans

import teachclust.earth as ee
from teachclust.errors import LearnerError

C = ee.Clusterer


@pytest.mark.parametrize(
    ("made", "fix"),
    [
        (C.wekaKMeans(3), "wekaKMeans(nClusters=2)"),
        (C.wekaLVQ(), "wekaLVQ(numClusters=2)"),
        (C.wekaCascadeKMeans(), "wekaCascadeKMeans(maxClusters=2)"),
        (C.wekaXMeans(3), "wekaXMeans(minClusters=2, maxClusters=2)"),
        (C.wekaCobweb(nClusters=4), "wekaCobweb(nClusters=2)"),
        (C(KMeans(5)), "KMeans(n_clusters=2"),
    ],
)
def test_the_fix_keeps_the_clusterer(made: Any, fix: str) -> None:
    two = np.array([[0, 1.0], [2, 3]])
    with pytest.raises(LearnerError, match="There are 2 rows for") as error:
        made.train(two)
    assert fix in error.value.fix
    exec(error.value.fix, {"ee": ee, "KMeans": KMeans, "training": two})
