"""The same estimator is fitted for any k; a tree is grown once."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.cluster import (
    DBSCAN,
    AgglomerativeClustering,
    FeatureAgglomeration,
    KMeans,
)
from sklearn.datasets import make_blobs
from sklearn.decomposition import PCA
from sklearn.metrics import (
    adjusted_rand_score,
)
from sklearn.mixture import GaussianMixture
from sklearn.model_selection import GridSearchCV
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from strategies import continuous

from teachclust.errors import LearnerError
from teachclust.scores.choosing_k.fitter import cut_tree
from teachclust.scores.choosing_k.scan import scan_k

X = make_blobs(150, centers=3, cluster_std=1.5, random_state=0)[0]


FEW: dict[str, Any] = {"n_references": 3, "n_resamples": 3, "progress": False}


@settings(max_examples=settings().max_examples // 4)
@given(st.data())
def test_a_cut_tree_is_scikit_learns_for_every_k(data: st.DataObject) -> None:
    points = data.draw(continuous())[:60]
    linkage = data.draw(st.sampled_from(["ward", "average", "complete", "single"]))
    model = AgglomerativeClustering(1, linkage=linkage, compute_full_tree=True)
    merges = model.fit(points).children_
    for k in {1, 2, len(points) // 2, len(points)}:
        expected = AgglomerativeClustering(k, linkage=linkage).fit_predict(points)
        found = cut_tree(merges, k)
        assert len(np.unique(found)) == k
        assert adjusted_rand_score(expected, found) == 1.0


def test_a_tree_is_grown_once(monkeypatch: pytest.MonkeyPatch) -> None:
    grown: list[int] = []
    fit = AgglomerativeClustering.fit

    def counted(self: Any, X: Any, y: Any = None) -> Any:
        grown.append(len(X))
        return fit(self, X)

    monkeypatch.setattr(AgglomerativeClustering, "fit", counted)
    scan_k(AgglomerativeClustering(), X, range(1, 8), **FEW)
    # the data, three references, four parts
    assert sorted(grown) == [120] * 4 + [150] * 4


@pytest.mark.parametrize(
    ("estimator", "name"),
    [
        (KMeans(4, n_init=10, random_state=0), "KMeans(n_init=10, random_state=0)"),
        (AgglomerativeClustering(3, linkage="single"), "AgglomerativeClustering(linkage='single')"),
        (
            GaussianMixture(2, covariance_type="diag", random_state=1),
            "GaussianMixture(covariance_type='diag', random_state=1)",
        ),
    ],
)
def test_the_estimator_is_named_without_its_k(estimator: Any, name: str) -> None:
    assert scan_k(estimator, X, [2], criteria="inertia").estimator == name


@pytest.mark.parametrize(
    ("estimator", "message"),
    [
        (PCA(), "PCA has no number of clusters"),
        (KMeans, "KMeans is a class"),
        ("k-means", "no estimator"),
        (KMeans(2, init=X[:2]), "Given starting centers fit one k only"),
        (FeatureAgglomeration(), "clusters the columns"),
        (make_pipeline(StandardScaler(), KMeans()), "A pipeline can't be scanned"),
        (GridSearchCV(KMeans(), {"n_clusters": [2, 3]}), "GridSearchCV can't be scanned"),
        (DBSCAN(), "DBSCAN has no number of clusters"),
        (GaussianMixture(2, means_init=X[:2]), "could not be fitted with n_components=1"),
    ],
)
def test_estimators_that_cannot_be_scanned_are_refused(estimator: Any, message: str) -> None:
    with pytest.raises(LearnerError, match=message):
        scan_k(estimator, X, range(1, 4), criteria="inertia")


def test_a_tree_that_needs_too_much_memory_is_refused_before_it_grows() -> None:
    many = np.random.default_rng(0).normal(size=(20_000, 2))
    with pytest.raises(LearnerError, match=r"A tree over 20,000 rows needs 3\.2 GB"):
        scan_k(AgglomerativeClustering(), many)


def test_a_tree_is_refused_from_the_first_row_that_is_too_much(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("teachclust.scores.choosing_k.fitter._MOST_TREE_ROWS", 30)
    scan_k(AgglomerativeClustering(), X[:30], range(2, 4), **FEW)
    with pytest.raises(LearnerError, match="A tree over 31 rows"):
        scan_k(AgglomerativeClustering(), X[:31], range(2, 4), **FEW)
