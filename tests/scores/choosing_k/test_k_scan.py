"""A scan's table, repr and fits."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from sklearn.cluster import (
    KMeans,
)
from sklearn.datasets import make_blobs

from teachclust.errors import LearnerError
from teachclust.scores.choosing_k.scan import scan_k

X = make_blobs(150, centers=3, cluster_std=1.5, random_state=0)[0]


FEW: dict[str, Any] = {"n_references": 3, "n_resamples": 3, "progress": False}


def test_table_and_repr_are_the_same_in_every_run() -> None:
    one, two = (scan_k(KMeans(random_state=0), X, range(1, 4), **FEW) for _ in "ab")
    pd.testing.assert_frame_equal(one.table(), two.table())
    assert list(one.table()) == [
        "inertia", "silhouette", "calinski_harabasz", "davies_bouldin", "gap", "gap_spread",
        "stability", "stability_low", "stability_high",
    ]  # fmt: skip
    assert one.table().index.name == "k"
    assert list(one.table(fit_time=True))[-1] == "fit_time"
    assert repr(one) == repr(two)
    assert "\n" not in repr(one)
    assert repr(one).startswith("KScan(KMeans(random_state=0), 150 points x 2 features, k = 1 to 3")


def test_a_k_that_was_not_fitted_is_refused() -> None:
    scan = scan_k(KMeans(random_state=0), X, [2, 5, 5, np.int64(3)], criteria="inertia")
    assert scan.k == (2, 3, 5)
    assert scan[5].k == 5
    with pytest.raises(LearnerError, match="k=4 was not fitted"):
        _ = scan[4]


def test_names_of_a_frame_are_kept() -> None:
    frame = pd.DataFrame(X, columns=["width", "height"])
    assert scan_k(KMeans(), frame, [2], criteria="inertia").feature_names == ("width", "height")
