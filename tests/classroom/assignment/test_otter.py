"""The form of Otter-Grader: blocks that open and close, tests with what they print."""

from __future__ import annotations

import nbformat
import pytest

from teachclust.classroom.assignment.otter import otter_notebook


@pytest.mark.parametrize("name", ["00_start_here", "01_blobs"])
def test_blocks_open_and_close(name: str) -> None:
    book = otter_notebook(name, 60)
    nbformat.validate(book)
    raw = [one["source"].split("\n")[0] for one in book["cells"] if one["cell_type"] == "raw"]
    assert raw[0] == "# ASSIGNMENT CONFIG"
    open_: list[str] = []
    for line in raw[1:]:
        verb, _, what = line.removeprefix("# ").partition(" ")
        if verb == "BEGIN":
            open_.append(what)
        else:
            assert (verb, open_.pop()) == ("END", what)
    assert not open_


def test_questions_and_their_tests() -> None:
    cells = [
        {**one, "source": "".join(one["source"])} for one in otter_notebook("01_blobs", 60)["cells"]
    ]
    names = [c["source"].split("\n")[1] for c in cells if c["source"].startswith("# BEGIN QUEST")]
    assert names == [f"name: blobs_{n}" for n in (1, 2, 3, 4, 5, 6)] + ["name: blobs_6_reason"]
    tests = [c for c in cells if c["cell_type"] == "code" and c["source"].endswith(".ok")]
    assert len(tests) == 6
    assert all(one["outputs"][0]["data"]["text/plain"] == "True" for one in tests)
