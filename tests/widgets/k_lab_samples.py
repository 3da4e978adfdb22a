"""Scans of few points, for the tests of the KLab."""

from __future__ import annotations

from typing import Any

import numpy as np
from sklearn.cluster import KMeans
from sklearn.datasets import make_blobs

from teachclust import KLab

X, _ = make_blobs(90, centers=3, random_state=4, cluster_std=0.8)


FEW: dict[str, Any] = {"n_references": 2, "n_resamples": 2}


BARE: dict[str, Any] = {"criteria": ["inertia"], "scaled": False}


def lab(estimator: Any = None, data: Any = X, k: Any = range(1, 6), **options: Any) -> KLab:
    estimator = KMeans(n_init=2, random_state=0) if estimator is None else estimator
    return KLab(estimator, data, k, **{**FEW, **options})


def blocks(wire: dict[str, Any]) -> tuple[Any, Any, Any]:
    head = wire["head"]
    labels = np.frombuffer(wire["labels"], "<u1").reshape(-1, head["n"])
    centers = np.frombuffer(wire["centers"], "<f4").reshape(-1, head["k"], 2)
    return labels, centers, np.frombuffer(wire["silhouettes"], "<f4")
