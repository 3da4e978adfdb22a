"""Text becomes numbers, or is refused with a line that mends it."""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from teachclust.datasets import read_customers
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


def test_quoted_decimal_commas() -> None:
    assert _read(PLAIN.replace("19,15,39", '19,"15,25",39')).data[0].tolist() == [19, 15.25, 39]


@pytest.mark.parametrize(
    ("men", "women"), [("0", "1"), ("1", "2"), ("1", "0"), ("A", "B"), ("h", "k"), ("0.0", "1.0")]
)
def test_codes_of_gender_are_not_counted_as_men(men: str, women: str) -> None:
    customers = _read(PLAIN.replace("Female", women).replace("Male", men))
    assert customers.gender.tolist() == [men, women, women]
    text = " ".join(customers.notices)
    assert "women (there" not in text
    assert f'"{min(men, women)}", "{max(men, women)}": which of them stands for women' in text


def test_women_are_counted_where_words_say_who_they_are() -> None:
    assert "2 women (there 112)" in _read(PLAIN).notices[0]
    assert "0 women (there 112)" in _read(PLAIN.replace("Female", "Male")).notices[0]
    assert "1 women" in _read(PLAIN.replace("3,Female", "3,diverse")).notices[0]
    german = _read(PLAIN.replace("Female", "weiblich").replace("Male", "männlich"))
    assert german.gender.tolist() == ["Male", "Female", "Female"]


@pytest.mark.parametrize(
    "row",
    [
        "5,Male,-5,15,39",
        "5,Male,-99,1,1",
        "5,Male,-0.5,1,1",
        "5,Male,1e308,15,39",
        "5,Male,999,1,1",
        "5,Male,9,1e300,1",
        "5,Male,9,9,-1e30",
    ],
)
@pytest.mark.parametrize("mark", [",", ";"])
def test_numbers_that_nobody_has_are_refused_by_line_and_name(
    row: str, mark: str, tmp_path: Path
) -> None:
    content = f"{PLAIN}{row}\n".replace(",", mark)
    if mark == ";":
        content = content.replace(".", ",").replace("20;16", "20;16,0")
    error = _error(content.encode())
    assert "can't be meant" in error.what
    assert "line 5 has" in error.where
    assert _mended(error, content.encode(), tmp_path).data.tolist() == NUMBERS


def _mended(error: LearnerError, source: bytes, folder: Path) -> Any:
    """Run the line that mends a file, and read what it wrote."""
    here = Path.cwd()
    os.chdir(folder)
    try:
        exec(error.fix, {"pd": pd, "io": io, "source": source})
        return read_customers("customers.csv")
    finally:
        os.chdir(here)


def test_text_among_numbers(tmp_path: Path) -> None:
    content = (PLAIN + "4,Male,young,15,39\n").encode()
    error = _error(content)
    assert "no numbers" in error.what
    assert 'line 5 has "young"' in error.where
    assert _mended(error, content, tmp_path).data.tolist() == NUMBERS


HEADINGS = tuple(HEADER.split(","))


@pytest.mark.parametrize(
    ("bad", "mark", "comma"),
    [("1e308", ",", ""), ("inf", ",", ""), ("-5", ",", ""), ("x", ";", ",5"), ("1e9", ";", ",5")],
)
@pytest.mark.parametrize("space", ["", " "])
def test_rows_that_cannot_be_are_left_out_by_the_line(
    bad: str, mark: str, comma: str, space: str, tmp_path: Path
) -> None:
    rows = [[str(i), "Male", f"{20 + i}{comma}", "15", "39"] for i in range(4)]
    rows[2][2] = bad
    lines = [(f"{space}{mark}").join(line) for line in ([*HEADINGS], *rows)]
    content = "\n".join(lines).encode()
    ages = _mended(_error(content), content, tmp_path).data[:, 0]
    assert ages.tolist() == [float(f"{20 + i}{comma}".replace(",", ".")) for i in (0, 1, 3)]


@pytest.mark.parametrize("unit", ["{} %", "${}", "{}k", "'{}'", "€ {}"])
def test_units_are_taken_away_by_the_line(unit: str, tmp_path: Path) -> None:
    rows = [["1", "Male", "19", unit.format(15), "39"], ["2", "Male", "20", unit.format(16), "6"]]
    content = "\n".join(",".join(line) for line in ([*HEADINGS], *rows)).encode()
    assert _mended(_error(content), content, tmp_path).data.tolist() == [[19, 15, 39], [20, 16, 6]]


def test_commas_of_thousands_are_not_guessed(tmp_path: Path) -> None:
    content = PLAIN.replace("19,15,39", '19,"15,000",39').encode()
    error = _error(content)
    assert "two ways" in error.what
    assert _mended(error, content, tmp_path).data[0, 1] == 15_000
