"""Random clustering problems: continuous data, and data full of ties."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import strategies as st
from sklearn.cluster import KMeans


@st.composite
def continuous(draw: st.DrawFn) -> np.ndarray:
    """Normal or blob data at any scale and offset: no two distances are equal."""
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    n, d = draw(st.integers(3, 200)), draw(st.integers(1, 6))
    X = rng.normal(size=(n, d))
    if draw(st.booleans()):
        X += rng.normal(size=(4, d))[rng.integers(0, 4, n)] * 5
    return X * draw(st.sampled_from([1e-3, 1.0, 1e3])) + draw(st.sampled_from([0.0, -7.0, 1e3]))


@st.composite
def tied(draw: st.DrawFn) -> np.ndarray:
    """Small integers with repeated rows: ties everywhere, clusters that become empty."""
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    n, d = draw(st.integers(3, 80)), draw(st.integers(1, 4))
    X = rng.integers(0, draw(st.integers(2, 6)), size=(n, d)).astype(float)
    X[0] = X.max() + 1  # at least two different rows
    return X


@st.composite
def kmeans(draw: st.DrawFn, X: np.ndarray) -> KMeans:
    """A KMeans with any of its parameters that fits X."""
    k = draw(st.integers(1, min(len(X), 8)))
    inits: list[Any] = ["k-means++", "random", X[:k].copy(), _first_rows]
    return KMeans(
        n_clusters=k,
        init=draw(st.sampled_from(inits)),
        n_init=draw(st.sampled_from(["auto", 1, 3])),
        max_iter=draw(st.sampled_from([1, 2, 300])),
        tol=draw(st.sampled_from([0.0, 1e-4, 1e-2])),
        random_state=draw(st.integers(0, 1000)),
        algorithm=draw(st.sampled_from(["lloyd", "lloyd", "elkan"])),
    )


def _first_rows(X: np.ndarray, n_clusters: int, random_state: Any) -> np.ndarray:
    return X[-n_clusters:] * 0.5
