"""A talk in a saved page: the clicker goes from stop to stop, the notes' window stays in step."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from offline import opened_page
from widget_samples import SAMPLES

from teachclust import stage


def test_a_clicker_goes_through_the_stops_and_the_notes_follow(
    browser: Any, tmp_path: Path
) -> None:
    w: Any = SAMPLES["stepper"]()
    stops = [(1, "How many groups?"), (w.last_step, "<b>Done</b>")]
    saved = stage(w, stops=stops).save_html(tmp_path / "talk.html")
    with opened_page(browser, saved, "light") as page:
        with page.expect_popup() as opened:
            page.locator("[data-act='stage.notes']").click()
        notes = opened.value.locator("body")
        page.locator("[data-act='stage.present']").click()
        root = page.locator(".teachclust.tc-presenting")
        page.wait_for_function("document.fullscreenElement !== null")
        assert "stop 1 of 2 · step 1" in notes.inner_text()
        assert "How many groups?" in notes.inner_text()
        page.evaluate("document.activeElement.blur()")
        page.keyboard.press("PageDown")
        page.locator(".tc-stage", has_text="stop 2 of 2").wait_for()
        assert f"step {w.last_step} of {w.last_step}" in notes.inner_text()
        assert "<b>Done</b>" in notes.inner_text()
        page.keyboard.press("b")
        assert root.evaluate("node => getComputedStyle(node).backgroundColor") == "rgb(0, 0, 0)"
        assert not page.locator(".tc-title").is_visible()
        assert "The screen is black." in notes.inner_text()
        notes.page.keyboard.press("PageUp")
        page.locator(".tc-stage", has_text="stop 1 of 2").wait_for()
        assert page.locator(".tc-title").is_visible()
        page.keyboard.press("Escape")
        page.wait_for_function("document.fullscreenElement === null")
        assert root.count() == 0
