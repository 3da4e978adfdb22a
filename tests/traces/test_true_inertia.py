"""The inertia of centers over all points, against brute force."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from sklearn.cluster import KMeans, MiniBatchKMeans
from sklearn.datasets import make_blobs

from teachclust import trace
from teachclust.checks import check_data
from teachclust.traces.true_inertia import true_inertias

X = make_blobs(300, centers=5, random_state=1, cluster_std=1.5)[0]


def brute(data: Any, centers: Any) -> float:
    gaps = ((data[:, None, :].astype(float) - centers[None, :, :]) ** 2).sum(axis=2)
    return float(gaps.min(axis=1).sum())


@pytest.mark.parametrize("d", [1, 2, 30])
@pytest.mark.parametrize("kind", [KMeans, MiniBatchKMeans])
@pytest.mark.parametrize(("dtype", "close"), [(np.float64, 1e-9), (np.float32, 1e-5)])
def test_inertia_over_all_points_is_brute_force(
    kind: Any, d: int, dtype: Any, close: float
) -> None:
    data = make_blobs(150, n_features=d, centers=4, random_state=2, cluster_std=2)[0] + 100
    data = data.astype(dtype)
    more = {"batch_size": 16} if kind is MiniBatchKMeans else {}
    t = trace(kind(4, random_state=0, **more), data)
    found = true_inertias(t)
    assert len(found) == len(t)
    for frame, inertia in zip(t.frames, found, strict=True):
        centers = frame.values.get("centers")
        if centers is None or not np.isfinite(centers).all():
            assert inertia is None
        else:
            assert inertia == pytest.approx(brute(check_data(data).X, centers), rel=close)
    assert found[-1] == t.objective
