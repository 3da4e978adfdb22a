"""Matching clusters with classes: brute force, names that don't matter, colors that stay."""

from __future__ import annotations

from itertools import pairwise, permutations
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stable_ids import stable_id

from teachclust.errors import LearnerError
from teachclust.scores import canonical_labels, match_labels

labelings = st.integers(2, 30).flatmap(
    lambda n: st.tuples(
        st.lists(st.integers(-1, 4), min_size=n, max_size=n),
        st.lists(st.integers(0, 4), min_size=n, max_size=n),
    )
)


@settings(max_examples=200, deadline=None)
@given(labelings)
def test_hungarian_is_the_best_of_all_one_to_one_matchings(pair) -> None:
    found, true = (np.array(labels) for labels in pair)
    best = max(
        np.mean([found[i] >= 0 and order[found[i]] == true[i] for i in range(len(found))])
        for order in permutations(range(5))
    )
    matching = match_labels(found, true)
    assert matching.accuracy == pytest.approx(best)
    given_out = [c for c in matching.mapping.values() if c is not None]
    assert len(given_out) == len(set(given_out))
    assert np.mean(matching.labels == true) == pytest.approx(best)
    assert match_labels(found, true, method="majority").accuracy >= best - 1e-12


@settings(max_examples=100, deadline=None)
@given(labelings, st.permutations(range(5)))
def test_names_of_clusters_do_not_matter(pair, order) -> None:
    found, true = (np.array(labels) for labels in pair)
    renamed = np.where(found < 0, -1, np.array(order)[found])
    for method in ("hungarian", "majority"):
        first = match_labels(found, true, method=method)
        assert match_labels(renamed, true, method=method).accuracy == first.accuracy


def test_majority_can_leave_a_class_without_a_cluster_and_reach_1() -> None:
    true = np.array(["a"] * 6 + ["b"] * 2)
    found = np.array([0, 0, 0, 1, 1, 1, 1, 1])
    assert match_labels(found, true, method="majority").unmatched == ("b",)
    assert match_labels(found, true).unmatched == ()
    each = np.arange(8)
    assert match_labels(each, true, method="majority").accuracy == 1
    assert match_labels(each, true).accuracy == 2 / 8


@pytest.mark.parametrize(
    "kind", [list, np.array, lambda y: np.array(y, dtype=object), pd.Series, pd.Categorical]
)
@pytest.mark.parametrize("method", ["hungarian", "majority"])
def test_classes_may_be_text(kind, method: str) -> None:
    true = ["cat", "cat", "dog", "dog", "emu"]
    matching = match_labels([4, 4, 2, 2, 2], kind(true), method=method)
    assert matching.mapping == {2: "dog", 4: "cat"}
    assert matching.labels.tolist() == ["cat", "cat", "dog", "dog", "dog"]
    assert (matching.accuracy, matching.unmatched) == (0.8, ("emu",))


@pytest.mark.parametrize(
    "missing", [["a", None, "b"], [1.0, np.nan, 2.0], pd.Series([1, None, 2], dtype="Int64")]
)
def test_classes_that_are_missing_are_named(missing) -> None:
    with pytest.raises(LearnerError, match=r"1 of 3 points[^|]*point 1"):
        match_labels([0, 0, 1], missing)


@pytest.mark.parametrize(
    "classes",
    [
        [1, "1", 2],
        np.array([1, "1", 2], dtype=object),
        pd.Series([1, "1", 2]),
        pd.Categorical([1, "1", 2]),
        [True, "True", False],
        [1.0, "1.0", 2.0],
        [np.int64(1), "1", 2],
        [b"1", "1", "2"],
        [None, "None", "a"],
        [np.nan, "nan", "a"],
        [1.0, np.nan, 2.0],
        pd.array([1, None, 2], dtype="Int64"),
        [(1, 2), (1, 2), (3, 4)],
    ],
    ids=stable_id,
)
def test_classes_that_would_run_into_one_another_are_refused(classes: Any) -> None:
    """As text, 1 and "1" are one class: whether they are is for the learner to say."""
    with pytest.raises(LearnerError) as caught:
        match_labels([0, 0, 1], classes)
    error = caught.value
    assert error.where
    assert error.why
    told = ("numbers and text at once", "no class for 1 of 3 points", "one row of classes")
    assert any(words in error.what for words in told)
    exec(error.fix, {"match_labels": match_labels, "np": np, "pd": pd, "y": classes,
                     "labels": [0, 0, 1]})  # fmt: skip


@pytest.mark.parametrize(
    ("classes", "mapping"),
    [
        ([True, True, False], {0: True, 1: False}),
        ([True, 1, 0], {0: 1, 1: 0}),  # equal in Python
        ([1.0, 1.0, 2.5], {0: 1.0, 1: 2.5}),
        ([-1, -1, 0], {0: -1, 1: 0}),  # a class may be called -1
        ([0.0, -0.0, 3.0], {0: 0.0, 1: 3.0}),
        (["a", "a", "a "], {0: "a", 1: "a "}),
    ],
    ids=stable_id,
)
def test_classes_keep_their_kind(classes: Any, mapping: dict[int, Any]) -> None:
    found = match_labels([0, 0, 1], classes).mapping
    assert found == mapping
    assert [type(one) for one in found.values()] == [type(one) for one in mapping.values()]


def test_noise_counts_as_wrong() -> None:
    matching = match_labels([-1, -1, 0, 0], [1, 1, 2, 2])
    assert matching.mapping == {-1: None, 0: 2}
    assert matching.accuracy == 0.5
    assert matching.labels.tolist() == [None, None, 2, 2]


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 10_000), st.integers(5, 60))
def test_canonical_labels_keep_partitions_and_numbers(seed: int, n: int) -> None:
    rng = np.random.default_rng(seed)
    given_in = [rng.integers(-1, k, size=n) for k in range(1, 7)]
    done = canonical_labels(given_in)
    for before, after in zip(given_in, done, strict=True):
        assert len(set(zip(before, after, strict=True))) == len(set(before)) == len(set(after))
        assert ((before < 0) == (after < 0)).all()
    sizes = np.bincount(done[0][done[0] >= 0]) if (done[0] >= 0).any() else np.array([])
    assert sorted(sizes, reverse=True) == list(sizes)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        # noise shares four points with cluster 0, the cluster two: the number is the cluster's
        ([0, 0, 0, 0, 0, 0], [-1, -1, -1, -1, 3, 3], [-1, -1, -1, -1, 0, 0]),
        # the cluster shares four points with noise, which has no number to give
        ([-1, -1, -1, -1, 0, 0], [4, 4, 4, 4, 4, 4], [0, 0, 0, 0, 0, 0]),
        # a cluster that comes out of noise is new, and takes no number in use
        ([-1, -1, -1, 0, 0, 1], [7, 7, 7, 5, 5, 6], [2, 2, 2, 0, 0, 1]),
        # noise that stays noise takes nobody's place
        ([-1, -1, 0, 0, 1, 1], [-1, -1, 1, 1, 0, 0], [-1, -1, 0, 0, 1, 1]),
        ([-1, -1, -1], [-1, -1, -1], [-1, -1, -1]),
        ([-1, -1, -1], [0, 0, 1], [0, 0, 1]),
    ],
)
def test_noise_is_no_cluster_that_could_be_followed(
    first: list[int], second: list[int], expected: list[int]
) -> None:
    assert canonical_labels([first, second])[1].tolist() == expected


def test_a_cluster_that_splits_keeps_its_color_in_the_larger_part() -> None:
    one = np.repeat([0, 1, 2], [10, 20, 30])
    two = np.repeat([5, 4, 3, 9], [10, 20, 25, 5])
    first, second = canonical_labels([one, two])
    assert np.unique(first[30:]).tolist() == [0]
    assert (second[:55] == first[:55]).all()
    assert set(second[55:].tolist()) == {3}


def test_numbers_stay_below_the_number_of_clusters_as_k_grows() -> None:
    rng = np.random.default_rng(0)
    for k, labels in enumerate(canonical_labels([rng.permutation(60) % k for k in range(1, 12)])):
        assert set(labels.tolist()) == set(range(k + 1))


@settings(max_examples=50, deadline=None)
@given(st.integers(0, 10_000), st.integers(5, 40))
def test_numbers_follow_the_overlaps_and_new_ones_are_fresh(seed: int, n: int) -> None:
    rng = np.random.default_rng(seed)
    given_in = [rng.integers(-1, k, size=n) for k in rng.integers(1, 5, size=5)]
    done = canonical_labels(given_in)
    for before, after in pairwise(done):
        older, newer = set(before[before >= 0].tolist()), set(after[after >= 0].tolist())
        # Hungarian: no other way of handing numbers on lets more points keep theirs
        names = sorted(newer)
        pool = [*sorted(older), *[None] * len(names)]
        kept = ((before == after) & (after >= 0)).sum()
        best = max(
            sum(((after == a) & (before == b)).sum() for a, b in zip(names, p, strict=False))
            for p in set(permutations(pool, len(names)))
        )
        assert kept == best
        # a number that was in use before is kept only by a cluster that shares points with it
        for number in newer & older:
            assert ((before == number) & (after == number)).any()
        fresh = sorted(newer - older)
        assert fresh == [i for i in range(99) if i not in older][: len(fresh)]


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 10_000))
def test_clusters_that_do_not_change_keep_their_numbers(seed: int) -> None:
    rng = np.random.default_rng(seed)
    labels = rng.integers(0, 5, size=40)
    other = labels.copy()
    changed = np.isin(labels, [0, 1])
    other[changed] = 5 + rng.integers(0, 4, size=changed.sum())
    order = rng.permutation(9)
    first, second = canonical_labels([labels, order[other]])
    assert (first[~changed] == second[~changed]).all()


def test_the_number_of_a_cluster_that_dissolves_is_not_given_to_another() -> None:
    one = np.repeat([0, 1, 2], [40, 20, 10])
    two = np.repeat([0, 3, 1], [20, 20, 30])  # 1 and 2 are joined, 0 is split
    three = np.repeat([0, 3, 1, 4], [20, 20, 15, 15])
    first, second, third = canonical_labels([one, two, three])
    assert np.unique(first).tolist() == [0, 1, 2]
    assert np.unique(second).tolist() == [0, 1, 3]
    assert np.unique(third).tolist() == [0, 1, 2, 3]


def test_noise_keeps_its_own_number_and_hands_none_on() -> None:
    one = np.repeat([-1, 0, 1], [10, 6, 4])
    # a cluster of former noise, and a little of cluster 0, which is noise for the most part now
    two = np.repeat([7, -1, 7, 3], [10, 5, 1, 4])
    first, second = canonical_labels([one, two])
    assert first.tolist() == one.tolist()
    assert second.tolist() == np.repeat([0, -1, 0, 1], [10, 5, 1, 4]).tolist()
    # most of it former noise: the number of the rest
    assert canonical_labels([[-1, 0], [5, 5]])[1].tolist() == [0, 0]
    # all of it former noise: a number of its own
    assert canonical_labels([[-1, -1, 0], [4, 4, -1]])[1].tolist() == [1, 1, -1]
    assert canonical_labels([[0, 0, -1], [-1, -1, 5]])[1].tolist() == [-1, -1, 1]
    assert canonical_labels([[-1, -1], [-1, -1]])[1].tolist() == [-1, -1]


def test_canonical_labels_of_different_points() -> None:
    with pytest.raises(LearnerError, match="2 labels for 3"):
        canonical_labels([[0, 0, 1], [0, 1]])
    assert canonical_labels([]) == []


def test_bad_input() -> None:
    with pytest.raises(LearnerError, match="2 labels for 3"):
        match_labels([0, 1], [0, 1, 2])
    with pytest.raises(LearnerError, match="voting"):
        match_labels([0, 1], [0, 1], method="voting")
    with pytest.raises(LearnerError, match="one row"):
        match_labels([0, 1], [[0], [1]])
    with pytest.raises(LearnerError, match="one row"):
        match_labels([0, 1], [[0], [1, 2]])
    with pytest.raises(LearnerError, match="numbers and text"):
        match_labels([0, 1], np.array([1, "1"], dtype=object))


def test_a_number_beyond_all_beside_a_truth_value_is_told() -> None:
    try:
        matched = match_labels([0, 1], [np.True_, 10**30])
    except LearnerError as error:
        assert "in an order" in str(error)  # noqa: PT017  (numpy 1 does put them in an order)
    else:
        assert matched.accuracy == 1
