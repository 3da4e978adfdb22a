"""Levels in an exported page: dragged, moved by keys, and back to the fit, without Python."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sklearn.cluster import DBSCAN, HDBSCAN, OPTICS, AgglomerativeClustering
from sklearn.datasets import make_moons

from teachclust import watch

X = make_moons(120, noise=0.08, random_state=0)[0]
MODELS = {
    "values of DBSCAN": DBSCAN(eps=0.2),
    "values of OPTICS": OPTICS(min_samples=5, cluster_method="dbscan", eps=0.2),
    "values of OPTICS by xi": OPTICS(min_samples=5, xi=0.2),
    "tree of AgglomerativeClustering": AgglomerativeClustering(5, linkage="average"),
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
    page.mouse.move(x, y + (-20 if "xi" in name else 20), steps=4)
    expect(sentence).not_to_have_text(fit)
    assert "cluster" in sentence.inner_text()
    held = sentence.inner_text()
    assert root.locator(".tc-clusters").inner_text() != sizes
    page.mouse.up()
    assert sentence.inner_text() == held
    page.keyboard.press("PageDown")
    assert sentence.inner_text() != held
    page.keyboard.press("Escape")
    assert (sentence.inner_text(), root.locator(".tc-clusters").inner_text()) == (fit, sizes)


def test_levels_by_touch_and_by_typed_numbers_in_a_live_notebook(
    notebook: Callable[..., Any], page: Any
) -> None:
    from playwright.sync_api import expect  # there where the browser is

    book = notebook(
        "levels.ipynb",
        "from sklearn.cluster import AgglomerativeClustering\n"
        "from sklearn.datasets import make_moons\n"
        "from teachclust import watch\n"
        "X = make_moons(120, noise=0.08, random_state=0)[0]\n"
        "watch(AgglomerativeClustering(5, linkage='average'), X)",
    )
    root = book.page.locator(".teachclust").first
    root.focus()
    page.keyboard.press("End")
    field = root.locator(".tc-tree input")
    expect(field).to_be_enabled()
    field.fill("0.5")
    field.press("Enter")
    cut = AgglomerativeClustering(None, distance_threshold=0.5, linkage="average").fit(X)
    sentence = root.locator(".tc-sentence").first
    expect(sentence).to_contain_text(f"Cut at 0.5: {cut.n_clusters_} clusters")
    field.fill("99")
    field.press("Enter")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(sentence).to_contain_text("Cut at 0.5")
    # a finger
    line = root.locator(".tc-tree .tc-cut")
    line.scroll_into_view_if_needed()
    box = line.bounding_box()
    touch = page.context.new_cdp_session(page)
    x, y = box["x"] + box["width"] - 8, box["y"] + box["height"] / 2
    for kind, at in (("touchStart", [y]), ("touchMove", [y - 8]), ("touchMove", [y - 16])):
        points = [{"x": x, "y": at[0]}]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    expect(sentence).not_to_contain_text("Cut at 0.5:")
    page.keyboard.press("Escape")
    expect(sentence).to_contain_text("5 clusters remain")
