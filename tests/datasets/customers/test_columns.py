"""Columns are known by the many names that people give them."""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from teachclust.datasets import read_customers
from teachclust.datasets.customers.columns import AGE, INCOME, SCORE, meaning
from teachclust.errors import LearnerError

HEADER = "CustomerID,Gender,Age,Annual Income (k$),Spending Score (1-100)"


ROWS = "1,Male,19,15,39\n2,Female,21,15,81\n3,Female,20,16,6\n"


PLAIN = f"{HEADER}\n{ROWS}"


NUMBERS = [[19, 15, 39], [21, 15, 81], [20, 16, 6]]


def _read(text: str, encoding: str = "utf-8", **keywords: Any) -> Any:
    return read_customers(text.encode(encoding), **keywords)


def _error(content: bytes) -> LearnerError:
    with pytest.raises(LearnerError) as caught:
        read_customers(content)
    return caught.value


@pytest.mark.parametrize(
    "header",
    [
        HEADER,
        "CustomerID,Genre,Age,Annual Income (k$),Spending Score (1-100)",
        '"CustomerID","Gender","Age","AnnualIncome","SpendingScore"',
        "CustomerID,Genre,Age,Annual_Income,Spending_Score",
        "CustomerID,Genre,Age,Annual Income ,Spending Score ",
        " customer id , SEX , AGE , ANNUAL INCOME (K$) , SPENDING SCORE (1-100) ",
        "ID,gender,age,income,score",
        "Customer_ID,Gender,Age (years),Annual_Income_(k$),Spending_Score_(1_to_100)",
    ],
)
def test_headings(header: str) -> None:
    customers = _read(f"{header}\n{ROWS}")
    assert customers.data.tolist() == NUMBERS
    assert customers.gender.tolist() == ["Male", "Female", "Female"]
    assert customers.customer_id.tolist() == [1, 2, 3]
    assert customers.feature_names == [AGE, INCOME, SCORE]
    assert customers.blanks == ()


@pytest.mark.parametrize("heading", ["Wage", "Agenda", "Page", "Message", "", "k$", "Cluster"])
def test_other_headings_mean_nothing(heading: str) -> None:
    assert meaning(heading) is None


@pytest.mark.parametrize(
    ("taken", "left"),
    [
        ("CustomerID", "No"),
        ("CustomerID", "ID"),
        ("Customer ID", "Nr."),
        ("ID", "No"),
        ("Client Number", "Customer"),
        ("Gender", "Sex"),
        ("Gender", "Genre"),
    ],
)
@pytest.mark.parametrize("order", [1, -1])
def test_two_columns_that_are_not_clustered_are_no_hindrance(
    taken: str, left: str, order: int
) -> None:
    values = {taken: ["7", "8"], left: ["1", "2"]}
    headings = [taken, left][::order]
    rows = [",".join([*(values[name][i] for name in headings), f"{i + 9},15,39"]) for i in (0, 1)]
    customers = _read("\n".join([",".join([*headings, "Age,Income,Score"]), *rows]))
    assert customers.data.tolist() == [[9, 15, 39], [10, 15, 39]]
    found = customers.gender if "Ge" in taken else customers.customer_id
    assert [str(one) for one in found] == ["7", "8"]
    assert any(
        f'read from column "{taken}", and column "{left}" left out' in notice
        for notice in customers.notices
    )


def _mended(error: LearnerError, source: bytes, folder: Path) -> Any:
    """Run the line that mends a file, and read what it wrote."""
    here = Path.cwd()
    os.chdir(folder)
    try:
        exec(error.fix, {"pd": pd, "io": io, "source": source})
        return read_customers("customers.csv")
    finally:
        os.chdir(here)


@pytest.mark.parametrize("mark", [",", ";"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("hint", ["", "sep={}\n"])
def test_missing_columns_can_be_named(mark: str, encoding: str, hint: str, tmp_path: Path) -> None:
    text = PLAIN.replace("Age", "Alter").replace("Annual Income (k$)", "Einkünfte")
    content = (hint.format(mark) + text.replace(",", mark)).encode(encoding)
    error = _error(content)
    assert f'no columns "{AGE}", "{INCOME}"' in error.what
    assert _mended(error, content, tmp_path).data.tolist() == NUMBERS
    assert _error(b"a,b\n1,2\n").fix == "customers = load_customers()"


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_a_table_without_header_can_be_named(mark: str, tmp_path: Path) -> None:
    content = ROWS.replace(",", mark).encode()
    error = _error(content)
    assert "no line with the names" in error.what
    customers = _mended(error, content, tmp_path)
    assert customers.data.tolist() == NUMBERS
    assert customers.gender.tolist() == ["Male", "Female", "Female"]
    assert _error(b"1,2,3,4,5,6,7\n1,2,3,4,5,6,7\n").fix == "customers = load_customers()"


def test_two_columns_of_one_meaning(tmp_path: Path) -> None:
    content = b"Age,age,Income,Score\n1,19,15,39\n1,21,15,81\n"
    error = _error(content)
    assert error.what == 'Two columns could be "Age"'
    assert _mended(error, content, tmp_path).data[:, 0].tolist() == [1, 1]
    content = content.replace(b"age", b" Age ")
    assert _mended(_error(content), content, tmp_path).data[:, 0].tolist() == [1, 1]
