"""Traces of SimpleKMeans: each start in its words, centers in the units of the data."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.datasets import make_blobs

from teachclust.cluster import SimpleKMeans
from teachclust.cluster.simple_k_means import INITS
from teachclust.traces import trace

X = make_blobs(80, centers=4, random_state=1)[0] * [1.0, 1000.0]


@pytest.mark.parametrize("init", INITS)
def test_each_start_is_told(init: str) -> None:
    traced = trace(SimpleKMeans(4, init=init, random_state=0), X)
    seeds = [f for f in traced if f.kind == "seed"]
    assert len(seeds) == (4 if init in ("k-means++", "farthest-first") else 1)
    last = seeds[-1].values["centers"]
    assert all(any(np.allclose(center, row) for row in X) for center in last)


def test_how_kmeans_plus_plus_draws_is_told_apart() -> None:
    squared = trace(SimpleKMeans(3, init="k-means++", squared_weights=True, random_state=0), X)
    plain = trace(SimpleKMeans(3, init="k-means++", random_state=0), X)
    assert squared.code[0].text == "draw k centers by k-means++"
    assert plain.code[0].text == "draw k centers by distance"
    assert plain.frames[2].caption.endswith("drawn with a chance that grows with distance.")


def test_fewer_clusters_than_asked_are_noticed() -> None:
    traced = trace(SimpleKMeans(6, init="canopy", canopy_radius=0.8), X)
    assert traced.n_clusters < 6
    assert any(notice.startswith("Of 6 clusters") for notice in traced.notices)
    assert not trace(SimpleKMeans(2, random_state=0), X).notices
