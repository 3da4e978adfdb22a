"""Light and dark, narrow and enlarged: nothing overflows and axe finds nothing serious."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hand import SETUP, WATCH, Hand
from lab import Notebook

AXE = Path(__file__).parents[2] / "js" / "node_modules" / "axe-core" / "axe.min.js"
PREDICT = """
from teachclust.widgets.predict import Option, Predict
Predict('Does inertia rise?', [Option('Never', 'Because.', right=True), Option('Yes', 'No.')])
"""
THEME = "async (theme) => { await jupyterapp.commands.execute('apputils:change-theme', {theme}) }"
FINDINGS = """async () => {
  const found = await axe.run('.teachclust', {resultTypes: ['violations']});
  return found.violations.filter((v) => ['serious', 'critical'].includes(v.impact))
    .map((v) => v.id + ': ' + v.nodes.map((n) => n.html.slice(0, 120) + ' ' + n.failureSummary).join(' | '));
}"""
WIDE = """() => [...document.querySelectorAll('.teachclust')].flatMap((root) => {
  const frame = root.getBoundingClientRect();
  const out = [...root.querySelectorAll('*')].filter((e) => {
    const r = e.getBoundingClientRect();
    return r.width > 1 && r.height > 1 && (r.right > frame.right + 1 || r.left < frame.left - 1)
      && !e.closest('.tc-bar, .tc-barbox, .tc-table, .tc-ml-chips, .tc-hidden, svg') && e.checkVisibility();
  }).map((e) => e.tagName + '.' + e.getAttribute('class'));
  return root.scrollWidth > root.clientWidth ? ['scrolls', root.scrollWidth, root.clientWidth, ...out] : out;
})"""


@pytest.fixture(scope="module")
def book(shared_book: Callable[..., Notebook]) -> Notebook:
    book = shared_book("look.ipynb", SETUP, WATCH, PREDICT)
    book.page.evaluate(AXE.read_text("utf-8"))
    hand = Hand(book)
    for name in ("table", "starts", "help"):
        hand.act(f"control.{name}").click()
    hand.root.locator(".tc-histbar").first.wait_for()
    return book


@pytest.fixture
def page(book: Notebook) -> Any:
    yield book.page
    book.page.set_viewport_size({"width": 1280, "height": 900})
    assert book.trouble == []
    assert book.foreign == []


@pytest.mark.parametrize("theme", ["Light", "Dark"])
def test_axe_finds_nothing_serious(page: Any, book: Notebook, theme: str) -> None:
    page.evaluate(THEME, f"JupyterLab {theme}")
    hand = Hand(book)
    hand.until("theme", theme.lower())
    for step in (0, 3):
        hand.to(step)
        assert page.evaluate(FINDINGS) == []
    hand.press("a")
    hand.next()
    assert page.evaluate(FINDINGS) == []
    hand.press("a")
    dark = hand.root.evaluate("e => getComputedStyle(e).backgroundColor")
    assert (dark == "rgb(255, 255, 255)") == (theme == "Light")


@pytest.mark.parametrize("theme", ["Light", "Dark"])
def test_an_error_is_readable(page: Any, book: Notebook, theme: str) -> None:
    page.evaluate(THEME, f"JupyterLab {theme}")
    hand = Hand(book)
    hand.until("theme", theme.lower())
    book.python(f"w.show_error(ValueError('{theme}: a long story ' * 20))")
    hand.root.get_by_role("alert").wait_for()
    assert page.evaluate(FINDINGS) == []
    hand.root.get_by_role("button", name="Close").click()


@pytest.mark.parametrize(
    ("width", "height"), [(1280, 900), (800, 900), (360, 740), (320, 256)],
    ids=["desk", "half", "phone", "400 %"],
)  # fmt: skip
def test_nothing_overflows(page: Any, book: Notebook, width: int, height: int) -> None:
    page.set_viewport_size({"width": width, "height": height})
    if width < 500:  # a phone's learner folds the side bar away
        page.evaluate("() => jupyterapp.shell.collapseLeft()")
    hand = Hand(book)
    hand.to(3)
    hand.settled()
    found = page.evaluate(WIDE)
    assert found == [], found
    hand.next()
    hand.until("step", 4)
    assert hand.plane.bounding_box()["width"] > 120
