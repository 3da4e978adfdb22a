"""A lesson is run and written as a page."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import nbformat
import pytest

from teachclust import files
from teachclust.errors import LearnerError
from teachclust.lessons import export as exporting
from teachclust.lessons.export import export


def test_export_runs_a_lesson_and_says_which_cell_failed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lesson(source: str) -> Path:
        book = nbformat.v4.new_notebook(
            cells=[nbformat.v4.new_markdown_cell("# T"), nbformat.v4.new_code_cell(source)]
        )
        nbformat.write(book, tmp_path / "05_test.ipynb")
        return tmp_path / "05_test.ipynb"

    monkeypatch.setattr(exporting, "lesson_path", lambda name: lesson("print(40 + 2)"))
    written = export("05_test", tmp_path / "out")
    assert "<pre>42\n</pre>" in written.read_text()
    monkeypatch.setattr(exporting, "lesson_path", lambda name: lesson("1 / 0"))
    with pytest.raises(LearnerError, match="ZeroDivisionError"):
        export("05_test", tmp_path / "out")
    assert "42" in written.read_text()


# -- where pages go


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Let lessons be run at no cost; return the names of those that were."""
    ran: list[str] = []

    def run(book: object, name: str) -> nbformat.NotebookNode:
        ran.append(name)
        return nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell(f"# Lesson {name}")])

    monkeypatch.setattr(exporting, "run", run)
    return ran


def test_a_page_goes_to_the_file_that_is_named(tmp_path: Path, quick: list[str]) -> None:
    page_file = tmp_path / "new" / "Lesson.HTML"
    assert export("blobs", page_file) == page_file
    assert "Lesson 01_blobs" in page_file.read_text()
    folder = tmp_path / "pages.html"  # a folder is one, whatever its name
    folder.mkdir()
    assert export("blobs", folder) == folder / "01_blobs.html"
    assert export("01", tmp_path / "other") == tmp_path / "other" / "01_blobs.html"
    assert quick == ["01_blobs"] * 3
    with pytest.raises(LearnerError, match="one lesson") as caught:
        export("all", tmp_path / "all")
    assert caught.value.fix == f"teachclust site -o {tmp_path / 'all'}"
    assert not (tmp_path / "all").exists()
    assert len(quick) == 3


def test_a_link_beside_or_in_place_of_a_page_is_not_followed(
    tmp_path: Path, quick: list[str]
) -> None:
    work = tmp_path / "work.txt"
    work.write_text("my work")
    out = tmp_path / "out"
    out.mkdir()
    for name in ("01_blobs.html", "01_blobs.html.part", "index.html"):
        (out / name).symlink_to(work)
    export("01_blobs", out)
    assert work.read_text() == "my work"
    assert "Lesson" in (out / "01_blobs.html").read_text()


@pytest.mark.parametrize("place", ["file", "file/x", "pipe.html"])
def test_where_nothing_can_be_written_no_lesson_is_run(
    place: str, tmp_path: Path, quick: list[str]
) -> None:
    (tmp_path / "file").write_text("my work")
    os.mkfifo(tmp_path / "pipe.html")
    with pytest.raises(LearnerError, match=r"can't be written|no file in this place"):
        export("01_blobs", tmp_path / place)
    assert quick == []
    assert (tmp_path / "file").read_text() == "my work"


def test_a_full_disk_leaves_the_old_page(
    tmp_path: Path, quick: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "01_blobs.html").write_text("old")

    def write(handle: int, content: bytes) -> int:
        if len(content) > 10:
            raise OSError(errno.ENOSPC, "full")
        return len(content)

    monkeypatch.setattr(files.os, "write", write)
    for folder, left in ((tmp_path, ["01_blobs.html"]), (tmp_path / "new" / "er", None)):
        with pytest.raises(LearnerError, match="can't be written"):
            export("01_blobs", folder)
        found = [one.name for one in folder.iterdir()] if folder.exists() else None
        assert left == found
    assert not (tmp_path / "new").exists()
    assert (tmp_path / "01_blobs.html").read_text() == "old"
