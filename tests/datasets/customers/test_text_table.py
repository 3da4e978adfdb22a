"""Rows of text, whatever program wrote the file."""

from __future__ import annotations

import io
import os
import zipfile
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


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("last", ["", "\n", "\n\n,,,,\n"])
def test_line_ends_and_encodings(end: str, encoding: str, last: str) -> None:
    text = (PLAIN.rstrip("\n") + last).replace("\n", end)
    assert _read(text, encoding).data.tolist() == NUMBERS


@pytest.mark.parametrize("mark", [";", "\t", "|"])
def test_other_marks_and_decimal_commas(mark: str) -> None:
    text = PLAIN.replace(",", mark).replace("15", "15,5")
    customers = _read(text)
    assert customers.data[:, 1].tolist() == [15.5, 15.5, 16]


def test_excels_hint_and_empty_lines_before_the_header() -> None:
    assert _read("sep=;\n\n" + PLAIN.replace(",", ";")).data.tolist() == NUMBERS


def test_not_csv_files(tmp_path: Path) -> None:
    sheet = io.BytesIO()
    with zipfile.ZipFile(sheet, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    excel = tmp_path / "Mall.xlsx"
    excel.write_bytes(sheet.getvalue())
    with pytest.raises(LearnerError, match="This is an Excel file") as caught:
        read_customers(excel)
    assert caught.value.fix == (
        f'pd.read_excel({str(excel)!r}).to_csv("customers.csv", index=False)'
    )
    assert "a picture" in _error(b"\x89PNG\r\n\x1a\n").what
    assert "gzip" in _error(b"\x1f\x8b\x08").what
    assert "a web page" in _error(b"  <!DOCTYPE html><title>Sign in</title>").what
    assert "no text" in _error(b"Age,\x00Income\n").what


def _mended(error: LearnerError, source: bytes, folder: Path) -> Any:
    """Run the line that mends a file, and read what it wrote."""
    here = Path.cwd()
    os.chdir(folder)
    try:
        exec(error.fix, {"pd": pd, "io": io, "source": source})
        return read_customers("customers.csv")
    finally:
        os.chdir(here)


@pytest.mark.parametrize("title", ["Customers\n", "Customers,,,,\n,,,,\n", "# of May\n\n"])
@pytest.mark.parametrize("mark", [",", ";"])
def test_a_title_above_the_names_is_taken_away_by_the_line(
    title: str, mark: str, tmp_path: Path
) -> None:
    content = (title + PLAIN).replace(",", mark).encode()
    error = _error(content)
    assert "stand in line" in error.what
    assert _mended(error, content, tmp_path).data.tolist() == NUMBERS


def test_a_line_with_too_many_values(tmp_path: Path) -> None:
    content = (PLAIN + "4,Male,19,15,5,39\n").encode()
    error = _error(content)
    assert "6 values" in error.what
    assert "line 5" in error.where
    assert _mended(error, content, tmp_path).data.tolist() == NUMBERS
