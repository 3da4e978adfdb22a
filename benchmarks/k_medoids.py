"""KMedoids against FasterPAM of the package kmedoids, and its trace against its fit, one thread."""

from __future__ import annotations

import numpy as np
from scipy.spatial.distance import cdist
from sklearn.datasets import make_blobs
from threadpoolctl import threadpool_limits

from benchmarks.report import Row
from benchmarks.traces import seconds
from teachclust import trace
from teachclust.cluster import KMedoids

N = 2_000
STARTS = 10


def run(quick: bool) -> list[Row]:
    """Measure tables of 5 to 20 groups that overlap, each with as many starts on both sides."""
    with threadpool_limits(1):
        return [*_quality(), _trace(2 if quick else 5)]


def _table(k: int) -> np.ndarray:
    return make_blobs(N, centers=k, n_features=4, cluster_std=3.0, random_state=0)[0]


def _quality() -> list[Row]:
    import kmedoids  # installed for tests alone

    rows = []
    for k in (5, 8, 12, 20):
        X = _table(k)
        distances = cdist(X, X)
        theirs = [
            kmedoids.fasterpam(distances, k, init="random", random_state=seed, n_cpu=1).loss
            for seed in range(STARTS)
        ]
        model = KMedoids(k, swaps="first", n_init=STARTS, random_state=0).fit(X)
        above = model.inertia_ / min(theirs) - 1
        what = f"KMedoids against FasterPAM, the best of {STARTS} starts each, {N:,} x 4, k = {k}"
        figure = f"{abs(above):.4%} {'above' if above > 1e-9 else 'below or equal'}"
        rows.append(Row(what, figure, "the same sum or lower", above <= 1e-9))
    return rows


def _trace(turns: int) -> Row:
    X, model = _table(8), KMedoids(8)
    fit = min(seconds(lambda: model.fit(X)) for _ in range(turns))
    traced = min(seconds(lambda: trace(model, X)) for _ in range(turns))
    what = f"`trace` / `KMedoids.fit`, {N:,} x 4, k = 8"
    figure = f"{traced / fit:.2f} times ({traced:.3f} s / {fit:.3f} s)"
    return Row(what, figure, "at most 3 times", traced / fit <= 3)
