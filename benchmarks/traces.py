"""`trace` against `KMeans.fit` from the same start, one thread, by turns."""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np
from sklearn.cluster import KMeans
from sklearn.datasets import load_digits, make_blobs
from threadpoolctl import threadpool_limits

from benchmarks.report import Row
from teachclust import trace


def run(quick: bool) -> list[Row]:
    """Measure 10,000 to 100,000 points in the plane, and 60,000 pictures of 784 pixels."""
    rows = []
    with threadpool_limits(1):
        for n in (10_000, 30_000, 100_000):
            X = make_blobs(n, centers=8, cluster_std=3.0, random_state=0)[0]
            rows.append(_row(X, 8, 300, 3.0, 2 if quick else 7))
        X = _pictures(10_000 if quick else 60_000)
        rows.append(_row(X, 10, 40, 1.5, 1 if quick else 3))
    return rows


def _row(X: np.ndarray, k: int, max_iter: int, target: float, turns: int) -> Row:
    start = X[np.random.default_rng(1).choice(len(X), k, replace=False)]
    estimator = KMeans(k, init=start, n_init=1, max_iter=max_iter)
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(turns):
        times[0].append(seconds(lambda: estimator.fit(X)))
        times[1].append(seconds(lambda: trace(estimator, X)))
    fit, traced = min(times[0]), min(times[1])
    what = f"`trace` / `KMeans.fit`, {len(X):,} x {X.shape[1]}, {estimator.n_iter_} iterations"
    figure = f"{traced / fit:.2f} times ({traced:.3f} s / {fit:.3f} s)"
    return Row(what, figure, f"at most {target:g} times", traced / fit <= target)


def seconds(work: Callable[[], object]) -> float:
    """Return how long some work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _pictures(n: int) -> np.ndarray:
    """Draw pictures of 28 x 28 pixels: enlarged digits, shifted, with noise."""
    rng = np.random.default_rng(0)
    small = load_digits().images[rng.integers(0, 1797, n)]
    large = np.repeat(np.repeat(small, 3, axis=1), 3, axis=2)
    canvas = np.zeros((n, 28, 28))
    for row, (dx, dy) in enumerate(rng.integers(0, 5, (n, 2))):
        canvas[row, dx : dx + 24, dy : dy + 24] = large[row]
    return (canvas + rng.random(canvas.shape)).reshape(n, 784)
