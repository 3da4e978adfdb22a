"""AgglomerativeClustering along a graph: the merges, distances and labels are those of the fit."""

from __future__ import annotations

import re
import warnings
from typing import Any
from unittest.mock import patch

import numpy as np
import pandas as pd
import pytest
import sklearn.neighbors
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy import sparse
from sklearn.base import clone
from sklearn.cluster import AgglomerativeClustering
from sklearn.datasets import make_moons
from sklearn.neighbors import kneighbors_graph
from strategies import continuous, tied

from teachclust.errors import LearnerError
from teachclust.traces import connectivity, trace
from teachclust.traces.connectivity import MOST_DRAWN

pytestmark = pytest.mark.filterwarnings("ignore:the number of connected components")
MOONS = make_moons(60, noise=0.05, random_state=0)[0]
FORMATS = ("csr", "csc", "coo", "lil", "dok", "bsr")


def ward_takes_l2() -> bool:
    """Tell whether this scikit-learn has another name for Ward's distance."""
    try:
        AgglomerativeClustering(1, metric="l2").fit([[0.0], [1.0]])
    except ValueError:
        return False
    return True


WAYS = [("ward", "euclidean"), *([("ward", "l2")] if ward_takes_l2() else [])]
WAYS += [
    (how, metric)
    for how in ("complete", "average", "single")
    for metric in ("euclidean", "manhattan", "cityblock", "cosine", "l1")
]


def taxi(a: np.ndarray, b: np.ndarray) -> float:
    return float(np.abs(a - b).sum())


@st.composite
def graphs(draw: st.DrawFn, X: np.ndarray) -> Any:
    """A graph in any form that scikit-learn takes: of neighbors, by chance, in pieces."""
    n = len(X)
    k = draw(st.integers(1, min(6, n - 1)))
    mode = draw(st.sampled_from(["connectivity", "distance"]))
    graph = kneighbors_graph(X, k, include_self=draw(st.booleans()), mode=mode)
    some = np.random.default_rng(n).random((n, n)) < 0.1
    kind = draw(st.sampled_from(["as it is", "symmetric", "callable", "dense", "list", "frame",
                                 "array", "matrix", "chance", "none", "all"]))  # fmt: skip
    name = draw(st.sampled_from(FORMATS))
    made: dict[str, Any] = {
        "as it is": graph,
        "symmetric": 0.5 * (graph + graph.T),
        "callable": lambda Z: kneighbors_graph(Z, k, include_self=False),
        "dense": graph.toarray(),
        "list": graph.toarray().tolist(),
        "frame": pd.DataFrame(graph.toarray()),
        "array": getattr(sparse, f"{name}_array")(graph),
        "matrix": getattr(sparse, f"{name}_matrix")(graph),
        "chance": some,
        "none": np.eye(n),
        "all": np.ones((n, n), dtype=bool),
    }
    return made[kind]


@settings(max_examples=settings().max_examples // 2)
@given(st.sampled_from(WAYS), st.one_of(continuous(), tied()), st.data())
def test_the_last_frame_is_the_fit(
    way: tuple[str, str], X: np.ndarray, data: st.DataObject
) -> None:
    X = X[:30].astype(data.draw(st.sampled_from([np.float64, np.float64, np.float32])))
    assume(len(np.unique(X, axis=0)) > 1)
    assume(way[1] != "cosine" or (X != 0).any(axis=1).all())
    estimator = AgglomerativeClustering(
        data.draw(st.integers(1, len(X) - 1)),
        linkage=way[0],
        metric=way[1],
        connectivity=data.draw(graphs(X)),
        compute_full_tree=data.draw(st.sampled_from([True, False, "auto"])),
        compute_distances=data.draw(st.booleans()),
    )
    if data.draw(st.booleans()):
        height = data.draw(st.floats(0, 3))
        estimator.set_params(n_clusters=None, compute_full_tree=True, distance_threshold=height)
    fitted = clone(estimator).set_params(compute_distances=True).fit(X)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        traced = trace(estimator, X)
    np.testing.assert_array_equal(traced.labels, fitted.labels_)
    np.testing.assert_array_equal(traced.tree.children, fitted.children_.reshape(-1, 2))
    np.testing.assert_array_equal(traced.tree.heights, fitted.distances_)
    assert traced.n_clusters == fitted.n_clusters_
    assert traced.last.values["merge"] == len(X) - fitted.n_clusters_
    assert [f.values["merge"] for f in traced][:-1] == list(range(len(fitted.children_) + 1))
    for frame in traced:
        assert len(frame.caption) < 120
        if frame.kind == "merge":
            after = traced.tree.labels_after(frame.values["merge"])
            np.testing.assert_array_equal(frame.labels, after)
    pieces = fitted.n_connected_components_
    assert any(f"in {pieces} pieces" in told for told in traced.notices) == (pieces > 1)
    level = traced.last.values.get("level")
    if level is not None:
        by_height = {"n_clusters": None, "compute_full_tree": True, "distance_threshold": level}
        refit = clone(estimator).set_params(**by_height).fit(X)
        pairs = np.unique(np.stack([refit.labels_, fitted.labels_]), axis=1).shape[1]
        assert refit.n_clusters_ == fitted.n_clusters_ == pairs


@settings(max_examples=settings().max_examples // 4)
@given(st.one_of(continuous(), tied()), st.data())
def test_every_merge_joins_two_clusters_with_an_edge_between_them(
    X: np.ndarray, data: st.DataObject
) -> None:
    X = X[:25]
    assume(len(np.unique(X, axis=0)) > 1)
    how = data.draw(st.sampled_from(["ward", "complete", "average", "single"]))
    model = AgglomerativeClustering(2, linkage=how, connectivity=data.draw(graphs(X)))
    traced = trace(model, X)
    a, b = traced.edges.pairs.T
    for left, right in traced.tree.children.tolist():
        one, other = (
            np.isin(np.arange(len(X)), traced.tree.leaves(node)) for node in (left, right)
        )
        assert ((one[a] & other[b]) | (one[b] & other[a])).any()
    assert f"and {len(a)} edges" in traced.frames[0].caption


def test_edges_are_those_of_the_graph_with_their_lengths() -> None:
    graph = kneighbors_graph(MOONS, 5, include_self=False)
    traced = trace(AgglomerativeClustering(2, connectivity=graph), MOONS)
    wanted = {tuple(sorted(pair)) for pair in zip(*graph.nonzero(), strict=True)}
    assert {tuple(pair) for pair in traced.edges.pairs.tolist()} == wanted
    a, b = traced.edges.pairs.T
    np.testing.assert_allclose(traced.edges.weights, np.linalg.norm(MOONS[a] - MOONS[b], axis=1))
    assert "only clusters joined by an edge may merge" in traced.frames[0].caption
    assert traced.code[1].text == "repeat, among clusters joined by an edge"
    assert traced.notices == ()


def test_a_tree_that_is_not_grown_on_ends_with_its_clusters() -> None:
    graph = kneighbors_graph(MOONS, 5, include_self=False)
    early = AgglomerativeClustering(7, connectivity=graph, compute_full_tree=False)
    traced = trace(early, MOONS)
    assert traced.tree.n_merges == 53
    assert (
        traced.last.caption == "Cut: the tree ends here, as it is not grown on; 7 clusters remain."
    )
    assert [line.text for line in traced.code[-2:]] == [
        "until 7 clusters are left",
        "keep them: the tree is not grown on",
    ]
    whole = trace(clone(early).set_params(compute_full_tree=True), MOONS)
    assert whole.tree.n_merges == 59
    assert traced.last.values["level"] == whole.last.values["level"]
    assert sorted(traced.tree.order.tolist()) == list(range(60))


def test_a_function_is_called_once_with_the_data_and_may_keep_it() -> None:
    seen: list[Any] = []

    def near(X: np.ndarray) -> Any:
        seen.append(X.copy())
        graph = kneighbors_graph(X, 4, include_self=False)
        X[:] = 0
        return graph

    traced = trace(AgglomerativeClustering(2, connectivity=near), MOONS)
    np.testing.assert_array_equal(seen, [MOONS])
    wanted = kneighbors_graph(MOONS, 4, include_self=False)
    fit = AgglomerativeClustering(2, connectivity=wanted).fit(MOONS)
    np.testing.assert_array_equal(traced.labels, fit.labels_)


def test_a_metric_may_be_a_function_of_two_rows_along_a_graph() -> None:
    graph = kneighbors_graph(MOONS, 4, include_self=False)
    model = AgglomerativeClustering(3, linkage="average", metric=taxi, connectivity=graph)
    traced = trace(model, MOONS)
    by_name = trace(clone(model).set_params(metric="manhattan"), MOONS)
    np.testing.assert_allclose(traced.tree.heights, by_name.tree.heights)
    np.testing.assert_array_equal(traced.labels, clone(model).fit(MOONS).labels_)


def test_of_many_edges_some_are_drawn_and_that_is_said() -> None:
    X = np.random.default_rng(0).normal(size=(100, 2))
    traced = trace(AgglomerativeClustering(2, connectivity=np.ones((100, 100))), X)
    assert len(traced.edges.pairs) == MOST_DRAWN
    assert traced.notices == ("3,000 of the 4,950 edges are drawn.",)
    free = trace(AgglomerativeClustering(2), X)
    np.testing.assert_allclose(traced.tree.heights, free.tree.heights)


@pytest.mark.parametrize(
    ("graph", "told"),
    [
        (np.ones((59, 59)), "59 by 59"),
        (np.ones((60, 61)), "60 by 61"),
        (np.ones(60), "connectivity"),
        (np.ones((60, 60, 2)), "connectivity"),
        (np.full((60, 60), np.nan), "connectivity"),
        (np.full((60, 60), "near"), "connectivity"),
        (sparse.eye(10), "10 by 10"),
        ("kneighbors", "connectivity"),
        (7, "connectivity"),
        (lambda X: None, "connectivity"),
        (lambda X: kneighbors_graph(X, 60), "connectivity"),
        (lambda X: X, "60 by 2"),
        (lambda: None, "connectivity"),
    ],
)
def test_what_is_no_graph_is_refused_with_a_line_that_mends_it(graph: Any, told: str) -> None:
    with pytest.raises(LearnerError, match=re.escape(told)) as refused:
        trace(AgglomerativeClustering(4, connectivity=graph), MOONS)
    parts = refused.value.parts
    assert all(parts.values())
    names: dict[str, Any] = {"sklearn": sklearn, "X": MOONS}
    names["AgglomerativeClustering"] = AgglomerativeClustering
    exec(parts["fix"], names)
    mended = names.get(
        "estimator", AgglomerativeClustering(4, connectivity=names.get("connectivity"))
    )
    trace(mended, MOONS)


def test_pieces_and_edges_that_would_take_long_are_refused_before_the_work() -> None:
    X = np.random.default_rng(0).normal(size=(400, 2))
    with pytest.raises(LearnerError, match="400 pieces"):
        trace(AgglomerativeClustering(2, connectivity=sparse.eye(400)), X)
    X = np.random.default_rng(0).normal(size=(1_600, 2))
    with pytest.raises(LearnerError, match="MB"):
        trace(AgglomerativeClustering(2, connectivity=np.ones((1_600, 1_600), dtype=bool)), X)


def test_what_scikit_learn_fails_at_is_told() -> None:
    graph = kneighbors_graph(MOONS, 5, include_self=False)
    model = AgglomerativeClustering(
        60, linkage="average", connectivity=graph, compute_full_tree=False
    )
    with pytest.raises(IndexError):
        clone(model).fit(MOONS)
    with pytest.raises(LearnerError, match="compute_full_tree=False") as refused:
        trace(model, MOONS)
    exec(refused.value.fix, {"estimator": model})
    assert trace(model, MOONS).n_clusters == 60


@pytest.mark.parametrize(
    ("graph", "what"),
    [
        (lambda X: 1 / 0, "The function given as connectivity fails."),
        ("near", "connectivity must be a table of numbers."),
        ([["a"]], "connectivity must be a table of numbers."),
    ],
)
def test_what_is_wrong_with_a_graph_is_told_in_words_of_ours(graph: Any, what: str) -> None:
    with pytest.raises(LearnerError) as refused:
        connectivity.read_connectivity(graph, MOONS, "euclidean")
    assert refused.value.parts["what"] == what
    assert len(str(refused.value)) < 700


def test_an_error_in_words_of_ours_is_passed_on() -> None:
    told = LearnerError("Mine.", where="here", why="so", fix="x = 1")

    def fails(X: Any) -> Any:
        raise told

    with pytest.raises(LearnerError) as refused:
        connectivity.read_connectivity(fails, MOONS, "euclidean")
    assert refused.value is told


@pytest.mark.parametrize("n", [2, 3, 11, 60])
@pytest.mark.parametrize("function", [False, True])
def test_the_line_that_makes_a_graph_runs_for_any_number_of_points(n: int, function: bool) -> None:
    names: dict[str, Any] = {"sklearn": sklearn, "X": MOONS[:n]}
    exec(connectivity._graph_line(n, function=function), names)
    graph = names["connectivity"]
    assert callable(graph) == function
    graph = graph(MOONS[:n]) if function else graph
    assert graph.shape == (n, n)
    assert graph.nnz == n * min(10, n - 1)


def test_a_graph_may_have_so_many_edges_and_pieces_and_no_more() -> None:
    ones = np.ones((6, 6))
    with patch.object(connectivity, "MOST_BYTES", 36 * 300 / 2):
        connectivity._check_cost(ones, 6)
        connectivity._check_cost(sparse.csr_array(ones), 6)
    with (
        patch.object(connectivity, "MOST_BYTES", 36 * 300 / 2 - 1),
        pytest.raises(LearnerError, match="about 18 edges"),
    ):
        connectivity._check_cost(ones, 6)
    one_way = sparse.coo_array(([1.0], ([0], [1])), shape=(5, 5))
    with patch.object(connectivity, "_MOST_PIECES", 4):
        connectivity._check_cost(one_way, 5)
    with (
        patch.object(connectivity, "_MOST_PIECES", 3),
        pytest.raises(LearnerError, match="4 pieces"),
    ):
        connectivity._check_cost(one_way, 5)
