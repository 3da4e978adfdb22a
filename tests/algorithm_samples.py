"""A small fit of each algorithm that can be watched, for tests that all have to pass."""

from __future__ import annotations

from typing import Any

import numpy as np
from sklearn.cluster import (
    DBSCAN,
    HDBSCAN,
    OPTICS,
    AgglomerativeClustering,
    BisectingKMeans,
    KMeans,
    MeanShift,
    MiniBatchKMeans,
    SpectralClustering,
)
from sklearn.datasets import make_blobs, make_moons
from sklearn.mixture import GaussianMixture

BLOBS = make_blobs(80, centers=4, random_state=3, cluster_std=1.2)[0]
MOONS = make_moons(90, noise=0.06, random_state=0)[0]

#: name of the estimator's class -> an estimator and data; a new algorithm adds a line
ALGORITHM_SAMPLES: dict[str, tuple[Any, np.ndarray]] = {
    "KMeans": (KMeans(4, init="random", n_init=1, random_state=2), BLOBS),
    "MiniBatchKMeans": (MiniBatchKMeans(4, batch_size=20, random_state=0), BLOBS),
    "BisectingKMeans": (BisectingKMeans(4, random_state=0), BLOBS),
    "AgglomerativeClustering": (AgglomerativeClustering(4, linkage="average"), BLOBS),
    "DBSCAN": (DBSCAN(eps=0.25, min_samples=5), MOONS),
    "OPTICS": (OPTICS(min_samples=6), MOONS),
    "HDBSCAN": (HDBSCAN(min_cluster_size=8, copy=True), MOONS),
    "MeanShift": (MeanShift(bandwidth=2.5), BLOBS),
    "GaussianMixture": (GaussianMixture(4, random_state=0), BLOBS),
    "SpectralClustering": (SpectralClustering(2, gamma=30.0, random_state=0), MOONS),
}
