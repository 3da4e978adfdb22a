"""Small work runs on one thread: faster alone, and kernels don't wait for each other."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pytest
from sklearn.cluster import (
    DBSCAN,
    AgglomerativeClustering,
    BisectingKMeans,
    KMeans,
    MiniBatchKMeans,
    SpectralClustering,
)
from sklearn.cluster._kmeans import _BaseKMeans
from sklearn.mixture import GaussianMixture
from sklearn.mixture._base import BaseMixture
from sklearn.neighbors import NearestNeighbors
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from threadpoolctl import threadpool_info, threadpool_limits

from teachclust import one_thread, plots, threads
from teachclust.lessons.checking import check
from teachclust.lessons.registry import find_exercise
from teachclust.scores import benchmark_fits, scan_k, score_by_k
from teachclust.threads import threads_for
from teachclust.widgets.k_lab import KLab

X = np.random.default_rng(0).normal(size=(60, 2)) + np.repeat([[0.0], [9.0], [20.0]], 20, axis=0)
FEW: dict[str, Any] = {"n_references": 2, "n_resamples": 2}
#: what computes, by class
WORK: list[tuple[Any, tuple[str, ...]]] = [
    (KMeans, ("fit",)),
    (MiniBatchKMeans, ("fit",)),
    (BisectingKMeans, ("fit",)),
    (AgglomerativeClustering, ("fit",)),
    (DBSCAN, ("fit",)),
    (SpectralClustering, ("fit",)),
    (NearestNeighbors, ("fit",)),
    (_BaseKMeans, ("predict", "transform", "score")),
    (BaseMixture, ("fit_predict", "predict", "predict_proba")),
]


def most_threads() -> int:
    return max(one["num_threads"] for one in threadpool_info())


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """Two threads are allowed; yield on how many each fit and prediction ran."""
    monkeypatch.delenv("OMP_NUM_THREADS", raising=False)
    found: list[int] = []

    def watched(method: Any) -> Any:
        def run(self: Any, *args: Any, **kwargs: Any) -> Any:
            found.append(most_threads())
            return method(self, *args, **kwargs)

        return run

    for kind, names in WORK:
        for name in names:
            monkeypatch.setattr(kind, name, watched(getattr(kind, name)))
    with threadpool_limits(2):
        yield found
    plt.close("all")


def test_small_work_is_limited_and_large_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OMP_NUM_THREADS", raising=False)
    with threadpool_limits(2):
        with threads_for(0):
            assert most_threads() == 1
        with threads_for(1e9):
            assert most_threads() == 2
        with one_thread():
            assert most_threads() == 1
        assert most_threads() == 2
        monkeypatch.setenv("OMP_NUM_THREADS", "2")
        with one_thread():  # somebody has decided
            assert most_threads() == 2


@pytest.mark.parametrize("work", [threads._SMALL - 1, threads._SMALL])
def test_the_border(work: float, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OMP_NUM_THREADS", raising=False)
    with threadpool_limits(2), threads_for(work):
        assert most_threads() == (1 if work < threads._SMALL else 2)


KMEANS = KMeans(3, n_init=2, random_state=0)
# a trace is made under the caller's own limit, so that it ends as the caller's fit does
ENTRIES: dict[str, Any] = {
    "scan_k": lambda: [
        scan_k(one, X, (1, 2, 3), **FEW)
        for one in (MiniBatchKMeans(n_init=1, random_state=0), GaussianMixture(random_state=0))
    ],
    "KLab": lambda: KLab(KMEANS, X, (2, 3), **FEW),
    "benchmark_fits": lambda: benchmark_fits(KMEANS, X),
    "score_by_k": lambda: score_by_k(KMEANS, X, np.repeat([0, 1, 2], 20), (2, 3), X_test=X,
                                     y_test=np.repeat([0, 1, 2], 20)),
    "silhouettes": lambda: plots.SilhouetteDisplay.from_estimator(KMEANS, X),
    "pipeline": lambda: plots.ClusterDisplay.from_estimator(
        make_pipeline(StandardScaler(), KMEANS), X
    ),
    "elbow": lambda: plots.ElbowDisplay.from_estimator(KMEANS, X, k=(1, 2, 3)),
    "mixture": lambda: plots.MixtureDisplay.from_estimator(GaussianMixture(3, random_state=0), X),
    "k_distance": lambda: plots.KDistanceDisplay.from_estimator(DBSCAN(eps=1), X),
    "palette": lambda: plots.PaletteDisplay.from_estimator(
        KMEANS, np.random.default_rng(0).integers(0, 255, (8, 8, 3)).astype(np.uint8)
    ),
}  # fmt: skip


@pytest.mark.parametrize("entry", ENTRIES)
def test_every_small_fit_of_the_package_runs_on_one_thread(entry: str, seen: list[int]) -> None:
    ENTRIES[entry]()
    assert seen
    assert set(seen) == {1}


def test_answers_are_checked_on_one_thread(seen: list[int]) -> None:
    exercise = find_exercise("blobs-2")
    assert check("blobs-2", *exercise.right_answers(0)).ok
    assert seen
    assert set(seen) == {1}


def test_the_name_is_public_and_loads_nothing_heavy() -> None:
    code = "import sys, teachclust; teachclust.one_thread; print('sklearn' in sys.modules)"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "False"
