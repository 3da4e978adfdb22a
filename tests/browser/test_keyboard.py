"""Every widget by keyboard alone, and by name for those who do not see it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from widget_samples import SAMPLES

every = pytest.mark.parametrize("name", sorted(SAMPLES))

OPEN_ALL = """() => document.querySelectorAll('.tc-toggle[aria-pressed=false]:enabled')
  .forEach((button) => button.click())"""
CONTROLS = """() => [...document.querySelectorAll('.teachclust :is(button, input, select, textarea, [tabindex="0"])')]
  .filter((e) => !e.disabled && e.checkVisibility({visibilityProperty: true}) && e.tabIndex >= 0)
  .filter((e) => e.type !== 'radio' || !document.querySelector(`[name="${e.name}"]:checked`) || e.checked)
  .map((e, i) => { e.dataset.nth = i; return e.outerHTML.slice(0, 120); })"""


@every
def test_every_control_is_reached_by_tab_and_has_a_name(
    name: str, tmp_path: Path, browser: Any
) -> None:
    """In its page, which has the same elements as the notebook."""
    file = SAMPLES[name]().save_html(tmp_path / "page.html")
    page = browser.new_page()
    page.goto(file.as_uri())
    page.locator(f'.teachclust[data-widget="{name}"]').wait_for()
    page.evaluate(OPEN_ALL)
    expected = page.evaluate(CONTROLS)
    reached: set[str] = set()
    for _ in range(3 * len(expected) + 5):
        page.keyboard.press("Tab")
        at = page.evaluate("document.activeElement?.dataset?.nth ?? ''")
        reached |= {at} - {""}
    radios = sum('type="radio"' in control for control in expected)
    assert len(reached) >= len(expected) - max(0, radios - 1), expected
    session = page.context.new_cdp_session(page)
    tree = session.send("Accessibility.getFullAXTree")["nodes"]
    roles = {"button", "textbox", "spinbutton", "combobox", "radio", "slider", "checkbox"}
    nameless = [
        node["role"]["value"]
        for node in tree
        if node.get("role", {}).get("value") in roles and not node.get("name", {}).get("value")
    ]
    assert nameless == []
    page.close()
