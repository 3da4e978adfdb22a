"""Levels in an exported page: dragged, moved by keys, and back to the fit, without Python."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sklearn.cluster import DBSCAN, HDBSCAN, OPTICS
from sklearn.datasets import make_moons

from teachclust import watch

X = make_moons(120, noise=0.08, random_state=0)[0]
MODELS = {
    "values of DBSCAN": DBSCAN(eps=0.2),
    "values of OPTICS": OPTICS(min_samples=5, cluster_method="dbscan", eps=0.2),
    "condensed of HDBSCAN": HDBSCAN(min_cluster_size=8, copy=True),
}


@pytest.mark.parametrize("name", MODELS)
def test_a_level_recolors_while_it_moves_and_goes_back(
    page: Any, tmp_path: Path, name: str
) -> None:
    from playwright.sync_api import expect  # there where the browser is

    page.goto(watch(MODELS[name], X).save_html(tmp_path / "level.html").as_uri())
    root = page.locator(".teachclust").first
    root.focus()
    page.keyboard.press("End")
    sentence = root.locator(".tc-sentence").first
    fit, sizes = sentence.inner_text(), root.locator(".tc-clusters").inner_text()
    line = root.locator(f".tc-{name.split()[0]} .tc-cut")
    line.scroll_into_view_if_needed()
    box = line.bounding_box()
    x, y = box["x"] + box["width"] - 8, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x, y + 20, steps=4)
    expect(sentence).not_to_have_text(fit)
    assert "noise points" in sentence.inner_text()
    held = sentence.inner_text()
    assert root.locator(".tc-clusters").inner_text() != sizes
    page.mouse.up()
    assert sentence.inner_text() == held
    page.keyboard.press("PageDown")
    assert sentence.inner_text() != held
    page.keyboard.press("Escape")
    assert (sentence.inner_text(), root.locator(".tc-clusters").inner_text()) == (fit, sizes)
