"""The made-up customers tell the story that their description promises, and say what they are."""

from __future__ import annotations

import hashlib

import numpy as np
import pandas as pd
import pytest
from sklearn.cluster import KMeans
from sklearn.metrics import silhouette_score
from sklearn.preprocessing import StandardScaler
from threadpoolctl import threadpool_limits

from teachclust.datasets import load_customers, read_customers
from teachclust.datasets.customers.load import INFO

AGE_SCORE, INCOME_SCORE, ALL = [0, 2], [1, 2], [0, 1, 2]


def _silhouettes(X: np.ndarray) -> dict[int, float]:
    with threadpool_limits(1):
        return {
            k: silhouette_score(X, KMeans(k, n_init=10, random_state=0).fit_predict(X))
            for k in range(2, 9)
        }


@pytest.mark.parametrize(
    ("columns", "raw", "scaled"), [(AGE_SCORE, 4, 2), (INCOME_SCORE, 5, 5), (ALL, 6, 6)]
)
def test_the_number_of_groups_depends_on_features_and_scale(
    columns: list[int], raw: int, scaled: int
) -> None:
    X = load_customers().data[:, columns]
    for table, wanted in ((X, raw), (StandardScaler().fit_transform(X), scaled)):
        scores = _silhouettes(table)
        assert scores.pop(wanted) > max(scores.values()) + 0.01  # no narrow decision


def test_summary_figures_are_near_the_published_ones() -> None:
    customers = load_customers()
    np.testing.assert_allclose(customers.data.mean(axis=0), [38.85, 60.56, 50.20], atol=2.5)
    assert np.sum(customers.gender == "Female") == 112
    assert np.sum(customers.gender == "Male") == 88
    age_score = np.corrcoef(customers.data[:, 0], customers.data[:, 2])[0, 1]
    assert age_score == pytest.approx(-0.327, abs=0.06)
    assert np.bincount(customers.target).tolist() == [23, 22, 38, 43, 39, 35]


def test_people_are_whole_numbers_within_bounds_sorted_by_income() -> None:
    data = load_customers().data
    np.testing.assert_array_equal(data, np.rint(data))
    assert ((data[:, 0] >= 18) & (data[:, 0] <= 70)).all()
    assert ((data[:, 1] >= 15) & (data[:, 1] <= 137)).all()
    assert ((data[:, 2] >= 1) & (data[:, 2] <= 99)).all()
    assert (np.diff(data[:, 1]) >= 0).all()


def test_the_numbers_never_change() -> None:
    # a lesson's printed figures hang on them, with every version of numpy
    customers = load_customers()
    text = customers.data.astype("<i2").tobytes() + "".join(customers.gender).encode()
    assert hashlib.sha256(text).hexdigest()[:16] == "b7f6e612c095df75"


def test_it_says_that_it_is_made_up() -> None:
    assert "made up" in INFO.title
    text = load_customers().DESCR
    assert text.splitlines()[0] == "Customers, made up"
    assert "made up" in text.split("Design: ")[1]
    assert "mall customer table" in text


def test_it_is_not_taken_for_the_known_table() -> None:
    customers = load_customers(as_frame=True)
    frame = customers.frame.assign(Gender=customers.gender, CustomerID=customers.customer_id)
    text = frame.to_csv(index=False)
    again = read_customers(text.encode())
    assert again.known == "no"
    assert "not the well-known table" in again.notices[0]
    np.testing.assert_array_equal(again.data, customers.data.to_numpy())
    assert again.gender.tolist() == customers.gender.tolist()


def test_gender_and_ids_as_arrays_and_as_series() -> None:
    plain, framed = load_customers(), load_customers(as_frame=True)
    assert plain.customer_id.tolist() == list(range(1, 201))
    assert isinstance(plain.gender, np.ndarray)
    assert isinstance(framed.gender, pd.Series)
    assert isinstance(framed.customer_id, pd.Series)
    assert framed.gender.tolist() == plain.gender.tolist()
    # no row shares all its numbers and its gender with too many others: 200 people, not 20
    rows = {(*row, who) for row, who in zip(plain.data.tolist(), plain.gender, strict=True)}
    assert len(rows) > 190
