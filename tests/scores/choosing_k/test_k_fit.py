"""A fit tells the one number of each criterion, or None where there is none."""

from __future__ import annotations

import numpy as np
import pytest

from teachclust.scores import CRITERIA, KFit, silhouette

LABELS = np.array([0, 0, 1, 1])


def test_each_criterion_has_its_value() -> None:
    scored = silhouette([[0.0], [1.0], [10.0], [11.0]], LABELS)
    fit = KFit(2, LABELS, None, (0, 1), inertia=1.0, silhouette=scored, gap=0.5)
    assert fit.value("silhouette") == pytest.approx(scored.mean)
    assert (fit.value("inertia"), fit.value("gap")) == (1.0, 0.5)
    assert fit.value("bic") is None


def test_what_is_not_defined_is_none() -> None:
    one = silhouette([[0.0], [1.0], [2.0], [3.0]], [0, 0, 0, 0])
    assert KFit(1, LABELS, None, (0,), silhouette=one).value("silhouette") is None
    empty = KFit(2, LABELS, None, (0, 1))
    assert {name: empty.value(name) for name in CRITERIA} == dict.fromkeys(CRITERIA)
