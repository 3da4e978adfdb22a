"""Each challenge is met by labels that solve it, and by no others."""

from __future__ import annotations

import numpy as np
import pytest
from metric_lab_samples import CLASSES, state

from teachclust.widgets.metric_lab.challenges import CHALLENGES, Goal, verdict
from teachclust.widgets.metric_lab.made_set import made_set

EACH, ONE = list(range(24)), [0] * 24
TRUTH = CLASSES.tolist()
KMEANS = made_set()[2].tolist()
#: the long class cut in two: pure, and closer together
PIECES = np.repeat([0, 3, 1, 2], [6, 6, 8, 4]).tolist()
#: two of the long class with the round one
TWO_WRONG = [1, 1, *TRUTH[2:]]
#: pairs of neighbours
PAIRS = [i // 2 for i in range(24)]
#: each cluster has as much of each class
MIXED = [i % 4 for i in range(24)]

ANSWERS = {
    "ari-1": ([TRUTH, [5 - one for one in TRUTH]], [KMEANS, EACH, ONE, TWO_WRONG, PIECES]),
    "homogeneity-1-ari-0": ([EACH], [TRUTH, ONE, PIECES, PAIRS, KMEANS]),
    "completeness-1-homogeneity-0": ([ONE, [7] * 24, [-1] * 24], [TRUTH, EACH, KMEANS, MIXED]),
    "purity-1-accuracy-low": ([EACH, PAIRS], [TRUTH, PIECES, ONE, KMEANS, MIXED]),
    "accuracy-high-ari-low": ([TWO_WRONG], [TRUTH, KMEANS, EACH, ONE, PIECES, [3, 3, *TRUTH[2:]]]),
    "v-measure-high-ari-low": ([PAIRS], [TRUTH, KMEANS, EACH, ONE, PIECES, MIXED]),
    "fowlkes-mallows-high-ari-0": ([ONE], [TRUTH, EACH, KMEANS, PIECES, MIXED]),
    "silhouette-above-truth": ([PIECES], [TRUTH, KMEANS, EACH, ONE, PAIRS, MIXED]),
    "ari-below-0": ([MIXED], [TRUTH, EACH, ONE, KMEANS, PIECES]),
}


def test_every_challenge_is_tried() -> None:
    assert list(ANSWERS) == list(CHALLENGES)


@pytest.mark.parametrize("key", CHALLENGES)
def test_it_is_solved_by_the_right_labels_alone(key: str) -> None:
    right, wrong = ANSWERS[key]
    challenge, truth = CHALLENGES[key], state(TRUTH).quantities
    for labels in right:
        assert verdict(challenge, state(labels).quantities, truth)["solved"], labels
    for labels in wrong:
        assert not verdict(challenge, state(labels).quantities, truth)["solved"], labels
    assert challenge.text


def test_what_is_not_defined_meets_nothing() -> None:
    found = {"silhouette": float("nan")}
    assert not Goal("silhouette", "above_truth").met(found, {"silhouette": -1.0})
    assert not Goal("silhouette", "most", 1.0).met(found, {})
