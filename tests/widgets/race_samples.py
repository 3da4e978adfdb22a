"""Two estimators that race, for the tests of the Race."""

from __future__ import annotations

from typing import Any

from sklearn.cluster import KMeans, MiniBatchKMeans
from sklearn.datasets import make_blobs

from teachclust import Race

X = make_blobs(400, n_features=3, centers=5, random_state=4, cluster_std=1.7)[0]


def pair(**params: Any) -> list[Any]:
    return [
        MiniBatchKMeans(5, batch_size=40, random_state=0, **params),
        KMeans(5, random_state=0, **params),
    ]


def ask(w: Race, number: int, **edit: Any) -> None:
    w.request = {"id": number, "base": 1, "frame": 0, "edit": edit}
