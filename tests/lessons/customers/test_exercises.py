"""What lesson 05 says of its people, and of the well-known table where that is at hand."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import pytest
from real_data import REAL_DATA, needs
from sklearn.cluster import KMeans
from sklearn.metrics import silhouette_score
from sklearn.preprocessing import StandardScaler

from teachclust.datasets import load_customers, read_customers
from teachclust.lessons.registry import exercises, find_exercise, questions

AGE_SCORE, INCOME_SCORE, ALL = [0, 2], [1, 2], [0, 1, 2]
WCSS = (171536, 75949, 45841, 28166, 23812, 19576, 15514, 13024, 11455, 10105, 9443)


@cache
def known() -> Any:
    bunch = read_customers(REAL_DATA / "Customers.csv")
    assert bunch.known == "yes"
    return bunch.data


def fit(points: Any, k: int, seed: int = 0) -> KMeans:
    return KMeans(n_clusters=k, n_init=10, random_state=seed).fit(points)


def best_k(points: Any) -> int:
    scores = {k: silhouette_score(points, fit(points, k).labels_) for k in range(2, 12)}
    return max(scores, key=lambda k: scores[k])


@needs("Customers.csv")
def test_of_the_known_table_four_have_half_and_the_leftover_model_of_eleven_has_the_printed_score():
    points = known()[:, AGE_SCORE]
    assert silhouette_score(points, fit(points, 4).labels_) == pytest.approx(0.4997, abs=5e-4)
    for seed in range(5):
        for k in range(1, 12):
            model = fit(points, k, seed)
        assert model.n_clusters == 11
        assert 0.38 < silhouette_score(points, model.labels_) < 0.42


@needs("Customers.csv")
def test_of_the_known_table_inertia_by_k_is_as_research_found_it():
    points = known()[:, AGE_SCORE]
    found = [fit(points, k).inertia_ for k in range(1, 12)]
    assert np.allclose(found, WCSS, rtol=0.01)


@needs("Customers.csv")
def test_of_the_known_table_age_55_is_in_two_of_the_published_bars():
    age = known()[:, 0]
    ends = [(18, 25), (26, 35), (36, 45), (46, 55), (55, 200)]
    assert sum(int(((age >= low) & (age <= high)).sum()) for low, high in ends) == 201
    assert (age == 55).sum() == 1


@pytest.mark.parametrize("table", ["made up", pytest.param("known", marks=needs("Customers.csv"))])
@pytest.mark.parametrize(
    ("columns", "raw", "scaled"), [(AGE_SCORE, 4, 2), (INCOME_SCORE, 5, 5), (ALL, 6, 6)]
)
def test_scaling_moves_the_best_k_of_age_and_score_alone(table, columns, raw, scaled):
    data = load_customers().data if table == "made up" else known()
    points = data[:, columns]
    assert best_k(points) == raw
    assert best_k(StandardScaler().fit_transform(points)) == scaled


@pytest.mark.parametrize("table", ["made up", pytest.param("known", marks=needs("Customers.csv"))])
def test_gender_as_a_standardized_column_is_a_wall(table):
    bunch = load_customers() if table == "made up" else read_customers(REAL_DATA / "Customers.csv")
    woman = (bunch.gender == "Female").astype(float)
    points = StandardScaler().fit_transform(np.column_stack([bunch.data[:, INCOME_SCORE], woman]))
    labels = fit(points, 2).labels_
    assert {(a, b) for a, b in zip(labels, woman, strict=True)} in (
        {(0, 0.0), (1, 1.0)},
        {(1, 0.0), (0, 1.0)},
    )


def test_every_exercise_and_question_stands_in_the_lesson_in_order():
    """The contract test goes by the first word of the file's name, which is not this one's."""
    from teachclust.lessons.course import lesson_path

    text = lesson_path("05_customer_segmentation").read_text("utf-8")
    for held in (exercises("customers"), questions("customers")):
        places = [text.index(f'\\"{one.key}\\"') for one in held]
        assert places == sorted(places)


@pytest.mark.parametrize("k", [4, 5, 6])
def test_what_is_told_at_the_end_is_an_agreement(k):
    features = {4: "age and score", 5: "income and score", 6: "all three"}[k]
    answers = (
        features,
        "raw",
        k,
        "No prices by segment, ever.",
        "The best silhouette is 0.5 here.",
    )
    told = find_exercise("customers-5").judge(*answers[:4], answers[4] + " And people are more.")
    agreement = float(told.split("by ")[1].split(" ")[0])
    assert 0.3 < agreement <= 1.0
