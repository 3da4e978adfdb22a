"""What a parameter takes is told in plain words, from scikit-learn's own constraints."""

from __future__ import annotations

from numbers import Integral
from typing import Any

import pytest
from sklearn.cluster import KMeans
from sklearn.utils._param_validation import Interval, StrOptions

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
