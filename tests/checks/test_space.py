"""In which space an estimator clusters; tables of distances and affinities at the door."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from scipy.sparse import csr_array
from sklearn.cluster import (
    DBSCAN,
    HDBSCAN,
    OPTICS,
    AffinityPropagation,
    AgglomerativeClustering,
    BisectingKMeans,
    FeatureAgglomeration,
    KMeans,
    MeanShift,
    SpectralClustering,
)
from sklearn.decomposition import PCA
from sklearn.mixture import GaussianMixture
from sklearn.neighbors import kneighbors_graph
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from stable_ids import stable_id

from teachclust.checks import check_distances, check_in_space, data_to_fit, space_of
from teachclust.checks.space import space_of_metric
from teachclust.errors import LearnerError

X = np.random.default_rng(0).normal(size=(12, 3))


def farthest(u: Any, v: Any) -> float:
    """Return the largest difference."""
    return float(np.abs(u - v).max())


@pytest.mark.parametrize(
    ("estimator", "holds", "metric", "params"),
    [
        (KMeans(3), "features", "euclidean", {}),
        (BisectingKMeans(3), "features", "euclidean", {}),
        (MeanShift(), "features", "euclidean", {}),
        (GaussianMixture(2), "features", "euclidean", {}),
        (AgglomerativeClustering(), "features", "euclidean", {}),
        (AgglomerativeClustering(metric="l1", linkage="single"), "features", "manhattan", {}),
        (
            AgglomerativeClustering(metric="precomputed", linkage="single"),
            "distances",
            "precomputed",
            {},
        ),
        (DBSCAN(metric="chebyshev"), "features", "chebyshev", {}),
        (DBSCAN(metric="minkowski"), "features", "euclidean", {}),
        (DBSCAN(metric="minkowski", p=3), "features", "minkowski", {"p": 3}),
        (DBSCAN(metric="euclidean", p=3), "features", "euclidean", {}),
        (DBSCAN(metric="precomputed"), "distances", "precomputed", {}),
        (OPTICS(), "features", "euclidean", {}),
        (OPTICS(p=1), "features", "manhattan", {}),
        (OPTICS(p=np.inf), "features", "chebyshev", {}),
        (OPTICS(metric="cosine"), "features", "cosine", {}),
        (HDBSCAN(metric="minkowski", metric_params={"p": 4}), "features", "minkowski", {"p": 4}),
        (HDBSCAN(metric=farthest), "features", farthest, {}),
        (SpectralClustering(), "features", "euclidean", {}),
        (SpectralClustering(affinity="nearest_neighbors"), "features", "euclidean", {}),
        (SpectralClustering(affinity="laplacian"), "features", "manhattan", {}),
        (SpectralClustering(affinity="polynomial"), "features", None, {}),
        (SpectralClustering(affinity=farthest), "features", None, {}),
        (SpectralClustering(affinity="precomputed"), "affinities", None, {}),
        (
            SpectralClustering(affinity="precomputed_nearest_neighbors"),
            "distances",
            "precomputed",
            {},
        ),
        (AffinityPropagation(), "features", "euclidean", {}),
        (AffinityPropagation(affinity="precomputed"), "affinities", None, {}),
        (make_pipeline(StandardScaler(), DBSCAN(metric="cosine")), "features", "cosine", {}),
    ],
    ids=stable_id,
)
def test_every_estimator_tells_its_space(
    estimator: Any, holds: str, metric: Any, params: dict[str, Any]
) -> None:
    space = space_of(estimator)
    assert (space.holds, space.metric, dict(space.params)) == (holds, metric, params)


def test_a_function_takes_all_rows_where_scikit_learn_calls_it_so() -> None:
    tree = AgglomerativeClustering(metric=farthest, linkage="average")
    assert space_of(tree).whole
    near = kneighbors_graph(X, 5)
    assert not space_of(tree.set_params(connectivity=near)).whole
    assert not space_of(DBSCAN(metric=farthest)).whole


@pytest.mark.parametrize(
    ("metric", "params", "straight"),
    [
        ("euclidean", {}, True),
        ("l2", {}, True),
        ("sqeuclidean", {}, True),
        ("minkowski", {"p": 2}, True),
        ("minkowski", {"p": 2, "w": np.ones(3)}, False),
        ("minkowski", {"p": 3}, False),
        ("cosine", {}, False),
        ("precomputed", {}, False),
    ],
)
def test_straight_lines(metric: str, params: dict[str, Any], straight: bool) -> None:
    assert space_of_metric(metric, params).is_euclidean == straight


def test_what_clusters_columns_is_refused() -> None:
    with pytest.raises(LearnerError, match="clusters the columns") as caught:
        space_of(FeatureAgglomeration())
    scope: dict[str, Any] = {"np": np, "X": X, "AgglomerativeClustering": AgglomerativeClustering}
    exec(caught.value.fix, scope)
    assert len(scope["estimator"].fit_predict(scope["X"])) == X.shape[1]


DISTANCES = space_of_metric("precomputed")
AFFINITIES = space_of(SpectralClustering(affinity="precomputed"))
D = np.abs(X[:, :1] - X[:, 0])


def test_a_table_of_pairs_is_a_private_copy_without_notices_about_columns() -> None:
    table = np.zeros((4, 4)) + 2.0 * (1 - np.eye(4))
    table[3] = table[:, 3] = 1.0
    table[3, 3] = 0
    checked = check_in_space(DISTANCES, table)
    assert (table == checked.X).all()
    assert not np.shares_memory(checked.X, table)
    assert checked.notices == ()


@pytest.mark.parametrize(
    ("space", "given", "words"),
    [
        (DISTANCES, X, "must hold distances"),
        (AFFINITIES, X, "must hold affinities"),
        (DISTANCES, np.where(D > 1, np.inf, D), "no finite numbers"),
        (DISTANCES, np.where(np.eye(12) > 0, np.nan, D), "no finite numbers"),
        (AFFINITIES, np.where(D > 1, np.nan, np.exp(-D)), "no finite numbers"),
        (DISTANCES, np.zeros((5, 5)), "only 1 distinct point"),
        (DISTANCES, kneighbors_graph(X, 9, mode="distance"), "graph of some distances"),
    ],
)
def test_tables_that_are_refused_come_with_a_line_that_works(
    space: Any, given: Any, words: str
) -> None:
    with pytest.raises(LearnerError, match=words) as caught:
        check_in_space(space, given)
    scope: dict[str, Any] = {"np": np, "X": given}
    exec(caught.value.fix, scope)
    assert len(check_in_space(space, scope["X"]).X) > 1


def test_a_sparse_table_of_affinities_is_read_in_full() -> None:
    table = np.where(D > 1, 0, np.exp(-D))
    assert (table == check_in_space(AFFINITIES, csr_array(table)).X).all()


@pytest.mark.parametrize(
    ("given", "words"),
    [(np.exp(-D), "look like similarities"), (-D, "the smallest is -"), (D + 1, "to itself")],
)
def test_what_is_no_distance_is_refused_with_a_line_that_works(given: Any, words: str) -> None:
    check_distances(D)
    with pytest.raises(LearnerError, match=words) as caught:
        check_distances(given)
    scope: dict[str, Any] = {"np": np, "X": given}
    exec(caught.value.fix, scope)
    check_distances(scope["X"])


def test_data_are_copied_where_a_fit_may_write_into_them() -> None:
    class Own(KMeans):
        """An estimator of somebody's own."""

    for estimator in (KMeans(3), DBSCAN(), make_pipeline(StandardScaler(), KMeans(3))):
        assert data_to_fit(estimator, X) is X
    for estimator in (
        KMeans(3, copy_x=False),
        HDBSCAN(metric="precomputed"),
        AffinityPropagation(copy=False),
        DBSCAN(metric="precomputed"),
        make_pipeline(StandardScaler(copy=False), KMeans(3)),
        make_pipeline(make_pipeline(PCA(copy=False)), KMeans(3)),
        Own(3),
    ):
        copy = data_to_fit(estimator, X)
        assert (copy == X).all()
        assert not np.shares_memory(copy, X)


def test_only_functions_take_all_rows() -> None:
    assert not space_of_metric(farthest).whole
    assert space_of_metric(farthest, whole=True).whole
    for metric in ("euclidean", "precomputed", "cosine"):
        assert not space_of_metric(metric, whole=True).whole
    assert not space_of(KMeans(2)).whole
    assert not space_of(SpectralClustering(affinity="precomputed")).whole


def test_spaces_are_told_as_they_are_written() -> None:
    assert space_of(KMeans(2)).name == 'metric="euclidean"'
    assert space_of(DBSCAN(metric="cosine")).name == 'metric="cosine"'
    assert space_of(DBSCAN(metric=farthest)).name == "metric=farthest"
    assert space_of(SpectralClustering(affinity="rbf")).name == 'affinity="rbf"'


def test_a_metric_of_a_tree_may_hold_a_function() -> None:
    space = space_of_metric("pyfunc", {"func": farthest, "a": 1})
    assert (space.metric, dict(space.params)) == (farthest, {"a": 1})
    assert space_of_metric("pyfunc").metric == "pyfunc"
    assert space_of_metric("p", {"p": 1}).metric == "manhattan"
    assert dict(space_of_metric("minkowski", {"p": 3, "w": None}).params) == {"p": 3}
    weights = space_of_metric("minkowski", {"p": 2, "w": [1, 2]})
    assert weights.metric == "minkowski"
    assert dict(weights.params) == {"p": 2, "w": [1, 2]}
    assert space_of(DBSCAN(metric="minkowski", p=3, metric_params={"w": [1, 2, 3]})).params == {
        "p": 3, "w": [1, 2, 3],
    }  # fmt: skip


def test_part_of_a_table_of_pairs_has_their_columns_too() -> None:
    rows = np.array([2, 0])
    assert DISTANCES.part(D, rows).tolist() == [[D[2, 2], D[2, 0]], [D[0, 2], D[0, 0]]]
    assert space_of(KMeans(2)).part(X, rows).tolist() == X[[2, 0]].tolist()


def test_a_sparse_table_that_would_fill_the_memory_is_refused() -> None:
    with pytest.raises(LearnerError, match="The table of all affinities") as caught:
        check_in_space(AFFINITIES, csr_array((7000, 6000)))
    assert "about 336 MB" in caught.value.what
    assert caught.value.where == "7,000 points"
    assert "5000" in caught.value.fix


def test_distances_are_checked_at_their_limits() -> None:
    least = 100 * np.finfo(float).eps
    table = np.array([[least, 2.0], [2.0, 0.0]])
    check_distances(table)
    for off in (2 * least, -2 * least):
        table[0, 0] = off
        with pytest.raises(LearnerError):
            check_distances(table)

    def why(rows: list[list[float]]) -> str:
        with pytest.raises(LearnerError) as caught:
            check_distances(np.array(rows, dtype=float))
        return f"{caught.value.where} {caught.value.why}"

    alike, other = "look like similarities", "A distance is 0 or more"
    assert alike in why([[1, 0.5], [0.5, 1]])
    assert alike in why([[1, 0], [1, 1]])
    assert other in why([[1, 1.5], [1.5, 1]])  # no similarity is above 1
    assert other in why([[1, -0.5], [-0.5, 1]])
    assert other in why([[1, 0.5], [0.5, 0]])
    assert other in why([[2, 0.5], [0.5, 2]])
    assert why([[0, 1], [1, 3]]).startswith("from point 1 to itself it is 3 ")
    assert why([[0, -1.25], [1, 3]]).startswith("the smallest is -1.25 ")


def test_the_first_pair_that_is_no_number_is_told() -> None:
    table = D.copy()
    table[2, 5] = table[7, 1] = np.nan
    with pytest.raises(LearnerError) as caught:
        check_in_space(DISTANCES, table)
    assert caught.value.where == 'row 2, column 5: nan, with metric="precomputed"'
    with pytest.raises(LearnerError, match=r"its shape is \(12, 3\)"):
        check_in_space(DISTANCES, X)
    assert check_in_space(DISTANCES, np.zeros((5, 5)), allow_1_row=True).n_distinct == 1
