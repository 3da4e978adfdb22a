"""What stands where an estimator should: pipelines, searches, classes, other packages."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import sklearn.cluster
from sklearn.base import BaseEstimator, ClusterMixin, clone
from sklearn.cluster import HDBSCAN, KMeans, MiniBatchKMeans, SpectralCoclustering
from sklearn.decomposition import PCA
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV, RandomizedSearchCV
from sklearn.multiclass import OneVsRestClassifier
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler

from teachclust.checks import check_single_estimator
from teachclust.errors import LearnerError
from teachclust.traces import trace

X = np.random.default_rng(0).normal(size=(30, 3)) * [1, 10, 100]
GRID = {"n_clusters": [2, 3]}


class OwnKMeans(KMeans):
    """A subclass, whose fit may be another."""


class OwnClusterer(ClusterMixin, BaseEstimator):
    """An estimator of a learner's own."""

    def fit(self, X: Any, y: Any = None) -> OwnClusterer:
        self.labels_ = np.zeros(len(X), dtype=int)
        return self


# as other packages have them: by the name of the class and its module
KModes = type("KModes", (BaseEstimator,), {"fit": OwnClusterer.fit, "__module__": "kmodes.kmodes"})


def _init(self: Any, min_cluster_size: int = 5, gen_min_span_tree: bool = False) -> None:
    self.min_cluster_size, self.gen_min_span_tree = min_cluster_size, gen_min_span_tree


OtherHDBSCAN = type(
    "HDBSCAN",
    (BaseEstimator,),
    {"__init__": _init, "fit": OwnClusterer.fit, "__module__": "hdbscan.hdbscan_"},
)

WRONG: dict[str, tuple[Any, str]] = {
    "pipeline of a search": (
        make_pipeline(StandardScaler(), GridSearchCV(KMeans(random_state=0), GRID)),
        "pipeline ends in a GridSearchCV, which can't be watched",
    ),
    "pipeline without a clusterer": (make_pipeline(StandardScaler(), PCA(2)), "does not end"),
    "pipeline that predicts": (
        make_pipeline(StandardScaler(), LogisticRegression()),
        "does not end",
    ),
    "pipeline that only predicts": (make_pipeline(LogisticRegression()), "does not end"),
    "pipeline that passes through": (
        Pipeline([("scale", StandardScaler()), ("none", "passthrough")]),
        "does not end",
    ),
    "search": (GridSearchCV(KMeans(random_state=0), GRID), "GridSearchCV"),
    "fitted search": (GridSearchCV(KMeans(random_state=0), GRID).fit(X), "GridSearchCV"),
    "clone of a fitted search": (
        clone(GridSearchCV(KMeans(random_state=0), GRID).fit(X)),
        "GridSearchCV",
    ),
    "random search": (
        RandomizedSearchCV(KMeans(random_state=0), GRID, n_iter=1, random_state=0).fit(X),
        "RandomizedSearchCV",
    ),
    "search without refit": (
        GridSearchCV(KMeans(random_state=0), GRID, refit=False).fit(X),
        "GridSearchCV",
    ),
    "search in a pipeline's parameters": (
        GridSearchCV(
            make_pipeline(StandardScaler(), KMeans(random_state=0)), {"kmeans__n_clusters": [2]}
        ).fit(X),
        "GridSearchCV",
    ),
    "search without a score": (GridSearchCV(HDBSCAN(copy=True), {}), "GridSearchCV"),
    "wrapper": (OneVsRestClassifier(KMeans(3, random_state=0)), "OneVsRestClassifier"),
    "class": (KMeans, "is a class"),
    "class of a mixture": (sklearn.mixture.GaussianMixture, "is a class"),
    "class of no estimator": (dict, "is a class"),
    "function": (sklearn.cluster.k_means, "no estimator"),
    "name": ("KMeans", "no estimator"),
    "none": (None, "no estimator"),
    "number": (4, "no estimator"),
    "data": (X, "no estimator"),
    "labels": ([0, 1, 0], "no estimator"),
    "other of scikit-learn": (SpectralCoclustering(), "SpectralCoclustering can't be watched"),
    "transformer": (PCA(), "can't be watched"),
    "subclass": (OwnKMeans(3, tol=0.1, random_state=0), "OwnKMeans can't be watched"),
    "own": (OwnClusterer(), "OwnClusterer can't be watched"),
    "KModes": (KModes(), "KModes can't be watched"),
    "HDBSCAN of another package": (OtherHDBSCAN(7), "HDBSCAN can't be watched"),
}


@pytest.mark.filterwarnings("ignore:The default value of `copy`")
@pytest.mark.parametrize("name", WRONG)
def test_what_can_not_be_watched_is_told_and_the_fix_works(name: str) -> None:
    given, words = WRONG[name]
    scope = {**vars(sklearn.cluster), "GaussianMixture": sklearn.mixture.GaussianMixture}
    scope |= {"estimator": given, "X": X}
    with pytest.raises(LearnerError, match=words) as caught:
        trace(given, X)
    error = caught.value
    for _ in range(3):  # a pipeline within a pipeline is opened step by step
        assert all(error.parts.values())
        assert len(str(error).splitlines()) == 3
        fix = error.fix if "estimator" in error.fix else f"estimator = {error.fix}"
        exec(fix, scope)
        try:
            trace(scope["estimator"], scope["X"])
        except LearnerError as inner:
            error = inner
        else:
            return
    raise AssertionError(str(error))


@pytest.mark.parametrize(
    "pipe",
    [
        make_pipeline(StandardScaler(), KMeans(3, random_state=0)),
        make_pipeline(StandardScaler(), PCA(2), KMeans(3, random_state=0)).fit(X),
        make_pipeline(KMeans(3, random_state=0)),
        make_pipeline(StandardScaler(), make_pipeline(PCA(2), KMeans(3, random_state=0))),
    ],
    ids=["two steps", "fitted", "one step", "nested"],
)
def test_the_last_step_of_a_pipeline_is_traced(pipe: Any) -> None:
    traced = trace(pipe, X)
    np.testing.assert_array_equal(traced.labels, clone(pipe).fit_predict(X))


def test_a_pipeline_elsewhere_is_refused_with_the_line_that_opens_it() -> None:
    pipe = make_pipeline(StandardScaler(), KMeans(3, random_state=0))
    with pytest.raises(LearnerError, match="pipeline") as caught:
        check_single_estimator(pipe, "scanned")
    assert caught.value.fix == "X, estimator = estimator[:-1].fit_transform(X), estimator[-1]"


def test_names_of_what_to_pass() -> None:
    with pytest.raises(LearnerError) as caught:
        trace(WRONG["fitted search"][0], X)
    assert caught.value.fix == "estimator = estimator.best_estimator_"
    with pytest.raises(LearnerError) as caught:
        trace(WRONG["HDBSCAN of another package"][0], X)
    assert "hdbscan" in caught.value.where
    assert caught.value.fix == (
        "from sklearn.cluster import HDBSCAN; estimator = HDBSCAN(min_cluster_size=7)"
    )


def test_a_fitted_estimator_is_cloned() -> None:
    fitted = MiniBatchKMeans(3, random_state=0).fit(X[:10])
    kept = fitted.labels_.copy()
    np.testing.assert_array_equal(trace(fitted, X).labels, clone(fitted).fit_predict(X))
    np.testing.assert_array_equal(fitted.labels_, kept)
