"""CompareGrid without a browser: what is sent, read and refused."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pandas as pd
import pytest
from sklearn.cluster import DBSCAN, KMeans
from sklearn.datasets import make_moons
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from teachclust import CompareGrid, compare_grid
from teachclust.errors import LearnerError

X, Y = make_moons(120, noise=0.06, random_state=0)
GRID = {"eps": [0.1, 0.2, 0.3], "min_samples": [3, 8]}


@pytest.fixture(scope="module")
def made() -> CompareGrid:
    return compare_grid(DBSCAN(), GRID, X, labels_true=Y)


def test_labels_and_tables_are_the_fits(made: CompareGrid) -> None:
    labels = DBSCAN(eps=0.3, min_samples=8).fit_predict(X)
    np.testing.assert_array_equal(made.labels(eps=0.3, min_samples=8), labels)
    table = made.table("noise")
    assert (table.index.name, table.columns.name) == ("eps", "min_samples")
    assert table[8][0.3] == (labels == -1).sum()
    assert made.params == {"eps": 0.1, "min_samples": 3}
    with pytest.raises(LearnerError, match="no labels"):
        made.labels(eps=7)
    with pytest.raises(LearnerError, match="no such measure"):
        made.table("inertia")  # type: ignore[arg-type]


def test_what_is_sent_has_a_frame_for_each_cell(made: CompareGrid) -> None:
    grid, head = made.grid, made.trace["head"]
    json.dumps([grid, head], allow_nan=False)
    assert grid["values"] == [["0.1", "0.2", "0.3"], ["3", "8"]]
    assert len(head["frames"]["caption"]) == made.last_step + 1 == 6
    assert set(grid["measures"]) == {"clusters", "noise", "silhouette", "ari"}
    assert head["frames"]["caption"][0].startswith("eps=0.1, min_samples=3: ")
    assert all(len(text) <= 160 for text in head["frames"]["caption"])


def test_the_step_is_a_cell(made: CompareGrid) -> None:
    made.step = 3
    assert made.params == {"eps": 0.2, "min_samples": 8}
    assert "eps=0.2, min_samples=8" in made.summary()
    with pytest.raises(LearnerError):
        made.step = 6
    made.step = 0


def test_pipelines_and_seeds() -> None:
    pipe = make_pipeline(StandardScaler(), KMeans(n_init=1))
    w = compare_grid(pipe, {"n_clusters": [2, 3], "init": ["random", "k-means++"]}, X)
    assert w.trace["head"]["title"] == "KMeans"
    again = compare_grid(pipe, {"n_clusters": [2], "init": ["random"]}, X)
    assert again.last_step == 0


@pytest.mark.parametrize(
    ("given", "what"),
    [
        ({"labels_true": Y[:5]}, "one class for each point"),
        ({"labels_true": [np.nan, *[1.0] * 119]}, "no class for 1 of 120"),
        ({"labels_true": [None] * 120}, "no class for 120 of 120"),
        ({"labels_true": pd.array([1, None] * 60, dtype="Int64")}, "no class for 60 of 120"),
        ({"progress": 3}, "progress"),
        ({"future": 3}, "future"),
        ({"columns": ("a", "b")}, "column"),
    ],
)
def test_wrong_arguments_are_told(given: dict[str, Any], what: str) -> None:
    with pytest.raises(LearnerError, match=what):
        compare_grid(DBSCAN(), GRID, X, **given)


def test_too_many_labels_are_refused() -> None:
    grid = {"eps": np.linspace(0.1, 1, 10), "min_samples": range(2, 12)}
    with pytest.raises(LearnerError, match="too many points"):
        compare_grid(DBSCAN(), grid, np.zeros((20_001, 2)) + np.arange(20_001)[:, None])


def test_values_may_be_arrays() -> None:
    starts = [X[:3], X[3:6], X[:3].copy()]
    w = compare_grid(KMeans(3, n_init=1), {"init": starts, "max_iter": [100, 200]}, X)
    assert w.grid["values"][0] == [f"3 x 2, {start[0, 0]:.3g}..." for start in starts[:2]]
    expected = KMeans(3, init=starts[1], n_init=1, max_iter=100).fit_predict(X)
    np.testing.assert_array_equal(w.labels(init=starts[1].copy(), max_iter=100), expected)
    assert w.table().shape == (2, 2)
    with pytest.raises(LearnerError, match="no labels"):
        w.labels(init=X[6:9])
