"""axe finds nothing in any widget or exported lesson: as it is seen first, and with every panel open."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import nbformat
import pandas as pd
import pytest
from test_look import AXE
from widget_samples import SAMPLES

from teachclust.lessons.export_cells import LessonPage
from teachclust.widgets.base import PAGE_MIME
from teachclust.widgets.page import page as whole_page

every = pytest.mark.parametrize("name", sorted(SAMPLES))

OPEN = """() => document.querySelectorAll('.tc-toggle[aria-pressed=false]').forEach((button) => {
  if (/table|ends|help|errors/.test(button.dataset.act)) button.click(); })"""
FINDINGS = """async () => {
  // a saved page is a widget and nothing else, so it has no heading of its own
  const rules = {'page-has-heading-one': {enabled: !!document.querySelector('h2')}};
  const found = await axe.run(document, {resultTypes: ['violations'], rules});
  return found.violations.map((v) => v.id + ': ' + v.nodes.map((n) => n.html.slice(0, 160)).join(' | '));
}"""
WIDER = "() => document.documentElement.scrollWidth - innerWidth"


@every
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_widget_closed_and_open(name: str, scheme: str, samples: Callable[..., Any]) -> None:
    page = samples(name, color_scheme=scheme)
    page.set_viewport_size({"width": 390, "height": 844})
    page.evaluate(AXE.read_text("utf-8"))
    assert page.evaluate(FINDINGS) == []
    page.evaluate(OPEN)
    page.wait_for_timeout(300)
    assert page.evaluate(FINDINGS) == []
    assert page.evaluate(WIDER) <= 0


@pytest.fixture(scope="module")
def lesson(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A lesson's page: a wide table, a long line, the same widget twice."""
    table = pd.DataFrame({f"a column number {i}": [1.5, 2.5] for i in range(12)})
    v4 = nbformat.v4
    outputs = [
        v4.new_output("display_data", {"text/html": table.to_html()}),
        v4.new_output("stream", name="stdout", text="word " * 80),
        *(
            v4.new_output("display_data", {PAGE_MIME: SAMPLES[name]().page_state()})
            for name in ("stepper", "stepper", "race", "predict", "predict")
        ),
    ]
    head = "# A lesson\n\n## A part\n\n| " + " | ".join(["some words"] * 12) + " |\n" + "|---" * 12
    cells = [
        v4.new_markdown_cell(f"{head}|\n" + "| 1 " * 12 + "|\n"),
        v4.new_code_cell("x = 1  # " + "a long comment " * 20, outputs=outputs),
    ]
    made = LessonPage(v4.new_notebook(cells=cells), "lesson")
    file = tmp_path_factory.mktemp("lesson") / "lesson.html"
    file.write_text(whole_page(made.title, made.body, made.states), "utf-8")
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(file.as_uri())
    page.locator(".teachclust").nth(4).wait_for()
    page.evaluate(AXE.read_text("utf-8"))
    yield page
    page.close()


def test_a_lesson_is_no_wider_than_its_window(lesson: Any) -> None:
    assert lesson.locator(".wide").count() == 2
    for width in (390, 1200):
        lesson.set_viewport_size({"width": width, "height": 844})
        assert lesson.evaluate(WIDER) <= 0


def test_what_scrolls_in_a_lesson_is_reached_by_keys(lesson: Any) -> None:
    lesson.set_viewport_size({"width": 390, "height": 844})
    lesson.wait_for_timeout(300)
    scrolled = "e => [e.scrollWidth > e.clientWidth, e.tabIndex]"
    for part in lesson.locator("pre, .wide").all():
        more, index = part.evaluate(scrolled)
        assert index == (0 if more else -1)
    assert lesson.locator("main > :not(.teachclust-page-slot) th:empty").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_lesson_closed_and_open(lesson: Any, scheme: str) -> None:
    lesson.emulate_media(color_scheme=scheme)
    lesson.wait_for_timeout(300)
    assert lesson.evaluate(FINDINGS) == []
    lesson.evaluate(OPEN)
    lesson.wait_for_timeout(300)
    assert lesson.evaluate(FINDINGS) == []


def test_a_lesson_is_printed_dark_on_white(lesson: Any) -> None:
    lesson.emulate_media(color_scheme="dark", media="print")
    shown = lesson.evaluate(
        "() => [getComputedStyle(document.body).color, getComputedStyle(document.body).backgroundColor]"
    )
    lesson.emulate_media(media="null")
    assert shown == ["rgb(31, 35, 40)", "rgb(255, 255, 255)"]
