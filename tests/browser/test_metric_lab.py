"""The MetricLab: a saved page without network, and a JupyterLab that answers."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lab import Notebook
from offline import opened_page
from test_look import AXE, FINDINGS, WIDE

from teachclust import MetricLab

ROOT = '.teachclust[data-widget="metric_lab"]'
MAKE = """
from teachclust import MetricLab
w = MetricLab(challenge="homogeneity-1-ari-0")
w
"""


def state(root: Any, page: Any, **wanted: str) -> Any:
    """Wait until the widget tells this of itself."""
    told = "".join(f'[data-{name}="{value}"]' for name, value in wanted.items())
    root.and_(page.locator(told)).wait_for()
    return root


def brush(page: Any, root: Any) -> None:
    """Drag over the upper points with the mouse."""
    box = root.locator(".tc-plane").bounding_box()
    across = [box["x"] + box["width"] * share for share in (0.15, 0.4, 0.65, 0.9)]
    page.mouse.move(across[0], box["y"] + box["height"] * 0.3)
    page.mouse.down()
    for x in across[1:]:
        page.mouse.move(x, box["y"] + box["height"] * 0.3, steps=8)
    page.mouse.up()


def test_a_page_is_edited_by_mouse_and_keys_and_is_clean(browser: Any, tmp_path: Path) -> None:
    file = MetricLab(challenge="homogeneity-1-ari-0").save_html(tmp_path / "metric.html")
    with opened_page(browser, file, "dark") as page:
        root = state(page.locator(ROOT), page, clusters="3", solved="false")
        page.locator(".tc-ml-chip", has_text="+ D").click()
        brush(page, root)
        state(root, page, clusters="4")
        assert root.locator(".tc-sentence").inner_text().startswith("Label: ")
        root.focus()
        page.keyboard.press("z")
        state(root, page, clusters="3")
        for key in ("i", "ArrowRight", "n", " "):  # a point of its own cluster
            page.keyboard.press(key)
        state(root, page, clusters="4")
        page.keyboard.press("e")
        state(root, page, clusters="24", solved="true")
        assert root.locator('[data-score="adjusted_rand"] b').inner_text() == "▼ 0.000"
        for key in ("x", "t", "?"):
            page.keyboard.press(key)
        page.evaluate(AXE.read_text("utf-8"))
        for width in (1000, 360):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate(WIDE) == []
            assert page.evaluate(FINDINGS) == []


@pytest.fixture(scope="module")
def book(shared_book: Callable[..., Notebook]) -> Notebook:
    book = shared_book("metric.ipynb", MAKE)
    book.page.locator(f"{ROOT} canvas").first.wait_for()
    return book


def test_python_scores_what_the_browser_edits_and_the_other_way_round(book: Notebook) -> None:
    page = book.page
    root = state(page.locator(ROOT), page, clusters="3")
    page.locator(".tc-ml-chip", has_text="C").first.click()
    brush(page, root)
    page.wait_for_function("() => document.querySelector('.tc-sentence').textContent[0] === 'L'")
    shown = root.locator("[data-score] b").all_inner_texts()
    told = book.python("import json; print(json.dumps([w.labels.tolist(), w.score_values]))")
    labels, values = json.loads(told)
    assert labels[12:20] == [2] * 8
    assert len(set(labels[:12])) >= 1
    numbers = [float(text.lstrip("▲▼ ").replace("−", "-")) for text in shown]
    assert numbers == pytest.approx(list(values.values()), abs=6e-4)
    book.python("w.each_alone()")
    state(root, page, clusters="24", solved="true")
    assert "✓" in root.locator(".tc-conditions").inner_text()
    page.locator('[data-act="transport.undo"]').click()
    state(root, page, solved="false")
    assert book.python("print(w.solved, w.labels.tolist() == " + str(labels) + ")") == "False True"
    assert book.trouble == []
    assert book.foreign == []
