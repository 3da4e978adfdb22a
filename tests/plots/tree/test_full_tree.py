"""The whole tree of an AgglomerativeClustering: as it is kept, or grown again from the data."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from sklearn.cluster import AgglomerativeClustering, KMeans
from sklearn.datasets import make_blobs
from sklearn.neighbors import kneighbors_graph
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from teachclust.errors import LearnerError
from teachclust.plots.tree.full_tree import fit_full_tree

X = make_blobs(40, centers=4, random_state=3)[0]
GRAPH = kneighbors_graph(X, 20, include_self=False)


def whole(**params: Any) -> Any:
    return AgglomerativeClustering(4, compute_distances=True, compute_full_tree=True, **params).fit(
        X
    )


@pytest.mark.parametrize("linkage", ["ward", "single", "average"])
def test_an_unfitted_one_is_fitted_as_a_copy_with_distances(linkage: str) -> None:
    model = AgglomerativeClustering(4, linkage=linkage)
    found, labels = fit_full_tree(model, X)
    own = whole(linkage=linkage)
    assert not hasattr(model, "labels_")
    assert not model.compute_distances
    np.testing.assert_array_equal(found.children_, own.children_)
    np.testing.assert_array_equal(found.distances_, own.distances_)
    np.testing.assert_array_equal(labels, model.fit(X).labels_)


def test_a_fitted_one_with_its_whole_tree_is_taken_as_it_is() -> None:
    model = whole()
    found, labels = fit_full_tree(model, None)
    assert found is model
    np.testing.assert_array_equal(labels, model.labels_)


@pytest.mark.parametrize(
    "params",
    [{}, {"compute_full_tree": False, "compute_distances": True, "connectivity": GRAPH}],
    ids=["no distances", "cut short"],
)
def test_a_fitted_one_without_its_whole_tree_is_grown_again(params: dict[str, Any]) -> None:
    model = AgglomerativeClustering(12, **params).fit(X)
    with pytest.raises(LearnerError) as told:
        fit_full_tree(model, None)
    assert "without the distances" in told.value.what
    scope: dict[str, Any] = {"AgglomerativeClustering": AgglomerativeClustering, "X": X}
    exec(f"mended = {told.value.fix}", scope)
    fit_full_tree(scope["mended"], None)
    kept = model.labels_.copy()
    found, labels = fit_full_tree(model, X)
    assert found is not model
    assert len(found.children_) == len(found.distances_) == len(X) - 1
    np.testing.assert_array_equal(labels, kept)
    np.testing.assert_array_equal(model.labels_, kept)
    assert not model.compute_distances or "connectivity" in params


def test_an_unfitted_one_along_a_graph_has_the_labels_of_its_own_fit() -> None:
    model = AgglomerativeClustering(12, connectivity=GRAPH, compute_full_tree=False)
    found, labels = fit_full_tree(model, X)
    assert len(found.children_) == len(X) - 1
    np.testing.assert_array_equal(labels, model.fit(X).labels_)


def test_a_pipeline_gives_the_tree_of_its_last_step() -> None:
    found, labels = fit_full_tree(make_pipeline(StandardScaler(), AgglomerativeClustering(3)), X)
    own = AgglomerativeClustering(3, compute_distances=True).fit(StandardScaler().fit_transform(X))
    np.testing.assert_allclose(found.distances_, own.distances_)
    np.testing.assert_array_equal(labels, own.labels_)


@pytest.mark.parametrize("other", [X[::-1] * [1, 9], X[:-1], np.repeat(X[:1], 40, axis=0)])
def test_other_data_are_noticed(other: np.ndarray) -> None:
    model = AgglomerativeClustering(4).fit(X)
    with pytest.raises(LearnerError) as told:
        fit_full_tree(model, other)
    assert told.value.fix


def test_other_groups_are_told_with_their_number() -> None:
    model = AgglomerativeClustering(4).fit(X)
    with pytest.raises(LearnerError, match="fitted on other data than X") as told:
        fit_full_tree(model, X[::-1] * [1, 9])
    assert "40 labels" in told.value.where
    assert told.value.fix == "estimator.fit(X)"


@pytest.mark.parametrize("estimator", [KMeans(2), AgglomerativeClustering, "tree", None])
def test_what_grows_no_tree_is_refused(estimator: Any) -> None:
    with pytest.raises(LearnerError) as told:
        fit_full_tree(estimator, X)
    assert "AgglomerativeClustering" in str(told.value)
    assert told.value.why
    assert told.value.fix


def test_memory_is_asked_for_before_all_distances_are_computed() -> None:
    with pytest.raises(LearnerError, match="The tree of all merges would need") as told:
        fit_full_tree(AgglomerativeClustering(4), np.zeros((6_124, 2)))
    assert "n_samples=5000" in told.value.fix
