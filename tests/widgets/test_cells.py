"""Widgets end with the cell that made them, unless another cell shows them."""

from __future__ import annotations

import pytest
from cell_samples import Part, alive
from notebook_kernel import Kernel

from teachclust.widgets import cells
from teachclust.widgets.open_widgets import OPEN

SHOWN = [
    "Part()",
    "p = Part()\np",
    "p = Part()",
    "display(Part())",
    "p, q = Part(), Part()\ndisplay(p)\nq",
    "display(Part(), display_id=True).update(Part())",
    "w.VBox([Part()])",
    "box = w.HBox([w.VBox([Part(), w.Label('a')])])\nbox",
    "w.Tab([Part()])",
    "out = w.Output()\nwith out:\n    display(Part())\nout",
    "out = w.Output()\nout.append_display_data(Part())\nout",
    "question(then=Part).reveal()",
    "q = question(then=Part)\nq.reveal()\nq",
    "w.VBox([question(then=lambda: w.VBox([Part()]))])",
    "w.interactive(lambda k: display(Part(k)), k=(1, 3))",
]


@pytest.mark.parametrize("code", SHOWN)
def test_a_cell_run_again_leaves_one_run_of_widgets(kernel: Kernel, code: str) -> None:
    kernel.run(code, "a")
    parts, widgets = alive(), len(OPEN)
    for _ in range(4):
        kernel.run(code, "a")
    assert alive() == parts
    if "interactive" not in code and "Label" not in code and "Tab" not in code:
        assert len(OPEN) == widgets


def test_what_a_question_was_given_outlives_it(kernel: Kernel) -> None:
    kernel.run("lab = Part(5)", "lab")
    for _ in range(3):
        kernel.run("q = question(then=lab)\nq.reveal()\nq", "a")
    assert kernel["q"].opened is kernel["lab"]
    kernel["q"].close()
    assert not kernel["lab"].closed


def test_another_cell_closes_nothing(kernel: Kernel) -> None:
    kernel.run("Part()", "a")
    kernel.run("Part()", "b")
    kernel.run("1", "c")
    assert alive() == 2


def test_a_widget_that_another_cell_shows_stays_until_that_cell_shows_another(
    kernel: Kernel,
) -> None:
    kernel.run("runs += 1\np = Part(runs)", "make")
    kernel.run("display(w.HBox([p]))", "show")
    kernel.run("runs += 1\np = Part(runs)", "make")
    assert alive() == 2
    kernel.run("display(p)", "show")
    assert alive() == 1
    assert not kernel["p"].closed


def test_a_cell_that_fails_before_it_makes_a_widget_closes_nothing(kernel: Kernel) -> None:
    kernel.run("if runs == 0: Part()", "a")
    kernel.run("runs = 1", "b")
    kernel.run("if runs == 0: Part()", "a")
    assert alive() == 1


def test_what_a_callback_makes_belongs_to_no_cell(kernel: Kernel) -> None:
    kernel.run("1", "a")
    made = Part()
    for _ in range(2):
        kernel.run("Part()", "a")
    assert not made.closed


def test_without_a_cell_id_the_text_of_the_cell_counts(kernel: Kernel) -> None:
    for text in ("a = Part()", "b = Part()", "a = Part()", "a = Part()"):
        kernel.shell.run_cell(text)
    assert alive() == 2


def test_the_events_are_heard_once(kernel: Kernel) -> None:
    first = cells.cells()
    kernel.run("Part()")
    assert cells.cells() is first
