"""Digits at their centers, in a page without Python: a picture that is pointed at names its cluster."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from offline import opened_page
from sklearn.cluster import KMeans
from sklearn.datasets import load_digits

from teachclust import watch

WATCH = """() => { window.said = new Set(); const line = document.querySelector('.tc-look');
  new MutationObserver(() => window.said.add(line.textContent[0])).observe(line, { childList: true }); }"""


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_picture_that_is_pointed_at_names_its_cluster(
    browser: Any, tmp_path: Path, theme: str
) -> None:
    widget = watch(KMeans(4, n_init=1, random_state=0), load_digits().data[:300])
    with opened_page(browser, widget.save_html(tmp_path / "digits.html"), theme) as page:
        page.locator('.teachclust[data-widget="stepper"]').focus()
        page.keyboard.press("End")
        page.evaluate(WATCH)
        box = page.locator(".tc-plane").bounding_box()
        for across in range(10, 95, 5):
            page.mouse.move(box["x"] + box["width"] * across / 100, box["y"])
            page.mouse.move(
                box["x"] + box["width"] * across / 100, box["y"] + box["height"], steps=25
            )
        assert set("ABCD") <= set(page.evaluate("[...window.said]"))
