"""`trace` of other algorithms against the fit alone, one thread, by turns."""

from __future__ import annotations

from typing import Any

import numpy as np
from sklearn.base import clone
from sklearn.cluster import DBSCAN, AgglomerativeClustering
from sklearn.datasets import make_blobs
from sklearn.mixture import GaussianMixture
from threadpoolctl import threadpool_limits

from benchmarks.report import Row
from benchmarks.traces import seconds
from teachclust import trace

TARGET = 3.0


def run(quick: bool) -> list[Row]:
    """Measure DBSCAN and a mixture of 10,000 points, and the merges of 3,000."""
    many = make_blobs(10_000, centers=5, cluster_std=1.5, random_state=0)[0]
    some = many[:3_000]
    turns = 2 if quick else 7
    with threadpool_limits(1):
        return [
            _row("DBSCAN", DBSCAN(eps=0.3, min_samples=10), many, turns),
            _row("GaussianMixture, k = 5", GaussianMixture(5, random_state=0), many, turns),
            _row("AgglomerativeClustering", AgglomerativeClustering(5), some, turns),
        ]


def _row(name: str, estimator: Any, X: np.ndarray, turns: int) -> Row:
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(turns):
        times[0].append(seconds(lambda: clone(estimator).fit(X)))
        times[1].append(seconds(lambda: trace(estimator, X)))
    fit, traced = min(times[0]), min(times[1])
    return Row(
        f"`trace` / fit, {name}, n = {len(X):,}",
        f"{traced / fit:.2f} times ({traced:.3f} s / {fit:.3f} s)",
        f"at most {TARGET:g} times",
        traced / fit <= TARGET,
    )
