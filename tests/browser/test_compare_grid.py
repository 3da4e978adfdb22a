"""CompareGrid in a saved page, by pointer, touch and keys, and in JupyterLab."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from offline import opened_page
from sklearn.cluster import DBSCAN
from sklearn.datasets import make_moons

from teachclust import compare_grid

ROOT = '.teachclust[data-widget="compare_grid"]'
GRID = {"eps": [0.05, 0.1, 0.2], "min_samples": [3, 5, 8, 12]}


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    X = make_moons(200, noise=0.08, random_state=0)[0]
    return compare_grid(DBSCAN(), GRID, X).save_html(tmp_path_factory.mktemp("grid") / "grid.html")


def test_a_cell_is_shown_while_pointed_at_and_a_pinned_column_is_walked(
    browser: Any, saved: Path
) -> None:
    options = {"viewport": {"width": 1200, "height": 900}}
    with opened_page(browser, saved, "light", **options) as page:
        root = page.locator(ROOT)
        sentence = root.locator(".tc-sentence")
        first = sentence.inner_text()
        root.locator('[data-cell="6"]').hover()
        assert sentence.inner_text().startswith("eps=0.1, min_samples=8:")
        root.locator(".tc-title").hover()
        assert sentence.inner_text() == first
        root.locator('[data-cell="6"]').click()
        root.locator(".tc-cells-pin", has_text="8").click()
        page.keyboard.press("Home")
        assert sentence.inner_text().startswith("eps=0.05, min_samples=8:")
        root.locator(".tc-primary").click()
        assert sentence.inner_text().startswith("eps=0.1, min_samples=8:")
        # the small pictures have colors, and are another for another fit
        data = "(canvas) => canvas.toDataURL()"
        pictures = [root.locator(f'[data-cell="{i}"] canvas').evaluate(data) for i in (0, 10)]
        assert len(set(pictures)) == 2


def test_a_finger_chooses_a_cell_on_a_phone(browser: Any, saved: Path) -> None:
    options = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
    with opened_page(browser, saved, "dark", **options) as page:
        root = page.locator(ROOT)
        cell = root.locator('[data-cell="11"]')
        cell.scroll_into_view_if_needed()
        cell.tap()
        assert root.locator(".tc-sentence").inner_text().startswith("eps=0.2, min_samples=12:")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        box = cell.bounding_box()
        assert min(box["width"], box["height"]) >= 24


def test_in_a_live_notebook_python_and_the_cells_hear_of_each_other(
    notebook: Callable[..., Any],
) -> None:
    from playwright.sync_api import expect  # there where the browser is

    book = notebook(
        "compare_grid.ipynb",
        "from sklearn.cluster import DBSCAN\nfrom sklearn.datasets import make_moons\n"
        "from teachclust import compare_grid\n"
        "X = make_moons(200, noise=0.08, random_state=0)[0]\n"
        f"w = compare_grid(DBSCAN(), {GRID}, X)\nw",
    )
    root = book.page.locator(ROOT)
    root.locator(".tc-cell canvas").first.wait_for()
    root.locator('[data-cell="7"]').click()
    for _ in range(40):  # the step is written when the hand rests
        if book.python("print(w.step)") == "7":
            break
        book.page.wait_for_timeout(50)
    assert book.python("print(w.params)") == "{'eps': 0.1, 'min_samples': 12}"
    book.python("w.step = 0")
    expect(root.locator(".tc-sentence")).to_contain_text("eps=0.05, min_samples=3")
