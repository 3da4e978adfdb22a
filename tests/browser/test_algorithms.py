"""Every algorithm that can be watched, in the browser: in its page, and with Python behind it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hand import Hand
from lab import Notebook
from test_look import AXE, FINDINGS, WIDE

from teachclust import watch
from teachclust.traces.registry import ALGORITHMS

every = pytest.mark.parametrize("name", sorted(ALGORITHMS))
SETUP = """
from teachclust import watch
from teachclust.traces.registry import ALGORITHMS
def see(name):
    global w
    w = watch(*ALGORITHMS[name].small_sample())
    return w
"""


@every
def test_its_page_plays_to_the_end_and_is_silent(name: str, tmp_path: Path, browser: Any) -> None:
    w = watch(*ALGORITHMS[name].small_sample())
    file, last = w.save_html(tmp_path / "page.html"), w.last_step
    context = browser.new_context(viewport={"width": 1000, "height": 900}, offline=True)
    page = context.new_page()
    page.set_default_timeout(20_000)
    trouble: list[str] = []
    page.on("console", lambda m: trouble.append(m.text) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda e: trouble.append(str(e)))
    page.goto(file.as_uri())
    root = page.locator(".teachclust")
    root.focus()
    for _ in range(min(12, last)):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("End")
    root.and_(page.locator(f'[data-step="{last}"]')).wait_for()
    for key in "clarth":  # what it does not have does nothing
        page.keyboard.press(key)
    page.evaluate(AXE.read_text("utf-8"))
    assert page.evaluate(FINDINGS) == []
    page.set_viewport_size({"width": 360, "height": 900})
    assert [found for found in page.evaluate(WIDE) if found] == []
    assert trouble == []
    context.close()


@pytest.fixture(scope="module")
def book(shared_book: Callable[..., Notebook]) -> Notebook:
    samples = str(Path(__file__).parents[1])
    first = f"import sys; sys.path.insert(0, {samples!r})\n" + SETUP
    return shared_book("algorithms.ipynb", first, "see('AgglomerativeClustering')", "see('DBSCAN')")


def middle(part: Any) -> tuple[float, float]:
    part.scroll_into_view_if_needed()
    box = part.bounding_box()
    return box["x"] + box["width"] - 8, box["y"] + box["height"] / 2


def test_the_cut_of_a_tree_is_dragged_and_moved_by_keys(book: Notebook) -> None:
    hand = Hand(book, 0)
    hand.press("End")
    last = hand.step
    cut = hand.root.locator(".tc-tree .tc-cut")

    def clusters() -> int:
        return int(re.search(r"(\d+) cluster", cut.get_attribute("aria-valuetext"))[1])

    assert clusters() == 4
    x, y = middle(cut)
    hand.drag((x, y), (x, y + 45))
    lower = clusters()
    assert lower > 4
    cut.focus()
    book.page.keyboard.press("ArrowUp")
    assert clusters() == lower - 1
    hand.drag(middle(cut), (x, y - 300))
    assert clusters() == 1
    assert hand.step == last  # the fit stays at its end
    assert hand.trace == 1  # nothing was asked of Python


def test_the_line_across_distances_sets_eps(book: Notebook) -> None:
    hand = Hand(book, 1)
    line = hand.root.locator(".tc-values .tc-cut")
    x, y = middle(line)
    hand.drag((x, y), (x, y + 30))
    hand.answered(2)
    assert 0 < hand.ask("w.estimator.eps") < 0.25
    line.focus()
    book.page.keyboard.press("ArrowUp")
    hand.answered(3)
    hand.act("control.experiment").click()
    hand.root.locator(".tc-experiment-controls input").nth(1).fill("3")
    hand.root.locator(".tc-experiment-controls input").nth(1).press("Enter")
    hand.answered(4)
    assert hand.ask("w.estimator.min_samples") == 3
    hand.press("u", "u", "u")
    hand.until("trace", 1)
    hand.until("busy", "false")
    assert hand.ask("w.estimator.eps") == 0.25
    assert book.trouble == []
