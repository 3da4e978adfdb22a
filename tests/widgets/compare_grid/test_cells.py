"""Cells of a grid: values that are refused, fits, colors that match, scores."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from sklearn.base import BaseEstimator, clone
from sklearn.cluster import DBSCAN, AgglomerativeClustering, KMeans
from sklearn.datasets import make_moons
from sklearn.metrics import adjusted_rand_score, silhouette_score

from teachclust.checks import check_data
from teachclust.errors import LearnerError
from teachclust.widgets.compare_grid.cells import Axes, fit_cells, read_axes, value_text

X, Y = make_moons(120, noise=0.06, random_state=0)
GRID = {"eps": [0.1, 0.2, 0.3], "min_samples": [3, 8]}


def _fit(model: Any, grid: Any, truth: Any = None, progress: Any = False) -> Any:
    return fit_cells(model, read_axes(grid, model), check_data(X), X, truth, progress)


def test_each_cell_is_a_fit() -> None:
    cells, interrupted = _fit(DBSCAN(), GRID, truth=Y)
    assert not interrupted
    assert [tuple(cell.params.values()) for cell in cells][:3] == [(0.1, 3), (0.1, 8), (0.2, 3)]
    for cell in cells:
        labels = clone(DBSCAN()).set_params(**cell.params).fit_predict(X)
        np.testing.assert_array_equal(cell.labels, labels)
        assert cell.clusters == len(set(labels) - {-1})
        assert cell.noise == (labels == -1).sum()
        assert cell.ari == pytest.approx(adjusted_rand_score(Y, labels))
        kept = labels >= 0
        if cell.clusters > 1:
            assert cell.silhouette == pytest.approx(silhouette_score(X[kept], labels[kept]))
        else:
            assert cell.silhouette is None


def test_numbers_match_those_of_the_cell_beside() -> None:
    cells, _ = _fit(KMeans(n_init=1, random_state=3), {"n_clusters": [3, 4], "max_iter": [1, 50]})
    for before, cell in pairwise(cells):
        assert len(np.unique(cell.looks)) == cell.clusters
        same = np.mean(before.looks == cell.looks)
        shuffled = np.mean(before.looks == (cell.looks + 1) % cell.clusters)
        assert same > shuffled


def test_the_usual_number_of_clusters_has_the_first_colors() -> None:
    cells, _ = _fit(DBSCAN(), {"eps": [0.02, 0.05, 0.2, 0.25, 0.3], "min_samples": [3]})
    assert [cell.clusters for cell in cells[2:]] == [2, 2, 2]
    assert all(set(np.unique(cell.looks)) <= {-1, 0, 1} for cell in cells[2:])


def test_a_fit_that_fails_leaves_its_cell_empty() -> None:
    grid = {"linkage": ["ward", "average"], "metric": ["euclidean", "manhattan"]}
    cells, _ = _fit(AgglomerativeClustering(2), grid)
    assert [cell.labels is None for cell in cells] == [False, True, False, False]
    assert "ward" in cells[1].problem.lower()
    assert cells[1].looks.tolist() == [-2] * len(X)
    assert cells[1].problem in cells[1].caption()
    with pytest.raises(LearnerError):
        _fit(KMeans(), {"n_clusters": [500, 600], "max_iter": [10]})


def test_an_interrupt_keeps_what_was_fitted() -> None:
    def stop(done: int, total: int, text: str) -> None:
        if done == 2:
            raise KeyboardInterrupt

    cells, interrupted = _fit(DBSCAN(), GRID, progress=stop)
    assert interrupted
    assert [cell.labels is None for cell in cells] == [False, False, True, True, True, True]


class Own(BaseEstimator):  # type: ignore[misc]
    """A learner's class."""

    def __init__(self, at: float = 0.0, sign: Any = None) -> None:
        self.at, self.sign = at, sign

    def fit_predict(self, X: Any) -> Any:
        return (X[:, 0] > self.at).astype(int)


def test_any_class_with_parameters() -> None:
    cells, _ = _fit(Own(), {"at": np.array([-0.5, 0.5]), "sign": [None, len]})
    assert [cell.clusters for cell in cells] == [2] * 4
    assert cells[1].caption().startswith("at=-0.5, sign=len: 2 clusters")


@pytest.mark.parametrize(
    ("grid", "what"),
    [
        ([1, 2], "two parameters"),
        ({"eps": [1]}, "two parameters"),
        ({"eps": [1], "min_sample": [2]}, "no parameter 'min_sample'"),
        ({"eps": [], "min_samples": [2]}, "needs a list"),
        ({"eps": 0.1, "min_samples": [2]}, "needs a list"),
        ({"eps": np.linspace(0.1, 1, 11), "min_samples": range(2, 12)}, "at most 100 cells"),
    ],
)
def test_what_is_no_grid_is_refused(grid: Any, what: str) -> None:
    with pytest.raises(LearnerError, match=what) as caught:
        read_axes(grid, DBSCAN())
    assert all(caught.value.parts.values())


def test_values_are_there_once_and_written_shortly() -> None:
    axes = read_axes({"eps": [0.1, 0.1, 0.2], "min_samples": (3, 5)}, DBSCAN())
    assert axes == Axes(("eps", "min_samples"), ((0.1, 0.2), (3, 5)))
    assert [value_text(v) for v in (0.1 + 0.2, None, "ward", np.int64(3), len, [1])] == [
        "0.3", "None", "ward", "3", "len", "list",
    ]  # fmt: skip
