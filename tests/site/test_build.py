"""A site is built whole: links lead somewhere, no page holds the code, nothing is half written."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import nbformat
import pytest
from widget_samples import SAMPLES

from teachclust.errors import LearnerError
from teachclust.site import build, build_site
from teachclust.widgets.base import PAGE_MIME

BOTH = ["00_start_here", "01_blobs"]


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Let lessons be run at no cost, each with a widget; return the names of those that were."""
    names: list[str] = []
    state = SAMPLES["stepper"]().page_state()

    def run(book: dict[str, Any], name: str) -> nbformat.NotebookNode:
        names.append(name)
        made = nbformat.reads(json.dumps(book), as_version=4)
        code = next(cell for cell in made.cells if cell.cell_type == "code")
        code.outputs = [nbformat.v4.new_output("display_data", {PAGE_MIME: state})]
        return made

    monkeypatch.setattr(build, "run", run)
    return names


def test_every_link_leads_to_a_place_that_is_there(tmp_path: Path, ran: list[str]) -> None:
    written = build_site(tmp_path / "site", ["blobs", "00", "01_blobs"])
    assert written[0] == tmp_path / "site" / "index.html"
    assert ran == BOTH, "each once, in the course's order"
    texts = {path.resolve(): path.read_text("utf-8") for path in written}
    for path, text in texts.items():
        if path.suffix != ".html":
            continue
        assert len(text) < 200_000, "the code is beside it"
        links = re.findall(r'(?:href|src)="(?!data:)([^"]*)"', text)
        assert links
        for link in links:
            file, _, anchor = link.partition("#")
            there = (path.parent / file).resolve() if file else path
            assert there in texts, link
            assert not anchor or f'id="{anchor}"' in texts[there], link
    index = (tmp_path / "site" / "search.js").read_text("utf-8")
    for address in re.findall(r'\["([^"]+\.html#[^"]+)"', index):
        file, _, anchor = address.partition("#")
        assert f'id="{anchor}"' in texts[(tmp_path / "site" / file).resolve()]


def test_nothing_is_left_where_it_fails(
    tmp_path: Path, ran: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(LearnerError, match="a folder of pages"):
        build_site(tmp_path / "file")
    with pytest.raises(LearnerError, match="no lesson called"):
        build_site(tmp_path / "new", ["nothing"])

    def fails(book: object, name: str) -> object:
        raise LearnerError("A cell of 01_blobs failed.")

    monkeypatch.setattr(build, "run", fails)
    with pytest.raises(LearnerError, match="failed"):
        build_site(tmp_path / "new", ["blobs"])
    assert [one.name for one in tmp_path.iterdir()] == ["file"]
    assert ran == []


def test_a_link_in_place_of_a_page_is_replaced(tmp_path: Path, ran: list[str]) -> None:
    work = tmp_path / "work.txt"
    work.write_text("my work")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "index.html").symlink_to(work)
    build_site(tmp_path / "out", ["00"])
    assert work.read_text() == "my work"
