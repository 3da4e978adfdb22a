"""What lesson 10_scores declares right, computed another way."""

from __future__ import annotations

from itertools import combinations, permutations

import numpy as np
import pytest
from sklearn import metrics
from sklearn.cluster import AgglomerativeClustering, KMeans
from sklearn.datasets import load_breast_cancer
from sklearn.mixture import GaussianMixture
from sklearn.preprocessing import scale

from teachclust.lessons.registry import questions
from teachclust.lessons.scores import exercises as module
from teachclust.scores import matched_accuracy_score, purity_score

CLASSES, CLUSTERS = [0, 0, 0, 1, 1, 1], [0, 0, 1, 1, 2, 2]


def in_both(clusters) -> int:
    pairs = combinations(range(6), 2)
    return sum(CLASSES[i] == CLASSES[j] and clusters[i] == clusters[j] for i, j in pairs)


def test_the_pairs_by_hand_are_those_of_scikit_learn() -> None:
    assert in_both(CLUSTERS) == module._TOGETHER
    every_order = np.mean([in_both(order) for order in permutations(CLUSTERS)])
    assert pytest.approx(every_order) == module._EXPECTED
    assert pytest.approx(metrics.adjusted_rand_score(CLASSES, CLUSTERS)) == module._ARI


def test_the_slips_about_pairs_are_what_they_say() -> None:
    ari = module.PAIRS.answers[2].slips
    rand, mallows = (
        score(CLASSES, CLUSTERS) for score in (metrics.rand_score, metrics.fowlkes_mallows_score)
    )
    for value, word in ((rand, "Rand index"), (mallows, "Fowlkes-Mallows")):
        says = next(says for slip, says in ari.items() if abs(slip - value) < 1e-9)
        assert word in says


@pytest.mark.parametrize("case", range(4))
def test_homogeneity_of_a_table_is_that_of_its_labels(case: int) -> None:
    table = module._tables()[case][0]
    rows, columns = (np.repeat(i.ravel(), table.ravel()) for i in np.indices(table.shape))
    assert module._homogeneity(table) == pytest.approx(metrics.homogeneity_score(rows, columns))


def test_the_scores_that_are_shuffled_are_those_of_scikit_learn() -> None:
    named = {"Rand index": metrics.rand_score, "homogeneity": metrics.homogeneity_score}
    for name, score, y, labels, wanted in module._chance_cases():
        assert score(y, labels) == pytest.approx(named[name](y, labels))
        if name == "Rand index":
            assert wanted == pytest.approx(metrics.adjusted_rand_score(y, labels), abs=0.005)
        others = [
            module._above_chance(score, y, labels, np.random.default_rng(i)) for i in range(8)
        ]
        assert np.ptp(others) < module._OPEN / 2


def test_the_reports_tell_what_can_be() -> None:
    frauds = np.repeat([0, 1], [9_960, 40])
    found = np.repeat([0, 1], [9_990, 10])
    assert matched_accuracy_score(frauds, found) == pytest.approx(0.997)
    rng = np.random.default_rng(0)
    wines, lots = np.repeat(np.arange(10), 10), rng.integers(0, 10, size=(40, 100))
    by_lot = np.mean([metrics.rand_score(wines, lot) for lot in lots])
    assert by_lot == pytest.approx(0.83, abs=0.01)


def test_the_numbers_about_tissue_samples() -> None:
    X, kind = load_breast_cancer(return_X_y=True)
    Z, order = scale(X), np.random.default_rng(0).permutation(569)
    seen, rest = order[:60], order[60:]
    labels = {
        "k-means": KMeans(2, n_init=10, random_state=0).fit_predict(Z),
        "mixture": GaussianMixture(2, n_init=3, random_state=0).fit_predict(Z),
        "average": AgglomerativeClustering(2, linkage="average").fit_predict(Z),
        "twenty": KMeans(20, n_init=10, random_state=0).fit_predict(Z),
    }
    values = module.DECIDE.answers[-1].values

    def all_of(score, rows, places: int) -> tuple[float, ...]:
        return tuple(round(float(score(kind[rows], one[rows])), places) for one in labels.values())

    silhouettes = tuple(
        round(float(metrics.silhouette_score(Z, one)), 2) for one in labels.values()
    )
    assert silhouettes == values["silhouette"]
    assert all_of(purity_score, seen, 2) == values["purity on the 60"]
    assert all_of(metrics.adjusted_rand_score, seen, 1) == values["ARI on the 60"]
    assert all_of(metrics.adjusted_rand_score, rest, 1)[:2] == (0.7, 0.8)  # what the praise tells
    draws = np.random.default_rng(0).choice(seen, (200, 60))
    lead = [
        metrics.adjusted_rand_score(kind[rows], labels["mixture"][rows])
        > metrics.adjusted_rand_score(kind[rows], labels["k-means"][rows])
        for rows in draws
    ]
    assert np.mean(lead) == pytest.approx(0.9, abs=0.045)  # "in about 9 of 10"
    sizes = [np.bincount(labels[name]).tolist() for name in ("k-means", "mixture", "average")]
    assert sorted(size for both in sizes for size in both) == sorted(values["sizes"])


def test_the_numbers_in_the_answers_of_the_questions() -> None:
    said = {
        question.key: " ".join(option.why for option in question.options)
        for question in questions("scores")
    }
    pears = np.repeat([0, 1], [95, 5])
    halves, few = np.repeat([0, 1, 2], [48, 47, 5]), np.repeat([0, 1], [97, 3])
    assert metrics.adjusted_rand_score(pears, halves) < metrics.adjusted_rand_score(pears, few)
    assert "2,256" in said["scores-rare"]
    (apart, joined), (parted, _) = metrics.pair_confusion_matrix(pears, few) // 2
    assert (parted, joined) == (6, 190)
    assert "6 and joins 190" in said["scores-rare"]
    assert metrics.pair_confusion_matrix(pears, halves)[1, 0] // 2 == 2256
    assert apart > 0
    again = next(q.again for q in questions("scores") if q.key == "scores-chance")
    alone = metrics.v_measure_score(np.repeat([0, 1], 50), np.arange(100))
    assert f"V falls to {alone:.2f}" in " ".join(option.why for option in again.options)
