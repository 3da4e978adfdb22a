"""The Sandbox in JupyterLab and in a saved page: strokes are fitted, files and links carry them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lab import Notebook

from teachclust import Sandbox


def stroke(page: Any, root: Any, start: tuple[float, float], end: tuple[float, float]) -> None:
    """Press, move and release at shares of the plane's width and height."""
    plane = root.locator(".tc-plane")
    plane.scroll_into_view_if_needed()
    box = plane.bounding_box()
    (x0, y0), (x1, y1) = (
        (box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in (start, end)
    )
    page.mouse.move(x0, y0)
    page.mouse.down()
    page.mouse.move(x1, y1, steps=10)
    page.mouse.up()


@pytest.fixture(scope="module")
def book(shared_book: Callable[..., Notebook]) -> Notebook:
    return shared_book("sandbox.ipynb", "from teachclust import Sandbox\nw = Sandbox([])\nw")


def test_strokes_are_fitted_by_the_estimator_that_is_picked(book: Notebook) -> None:
    root, page = book.stepper(), book.page
    assert "No points yet" in root.locator(".tc-sentence").first.inner_text()
    stroke(page, root, (0.3, 0.3), (0.7, 0.3))
    page.wait_for_function("() => document.querySelector('.tc-status').innerText.includes('stop')")
    n = int(book.python("print(len(w.points))"))
    assert n > 20
    root.locator(".tc-picked select").first.select_option("DBSCAN")
    page.wait_for_function(
        "() => document.querySelector('.teachclust').dataset.painter === 'density'"
    )
    root.focus()
    for key in ("p", "ArrowUp", "Enter"):
        page.keyboard.press(key)
    page.wait_for_function(
        f"() => document.querySelector('.tc-head').innerText.includes('{n + 3} points')"
    )
    told = book.python("print(w.sandbox['line'], len(w.to_frame()))")
    assert told == f"DBSCAN().fit_predict(sandbox.points) {n + 3}"
    assert book.trouble == []


def test_a_page_paints_and_its_link_and_file_carry_the_points(browser: Any, tmp_path: Path) -> None:
    saved = Sandbox().save_html(tmp_path / "sandbox.html")
    trouble: list[str] = []
    context = browser.new_context(viewport={"width": 390, "height": 844}, offline=True)
    with context, context.new_page() as page:
        page.on("pageerror", lambda error: trouble.append(str(error)))
        page.goto(saved.as_uri())
        root = page.locator(".teachclust")
        root.locator("[data-act='sandbox.clear']").click()
        stroke(page, root, (0.4, 0.5), (0.8, 0.5))
        sentence = root.locator(".tc-sentence").first
        assert "Painted" in sentence.inner_text()
        assert "Python" in sentence.inner_text()
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        root.locator("[data-act='sandbox.files']").click()
        link = root.locator(".tc-points-text").input_value()
        with page.expect_download() as download:
            root.locator("[data-act='sandbox.save']").click()
        rows = Path(download.value.path()).read_text().splitlines()
        assert rows[0] == "x1,x2"
        file = tmp_path / "bad.csv"
        file.write_text("1,2\n3,<b>\n")
        root.locator("input[type=file]").set_input_files(file)
        root.locator(".tc-problem").wait_for()
        assert "Line 2" in root.locator(".tc-problem").inner_text()
        points = Sandbox(link).points
        assert [f"{x:g},{y:g}" for x, y in points.tolist()] == rows[1:]
        page.goto("about:blank")
        page.goto(link)
        page.locator(".tc-sentence", has_text=f"{len(points)} points").first.wait_for()
    assert trouble == []
