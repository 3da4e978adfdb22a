"""Compare in a saved page, by touch and in JupyterLab: planes step together, a point is lit in each."""

from __future__ import annotations

from collections.abc import Callable
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


def test_names_break_between_their_words_on_a_phone(browser: Any, saved: Path) -> None:
    options = {"viewport": {"width": 390, "height": 844}}
    with opened_page(browser, saved, "light", **options) as page:
        broken = page.locator(f"{ROOT} .tc-lane-name, {ROOT} .tc-lane-params").evaluate_all(
            """(names) => names.flatMap((name) => {
              const text = [...name.childNodes].filter((node) => node.nodeType === 3);
              return text.filter((node) => {
                const range = document.createRange();
                range.selectNodeContents(node);
                return new Set([...range.getClientRects()].map((box) => box.top)).size > 1
                  && !node.data.includes(" ");
              }).map((node) => node.data);
            })"""
        )
        assert broken == []


def test_nine_planes_fit_a_phone_and_a_desk(browser: Any, tmp_path: Path) -> None:
    X = make_moons(60, noise=0.08, random_state=0)[0]
    nine = compare([AgglomerativeClustering(k) for k in range(2, 11)], X)
    page_file = nine.save_html(tmp_path / "nine.html")
    for width, columns in ((1200, 3), (390, 2)):
        options = {"viewport": {"width": width, "height": 900}}
        with opened_page(browser, page_file, "light", **options) as page:
            root = page.locator(ROOT)
            boxes = [root.locator(".tc-plane").nth(i).bounding_box() for i in range(9)]
            assert len({round(box["x"]) for box in boxes}) == columns
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            root.focus()
            page.keyboard.press("End")
            page.keyboard.press("i")
            page.wait_for_timeout(100)
            assert root.locator(".tc-compare-looked").inner_text().startswith("row ")
            letters = root.locator(".tc-compare-spot").all_inner_texts()
            assert all(text.strip() for text in letters)
            assert len(letters) == 9


def test_a_finger_steps_and_lights_a_cluster_and_a_point_in_each(browser: Any, saved: Path) -> None:
    options = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
    with opened_page(browser, saved, "dark", **options) as page:
        root = page.locator(ROOT)
        root.locator(".tc-primary").tap()
        first = root.locator(".tc-compare-sentence").all_inner_texts()
        root.locator(".tc-primary").tap()
        assert root.locator(".tc-compare-sentence").all_inner_texts() != first
        root.focus()
        page.keyboard.press("End")
        cluster = root.locator(".tc-compare-cluster").first
        cluster.scroll_into_view_if_needed()
        cluster.tap()
        spoken = "() => document.querySelector('.tc-look.tc-said')?.textContent"
        assert page.wait_for_function(spoken)
        plane = root.locator(".tc-plane").first
        plane.scroll_into_view_if_needed()
        box = plane.bounding_box()
        for share in (0.2, 0.3, 0.4, 0.5, 0.6, 0.7):
            for down in (0.3, 0.45, 0.6, 0.75):
                if root.locator(".tc-card:visible").count() == 2:
                    return
                page.touchscreen.tap(
                    box["x"] + share * box["width"], box["y"] + down * box["height"]
                )
                page.wait_for_timeout(50)
        pytest.fail("no point answers")


def test_in_a_live_notebook_python_and_the_planes_hear_of_each_other(
    notebook: Callable[..., Any],
) -> None:
    from playwright.sync_api import expect  # there where the browser is

    book = notebook(
        "compare.ipynb",
        "from sklearn.cluster import DBSCAN, KMeans\n"
        "from sklearn.datasets import make_moons\n"
        "from teachclust import compare\n"
        "X = make_moons(200, noise=0.08, random_state=0)[0]\n"
        "w = compare([KMeans(2, random_state=0), DBSCAN(eps=0.2)], X)\nw",
    )
    root = book.page.locator(ROOT)
    root.locator("canvas").first.wait_for()
    root.focus()
    book.page.keyboard.press("ArrowRight")
    book.page.keyboard.press("ArrowRight")
    expect(root).to_have_attribute("data-step", "2")
    for _ in range(40):  # the step is written when the hand rests
        if book.python("print(w.step)") == "2":
            break
        book.page.wait_for_timeout(50)
    assert book.python("print(w.step)") == "2"
    book.python("w.step = w.last_step")
    expect(root.locator(".tc-compare-sentence").last).to_contain_text("Stop:")
    book.page.keyboard.press("t")
    expect(root.locator(".tc-extra").first).to_contain_text("DBSCAN")
