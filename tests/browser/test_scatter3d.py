"""The Scatter3D: a saved page without network, and a JupyterLab."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from lab import Notebook
from offline import opened_page
from sklearn.cluster import KMeans
from test_look import AXE, FINDINGS, WIDE

from teachclust import Scatter3D
from teachclust.datasets import load_customers

ROOT = '.teachclust[data-widget="scatter3d"]'
INK = """() => { const c = document.querySelector('.tc-s3-view canvas');
  const data = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;
  let inked = 0, sum = 0; for (let i = 0; i < data.length; i += 4) if (data[i + 3]) { inked += 1; sum = (sum + i * data[i]) % 1e9; }
  return [inked, sum]; }"""


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    customers = load_customers()
    model = KMeans(6, n_init=10, random_state=0).fit(customers.data)
    w = Scatter3D(customers, model.labels_, centers=model.cluster_centers_)
    return w.save_html(tmp_path_factory.mktemp("scatter3d") / "scatter3d.html")


@pytest.fixture(params=["light", "dark"])
def opened(request: Any, browser: Any, saved: Path) -> Iterator[Any]:
    with opened_page(browser, saved, request.param, reduced_motion="reduce") as page:
        yield page


def test_a_page_works_by_keys_alone(opened: Any) -> None:
    root = opened.locator(ROOT)
    root.focus()
    opened.wait_for_timeout(200)
    first = opened.evaluate(INK)
    assert first[0] > 5000, "the cube is drawn"
    for key, name, value in (
        ("v", "side", "front"), ("v", "side", "side"), ("ArrowRight", "side", ""),
        ("2", "single", "1"), ("PageDown", "row", "1"), ("Escape", "row", ""),
        ("Escape", "single", ""),
    ):  # fmt: skip
        opened.keyboard.press(key)
        found = root.and_(opened.locator(f'[data-{name}="{value}"]'))
        if key == "PageDown":
            found = root.and_(opened.locator('[data-row]:not([data-row=""])'))
        found.wait_for()
    opened.wait_for_timeout(300)
    assert opened.evaluate(INK) != first
    assert root.locator('[data-act="scatter3d.spin"]').is_disabled(), "less motion is asked for"
    group = root.locator(".tc-s3-group").nth(2)
    group.focus()
    opened.keyboard.press("Enter")
    assert group.get_attribute("aria-pressed") == "true"
    assert "means: Age" in root.locator(".tc-sentence").inner_text()


def test_a_page_follows_mouse(opened: Any) -> None:
    root = opened.locator(ROOT)
    box = opened.locator(".tc-s3-view").bounding_box()
    opened.wait_for_timeout(200)
    drawn = opened.evaluate(INK)
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    opened.mouse.move(x, y)
    opened.mouse.down()
    opened.mouse.move(x + 80, y + 20, steps=5)
    opened.mouse.up()
    root.and_(opened.locator('[data-side=""]')).wait_for()
    opened.wait_for_timeout(300)
    assert opened.evaluate(INK) != drawn
    assert root.get_attribute("data-row") == "", "a drag is no click"
    opened.keyboard.press("Escape")
    root.focus()
    opened.keyboard.press("Home")
    tip = opened.locator(".tc-s3-tip")
    tip.wait_for()
    assert "Row 0" in tip.inner_text()
    assert "years" in tip.inner_text()


@pytest.mark.parametrize("width", [1000, 700, 360, 320])
def test_a_page_is_whole_and_clean_at_every_width(opened: Any, width: int) -> None:
    opened.set_viewport_size({"width": width, "height": 800})
    root = opened.locator(ROOT)
    root.focus()
    for key in ("t", "?", "1"):
        opened.keyboard.press(key)
    assert opened.evaluate(WIDE) == []
    opened.evaluate(AXE.read_text("utf-8"))
    assert opened.evaluate(FINDINGS) == []


def test_a_page_turns_slowly_until_it_is_stopped(browser: Any, saved: Path) -> None:
    page = browser.new_page()
    page.goto(saved.as_uri())
    root = page.locator(ROOT)
    root.focus()
    page.keyboard.press(" ")
    status = root.locator(".tc-status")
    before = status.inner_text()
    page.wait_for_timeout(700)
    assert status.inner_text() != before
    page.keyboard.press(" ")
    page.wait_for_timeout(100)
    before = status.inner_text()
    page.wait_for_timeout(500)
    assert status.inner_text() == before
    page.close()


def test_a_notebook_draws_it_and_shows_errors(shared_book: Callable[..., Notebook]) -> None:
    book = shared_book(
        "scatter3d.ipynb",
        "from teachclust import Scatter3D\nfrom teachclust.datasets import load_customers\n"
        "c = load_customers()\nw = Scatter3D(c, c.gender)\nw",
    )
    root = book.page.locator(ROOT)
    root.locator("canvas").first.wait_for()
    assert "Female" in root.locator(".tc-s3-legend").inner_text()
    book.python("w.show_error(ValueError('injected'))")
    root.get_by_role("alert").wait_for()
    assert book.trouble == []
    assert book.foreign == []
