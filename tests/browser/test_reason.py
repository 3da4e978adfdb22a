"""The form for a reason in JupyterLab: written, ticked, kept, compared with models, and rated."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

ROOT = '.teachclust[data-widget="reason"]'


@pytest.mark.parametrize("width", [1280, 390])
def test_a_reason_is_written_by_keys_kept_and_rated(
    notebook: Callable[..., Any], width: int
) -> None:
    from playwright.sync_api import expect  # there where the browser is

    book = notebook(
        f"reason{width}.ipynb",
        "from teachclust import reason\n"
        "w = reason('blobs-6', values={'share near a border': 0.25})\nw",
    )
    page = book.page
    page.set_viewport_size({"width": width, "height": 844})
    root = page.locator(ROOT)
    root.wait_for()
    assert root.locator(".tc-reason-after").is_hidden(), "models come after the commitment"
    commit, text = root.locator("button.tc-primary"), root.locator("textarea")
    expect(commit).to_have_attribute("aria-disabled", "true")
    sides = root.locator("input[type=radio][name$=side]")
    if sides.count():
        sides.first.focus()
        page.keyboard.press("Space")
    text.focus()
    page.keyboard.type("Its share near a border is 0.4.")
    expect(root.locator(".tc-reason-note")).to_contain_text("0.25")
    text.fill("Its share near a border is 0.25, so a few are on the edge.")
    expect(root.locator(".tc-reason-note")).to_have_text("")
    expect(root.locator(".tc-reason-number")).to_have_attribute("data-found", "true")
    tick = root.locator("input[type=checkbox]").first
    tick.focus()
    page.keyboard.press("Space")
    commit.focus()
    page.keyboard.press("Enter")
    after = root.locator(".tc-reason-after")
    expect(after).to_be_visible()
    assert after.locator(".tc-reason-model").count() >= 1
    assert text.evaluate("(field) => field.readOnly")
    assert "0.25" in book.python("print(w.kept['text'])")
    rating = after.locator("input[type=radio]").first
    rating.focus()
    page.keyboard.press("Space")
    assert book.python("print(bool(w.rating))") == "True"
    assert page.evaluate("document.documentElement.scrollWidth") <= max(width, 390) + 1
