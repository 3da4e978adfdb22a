"""Every argument of every Display: bad values are refused with what, where, why and a line."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest
from sklearn.cluster import DBSCAN, HDBSCAN, OPTICS, AgglomerativeClustering, KMeans
from sklearn.mixture import GaussianMixture
from sklearn.model_selection import GridSearchCV
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from teachclust import plots
from teachclust.cluster import SelfOrganizingMap
from teachclust.errors import LearnerError
from teachclust.images import ClusterMap, Raster
from teachclust.images.rate_distortion import RateCurve
from teachclust.plots.registry import DISPLAYS
from teachclust.scores import CostCurve, CostCurves, FitBenchmark, scan_k

X = np.repeat([[0.0, 0, 9, 1], [30, 2, 0, 1]], 12, axis=0) + np.random.default_rng(0).random(
    (24, 4)
)
LABELS = np.repeat([0, 1], 12)
CLASSES = np.repeat(["a", "b"], 12)
PHOTO = np.random.default_rng(1).random((6, 8, 3))
KMEANS = KMeans(2, n_init=1, random_state=0)
TREE = AgglomerativeClustering(2)
MIXTURE = GaussianMixture(2, random_state=0)
CHILDREN = np.array([(i, 23 + i if i else 23) for i in range(23)])
HEIGHTS = np.arange(23.0)
SCAN = scan_k(KMEANS, X, [1, 2, 3], criteria=("inertia", "silhouette"), progress=False)
TREE_GIVEN = {"children": CHILDREN, "heights": HEIGHTS}
FIT = FitBenchmark("KMeans", "", 24, 2, 96, 60.0, 0.02)
CURVES = CostCurves((CostCurve("KMeans", np.array([6, 9]), np.ones(2), np.array([60, 90])),))
GRID = (30.0, 0.0, 300000.0, 0.0, -30.0, 3500000.0)
SCENE = Raster(X.T.reshape(4, 4, 6), ("blue", "green", "red", "nir"), GRID)
CLUSTERS = ClusterMap(LABELS.reshape(4, 6), ("sea", "land"), ("#0072b2", "#e69f00"), GRID)

#: call -> arguments that are good
GOOD: dict[str, dict[str, Any]] = {
    "CenterImagesDisplay.from_estimator": {
        "estimator": KMEANS, "X": X, "y": CLASSES, "method": "majority", "image_shape": (2, 2)},
    "CenterImagesDisplay.from_predictions": {
        "centers": X[:3], "classes": list("abc"), "sizes": [1, 2, 3], "image_shape": (2, 2)},
    "ClusterDisplay.from_estimator": {
        "estimator": KMEANS, "X": X, "columns": (0, 1), "image_shape": (2, 2)},
    "ClusterDisplay.from_classes": {"X": X, "y": CLASSES, "columns": (0, 1)},
    "ClusterDisplay.from_predictions": {
        "X": X, "labels": LABELS, "centers": X[:3], "columns": (0, 1),
        "cluster_names": list("abc"), "image_shape": (2, 2)},
    "CondensedTreeDisplay.from_estimator": {
        "estimator": HDBSCAN(min_cluster_size=5, copy=True), "X": X},
    "CondensedTreeDisplay.from_predictions": {"condensed": None},
    "ContingencyDisplay.from_estimator": {"estimator": KMEANS, "X": X, "y": CLASSES},
    "ContingencyDisplay.from_predictions": {"y_true": CLASSES, "labels": LABELS},
    "DendrogramDisplay.from_estimator": {
        "estimator": TREE, "X": X, "leaf_names": list(range(24))},
    "DendrogramDisplay.from_predictions": TREE_GIVEN | {
        "labels": LABELS, "leaf_names": list(range(24))},
    "DendrogramDisplay.from_linkage": {
        "Z": np.column_stack([CHILDREN, HEIGHTS, np.arange(2, 25)]), "n_clusters": 3},
    "DistributionDisplay.from_estimator": {"estimator": KMEANS, "X": X, "bins": 5},
    "DistributionDisplay.from_predictions": {"X": X, "labels": LABELS, "bins": 5},
    "ElbowDisplay.from_estimator": {"estimator": KMEANS, "X": X, "k": [2, 3]},
    "ElbowDisplay.from_scan": {"scan": SCAN},
    "ElbowDisplay.from_predictions": {"k": [1, 2, 3], "inertia": [5, 2, 1.0]},
    "KDistanceDisplay.from_data": {
        "X": X, "min_samples": 3, "eps": 3.0, "metric": "euclidean", "algorithm": "auto",
        "leaf_size": 30, "p": 2, "metric_params": None},
    "KDistanceDisplay.from_estimator": {"estimator": DBSCAN(eps=3), "X": X},
    "KDistanceDisplay.from_predictions": {"distances": HEIGHTS, "min_samples": 3, "eps": 3.0},
    "KScanDisplay.from_estimator": {
        "estimator": KMEANS, "X": X, "k": [2, 3], "criteria": ("inertia",), "n_references": 2,
        "n_resamples": 2, "random_state": 0, "sample_size": 20},
    "KScanDisplay.from_scan": {"scan": SCAN},
    "MixtureDisplay.from_estimator": {"estimator": MIXTURE, "X": X, "columns": (0, 1)},
    "MixtureDisplay.from_predictions": {
        "X": X, "means": X[:2], "covariances": np.array([np.eye(4)] * 2), "weights": [0.5, 0.5],
        "covariance_type": "full", "columns": (0, 1)},
    "PaletteDisplay.from_estimator": {"estimator": KMEANS, "image": PHOTO},
    "PaletteDisplay.from_predictions": {"colors": [[1, 2, 3], [4, 5, 6]], "shares": [1, 2]},
    "PictureDisplay.from_estimator": {
        "estimator": KMEANS, "image": PHOTO, "with_original": True, "errors": True},
    "PictureDisplay.from_predictions": {
        "original": PHOTO, "copies": {"a": PHOTO}, "with_original": True, "errors": True},
    "RateDistortionDisplay.from_estimator": {
        "estimator": KMEANS, "image": PHOTO, "k": (2, 4), "qualities": (20,)},
    "RateDistortionDisplay.from_predictions": {"curves": {"a": RateCurve((2,), (900,), (20.0,))}},
    "ProfileDisplay.from_estimator": {"estimator": KMEANS, "X": X},
    "ProfileDisplay.from_predictions": {"X": X, "labels": LABELS},
    "ReachabilityDisplay.from_estimator": {"estimator": OPTICS(), "X": X, "eps": 3.0},
    "ReachabilityDisplay.from_predictions": {
        "reachability": HEIGHTS, "ordering": np.arange(23), "labels": LABELS[:23], "eps": 3.0},
    "SceneDisplay.from_estimator": {
        "estimator": KMEANS, "raster": SCENE, "truth": CLUSTERS, "bands": "nir"},
    "SceneDisplay.from_raster": {
        "raster": SCENE, "clusters": CLUSTERS, "truth": CLUSTERS, "bands": ("red", "nir", "blue")},
    "SilhouetteDisplay.from_estimator": {"estimator": KMEANS, "X": X, "sample_size": 20},
    "SilhouetteDisplay.from_predictions": {"X": X, "labels": LABELS, "sample_size": 20},
    "ClusterMapDisplay.from_estimator": {"estimator": TREE, "X": X},
    "ClusterMapDisplay.from_predictions": TREE_GIVEN | {
        "X": X, "labels": LABELS, "feature_names": list("abcd")},
    "UMatrixDisplay.from_estimator": {"estimator": SelfOrganizingMap(2, 2, random_state=0), "X": X},
    "UMatrixDisplay.from_predictions": {
        "u_matrix": [[0.5, 2.0]], "counts": [[3, 4]], "grid": "hexagonal"},
    "CostDisplay.from_estimator": {
        "estimator": KMEANS, "X": X, "sizes": (6, 9), "budget": 1.0, "threads": 1},
    "CostDisplay.from_predictions": {"curves": CURVES, "n": 1_000},
    "WorkDisplay.from_estimator": {"estimator": KMEANS, "X": X, "threads": 1},
    "WorkDisplay.from_predictions": {"fits": [FIT]},
}  # fmt: skip
#: hardly one of these is good for anything above
BAD: tuple[Any, ...] = (
    5.5, -3, float("nan"), 10**400, "no such", 1j, object(), KMeans, {"no": 1}, [[1, 2], [3]],
    np.zeros(0), np.full((2, 2), np.nan), ["a", 2], "\ud800$$", np.datetime64("2020"),
)  # fmt: skip
#: arguments whose refusals come from where pictures are read
PICTURES = {"image", "original", "copies"}
#: any text will do
OPEN = {"title", "row_name", "random_state"}


def call(name: str) -> Callable[..., Any]:
    display, _, method = name.partition(".")
    made: Callable[..., Any] = getattr(getattr(plots, display), method)
    return made


@pytest.fixture(autouse=True)
def undrawn(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in DISPLAYS:
        monkeypatch.setattr(getattr(plots, name), "plot", lambda self, *_, **__: self)


def test_every_way_to_make_a_display_is_here() -> None:
    made = {
        f"{name}.{method}"
        for name in DISPLAYS
        for method in vars(getattr(plots, name))
        if method.startswith("from_")
    }
    assert made == set(GOOD)


@pytest.mark.parametrize("name", sorted(GOOD))
@pytest.mark.filterwarnings("ignore")
def test_bad_values_are_refused_plainly(name: str) -> None:
    told = []
    for argument in set(GOOD[name]) - OPEN:
        for bad in BAD:
            try:
                call(name)(**GOOD[name] | {argument: bad})
            except LearnerError as error:
                told.append((argument, bad, error.parts))
    assert len(told) >= len(BAD) * len(set(GOOD[name]) - OPEN) // 2
    for argument, bad, parts in told:
        assert all(parts.values()) or argument in PICTURES, (argument, bad, parts)


@pytest.mark.parametrize("name", sorted(n for n in GOOD if "estimator" in GOOD[n]))
@pytest.mark.filterwarnings("ignore")
def test_what_scikit_learn_refuses_is_told_by_every_display(name: str) -> None:
    good = GOOD[name]["estimator"]
    assert call(name)(**GOOD[name]) is not None
    number = "n_components" if good is MIXTURE else "n_clusters"
    wrong = [type(good), make_pipeline(StandardScaler(), StandardScaler()), "k-means", None]
    if hasattr(good, number):
        wrong += [type(good)(**{number: many}) for many in ("a", -1, 2.5)]
        search = GridSearchCV(good, {number: [2, 3]}, scoring=lambda *_: 0.0)
        wrong += [search, make_pipeline(StandardScaler(), search)]
    for estimator in wrong:
        if isinstance(estimator, type(good)) and "k" in GOOD[name]:
            continue  # a scan sets the number itself
        with pytest.raises(LearnerError) as told:
            call(name)(**GOOD[name] | {"estimator": estimator})
        assert all(told.value.parts.values()), (estimator, told.value.parts)


def test_a_search_is_told_how_its_estimator_is_drawn() -> None:
    search = GridSearchCV(KMEANS, {"n_clusters": [2, 3]})
    for estimator in (search, search.fit(X), make_pipeline(StandardScaler(), search)):
        names: dict[str, Any] = {"estimator": estimator, "X": X}
        with pytest.raises(LearnerError, match="the estimator that it finds") as told:
            plots.ClusterDisplay.from_estimator(estimator, X)
        exec(told.value.fix, names)
        assert plots.ClusterDisplay.from_estimator(names["estimator"], X).points.shape == (24, 2)


def test_a_pipeline_that_reads_text_gets_it_and_its_drawing_does_not() -> None:
    from sklearn.preprocessing import OneHotEncoder

    words = pd.DataFrame({"color": ["red", "blue"] * 12, "size": ["S", "M", "L"] * 8})
    pipe = make_pipeline(OneHotEncoder(sparse_output=False), KMEANS)
    display = plots.ContingencyDisplay.from_estimator(pipe, words, CLASSES)
    assert display.table.sum() == 24
    with pytest.raises(LearnerError, match="text"):
        plots.ClusterDisplay.from_estimator(pipe, words)


def test_every_method_keeps_its_signature() -> None:
    for name in DISPLAYS:
        assert "ax" in inspect.signature(getattr(plots, name).from_estimator).parameters
