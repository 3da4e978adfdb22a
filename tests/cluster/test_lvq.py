"""LVQ: Weka's choices by hand, and the switches that mend them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.datasets import make_blobs
from sklearn.utils.estimator_checks import check_estimator
from strategies import continuous, tied

from teachclust.cluster import LVQ
from teachclust.cluster.lvq import lvq_epochs, rate_of

LINE = np.array([[0.0], [1.0], [9.0], [10.0]])


@pytest.mark.filterwarnings("ignore::sklearn.exceptions.SkipTestWarning")
def test_it_is_an_estimator_of_scikit_learn() -> None:
    check_estimator(LVQ(n_clusters=3, epochs=20))
    mended = {"init": "random", "rate": "linear", "learning_rate": 0.1, "normalize": False}
    check_estimator(LVQ(n_clusters=3, epochs=20, **mended))


@given(X=st.one_of(continuous(), tied()), data=st.data())
def test_it_does_what_one_point_after_the_other_does(X: np.ndarray, data: st.DataObject) -> None:
    k = data.draw(st.integers(1, min(5, len(X))))
    rate = data.draw(st.sampled_from([1.0, 0.3, 0.01]))
    epochs = data.draw(st.integers(1, 4))
    model = LVQ(k, learning_rate=rate, epochs=epochs, normalize=False).fit(X)
    prototypes = [list((X.min(axis=0) + X.max(axis=0)) / 2) for _ in range(k)]
    for _ in range(epochs):
        for row in X:
            gaps = [sum((a - b) ** 2 for a, b in zip(p, row, strict=True)) for p in prototypes]
            best = gaps.index(min(gaps))
            prototypes[best] = [
                a + rate * (b - a) for a, b in zip(prototypes[best], row, strict=True)
            ]
    size = max(1.0, float(np.abs(X).max()))
    close = np.allclose(model.cluster_centers_, prototypes, atol=1e-9 * size)
    assert close or len(np.unique(X, axis=0)) < len(X) or _has_ties(X)


def _has_ties(X: np.ndarray) -> bool:
    """Whether two differences of rows are equally long: rounding then decides who is nearest."""
    gaps = ((X[:, np.newaxis] - X) ** 2).sum(axis=2)[np.triu_indices(len(X), 1)]
    ordered = np.sort(gaps)
    return bool((np.diff(ordered) <= 1e-9 * max(1.0, ordered[-1])).any())


def test_at_rate_1_each_prototype_is_the_last_point_that_it_won() -> None:
    X, _ = make_blobs(300, centers=5, random_state=0)
    model = LVQ(5).fit(X)
    for center in model.cluster_centers_[np.unique(model.labels_)]:
        assert np.isclose(X, center).all(axis=1).any()


def test_the_order_of_the_points_matters() -> None:
    X, _ = make_blobs(200, centers=4, cluster_std=2, random_state=1)
    one, other = LVQ(4).fit(X), LVQ(4).fit(X[::-1])
    assert not np.allclose(one.cluster_centers_, other.cluster_centers_)


def test_equal_starts_at_a_low_rate_leave_prototypes_without_points() -> None:
    X, _ = make_blobs(300, centers=10, random_state=1)
    low = {"learning_rate": 0.003, "epochs": 20}
    assert len(np.unique(LVQ(7, **low).fit(X).labels_)) == 5
    mended = LVQ(7, init="random", random_state=0, **low).fit(X)
    assert len(np.unique(mended.labels_)) == 7


def test_a_rate_that_falls_ends_nearer_to_the_means() -> None:
    X, y = make_blobs(300, centers=[[0, 0], [20, 0]], random_state=3)
    means = np.array([X[y == one].mean(axis=0) for one in (0, 1)])
    ends = {}
    for rate in ("constant", "linear"):
        model = LVQ(2, learning_rate=0.5, epochs=30, rate=rate, normalize=False).fit(X)
        order = model.cluster_centers_[:, 0].argsort()
        ends[rate] = float(np.abs(model.cluster_centers_[order] - means).max())
    assert ends["linear"] < ends["constant"] / 3


def test_epochs_that_change_nothing_are_left_out() -> None:
    model = LVQ(2, normalize=False).fit(LINE)
    assert model.cluster_centers_.ravel().tolist() == [1.0, 10.0]
    assert model.n_iter_ == len(list(lvq_epochs(LINE, model))) - 1 == 2
    longer = LVQ(2, normalize=False, epochs=50).fit(LINE)
    np.testing.assert_array_equal(longer.cluster_centers_, model.cluster_centers_)


def test_the_rate_falls_in_equal_steps() -> None:
    model = LVQ(learning_rate=0.8, epochs=4, rate="linear")
    assert [rate_of(model, epoch) for epoch in (1, 2, 3, 4)] == pytest.approx([0.8, 0.6, 0.4, 0.2])


def test_units_have_no_say_where_features_are_scaled() -> None:
    X, _ = make_blobs(100, centers=3, random_state=5)
    one, other = LVQ(3).fit(X), LVQ(3).fit(X * [1.0, 1024.0])
    np.testing.assert_array_equal(one.labels_, other.labels_)
