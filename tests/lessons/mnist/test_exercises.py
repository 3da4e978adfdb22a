"""What lesson 04_mnist_minibatch declares right, computed another way."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.cluster import MiniBatchKMeans

from teachclust.lessons.checking import check
from teachclust.lessons.mnist import exercises as module
from teachclust.lessons.mnist.exercises import PULL


def test_a_center_is_pulled_as_scikit_learn_pulls_it():
    model = MiniBatchKMeans(1, init=np.array([[10.0]]), n_init=1, reassignment_ratio=0)
    model.partial_fit(np.full((4, 1), 10.0))
    found = []
    for batch in ([16, 22], [20]):
        model.partial_fit(np.array(batch, dtype=float)[:, None])
        found.append(model.cluster_centers_.item())
    assert found == pytest.approx([answer.right for answer in PULL.answers])


def test_some_rows_are_not_in_any_batch_of_a_whole_number():
    assert module._ROWS % module._BATCH


@pytest.mark.parametrize("k", [50, 80])
@pytest.mark.parametrize("method", ["mini-batch", "k-means"])
def test_names_for_a_scan_of_each_cluster_are_mostly_right(k, method):
    assert 0.7 < module._drawer(k, method) < 1


def test_the_bounds_of_the_budget():
    reason = "The budget is 80 names, and inertia still falls."
    assert check("mnist-5", 50, "mini-batch", reason).ok
    for k in (0, 49, 81):
        assert not check("mnist-5", k, "mini-batch", reason).ok
