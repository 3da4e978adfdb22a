"""A small fit of each algorithm that can be watched, for tests that all have to pass."""

from __future__ import annotations

from typing import Any

import numpy as np
from sklearn.base import clone
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

_HARD = {
    "n_clusters": 3,
    "n_components": 3,
    "n_init": 4,
    "eps": 1.0,
    "bandwidth": 4.0,
    "gamma": 0.1,
}


def hard_sample(name: str, seed: int, n_samples: int = 90) -> tuple[Any, np.ndarray]:
    """Return an estimator and whole numbers full of ties: repeated rows in three squares.

    Parameters
    ----------
    name : str
        Name of the estimator's class.
    seed : int
        Of the data, and of the estimator where it draws.
    n_samples : int, default=90
        A multiple of 3.
    """
    rng = np.random.default_rng(seed)
    squares = np.repeat([[0, 0], [14, 0], [4, 16]], n_samples // 3, axis=0)
    X = (rng.integers(0, 5, size=(n_samples, 2)) + squares).astype(float)
    estimator = clone(ALGORITHM_SAMPLES[name][0])
    known = estimator.get_params()
    chosen = {key: value for key, value in _HARD.items() if key in known}
    if name == "OPTICS":
        chosen.pop("eps")
    if "random_state" in known:
        chosen["random_state"] = seed
    return estimator.set_params(**chosen), X
