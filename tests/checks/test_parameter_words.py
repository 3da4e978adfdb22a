"""What a parameter takes is told in plain words, from scikit-learn's own constraints."""

from __future__ import annotations

from numbers import Integral, Real
from typing import Any

import pytest
from sklearn.cluster import KMeans
from sklearn.utils._param_validation import (
    Hidden,
    Interval,
    Options,
    RealNotInt,
    StrOptions,
    make_constraint,
)

from teachclust.checks.parameter_words import allowed, meaning_of, words_of


@pytest.mark.parametrize(
    ("constraints", "told"),
    [
        ([Interval(Integral, 1, None, closed="left")], "a whole number from 1"),
        ([Interval(Integral, 1, 9, closed="both")], "a whole number from 1 to 9"),
        ([StrOptions({"full", "tied"})], '"full" or "tied"'),
        ([StrOptions({"auto"}), Integral], '"auto" or a whole number'),
        (["boolean"], "True or False"),
        ([callable], "a function"),
    ],
)
def test_constraints_are_told_in_words(constraints: list[Any], told: str) -> None:
    assert allowed(constraints) == told


def test_every_constraint_of_k_means_is_told() -> None:
    told = {name: allowed(given) for name, given in KMeans._parameter_constraints.items()}
    assert told["n_clusters"] == "a whole number from 1"
    assert words_of(KMeans._parameter_constraints["algorithm"]) == ["elkan", "lloyd"]
    assert not [text for text in told.values() if "Interval" in text or "Options" in text]


def test_a_parameter_has_a_meaning() -> None:
    assert meaning_of("DBSCAN", "tol") == "The fit stops when a step gains less."
    assert "Each cut in two" in meaning_of("BisectingKMeans", "init")
    assert meaning_of("KMeans", "nothing_such") == "scikit-learn's own fit refuses it too."


def letters(count: int) -> set[str]:
    return set("abcdefghijkl"[:count])


@pytest.mark.parametrize(
    ("constraints", "told"),
    [
        ([StrOptions({"only"})], '"only"'),
        ([StrOptions({"c", "a", "b"})], '"a", "b" or "c"'),
        ([StrOptions(letters(8))], '"a", "b", "c", "d", "e", "f", "g" or "h"'),
        ([StrOptions(letters(9))], '"a", "b", "c", "d", "e", "f", "g", "h" and 1 more'),
        ([Hidden(StrOptions({"warn"})), None], "None"),
        ([Options(Integral, {1, 2}), None], "a whole number among {1, 2} or None"),
        (["verbose"], "a whole number from 0"),
        (["array-like"], "a table of numbers"),
        (["random_state"], "a random_state"),
        ([Real, str, dict], "a number or a text or a dict"),
        (
            [Interval(Real, 0, None, closed="left"), Interval(Real, 0, None, closed="left")],
            "a number from 0",
        ),
        ([Interval(Real, 0, 1, closed="neither")], "a number above 0 below 1"),
        ([Interval(Real, 0, 1, closed="right")], "a number above 0 to 1"),
        ([Interval(Real, 0, 1, closed="left")], "a number from 0 below 1"),
        ([Interval(Real, None, 1.5, closed="right")], "a number to 1.5"),
        ([Interval(RealNotInt, 0, 1, closed="both")], "a share from 0.0 to 1.0"),
    ],
)
def test_every_kind_of_constraint_has_its_words(constraints: list[Any], told: str) -> None:
    if "among" in told:  # scikit-learn's own words
        told = f"{make_constraint(constraints[0])} or None"
    assert allowed(constraints) == told


def test_only_words_are_words() -> None:
    assert words_of([make_constraint(Options(Integral, {1})), StrOptions({"b", "a"})]) == ["a", "b"]


def test_only_the_cuts_of_bisecting_k_means_draw_their_own_centers() -> None:
    assert meaning_of("KMeans", "init") == "It says where the first centers come from."
    assert meaning_of("BisectingKMeans", "tol") == meaning_of("KMeans", "tol")
