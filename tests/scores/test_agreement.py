"""Scores from counts and distances: equal to those of scikit-learn, for any labels."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from teachclust.scores import explain_score
from teachclust.scores.agreement import Places, agreement, count, separation

OF_CLASSES = (
    *("homogeneity", "completeness", "v_measure", "rand", "adjusted_rand"),
    *("adjusted_mutual_info", "fowlkes_mallows", "purity", "matched_accuracy"),
)
OF_POINTS = ("silhouette", "calinski_harabasz", "davies_bouldin", "inertia")


def problems() -> Iterator[Any]:
    for seed in range(30):
        rng = np.random.default_rng(seed)
        n, k = int(rng.integers(4, 60)), int(rng.integers(1, 9))
        classes = np.unique(rng.integers(0, int(rng.integers(1, 5)), n), return_inverse=True)[1]
        labels = rng.integers(-1 if seed % 3 == 0 else 0, k, n)
        if seed % 5 == 0:
            labels = np.arange(n)
        yield rng.standard_normal((n, 2 + seed % 2)), classes, labels


@pytest.mark.parametrize("problem", list(problems()))
def test_every_score_is_scikit_learns(problem: Any) -> None:
    X, classes, labels = problem
    found = agreement(count(labels, classes, int(classes.max()) + 1))
    for name in OF_CLASSES:
        expected = explain_score(name).of(labels, y=classes)
        assert found[name] == pytest.approx(expected, abs=1e-10), name
    found = separation(Places.of(X), labels)
    for name in OF_POINTS:
        expected = explain_score(name).of(labels, X=X)
        # scikit-learn's distances of points that are the same are near 0, not 0
        assert found[name] == pytest.approx(expected, abs=1e-7, nan_ok=True), name


def test_what_the_scores_are_made_of_by_hand() -> None:
    # clusters {a, a, b} and {b}: of 6 pairs 3 are in a cluster, 2 of a class, 1 both
    counts = count(np.array([0, 0, 0, 2]), np.array([0, 0, 1, 1]), 2)
    assert counts.clusters.tolist() == [0, 2]
    assert counts.table.tolist() == [[2, 1], [0, 1]]
    found = agreement(counts)
    assert [found[name] for name in ("n", "k", "c", "pairs", "pairs_both")] == [4, 2, 2, 6, 1]
    assert found["pairs_chance"] == 1.0
    assert found["pairs_agree"] == 3
    assert found["adjusted_rand"] == 0.0
    assert found["left_classes"] == pytest.approx(0.75 * 0.6365141682948128)
    assert (found["pure"], found["matched"]) == (3, 3)


def test_noise_is_a_cluster_that_stands_for_no_class() -> None:
    counts = count(np.array([-1, -1, 0]), np.array([0, 0, 1]), 2)
    found = agreement(counts)
    assert (found["k"], found["named"], found["pure"], found["matched"]) == (2, 1, 3, 1)


def test_points_that_lie_on_one_another_have_scores_too() -> None:
    found = separation(Places.of(np.zeros((4, 2))), np.array([0, 0, 1, 1]))
    assert found["silhouette"] == 0.0
    assert found["davies_bouldin"] == 0.0
    assert found["below"] == 0
