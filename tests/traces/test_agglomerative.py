"""AgglomerativeClustering: the tree is scipy's, each merge the nearest pair, the end the fit's."""

from __future__ import annotations

import re
import warnings
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from memory_limit import assert_needs, assert_sample_fits
from ring_limit import assert_rings_just_up_to_the_limit
from scipy.cluster.hierarchy import linkage
from scipy.sparse import csr_matrix
from scipy.spatial.distance import cdist
from sklearn.base import clone
from sklearn.cluster import AgglomerativeClustering
from sklearn.datasets import make_blobs
from strategies import continuous, tied

from teachclust.errors import LearnerError
from teachclust.traces import Trace, agglomerative, trace
from teachclust.traces.agglomerative import LINKAGES, METRICS
from teachclust.traces.auxiliary import Edges
from teachclust.traces.connectivity import Connectivity
from teachclust.words import say
from teachclust.words.numbers import number

SCIPY = {"euclidean": "euclidean", "l2": "euclidean", "manhattan": "cityblock", "l1": "cityblock"}
WAYS = [("ward", "euclidean")]
WAYS += [(how, metric) for how in LINKAGES if how != "ward" for metric in METRICS]


def some(share: int) -> settings:
    """Return a share of the examples: each of these tests goes through many fits or frames."""
    return settings(max_examples=settings().max_examples // share)


@st.composite
def cut(draw: st.DrawFn, X: np.ndarray, way: tuple[str, str]) -> AgglomerativeClustering:
    """An estimator that cuts by number or by distance, at a merge, below all or above all."""
    estimator = AgglomerativeClustering(linkage=way[0], metric=way[1])
    n = len(X)
    by_number = st.one_of(st.sampled_from([1, n]), st.integers(1, n))
    if draw(st.booleans()):
        full = draw(st.sampled_from(["auto", True, False]))
        return estimator.set_params(n_clusters=draw(by_number), compute_full_tree=full)
    full = clone(estimator).set_params(compute_distances=True).fit(X)
    heights = [0.0, *full.distances_.tolist(), full.distances_[-1] * 2 + 1]
    threshold = draw(st.sampled_from(heights)) * draw(st.sampled_from([1.0, 1.0, 1.01]))
    return estimator.set_params(n_clusters=None, distance_threshold=threshold)


def usable(X: np.ndarray, metric: str) -> bool:
    return metric != "cosine" or bool((X != 0).any(axis=1).all())


@some(2)
@given(st.sampled_from(WAYS), continuous())
def test_the_tree_is_that_of_scipy(way: tuple[str, str], X: np.ndarray) -> None:
    if way[1] == "cosine":
        X = X - X.mean(axis=0)  # far from 0 all directions are equal but for rounding
        assume(X.shape[1] > 1)
    estimator = AgglomerativeClustering(linkage=way[0], metric=way[1])
    tree = trace(estimator, X).tree
    oracle = linkage(X, way[0], SCIPY.get(way[1], way[1]))
    np.testing.assert_array_equal(np.sort(tree.children, axis=1), oracle[:, :2])
    np.testing.assert_allclose(tree.heights, oracle[:, 2], rtol=1e-10, atol=1e-14)
    assert (np.diff(tree.heights) >= 0).all()
    np.testing.assert_array_equal(tree.sizes[len(X) :], oracle[:, 3])


@pytest.mark.parametrize("problems", [continuous, tied])
@some(4)
@given(st.sampled_from(WAYS), st.data())
def test_the_last_frame_is_the_fit(
    problems: Any, way: tuple[str, str], data: st.DataObject
) -> None:
    X = data.draw(problems())
    assume(usable(X, way[1]))
    estimator = data.draw(cut(X, way))
    traced = trace(estimator, X)
    fitted = clone(estimator).fit(X)
    np.testing.assert_array_equal(traced.labels, fitted.labels_)
    assert traced.n_clusters == fitted.n_clusters_
    assert traced.last.values["merge"] == len(X) - fitted.n_clusters_
    np.testing.assert_array_equal(traced.tree.children, fitted.children_)
    assert_frames_follow_the_tree(traced)


def assert_frames_follow_the_tree(traced: Trace) -> None:
    tree, n = traced.tree, len(traced.X)
    assert [f.kind for f in traced] == ["show", *["merge"] * (len(traced) - 2), "stop"]
    merges = traced.frames[1:-1]
    done = [f.values["merge"] for f in merges]
    assert done == sorted(set(done))
    assert done[-1] == n - 1
    assert len(merges) == n - 1 or n > 301
    for frame in merges:
        merge, node = frame.values["merge"], n + frame.values["merge"] - 1
        np.testing.assert_array_equal(frame.labels, tree.labels_after(merge))
        assert frame.objective == tree.heights[merge - 1]
        members = np.flatnonzero(frame.labels == frame.values["cluster"])
        assert members.tolist() == sorted(tree.leaves(node).tolist())
        assert ("points" in frame.values) == (len(members) <= 40)
        if "points" in frame.values:
            assert list(frame.values["points"]) == members.tolist()
        left = "1 cluster remains." if merge == n - 1 else f"{n - merge:,} clusters remain."
        assert frame.caption.endswith(f"at distance {number(frame.objective)}; {left}")
    assert all(len(f.caption) < 120 for f in traced)


def distance_of(X: np.ndarray, a: list[int], b: list[int], way: tuple[str, str]) -> float:
    """Return the distance of two clusters by its definition."""
    if way[0] == "ward":
        apart = np.linalg.norm(X[a].mean(axis=0) - X[b].mean(axis=0))
        return float(np.sqrt(2 * len(a) * len(b) / (len(a) + len(b))) * apart)
    all_pairs = cdist(X[a], X[b], SCIPY.get(way[1], way[1]))
    combine: Any = {"complete": np.max, "average": np.mean, "single": np.min}[way[0]]
    return float(combine(all_pairs))


@some(4)
@given(st.sampled_from(WAYS), tied())
def test_each_merge_joins_a_nearest_pair_on_tied_data(way: tuple[str, str], X: np.ndarray) -> None:
    X = X[:14]
    assume(len(np.unique(X, axis=0)) > 1)
    assume(usable(X, way[1]))
    tree = trace(AgglomerativeClustering(linkage=way[0], metric=way[1]), X).tree
    clusters = {i: [i] for i in range(len(X))}
    for i, (left, right) in enumerate(tree.children.tolist()):
        names = list(clusters)
        apart = {
            (p, q): distance_of(X, clusters[p], clusters[q], way)
            for at, p in enumerate(names)
            for q in names[at + 1 :]
        }
        mine = apart[min(left, right), max(left, right)]
        assert mine == pytest.approx(min(apart.values()), rel=1e-7, abs=1e-7)
        assert tree.heights[i] == pytest.approx(mine, rel=1e-7, abs=1e-7)
        clusters[len(X) + i] = clusters.pop(left) + clusters.pop(right)
    assert (np.diff(tree.heights) >= 0).all()


@some(10)
@given(tied(), st.sampled_from(LINKAGES))
def test_a_cut_into_k_has_k_clusters_for_every_k_on_tied_data(X: np.ndarray, how: str) -> None:
    traced = trace(AgglomerativeClustering(linkage=how), X)
    n = len(X)
    for k in range(1, n + 1):
        nodes = traced.tree.nodes_of_cut(n - k)
        labels = AgglomerativeClustering(k, linkage=how).fit_predict(X)
        pairs = np.unique(np.stack([nodes, labels]), axis=1)
        assert pairs.shape[1] == len(np.unique(nodes)) == len(np.unique(labels)) == k


@pytest.mark.parametrize("how", LINKAGES)
def test_many_points_are_thinned_and_the_captions_count(how: str) -> None:
    X = make_blobs(1_500, centers=5, random_state=2)[0] * 1e6
    traced = trace(AgglomerativeClustering(700, linkage=how), X)
    assert len(traced) <= 302
    assert_frames_follow_the_tree(traced)
    merges = traced.frames[1:-1]
    done = [f.values["merge"] for f in merges]
    assert 800 in done  # the cut's own merge is shown
    assert done[-150:] == list(range(1_350, 1_500)), "the last merges are shown one by one"
    before = 0
    for frame in merges:
        more = re.match(r"Merge: ([\d,]+) pairs, the last ", frame.caption)
        assert (int(more[1].replace(",", "")) if more else 1) == frame.values["merge"] - before
        before = frame.values["merge"]


def test_names_in_captions_are_those_of_the_labels() -> None:
    X = make_blobs(60, centers=4, random_state=5)[0]
    traced = trace(AgglomerativeClustering(4), X)
    assert (
        traced.frames[1].caption
        == "Merge: points 38 and 58 at distance 0.01066; 59 clusters remain."
    )
    a, b = (frame.caption for frame in traced.frames[57:59])
    assert a == "Merge: D (17 points) and B (13 points) at distance 7.541; 3 clusters remain."
    assert b == "Merge: C (15 points) and A (15 points) at distance 20.98; 2 clusters remain."
    labels = traced.frames[56].labels
    assert np.bincount(labels).tolist() == [15, 13, 15, 17]
    np.testing.assert_array_equal(labels, traced.labels)


TIED = "Cut: between two merges at the same distance, 1, where no level line can be"


@pytest.mark.parametrize(
    ("params", "caption"),
    [
        ({"n_clusters": 3}, "Cut: between the merges at 2 and 5; 3 clusters remain."),
        ({"n_clusters": 1}, "Cut: above the last merge at 15; 1 cluster remains."),
        ({"n_clusters": 6}, "Cut: below the first merge at 1; all 6 points stay alone."),
        ({"n_clusters": 5}, f"{TIED}; 5 clusters remain."),
        ({"at": 4}, "Cut: at 4, between the merges at 2 and 5; 3 clusters remain."),
        ({"at": 1}, "Cut: at 1, where the first merge at 1 is not made; all 6 points stay alone."),
        ({"at": 99}, "Cut: at 99, above the last merge at 15; 1 cluster remains."),
    ],
)
def test_the_cut_is_told(params: dict[str, Any], caption: str) -> None:
    X = [[0.0], [1.0], [3.0], [8.0], [9.0], [24.0]]
    if "at" in params:
        params = {"n_clusters": None, "distance_threshold": params["at"]}
    traced = trace(AgglomerativeClustering(linkage="single", **params), X)
    assert traced.last.caption == caption
    assert traced.last.objective == ([0.0, *traced.tree.heights])[traced.last.values["merge"]]


@pytest.mark.parametrize(
    ("params", "named"),
    [
        ({"n_clusters": 0}, "n_clusters"),
        ({"n_clusters": 21}, "n_clusters"),
        ({"n_clusters": 2.0}, "n_clusters"),
        ({"n_clusters": None}, "one of the two"),
        ({"n_clusters": 2, "distance_threshold": 1.0}, "one of the two"),
        ({"n_clusters": None, "distance_threshold": -1.0}, "distance_threshold"),
        ({"n_clusters": None, "distance_threshold": np.nan}, "distance_threshold"),
        ({"n_clusters": None, "distance_threshold": np.inf}, "distance_threshold"),
        (
            {"n_clusters": None, "distance_threshold": 1.0, "compute_full_tree": False},
            "compute_full_tree",
        ),
        ({"linkage": "centroid"}, "linkage"),
        ({"linkage": None}, "linkage"),
        ({"linkage": "average", "metric": "precomputed"}, "metric"),
        ({"linkage": "average", "metric": cdist}, "metric"),
        ({"linkage": "ward", "metric": "manhattan"}, "euclidean"),
    ],
)
def test_bad_parameters_are_refused_with_a_line_that_mends_them(
    params: dict[str, Any], named: str
) -> None:
    X = np.random.default_rng(0).normal(size=(20, 2))
    with pytest.raises(LearnerError, match=re.escape(named)) as refused:
        trace(AgglomerativeClustering(**params), X)
    fix, names = refused.value.fix, {"AgglomerativeClustering": AgglomerativeClustering}
    if fix.startswith("AgglomerativeClustering"):
        exec(f"estimator = {fix}", names)
        trace(names["estimator"], X)


def test_l2_is_another_name_of_euclidean_for_ward_too() -> None:
    X = make_blobs(40, random_state=1)[0]
    one, other = (trace(AgglomerativeClustering(3, metric=m), X) for m in ("l2", "euclidean"))
    np.testing.assert_array_equal(one.labels, other.labels)
    np.testing.assert_array_equal(one.tree.heights, other.tree.heights)


def test_a_row_of_zeros_has_no_direction() -> None:
    X = np.array([[1.0, 0.0], [0.0, 0.0], [0.0, 2.0], [1.0, 1.0]])
    estimator = AgglomerativeClustering(2, linkage="average", metric="cosine")
    with pytest.raises(LearnerError, match="row 1") as refused:
        trace(estimator, X)
    names = {"np": np, "X": X}
    exec(refused.value.fix, names)
    assert len(trace(estimator, names["X"])) == 4


@pytest.mark.parametrize(("how", "n"), [("ward", 6_200), ("average", 6_200), ("single", 14_200)])
def test_too_many_points_are_refused_before_the_work(how: str, n: int) -> None:
    X = np.random.default_rng(0).normal(size=(n, 2))
    with pytest.raises(LearnerError, match=f"{n:,} points"):
        trace(AgglomerativeClustering(linkage=how), X)


def test_estimator_and_data_are_left_alone() -> None:
    X = np.random.default_rng(0).normal(size=(50, 2))
    X.setflags(write=False)
    estimator = AgglomerativeClustering(3)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        traced = trace(estimator, X)
    assert not hasattr(estimator, "labels_")
    assert traced.params == estimator.get_params()
    assert traced.rises


@pytest.mark.parametrize("as_given", [np.asarray, lambda X: X.tolist(), pd.DataFrame])
@pytest.mark.parametrize("table", [None, np.asarray, lambda A: A.tolist(), csr_matrix, "function"])
def test_rows_of_zeros_are_left_out_by_the_line_of_the_error(as_given: Any, table: Any) -> None:
    X = as_given(np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [9.0, 9.0]]))
    full = np.ones((4, 4))
    connectivity = (lambda given: np.ones((len(given),) * 2)) if table == "function" else None
    connectivity = table(full) if callable(table) else connectivity
    made = {"metric": "cosine", "linkage": "average"}
    with pytest.raises(LearnerError, match="row of zeros") as caught:
        trace(AgglomerativeClustering(2, connectivity=connectivity, **made), X)
    names: dict[str, Any] = {"X": X, "np": np, "connectivity": connectivity}
    exec(str(caught.value.fix), names)
    traced = trace(
        AgglomerativeClustering(2, connectivity=names["connectivity"], **made), names["X"]
    )
    assert len(traced.X) == 3


@pytest.mark.parametrize(
    ("linkage", "metric"), [("ward", "euclidean"), ("average", "l1"), ("single", "cosine")]
)
def test_the_memory_of_the_tree_is_known_beforehand(linkage: str, metric: str) -> None:
    """All pairs, once here and once in the fit."""
    X = np.random.default_rng(0).normal(size=(40, 2))
    estimator = AgglomerativeClustering(linkage=linkage, metric=metric)
    assert_needs(8 * 40 * 39, "The tree of all merges", lambda: trace(estimator, X))
    assert_sample_fits(lambda n: 8 * n * (n - 1), agglomerative._ENOUGH)


def test_merges_ring_just_so_many_points_as_are_allowed() -> None:
    X = make_blobs(60, centers=3, random_state=0)[0]
    assert_rings_just_up_to_the_limit(agglomerative, lambda: trace(AgglomerativeClustering(3), X))


@pytest.mark.parametrize("threshold", ["5", True, None.__class__, -1, np.inf, np.nan])
def test_a_threshold_that_is_no_number_from_zero_is_told(threshold: Any) -> None:
    estimator = AgglomerativeClustering(n_clusters=None, distance_threshold=threshold)
    with pytest.raises(LearnerError, match="distance_threshold must be a number from 0"):
        trace(estimator, np.eye(5))


def test_an_error_of_the_fit_that_is_not_the_known_one_is_not_hidden() -> None:
    class Failing(AgglomerativeClustering):
        def fit(self, X: Any, y: Any = None) -> Any:
            raise IndexError("unknown")

    with pytest.raises(IndexError, match="unknown"):
        agglomerative._fit(Failing(4), np.eye(5))
    with pytest.raises(LearnerError, match="stops before its first merge"):
        agglomerative._fit(Failing(5), np.eye(5))


@pytest.mark.parametrize(
    ("pieces", "drawn", "edges", "keys"),
    [
        (1, 3, 3, []),
        (2, 3, 3, ["pieces"]),
        (3, 3, 4, ["pieces", "drawn"]),
        (1, 2, 3, ["drawn"]),
    ],
)
def test_what_is_added_to_a_graph_or_left_out_is_told(
    pieces: int, drawn: int, edges: int, keys: list[str]
) -> None:
    shown = Edges(np.zeros((drawn, 2), dtype=np.intp), np.zeros(drawn))
    texts = {"pieces": f"{pieces}", "drawn": f"{drawn}", "edges": f"{edges}"}
    assert agglomerative._notices(Connectivity(None, shown, edges, pieces)) == [
        say(f"caption.merge.{key}", **texts) for key in keys
    ]
    assert agglomerative._notices(None) == []


@pytest.mark.parametrize("k", [690, 691, 692, 693, 694])
def test_the_merge_before_the_cut_is_among_the_frames(k: int) -> None:
    X = np.random.default_rng(0).normal(size=(1_500, 2))
    traced = trace(AgglomerativeClustering(k, linkage="single"), X)
    assert 1_500 - k in [f.values["merge"] for f in traced if f.kind == "merge"]


def test_pairs_may_be_so_many_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    X = np.arange(10.0)[:, np.newaxis]
    monkeypatch.setattr(agglomerative, "_MOST_PAIRS", 45)
    trace(AgglomerativeClustering(2, linkage="single"), X)
    monkeypatch.setattr(agglomerative, "_MOST_PAIRS", 44)
    with pytest.raises(LearnerError, match="The tree of all merges would take very long"):
        trace(AgglomerativeClustering(2, linkage="single"), X)


def test_a_cut_at_zero_is_told() -> None:
    caption = trace(
        AgglomerativeClustering(3, linkage="single"), [[0.0], [0.0], [5.0]]
    ).last.caption
    assert caption == "Cut: at 0, where the first merge at 0 is not made; all 3 points stay alone."


@pytest.mark.parametrize(
    ("low", "high", "texts"),
    [
        (1.0, 2.0, ("1", "2")),
        (1.00001, 1.00002, ("1.00001", "1.00002")),
        (1.0, 1.0 + 1e-9, ("1", "1.000000001")),
        (20_000.01, 20_000.02, ("20,000.01", "20,000.02")),
        (0.3, 0.1 + 0.2, ("0.29999999999999999", "0.30000000000000004")),
    ],
)
def test_two_heights_that_differ_read_as_different_ones(
    low: float, high: float, texts: tuple[str, str]
) -> None:
    assert agglomerative._apart(low, high) == texts
