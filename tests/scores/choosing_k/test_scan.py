"""scan_k against the same loop written by hand, and what it does when things go wrong."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.base import clone
from sklearn.cluster import (
    DBSCAN,
    AgglomerativeClustering,
    Birch,
    BisectingKMeans,
    FeatureAgglomeration,
    KMeans,
    MiniBatchKMeans,
    SpectralClustering,
)
from sklearn.datasets import make_blobs
from sklearn.metrics import (
    adjusted_rand_score,
    calinski_harabasz_score,
    davies_bouldin_score,
    pairwise_distances,
    silhouette_score,
)
from sklearn.metrics.pairwise import rbf_kernel
from sklearn.mixture import GaussianMixture
from sklearn.model_selection import GridSearchCV
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from stable_ids import stable_id

from teachclust.errors import LearnerError
from teachclust.scores.choosing_k.gap import within_squares
from teachclust.scores.choosing_k.k_scan import KScan
from teachclust.scores.choosing_k.scan import scan_k
from teachclust.threads import threads_for
from teachclust.widgets.k_lab import KLab

X = make_blobs(150, centers=3, cluster_std=1.5, random_state=0)[0]
FEW: dict[str, Any] = {"n_references": 3, "n_resamples": 3, "progress": False}
ESTIMATORS = [
    KMeans(n_init=2, random_state=0),
    MiniBatchKMeans(random_state=0),
    BisectingKMeans(random_state=0),
    GaussianMixture(random_state=0),
    AgglomerativeClustering(),
    AgglomerativeClustering(linkage="single"),
]


@pytest.fixture(scope="module", params=ESTIMATORS, ids=lambda e: type(e).__name__)
def pair(request: pytest.FixtureRequest) -> tuple[Any, KScan]:
    return request.param, scan_k(request.param, X, range(1, 6), **FEW)


def by_hand(estimator: Any, k: int) -> tuple[Any, np.ndarray]:
    size = "n_components" if isinstance(estimator, GaussianMixture) else "n_clusters"
    model = clone(estimator).set_params(**{size: k})
    with threads_for(1):
        return model, model.fit_predict(X)


# --- the numbers ----------------------------------------------------------------------------


def test_every_fit_is_scikit_learns(pair: tuple[Any, KScan]) -> None:
    estimator, scan = pair
    assert scan.k == (1, 2, 3, 4, 5)
    for fit in scan.fits:
        model, labels = by_hand(estimator, fit.k)
        assert adjusted_rand_score(labels, fit.labels) == 1.0
        assert len(np.unique(fit.labels)) == len(np.unique(labels))
        expected = getattr(model, "inertia_", None)
        expected = within_squares(X, labels) if expected is None else expected
        assert fit.inertia == pytest.approx(expected, rel=1e-12)
        assert fit.fit_time > 0
        if hasattr(model, "bic"):
            assert fit.bic == pytest.approx(model.bic(X), rel=1e-12)
        else:
            assert fit.bic is None


def test_every_score_is_scikit_learns(pair: tuple[Any, KScan]) -> None:
    estimator, scan = pair
    one = scan[1]
    assert one.silhouette is not None
    assert np.isnan(one.silhouette.mean)
    assert one.calinski_harabasz is one.davies_bouldin is one.stability is None
    for fit in scan.fits[1:]:
        labels = by_hand(estimator, fit.k)[1]
        assert fit.value("silhouette") == pytest.approx(silhouette_score(X, labels), abs=1e-9)
        assert fit.calinski_harabasz == pytest.approx(calinski_harabasz_score(X, labels))
        assert fit.davies_bouldin == pytest.approx(davies_bouldin_score(X, labels))
        assert fit.gap is not None
        assert fit.gap_spread is not None
        assert fit.stability is not None
        assert fit.stability_low <= fit.stability <= fit.stability_high <= 1


def test_centers_belong_to_their_numbers(pair: tuple[Any, KScan]) -> None:
    estimator, scan = pair
    for fit in scan.fits:
        assert list(fit.numbers) == sorted(set(fit.numbers))
        assert set(fit.labels) <= set(fit.numbers)
        assert len(fit.numbers) == fit.k
        model, labels = by_hand(estimator, fit.k)
        centers = getattr(model, "cluster_centers_", getattr(model, "means_", None))
        if centers is None:
            assert fit.centers is None
            continue
        for number, center in zip(fit.numbers, fit.centers, strict=True):
            (label,) = np.unique(labels[fit.labels == number])
            np.testing.assert_array_equal(center, centers[label])


def test_clusters_keep_their_numbers_and_silhouettes_use_them() -> None:
    scan = scan_k(AgglomerativeClustering(), X, range(2, 8), criteria="silhouette")
    for before, after in zip(scan.fits, scan.fits[1:], strict=False):
        # one cluster of a tree splits: of all others every point keeps its number
        changed = before.labels != after.labels
        assert len(np.unique(before.labels[changed])) == 1
        assert len(np.unique(after.labels[changed])) == 1
    for fit in scan.fits:
        np.testing.assert_array_equal(fit.silhouette.labels, fit.labels[fit.silhouette.rows])


# --- criteria, seeds ----------------------------------------------------------------------------


def test_a_missing_seed_is_drawn_shown_and_used() -> None:
    estimator = KMeans()
    scan = scan_k(estimator, X, range(1, 7), criteria="inertia")
    assert estimator.random_state is None
    assert not hasattr(estimator, "labels_")
    seed = int(re.fullmatch(r"KMeans\(random_state=(\d+)\)", scan.estimator)[1])
    for fit in scan.fits:
        expected = KMeans(fit.k, random_state=seed).fit(X).inertia_
        assert fit.inertia == pytest.approx(expected, rel=1e-12)
    again = scan_k(KMeans(), X, range(1, 3), criteria="inertia")
    assert again.estimator != scan.estimator


def test_a_generator_gives_a_seed_and_is_left_alone() -> None:
    source = np.random.RandomState(0)
    names = [
        scan_k(KMeans(random_state=source), X, [2], criteria="inertia").estimator for _ in "ab"
    ]
    assert names[0] == names[1]
    assert re.fullmatch(r"KMeans\(random_state=\d+\)", names[0])


def test_data_far_from_zero_score_alike() -> None:
    here = scan_k(KMeans(n_init=2, random_state=0), X, range(1, 5), **FEW)
    there = scan_k(KMeans(n_init=2, random_state=0), X + 1e6, range(1, 5), **FEW)
    pd.testing.assert_frame_equal(here.table(), there.table(), rtol=1e-5)


# --- table, repr, getting a k -----------------------------------------------------------------


# --- what is refused, what is noticed ---------------------------------------------------------


@pytest.mark.parametrize("k", [0, [], [0, 1], [2.0], ["3"], "23", [True], 5, None])
def test_k_that_are_no_numbers_of_clusters_are_refused(k: Any) -> None:
    with pytest.raises(LearnerError, match="k must be whole numbers of clusters, 1 or more"):
        scan_k(KMeans(), X, k)


def test_a_scan_ends_where_the_points_do() -> None:
    few = np.repeat([[0.0, 0.0], [1.0, 5.0], [7.0, 2.0]], 5, axis=0)
    scan = scan_k(KMeans(random_state=0), few, range(1, 9), **FEW)
    assert scan.k == (1, 2, 3)
    assert scan.complete
    assert "X has 3 different rows: the scan ends at k = 3." in scan.notices
    assert scan[3].inertia == pytest.approx(0, abs=1e-20)
    assert np.isfinite(scan[3].gap)
    with pytest.raises(LearnerError, match="fewer than any k asked for"):
        scan_k(KMeans(), few, [4, 5])


@pytest.mark.parametrize("n", [2, 4])
def test_a_handful_of_points_can_be_scanned(n: int) -> None:
    for estimator in ESTIMATORS:
        scan = scan_k(estimator, X[:n], range(1, 13), **FEW)
        assert scan.k == tuple(range(1, n + 1))
        assert scan.verdict


@pytest.mark.parametrize("criteria", ["elbow", ["inertia", "gaps"], [], ()])
def test_unknown_criteria_are_refused(criteria: Any) -> None:
    with pytest.raises(LearnerError, match="criterion"):
        scan_k(KMeans(), X, criteria=criteria)


@pytest.mark.parametrize(
    "params", [{"n_references": 1}, {"n_resamples": 2.5}, {"random_state": -1}]
)
def test_parameters_are_checked(params: dict[str, Any]) -> None:
    with pytest.raises(LearnerError, match=next(iter(params))):
        scan_k(KMeans(), X, **params)


def test_bic_that_cannot_be_had_is_noticed() -> None:
    scan = scan_k(KMeans(), X, [2, 3], criteria=("inertia", "bic"))
    assert scan.criteria == ("inertia",)
    assert scan.notices == ("KMeans has no likelihood, so there is no BIC.",)


def test_a_table_of_neighbours_leaves_out_gap_and_stability() -> None:
    from sklearn.neighbors import kneighbors_graph

    near = kneighbors_graph(X, 30, include_self=False)
    scan = scan_k(AgglomerativeClustering(connectivity=near), X, [2, 3], **FEW)
    assert "gap" not in scan.criteria
    assert "stability" not in scan.criteria
    assert any("connectivity" in notice for notice in scan.notices)


def test_other_clusterers_can_be_scanned() -> None:
    scan = scan_k(Birch(threshold=0.5), X, range(1, 5), **FEW)
    assert scan[3].stability is not None
    assert scan[3].inertia == pytest.approx(within_squares(X, scan[3].labels))


# --- interrupts and progress --------------------------------------------------------------------


# --- the distance by which the estimator clusters ------------------------------------------------


def all_farthest(points: Any) -> Any:
    """Return the same for all rows at once, as AgglomerativeClustering calls a function."""
    return pairwise_distances(points, metric="chebyshev")


def spectral(**params: Any) -> SpectralClustering:
    return SpectralClustering(random_state=0, n_components=2, **params)


STRAIGHT = ("inertia", "calinski_harabasz", "davies_bouldin", "gap")


@settings(max_examples=25, deadline=None)
@given(
    st.sampled_from(
        [
            ("manhattan", "manhattan"),
            ("cosine", "cosine"),
            ("chebyshev", "chebyshev"),
            ("canberra", "canberra"),
            (all_farthest, "chebyshev"),
        ]
    ),
    st.sampled_from(["average", "complete", "single"]),
    st.integers(0, 1000),
)
def test_silhouettes_of_a_tree_are_by_its_metric(metrics: Any, linkage: str, seed: int) -> None:
    given_metric, metric = metrics
    points = np.random.default_rng(seed).normal(size=(40, 3)) + 1
    tree = AgglomerativeClustering(metric=given_metric, linkage=linkage)
    scan = scan_k(tree, points, range(1, 6), n_resamples=2)
    assert scan.criteria == ("silhouette", "stability")
    assert any("Inertia, Calinski-Harabasz, Davies-Bouldin and Gap: left out" in one
               for one in scan.notices)  # fmt: skip
    for k in range(2, 6):
        labels = AgglomerativeClustering(k, metric=given_metric, linkage=linkage).fit_predict(
            points
        )
        theirs = silhouette_score(points, labels, metric=metric)
        assert scan[k].silhouette.mean == pytest.approx(theirs, abs=1e-12)
        assert adjusted_rand_score(labels, scan[k].labels) == 1
    # of the distances handed over, all is the same
    D = pairwise_distances(points, metric=metric)
    given_table = scan_k(
        AgglomerativeClustering(metric="precomputed", linkage=linkage),
        D,
        range(1, 6),
        n_resamples=2,
    )
    assert given_table.criteria == ("silhouette", "stability")
    assert given_table.feature_names == ()
    assert "40 points x distances" in repr(given_table)
    for k in range(2, 6):
        assert given_table[k].silhouette.mean == pytest.approx(scan[k].silhouette.mean, abs=1e-12)
        assert given_table[k].stability == pytest.approx(scan[k].stability)


@pytest.mark.parametrize("metric", ["euclidean", "l2"])
def test_straight_lines_keep_every_criterion(metric: str) -> None:
    scan = scan_k(AgglomerativeClustering(metric=metric, linkage="average"), X, [2, 3], **FEW)
    assert set(STRAIGHT) < set(scan.criteria)
    assert scan.notices == ()


def test_affinities_have_no_silhouettes() -> None:
    points = X[:60]
    K = rbf_kernel(points, gamma=1.0)
    before = K.copy()
    scan = scan_k(spectral(affinity="precomputed"), K, [2, 3], n_resamples=2)
    assert scan.criteria == ("stability",)
    assert any("An affinity" in one for one in scan.notices)
    assert (before == K).all()
    same = scan_k(spectral(affinity="rbf"), points, [2, 3], criteria="silhouette")
    for k in (2, 3):
        assert adjusted_rand_score(same[k].labels, scan[k].labels) == 1
        theirs = silhouette_score(points, same[k].labels)
        assert same[k].silhouette.mean == pytest.approx(theirs, abs=1e-12)


def test_a_kernel_that_is_a_function_has_no_silhouettes() -> None:
    scan = scan_k(spectral(affinity="polynomial"), np.abs(X[:40]), [2, 3], n_resamples=2)
    assert scan.criteria == ("stability",)


def test_neighbours_among_given_distances_keep_their_silhouettes() -> None:
    D = pairwise_distances(X[:60], metric="manhattan")
    model = spectral(affinity="precomputed_nearest_neighbors")
    scan = scan_k(model, D, [2, 3], criteria="silhouette")
    for k in (2, 3):
        theirs = silhouette_score(D, scan[k].labels, metric="precomputed")
        assert scan[k].silhouette.mean == pytest.approx(theirs, abs=1e-12)


@pytest.mark.parametrize(
    ("estimator", "given_data", "criteria"),
    [
        (AgglomerativeClustering(metric="cosine", linkage="average"), X, "inertia"),
        (AgglomerativeClustering(metric="precomputed", linkage="average"), "D", ["gap", "bic"]),
        (spectral(affinity="precomputed"), "K", ("silhouette", "davies_bouldin")),
    ],
)
def test_criteria_without_a_meaning_are_refused(
    estimator: Any, given_data: Any, criteria: Any
) -> None:
    tables = {"D": pairwise_distances(X[:40]), "K": rbf_kernel(X[:40])}
    data = tables.get(given_data) if isinstance(given_data, str) else given_data
    with pytest.raises(LearnerError, match="fits this estimator") as caught:
        scan_k(estimator, data, [2, 3], criteria=criteria)
    exec(caught.value.fix, {"scan_k": scan_k, "estimator": estimator, "X": data})


@pytest.mark.parametrize(
    "estimator",
    [
        KMeans(random_state=0, copy_x=False),
        BisectingKMeans(random_state=0, copy_x=False),
        AgglomerativeClustering(metric="precomputed", linkage="single"),
        spectral(affinity="precomputed"),
    ],
)
def test_the_data_are_never_changed_by_a_scan(estimator: Any) -> None:
    data = X[:50] + 7.1
    if "precomputed" in repr(estimator):
        data = pairwise_distances(data)
    before, held = data.copy(), data
    scan = scan_k(estimator, data, range(1, 4), **FEW)
    assert (before == held).all()
    assert (before == scan.X).all()


BAD: list[tuple[Any, Any, dict[str, Any]]] = [
    (KMeans(), X, {"k": 0}),
    (KMeans(), X, {"k": 3}),
    (KMeans(), X, {"k": "3"}),
    (KMeans(), X, {"k": [2, 2.5]}),
    (KMeans(), X, {"k": [True, 2]}),
    (KMeans(), X, {"k": [[1, 2]]}),
    (KMeans(), X, {"k": None}),
    (KMeans(), X[:3], {"k": [7]}),
    (KMeans(), X, {"criteria": 5}),
    (KMeans(), X, {"criteria": None}),
    (KMeans(), X, {"criteria": [["inertia"]]}),
    (KMeans(), X, {"criteria": "inertias"}),
    (KMeans(), X, {"sample_size": 1}),
    (KMeans(), X, {"sample_size": "some"}),
    (KMeans(), X, {"n_references": 1}),
    (KMeans(), X, {"n_resamples": "many"}),
    (KMeans(init=X[:2]), X, {}),
    (KMeans(tol=-1), X, {}),
    (KMeans(n_init=0), X, {}),
    (KMeans, X, {}),
    (DBSCAN(), X, {}),
    ("KMeans", X, {}),
    (FeatureAgglomeration(), X, {}),
    (make_pipeline(StandardScaler(), KMeans()), X, {}),
    (make_pipeline(KMeans()), X, {}),
    (make_pipeline(StandardScaler(), DBSCAN()), X, {}),
    (GridSearchCV(KMeans(), {"n_clusters": [2]}), X, {}),
    (GridSearchCV(make_pipeline(StandardScaler(), KMeans()), {}), X, {}),
    (AgglomerativeClustering(linkage="ward", metric="cosine"), X, {}),
    (AgglomerativeClustering(linkage="mean"), X, {}),
    (AgglomerativeClustering(linkage="single", metric="cosines"), X, {}),
    (AgglomerativeClustering(linkage="single", metric=lambda points: 1 / 0), X, {}),
    (AgglomerativeClustering(linkage="single", metric="cosine"), np.eye(9)[:, :4], {}),
    (AgglomerativeClustering(linkage="single", metric="precomputed"), X, {}),
    (AgglomerativeClustering(linkage="single", metric="precomputed"), rbf_kernel(X[:20]), {}),
    (GaussianMixture(means_init=X[:2]), X, {}),
    (spectral(affinity="precomputed"), X, {}),
    (spectral(affinity="cosines"), X, {}),
]


def cheap_scan(estimator: Any, data: Any, k: Any = range(1, 3), **options: Any) -> KScan:
    """Scan a few k, with the least repetitions."""
    return scan_k(estimator, data, k, **{"n_references": 2, "n_resamples": 2} | options)


#: what the lines to try may name
REFUSED: dict[str, Any] = {
    "np": np,
    "scan_k": cheap_scan,
    "KMeans": KMeans,
    "AgglomerativeClustering": AgglomerativeClustering,
    "SpectralClustering": SpectralClustering,
    "GaussianMixture": GaussianMixture,
    "KLab": KLab,
}


@pytest.mark.parametrize(("estimator", "data", "options"), BAD, ids=stable_id)
def test_every_refusal_says_what_where_why_and_a_line_that_runs(
    estimator: Any, data: Any, options: dict[str, Any]
) -> None:
    with pytest.raises(LearnerError) as caught:
        cheap_scan(estimator, data, **options)
    error = caught.value
    assert error.what and error.where and error.why and error.fix  # noqa: PT018
    scope = {**REFUSED, "estimator": estimator, "X": data}
    exec(error.fix, scope)
    if options.get("k", 0) is None:  # the default of a KLab
        return
    # KLab hands on what the scan refuses
    with pytest.raises(LearnerError) as caught:
        KLab(estimator, data, **options)
    assert caught.value.what == error.what or "drawn" in caught.value.what
