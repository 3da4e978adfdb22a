"""Estimators of other packages and of learners: their end, and what is told of those that fail."""

from __future__ import annotations

import pickle
from typing import Any

import numpy as np
import pandas as pd
import pytest
from sklearn.base import BaseEstimator, ClusterMixin, clone
from sklearn.cluster import FeatureAgglomeration, KMeans
from sklearn.decomposition import PCA
from sklearn.neighbors import KNeighborsClassifier, LocalOutlierFactor
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from teachclust.errors import LearnerError
from teachclust.traces import is_watched, trace_end, trace_or_end
from teachclust.traces.end import unfitted_copy

X = np.random.default_rng(0).normal(size=(30, 3)) * [1, 10, 100]


class Returns:
    """Returns what it was given; a class without get_params, as learners write them."""

    def __init__(self, labels: Any) -> None:
        self.labels = labels

    def fit_predict(self, X: Any) -> Any:
        return self.labels(X) if callable(self.labels) else self.labels


class Drawn(ClusterMixin, BaseEstimator):
    """Draws labels; has fit and labels_, and fit_predict by scikit-learn's mixin."""

    def __init__(self, k: int = 3, random_state: Any = None) -> None:
        self.k, self.random_state = k, random_state

    def fit(self, X: Any, y: Any = None) -> Drawn:
        rng = np.random.default_rng(self.random_state)
        self.labels_ = rng.integers(-1, self.k, size=len(X))
        return self


class FitAlone(BaseEstimator):
    """Has no fit_predict, and changes the data that it is given."""

    def fit(self, X: Any) -> None:
        X[:] = 0
        self.labels_ = [0, 1] * (len(X) // 2)


class OwnKMeans(KMeans):
    """A subclass, whose fit may be another."""


@pytest.mark.parametrize("seed", range(3))
def test_the_end_is_the_fits(seed: int) -> None:
    for own in (Drawn(4, random_state=seed), OwnKMeans(4, random_state=seed), LocalOutlierFactor()):
        t = trace_end(own, X)
        assert t.labels.tolist() == clone(own).fit_predict(X).tolist()
        assert t.end_only
        assert [frame.kind for frame in t] == ["show", "stop"]
        assert t[0].labels is None
        assert not hasattr(own, "labels_")
        assert all(len(frame.caption) < 120 for frame in t)
        assert "can't be watched" in t.notices[0]


def test_a_seed_is_drawn_and_kept() -> None:
    t = trace_end(Drawn(5), X)
    again = Drawn(5, random_state=t.params["random_state"])
    assert t.labels.tolist() == again.fit_predict(X).tolist()


def test_data_stay_as_they_are_and_are_given_as_they_came() -> None:
    data = X.copy()
    assert trace_end(FitAlone(), data).labels.tolist() == [0, 1] * 15
    np.testing.assert_array_equal(data, X)
    frame = pd.DataFrame(X, columns=["a", "b", "c"], index=range(100, 130))
    t = trace_end(Returns(lambda given: (given["c"] > 0).astype(int)), frame)
    assert t.labels.tolist() == (X[:, 2] > 0).astype(int).tolist()
    assert t.feature_names == ("a", "b", "c")
    pipe = make_pipeline(StandardScaler(), FitAlone())
    assert trace_end(pipe, X).X.std() == pytest.approx(1)


def test_which_is_watched() -> None:
    assert is_watched(KMeans(2))
    assert is_watched(make_pipeline(StandardScaler(), KMeans(2)))
    assert not any(map(is_watched, (OwnKMeans(2), KMeans, None, make_pipeline(PCA(2), Drawn()))))
    assert not trace_or_end(KMeans(2, random_state=0), X).end_only
    assert trace_or_end(OwnKMeans(2, random_state=0), X).end_only


def test_labels_are_read_generously_and_it_is_told() -> None:
    floats = trace_end(Returns(np.repeat([-1.0, 2.0], 15)), X)
    assert floats.labels.tolist() == [-1] * 15 + [2] * 15
    assert "floats" in floats.notices[-1]
    large = trace_end(Returns([-1, 10**9, 7] * 10), X)
    assert large.labels.tolist() == [-1, 1, 0] * 10
    assert "1,000,000,000" in large.notices[-1]
    series = trace_end(Returns(pd.Series([0, 1] * 15)), X)
    assert series.n_clusters == 2


LABELS = np.zeros(30)
WRONG: list[tuple[Any, str]] = [
    (None, "fit_predict is None"),
    ([0, 1], "2 labels for 30 points"),
    (LABELS + 0.5, "labels such as 0.5"),
    (np.where(np.arange(30) == 4, np.nan, 0), "no label in row 4"),
    (np.zeros((30, 2)), r"of shape \(30, 2\)"),
    (["a", "b"] * 15, "labels such as 'a', 'b'"),
    (["0", "1"] * 15, "labels such as '0', '1'"),
    (LABELS == 0, "labels such as True"),
    (LABELS.astype(int) - 2, "labels such as -2"),
    (LABELS + np.inf, "labels such as inf"),
    (7, "of type int"),
    ((np.zeros(30), "more"), "of type tuple"),
]


@pytest.mark.parametrize(("labels", "where"), WRONG)
def test_wrong_labels_are_told(labels: Any, where: str) -> None:
    with pytest.raises(LearnerError, match=where) as caught:
        trace_end(Returns(labels), X)
    assert all(caught.value.parts.values())
    assert "Returns returns no labels" in caught.value.what


def _divides(given: Any) -> Any:
    return 1 / (len(given) - 30)


def test_what_a_fit_raises_is_told_with_its_line() -> None:
    with pytest.raises(LearnerError, match=r"ZeroDivisionError in _divides, line \d+") as caught:
        trace_end(Returns(_divides), X)
    assert caught.value.why == "division by zero"
    assert isinstance(caught.value.__cause__, ZeroDivisionError)
    assert all(caught.value.parts.values())


def _interrupts(given: Any) -> Any:
    raise KeyboardInterrupt


def test_an_interrupt_is_one() -> None:
    with pytest.raises(KeyboardInterrupt):
        trace_end(Returns(_interrupts), X)


@pytest.mark.parametrize(
    ("estimator", "said"),
    [
        (KNeighborsClassifier(), "needs y"),
        (PCA(2), "no labels_ after its fit"),
        (FeatureAgglomeration(2), "3 labels for 30 points"),
        (Drawn, "is a class"),
        ("KMeans", "no estimator"),
        (make_pipeline(StandardScaler(), PCA(2)), "does not end in"),
    ],
)
def test_what_does_not_cluster_is_told(estimator: Any, said: str) -> None:
    with pytest.raises(LearnerError, match=said) as caught:
        trace_end(estimator, X)
    assert all(caught.value.parts.values())


def test_what_cannot_be_copied_is_told() -> None:
    with pytest.raises(LearnerError, match="can't be copied"):
        unfitted_copy(Returns(x for x in "generators can't be"))


def test_a_trace_of_a_module_s_class_is_pickled() -> None:
    t = trace_end(Drawn(3, random_state=0), X)
    assert pickle.loads(pickle.dumps(t)).labels.tolist() == t.labels.tolist()  # noqa: S301
