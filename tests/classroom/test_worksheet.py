"""Worksheets as PDF files, from Python and from the command line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from teachclust.classroom.worksheet import write_worksheet
from teachclust.cli import main
from teachclust.errors import LearnerError


@pytest.mark.parametrize(("lesson", "pages"), [("blobs", 7), ("08", 5)])
def test_pages_and_paper(lesson: str, pages: int, tmp_path: Path) -> None:
    sizes = {}
    for paper in ("A4", "Letter"):
        content = write_worksheet(lesson, tmp_path / f"{paper}.pdf", paper=paper).read_bytes()
        assert content.startswith(b"%PDF")
        assert len(re.findall(rb"/Type /Page\b", content)) == pages
        box = re.search(rb"/MediaBox \[\s*0 0 ([\d.]+) ([\d.]+)", content)
        assert box is not None
        sizes[paper] = tuple(round(float(one)) for one in box.groups())
    assert sizes == {"A4": (595, 842), "Letter": (612, 792)}


def test_the_command_writes_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["worksheet", "00", "--paper", "Letter"]) == 0
    assert (tmp_path / "00_start_here_worksheet.pdf").is_file()
    assert main(["worksheet", "13"]) == 2


def test_what_cannot_be_written_is_told(tmp_path: Path) -> None:
    for lesson, name, paper in (
        ("blobs", "a.txt", "A4"),
        ("blobs", "a.pdf", "A5"),
        ("x", "a.pdf", "A4"),
        (None, "a.pdf", "A4"),
        ("blobs", "a.pdf", ["A4"]),
    ):
        with pytest.raises(LearnerError):
            write_worksheet(lesson, tmp_path / name, paper=paper)  # type: ignore[arg-type]
    with pytest.raises(LearnerError, match="path of a file"):
        write_worksheet("blobs", None)  # type: ignore[arg-type]
    assert list(tmp_path.iterdir()) == []
