"""Lanes of a comparison: common steps, names, and colors that match."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pytest
from sklearn.cluster import DBSCAN, AgglomerativeClustering, KMeans
from sklearn.datasets import make_blobs
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from teachclust.traces.registry import ALGORITHMS
from teachclust.widgets.compare.lanes import LETTER, lanes_of, moments_of, n_clusters_at
from teachclust.words import catalogue

X = make_blobs(400, centers=4, random_state=3, cluster_std=1.3)[0]


def _linkage(name: str) -> AgglomerativeClustering:
    return AgglomerativeClustering(4, linkage=name)


def test_trees_stand_at_the_same_number_of_clusters() -> None:
    lanes = lanes_of([_linkage("single"), _linkage("ward"), _linkage("average")], X)
    moments = moments_of([lane.trace for lane in lanes])
    assert moments.by_clusters
    assert moments.clusters[0] == len(X)
    assert moments.clusters[-30:] == tuple(range(30, 0, -1))
    for lane, frames in zip(lanes, moments.frames, strict=True):
        remain = [len(X) - lane.trace[i].values["merge"] for i in frames[:-1]]
        assert tuple(remain) == moments.clusters
        assert frames[-1] == len(lane.trace) - 1
        assert len(frames) == len(moments)


def test_others_take_one_step_each_and_wait_at_their_end() -> None:
    lanes = lanes_of([KMeans(3, random_state=0), DBSCAN(0.5), _linkage("ward")], X)
    traces = [lane.trace for lane in lanes]
    moments = moments_of(traces)
    assert not moments.by_clusters
    assert len(moments) == max(map(len, traces))
    for t, frames in zip(traces, moments.frames, strict=True):
        assert frames[: len(t)] == tuple(range(len(t)))
        assert set(frames[len(t) :]) <= {len(t) - 1}


@pytest.mark.parametrize("seed", range(5))
def test_a_cluster_has_the_look_of_the_first_ones_that_it_matches(seed: int) -> None:
    first, second = lanes_of([KMeans(4, random_state=0), KMeans(4, random_state=seed)], X)
    assert first.looks == tuple(range(4))
    assert sorted(second.looks) == list(range(4))
    looks = np.array(second.looks)[second.trace.labels]
    best = max(
        np.mean(np.array(order)[second.trace.labels] == first.trace.labels) for order in _orders(4)
    )
    assert np.mean(looks == first.trace.labels) == best


def test_a_cluster_without_a_match_has_a_look_of_its_own() -> None:
    two, five = lanes_of([KMeans(2, random_state=0), KMeans(5, random_state=0)], X)
    assert len(set(five.looks)) == 5
    assert set(two.looks) < set(five.looks)


def test_sentences_have_the_letters_of_the_picture() -> None:
    first, second = lanes_of([KMeans(4, random_state=0), KMeans(4, random_state=1)], X)
    letters = dict(zip("ABCD", ("ABCD"[look] for look in second.looks), strict=True))
    for i, frame in enumerate(second.trace):
        expected = re.sub(r"\b[ABCD]\b", lambda found: letters[found[0]], frame.caption)
        assert second.caption(i) == expected
    assert first.caption(3) == first.trace[3].caption


def test_no_sentence_has_a_capital_that_is_no_clusters() -> None:
    words = {key: text for spec in ALGORITHMS.values() for key, text in spec.words.items()}
    words |= catalogue()
    for key, text in words.items():
        if key.startswith("caption.") and not key.startswith(("caption.race", "caption.compare")):
            assert not LETTER.findall(text), (key, text)


def test_names_tell_what_differs() -> None:
    pipe = make_pipeline(StandardScaler(), KMeans(3, random_state=0))
    given = [KMeans(3, random_state=0), KMeans(4, random_state=0), pipe, DBSCAN(0.5)]
    names = [lane.name for lane in lanes_of(given, X)]
    assert names == [
        "KMeans(n_clusters=3)",
        "KMeans(n_clusters=4)",
        "StandardScaler → KMeans(n_clusters=3)",
        "DBSCAN",
    ]
    same = lanes_of([DBSCAN(0.5), DBSCAN(0.5)], X)
    assert [lane.name for lane in same] == ["DBSCAN 1", "DBSCAN 2"]


def test_those_without_a_seed_have_the_same_one() -> None:
    first, second = lanes_of([KMeans(3), KMeans(4)], X)
    assert first.estimator.random_state == second.estimator.random_state is not None


class Signs:
    """A learner's class: the side of each point, without steps to watch."""

    def fit_predict(self, X: Any) -> Any:
        return (X[:, 0] > 0).astype(int)


# as the package of this name has it
OtherDBSCAN = type("DBSCAN", (Signs,), {"__module__": "other.package"})


def test_what_cannot_be_watched_shows_its_end_with_the_others() -> None:
    trees = lanes_of([_linkage("single"), Signs(), _linkage("ward")], X)
    moments = moments_of([lane.trace for lane in trees])
    assert moments.by_clusters
    assert moments.frames[1] == (0,) * (len(moments) - 1) + (1,)
    steps = moments_of([lane.trace for lane in lanes_of([Signs(), KMeans(3, random_state=0)], X)])
    assert steps.frames[0] == (0,) * (len(steps) - 1) + (1,)
    alone = lanes_of([Signs(), Signs()], X)
    assert len(moments_of([lane.trace for lane in alone])) == 2
    assert alone[0].params == "end only"
    assert "can't be watched" in alone[0].caption(0)


def test_classes_of_one_name_are_told_by_their_packages() -> None:
    names = [lane.name for lane in lanes_of([DBSCAN(0.5), OtherDBSCAN(), Signs()], X)]
    assert names == ["sklearn.DBSCAN", "other.DBSCAN", "Signs"]


def test_a_long_name_of_a_class_is_cut() -> None:
    long = type("A" * 300, (Signs,), {})
    names = [lane.name for lane in lanes_of([long(), Signs()], X)]
    assert len(names[0]) <= 40


def test_noise_is_no_cluster() -> None:
    assert n_clusters_at(np.array([0, 2, 2, -1, -2])) == (2, 1)


def _orders(k: int) -> Any:
    from itertools import permutations

    return permutations(range(k))
