"""Profiles: quartiles by cluster against numpy and pandas, and what the sentences say."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from teachclust.errors import LearnerError
from teachclust.scores import profile_clusters
from teachclust.scores.profiles import level, plain_name


@settings(deadline=None, max_examples=30)
@given(st.integers(0, 10_000), st.integers(2, 60), st.integers(1, 4), st.integers(1, 5))
def test_numbers_are_those_of_pandas(seed: int, n: int, d: int, k: int) -> None:
    rng = np.random.default_rng(seed)
    X = pd.DataFrame(rng.normal(size=(n, d)), columns=[f"f{j}" for j in range(d)])
    labels = rng.integers(-1, k, size=n)
    profile = profile_clusters(X, labels)
    for cluster, rows in X.groupby(labels):
        name = "noise" if cluster < 0 else "ABCDE"[int(cluster)]
        assert profile.loc[name, "size"] == len(rows)
        for column in X:
            for share in (25, 50, 75):
                expected = rows[column].quantile(share / 100)
                assert profile.loc[name, f"{column} {share}%"] == pytest.approx(expected)
    assert profile.loc["all", "size"] == n == profile["size"].iloc[:-1].sum()
    assert list(profile.index[-1:]) == ["all"]


def test_sentences_use_units_and_whole_numbers() -> None:
    X = pd.DataFrame(
        {"Age (years)": [20, 22, 24, 60, 62, 64], "Score": [0.5, 0.7, 0.6, 0.6, 0.5, 0.7]}
    )
    profile = profile_clusters(X, [0, 0, 0, -1, -1, -1], units={"Age (years)": "years"})
    assert profile.loc["A", "sentence"] == (
        "A, 3 of 6: Age low (21 to 23 years); Score middle (0.55 to 0.65)."
    )
    assert profile.loc["noise", "sentence"].startswith("noise, 3 of 6: Age high (61 to 63 years)")
    assert profile.loc["all", "sentence"].startswith("All 6, half of them: Age 22 to 62 years")


def test_other_orders_of_rows_give_the_same_profile() -> None:
    rng = np.random.default_rng(0)
    X, labels = rng.normal(size=(50, 2)), rng.integers(0, 3, 50)
    order = rng.permutation(50)
    pd.testing.assert_frame_equal(
        profile_clusters(X, labels), profile_clusters(X[order], labels[order])
    )


def test_levels_and_names() -> None:
    whole = np.array([1.0, 2.0, 3.0])
    assert [level(value, whole) for value in (0.0, 1.0, 2.0, 3.0)] == [
        "low",
        "low",
        "middle",
        "high",
    ]
    assert level(5.0, np.full(3, 5.0)) == "middle"
    assert plain_name("Income (k$)") == "Income"
    assert plain_name("x1") == "x1"


def test_labels_that_do_not_fit_are_refused() -> None:
    with pytest.raises(LearnerError, match="2 labels for 3 points"):
        profile_clusters([[1], [2], [3]], [0, 1])
