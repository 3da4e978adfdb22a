"""What a Scatter3D sends is what it was given."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scatter3d_samples import decoded, points

from teachclust import Scatter3D
from teachclust.datasets import load_customers
from teachclust.scores import profile_clusters
from teachclust.widgets.scatter3d.wire import MOST_POINTS


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_what_is_sent_is_what_was_handed_in(seed: int) -> None:
    X = points(seed=seed)
    labels = np.random.default_rng(seed).integers(0, 4, len(X))
    w = Scatter3D(X, labels)
    sent, member, rows = decoded(w)
    np.testing.assert_array_equal(sent, X)
    np.testing.assert_array_equal(member, labels)
    np.testing.assert_array_equal(rows, np.arange(len(X)))
    for j, group in enumerate(w.cloud["groups"]):
        np.testing.assert_allclose(group["mean"], X[labels == j].mean(axis=0))
        np.testing.assert_allclose(group["low"], X[labels == j].min(axis=0))
        assert group["size"] == (labels == j).sum()
    for j, axis in enumerate(w.cloud["axes"]):
        assert (axis["low"], axis["high"]) == (X[:, j].min(), X[:, j].max())
    X[:] = 0  # the widget has a copy of its own
    assert decoded(w)[0].any()


def test_centers_belong_to_their_labels_and_far_ones_are_told() -> None:
    X = points()
    w = Scatter3D(X, np.arange(60) % 2, centers=[X[0], X[1], [500, 0, 0]])
    centers = w.cloud["centers"]
    assert [c["group"] for c in centers] == [0, 1]
    np.testing.assert_allclose(
        centers[0]["at"], (X[0] - X.min(axis=0)) / (X.max(axis=0) - X.min(axis=0))
    )
    assert "1 of 3 centers" in w.cloud["notices"][0]


def test_many_points_are_a_sample_that_is_said() -> None:
    X = points(MOST_POINTS + 5000)
    first, second = Scatter3D(X), Scatter3D(X)
    sent, _, rows = decoded(first)
    assert len(rows) == MOST_POINTS
    np.testing.assert_array_equal(sent, X[rows])
    np.testing.assert_array_equal(rows, decoded(second)[2])
    assert first.cloud["n"] == len(X)
    assert "20,000 of 25,000" in first.cloud["notices"][0]
    np.testing.assert_allclose(first.cloud["groups"][0]["mean"], X.mean(axis=0))


def test_each_group_has_the_sentence_of_its_profile() -> None:
    customers = load_customers()
    labels = np.arange(len(customers.data)) % 4 - 1
    groups = Scatter3D(customers, labels).cloud["groups"]
    table = pd.DataFrame(customers.data, columns=customers.feature_names)
    units = {"Age": "years", "Annual Income (k$)": "k$"}  # those of the axes
    expected = profile_clusters(table, labels, units=units)["sentence"]
    assert [group["sentence"] for group in groups] == expected.drop("all").tolist()
    many = Scatter3D(customers, np.arange(len(customers.data)) % 13).cloud["groups"]
    assert {group["sentence"] for group in many} == {""}
