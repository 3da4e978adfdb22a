"""Data on which the contract tests try every algorithm."""

from __future__ import annotations

import numpy as np

from teachclust.traces.frame import Floats


def blobs() -> Floats:
    """Return 80 points in four round groups."""
    from sklearn.datasets import make_blobs  # loaded late: a trace needs no samples

    X: Floats = make_blobs(80, centers=4, random_state=3, cluster_std=1.2)[0]
    return X


def moons() -> Floats:
    """Return 90 points in two half moons."""
    from sklearn.datasets import make_moons  # loaded late: a trace needs no samples

    X: Floats = make_moons(90, noise=0.06, random_state=0)[0]
    return X


def tied(seed: int, n_samples: int = 90) -> Floats:
    """Return whole numbers full of ties: repeated rows in three squares, as many in each."""
    rng = np.random.default_rng(seed)
    squares = np.repeat([[0, 0], [14, 0], [4, 16]], n_samples // 3, axis=0)
    X: Floats = (rng.integers(0, 5, size=(n_samples, 2)) + squares).astype(float)
    return X
