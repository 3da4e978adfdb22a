"""Which notebook cell made a widget and which cells show it, so that a re-run leaves none behind.

ipywidgets keeps every widget alive until it is closed, so a cell that is run again would leave the
old widget, its data and its channel to the browser in memory. Here a widget is closed once the
cell that made it has run again and made another, and no other cell shows it.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import Any, Protocol
from weakref import WeakKeyDictionary


class Closable(Protocol):
    """What is kept track of."""

    def close(self) -> None:
        """Free everything."""


@dataclass(slots=True)
class _Life:
    """What is known of one widget."""

    maker: str | None = None  # None: made outside a cell, in a callback; its owner closes it
    places: set[str] = field(default_factory=set)
    replaced: bool = False


class Cells:
    """The widgets of one kernel, by the cells that made and show them."""

    def __init__(self) -> None:
        self._lives: WeakKeyDictionary[Closable, _Life] = WeakKeyDictionary()
        self._running = True  # the first widget is made by the cell that is running
        self._made: list[Closable] = []
        self._shown: list[Closable] = []

    def made(self, widget: Closable) -> None:
        """Note a new widget."""
        self._lives[widget] = _Life()
        # callbacks may run beside a cell, in a thread of their own
        if self._running and threading.current_thread() is threading.main_thread():
            self._made.append(widget)

    def shown(self, widget: Closable) -> None:
        """Note that the running cell shows a widget."""
        if self._running:
            self._shown.append(widget)

    @property
    def running(self) -> bool:
        """Whether a cell is running, and this is its thread."""
        return self._running and threading.current_thread() is threading.main_thread()

    def begin(self, *_: object) -> None:
        """Note that a cell begins to run."""
        self._running = True
        self._made, self._shown = [], []

    def end(self, result: Any) -> None:
        """Close what a cell made in an earlier run and no cell shows, now that it has run again.

        Parameters
        ----------
        result : IPython.core.interactiveshell.ExecutionResult
            It knows the cell's id, or else its text.
        """
        cell = str(getattr(result.info, "cell_id", None) or result.info.raw_cell)
        made, shown = self._made, self._shown
        self._running, self._made, self._shown = False, [], []
        for widget, life in list(self._lives.items()):
            if widget in made:
                life.maker = cell
            elif life.maker == cell and made:
                life.replaced = True
            if widget in shown:
                life.places.add(cell)
            else:
                life.places.discard(cell)
            if life.replaced and not life.places:
                self.forget(widget)
                widget.close()

    def forget(self, widget: Closable) -> None:
        """Keep track of a widget no longer."""
        self._lives.pop(widget, None)


_cells: WeakKeyDictionary[Any, Cells] = WeakKeyDictionary()


def cells() -> Cells | None:
    """Return the widgets of the present kernel, or None outside of IPython."""
    try:
        from IPython.core.getipython import get_ipython
    except ImportError:
        return None
    shell: Any = get_ipython()  # type: ignore[no-untyped-call,unused-ignore]
    if shell is None:
        return None
    known = _cells.get(shell)
    if known is None:
        known = _cells[shell] = Cells()
        shell.events.register("pre_run_cell", known.begin)
        shell.events.register("post_run_cell", known.end)
    return known
