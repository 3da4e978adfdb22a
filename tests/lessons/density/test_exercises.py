"""What lesson 08_density declares right, computed another way."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.cluster import DBSCAN

from teachclust.lessons.checking import check
from teachclust.lessons.density import exercises as module


def kinds_of(X, eps, min_samples):
    model = DBSCAN(eps=eps, min_samples=min_samples).fit(X)
    kinds = np.where(model.labels_ < 0, "noise", "border")
    kinds[model.core_sample_indices_] = "core"
    return kinds.tolist()


def test_the_kinds_by_hand_are_those_of_dbscan():
    line = np.array(module._LINE, dtype=float)[:, None]
    assert kinds_of(line, 2, 3) == list(module._WORDS)
    within = (np.abs(line - line.T) <= 2).sum(axis=1)
    assert within.tolist() == list(module._WITHIN)


def test_the_kinds_that_functions_are_compared_with_are_those_of_dbscan():
    seen = set()
    for case in module._kinds_data():
        kinds = module._kinds_by()(*case).tolist()
        assert kinds == kinds_of(*case)
        seen |= set(kinds)
    assert seen == {"core", "border", "noise"}


@pytest.mark.parametrize("eps", [0.18, 0.2, 0.25, 0.3])
def test_an_eps_that_passes_finds_both_circles(eps):
    module._judge_eps(eps)
    assert len(module._sizes(eps)) == 2


def test_points_that_are_not_core_at_the_height_that_is_read():
    model = DBSCAN(eps=module._HEIGHT, min_samples=module._MIN_SAMPLES).fit(module._rings())
    not_core = len(module._rings()) - len(model.core_sample_indices_)
    assert module._above(module._HEIGHT) == not_core
    assert check("density-2", 0.2, not_core).ok
    assert not check("density-2", 0.2, not_core + module._BY_EYE + 1).ok


def test_a_model_that_scikit_learn_refuses_is_the_learners_error():
    because = "With eps=50 and min_samples=10 no step is longer than 80 m."
    done = check("density-5", DBSCAN(eps=-1), "no racks", because)
    assert done.kind == "stopped"
    assert "eps" in done.text
