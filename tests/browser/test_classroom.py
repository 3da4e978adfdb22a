"""What a class uses, in a browser: the teacher's page, and an exercise that is begun again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import hand_ins
import pytest
from lab import Notebook
from test_axe import FINDINGS, WIDER
from test_look import AXE

from teachclust.classroom.class_report import write_class
from teachclust.classroom.hand_in_file import encode

#: the code of all cells
SOURCES = """() => jupyterapp.shell.currentWidget.content.widgets
  .map((cell) => cell.model.sharedModel.getSource())"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_of_a_class(browser: Any, tmp_path: Path, scheme: str) -> None:
    made = (hand_ins.right(hand_ins.EVIL), hand_ins.half(), hand_ins.blank(), hand_ins.forged())
    for number, one in enumerate(made):
        (tmp_path / f"{number}<img src=x onerror=window.__pwned=2>.json").write_bytes(encode(one))
    path, _, _ = write_class(tmp_path)
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, color_scheme=scheme, offline=True, bypass_csp=True
    )
    page = context.new_page()
    errors: list[str] = []
    page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(path.as_uri())
    assert page.evaluate(WIDER) <= 0
    page.evaluate(AXE.read_text("utf-8"))
    assert page.evaluate(FINDINGS) == []
    assert page.evaluate("() => window.__pwned") is None
    assert page.evaluate("() => document.querySelectorAll('img').length") == 0
    assert errors == []
    context.close()


def test_a_clean_cell_comes_below_and_progress_is_shown(notebook: Callable[..., Notebook]) -> None:
    cells = (
        "from teachclust import check, progress, reset\ncheck('blobs-1', 7, 6)",
        "progress('blobs')",
        "reset('blobs-1')",
    )
    book = notebook("again.ipynb", *cells, run=False)
    page = book.page
    for number in range(len(cells)):
        book.run_cell(number)
    page.wait_for_function(f"() => ({SOURCES})().some((one) => one.includes('after_assign = ...'))")
    sources = page.evaluate(SOURCES)
    place = next(n for n, one in enumerate(sources) if "after_assign = ..." in one)
    assert sources[place - 1] == "reset('blobs-1')"
    assert page.get_by_text("01_blobs: 0 of 14").is_visible()
    assert page.get_by_text("Again from the start:").is_visible()
