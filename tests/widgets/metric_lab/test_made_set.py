from __future__ import annotations

import numpy as np
from sklearn.cluster import KMeans

from teachclust.scores import explain_score
from teachclust.widgets.metric_lab.made_set import made_set


def test_it_begins_with_what_k_means_finds() -> None:
    X, classes, clusters = made_set()
    assert X.shape == (24, 2)
    assert np.unique(classes, return_counts=True)[1].tolist() == [12, 8, 4]
    for seed in range(3):
        found = KMeans(3, n_init=20, random_state=seed).fit_predict(X)
        assert explain_score("adjusted_rand").of(found, y=clusters) == 1.0
