"""Parameters: trace refuses what fit refuses, and takes what fit takes."""

from __future__ import annotations

import warnings
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.base import clone
from sklearn.cluster import (
    DBSCAN,
    HDBSCAN,
    OPTICS,
    AgglomerativeClustering,
    BisectingKMeans,
    KMeans,
    MeanShift,
    MiniBatchKMeans,
    SpectralClustering,
)
from sklearn.datasets import make_blobs
from sklearn.mixture import GaussianMixture

from teachclust.checks import call_text, check_estimator, fit_refusals
from teachclust.errors import LearnerError
from teachclust.threads import threads_for
from teachclust.traces import trace

CLASSES = {
    kind.__name__: kind
    for kind in (
        KMeans, MiniBatchKMeans, BisectingKMeans, GaussianMixture, DBSCAN, OPTICS, HDBSCAN,
        MeanShift, AgglomerativeClustering, SpectralClustering,
    )
}  # fmt: skip
X = make_blobs(24, centers=3, random_state=1)[0]


def first(X: Any, n_clusters: int, random_state: Any) -> Any:
    return X[:n_clusters].copy()


def uncopied(X: Any, n_clusters: int, random_state: Any) -> Any:
    return X[:n_clusters]  # where scikit-learn writes its centers: its fit is of other data then


def first_2(X: Any, n_clusters: int, random_state: Any) -> Any:
    return X[:2].copy()


def first_5(X: Any, n_clusters: int, random_state: Any) -> Any:
    return X[:5].copy()


def narrow(X: Any, n_clusters: int, random_state: Any) -> Any:
    return X[:n_clusters, :1].copy()


def missing(X: Any, n_clusters: int, random_state: Any) -> Any:
    return X[:n_clusters] * np.nan


def flat(X: Any, n_clusters: int, random_state: Any) -> Any:
    return X[0].copy()


def failing(X: Any, n_clusters: int, random_state: Any) -> Any:
    raise RuntimeError("no start today")


REFUSED = [
    *(KMeans(3, n_init=1, init=f) for f in (first_2, first_5, narrow, missing, flat, failing)),
    KMeans(3, init=len),
    KMeans(3, init=X[:2]),
    KMeans(3, init=X[:3, :1]),
    KMeans(3, copy_x=0),
    KMeans(3, copy_x="yes"),
    KMeans(3, algorithm="full"),
    KMeans(3, algorithm="auto"),
    KMeans(3, algorithm=None),
    KMeans(3, tol=np.inf),
    KMeans(3, tol="small"),
    KMeans(3, n_init=1.0),
    KMeans(3, n_init="many", tol=-1, max_iter=0),
    KMeans(25),
    MiniBatchKMeans(3, init=first_2),
    MiniBatchKMeans(3, batch_size=0),
    MiniBatchKMeans(3, compute_labels=1),
    MiniBatchKMeans(3, reassignment_ratio=np.inf),
    BisectingKMeans(3, copy_x=1),
    BisectingKMeans(3, init=first_5),
    GaussianMixture(3, warm_start=0),
    GaussianMixture(3, covariance_type="round"),
    GaussianMixture(3, reg_covar=np.inf),
    GaussianMixture(3, max_iter=0, precisions_init=np.ones((3, 2, 2))),
    GaussianMixture(3, weights_init=[0.5, 0.5]),
    GaussianMixture(3, verbose_interval=0),
    DBSCAN(eps=np.inf),
    DBSCAN(eps=0),
    DBSCAN(eps="0.5"),
    DBSCAN(algorithm="tree"),
    DBSCAN(leaf_size=0),
    DBSCAN(p=-1),
    DBSCAN(metric="euclid"),
    DBSCAN(metric="haversine", algorithm="kd_tree"),
    DBSCAN(n_jobs=1.5),
    OPTICS(min_samples=25),
    OPTICS(xi=1),
    OPTICS(xi=2),
    OPTICS(max_eps=-1),
    OPTICS(predecessor_correction=1),
    OPTICS(cluster_method="cut"),
    HDBSCAN(alpha=0),
    HDBSCAN(min_cluster_size=1),
    HDBSCAN(min_samples=25),
    HDBSCAN(store_centers="middle"),
    HDBSCAN(allow_single_cluster=1),
    MeanShift(bandwidth=np.inf),
    MeanShift(bandwidth=-1),
    MeanShift(cluster_all=1),
    MeanShift(n_jobs=0),
    MeanShift(bin_seeding=1),
    MeanShift(bandwidth=0.1, bin_seeding=True, min_bin_freq=20),
    MeanShift(seeds="far"),
    MeanShift(seeds=[[1.0]]),
    AgglomerativeClustering(3, compute_full_tree="no"),
    AgglomerativeClustering(3, compute_distances=1),
    AgglomerativeClustering(3, linkage="centroid"),
    AgglomerativeClustering(None, distance_threshold=np.inf),
    AgglomerativeClustering(None),
    SpectralClustering(3, gamma=np.inf),
    SpectralClustering(3, eigen_tol=-1),
    SpectralClustering(3, degree=-1),
    SpectralClustering(3, assign_labels="best"),
    SpectralClustering(3, affinity="nearest_neighbors", n_neighbors=25),
]
SEEDED = ("KMeans", "MiniBatchKMeans", "BisectingKMeans", "GaussianMixture", "SpectralClustering")


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("estimator", REFUSED, ids=call_text)
def test_what_fit_refuses_is_refused_and_the_fix_works(estimator: Any) -> None:
    with pytest.raises(Exception):  # noqa: B017, PT011 (whatever scikit-learn raises)
        clone(estimator).fit(X)
    with pytest.raises(LearnerError) as caught:
        trace(estimator, X)
    parts = caught.value.parts
    assert all(parts.values())
    assert "Recorder" not in str(caught.value)
    assert "_Recorded" not in str(caught.value)
    scope = {**CLASSES, "np": np, "X": X}
    fix = parts["fix"]
    if fix.startswith("n_clusters = "):
        exec(fix, scope)
        mended = clone(estimator).set_params(n_clusters=scope["n_clusters"])
    elif fix.startswith("centers = "):
        exec(fix, scope)
        mended = clone(estimator).set_params(init=scope["centers"])
    else:
        exec(f"mended = {fix}", scope)
        mended = scope["mended"]
        assert type(mended) is type(estimator)
    trace(mended, X)


def values(*taken: Any) -> st.SearchStrategy[Any]:
    return st.sampled_from(taken)


#: values that are right, values that are wrong, and values that only some estimators take
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "affinity": values("rbf", "nearest_neighbors"),
    "algorithm": values("lloyd", "elkan", "auto", "brute", "kd_tree", "ball_tree", "full"),
    "allow_single_cluster": values(True, False, 1),
    "alpha": values(0.5, 1, 2, 0),
    "assign_labels": values("kmeans", "discretize", "cluster_qr"),
    "bandwidth": values(None, 0.1, 1, 3.0, 50, np.float32(1.2), 0, np.inf),
    "batch_size": values(1, 5, 100, np.int64(8), 2.0),
    "bin_seeding": values(True, False, 0),
    "bisecting_strategy": values("biggest_inertia", "largest_cluster"),
    "cluster_all": values(True, False, 1),
    "cluster_method": values("xi", "dbscan"),
    "cluster_selection_epsilon": values(0, 0.5, 1, -1),
    "cluster_selection_method": values("eom", "leaf"),
    "compute_full_tree": values("auto", True, False, "no"),
    "copy_x": values(True, False, np.bool_(True), 0),
    "covariance_type": values("full", "tied", "diag", "spherical"),
    "distance_threshold": values(None, 0, 1.5, np.inf),
    "eigen_solver": values(None, "lobpcg", "fast"),
    "eps": values(0.5, 1, 3, True, np.inf, None, 0),
    "init": values("k-means++", "random", X[:3], X[:3].tolist(), first, first_2, uncopied, "x"),
    "init_params": values("kmeans", "k-means++", "random", "random_from_data"),
    "init_size": values(None, 1, 10, 50, 0),
    "leaf_size": values(1, 30, 0),
    "linkage": values("ward", "single", "average", "complete"),
    "max_cluster_size": values(None, 1, 10, 0),
    "max_eps": values(np.inf, 0.5, 2, 0),
    "max_iter": values(0, 1, 2, 300),
    "max_no_improvement": values(None, 0, 10, -1),
    "means_init": values(None, X[:3], X[:2]),
    "metric": values("euclidean", "manhattan", "cosine", "minkowski", "chebyshev", "haversine"),
    "min_bin_freq": values(1, 2, 24),
    "min_cluster_size": values(None, 2, 5, 0.1, 1.0, 25),
    "min_samples": values(1, 2, 5, 25, 0.1, 0.5, None),
    "n_init": values("auto", 1, 3, 0, np.int32(2)),
    "n_neighbors": values(2, 3, 24, 25),  # a graph of 1 has no ties, and is cut by rounding
    "p": values(None, 0.5, 1, 2, 3, -1),
    "precisions_init": values(None, np.ones((3, 2))),
    "reassignment_ratio": values(0, 0.01, 1, 1.5, np.inf),
    "reg_covar": values(0, 1e-6, 1, np.uint8(2), np.inf),
    "seeds": values(None, X[:5], X[:5].tolist(), X[:1] + 1e3, X[:3, :1], []),
    "tol": values(0, 1e-4, 0.5, np.float32(0.01), -1, np.inf),
    "warm_start": values(True, False, 1),
    "weights_init": values(None, [0.2, 0.3, 0.5], [0.5, 0.5]),
    "xi": values(0, 0.05, 0.995, 1, 1.0),
}
TABLES = [X, X.astype(np.float32), np.random.default_rng(0).normal(size=(24, 20))]


@st.composite
def any_estimator(draw: st.DrawFn, name: str) -> Any:
    kind = CLASSES[name]
    known = kind().get_params()
    wanted = {"n_clusters": 3, "n_components": 3, "random_state": 0}
    if name == "SpectralClustering":
        del wanted["n_components"]
    params = {name: value for name, value in wanted.items() if name in known}
    free = sorted(set(known) & set(VALUES))
    for one in draw(st.lists(st.sampled_from(free), max_size=4, unique=True)):
        params[one] = draw(VALUES[one])
    return kind(**params)


@pytest.mark.parametrize("name", CLASSES)
@settings(max_examples=settings().max_examples // 6)
@given(st.data())
def test_trace_refuses_just_what_fit_refuses(name: str, data: st.DataObject) -> None:
    estimator = data.draw(any_estimator(name))
    table = data.draw(st.sampled_from(TABLES)).copy()  # copy_x=False may leave it changed
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        # under the limit of a trace: a graph without ties is cut by rounding
        with np.errstate(all="ignore"), threads_for(0):
            try:
                fitted = clone(estimator).fit(table.copy())
            except Exception:
                with pytest.raises(LearnerError) as caught:
                    trace(estimator, table)
                assert all(caught.value.parts.values())
                return
            try:
                traced = trace(estimator, table)
            except LearnerError as refused:
                if "can't be watched" not in refused.what:
                    raise
                return  # a metric that scikit-learn takes and no picture shows
    labels = fitted.labels_ if hasattr(fitted, "labels_") else fitted.predict(table)
    np.testing.assert_array_equal(traced.labels, labels)


def test_the_estimator_is_cloned_and_its_seed_an_int() -> None:
    estimator = KMeans(3, random_state=np.int64(4))
    model = check_estimator(estimator)
    assert model is not estimator
    assert type(model.random_state) is int
    assert type(estimator.random_state) is np.int64


def test_parameters_that_are_set_later_are_left_out() -> None:
    check_estimator(KMeans(0), skip=("n_clusters",))
    with pytest.raises(LearnerError, match="n_clusters must be a whole number from 1"):
        check_estimator(KMeans(0))


def test_words_that_were_meant_are_proposed() -> None:
    with pytest.raises(LearnerError, match="KMeans knows no algorithm called 'full'") as caught:
        check_estimator(KMeans(4, algorithm="full", random_state=0))
    assert caught.value.fix == "KMeans(n_clusters=4, random_state=0, algorithm='lloyd')"
    with pytest.raises(LearnerError) as caught:
        check_estimator(KMeans(init="kmeans++"))
    assert caught.value.fix == "KMeans(init='k-means++')"


def test_a_call_leaves_out_what_no_word_can_say() -> None:
    text = call_text(KMeans(3, init=X[:3], n_init=2, tol=np.float64(0.1)), max_iter=5)
    assert text == "KMeans(n_clusters=3, n_init=2, max_iter=5, tol=0.1)"


def test_an_error_of_ours_is_not_laid_on_scikit_learn() -> None:
    with pytest.raises(KeyError), fit_refusals(KMeans(3), X):
        raise KeyError("a slip in a tracer")
    with pytest.raises(LearnerError, match="refuses to fit") as caught, fit_refusals(KMeans(99), X):
        raise KeyError("a slip in a tracer")
    assert "n_samples=24 should be >= n_clusters=99" in caught.value.why


def refusal(estimator: Any, n_samples: int | None = None) -> LearnerError:
    with pytest.raises(LearnerError) as caught:
        check_estimator(estimator, n_samples)
    return caught.value


def test_the_fix_keeps_what_was_meant() -> None:
    assert refusal(AgglomerativeClustering(None, distance_threshold=-1.0)).fix == (
        "AgglomerativeClustering(n_clusters=None, distance_threshold=1.0)"
    )
    assert refusal(OPTICS(min_samples=0), 4).fix == "OPTICS(min_samples=4)"
    assert refusal(OPTICS(min_samples=0), 40).fix == "OPTICS(min_samples=5)"
    assert refusal(OPTICS(min_samples=0)).fix == "OPTICS(min_samples=5)"
    assert refusal(KMeans(Fraction(3)), 9).parts["fix"].startswith("n_clusters = 3")
    assert refusal(KMeans(0, tol=-1), 9).fix == "KMeans(n_clusters=8, tol=0.0001)"
    assert refusal(KMeans(0, tol=-1), 5).fix == "KMeans(n_clusters=5, tol=0.0001)"
    assert refusal(DBSCAN(eps=0, min_samples=3)).fix == "DBSCAN(eps=0.5, min_samples=3)"
    assert refusal(DBSCAN(eps=0)).where == "eps=0"
    assert refusal(DBSCAN(eps=0)).why == "Points at most this far apart are neighbors."
    assert refusal(KMeans(3, random_state="x")).fix == "KMeans(n_clusters=3, random_state=0)"


def test_a_call_writes_what_differs_from_the_defaults() -> None:
    assert call_text(KMeans()) == "KMeans()"
    assert call_text(KMeans(), n_clusters=8) == "KMeans(n_clusters=8)"
    assert call_text(DBSCAN(eps=np.float64(2), n_jobs=1)) == "DBSCAN(eps=2.0, n_jobs=1)"
    assert call_text(KMeans(n_init=True)) == "KMeans(n_init=True)"
    assert call_text(KMeans(tol=float("inf"))) == "KMeans()"
    assert call_text(OPTICS(), max_eps=float("inf")) == 'OPTICS(max_eps=float("inf"))'
    assert call_text(KMeans(tol=Fraction(1, 2))) == "KMeans()"
    assert call_text(KMeans(copy_x=np.bool_(False))) == "KMeans(copy_x=False)"


def test_a_fit_that_is_refused_is_mended_by_a_plain_call() -> None:
    def fix(estimator: Any, rows: int) -> str:
        with pytest.raises(LearnerError) as caught, fit_refusals(estimator, X[:rows] * np.nan):
            raise ValueError("no")
        return caught.value.fix

    assert fix(KMeans(3, tol=1), 24) == "KMeans(n_clusters=3, random_state=0)"
    assert fix(DBSCAN(eps=3), 24) == "DBSCAN()"
    assert fix(OPTICS(max_eps=3), 5) == "OPTICS()"
    assert fix(OPTICS(max_eps=3), 4) == "OPTICS(min_samples=4)"
    with pytest.raises(MemoryError), fit_refusals(KMeans(99), X):
        raise MemoryError
