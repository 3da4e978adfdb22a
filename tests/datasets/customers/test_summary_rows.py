"""Totals and means below a table are no customers."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from real_data import REAL_DATA, needs

from teachclust.datasets import read_customers
from teachclust.errors import LearnerWarning

HEADER = "CustomerID,Gender,Age,Annual Income (k$),Spending Score (1-100)"


ROWS = "1,Male,19,15,39\n2,Female,21,15,81\n3,Female,20,16,6\n"


PLAIN = f"{HEADER}\n{ROWS}"


NUMBERS = [[19, 15, 39], [21, 15, 81], [20, 16, 6]]


real = needs("Customers.csv")


def _read(text: str, encoding: str = "utf-8", **keywords: Any) -> Any:
    return read_customers(text.encode(encoding), **keywords)


MORE = PLAIN + "4,Female,23,16,77\n"


@pytest.mark.parametrize(
    "last",
    [
        "Total,,83,62,203",
        "TOTAL:,,83,62,203",
        "Grand total,,83,62,203",
        ",Total,83,62,203",
        "5,Total,83,62,203",
        ",,Total,62,203",
        "Sum,,83,62,203",
        "Summe,,83,62,203",
        "Average,,20.75,15.5,50.75",
        "Mean,,20.75,15.5,50.75\nstd,,1.7,0.6,35",
        ",,83,62,203",
        "Total (4 customers),,83,62,203",
        "Total: 4,,83,62,203",
        "10,,83,62,203",
        ",,20.75,15.5,50.75",
        ",,21,16,51",
        "count,4,4,4,4\nmin,,19,15,6\n2.5%,,20,15,30\n50%,,21,16,58\nmax,,23,16,81",
    ],
)
def test_rows_of_totals_are_no_customers(last: str) -> None:
    with pytest.warns(
        LearnerWarning, match=r"left out: (it sums|they sum) up other rows"
    ) as caught:
        customers = _read(f"{MORE}{last}\n")
    assert customers.data.tolist() == [*NUMBERS, [23, 16, 77]]
    assert customers.customer_id.tolist() == [1, 2, 3, 4]
    assert "6" in str(caught[0].message)
    assert customers.blanks == ()


def test_totals_elsewhere_and_what_only_looks_like_one() -> None:
    with pytest.warns(LearnerWarning, match="Lines 6, 8 are left out"):
        assert len(_read(f"{MORE}Subtotal,,83,62,203\n5,Male,3,4,5\nTotal,,86,66,208\n").data) == 5
    with pytest.warns(LearnerWarning, match="Line 6"):
        assert (
            len(_read("Age,Income,Score\n19,15,39\n21,15,81\n20,16,6\n23,16,77\n83,62,203\n").data)
            == 4
        )
    named = (
        "Name,Level,Age,Income,Score\nMax,average,19,15,39\nMin,average,21,15,81\nAvi,mean,9,9,9\n"
    )
    assert len(_read(named).data) == 3
    by_number = "Level,ID,Age,Income,Score\nhigh,1,19,15,39\nhigh,2,21,15,81\naverage,3,20,16,6\n"
    assert len(_read(by_number).data) == 3
    described = [f",{HEADER}", *(f"{i},{row}" for i, row in enumerate(ROWS.splitlines()))]
    described += ["count,3,,3,3,3", "mean,2,,20,15.3,42", "50%,2,,20,15,39", "max,3,,21,16,81"]
    with pytest.warns(LearnerWarning, match="are left out"):
        assert _read("\n".join(described)).data.tolist() == NUMBERS


@real
def test_the_known_table_with_a_total_is_known() -> None:
    frame = pd.read_csv(REAL_DATA / "Customers.csv")
    sums = ",".join(str(frame.iloc[:, place].sum()) for place in (2, 3, 4))
    for label in ("Total,", ","):
        content = f"{frame.to_csv(index=False)}{label},{sums}\n".encode()
        with pytest.warns(LearnerWarning, match="Line 202 is left out"):
            assert read_customers(content).known == "yes"
