"""Compare in a saved page: planes step together, and a point is lit in each."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from offline import opened_page
from sklearn.cluster import AgglomerativeClustering
from sklearn.datasets import make_moons

from teachclust import compare

ROOT = '.teachclust[data-widget="compare"]'


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    X = make_moons(200, noise=0.08, random_state=0)[0]
    both = [AgglomerativeClustering(2, linkage=name) for name in ("single", "ward")]
    return compare(both, X).save_html(tmp_path_factory.mktemp("compare") / "compare.html")


@pytest.mark.parametrize(("width", "beside"), [(1000, True), (390, False)])
def test_planes_step_together_and_a_point_is_lit_in_each(
    browser: Any, saved: Path, width: int, beside: bool
) -> None:
    with opened_page(browser, saved, "light", viewport={"width": width, "height": 900}) as page:
        root = page.locator(ROOT)
        boxes = [root.locator(".tc-plane").nth(i).bounding_box() for i in range(2)]
        assert (boxes[0]["y"] == boxes[1]["y"]) is beside
        assert min(box["width"] for box in boxes) > 300
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        root.focus()
        page.keyboard.press("End")
        page.keyboard.press("ArrowLeft")
        page.keyboard.press("ArrowLeft")
        sentences = root.locator(".tc-compare-sentence").all_inner_texts()
        assert all(text.endswith("2 clusters remain.") for text in sentences)
        page.keyboard.press("i")
        page.wait_for_timeout(100)
        assert root.locator(".tc-card:visible").count() == 2
