"""What lesson 00_start_here declares right is what its widget shows."""

from __future__ import annotations

import numpy as np
from sklearn.cluster import KMeans

from teachclust.datasets import load_blobs
from teachclust.lessons.start.exercises import SIZE


def test_the_size_that_is_right_is_the_one_at_the_end():
    model = KMeans(n_clusters=4, init="random", n_init=1, random_state=2).fit(load_blobs().data)
    sizes = np.bincount(model.labels_)
    (answer,) = SIZE.answers
    assert (sizes == answer.right).all()
    assert set(answer.slips) >= {len(model.labels_), model.n_clusters}
