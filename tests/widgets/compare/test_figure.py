"""The comparison figure: data, settings and labels are those of scikit-learn's example.

The tables and loop below are those of ``examples/cluster/plot_cluster_comparison.py`` of
scikit-learn 1.9 (the scikit-learn developers, BSD-3-Clause), without its plot.
"""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np
import pytest
from sklearn import cluster, datasets, mixture
from sklearn.neighbors import kneighbors_graph
from sklearn.preprocessing import StandardScaler

from teachclust import comparison_figure
from teachclust.errors import LearnerError
from teachclust.widgets.compare.figure import DATASETS, figure_data, figure_estimators

BASE = {
    "quantile": 0.3, "eps": 0.3, "damping": 0.9, "preference": -200, "n_neighbors": 3,
    "n_clusters": 3, "min_samples": 7, "xi": 0.05, "min_cluster_size": 0.1,
    "allow_single_cluster": True, "hdbscan_min_cluster_size": 15, "hdbscan_min_samples": 3,
    "random_state": 42,
}  # fmt: skip
OWN: dict[str, dict[str, Any]] = {
    "circles": {"damping": 0.77, "preference": -240, "quantile": 0.2, "n_clusters": 2, "xi": 0.08},
    "moons": {"damping": 0.75, "preference": -220, "n_clusters": 2, "xi": 0.1},
    "varied": {"eps": 0.18, "n_neighbors": 2, "xi": 0.01, "min_cluster_size": 0.2},
    "aniso": {"eps": 0.15, "n_neighbors": 2, "xi": 0.1, "min_cluster_size": 0.2},
    "blobs": {"xi": 0.1, "min_cluster_size": 0.2},
    "no_structure": {},
}


def example_data() -> dict[str, Any]:
    n_samples, seed, random_state = 500, 30, 170
    X = datasets.make_blobs(n_samples=n_samples, random_state=random_state)[0]
    return {
        "circles": datasets.make_circles(
            n_samples=n_samples, factor=0.5, noise=0.05, random_state=seed
        )[0],
        "moons": datasets.make_moons(n_samples=n_samples, noise=0.05, random_state=seed)[0],
        "varied": datasets.make_blobs(
            n_samples=n_samples, cluster_std=[1.0, 2.5, 0.5], random_state=random_state
        )[0],
        "aniso": np.dot(X, [[0.6, -0.6], [-0.4, 0.8]]),
        "blobs": datasets.make_blobs(n_samples=n_samples, random_state=seed)[0],
        "no_structure": np.random.RandomState(seed).rand(n_samples, 2),
    }


def example_labels(X: Any, params: dict[str, Any]) -> list[Any]:
    bandwidth = cluster.estimate_bandwidth(X, quantile=params["quantile"])
    connectivity = kneighbors_graph(X, n_neighbors=params["n_neighbors"], include_self=False)
    connectivity = 0.5 * (connectivity + connectivity.T)
    k, seed = params["n_clusters"], params["random_state"]
    algorithms = [
        cluster.MiniBatchKMeans(n_clusters=k, random_state=seed),
        cluster.AffinityPropagation(
            damping=params["damping"], preference=params["preference"], random_state=seed
        ),
        cluster.MeanShift(bandwidth=bandwidth, bin_seeding=True),
        cluster.SpectralClustering(
            n_clusters=k, eigen_solver="arpack", affinity="nearest_neighbors", random_state=seed
        ),
        cluster.AgglomerativeClustering(n_clusters=k, linkage="ward", connectivity=connectivity),
        cluster.AgglomerativeClustering(
            linkage="average", metric="cityblock", n_clusters=k, connectivity=connectivity
        ),
        cluster.DBSCAN(eps=params["eps"]),
        cluster.HDBSCAN(
            min_samples=params["hdbscan_min_samples"],
            min_cluster_size=params["hdbscan_min_cluster_size"],
            allow_single_cluster=params["allow_single_cluster"],
            copy=True,
        ),
        cluster.OPTICS(
            min_samples=params["min_samples"],
            xi=params["xi"],
            min_cluster_size=params["min_cluster_size"],
        ),
        cluster.Birch(n_clusters=k),
        mixture.GaussianMixture(n_components=k, covariance_type="full", random_state=seed),
    ]
    labels = []
    for algorithm in algorithms:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)
            algorithm.fit(X)
        labels.append(algorithm.labels_ if hasattr(algorithm, "labels_") else algorithm.predict(X))
    return labels


@pytest.mark.parametrize("dataset", DATASETS)
def test_labels_are_those_of_the_examples_own_code(dataset: str) -> None:
    X = StandardScaler().fit_transform(example_data()[dataset])
    w = comparison_figure(dataset)
    np.testing.assert_array_equal(w.X, X)
    expected = example_labels(X, BASE | OWN[dataset])
    for t, labels in zip(w.traces, expected, strict=True):
        np.testing.assert_array_equal(t.labels, labels)


def test_some_of_its_algorithms() -> None:
    w = comparison_figure("blobs", algorithms=["DBSCAN", "HDBSCAN"])
    assert [type(one).__name__ for one in w.estimators] == ["DBSCAN", "HDBSCAN"]
    assert list(figure_estimators("blobs", figure_data("blobs")))[4] == "Ward"


@pytest.mark.parametrize(
    ("given", "fix"),
    [
        ({"dataset": "moon"}, 'comparison_figure(dataset="moons")'),
        ({"dataset": 3}, 'comparison_figure(dataset="circles")'),
        ({"algorithms": ["dbscan", "OPTICS"]}, None),
        ({"algorithms": ["Birch"]}, 'comparison_figure(algorithms=["DBSCAN", "HDBSCAN"])'),
        ({"algorithms": "Birch"}, 'comparison_figure(algorithms=["DBSCAN", "HDBSCAN"])'),
    ],
)
def test_what_it_does_not_have_is_told(given: dict[str, Any], fix: str | None) -> None:
    with pytest.raises(LearnerError) as caught:
        comparison_figure(**given)
    assert fix is None or caught.value.fix == fix
    assert eval(caught.value.fix, {"comparison_figure": comparison_figure})  # noqa: S307
