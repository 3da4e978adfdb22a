"""Widgets end with the cell that made them, unless something still holds or shows them."""

from __future__ import annotations

from collections.abc import Iterator

import ipywidgets
import pytest
import traitlets
from ipywidgets.widgets.widget import _instances
from notebook_kernel import Kernel

from teachclust.widgets import cells
from teachclust.widgets.base import Widget
from teachclust.widgets.predict import Option, Predict


class Part(Widget):
    widget = traitlets.Unicode("part").tag(sync=True)
    _content = None

    def __init__(self, number: int = 0) -> None:
        super().__init__()
        self._content = (number,)

    @property
    def number(self) -> int:
        return self._content[0]

    def summary(self) -> str:
        return f"Part {self.number}"


def question(then: object) -> Predict:
    return Predict("?", [Option("a", "b", right=True), Option("c", "d")], then=then)


@pytest.fixture
def kernel() -> Iterator[Kernel]:
    with Kernel() as kernel:
        kernel.shell.user_ns |= {"Part": Part, "w": ipywidgets, "question": question, "runs": 0}
        kernel.run("from IPython.display import display")
        yield kernel


def alive() -> int:
    return sum(isinstance(one, Part) for one in _instances.values())


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
    parts, widgets = alive(), len(_instances)
    for _ in range(4):
        kernel.run(code, "a")
    assert alive() == parts
    if "interactive" not in code and "Label" not in code and "Tab" not in code:
        assert len(_instances) == widgets


HELD = [
    ("kept = []", "kept.append(Part(runs))", "kept[0]"),
    ("kept = {}", "kept[runs] = Part(runs)\nkept[runs]", "kept[1]"),
    ("first = None", "p = Part(runs)\nfirst = first or p\np", "first"),
    ("box = w.VBox()", "box.children += (Part(runs),)", "box.children[0]"),
    ("class Mine: pass\nm = Mine()", "p = Part(runs)\nm.p = getattr(m, 'p', p)\np", "m.p"),
    ("calls = []", "calls.append(lambda p=Part(runs): p)", "calls[0]()"),
    ("old = None", "p = Part(runs)\nold = old or p.close\np", "old.__self__"),
    ("asks = []", "asks.append(question(then=Part(runs)))", "asks[0]._then"),
]


@pytest.mark.parametrize(("setup", "code", "first"), HELD)
def test_what_the_learner_holds_stays(kernel: Kernel, setup: str, code: str, first: str) -> None:
    kernel.run(setup)
    for _ in range(3):
        kernel.run(f"runs += 1\n{code}", "a")
    kernel.run(f"found = {first}")
    assert kernel["found"].number == 1
    assert not kernel["found"].closed
    kernel.run("w.VBox([found])")


def test_what_is_let_go_of_is_closed_by_the_next_run(kernel: Kernel) -> None:
    kernel.run("kept = []", "setup")
    for _ in range(3):
        kernel.run("kept.append(Part())", "a")
    assert alive() == 3
    kernel.run("kept.clear()", "b")
    kernel.run("kept.append(Part())", "a")
    assert alive() == 1


def test_what_a_question_was_given_outlives_it(kernel: Kernel) -> None:
    kernel.run("lab = Part(5)", "lab")
    for _ in range(3):
        kernel.run("q = question(then=lab)\nq.reveal()\nq", "a")
    assert kernel["q"].opened is kernel["lab"]
    kernel["q"].close()
    assert not kernel["lab"].closed


def test_the_history_keeps_the_numbers_of_the_last_three(kernel: Kernel) -> None:
    for _ in range(6):
        kernel.run("runs += 1\nPart(runs)", "a")
    assert alive() == 1
    out = kernel["Out"]
    closed = [value for value in out.values() if value.closed]
    assert len(closed) == 5
    assert [one.number for one in closed[-3:]] == [3, 4, 5]
    assert [one._content for one in closed[:2]] == [None, None]
    assert kernel["__"].number == 5
    kernel.run("Out[2]")
    kernel.run("w.VBox([Out[3], __])")


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
