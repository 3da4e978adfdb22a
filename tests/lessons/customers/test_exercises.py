"""What lesson 05 says of its people, and of the well-known table where that is at hand."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import pandas as pd
import pytest
from real_data import REAL_DATA, needs
from scipy.stats import chi2_contingency, zscore
from sklearn.cluster import KMeans
from sklearn.metrics import silhouette_samples, silhouette_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler, normalize

from teachclust.datasets import load_customers, read_customers
from teachclust.lessons.answers import Mistake
from teachclust.lessons.checking import check
from teachclust.lessons.customers import exercises as module
from teachclust.lessons.registry import exercises, find_exercise, questions
from teachclust.scores import silhouette

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


@pytest.mark.parametrize("table", ["made up", pytest.param("known", marks=needs("Customers.csv"))])
def test_shares_of_women_among_six_segments_are_no_proof_of_anything(table):
    bunch = load_customers() if table == "made up" else read_customers(REAL_DATA / "Customers.csv")
    counts = pd.crosstab(fit(bunch.data, 6).labels_, bunch.gender)
    assert chi2_contingency(counts).pvalue > 0.3


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
    told = find_exercise("customers-6").judge(features, "raw", k, "prices")
    agreement = float(told.split("by ")[1].split(" ")[0])
    assert 0.3 < agreement <= 1.0


# --- the decision goes by what its text says: 0.05 below the best of the row, as printed


@pytest.mark.parametrize("scale", ["raw", "scaled"])
@pytest.mark.parametrize("features", list(module._COLUMNS))
def test_a_k_passes_where_its_silhouette_is_at_most_5_hundredths_below_the_best(features, scale):
    data = load_customers().data[:, list(module._COLUMNS[features])]
    points = data if scale == "raw" else StandardScaler().fit_transform(data)
    marks = {k: silhouette_score(points, fit(points, k).labels_) for k in range(2, 7)}
    printed = {k: float(f"{mark:.2f}") for k, mark in marks.items()}
    for k, mark in printed.items():
        passes = round(max(printed.values()) - mark, 2) <= 0.05
        assert check("customers-6", features, scale, k, "prices").ok is passes, (k, printed)


def test_the_decision_knows_the_numbers_of_the_lesson_and_no_length():
    assert check("customers-6", "all three", "raw", 6, "prices", "silhouette 0.49").ok
    assert check("customers-6", "all three", "raw", "none", "credit", "p = 0.68, no proof").ok
    assert not check("customers-6", "all three", "raw", 6, "prices", "aa bb cc dd ee ff gg hh").ok
    assert "0.57" in check("customers-6", "all three", "raw", 6, "prices", "0.62 at best").text


# --- right and wrong ways to each exercise


def typical_by_loop(X, k):
    spread = StandardScaler().fit_transform(X)
    labels = KMeans(k, n_init=10, random_state=3).fit_predict(spread)
    return [[np.median(X.iloc[labels == c, j]) for j in range(X.shape[1])] for c in range(k)]


def typical_by_pipeline(X, k):
    labels = make_pipeline(StandardScaler(), KMeans(k, n_init=10, random_state=1)).fit_predict(X)
    return X.assign(label=labels).groupby("label").median()


def typical_by_aggregate(X, k):
    labels = KMeans(k, n_init=10, random_state=0).fit_predict(zscore(X))
    return X.groupby(labels).agg("median").reset_index(drop=True)


def typical_by_numpy(X, k):
    table = X.to_numpy()
    labels = fit((table - table.mean(axis=0)) / table.std(axis=0), k).labels_
    return np.array([np.median(table[labels == c], axis=0) for c in np.unique(labels)[::-1]])


def typical_by_sample_spread(X, k):
    return X.groupby(fit((X - X.mean()) / X.std(), k).labels_).quantile(0.5)


def silhouettes(points, ks):
    return {k: silhouette_score(points, fit(points, k).labels_) for k in ks}


def silhouettes_by_loop(points, ks):
    found = {}
    for k in ks:
        found[k] = silhouette(points, fit(points, k, 4).labels_).mean
    return found


def silhouettes_by_samples(points, ks):
    return {k: silhouette_samples(points, fit(points, k).labels_).mean() for k in ks}


def silhouettes_by_update(points, ks):
    found = dict.fromkeys(ks, 0.0)
    for k in ks:
        found.update({k: float(silhouette_score(points, fit(points, k).predict(points)))})
    return found


def silhouettes_zipped(points, ks):
    marks = [silhouette_score(points, fit(points, k).labels_) for k in ks]
    return dict(zip(ks, marks, strict=True))


RIGHT = {
    "customers-1": [
        (12, 55, 56),
        (12.0, 55.0, 56.0),
        (np.int64(12), np.float64(55), np.int64(56)),
        ("12", "55", "56"),
        (sum([2, 2, 2, 3, 3]), max(46, 55), 55 + 1),
    ],
    "customers-2": [
        (0.227, 0.5),
        (0.23, 0.5),
        (26**2 / (26**2 + 48**2), (26 / 13) ** 2 / ((26 / 13) ** 2 + (48 / 24) ** 2)),
        (np.float64(676) / 2980, np.float64(0.5)),
        ("0.2268", "0.5"),
    ],
    "customers-3": [
        (silhouettes,),
        (silhouettes_by_loop,),
        (silhouettes_by_samples,),
        (silhouettes_by_update,),
        (silhouettes_zipped,),
    ],
    "customers-4": [
        (typical_by_loop,),
        (typical_by_pipeline,),
        (typical_by_aggregate,),
        (typical_by_numpy,),
        (typical_by_sample_spread,),
    ],
    "customers-5": [
        (lambda X: X.div(X.sum(axis=1), axis=0),),
        (lambda X: X.apply(lambda row: row / row.sum(), axis=1),),
        (lambda X: (X.T / X.sum(axis=1)).T,),
        (lambda X: normalize(X, norm="l1"),),
        (lambda X: X.values / X.values.sum(axis=1)[:, np.newaxis],),
        (lambda X: [[one / sum(row) for one in row] for row in X.values],),
    ],
    "customers-6": [
        ("all three", "scaled", 6, "prices"),
        ("Income and Score", "raw", np.int64(5), "credit by segment"),
        ("age and score", "scaled", "2", "jobs"),
        ("all three", "scaled", 4.0, "rents"),
        ("age and income", "raw", 3, "insurance"),
        ("age and score", "raw", "none", "all of them"),
    ],
}
WRONG = {
    "customers-1": [
        (10, 55, 56),  # people
        (11, 55, 56),
        (12, 2, 56),  # how many, not which
        (12, 55, 55),  # as published
        (12, 46, 47),
        (12, 56, 55),  # swapped
    ],
    "customers-2": [
        (26 / 74, 0.5),  # no squares
        (0.773, 0.5),  # the other share
        (0.227, 0.227),  # nothing changed
        (0.5, 0.227),  # swapped
        (676, 4),  # no share
        (22.7, 50),  # percent
    ],
    "customers-3": [
        (lambda points, ks: [silhouette_score(points, fit(points, k).labels_) for k in ks],),
        (lambda points, ks: silhouettes(points, ks[:-1]),),  # off by one
        (lambda points, ks: {k: silhouettes(points, ks)[max(ks)] for k in ks},),
        (lambda points, ks: {k: -fit(points, k).inertia_ for k in ks},),
        (lambda points, ks: {mark: k for k, mark in silhouettes(points, ks).items()},),  # swapped
        (lambda points, ks: max(silhouettes(points, ks).values()),),
    ],
    "customers-4": [
        (lambda X, k: X.groupby(fit(X, k).labels_).median(),),  # raw
        (lambda X, k: X.groupby(fit(zscore(X), k).labels_).mean(),),
        (lambda X, k: pd.DataFrame(zscore(X)).groupby(fit(zscore(X), k).labels_).median(),),
        (lambda X, k: X.groupby(fit(zscore(X), k + 1).labels_).median(),),  # off by one
        (lambda X, k: X.groupby(fit(zscore(X), k).labels_).median().T,),
        (lambda X, k: fit(zscore(X), k).cluster_centers_,),
        (lambda X, k: fit(zscore(X), k).labels_,),
    ],
    "customers-5": [
        (lambda X: X / X.sum(),),  # columns
        (lambda X: X / X.sum(axis=1),),  # matched with columns
        (lambda X: X.div(X.mean(axis=1), axis=0),),
        (normalize,),  # length 1
        (lambda X: X.rank(axis=1, pct=True),),
        (lambda X: X.sum(axis=1),),
    ],
    "customers-6": [
        ("all three", "scaled", 3, "prices"),
        ("income and score", "raw", 4, "prices"),
        ("raw", "all three", 6, "prices"),  # swapped
        ("all three", "scaled", 7, "prices"),
        ("all three", "scaled", 6, ""),
        ("gender", "scaled", 2, "prices"),
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


@pytest.mark.parametrize("number", ["0.70", "0.54", "0.41", "0.32", "0.25", "0.29"])
def test_a_reason_may_quote_the_silhouettes_of_the_shops(number):
    module.DECIDE.answers[-1].judge(f"The shops have {number}, and so no clear groups.")


def test_a_silhouette_that_nobody_printed_is_told():
    with pytest.raises(Mistake, match=r"0\.62"):
        module.DECIDE.answers[-1].judge("The best silhouette is 0.62.")
