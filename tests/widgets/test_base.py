"""What all widgets share: shown errors, and what is left of a closed one."""

from __future__ import annotations

import gc
import weakref

import ipywidgets
import pytest
import traitlets
from notebook_kernel import Kernel
from widget_samples import SAMPLES

from teachclust.errors import LearnerError
from teachclust.widgets.base import Widget, shows_errors
from teachclust.widgets.open_widgets import OPEN


class Sample(Widget):
    widget = traitlets.Unicode("predict").tag(sync=True)

    @shows_errors
    def answer_with(self, error: BaseException | None) -> None:
        if error is not None:
            raise error


def test_an_error_of_a_callback_is_shown() -> None:
    w = Sample()
    w.answer_with(None)
    assert w.problem == {}
    w.answer_with(ZeroDivisionError("by zero"))
    assert w.problem["where"] == "ZeroDivisionError: by zero"
    w.answer_with(LearnerError("What.", where="where", why="Why.", fix="fix()"))
    assert w.problem == {"ack": 0, "what": "What.", "where": "where", "why": "Why.", "fix": "fix()"}


def test_close_closes_the_tree_and_nothing_keeps_the_widget() -> None:
    before = len(OPEN)
    w = Sample()
    assert len(OPEN) > before
    w.close()
    assert len(OPEN) == before
    assert w._repr_mimebundle_()[0].keys() == {"text/plain"}
    gone = weakref.ref(w)
    del w
    gc.collect()
    assert gone() is None


@pytest.mark.parametrize(
    ("error", "what"),
    [
        (KeyboardInterrupt(), "Interrupted"),
        (MemoryError("Unable to allocate 7 TiB"), "not enough memory"),
        (RecursionError("maximum recursion depth exceeded"), "unexpected"),
        (SystemExit(3), "unexpected"),
        (StopIteration(), "unexpected"),
    ],
)
def test_whatever_ends_a_callback_is_its_answer(error: BaseException, what: str) -> None:
    with Kernel() as kernel:
        w = Sample()
        kernel.run("1")
        w.request = {"id": 7}
        w.answer_with(error)  # outside of cells
        assert what in w.problem["what"]
        assert w.problem["ack"] == 7
        w.answer_with(None)


@pytest.mark.parametrize("inside", [True, False])
def test_an_interrupt_goes_on_to_the_cell_that_is_running(inside: bool) -> None:
    with Kernel() as kernel:
        kernel.shell.user_ns["w"] = w = Sample()
        if inside:
            with pytest.raises(KeyboardInterrupt):
                kernel.run("w.answer_with(KeyboardInterrupt())\nw.reached = True")
        else:
            kernel.run("1")
            w.answer_with(KeyboardInterrupt())
        assert not hasattr(w, "reached")
        assert "Interrupted" in w.problem["what"]


def test_outside_of_ipython_an_interrupt_ends_the_program() -> None:
    w = Sample()
    with pytest.raises(KeyboardInterrupt):
        w.answer_with(KeyboardInterrupt())
    assert "Interrupted" in w.problem["what"]


def test_an_error_whose_text_can_not_be_had_is_told_by_its_type() -> None:
    class MuteError(Exception):
        def __str__(self) -> str:
            raise RuntimeError

    w = Sample()
    w.answer_with(MuteError())
    assert w.problem["where"] == "MuteError"
    w.answer_with(ValueError("x" * 10_000))
    assert len(w.problem["where"]) == 400


# --- closed widgets -----------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_a_closed_widget_keeps_its_numbers_and_says_that_it_is_closed(name: str) -> None:
    w = SAMPLES[name]()
    before = {n: v for n, v in w._own_values().items() if n not in ("problem", "request")}
    text, picture = w.summary(), w.thumbnail()
    w.close()
    w.close()  # twice is once
    assert (w.summary(), w.thumbnail()) == (text, picture)
    assert {n: v for n, v in w._own_values().items() if n in before} == before
    assert "closed" in repr(w)
    box = ipywidgets.VBox([w])
    sent = box.get_state("children")["children"][0].removeprefix("IPY_MODEL_")
    assert "This widget is closed" in OPEN[sent].value
    out = ipywidgets.Output()
    out.append_display_data(ipywidgets.HBox([w]))
    box.close()


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_what_remains_of_a_widget_has_its_numbers_until_they_are_let_go(name: str) -> None:
    w = SAMPLES[name]()
    left = w.closed_copy()
    assert left.closed
    assert not w.closed
    assert left.summary() == w.summary()
    w.close()
    del w
    assert "closed" in repr(left)
    left.drop_numbers()
    assert "closed" in repr(left)
