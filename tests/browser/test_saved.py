"""A saved notebook: what shows of a widget once its kernel is gone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hand import SETUP, WATCH, Hand
from lab import READY, Lab, Notebook

ASK = """
from teachclust.widgets.predict import Option, Predict
Predict("Up?", [Option("Yes", "It is.", right=True), Option("No", "It is not.")], key="saved")
"""
# what a reader sees of the outputs: pictures and texts that take up room
SEEN = """() => [...document.querySelectorAll('.jp-OutputArea-child')]
  .filter((node) => node.getClientRects().length > 0)
  .map((node) => node.querySelector('.teachclust') ? 'live' : node.querySelector('img') ? 'picture'
    : node.querySelector('details') ? 'folded' : node.textContent.trim())"""
SAVE = "async () => { await jupyterapp.commands.execute('docmanager:save') }"


@pytest.fixture
def book(notebook: Callable[..., Notebook]) -> Notebook:
    return notebook("saved.ipynb", SETUP, WATCH, ASK)


def test_with_a_kernel_only_the_live_widgets_show(book: Notebook, page: Any) -> None:
    Hand(book).next()
    page.locator('[data-widget="predict"]').wait_for()
    assert page.evaluate(SEEN) == ["live", "live"]


def test_restart_and_reload_shows_the_thumbnail(book: Notebook, page: Any, lab: Lab) -> None:
    Hand(book).next()
    page.locator('[data-widget="predict"]').wait_for()
    page.evaluate(SAVE)
    lab.shutdown_kernels()
    page.reload()
    page.locator(".jp-OutputArea-child img").wait_for()
    page.locator(".jp-OutputArea-child details").wait_for()
    assert page.evaluate(SEEN) == ["picture", "folded"], "before a kernel is there"
    page.wait_for_function(READY)
    page.wait_for_function("() => document.body.textContent.includes('model not found')")
    assert page.evaluate(SEEN) == ["picture", "folded"], "with a new kernel"
    assert page.locator(".jp-OutputArea-child img").bounding_box()["width"] > 300
    book.run_all()
    Hand(book).next()
    assert page.evaluate(SEEN) == ["live", "live"]


def test_an_untrusted_copy_shows_the_thumbnail(book: Notebook, page: Any, lab: Lab) -> None:
    Hand(book).next()
    page.evaluate(SAVE)
    text = (lab.root / "saved.ipynb").read_text("utf-8")
    (lab.root / "copy.ipynb").write_text(text.replace("Up?", "Up again?"), "utf-8")
    copy = Notebook(page, lab, "copy.ipynb", run=False)
    page.locator(".jp-OutputArea-child img").wait_for()
    page.locator(".jp-OutputArea-child details").wait_for()
    assert [seen for seen in page.evaluate(SEEN) if seen] == ["picture", "folded"]
    assert copy.foreign == []
