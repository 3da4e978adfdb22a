"""A lesson's slides from disk: a clicker goes on, a question is asked, notes are in their window."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output
from offline import opened_page
from test_axe import FINDINGS, WIDER
from test_look import AXE
from widget_samples import SAMPLES

from teachclust.lessons.lesson import Lesson
from teachclust.lessons.slides import Slides
from teachclust.widgets.base import PAGE_MIME


def test_a_talk_in_a_saved_page(browser: Any, tmp_path: Path) -> None:
    first, second = (
        new_code_cell(
            outputs=[new_output("display_data", {PAGE_MIME: SAMPLES[name]().page_state()})]
        )
        for name in ("stepper", "predict")
    )
    book = nbformat.v4.new_notebook(cells=[first, new_markdown_cell("# Part"), second])
    saved = tmp_path / "talk.html"
    saved.write_text(Slides(Lesson("07_test", book), book).page(), encoding="utf-8")
    with opened_page(browser, saved, "dark", viewport={"width": 390, "height": 844}) as page:
        page.evaluate(AXE.read_text("utf-8"))
        for number in (1, 2, 3):
            assert page.locator(".slide.shown").get_attribute("aria-label") == f"{number} of 3"
            assert page.evaluate(FINDINGS) == []
            assert page.evaluate(WIDER) <= 0
            page.keyboard.press("ArrowRight")
        assert page.locator(".slide.shown input[type=radio]").first.is_visible()
        with page.expect_popup() as opened:
            page.keyboard.press("n")
        assert opened.value.locator("h1").inner_text() == "3 / 3 · Part"
        opened.value.keyboard.press("PageUp")
        page.locator(".slide.shown[aria-label='2 of 3']").wait_for()
