"""Whatever is called, and whatever the estimator may write into, the caller's data stay as is."""

from __future__ import annotations

import contextlib
import warnings
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from sklearn.base import clone
from sklearn.cluster import (
    DBSCAN,
    HDBSCAN,
    OPTICS,
    AffinityPropagation,
    AgglomerativeClustering,
    BisectingKMeans,
    KMeans,
    MeanShift,
    MiniBatchKMeans,
    SpectralClustering,
)
from sklearn.metrics import pairwise_distances
from sklearn.metrics.pairwise import rbf_kernel
from sklearn.mixture import GaussianMixture
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import MinMaxScaler, StandardScaler
from stable_ids import stable_id

from teachclust import plots, race, trace, watch
from teachclust.errors import LearnerError
from teachclust.scores import benchmark_fits, scan_k, score_by_k
from teachclust.widgets.k_lab import KLab

rng = np.random.default_rng(0)
# thirds lose their last digit where a mean is subtracted and added again
FEATURES = (rng.normal(size=(24, 2)) + np.repeat([[0.0], [9.0], [25.0]], 8, axis=0)) / 3
DISTANCES = pairwise_distances(FEATURES, metric="manhattan")
CLASSES = np.repeat([0, 1, 2], 8)
DISPLAYS = [
    getattr(plots, name)
    for name in (
        "CenterImagesDisplay", "ClusterDisplay", "CondensedTreeDisplay", "ContingencyDisplay",
        "DendrogramDisplay", "DistributionDisplay", "KDistanceDisplay", "MixtureDisplay",
        "ProfileDisplay", "ReachabilityDisplay", "SilhouetteDisplay", "ClusterMapDisplay",
    )
]  # fmt: skip
WRITERS: list[tuple[Any, Any]] = [
    (KMeans(3, copy_x=False, n_init=1, random_state=0), FEATURES),
    (BisectingKMeans(3, copy_x=False, random_state=0), FEATURES),
    (MiniBatchKMeans(3, n_init=1, random_state=0), FEATURES),
    (GaussianMixture(3, random_state=0), FEATURES),
    (MeanShift(), FEATURES),
    (AffinityPropagation(copy=False, random_state=0), FEATURES),
    (make_pipeline(StandardScaler(copy=False), DBSCAN(eps=0.5)), FEATURES),
    (make_pipeline(MinMaxScaler(copy=False), KMeans(3, copy_x=False, random_state=0)), FEATURES),
    (HDBSCAN(metric="precomputed"), DISTANCES),
    (HDBSCAN(metric="precomputed", copy=False), DISTANCES),
    (OPTICS(metric="precomputed"), DISTANCES),
    (DBSCAN(metric="precomputed", eps=2.0), DISTANCES),
    (AgglomerativeClustering(3, metric="precomputed", linkage="average"), DISTANCES),
    (AffinityPropagation(affinity="precomputed", copy=False, random_state=0), -(DISTANCES**2)),
    (SpectralClustering(3, affinity="precomputed", random_state=0), rbf_kernel(FEATURES)),
]


def entries() -> dict[str, Any]:
    """Return every entry as a function of an estimator and data."""
    few = {"n_references": 2, "n_resamples": 2}
    return {
        "trace": trace,
        "watch": watch,
        "race": lambda e, X: race([e, MiniBatchKMeans(3, n_init=1, random_state=0)], X),
        "scan_k": lambda e, X: scan_k(e, X, (2, 3), **few),
        "KLab": lambda e, X: KLab(e, X, (2, 3), **few),
        "benchmark_fits": benchmark_fits,
        "score_by_k": lambda e, X: score_by_k(e, X, CLASSES, (2, 3)),
        **{
            display.__name__: (
                lambda e, X, show=display: (
                    show.from_estimator(e, X, CLASSES)
                    if show is plots.ContingencyDisplay
                    else show.from_estimator(e, X)
                )
            )
            for display in DISPLAYS
        },
    }


@pytest.mark.parametrize(("estimator", "data"), WRITERS, ids=stable_id)
def test_the_callers_data_are_never_changed(estimator: Any, data: Any) -> None:
    worked = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for frame in (False, True):
            for name, entry in entries().items():
                given = data.copy()
                held = pd.DataFrame(given, copy=False) if frame else given
                with contextlib.suppress(LearnerError):
                    entry(clone(estimator), held)
                    worked.append(name)
                plt.close("all")
                assert (given == data).all(), name
    assert "ContingencyDisplay" in worked


def test_a_fitted_pipeline_writes_into_a_copy() -> None:
    model = make_pipeline(StandardScaler(copy=False), KMeans(3, random_state=0))
    model.fit(FEATURES.copy())
    given = FEATURES.copy()
    labels = model.predict(FEATURES.copy())
    display = plots.SilhouetteDisplay.from_estimator(model, given)
    assert (given == FEATURES).all()
    assert display.silhouettes.labels.tolist() == labels.tolist()
    plt.close("all")
