"""What Python does to a widget on screen: sets its step, is interrupted, runs its cell again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hand import SETUP, WATCH, Hand
from lab import Notebook

LABS = """
from teachclust import KLab, PaletteLab, race
from sklearn.cluster import MiniBatchKMeans
import ipywidgets as W, numpy as np
lab = KLab(KMeans(n_init=1, random_state=0), X, range(2, 6), n_references=2, n_resamples=2)
racers = race([MiniBatchKMeans(4, random_state=0), KMeans(4, random_state=0)], X)
palette = PaletteLab(np.random.default_rng(0).random((20, 30, 3)), k=4)
W.VBox([lab, racers, palette])
"""
SLIDER = "s = W.IntSlider(max=w.last_step)\nlink = W.link((w, 'step'), (s, 'value'))\ns"
SLOW = """
import time
import teachclust.widgets.stepper as _stepper
_trace = _stepper.trace
def _slow(*args, **kwargs):
    time.sleep(60)
_stepper.trace = _slow
"""
MAIN_SHELL = """() => {
  jupyterapp.shell.currentWidget.sessionContext.session.kernel.commsOverSubshells = 'disabled';
}"""
INTERRUPT = "() => jupyterapp.shell.currentWidget.sessionContext.session.kernel.interrupt()"


@pytest.fixture(scope="module")
def book(shared_book: Callable[..., Notebook]) -> Iterator[Notebook]:
    book = shared_book("from_python.ipynb", SETUP, WATCH, LABS, SLIDER, run=False)
    book.page.evaluate(MAIN_SHELL)
    book.run_all()
    book.stepper()
    yield book
    assert book.trouble == []


def test_a_step_that_python_sets_is_shown(book: Notebook) -> None:
    hand = Hand(book)
    book.python("w.step = 3")
    hand.until("step", 3)
    refused = book.python("try: w.step = 99_999\nexcept ValueError as error: print(error)")
    assert "has the steps 0 to" in refused
    hand.act("transport.next").click()
    hand.until("step", 4)
    book.page.wait_for_timeout(300)  # the browser writes at most ten times in a second
    assert hand.ask("[w.step, s.value]") == [4, 4]
    book.python("s.value = 1")
    hand.until("step", 1)


def test_the_other_widgets_follow_too(book: Notebook) -> None:
    def root(widget: str, name: str, value: object) -> Any:
        return book.page.locator(f'[data-widget="{widget}"][data-{name}="{value}"]')

    book.python("lab.k = 4")
    root("k_lab", "k", 4).wait_for()
    book.python("lab.features = 'scaled'")
    root("k_lab", "features", "scaled").wait_for()
    assert book.python("print(lab.k, lab.step)") == "4 2"
    book.python("racers.step = racers.last_step")
    root("race", "step", book.python("print(racers.last_step)")).wait_for()
    book.python("palette.k = 7")
    root("palette_lab", "k", 7).wait_for()


def test_an_interrupt_is_answered_on_the_main_shell(book: Notebook) -> None:
    hand = Hand(book)
    before = hand.trace
    book.python(SLOW)
    hand.press("n")
    hand.until("busy", "true")
    book.page.wait_for_timeout(500)  # until Python computes
    book.page.evaluate(INTERRUPT)
    hand.root.get_by_role("alert").get_by_text("Interrupted").wait_for()
    hand.until("busy", "false")
    book.python("_stepper.trace = _trace")
    hand.press("n")
    hand.answered(before + 1)
    assert hand.root.get_by_role("alert").count() == 0


def test_a_cell_run_again_closes_nothing_that_is_held(book: Notebook) -> None:
    book.python("kept = [w]")
    book.run_cell(1)
    Hand(book).until("trace", 1)
    assert book.python("print(kept[0].closed, w.closed)") == "False False"
    assert book.python("box = W.VBox(kept)") == ""
    book.python("box.close(); link.unlink(); kept.clear(); del box, link")
    book.run_cell(1)
    alive = "print(sum('Stepper' in repr(type(one).__mro__) for one in W.Widget.widgets.values()))"
    assert book.python(f"import warnings; warnings.simplefilter('ignore'); {alive}") == "1"
