"""The nearest center, whatever the distance and the scaling."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from scipy.spatial.distance import cdist
from sklearn.datasets import make_blobs
from sklearn.exceptions import NotFittedError
from sklearn.preprocessing import MinMaxScaler

from teachclust.cluster import LVQ, CascadeKMeans, KMedians, SimpleKMeans, XMeans
from teachclust.cluster.nearest_center import MinMax, NearestCenter

X, _ = make_blobs(120, centers=4, n_features=3, random_state=0)
X = X * [1.0, 100.0, 0.01]


@pytest.mark.parametrize(
    ("model", "metric", "scaled"),
    [
        (KMedians(4, random_state=0), "cityblock", False),
        (SimpleKMeans(4, random_state=0), "euclidean", True),
        (SimpleKMeans(4, distance="manhattan", random_state=0), "cityblock", True),
        (SimpleKMeans(4, normalize=False, random_state=0), "euclidean", False),
        (CascadeKMeans(2, 5, restarts=3, distance="manhattan", random_state=0), "cityblock", True),
        (XMeans(random_state=0), "euclidean", False),
        (LVQ(4, epochs=5), "euclidean", True),
    ],
)
def test_the_nearest_center_is_predicted(model: Any, metric: str, scaled: bool) -> None:
    assert isinstance(model, NearestCenter)
    queries = X[::3] + 0.01
    with pytest.raises(NotFittedError):
        model.predict(queries)
    model.fit(X)
    scaler = MinMaxScaler().fit(X) if scaled else MinMaxScaler().fit([[0] * 3, [1] * 3])
    gaps = cdist(scaler.transform(queries), scaler.transform(model.cluster_centers_), metric)
    np.testing.assert_array_equal(model.predict(queries), gaps.argmin(axis=1))


def test_a_constant_feature_is_0() -> None:
    rows = np.array([[1.0, 7.0], [3.0, 7.0]])
    scaling = MinMax(rows, scaled=True)
    assert scaling.scale(rows).tolist() == [[0.0, 0.0], [1.0, 0.0]]
    np.testing.assert_array_equal(scaling.undo(scaling.scale(rows)), rows)
    unscaled = MinMax(rows, scaled=False)
    np.testing.assert_array_equal(unscaled.scale(rows), rows)
