"""A build task in JupyterLab: strokes are judged, and all can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from lab import Notebook


@pytest.fixture(scope="module")
def book(shared_book: Callable[..., Notebook]) -> Notebook:
    book = shared_book("build.ipynb", "from teachclust import build\nw = build('density-build')\nw")
    book.stepper().locator(".tc-conditions").wait_for()
    return book


def stroke(book: Notebook, *places: tuple[float, float]) -> None:
    """Press, move along places (shares of the plane's width and height) and release."""
    plane = book.stepper().locator(".tc-picture")
    plane.scroll_into_view_if_needed()
    box = plane.bounding_box()
    spots = [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in places]
    mouse = book.page.mouse
    mouse.move(*spots[0])
    mouse.down()
    for spot in spots[1:]:
        mouse.move(*spot, steps=12)
    mouse.up()


def met(book: Notebook) -> list[bool]:
    return [mark == "✓" for mark in book.stepper().locator(".tc-mark").all_inner_texts()]


def holds(book: Notebook, *wanted: bool) -> Any:
    for _ in range(40):
        if met(book) == list(wanted):
            break
        book.page.wait_for_timeout(100)
    return met(book)


def test_strokes_are_judged_and_taken_back(book: Notebook) -> None:
    root = book.stepper()
    assert met(book) == [False, False, False]
    stroke(book, (0.25, 0.7), (0.9, 0.7))
    stroke(book, (0.3, 0.25), (0.9, 0.25))
    assert holds(book, True, False, False)[0]
    n = len(book.python("print(*w.X[:, 0])").split())
    assert n > 20
    root.locator("[data-act='transport.undo']").last.click()
    for _ in range(40):  # the points come back when Python has answered
        if len(book.python("print(*w.X[:, 0])").split()) < n:
            break
        book.page.wait_for_timeout(100)
    assert len(book.python("print(*w.X[:, 0])").split()) < n
    root.locator("[data-act='task.again']").click()
    assert holds(book, False, False, False) == [False, False, False]
    assert book.python("print(len(w.X))") == "6"
    assert book.trouble == []


def test_by_keys_alone(book: Notebook) -> None:
    root = book.stepper()
    root.focus()
    for key in ("p", "Enter", "ArrowRight", "ArrowRight", "ArrowRight", "Enter"):
        book.page.keyboard.press(key)
    book.page.wait_for_timeout(600)
    assert int(book.python("print(len(w.X))")) > 6
    book.page.keyboard.press("Escape")
