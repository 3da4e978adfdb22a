"""What lesson 03_digits declares right, computed another way."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pandas as pd
import pytest
from scipy.spatial.distance import cdist
from scipy.stats import mode
from sklearn.cluster import KMeans
from sklearn.datasets import load_digits
from sklearn.metrics import pairwise_distances_argmin
from sklearn.metrics.cluster import contingency_matrix
from sklearn.neighbors import NearestNeighbors

from teachclust.lessons.checking import check
from teachclust.lessons.digits import exercises as module
from teachclust.lessons.digits.exercises import DECIDE, SHARES
from teachclust.scores import match_labels


def test_both_shares_are_those_of_match_labels():
    table = np.array([[6, 1, 0], [4, 3, 1], [1, 0, 4]])  # as the lesson's text has it
    clusters, digits = np.indices(table.shape).reshape(2, -1)
    labels, y = np.repeat(clusters, table.ravel()), np.repeat(digits, table.ravel())
    for answer, method in zip(SHARES.answers, ("majority", "hungarian"), strict=True):
        names = match_labels(labels, y, method=method).mapping
        assert answer.right == pytest.approx(np.mean([names[c] for c in labels] == y))


def test_names_by_count_are_those_of_match_labels():
    rng = np.random.default_rng(1)
    y = rng.integers(0, 10, 400)
    labels = np.where(rng.random(400) < 0.7, y, rng.integers(0, 10, 400))
    wanted = match_labels(labels, y, method="majority").mapping
    assert module._by_count(labels, y) == {int(c): int(d) for c, d in wanted.items()}


@pytest.mark.parametrize("names", [{"a": 1}, {0: "x"}, {0: None}])
def test_a_dictionary_of_something_else_is_told(names):
    done = check("digits-2", lambda labels, y: names)
    assert done.kind == "wrong"
    assert "Each entry gives the number of a cluster its digit" in done.text


def test_a_blank_in_the_dictionary_is_a_blank():
    assert check("digits-2", lambda labels, y: {int(c): ... for c in labels}).kind == "blank"


def counted(labels, y):
    return {c: Counter(y[labels == c].tolist()).most_common(1)[0][0] for c in set(labels.tolist())}


def looped(labels, y):
    found = {}
    for cluster in np.unique(labels):
        digits = list(y[labels == cluster])
        found[int(cluster)] = max(set(digits), key=digits.count)
    return found


def with_scipy(labels, y):
    return {int(c): mode(y[labels == c]).mode for c in np.unique(labels)}


def with_pandas(labels, y):
    return pd.Series(y).groupby(labels).agg(lambda one: one.mode()[0]).to_dict()


def with_unique(labels, y):
    found = {}
    for c in np.unique(labels):
        digits, counts = np.unique(y[labels == c], return_counts=True)
        found[c] = digits[counts.argmax()]
    return found


def from_contingency(labels, y):
    table = contingency_matrix(y, labels)
    digits = np.unique(y)[table.argmax(axis=0)]
    return dict(zip(np.unique(labels).tolist(), digits.tolist(), strict=True))


def k_means(X, k, seed=0):
    return KMeans(n_clusters=k, n_init=10, random_state=seed).fit(X)


def nearest_by_loop(X, k):
    rows = []
    for center in k_means(X, k, 3).cluster_centers_:
        rows.append(int(((X - center) ** 2).sum(axis=1).argmin()))
    return rows


def nearest_of_own(X, k):
    groups = k_means(X, k)
    far = cdist(X, groups.cluster_centers_)
    return [
        min(np.flatnonzero(groups.labels_ == c), key=lambda i, c=c: far[i, c]) for c in range(k)
    ]


def nearest_by_sorting(X, k):
    return np.argsort(k_means(X, k).transform(X), axis=0)[0]


def nearest_by_neighbors(X, k):
    found = NearestNeighbors(n_neighbors=1).fit(X)
    return found.kneighbors(k_means(X, k).cluster_centers_, return_distance=False)


def nearest_by_pairs(X, k):
    return pairwise_distances_argmin(k_means(X, k, 5).cluster_centers_, X)


def one_too_few(X, k):
    return k_means(X, k - 1).transform(X).argmin(axis=0)


def smallest_of_all(X, k):
    return np.argsort(k_means(X, k).transform(X).min(axis=1))[:k]


RIGHT = {
    "digits-1": [
        (0.7, 0.65),
        (14 / 20, 13 / 20),
        ("0.7", "0.65"),
        (np.float64(0.7), np.array([6, 3, 4]).sum() / 20),
        (sum([6, 4, 4]) / 20, sum([6, 3, 4]) / 20),
    ],
    "digits-2": [
        (counted,),
        (looped,),
        (with_scipy,),
        (with_pandas,),
        (with_unique,),
        (from_contingency,),
        (lambda labels, y: match_labels(labels, y, method="majority").mapping,),
    ],
    "digits-3": [
        (["accuracy", "homogeneity"],),
        (("homogeneity", "accuracy"),),
        ({"accuracy", "homogeneity"},),
        (np.array(["Accuracy", " homogeneity "]),),
        (pd.Index(["accuracy", "homogeneity"]),),
        ("accuracy, homogeneity",),
    ],
    "digits-4": [
        (nearest_by_loop,),
        (nearest_of_own,),
        (nearest_by_sorting,),
        (nearest_by_neighbors,),
        (lambda X, k: nearest_by_neighbors(X, k)[:, 0],),
        (nearest_by_pairs,),
        (lambda X, k: set(nearest_by_loop(X, k)),),
    ],
    "digits-5": [
        ("refuse", "use"),
        ("REFUSE", "Use"),
        ("refuse", "refuse"),
        (np.str_("refuse"), "use "),
        ("refuse", "use", "0.31 of the codes against 0.97 of the digits."),
    ],
}
WRONG = {
    "digits-1": [
        (0.65, 0.7),  # swapped
        (0.7, 0.7),
        (14, 13),
        (70, 65),
        (0.55, 0.65),
        (14 / 3, 13 / 3),  # divided by the clusters
    ],
    "digits-2": [
        (lambda labels, y: {int(c): int(np.median(y[labels == c])) for c in set(labels)},),
        (lambda labels, y: {int(c): round(y[labels == c].mean()) for c in set(labels)},),
        (lambda labels, y: {v: k for k, v in counted(labels, y).items()},),  # swapped
        (lambda labels, y: {int(c): int(np.bincount(y[labels == c]).max()) for c in set(labels)},),
        (lambda labels, y: {int(c): int(y[labels == c].max()) for c in set(labels)},),
        (lambda labels, y: {int(c): int(y[labels == c][0]) for c in set(labels)},),
        (lambda labels, y: {c: d + 1 for c, d in counted(labels, y).items()},),  # off by one
        (lambda labels, y: counted(y, labels),),  # swapped arguments
        (lambda labels, y: list(counted(labels, y).values()),),
    ],
    "digits-3": [
        (["accuracy"],),
        (["homogeneity"],),
        (["completeness"],),
        (["accuracy", "homogeneity", "ami"],),
        (["ari", "ami"],),
        ("all",),
    ],
    "digits-4": [
        (lambda X, k: k_means(X, k).labels_,),
        (lambda X, k: k_means(X, k).transform(X).argmin(axis=1),),
        (lambda X, k: k_means(X, k).cluster_centers_,),
        (lambda X, k: X[nearest_by_loop(X, k)],),
        (lambda X, k: k_means(X, k).transform(X).argmax(axis=0),),
        (lambda X, k: np.random.default_rng(0).choice(len(X), k, replace=False),),
        (one_too_few,),
        (smallest_of_all,),
        (lambda X, k: np.array(nearest_by_loop(X, k)) + 1,),  # off by one
    ],
    "digits-5": [
        ("use", "use"),
        ("use", "refuse"),
        (True, False),
        ("no", "yes"),
        ("refuse", "use", "because 0.6 are right"),
    ],
}


@pytest.mark.parametrize(("key", "answers"), [(k, a) for k, ways in RIGHT.items() for a in ways])
def test_other_right_ways_pass(key, answers):
    done = check(key, *answers)
    assert done.ok, done


@pytest.mark.parametrize(("key", "answers"), [(k, a) for k, ways in WRONG.items() for a in ways])
def test_other_wrong_ways_are_told(key, answers):
    done = check(key, *answers)
    assert done.kind == "wrong", done


def test_the_numbers_of_the_decision_are_those_of_the_lesson():
    X, y = load_digits(return_X_y=True)
    shares = {}
    for k, n_init in ((10, 10), (100, 3)):
        labels = KMeans(n_clusters=k, n_init=n_init, random_state=0).fit_predict(X)
        shares[k] = match_labels(labels, y, method="majority").accuracy
    values = DECIDE.answers[2].values
    assert values["ten centers, correctly"] == (round(shares[10], 2),)
    assert values["five digits, correctly"] == (round(shares[10] ** 5, 2),)
    assert values["a hundred centers, correctly"] == (round(shares[100], 2),)
