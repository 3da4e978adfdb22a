"""The starts of k-means: how many a mini-batch fit draws, and among how many points."""

from __future__ import annotations

from typing import Any

import pytest
from sklearn.cluster import MiniBatchKMeans
from sklearn.datasets import make_blobs

from teachclust import trace
from teachclust.starts import minibatch_starts
from teachclust.traces.minibatch import _fit

X = make_blobs(300, centers=5, random_state=1, cluster_std=1.5)[0]


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(
    "params",
    [
        {},
        {"batch_size": 20},
        {"batch_size": 20, "init_size": 40, "n_init": 4},
        {"batch_size": 1, "init": "random"},
        {"batch_size": 2000, "init_size": 3},
        {"init": X[:5], "n_init": 7, "batch_size": 30},
    ],
)
def test_minibatch_starts_are_those_that_were_drawn(params: dict[str, Any], seed: int) -> None:
    model = MiniBatchKMeans(5, random_state=seed, **params)
    fitted = _fit(model, X)
    n_starts, size = minibatch_starts(trace(model, X).params, len(X))
    assert n_starts == len(fitted.recording.starts) == fitted._n_init
    assert size == fitted._init_size
    assert fitted.recording.init_indices is not None
    assert size == len(fitted.recording.init_indices)
