from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from metric_lab_samples import CLASSES, PROBLEM, state

from teachclust.scores import score_all
from teachclust.widgets.metric_lab.state import SCORES


def test_its_scores_are_those_of_the_table() -> None:
    rng = np.random.default_rng(0)
    for _ in range(5):
        labels = rng.integers(-1, 5, 24)
        found = state(labels).values(SCORES)
        expected = score_all(labels, X=PROBLEM.places.X, y=CLASSES)["value"]
        for name, value in found.items():
            assert value == pytest.approx(expected[name], abs=1e-8)


def test_without_classes_it_has_the_scores_that_need_none() -> None:
    found = state(np.zeros(24, dtype=int), replace(PROBLEM, classes=None, names=()))
    assert found.counts.table.tolist() == [[24]]
    assert "homogeneity" not in found.quantities
    assert np.isnan(found.quantities["silhouette"])
