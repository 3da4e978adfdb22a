"""A table of customers is read in every form people have it; what it is, its values tell."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from teachclust.datasets import load_customers, read_customers
from teachclust.datasets.customers.columns import AGE, GENDER, INCOME, SCORE
from teachclust.errors import LearnerError, LearnerWarning

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


def _run(error: LearnerError) -> Any:
    """Run the line that an error proposes."""
    scope: dict[str, Any] = {"read_customers": read_customers, "load_customers": load_customers}
    exec(error.fix, scope)
    return scope["customers"]


# -- the forms people have it in


def test_zero_padded_ids_are_numbers_and_others_stay_text() -> None:
    assert _read(PLAIN.replace("\n1,", "\n0001,")).customer_id.tolist() == [1, 2, 3]
    assert _read(PLAIN.replace("\n1,", "\nC-01,")).customer_id.tolist() == ["C-01", "2", "3"]


def test_genders_in_short_and_others() -> None:
    text = PLAIN.replace("Male", "m").replace("2,Female", "2,F").replace("3,Female", "3,diverse")
    assert _read(text).gender.tolist() == ["Male", "Female", "diverse"]


def test_other_columns_are_left_out_and_missing_ones_said() -> None:
    customers = _read("Age,Unnamed: 0,Income,Score\n19,0,15,39\n21,1,15,81\n")
    assert customers.gender is None
    assert customers.customer_id is None
    assert any("Left out" in notice and "Unnamed: 0" in notice for notice in customers.notices)
    assert any('no columns "CustomerID", "Gender"' in notice for notice in customers.notices)


def test_as_frame() -> None:
    customers = _read(PLAIN, as_frame=True)
    assert isinstance(customers.data, pd.DataFrame)
    assert list(customers.frame.columns) == [AGE, INCOME, SCORE]
    assert isinstance(customers.gender, pd.Series)
    assert isinstance(customers.customer_id, pd.Series)
    assert customers.units[INCOME] == "thousand dollars a year"


@pytest.mark.parametrize("blank", ["", " ", "NA", "n/a", "NaN", "NULL", "?", "-"])
def test_blanks_are_left_out_and_reported_by_row(blank: str) -> None:
    text = f"{PLAIN}4,Female,{blank},16,77\n5,{blank},31,17,{blank}\n"
    with pytest.warns(LearnerWarning, match="2 rows are left out") as caught:
        customers = _read(text)
    assert "line 5 (customer 4), line 6 (customer 5)" in str(caught[0].message)
    assert caught[0].filename == __file__
    assert customers.data.tolist() == NUMBERS
    assert customers.customer_id.tolist() == [1, 2, 3]
    found = [(one.line, one.customer_id, one.column) for one in customers.blanks]
    assert found == [(5, "4", AGE), (6, "5", GENDER), (6, "5", SCORE)]
    assert str(caught[0].message) in customers.notices


def test_a_blank_gender_or_id_keeps_its_row() -> None:
    customers = _read(PLAIN.replace("2,Female,21", ",,21"))
    assert customers.data.tolist() == NUMBERS
    assert customers.gender.tolist() == ["Male", "", "Female"]
    assert customers.customer_id.tolist() == ["1", "", "3"]
    assert any("Gender is blank in line 3" in notice for notice in customers.notices)


def test_odd_values_are_said() -> None:
    customers = _read(PLAIN.replace("19,15,39", "190,15,139").replace("\n2,", "\n1,"))
    text = " ".join(customers.notices)
    assert f'1 of 3 values of "{AGE}" lie outside 0 to 120: line 2 (customer 1) has 190' in text
    assert f'1 of 3 values of "{SCORE}" lie outside 1 to 100' in text
    assert "More than one row has the CustomerID 1" in text


def test_a_scaled_table_is_refused_with_a_line_that_works() -> None:
    error = _error(b"Age,Income,Score\n-1,0.2,0.3\n-0.5,1,2\n-0.3,1,-2\n0.1,0.2,0.3\n")
    assert "scaled before" in error.why
    assert len(_run(error).data) == 200


# two decimals: three after a comma could be thousands, and are refused
_numbers = st.floats(1, 99).map(lambda value: round(value, 2))


@settings(max_examples=60, deadline=None)
@given(
    rows=st.lists(st.tuples(_numbers, _numbers, _numbers), min_size=2, max_size=12),
    mark=st.sampled_from([";", "\t", "|"]),
    comma=st.booleans(),
    end=st.sampled_from(["\n", "\r\n"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]),
    order=st.permutations(["Age", "Income", "Score", "Genre"]),
)
def test_what_was_written_is_read(
    rows: list[tuple[float, float, float]],
    mark: str,
    comma: bool,
    end: str,
    encoding: str,
    order: list[str],
) -> None:
    def cell(row: tuple[float, float, float], name: str) -> str:
        if name == "Genre":
            return "Female"
        text = f"{row[('Age', 'Income', 'Score').index(name)]:.2f}"
        return text.replace(".", ",") if comma else text

    lines = [mark.join(order), *(mark.join(cell(row, name) for name in order) for row in rows)]
    customers = _read(end.join(lines), encoding)
    np.testing.assert_allclose(customers.data, rows, rtol=1e-12)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=300) | st.text(max_size=200).map(str.encode))
@example(b"Age,Income,Score\n" + b'"' + b"x" * 140_000)
@example(b"Age,Income,Score\n" + b"9" * 5_000 + b",1,1\n")
@example(b"Age,Income,Score\n1e999,1,1\n1,1,1\n")
@example(b"id,Age,Income,Score\n" + b"9" * 5_000 + b",1,1,1\n2,2,2,2\n")
@example(b"\xff\xfeA")
def test_whatever_is_in_it_the_answer_is_a_table_or_a_learner_error(content: bytes) -> None:
    try:
        customers = read_customers(content)
    except (LearnerError, LearnerWarning):
        return
    assert np.isfinite(customers.data).all()


# -- wrong files


def test_hostile_text_is_cut_and_on_one_line() -> None:
    long = "x" * 5_000
    error = _error(f'"{long}\n\u202e",b\n1,2\n'.encode())
    assert len(str(error)) < 1_500
    customers = _read(PLAIN.replace("Male", f"{long}<script>"))
    assert max(map(len, customers.gender)) <= 40


# -- which table it is
