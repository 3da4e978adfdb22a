"""What all widgets share: shown errors, the bundle, and widgets that end with their cell."""

from __future__ import annotations

import gc
import weakref
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import traitlets
from ipywidgets.widgets.widget import _instances

from teachclust.errors import LearnerError
from teachclust.widgets import base, cells
from teachclust.widgets.base import Widget, bundle, shows_errors
from teachclust.widgets.cells import Cells


class Sample(Widget):
    widget = traitlets.Unicode("sample").tag(sync=True)

    @shows_errors
    def answer(self, error: Exception | None) -> None:
        if error is not None:
            raise error


def test_an_error_of_a_callback_is_shown() -> None:
    w = Sample()
    w.answer(None)
    assert w.problem == {}
    w.answer(ZeroDivisionError("by zero"))
    assert w.problem["where"] == "ZeroDivisionError: by zero"
    w.answer(LearnerError("What.", where="where", why="Why.", fix="fix()"))
    assert w.problem == {"ack": 0, "what": "What.", "where": "where", "why": "Why.", "fix": "fix()"}


def test_a_bundle_that_is_missing_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(base, "files", lambda _: tmp_path)
    bundle.cache_clear()
    try:
        with pytest.raises(LearnerError, match="make build"):
            bundle("widget.js")
    finally:
        bundle.cache_clear()


def test_the_bundle_travels_as_text() -> None:
    w = Sample()
    assert type(w._esm) is str
    assert type(w._bundle) is str
    assert len(w._esm) < 2_000, "a browser never frees a module: what each widget loads is small"


def test_close_closes_the_tree_and_nothing_keeps_the_widget() -> None:
    before = len(_instances)
    w = Sample()
    assert len(_instances) > before
    w.close()
    assert len(_instances) == before
    assert w._repr_mimebundle_()[0].keys() == {"text/plain"}
    gone = weakref.ref(w)
    del w
    gc.collect()
    assert gone() is None


# --- widgets that end with their cell ---------------------------------------------------------


class Part:
    """Stands in for a widget."""

    def __init__(self, home: Cells) -> None:
        self.closed = False
        home.made(self)

    def close(self) -> None:
        self.closed = True


class Kernel:
    """Runs cells as IPython does: a function stands in for a cell's text."""

    def __init__(self) -> None:
        self.cells = Cells()

    def run(self, cell: str, *, make: int = 0, show: Any = (), fails: bool = False) -> list[Part]:
        self.cells.begin()
        parts = [Part(self.cells) for _ in range(make)]
        for part in parts if show == "all" else show:
            self.cells.shown(part)
        info = SimpleNamespace(cell_id=cell, raw_cell="")
        self.cells.end(SimpleNamespace(info=info, success=not fails))
        return parts


def test_a_cell_run_again_closes_what_it_made() -> None:
    kernel = Kernel()
    first = kernel.run("a", make=2, show="all")
    second = kernel.run("a", make=2, show="all")
    assert [p.closed for p in first + second] == [True, True, False, False]


def test_another_cell_closes_nothing() -> None:
    kernel = Kernel()
    first = kernel.run("a", make=1, show="all")
    kernel.run("b", make=1, show="all")
    kernel.run("c")
    assert not first[0].closed


def test_a_widget_kept_and_shown_again_stays() -> None:
    kernel = Kernel()
    kept = kernel.run("a", make=1, show="all")
    kernel.run("a", show=kept)
    kernel.run("a", make=1, show=kept)
    assert not kept[0].closed


def test_a_widget_that_another_cell_shows_stays_until_that_cell_shows_another() -> None:
    kernel = Kernel()
    old = kernel.run("make", make=1)
    kernel.run("show", show=old)
    new = kernel.run("make", make=1)
    assert not old[0].closed
    kernel.run("show", show=new)
    assert old[0].closed
    assert not new[0].closed


def test_a_cell_that_fails_before_it_makes_a_widget_closes_nothing() -> None:
    kernel = Kernel()
    first = kernel.run("a", make=1, show="all")
    kernel.run("a", fails=True)
    assert not first[0].closed


def test_what_a_callback_makes_belongs_to_no_cell() -> None:
    kernel = Kernel()
    kernel.run("a")
    made = Part(kernel.cells)
    kernel.run("a", make=1)
    kernel.run("a", make=1)
    assert not made.closed


def test_without_a_cell_id_the_text_of_the_cell_counts() -> None:
    home = Cells()
    parts = []
    for text in ("one", "two", "one"):
        home.begin()
        parts.append(Part(home))
        home.end(SimpleNamespace(info=SimpleNamespace(cell_id=None, raw_cell=text)))
    assert [p.closed for p in parts] == [True, False, False]


def test_a_widget_that_is_gone_is_not_kept() -> None:
    home = Cells()
    home.begin()
    gone = weakref.ref(Part(home))
    home.end(SimpleNamespace(info=SimpleNamespace(cell_id="a", raw_cell="")))
    gc.collect()
    assert gone() is None


def test_in_ipython_the_events_are_heard_once() -> None:
    from IPython.core.interactiveshell import InteractiveShell

    shell = InteractiveShell.instance()
    try:
        shell.user_ns["Sample"] = Sample
        for _ in range(3):
            shell.run_cell("w = Sample()\nold = globals().get('new'); new = w", cell_id="a")
            assert cells.cells() is cells.cells()
        assert shell.user_ns["old"].closed
        assert not shell.user_ns["new"].closed
    finally:
        InteractiveShell.clear_instance()
