"""SimpleKMeans: Weka's choices, held to Weka where it is installed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import weka
from sklearn.cluster import KMeans
from sklearn.datasets import make_blobs
from sklearn.metrics import adjusted_rand_score
from sklearn.preprocessing import MinMaxScaler
from sklearn.utils.estimator_checks import check_estimator

from teachclust.cluster import SimpleKMeans
from teachclust.cluster.lloyd import iterate
from teachclust.cluster.nearest_center import MinMax
from teachclust.cluster.simple_k_means import (
    INITS,
    canopy_centers,
    farthest_first,
    simple_start,
)


@pytest.mark.filterwarnings("ignore::sklearn.exceptions.SkipTestWarning")
@pytest.mark.parametrize(
    "params",
    [
        {},
        {"init": "canopy"},
        {"init": "farthest-first", "distance": "manhattan"},
        {"init": "k-means++", "empty": "relocate", "normalize": False},
    ],
)
def test_it_is_an_estimator_of_scikit_learn(params: dict[str, Any]) -> None:
    check_estimator(SimpleKMeans(n_clusters=3, **params))


def test_a_unit_of_a_feature_has_no_say() -> None:
    X, _ = make_blobs(120, centers=4, random_state=1)
    one = SimpleKMeans(4, random_state=3).fit(X)
    other = SimpleKMeans(4, random_state=3).fit(X * [1.0, 1000.0])
    np.testing.assert_array_equal(one.labels_, other.labels_)
    np.testing.assert_allclose(other.cluster_centers_, one.cluster_centers_ * [1.0, 1000.0])
    assert one.inertia_ == pytest.approx(other.inertia_)


def test_it_is_the_k_means_of_scikit_learn_among_scaled_features() -> None:
    X, _ = make_blobs(200, centers=3, random_state=2)
    scaled = MinMaxScaler().fit_transform(X)
    model = SimpleKMeans(3, random_state=0).fit(X)
    rows = simple_start(scaled, model)
    fitted = KMeans(3, init=scaled[rows], n_init=1, tol=0).fit(scaled)
    np.testing.assert_array_equal(model.labels_, fitted.labels_)
    assert model.inertia_ == pytest.approx(fitted.inertia_)


def test_empty_clusters_are_dropped_or_filled() -> None:
    """Of these rows five are drawn as centers, and one of them loses its points to others."""
    X = np.random.default_rng(129).integers(0, 10, size=(12, 2)).astype(float)
    dropped = SimpleKMeans(5, random_state=3).fit(X)
    assert dropped.n_clusters_ == len(dropped.cluster_centers_) == len(set(dropped.labels_)) == 4
    np.testing.assert_array_equal(dropped.predict(X), dropped.labels_)
    filled = SimpleKMeans(5, random_state=3, empty="relocate").fit(X)
    assert filled.n_clusters_ == len(set(filled.labels_)) == 5


def test_repeated_rows_start_one_cluster() -> None:
    X = np.repeat([[0.0, 0.0], [1.0, 1.0]], 5, axis=0)
    for init in INITS:
        assert SimpleKMeans(4, init=init, random_state=0).fit(X).n_clusters_ == 2


def test_farthest_first_draws_nothing() -> None:
    X = np.array([[0.0], [1.0], [5.0], [9.0]])
    assert farthest_first(X, 3, "euclidean").tolist() == [0, 3, 2]
    ends = [
        SimpleKMeans(3, init="farthest-first", random_state=seed).fit(X).labels_.tolist()
        for seed in range(3)
    ]
    assert ends[0] == ends[1] == ends[2]


def test_canopies_start_where_points_are_many_and_far_apart() -> None:
    X = np.array([[0.0], [5.0], [5.1], [5.2], [9.0], [9.1]])
    assert canopy_centers(X, 1.0, "euclidean").tolist() == [1, 4, 0]
    model = SimpleKMeans(6, init="canopy", canopy_radius=0.1).fit(X)
    assert model.n_clusters_ == 3


def test_weights_are_plain_distances_unless_squared_ones_are_asked_for() -> None:
    X = np.array([[0.0], [1.0], [3.0]])
    far = {True: 0, False: 0}
    tries = 0
    for seed in range(2000):
        for squared in far:
            model = SimpleKMeans(2, init="k-means++", squared_weights=squared, random_state=seed)
            rows = simple_start(MinMax(X, scaled=True).scale(X), model)
            if rows[0] == 0:
                tries += not squared
                far[squared] += int(rows[1] == 2)
    assert far[False] / tries == pytest.approx(3 / 4, abs=0.05)
    assert far[True] / tries == pytest.approx(9 / 10, abs=0.05)


@weka.needs_weka
@pytest.mark.parametrize("seed", [10, 11, 12])
@pytest.mark.parametrize("distance", ["euclidean", "manhattan"])
def test_where_weka_ends_nothing_changes(tmp_path: Path, seed: int, distance: Any) -> None:
    X, _ = make_blobs(150, centers=5, cluster_std=1.5, random_state=seed)
    X = np.column_stack([X, 1000 * X[:, 0] + 500])
    options = ["-N", "5", "-S", str(seed)]
    if distance == "manhattan":
        options += ["-A", "weka.core.ManhattanDistance -R first-last"]
    labels = weka.labels("SimpleKMeans", X, tmp_path, *options)
    printed = weka.run("SimpleKMeans", X, tmp_path, *options)
    scaled = MinMax(X, scaled=True).scale(X)
    middle = np.mean if distance == "euclidean" else np.median
    centers = np.array([middle(scaled[labels == k], axis=0) for k in range(labels.max() + 1)])
    run = iterate(scaled, centers, distance, max_iter=500)
    assert adjusted_rand_score(run.labels[0], labels) == 1.0
    words = (
        "Within cluster sum of squared errors"
        if distance == "euclidean"
        else "Sum of within cluster distances"
    )
    assert weka.number_after(printed, words) == pytest.approx(run.totals[0], rel=1e-6)
