"""Notebook 7: rows, outputs, an interrupt, and a whole lesson, as in JupyterLab.

Its comms run on the kernel's main shell, where an interrupt meets a widget that computes.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from clients import needs_client
from hand import SETUP, WATCH, Hand
from lab import Lab, Notebook
from test_lessons import DRAWN, LESSONS, OUTPUTS, raises

pytestmark = needs_client("notebook")

ROW = "import ipywidgets as W\nW.HBox([w, watch(KMeans(n_clusters=3, random_state=5), X)])"
OUTPUT = (
    "out = W.Output()\nwith out:\n    display(watch(KMeans(n_clusters=2, random_state=1), X))\nout"
)
SLOW = """
import time
import teachclust.widgets.stepper as _stepper
_trace = _stepper.trace
def _slow(*args, **kwargs):
    until = time.monotonic() + 60
    while time.monotonic() < until:
        time.sleep(0.05)
_stepper.trace = _slow
"""
#: what Notebook 7.6 throws by itself, in an empty notebook too
OWN = "Cannot read properties of undefined (reading 'schema')"
INTERRUPT = "() => jupyterapp.shell.currentWidget.sessionContext.session.kernel.interrupt()"


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory, browser: Any) -> Iterator[Lab]:
    server = Lab(tmp_path_factory.mktemp("notebook7"), app="notebook")
    yield server
    server.stop()


@pytest.fixture
def notebook(page: Any, lab: Lab) -> Iterator[Callable[..., Notebook]]:
    yield lambda name, *cells: Notebook(page, lab, lab.write(name, *cells))
    lab.shutdown_kernels()


def trouble_of(book: Notebook) -> list[str]:
    """What the console says, Notebook's own complaint left out."""
    return [line for line in book.trouble if line.strip() != OWN]


def test_in_a_row_and_in_an_output(notebook: Callable[..., Notebook]) -> None:
    book = notebook("row.ipynb", SETUP, WATCH, ROW, OUTPUT)
    for index in range(4):
        hand = Hand(book, index)
        hand.root.scroll_into_view_if_needed()
        assert hand.root.bounding_box()["width"] > 200
    hand = Hand(book, 3)
    hand.to(2)
    assert trouble_of(book) == []
    assert book.foreign == []


def test_an_interrupt_leaves_the_widget_usable(notebook: Callable[..., Notebook]) -> None:
    book = notebook("interrupt.ipynb", SETUP, WATCH)
    hand = Hand(book)
    book.python(SLOW)
    hand.press("n")
    hand.until("busy", "true")
    book.page.wait_for_timeout(500)  # until Python computes; what it does then tells nobody
    book.page.evaluate(INTERRUPT)
    hand.until("busy", "false")
    book.python("_stepper.trace = _trace")
    before = hand.trace
    hand.press("n")
    hand.answered(before + 1)


def test_a_whole_lesson(page: Any, lab: Lab) -> None:
    lesson = next(path for path in LESSONS if path.stem == "01_blobs")
    shutil.copy(lesson, lab.root / lesson.name)
    book = Notebook(page, lab, lesson.name, run=False)
    book.run_all(timeout=180_000)
    outputs = page.evaluate(OUTPUTS)
    expected = raises(lesson)
    assert [o for o in outputs if o["type"] == "error" and o["cell"] not in expected] == []
    for cell in sorted({o["cell"] for o in outputs if o["widget"]}):
        page.evaluate("(i) => jupyterapp.shell.currentWidget.content.scrollToItem(i)", cell)
        page.wait_for_function(DRAWN, arg=cell)
    assert page.get_by_text("Error displaying widget").count() == 0
    assert trouble_of(book) == []
    assert book.foreign == []
    lab.shutdown_kernels()
