"""Points that answer: by keys alone, by touch alone, and in every panel at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sklearn.cluster import DBSCAN, AgglomerativeClustering, KMeans
from sklearn.datasets import make_blobs

from teachclust import watch

X = make_blobs(60, centers=3, random_state=4)[0]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("points")
    made = {
        "tree": AgglomerativeClustering(3, linkage="average"),
        "density": DBSCAN(eps=0.9),
        "kmeans": KMeans(3, init="random", n_init=1, random_state=0),
    }
    return {
        name: watch(estimator, X).save_html(Path(folder) / f"{name}.html").as_uri()
        for name, estimator in made.items()
    }


@pytest.fixture
def opened(browser: Any) -> Iterator[Any]:
    contexts = []

    def open_page(uri: str, **options: Any) -> Any:
        context = browser.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.goto(uri)
        page.locator(".teachclust canvas").first.wait_for()
        return page

    yield open_page
    for context in contexts:
        context.close()


def _spoken(page: Any, text: str) -> None:
    """Wait until a screen reader is told a text."""
    page.wait_for_function(
        "text => [...document.querySelectorAll('[aria-live]')]"
        ".some((region) => region.textContent.includes(text))",
        arg=text,
    )


def test_a_tour_by_keys_reaches_a_point_its_branch_and_its_merge(opened: Any, pages: Any) -> None:
    page = opened(pages["tree"])
    root = page.locator(".teachclust")
    root.focus()
    page.keyboard.press("End")
    page.keyboard.press("i")
    _spoken(page, "row 0")
    card = page.locator(".tc-card")
    for key in ("ArrowRight", "ArrowLeft", "ArrowUp"):
        page.keyboard.press(key)
        page.wait_for_timeout(60)
        if (name := card.locator("b").first.inner_text()) != "row 0":
            break
    assert name != "row 0"
    _spoken(page, f"{name}: x1 ")
    _spoken(page, "merges: ")
    page.keyboard.press("b")
    _spoken(page, "Branch of ")
    told = page.locator(".tc-look").inner_text()
    step = told.partition("in step ")[2].partition(".")[0]
    page.keyboard.press("Enter")
    root.and_(page.locator(f'[data-step="{step}"]')).wait_for()
    assert page.evaluate("document.activeElement.className").startswith("teachclust")
    page.keyboard.press("Escape")
    _spoken(page, "Nothing is pointed at.")
    assert card.is_hidden()


def _tap_a_point(page: Any) -> None:
    """Tap on the plane, line by line, until a point answers."""
    box = page.locator(".tc-plane").bounding_box()
    for y in range(40, int(box["height"]) - 40, 16):
        for share in (0.35, 0.5, 0.65):
            page.touchscreen.tap(box["x"] + share * box["width"], box["y"] + y)
            page.wait_for_timeout(60)
            if page.locator(".tc-card").is_visible():
                return
    pytest.fail("no point answers")


def test_a_tour_by_touch_opens_a_card_and_closes_it_elsewhere(opened: Any, pages: Any) -> None:
    page = opened(pages["density"], viewport={"width": 390, "height": 844}, has_touch=True)
    plane, card = page.locator(".tc-plane"), page.locator(".tc-card")
    plane.scroll_into_view_if_needed()
    box = plane.bounding_box()
    side = page.locator(".tc-side").bounding_box()
    _tap_a_point(page)
    shown = card.bounding_box()
    assert shown["y"] >= box["y"] + box["height"] - 1, "docked under the plane"
    assert shown["x"] + shown["width"] <= 390
    assert page.locator(".tc-side").bounding_box() == side, "nothing moves when a card comes"
    _spoken(page, "within eps")
    page.touchscreen.tap(box["x"] + box["width"] - 14, box["y"] + 24)
    card.wait_for(state="hidden")


def test_a_leaf_lights_its_point_and_a_click_on_a_branch_goes_to_its_merge(
    opened: Any, pages: Any
) -> None:
    page = opened(pages["tree"], viewport={"width": 1200, "height": 900})
    root = page.locator(".teachclust")
    root.focus()
    page.keyboard.press("End")
    box = page.locator(".tc-tree .tc-side-canvas").bounding_box()
    page.mouse.move(box["x"] + 120, box["y"] + box["height"] - 11)
    page.locator(".tc-card").wait_for()
    for down in range(20, int(box["height"]) - 30, 4):
        page.mouse.move(box["x"] + 150, box["y"] + down)
        page.wait_for_timeout(40)
        if "Branch" in (told := page.locator(".tc-look").inner_text()):
            break
    step = told.partition("in step ")[2].partition(".")[0]
    page.mouse.down()
    page.mouse.up()
    root.and_(page.locator(f'[data-step="{step}"]')).wait_for()


def test_points_answer_nothing_while_a_question_is_open(opened: Any, pages: Any) -> None:
    page = opened(pages["kmeans"], viewport={"width": 1200, "height": 900})
    page.locator(".teachclust").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("i")
    page.locator(".tc-card").wait_for()
    page.keyboard.press("a")
    page.locator('[data-act="transport.next"]').click()
    page.locator(".tc-ask").wait_for()
    page.locator(".tc-card").wait_for(state="hidden")
