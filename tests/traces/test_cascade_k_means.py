"""Traces of CascadeKMeans: a frame for each number of clusters, then the number taken."""

from __future__ import annotations

import numpy as np
from sklearn.datasets import make_blobs

from teachclust.cluster import CascadeKMeans
from teachclust.traces import trace

X = make_blobs(200, centers=4, random_state=3)[0]


def test_each_number_has_a_frame_with_its_mean_score() -> None:
    model = CascadeKMeans(max_clusters=6, restarts=5, random_state=0)
    traced, fitted = trace(model, X), model.fit(X)
    tried = [frame for frame in traced if frame.kind == "visit"]
    np.testing.assert_allclose([f.objective for f in tried], fitted.scores_.mean(axis=1))
    assert [len(f.values["centers"]) for f in tried] == [2, 3, 4, 5, 6]
    assert tried[1].caption.startswith("Try: 3 clusters have a mean score of ")
    (take,) = (frame for frame in traced if frame.kind == "assign")
    assert take.caption.startswith(f"Take: {fitted.n_clusters_} clusters have the highest mean")


def test_it_says_whether_the_best_start_has_another_number() -> None:
    many = make_blobs(1000, centers=6, n_features=6, random_state=0)[0]
    other = trace(CascadeKMeans(random_state=0), many).last.caption
    assert "has 6 clusters; bad starts lowered their mean." in other
    same = trace(CascadeKMeans(init="k-means++", random_state=0), many).last.caption
    assert "has this number of clusters as well." in same
