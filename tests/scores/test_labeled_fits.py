from __future__ import annotations

import time

import numpy as np
import pytest
from sklearn.cluster import AgglomerativeClustering, KMeans, MiniBatchKMeans
from sklearn.datasets import load_digits
from sklearn.metrics import homogeneity_score

from teachclust.errors import LearnerError
from teachclust.scores import majority_accuracy, match_labels, score_by_k

X, y = load_digits(return_X_y=True)
KNOWN, NEW = slice(0, 900), slice(900, 1300)
MODEL = MiniBatchKMeans(batch_size=100, n_init=1, random_state=3)


@pytest.fixture(scope="module")
def fits():
    return score_by_k(MODEL, X[KNOWN], y[KNOWN], k=(10, 30), X_test=X[NEW], y_test=y[NEW])


@pytest.mark.parametrize("k", [10, 30])
def test_scores_are_those_of_the_fit_that_scikit_learn_makes(fits, k):
    alone = MiniBatchKMeans(k, batch_size=100, n_init=1, random_state=3).fit(X[KNOWN])
    fit = fits[k]
    np.testing.assert_array_equal(fit.model.labels_, alone.labels_)
    assert fit.inertia == pytest.approx(alone.inertia_)
    assert fit.homogeneity == homogeneity_score(y[KNOWN], alone.labels_)
    assert fit.accuracy == match_labels(alone.labels_, y[KNOWN], method="majority").accuracy
    by_hand = [
        np.bincount(y[KNOWN][alone.labels_ == c], minlength=10).argmax() == digit
        for c, digit in zip(alone.predict(X[NEW]), y[NEW], strict=True)
    ]
    assert fit.test_accuracy == pytest.approx(np.mean(by_hand))
    assert 1 <= fit.classes <= 10
    assert fit.seconds > 0


def test_the_estimator_given_stays_as_it_was(fits):
    assert MODEL.n_clusters == 8
    assert not hasattr(MODEL, "labels_")


def test_the_table_has_a_row_for_each_k_and_seconds_when_asked(fits):
    table = fits.table()
    assert list(table.index) == [10, 30]
    assert list(table) == ["inertia", "homogeneity", "accuracy", "test_accuracy", "classes"]
    assert "seconds" in fits.table(seconds=True)
    assert repr(fits) == "LabeledFits(MiniBatchKMeans, k = 10, 30)"
    assert len(fits) == 2
    plain = score_by_k(KMeans(n_init=1, random_state=0), X[:50], y[:50], k=(2,))
    assert "test_accuracy" not in plain.table()


def test_one_cluster_for_each_row_is_always_right():
    fit = score_by_k(KMeans(n_init=1, random_state=0), X[:40], y[:40], k=[40])[40]
    assert (fit.accuracy, fit.homogeneity) == (1, pytest.approx(1))


def test_a_cluster_without_a_name_counts_as_wrong():
    assert majority_accuracy([0, 1, 2, 0], {0: "a", 1: "b"}, ["a", "b", "c", "b"]) == 0.5
    assert majority_accuracy([0, 5], {0: None}, [None, None]) == 0.5


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"k": ()}, "no k"),
        ({"k": (0,)}, "n_clusters"),
        ({"k": (51,)}, "50"),
        ({"X_test": X[:3]}, "y_test"),
        ({"y_test": y[:3]}, "X_test"),
    ],
)
def test_what_does_not_fit_is_refused(change, told):
    with pytest.raises(LearnerError, match=told):
        score_by_k(MODEL, X[:50], y[:50], **{"k": (5,), **change})


def test_a_k_that_was_not_fitted_is_named(fits):
    with pytest.raises(LearnerError, match="10, 30"):
        fits[11]


@pytest.mark.parametrize("model", [AgglomerativeClustering(), KMeans(tol=-1), KMeans, "k-means"])
def test_estimators_that_do_not_fit_are_refused(model):
    X = np.random.default_rng(0).normal(size=(12, 2))
    with pytest.raises(LearnerError) as caught:
        score_by_k(model, X, np.arange(12) % 2, k=(2,))
    exec(caught.value.fix, {"score_by_k": score_by_k, "KMeans": KMeans, "X": X, "y": X[:, 0] > 0})


def test_the_seconds_are_those_that_passed():
    before = time.perf_counter()
    found = score_by_k(MODEL, X[:200], y[:200], k=(5,))
    assert 0 < found[5].seconds < time.perf_counter() - before


def test_new_data_need_their_labels_and_the_other_way_round():
    for params in ({"X_test": X[NEW]}, {"y_test": y[NEW]}):
        try:
            found = score_by_k(MODEL, X[:200], y[:200], k=(5,), **params)
        except LearnerError:
            continue
        assert found[5].test_accuracy is None or np.isnan(found[5].test_accuracy)
