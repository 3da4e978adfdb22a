"""The bytes of a file come from a path, an open file or an upload, or it is said why they don't."""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import Any

import pytest

from teachclust.datasets import load_customers, read_customers
from teachclust.errors import LearnerError

HEADER = "CustomerID,Gender,Age,Annual Income (k$),Spending Score (1-100)"


ROWS = "1,Male,19,15,39\n2,Female,21,15,81\n3,Female,20,16,6\n"


PLAIN = f"{HEADER}\n{ROWS}"


NUMBERS = [[19, 15, 39], [21, 15, 81], [20, 16, 6]]


def _error(content: bytes) -> LearnerError:
    with pytest.raises(LearnerError) as caught:
        read_customers(content)
    return caught.value


def _run(error: LearnerError) -> Any:
    """Run the line that an error proposes."""
    scope: dict[str, Any] = {"read_customers": read_customers, "load_customers": load_customers}
    exec(error.fix, scope)
    return scope["customers"]


def test_file_objects(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(PLAIN)
    for mode in ("r", "rb"):
        with path.open(mode) as file:
            assert read_customers(file).data.tolist() == NUMBERS
    assert read_customers(io.StringIO(PLAIN)).data.tolist() == NUMBERS
    assert read_customers(io.BytesIO(PLAIN.encode())).data.tolist() == NUMBERS


def test_paths_that_lead_nowhere(tmp_path: Path) -> None:
    file = tmp_path / "Mall_Customers.csv"
    file.write_text(PLAIN)
    with pytest.raises(LearnerError, match="There is no such file") as caught:
        read_customers(tmp_path / "mall_customers.CSV.csv")
    assert _run(caught.value).data.tolist() == NUMBERS
    with pytest.raises(LearnerError, match="This is a folder") as caught:
        read_customers(tmp_path)
    assert _run(caught.value).data.tolist() == NUMBERS
    with pytest.raises(LearnerError, match="its folder isn't there either"):
        read_customers(tmp_path / "no" / "x.csv")
    with pytest.raises(LearnerError, match=r"can't be read|no such file"):
        read_customers("a\x00b.csv")
    with pytest.raises(LearnerError, match="files of this computer only"):
        read_customers("https://example.org/Mall_Customers.csv")
    with pytest.raises(LearnerError, match="takes a path"):
        read_customers(load_customers().data)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this system")
def test_a_pipe_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    with pytest.raises(LearnerError, match="no ordinary file"):
        read_customers(tmp_path / "pipe.csv")


def test_empty_and_huge_files(tmp_path: Path) -> None:
    assert "empty" in _error(b"").what
    assert "fewer than 2 whole rows" in _error(HEADER.encode()).what
    huge = tmp_path / "huge.csv"
    with huge.open("wb") as file:
        file.write(PLAIN.encode())
        file.truncate(50_000_000)  # a sparse file: it takes no room
    with pytest.raises(LearnerError, match="too large") as caught:
        read_customers(huge)
    assert "50 MB" in caught.value.where
