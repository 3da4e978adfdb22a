"""XMeans: its criterion by densities, its splits by the criterion, its ends beside Weka's."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import weka
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import multivariate_normal
from sklearn.datasets import make_blobs
from sklearn.utils.estimator_checks import check_estimator
from strategies import continuous

from teachclust.cluster import XMeans
from teachclust.cluster.lloyd import gaps_to
from teachclust.cluster.nearest_center import MinMax
from teachclust.cluster.x_means import information_criterion, last_accepted, x_means_rounds

GROUPS = [[0, 0], [9, 0], [0, 9], [9, 9]]


@pytest.mark.filterwarnings("ignore::sklearn.exceptions.SkipTestWarning")
@pytest.mark.parametrize("params", [{}, {"criterion": "weka", "cutoff": 0.5, "normalize": True}])
def test_it_is_an_estimator_of_scikit_learn(params: dict[str, Any]) -> None:
    check_estimator(XMeans(max_clusters=6, **params))


@pytest.mark.parametrize("seed", range(4))
def test_the_criterion_is_the_likelihood_of_round_clusters_less_its_parameters(seed: int) -> None:
    X, labels = make_blobs(90, centers=3, n_features=3, random_state=seed)
    centers = np.array([X[labels == k].mean(axis=0) for k in range(3)])
    n, d, k = 90, 3, 3
    variance = ((X - centers[labels]) ** 2).sum() / (d * (n - k))
    likelihood = sum(
        np.log(np.mean(labels == label))
        + multivariate_normal(centers[label], variance * np.eye(d)).logpdf(row)
        for row, label in zip(X, labels, strict=True)
    )
    wanted = likelihood - ((k - 1) + d * k + 1) / 2 * np.log(n)
    found = information_criterion(X, labels, centers, "pelleg-moore")
    assert found == pytest.approx(wanted)


def test_clusters_without_spread_have_no_limit() -> None:
    X = np.array([[0.0], [0.0], [1.0], [1.0]])
    labels, centers = np.array([0, 0, 1, 1]), np.array([[0.0], [1.0]])
    assert information_criterion(X, labels, centers, "pelleg-moore") == np.inf
    assert information_criterion(X[:2], labels[:2], centers, "pelleg-moore") == -np.inf


@pytest.mark.parametrize("seed", range(5))
def test_separate_groups_are_found_from_any_start(seed: int) -> None:
    X, y = make_blobs(300, centers=GROUPS, random_state=seed)
    model = XMeans(random_state=seed).fit(X)
    assert model.n_clusters_ == 4
    assert len({(a, b) for a, b in zip(model.labels_, y, strict=True)}) == 4
    np.testing.assert_array_equal(model.predict(X), model.labels_)


@given(X=continuous(), data=st.data())
def test_each_split_is_made_where_it_pays(X: np.ndarray, data: st.DataObject) -> None:
    most = data.draw(st.integers(2, min(8, len(X))))
    model = XMeans(data.draw(st.integers(1, 2)), most, random_state=data.draw(st.integers(0, 99)))
    rounds = list(x_means_rounds(X, model))
    for one, after in pairwise(rounds):
        made = [split for split in one.splits if split.made]
        assert all(split.gain > 0 for split in made)
        assert len(after.centers) == len(one.centers) + len(made) <= most
        unmade = [split.gain for split in one.splits if not split.made]
        if len(after.centers) < most:
            assert all(gain <= 0 for gain in unmade)
        elif made and unmade:
            assert max(unmade) <= min(split.gain for split in made)
        assert after.accepted == (after.criterion > one.criterion)
    end = last_accepted(rounds)
    assert end.criterion == max(one.criterion for one in rounds if one.accepted)
    fitted = model.fit(X)
    assert fitted.criterion_ == end.criterion
    assert fitted.n_iter_ == len(rounds)


def test_clusters_keep_their_numbers_as_others_are_split() -> None:
    X, _ = make_blobs(300, centers=GROUPS, random_state=1)
    first, second = list(x_means_rounds(X, XMeans(random_state=1)))[:2]
    split = {one.cluster for one in first.splits if one.made}
    for k in set(range(len(first.centers))) - split:
        gaps = np.linalg.norm(second.centers - first.centers[k], axis=1)
        assert gaps.argmin() == k


def test_where_no_split_pays_a_share_is_split_on_request() -> None:
    X = np.random.default_rng(0).normal(size=(80, 2))
    assert XMeans(1, 4, random_state=0).fit(X).n_iter_ == 1
    forced = list(x_means_rounds(X, XMeans(1, 4, cutoff=1.0, random_state=0)))
    assert len(forced) == 2
    assert not forced[1].accepted


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"min_clusters": 5, "max_clusters": 4}, "min_clusters=5 should be <= max_clusters=4"),
        ({"max_clusters": 300}, "n_samples=90 should be >= max_clusters=300"),
    ],
)
def test_numbers_that_do_not_fit_are_refused(params: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        XMeans(**params).fit(np.random.default_rng(0).normal(size=(90, 2)))


@weka.needs_weka
def test_weka_prints_the_distances_and_about_the_criterion_of_its_centers(tmp_path: Path) -> None:
    """Its criterion may be one of the iteration before: it is the same for one of the seeds."""
    same = 0
    for seed in range(4):
        X, _ = make_blobs(150, centers=4, n_features=3, cluster_std=2, random_state=seed)
        printed = weka.run("XMeans", X, tmp_path, "-L", "2", "-H", "8", "-I", "3", "-S", "10")
        rows = re.findall(r"Cluster \d+\n\s+(.*)", printed)
        scaling = MinMax(X, scaled=True)
        scaled = scaling.scale(X)
        centers = scaling.scale(np.array([[float(v) for v in row.split()] for row in rows]))
        gaps = gaps_to(scaled, centers, "euclidean")
        distortion = float(np.sqrt(gaps.min(axis=1)).sum())
        assert distortion == pytest.approx(weka.number_after(printed, "Distortion"), rel=1e-6)
        criterion = information_criterion(scaled, gaps.argmin(axis=1), centers, "weka")
        wanted = weka.number_after(printed, "BIC-Value")
        assert criterion == pytest.approx(wanted, abs=2)
        same += criterion == pytest.approx(wanted, rel=1e-6)
    assert same >= 1
