"""What lesson 02_how_many_clusters declares right, computed another way."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.cluster import KMeans
from sklearn.metrics import silhouette_samples

from teachclust.lessons.how_many import exercises as module
from teachclust.lessons.how_many.exercises import ELBOW, POINT
from teachclust.scores import scan_k


def test_the_elbow_is_where_the_falls_break_off():
    falls = -np.diff([900, 620, 380, 130, 105, 88, 74])
    ratios = falls[:-1] / falls[1:]
    elbow, saved = (answer.right for answer in ELBOW.answers)
    assert elbow == ratios.argmax() + 2
    assert saved == falls[int(elbow) - 1]


def test_the_silhouette_of_the_point_is_scikit_learns():
    line = np.array([[0], [1], [5], [11], [12], [13], [25], [27]])
    labels = np.repeat([0, 1, 2], [3, 3, 2])
    a, b, s = (answer.right for answer in POINT.answers)
    assert s == pytest.approx(silhouette_samples(line, labels)[2])
    assert s == pytest.approx((b - a) / b)


@pytest.mark.parametrize("place", [0, 1, 2])
def test_the_gap_is_near_that_of_scan_k(place):
    X, k = module._gap_data()[place]
    scanned = scan_k(KMeans(n_init=2), X, [1, 2, 3], criteria="gap").table()
    assert module._right_gap(place) == pytest.approx(scanned["gap"][k], abs=module._NEAR / 2)


def test_slips_of_the_gap_lie_farther_from_it_than_chance_does():
    for slip in range(len(module._GAP_SLIPS)):
        off = [abs(module._slipped_gaps(p)[slip] - module._right_gap(p)) for p in range(3)]
        assert max(off) > 1.2 * module._NEAR


def test_three_clusters_of_the_scaled_wines_are_the_varieties():
    assert round(module._wine_agreement(), 1) == 0.9
