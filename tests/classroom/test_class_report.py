"""The page and the table of a class, written."""

from __future__ import annotations

from pathlib import Path

import hand_ins
import pytest

from teachclust.classroom.class_report import write_class
from teachclust.classroom.hand_in_file import encode
from teachclust.cli import main


@pytest.mark.parametrize(
    ("output", "page"),
    [(None, "class.html"), ("out", "out/class.html"), ("week1.html", "week1.html")],
)
def test_files_are_where_they_were_asked_for(tmp_path: Path, output: str | None, page: str) -> None:
    (tmp_path / "a.json").write_bytes(encode(hand_ins.right()))
    written, table, received = write_class(tmp_path, None if output is None else tmp_path / output)
    assert written == tmp_path / page
    assert table == written.with_suffix(".csv")
    assert table.read_bytes().startswith(b"\xef\xbb\xbflearner,")
    assert [one.state for one in received] == ["in order"]


def test_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.json").write_bytes(encode(hand_ins.half()))
    (tmp_path / "b.json").write_bytes(b"")
    assert main(["class", str(tmp_path)]) == 0
    out = capsys.readouterr().out
    assert "Not counted: 'b.json' (unreadable)." in out
    assert out.endswith("1 of 2 files are in order.\n")
    assert main(["class", str(tmp_path / "nowhere")]) == 2
