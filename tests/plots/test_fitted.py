from __future__ import annotations

from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pytest
from sklearn.cluster import (
    DBSCAN,
    AgglomerativeClustering,
    Birch,
    FeatureAgglomeration,
    KMeans,
    MeanShift,
    SpectralClustering,
)
from sklearn.datasets import make_blobs
from sklearn.decomposition import PCA
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import pairwise_distances
from sklearn.metrics.pairwise import rbf_kernel
from sklearn.mixture import GaussianMixture
from sklearn.neighbors import RadiusNeighborsTransformer, radius_neighbors_graph
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import Normalizer, StandardScaler

from teachclust.errors import LearnerError
from teachclust.plots import (
    ClusterDisplay,
    DistributionDisplay,
    ProfileDisplay,
    SilhouetteDisplay,
)
from teachclust.plots.fitted import (
    estimator_name,
    fitted,
    fitted_centers,
    fitted_labels,
    is_fitted,
    stored_labels,
    transformed_data,
)

X, y = make_blobs(80, n_features=3, centers=3, random_state=1)
CLUSTERERS = [
    KMeans(3, n_init=2, random_state=0),
    AgglomerativeClustering(3),
    DBSCAN(eps=2.0),
    Birch(n_clusters=3),
    MeanShift(bandwidth=4, cluster_all=False),
    make_pipeline(StandardScaler(), KMeans(3, n_init=2, random_state=0)),
]


@pytest.mark.parametrize("estimator", CLUSTERERS, ids=estimator_name)
def test_labels_are_those_of_the_fit_and_the_callers_stays_as_it_was(estimator: Any) -> None:
    model = fitted(estimator, X)
    assert not is_fitted(estimator)
    assert model is not estimator
    assert fitted(model, None) is model
    expected = estimator.__class__(**estimator.get_params(deep=False)).fit_predict(X)
    np.testing.assert_array_equal(fitted_labels(model, X), expected)


def test_a_mixture_predicts() -> None:
    model = fitted(GaussianMixture(3, random_state=0), X)
    np.testing.assert_array_equal(fitted_labels(model, X), model.predict(X))
    np.testing.assert_array_equal(fitted_centers(model), model.means_)


@pytest.mark.parametrize("seed", range(3))
def test_as_many_rows_of_other_data_are_predicted(seed: int) -> None:
    model = KMeans(3, n_init=1, random_state=seed).fit(X)
    other = X[np.random.default_rng(seed).permutation(len(X))]
    np.testing.assert_array_equal(fitted_labels(model, other), model.predict(other))
    assert not np.array_equal(model.predict(other), model.labels_)
    np.testing.assert_array_equal(fitted_labels(model, X[:7]), model.labels_[:7])


def test_noise_of_the_fit_is_kept_though_predict_knows_none() -> None:
    far = np.vstack([X, [[99.0, 99, 99]]])
    model = MeanShift(bandwidth=3, cluster_all=False, min_bin_freq=2, bin_seeding=True).fit(far)
    assert (model.labels_ == -1).any()
    np.testing.assert_array_equal(fitted_labels(model, far), model.labels_)


def test_other_data_for_an_estimator_that_can_not_predict_are_refused() -> None:
    with pytest.raises(LearnerError, match="can't predict") as told:
        fitted_labels(DBSCAN().fit(X), X[:5])
    assert all(told.value.parts.values())


@pytest.mark.parametrize(
    ("estimator", "words"),
    [(KMeans, "scikit-learn estimator"), ("k-means", "scikit-learn estimator"),
     (LogisticRegression(), "does not cluster"), (StandardScaler(), "does not cluster"),
     (make_pipeline(StandardScaler(), PCA()), "does not cluster")],
)  # fmt: skip
def test_what_does_not_cluster_is_refused(estimator: Any, words: str) -> None:
    with pytest.raises(LearnerError, match=words) as told:
        fitted(estimator, X)
    assert told.value.fix


def test_bad_data_are_refused_before_scikit_learn_sees_them() -> None:
    broken = X.copy()
    broken[3, 1] = np.nan
    with pytest.raises(LearnerError, match="missing"):
        fitted(KMeans(3), broken)
    with pytest.raises(LearnerError, match="not fitted"):
        fitted(KMeans(3), None)


def test_centers_of_a_pipeline_are_in_the_units_of_the_data() -> None:
    model = fitted(CLUSTERERS[-1], X)
    labels = fitted_labels(model, X)
    means = np.array([X[labels == i].mean(axis=0) for i in range(3)])
    np.testing.assert_allclose(fitted_centers(model), means)
    np.testing.assert_allclose(transformed_data(model, X), StandardScaler().fit_transform(X))
    assert transformed_data(KMeans(), X) is X


def test_centers_that_can_not_be_brought_back_are_none() -> None:
    model = fitted(make_pipeline(Normalizer(), KMeans(3, n_init=1, random_state=0)), X)
    assert fitted_centers(model) is None
    assert fitted_centers(fitted(DBSCAN(eps=2), X)) is None
    assert fitted_centers(fitted(make_pipeline(KMeans(3, random_state=0)), X)) is not None


def test_labels_kept_by_a_fit_do_without_data() -> None:
    model = KMeans(3, n_init=1, random_state=0).fit(X)
    np.testing.assert_array_equal(stored_labels(model, None, y), model.labels_)
    assert stored_labels(GaussianMixture(3).fit(X), None) is None
    with pytest.raises(LearnerError, match="need the data"):
        stored_labels(model, None, y[:5])


@pytest.mark.parametrize("display", [ProfileDisplay, DistributionDisplay, ClusterDisplay])
def test_columns_of_affinities_are_no_features(display: Any) -> None:
    K = rbf_kernel(X)
    model = SpectralClustering(3, affinity="precomputed", random_state=0)
    with pytest.raises(LearnerError, match="no features to draw") as caught:
        display.from_estimator(model, K)
    scope = {"estimator": model, "X": K}
    exec(caught.value.fix, scope)
    display.from_predictions(X, scope["labels"])
    plt.close("all")


@pytest.mark.parametrize("display", [ProfileDisplay, DistributionDisplay])
def test_columns_of_distances_are_no_features(display: Any) -> None:
    model = DBSCAN(eps=2, metric="precomputed")
    with pytest.raises(LearnerError, match="X holds distances"):
        display.from_estimator(model, pairwise_distances(X))


def test_a_sparse_graph_of_distances_is_clustered_and_not_scored() -> None:
    near = radius_neighbors_graph(X, 3.0, mode="distance")
    model = DBSCAN(eps=2.0, metric="precomputed")
    before = near.copy()
    labels = DBSCAN(eps=2.0).fit_predict(X)
    assert fitted_labels(fitted(model, near), near).tolist() == labels.tolist()
    pipe = make_pipeline(RadiusNeighborsTransformer(radius=3.0), model)
    assert fitted_labels(fitted(pipe, X), X).tolist() == labels.tolist()
    assert (near != before).nnz == 0
    for estimator, data in ((model, near), (pipe, X)):
        with pytest.raises(LearnerError, match="graph of some distances"):
            SilhouetteDisplay.from_estimator(estimator, data)


def test_what_clusters_columns_is_refused() -> None:
    for model in (FeatureAgglomeration(2), FeatureAgglomeration(2).fit(X)):
        with pytest.raises(LearnerError, match="clusters the columns"):
            fitted(model, X)


@pytest.mark.parametrize("steps", [[], [("a", KMeans)], [("a",)], [KMeans(2)], "a", 3])
@pytest.mark.parametrize("display", [ClusterDisplay, SilhouetteDisplay])
def test_a_pipeline_that_ends_in_no_estimator_is_refused(display: Any, steps: Any) -> None:
    points = make_blobs(30, centers=2, random_state=0)[0]
    pipe = make_pipeline(KMeans(2))
    pipe.steps = steps
    with pytest.raises(LearnerError, match="pipeline") as caught:
        display.from_estimator(pipe, points)
    names: dict[str, Any] = {}
    exec(str(caught.value.fix), names)
    display.from_estimator(names["estimator"], points)
    plt.close("all")
