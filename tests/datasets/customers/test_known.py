"""Which table it is, its values tell."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from real_data import REAL_DATA, needs

from teachclust.datasets import load_customers, read_customers
from teachclust.datasets.customers import known
from teachclust.datasets.customers.values import Values
from teachclust.errors import LearnerWarning

real = needs("Customers.csv")


@real
@pytest.mark.parametrize(("men", "women"), [("0", "1"), ("1", "0"), ("2", "1"), ("x", "y")])
def test_codes_of_the_known_table_are_read_by_it(men: str, women: str) -> None:
    frame = pd.read_csv(REAL_DATA / "Customers.csv")
    wanted = frame["Gender"].tolist()
    frame["Gender"] = frame["Gender"].map({"Female": women, "Male": men})
    customers = read_customers(frame.to_csv(index=False).encode())
    assert customers.known == "yes"
    assert customers.gender.tolist() == wanted
    assert any(f'"{women}" as Female' in notice for notice in customers.notices)
    frame["Gender"] = [men, women] * 100
    other = read_customers(frame.to_csv(index=False).encode())
    assert other.known == "numbers only"
    assert set(other.gender) == {men, women}
    assert "coded in a way that isn't known" in other.notices[0]


@real
def test_the_real_table_is_known_by_its_values() -> None:
    customers = read_customers(REAL_DATA / "Customers.csv")
    assert customers.known == "yes"
    assert customers.data.shape == (200, 3)
    np.testing.assert_allclose(customers.data.mean(axis=0), [38.85, 60.56, 50.20])
    assert np.sum(customers.gender == "Female") == known.N_WOMEN


@real
@pytest.mark.parametrize("name", ["underscore_crlf", "trailing_space_crlf"])
def test_its_variants_are_known_too(name: str) -> None:
    variant = read_customers(REAL_DATA / "customers_variants" / f"mall_genre_{name}.csv")
    assert variant.known == "yes"
    np.testing.assert_array_equal(variant.data, read_customers(REAL_DATA / "Customers.csv").data)


@real
def test_a_variant_with_blanks_is_known_but_for_them() -> None:
    file = REAL_DATA / "customers_variants" / "mall_kaggle_header_missing_ages.csv"
    with pytest.warns(LearnerWarning, match='5 rows are left out because column "Age" is blank'):
        customers = read_customers(file)
    assert customers.known == "but for blanks"
    assert customers.data.shape == (195, 3)


@real
def test_the_known_table_shuffled_changed_and_cut() -> None:
    frame = pd.read_csv(REAL_DATA / "Customers.csv")

    def known(table: pd.DataFrame) -> str:
        return str(read_customers(table.to_csv(index=False).encode()).known)

    assert known(frame.sample(frac=1, random_state=0)) == "yes"
    assert known(frame.drop(columns="CustomerID").sample(frac=1, random_state=0)) == "yes"
    assert known(frame.drop(columns=["CustomerID", "Gender"])) == "yes"
    assert known(frame.astype({"Age": float})) == "yes"
    assert known(frame.iloc[:199]) == "no"
    assert known(frame.assign(Gender=frame["Gender"].to_numpy()[::-1])) == "numbers only"
    changed = frame.copy()
    changed.loc[7, "Age"] += 1
    assert known(changed) == "no"


def test_checksums_of_columns_and_rows() -> None:
    rng = np.random.default_rng(0)
    rows = rng.integers(0, 5, (50, 4)).astype(float)
    assert known.rows_digest(rows) == known.rows_digest(rng.permutation(rows))
    other = rows.copy()
    other[:, 0] = rng.permutation(other[:, 0])
    assert known.rows_digest(rows) != known.rows_digest(other)
    assert known.column_digest(np.array([0.0])) == known.column_digest(np.array([-0.0]))


def test_another_table_of_200_is_not_known() -> None:
    numbers = load_customers().data
    assert known.is_known(Values(numbers, None, None, ())) == "no"
