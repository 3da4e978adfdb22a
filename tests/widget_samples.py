"""A sample of each widget, for the tests that every widget has to pass."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from sklearn.cluster import AgglomerativeClustering, KMeans, MiniBatchKMeans
from sklearn.datasets import make_blobs

from teachclust import (
    KLab,
    MetricLab,
    PaletteLab,
    Sandbox,
    Scatter3D,
    SceneLab,
    compare,
    compare_grid,
    race,
    watch,
)
from teachclust.images import ClusterMap, Raster
from teachclust.widgets.base import Widget
from teachclust.widgets.look_back import Asked, LookBack, Variant
from teachclust.widgets.predict import Option, Predict
from teachclust.widgets.reason import ReasonForm

X = make_blobs(60, centers=3, random_state=0)[0]


def _stepper() -> Widget:
    return watch(KMeans(3, random_state=0), X)


def _predict() -> Widget:
    options = [Option("Never", "The mean is best.", right=True), Option("Yes", "It can't.")]
    return Predict("Does inertia rise?", options, key="contract")


def _look_back() -> Widget:
    options = (Option("Never", "The mean is best.", right=True), Option("Yes", "No."))
    asked = Asked("contract", "Does inertia rise?", options, Variant("With ten centers?", options))
    return LookBack([asked], lesson="contract")


def _reason() -> Widget:
    return ReasonForm("Use it?", ["who is harmed"], {"share": [0.3]}, {"No": "It is 0.3."}, key="r")


def _k_lab() -> Widget:
    return KLab(KMeans(n_init=3, random_state=0), X, range(1, 6), n_references=3, n_resamples=3)


def _palette_lab() -> Widget:
    rising = np.linspace(0, 1, 40 * 60 * 3).reshape(40, 60, 3)
    return PaletteLab(np.sin(rising * 40) ** 2, k=8)


def _race() -> Widget:
    return race([MiniBatchKMeans(3, batch_size=20, random_state=0), KMeans(3, random_state=0)], X)


def _compare() -> Widget:
    return compare([AgglomerativeClustering(3, linkage=name) for name in ("single", "ward")], X)


def _compare_grid() -> Widget:
    return compare_grid(KMeans(random_state=0), {"n_clusters": [2, 3], "max_iter": [1, 9]}, X)


def _scatter3d() -> Widget:
    Y, labels = make_blobs(80, n_features=3, centers=4, random_state=0)
    return Scatter3D(Y, np.where(labels == 3, -1, labels), centers=Y[:3])


def _metric_lab() -> Widget:
    return MetricLab(challenge="homogeneity-1-ari-0")


def _scene_lab() -> Widget:
    grid = (30.0, 0.0, 300000.0, 0.0, -30.0, 3500000.0)
    ids = np.repeat([[0, 0, 1, 2], [0, 1, 1, -1]], 6, axis=1)
    values = 900 * ids + np.random.default_rng(0).integers(0, 400, (4, *ids.shape))
    raster = Raster(values.astype(np.int16), ("blue", "green", "red", "nir"), grid, "EPSG:32636")
    clusters = ClusterMap(
        ids, ("sea", "crop", "cluster 2"), ("#0072b2", "#009e73", "#e69f00"), grid
    )
    return SceneLab(raster, clusters, truth=clusters)


#: a sample of each widget, by the word in its trait `widget`
SAMPLES: dict[str, Callable[[], Widget]] = {
    "stepper": _stepper,
    "look_back": _look_back,
    "compare_grid": _compare_grid,
    "predict": _predict,
    "reason": _reason,
    "k_lab": _k_lab,
    "palette_lab": _palette_lab,
    "race": _race,
    "compare": _compare,
    "scatter3d": _scatter3d,
    "scene_lab": _scene_lab,
    "metric_lab": _metric_lab,
}

#: widgets that are a Stepper with more, by their own names
VARIANTS: dict[str, Callable[[], Widget]] = {"sandbox": Sandbox}
