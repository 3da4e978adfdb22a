"""Assignments are written once, and never over another file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from teachclust.classroom.assignment.assignment import write_assignment
from teachclust.cli import main
from teachclust.errors import LearnerError


@pytest.mark.parametrize(
    ("grader", "place"),
    [("nbgrader", "source/00_start_here/00_start_here.ipynb"), ("otter", "00_start_here.ipynb")],
)
def test_files_and_the_next_command(tmp_path: Path, grader: Any, place: str) -> None:
    path, command = write_assignment("00", grader, tmp_path)
    assert path == tmp_path / place
    assert "00_start_here" in command
    assert (tmp_path / "nbgrader_config.py").exists() == (grader == "nbgrader")
    before = path.read_bytes()
    assert write_assignment("00", grader, tmp_path) == (path, command)
    path.write_text("changed", "utf-8")
    with pytest.raises(LearnerError, match="another file"):
        write_assignment("00", grader, tmp_path)
    assert path.read_text("utf-8") == "changed" != before


def test_a_config_that_is_there_stays(tmp_path: Path) -> None:
    (tmp_path / "nbgrader_config.py").write_text("c = 1", "utf-8")
    write_assignment("00", "nbgrader", tmp_path)
    assert (tmp_path / "nbgrader_config.py").read_text("utf-8") == "c = 1"


def test_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["assignment", "00", "--to", "otter", "-o", str(tmp_path)]) == 0
    assert "Next: otter assign" in capsys.readouterr().out
    other: Any = "gradescope"
    with pytest.raises(LearnerError, match="no grader called"):
        write_assignment("00", other, tmp_path)


@pytest.mark.parametrize("seconds", ["nan", "inf", "-5", "0", "1e9"])
def test_seconds_that_cannot_be_waited_for_are_told(
    seconds: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["assignment", "00", "--to", "otter", "-o", str(tmp_path), f"--seconds={seconds}"]
    assert main(words) == 2
    assert "seconds must be a number above 0" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
