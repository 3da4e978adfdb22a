"""Blocks of distances by any metric make the whole matrix."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.spatial.distance import cdist

from teachclust.errors import LearnerError
from teachclust.scores import distances, silhouette


def test_blocks_of_any_metric_make_the_matrix(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(distances, "_CHUNK", 8 * 70 * 9)
    X = np.random.default_rng(1).normal(size=(70, 5))
    D = cdist(X, X, "minkowski", p=3)
    for points, metric, params in ((X, "minkowski", {"p": 3}), (D, "precomputed", {})):
        blocks = list(distances.row_distances(points, metric, params))
        assert len(blocks) == 8
        assert np.vstack([block for _, block in blocks]) == pytest.approx(D, abs=1e-14)


@pytest.mark.parametrize(
    ("X", "metric", "words"),
    [
        ([[1.0, 1.0], [0.0, 0.0], [0.0, 0.0], [2.0, 1.0]], "braycurtis", "no number"),
        ([[1.0, 1.0], [2.0, 2.0], [3.0, 3.0], [4.0, 4.0]], "mahalanobis", "inverse"),
        ([[1.0, 1, 1], [2.0, 2, 2], [3.0, 3, 3], [4.0, 4, 4]], "haversine", "haversine"),
        ([[1.0], [2.0], [3.0], [4.0]], lambda u, v: "far", "gives no distances"),
        ([[1.0], [2.0], [3.0], [4.0]], lambda u, v: np.nan, "no number"),
        ([[1.0], [2.0], [3.0], [4.0]], lambda u, v: -1.0, "no distances"),
        ([[0.0, 1.0], [1.0, 0.5], [1.0, 0.0], [2.0, 0.0]], "precomputed", "square"),
    ],
)
def test_metrics_that_give_no_distances_are_refused(X, metric, words) -> None:
    with pytest.raises(LearnerError, match=words):
        silhouette(X, [0, 0, 1, 1], metric=metric)


@pytest.mark.parametrize("few", [0, 100])
def test_blocks_of_distances_make_the_matrix(few: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(distances, "_CHUNK", 8 * 70 * 9)
    monkeypatch.setattr(distances, "_FEW_FEATURES", few)
    X = np.random.default_rng(1).normal(size=(70, 12))
    X[5] = X[6]
    blocks = list(distances.row_distances(X, "euclidean"))
    assert len(blocks) == 8
    assert np.vstack([block for _, block in blocks]) == pytest.approx(cdist(X, X), abs=1e-12)
