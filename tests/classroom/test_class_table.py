"""The table of a class, as a spreadsheet gets it."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import hand_ins
import pytest

from teachclust.classroom.class_table import class_table
from teachclust.classroom.collected import collect
from teachclust.classroom.hand_in_file import encode


@pytest.mark.parametrize("sign", ["=1+1", "+1", "-1", "@SUM(A1)"])
def test_rows_columns_and_no_formula(tmp_path: Path, sign: str) -> None:
    (tmp_path / "a.json").write_bytes(encode(hand_ins.right(sign)))
    (tmp_path / "b.json").write_bytes(b"{")
    rows = list(csv.DictReader(io.StringIO(class_table(collect(tmp_path)), newline="")))
    assert [row["file"] for row in rows] == ["a.json", "b.json"]
    first, second = rows
    assert first["name"] == f"'{sign}"
    assert (first["blobs-1"], first["blobs-2"], first["blobs-6.reason"]) == (
        "right",
        "right?",
        "kept",
    )
    assert (first["done"], first["asked"]) == ("6", "14") or int(first["done"]) >= 5
    assert second["state"] == "unreadable"
    assert not second["blobs-1"]
