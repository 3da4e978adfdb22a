"""The Stepper when Python is busy, interrupted, gone or wrong; and when the page moves under it."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from typing import Any

import nbformat
import pytest
from hand import SETUP, WATCH, Hand
from lab import Notebook

OTHER = "b = watch(KMeans(n_clusters=3, random_state=5), X)\nb"
START = """(code) => {
  const kernel = jupyterapp.shell.currentWidget.sessionContext.session.kernel;
  window.running = kernel.requestExecute({code, store_history: false}).done.catch(() => 0);
}"""
STATUS = "() => jupyterapp.shell.currentWidget.sessionContext.session?.kernel?.status"


@pytest.fixture(scope="module")
def book(shared_book: Callable[..., Notebook]) -> Notebook:
    """`w` shown by two cells, `b` by a third."""
    return shared_book("kernel.ipynb", SETUP, WATCH, "w", OTHER)


@pytest.fixture
def hands(book: Notebook) -> tuple[Hand, Hand, Hand]:
    """New widgets: `w`, `w` once more, `b`."""
    book.run_all()
    book.page.wait_for_function("() => document.querySelectorAll('.tc-plane').length === 3")
    made = Hand(book, 0), Hand(book, 1), Hand(book, 2, "b")
    for hand in made:
        hand.until("trace", 1)
    yield made
    assert book.trouble == []


def plays(hand: Hand) -> None:
    """Step forth and back, run to the end."""
    hand.press("Home")
    hand.until("step", 0)
    hand.next(3)
    hand.until("step", 3)
    hand.press("ArrowLeft")
    hand.until("step", 2)
    hand.root.locator(".tc-speed").select_option("4")
    hand.act("transport.run").click()
    hand.until("playing", "false")
    last = hand.step
    hand.press("End")
    assert hand.step == last > 3


def test_the_same_widget_twice_is_in_step(hands: tuple[Hand, Hand, Hand]) -> None:
    first, second, other = hands
    first.to(3)
    second.until("step", 3)
    second.press("n")
    first.answered(2)
    second.answered(2)
    first.press("n")
    second.answered(3)
    first.press("u")
    second.answered(2)
    second.press("u")
    first.answered(1)
    assert first.ask("w.trace['head']['id']") == 1
    assert first.ask("w.request['id']") == 4
    assert (other.trace, other.step) == (1, 0)


def test_two_widgets_are_apart(hands: tuple[Hand, Hand, Hand]) -> None:
    first, _, other = hands
    other.press("n")
    other.answered(2)
    other.to(4)
    assert (first.trace, first.step) == (1, 0)
    assert other.ask("w.estimator.random_state") == 6
    assert first.ask("w.estimator.random_state") == 2


def test_while_python_is_busy_and_after_an_interrupt(hands: tuple[Hand, Hand, Hand]) -> None:
    hand, page = hands[0], hands[0].page
    hand.press("n")
    hand.answered(2)
    page.evaluate(START, "import time; time.sleep(120)")
    page.wait_for_function(f"() => ({STATUS})() === 'busy'")
    try:
        plays(hand)
        hand.act("transport.undo").click()
        hand.until("trace", 1)
        hand.press("Shift+U")
        hand.until("trace", 2)
        plays(hand)
    finally:
        page.evaluate(
            "() => jupyterapp.shell.currentWidget.sessionContext.session.kernel.interrupt()"
        )
    hand.until("busy", "false")
    assert hand.ask("[w.trace['head']['id'], w.estimator.random_state]") == [2, 3]
    hand.press("n")
    hand.answered(3)


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="Windows can't halt a process")
def test_while_python_is_silent(hands: tuple[Hand, Hand, Hand]) -> None:
    """A kernel halted whole answers nothing, not even beside a running cell."""
    hand = hands[0]
    slow = hand.root.locator(".tc-slow")
    hand.press("n")
    hand.answered(2)
    kernel = hand.ask("__import__('os').getpid()")
    os.kill(kernel, signal.SIGSTOP)
    try:
        hand.press("n")
        hand.until("busy", "true")
        plays(hand)
        slow.wait_for()
        assert "busy or stopped" in slow.text_content()
        hand.act("transport.undo").click()
        hand.until("trace", 1)
        plays(hand)
    finally:
        os.kill(kernel, signal.SIGCONT)
    slow.wait_for(state="hidden")
    hand.until("busy", "false")
    assert hand.trace == 1  # the answer that came too late is not shown
    assert hand.ask("[w.trace['head']['id'], w.estimator.random_state]") == [1, 2]


EDITS: list[tuple[str, Callable[[Hand], Any]]] = [
    ("center_move", lambda h: h.press("c", "ArrowLeft", "Enter")),
    ("center_delete", lambda h: h.press("c", "Delete")),
    ("center_add", lambda h: h.page.mouse.dblclick(*h.spot(-3.0, 0.0))),
    ("param", lambda h: h.root.get_by_role("button", name="k: one more").click()),
    (
        "param",
        lambda h: (
            h.root.locator(".tc-experiment-controls select").nth(0).select_option("k-means++")
        ),
    ),
    ("param", lambda h: type_seed(h, "31")),
    ("new_start", lambda h: h.press("n")),
    ("points_add", lambda h: with_tool(h, "draw")),
    ("point_move", lambda h: with_tool(h, "move")),
    ("points_delete", lambda h: with_tool(h, "delete")),
    ("replay", lambda h: h.root.locator(".tc-histbar:enabled").first.click()),
    ("restore", lambda h: h.press("u")),
    ("starts", lambda h: open_starts(h)),  # noqa: PLW0108  defined below
]
BREAK = """
import teachclust.widgets.stepper as module
kept = {n: getattr(module, n) for n in ('trace', 'to_wire', 'final_inertias')}
def broken(*_, **__):
    raise RuntimeError('injected by a test')
for n in kept:
    setattr(module, n, broken)
"""
MEND = "for n, f in kept.items():\n    setattr(module, n, f)"


def type_seed(hand: Hand, text: str) -> None:
    seed = hand.root.locator(".tc-experiment-controls input").nth(1)
    seed.fill(text)
    seed.press("Enter")


def with_tool(hand: Hand, tool: str) -> None:
    hand.tool(tool)
    x, y = hand.spot(*hand.ask("w.X[0].tolist()"))
    hand.drag((x, y), (x + 25, y + 15), steps=3)
    hand.tool("centers")


def open_starts(hand: Hand) -> None:
    if hand.act("control.starts").get_attribute("aria-expanded") == "true":
        hand.act("control.starts").click()
    hand.act("control.starts").click()


def test_an_error_of_every_callback_shows_in_the_widget(hands: tuple[Hand, Hand, Hand]) -> None:
    hand, book = hands[0], hands[0].book
    alert = hand.root.get_by_role("alert")
    open_starts(hand)
    hand.root.locator(".tc-histbar").first.wait_for()
    hand.press("n")
    hand.answered(2)
    trace = 2
    for kind, act in EDITS:
        hand.to(2)
        hand.settled()
        book.python(BREAK)
        act(hand)
        alert.get_by_text("injected by a test").wait_for()
        hand.until("busy", "false")
        assert hand.ask("w.request['edit']['kind']") == kind
        assert hand.ask("w.trace['head']['id']") == trace
        book.python(MEND)
        hand.press("n")
        trace += 1
        hand.answered(trace)
        assert alert.count() == 0, f"after {kind} the error is still shown"


def test_scrolled_away_and_back_it_is_drawn(notebook: Callable[..., Notebook]) -> None:
    text = ["print('\\n'.join(['line'] * 30))"] * 25
    book = notebook("long.ipynb", SETUP, WATCH, *text)
    hand = Hand(book)
    hand.to(4)
    hand.settled()
    full = hand.inked()
    assert full > 0.01
    page = book.page
    scroll = "(i) => { const n = jupyterapp.shell.currentWidget.content; n.activeCellIndex = i; }"
    for _ in range(3):
        page.evaluate(scroll, 26)
        page.keyboard.press("Escape")
        page.evaluate("() => jupyterapp.shell.currentWidget.content.scrollToItem(26)")
        page.wait_for_function(
            "() => !document.querySelector('.teachclust')?.checkVisibility() || "
            "document.querySelector('.teachclust').getBoundingClientRect().bottom < 0"
        )
        page.evaluate("() => jupyterapp.shell.currentWidget.content.scrollToItem(1)")
        hand = Hand(book)
        hand.plane.scroll_into_view_if_needed()
        hand.settled()
        assert hand.step == 4
        assert hand.inked() == pytest.approx(full, rel=0.05)
    hand.press("n")
    hand.answered(2)
    assert book.trouble == []


def test_with_a_dead_kernel_it_plays_and_the_saved_file_shows_a_picture(
    notebook: Callable[..., Notebook],
) -> None:
    book = notebook("dead.ipynb", SETUP, WATCH)
    hand, page = Hand(book), book.page
    hand.press("n")
    hand.answered(2)
    page.evaluate("async () => { await jupyterapp.commands.execute('docmanager:save') }")
    page.evaluate("async () => { await jupyterapp.shell.currentWidget.sessionContext.shutdown() }")
    plays(hand)
    hand.press("u")
    hand.until("trace", 1)
    plays(hand)
    hand.press("n")
    hand.root.locator(".tc-slow").wait_for()
    plays(hand)
    assert_a_picture_without_kernel(book)


def assert_a_picture_without_kernel(book: Notebook) -> None:
    """The file as somebody else opens it: not run here, so not trusted."""
    root, page = book.lab.root, book.page
    saved = nbformat.read(root / book.name, as_version=4)
    data = saved.cells[1].outputs[0].data
    assert data["text/plain"].startswith("Stepper(KMeans(")
    saved.cells.append(nbformat.v4.new_markdown_cell("sent by mail"))
    nbformat.write(saved, root / "mailed.ipynb")
    mailed = Notebook(page, book.lab, "mailed.ipynb", run=False)
    picture = page.locator(".jp-OutputArea-output img")
    picture.wait_for()
    assert picture.evaluate("i => i.complete && i.naturalWidth > 100")
    assert mailed.page.get_by_text("model not found").count() == 0
