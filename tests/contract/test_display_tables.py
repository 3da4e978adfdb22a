"""Every Display takes every kind of table, and labels and classes of every kind of column."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest
from sklearn.cluster import DBSCAN, HDBSCAN, OPTICS, AgglomerativeClustering, KMeans
from sklearn.mixture import GaussianMixture
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from teachclust import plots
from teachclust.cluster import SelfOrganizingMap
from teachclust.plots.registry import DISPLAYS
from teachclust.scores import FitBenchmark

polars = pytest.importorskip("polars")
pyarrow = pytest.importorskip("pyarrow")

RNG = np.random.default_rng(0)
CORNERS = np.array([[0, 0, 0, 9], [30, 2, 1, 0], [3, 40, 20, 5]])
X = np.repeat(CORNERS, 12, axis=0) + RNG.integers(0, 9, (36, 4))
CLASSES = np.repeat(["a", "b", "c"], 12)
LABELS = np.repeat([0, 1, 2], 12)
BITS = RNG.permutation(np.repeat([[0, 1, 1, 0], [1, 0, 1, 1], [0, 0, 0, 1]], 12, axis=0))
NAMES = ["x1", "x2", "x3", "x4"]
FRAME = pd.DataFrame(X, columns=NAMES)
#: what is drawn from pictures, not from tables
PICTURES = {"PaletteDisplay", "PictureDisplay", "RateDistortionDisplay", "SceneDisplay"}

#: a kind of table -> made from whole numbers
TABLES: dict[str, Callable[[Any], Any]] = {
    "list": lambda X: X.tolist(),
    "object": lambda X: X.astype(object),
    "float16": lambda X: X.astype(np.float16),
    "int8": lambda X: X.astype(np.int8),
    "fortran": np.asfortranarray,
    "read-only": lambda X: np.broadcast_to(X, X.shape),
    "DataFrame": lambda X: pd.DataFrame(X, columns=NAMES),
    "Int64": lambda X: frame(X).astype("Int64"),
    "Float64": lambda X: frame(X).astype("Float64"),
    "category": lambda X: frame(X).astype("category"),
    "text": lambda X: frame(X).astype(str),
    "string": lambda X: frame(X).astype("string"),
    "sparse": lambda X: frame(X).astype(pd.SparseDtype(float, 0.0)),
    "Arrow": lambda X: frame(X).astype("int64[pyarrow]"),
    "polars": lambda X: polars.DataFrame(frame(X).to_dict("list")),
}
#: a kind of column -> made from a list
COLUMNS: dict[str, Callable[[Any], Any]] = {
    "list": list,
    "tuple": tuple,
    "object": lambda y: np.array(y, dtype=object),
    "Series": lambda y: pd.Series(y, index=range(100, 100 + len(y))),
    "one column": lambda y: pd.DataFrame({"y": y}),
    "Index": pd.Index,
    "category": lambda y: pd.Series(y, dtype="category"),
    "Categorical": pd.Categorical,
    "nullable": lambda y: pd.Series(y).convert_dtypes(),
    "Arrow": lambda y: pd.Series(y).convert_dtypes(dtype_backend="pyarrow"),
    "pyarrow": pyarrow.array,
    "polars": polars.Series,
}
KMEANS = KMeans(3, n_init=1, random_state=0)
TREE = AgglomerativeClustering(3)
#: Display -> what it stores, from a table
FROM_TABLE: dict[str, Callable[[Any], Any]] = {
    "CenterImagesDisplay": lambda X: plots.CenterImagesDisplay.from_estimator(KMEANS, X, CLASSES),
    "ClusterDisplay": lambda X: plots.ClusterDisplay.from_estimator(KMEANS, X),
    "CondensedTreeDisplay": lambda X: plots.CondensedTreeDisplay.from_estimator(
        HDBSCAN(min_cluster_size=5, copy=True), X
    ),
    "ContingencyDisplay": lambda X: plots.ContingencyDisplay.from_estimator(KMEANS, X, CLASSES),
    "DendrogramDisplay": lambda X: plots.DendrogramDisplay.from_estimator(TREE, X),
    "DistributionDisplay": lambda X: plots.DistributionDisplay.from_estimator(KMEANS, X),
    "ElbowDisplay": lambda X: plots.ElbowDisplay.from_estimator(KMEANS, X, k=[2, 3]),
    "KDistanceDisplay": lambda X: plots.KDistanceDisplay.from_estimator(DBSCAN(eps=4), X),
    "KScanDisplay": lambda X: plots.KScanDisplay.from_estimator(
        KMEANS, X, k=[2, 3], criteria=("inertia", "silhouette")
    ),
    "MixtureDisplay": lambda X: plots.MixtureDisplay.from_estimator(
        GaussianMixture(2, random_state=0, reg_covar=0.5), X
    ),
    "ProfileDisplay": lambda X: plots.ProfileDisplay.from_estimator(KMEANS, X),
    "ReachabilityDisplay": lambda X: plots.ReachabilityDisplay.from_estimator(OPTICS(), X),
    "SilhouetteDisplay": lambda X: plots.SilhouetteDisplay.from_estimator(KMEANS, X),
    "ClusterMapDisplay": lambda X: plots.ClusterMapDisplay.from_estimator(TREE, X),
    "UMatrixDisplay": lambda X: plots.UMatrixDisplay.from_estimator(
        SelfOrganizingMap(2, 3, random_state=0), X
    ),
    "CostDisplay": lambda X: plots.CostDisplay.from_estimator(KMEANS, X, sizes=(6, 9)),
    "WorkDisplay": lambda X: plots.WorkDisplay.from_estimator(KMEANS, X),
}
#: the same with an estimator that was fitted, or in a pipeline
MORE: dict[str, Callable[[Any], Any]] = {
    "fitted": lambda X: plots.ClusterDisplay.from_estimator(
        KMeans(3, random_state=0).fit(FRAME), X
    ),
    "fitted on an array": lambda X: plots.ProfileDisplay.from_estimator(
        KMeans(3, random_state=0).fit(FRAME.to_numpy()), X
    ),
    "fitted mixture": lambda X: plots.MixtureDisplay.from_estimator(
        GaussianMixture(2, random_state=0).fit(FRAME), X
    ),
    "pipeline": lambda X: plots.ClusterDisplay.from_estimator(pipeline(), X),
    "pipeline and classes": lambda X: plots.ContingencyDisplay.from_estimator(
        pipeline(), X, CLASSES
    ),
    "pipeline and silhouettes": lambda X: plots.SilhouetteDisplay.from_estimator(pipeline(), X),
    "fitted pipeline": lambda X: plots.DistributionDisplay.from_estimator(pipeline().fit(FRAME), X),
    "values": lambda X: plots.ClusterDisplay.from_predictions(X, LABELS),
    "centers": plots.CenterImagesDisplay.from_predictions,
    "images": lambda X: plots.ClusterDisplay.from_predictions(X, LABELS, centers=X),
}
#: what takes labels, classes or groups
FROM_COLUMN: dict[str, Callable[[Any], Any]] = {
    "ClusterDisplay": lambda y: plots.ClusterDisplay.from_predictions(X, y),
    "ContingencyDisplay": lambda y: plots.ContingencyDisplay.from_predictions(CLASSES, y),
    "DendrogramDisplay": lambda y: plots.DendrogramDisplay.from_predictions(
        children=[(i, 35 + i if i else 35) for i in range(35)], heights=np.arange(35.0), labels=y
    ),
    "DistributionDisplay": lambda y: plots.DistributionDisplay.from_predictions(X, y),
    "ProfileDisplay": lambda y: plots.ProfileDisplay.from_predictions(X, y),
    "ReachabilityDisplay": lambda y: plots.ReachabilityDisplay.from_predictions(
        reachability=np.ones(36), ordering=np.arange(36), labels=y
    ),
    "SilhouetteDisplay": lambda y: plots.SilhouetteDisplay.from_predictions(X, y),
}
FROM_CLASSES: dict[str, Callable[[Any], Any]] = {
    "CenterImagesDisplay": lambda y: plots.CenterImagesDisplay.from_estimator(KMEANS, X, y),
    "ContingencyDisplay": lambda y: plots.ContingencyDisplay.from_predictions(y, LABELS),
    "DistributionDisplay": lambda y: plots.DistributionDisplay.from_predictions(X, y),
    "ClusterDisplay": lambda y: plots.ClusterDisplay.from_predictions(X, LABELS, cluster_names=y),
    "DendrogramDisplay": lambda y: plots.DendrogramDisplay.from_estimator(TREE, X, leaf_names=y),
}


def frame(X: Any) -> pd.DataFrame:
    return pd.DataFrame(X, columns=NAMES)


def pipeline() -> Any:
    return make_pipeline(StandardScaler(), KMeans(3, n_init=1, random_state=0))


@pytest.fixture(autouse=True)
def undrawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is stored is compared, and drawing takes most of the time."""
    for name in DISPLAYS:
        monkeypatch.setattr(getattr(plots, name), "plot", lambda self, *_, **__: self)


def stored(value: Any) -> Any:
    """What a Display holds, so that two can be compared."""
    if isinstance(value, FitBenchmark):
        return value.algorithm, value.n_samples, value.steps, value.distances, value.inertia
    if isinstance(value, np.ndarray):
        return stored(value.tolist())
    if isinstance(value, float):  # sums in another order differ by rounding
        return float(f"{value:.9g}")
    if isinstance(value, list | tuple):
        return [stored(one) for one in value]
    if isinstance(value, dict):
        return {
            key: stored(one)
            for key, one in value.items()
            if key not in ("seconds", "peak_bytes", "fit_time", "notices")
        }
    slots = getattr(type(value), "__slots__", ())
    if slots or hasattr(value, "__dict__"):
        held = {name: getattr(value, name) for name in slots} or vars(value)
        return {
            key: stored(one)
            for key, one in held.items()
            if key not in ("seconds", "peak_bytes", "fit_time", "notices")
        }
    return value


def assert_same(one: Any, other: Any) -> None:
    np.testing.assert_equal(stored(one), stored(other))


def test_every_display_that_takes_a_table_is_here() -> None:
    assert set(FROM_TABLE) == set(DISPLAYS) - PICTURES


@pytest.mark.parametrize("name", sorted(FROM_TABLE))
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_every_kind_of_table_gives_what_the_array_gives(name: str) -> None:
    expected = FROM_TABLE[name](X.astype(float))
    for kind, made in TABLES.items():
        given = made(X)
        assert_same(FROM_TABLE[name](given), expected), kind
    single = FROM_TABLE[name](X.astype(np.float32))
    assert_same(FROM_TABLE[name](frame(X).astype("float32")), single)
    bits = FROM_TABLE[name](BITS.astype(float))
    for kind in ("bool", "boolean", "Sparse[bool]", "bool[pyarrow]"):
        assert_same(FROM_TABLE[name](frame(BITS).astype(kind)), bits)


@pytest.mark.parametrize("how", sorted(MORE))
def test_so_it_is_with_fitted_estimators_and_pipelines(how: str) -> None:
    expected = MORE[how](X.astype(float))
    for kind, made in TABLES.items():
        # a pipeline gets what came: scaling in half precision rounds, as its own fit does
        if kind == "float16" and "pipeline" in how:
            continue
        with warnings.catch_warnings():
            if "pipeline" not in how:  # its own fit warns of sparse columns and missing names
                warnings.simplefilter("error", UserWarning)
            assert_same(MORE[how](made(X)), expected), kind


@pytest.mark.parametrize("name", sorted(FROM_COLUMN))
def test_every_kind_of_labels_gives_what_the_array_gives(name: str) -> None:
    expected = FROM_COLUMN[name](LABELS)
    for kind, made in COLUMNS.items():
        assert_same(FROM_COLUMN[name](made(LABELS.tolist())), expected), kind
    for text in (LABELS.astype(str), LABELS.astype(float), LABELS.astype(np.int8)):
        if name != "DistributionDisplay" or text.dtype.kind != "U":  # there they are names
            assert_same(FROM_COLUMN[name](text), expected)


@pytest.mark.parametrize("name", sorted(FROM_CLASSES))
def test_every_kind_of_classes_gives_what_the_array_gives(name: str) -> None:
    expected = FROM_CLASSES[name](CLASSES)
    for kind, made in COLUMNS.items():
        assert_same(FROM_CLASSES[name](made(CLASSES.tolist())), expected), kind
