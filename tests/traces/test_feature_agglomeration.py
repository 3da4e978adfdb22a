"""Features merge as points do: scikit-learn's tree, the features' names, edits by columns."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from sklearn.cluster import AgglomerativeClustering, FeatureAgglomeration
from sklearn.datasets import load_wine
from sklearn.preprocessing import StandardScaler

from teachclust import trace, watch
from teachclust.errors import LearnerError

WINE = load_wine(as_frame=True).data
X = pd.DataFrame(StandardScaler().fit_transform(WINE), columns=WINE.columns)


@pytest.mark.parametrize("linkage", ["ward", "average", "complete", "single"])
@pytest.mark.parametrize("seed", range(3))
def test_it_is_the_fit_and_the_clustering_of_the_columns(linkage: str, seed: int) -> None:
    rows = np.random.default_rng(seed).normal(size=(20, 9))
    model = FeatureAgglomeration(3, linkage=linkage)
    traced = trace(model, rows)
    fitted = model.fit(rows)
    np.testing.assert_array_equal(traced.labels, fitted.labels_)
    np.testing.assert_array_equal(traced.tree.children, fitted.children_)
    turned = trace(AgglomerativeClustering(3, linkage=linkage), rows.T)
    np.testing.assert_array_equal(traced.tree.heights, turned.tree.heights)


def test_captions_name_the_features() -> None:
    traced = trace(FeatureAgglomeration(4), X)
    assert traced.frames[0].caption == "Show: 13 features, each a point; no clusters yet."
    assert traced.frames[1].caption.startswith("Merge: total_phenols and flavanoids at distance")
    assert "B (2 features)" in traced.frames[2].caption
    assert traced.labels_series().index.tolist() == list(X.columns)
    assert all("points" not in frame.caption for frame in traced.frames)


def test_a_widget_says_what_a_point_is() -> None:
    head = watch(FeatureAgglomeration(4), X).trace["head"]
    assert head["subtitle"].endswith("13 features")
    assert head["projection"].startswith("Each point is a feature, by its values in 178 rows")


def test_the_limits_are_those_of_features() -> None:
    assert trace(FeatureAgglomeration(13), X).n_clusters == 13
    with pytest.raises(LearnerError, match="n_clusters"):
        trace(FeatureAgglomeration(14), X)
    with pytest.raises(LearnerError):
        trace(FeatureAgglomeration(linkage="ward", metric="manhattan"), X)


@pytest.mark.parametrize(
    ("edit", "columns"),
    [
        ({"kind": "points_add", "to": [[0.0, 0.0]]}, [*X.columns, "x14"]),
        ({"kind": "point_move", "index": 1, "to": [1.0, 1.0]}, list(X.columns)),
        ({"kind": "points_delete", "index": [0]}, list(X.columns[1:])),
        ({"kind": "param", "name": "linkage", "value": "single"}, list(X.columns)),
    ],
)
def test_edits_change_columns(edit: dict[str, Any], columns: list[str]) -> None:
    widget = watch(FeatureAgglomeration(4), X)
    widget.request = {"id": 1, "base": 1, "frame": 0, "edit": edit}
    assert not widget.problem
    assert list(widget.X.columns) == columns
    fitted = widget.estimator.fit(widget.X)
    np.testing.assert_array_equal(widget.current.labels, fitted.labels_)


def test_features_are_not_scaled() -> None:
    with pytest.raises(LearnerError, match="scaled") as caught:
        watch(FeatureAgglomeration(4), X, controls="scaling")
    assert "points are features" in str(caught.value)


@pytest.mark.parametrize(
    ("estimator", "columns", "says"),
    [
        (FeatureAgglomeration(2), 1, "One feature can't be merged"),
        (FeatureAgglomeration(5), 3, "X has 3 columns"),
        (FeatureAgglomeration(0), 3, "X has 3 columns"),
        (FeatureAgglomeration(2, metric="cosine", linkage="average"), 3, "column 1"),
    ],
)
def test_what_is_wrong_is_told_of_columns(estimator: Any, columns: int, says: str) -> None:
    data = np.random.default_rng(0).normal(size=(60, 3))
    data[:, 1] = 0.0
    with pytest.raises(LearnerError) as told:
        watch(estimator, data[:, :columns])
    assert says in str(told.value)
    assert "row" not in str(told.value)
    if columns == 3 and estimator.n_clusters == 2:
        names: dict[str, Any] = {"X": data, "np": np}
        exec(told.value.fix, names)
        assert len(trace(estimator, names["X"]).X) == 2
