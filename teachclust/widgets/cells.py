"""Which notebook cell made a widget and which cells show it, so that a re-run leaves none behind.

ipywidgets keeps every widget alive until it is closed, so a cell that is run again would leave the
old widget, its data and its channel to the browser in memory. Here a widget is closed once the
cell that made it has run again and made another, no cell shows it, and no variable, list, container
or function of the learner's refers to it (see `teachclust.widgets.unreferenced`).
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary, WeakSet, ref

from ipywidgets import DOMWidget, Output

from teachclust.widgets.open_widgets import OPEN
from teachclust.widgets.saved_output import VIEW, saved_output
from teachclust.widgets.unreferenced import History, close_unreferenced


@dataclass(slots=True)
class _Origin:
    """Where a widget was made."""

    cell: str | None = None  # None: outside a cell, in a callback; what shows the widget closes it
    #: whether the cell has run again and made other widgets
    replaced: bool = False


class Cells:
    """The widgets of one kernel, by the cells that made and show them; `shell` runs the cells."""

    def __init__(self, shell: Any) -> None:
        self._shell = ref(shell)
        self._history = History(shell)
        self._origins: WeakKeyDictionary[DOMWidget, _Origin] = WeakKeyDictionary()
        self._referenced: WeakSet[DOMWidget] = WeakSet()
        #: model ids of the views in each cell's outputs, by the names under which they stand there
        self._views: dict[str, dict[object, str]] = {}
        #: model ids of the views that an Output has captured
        self._captured: WeakKeyDictionary[Any, set[str]] = WeakKeyDictionary()
        self.begin()  # the first widget is made by the cell that is running

    @property
    def running(self) -> bool:
        """Whether a cell is running, and this is its thread."""
        return self._running and threading.current_thread() is threading.main_thread()

    def register(self, widget: DOMWidget) -> None:
        """Take note of a new widget."""
        self._origins[widget] = _Origin()
        if self.running:  # callbacks may run beside a cell, in a thread of their own
            self._made.add(widget)

    def unregister(self, widget: DOMWidget) -> None:
        """Stop tracking a widget."""
        self._origins.pop(widget, None)

    def begin(self, *_: object) -> None:
        """Note that a cell begins to run."""
        self._running = True
        self._made: WeakSet[DOMWidget] = WeakSet()
        self._shown: dict[object, str] = {}
        #: cells in whose outputs the running cell has replaced a view
        self._updated: set[str] = set()
        self._listen(True)

    def end(self, result: Any) -> None:
        """Save the pictures of what a cell shows, and close what it made in an earlier run.

        The result knows the cell's id, or else its text, and its last value.
        """
        self._listen(False)
        self._running = False
        cell = str(getattr(result.info, "cell_id", None) or result.info.raw_cell)
        if (value := view_of(getattr(result, "result", None))) is not None:
            self._shown["result"] = value
        before = self._on_screen()
        self._views[cell] = self._shown
        for changed in (*self._updated - {cell}, cell):
            self._publish(changed, update=changed != cell)
        self._close(cell, before - self._on_screen())

    def _listen(self, on: bool) -> None:
        """Begin or end to take note of what the running cell displays."""
        publisher = self._publisher()
        if publisher is not None:
            publisher.unregister_hook(self._note_view)
            if on:
                publisher.register_hook(self._note_view)

    def _publisher(self) -> Any | None:
        """Return what displays a cell's outputs; None where no kernel does."""
        publisher: Any = getattr(self._shell(), "display_pub", None)
        return publisher if hasattr(publisher, "register_hook") else None

    def _note_view(self, message: dict[str, Any]) -> dict[str, Any]:
        """Note a view that is displayed, in this cell or in the Output that captures it."""
        content, kind = message["content"], message["header"]["msg_type"]
        output = _capturing()
        if kind == "clear_output":
            (self._shown if output is None else self._captured.get(output, set())).clear()
        view = content.get("data", {}).get(VIEW, {}).get("model_id")
        if not view:
            return message
        name = content.get("transient", {}).get("display_id") or object()
        if output is not None:
            self._captured.setdefault(output, set()).add(view)
        elif kind == "display_data":
            self._shown[name] = view
        else:
            self._update(name, view)
        return message

    def _update(self, name: object, view: str) -> None:
        """Note that another view has replaced the displayed one of this name."""
        if name in self._shown:
            self._shown[name] = view
        for cell, views in self._views.items():
            if name in views:
                views[name] = view
                self._updated.add(cell)

    def _publish(self, cell: str, *, update: bool) -> None:
        """Save the pictures of the widgets in a cell's outputs, as one more output."""
        publisher = self._publisher()
        if publisher is None or os.environ.get("TEACHCLUST_EXPORT") == "1":
            return
        if markup := [w.saved_markup() for w in self._within(self._views[cell].values())]:
            name = {"display_id": f"teachclust-saved-{cell}"}
            publisher.publish(saved_output(markup), {}, transient=name, update=update)

    def _on_screen(self) -> set[str]:
        """Return the model ids of all views in the outputs of cells."""
        return {view for views in self._views.values() for view in views.values()}

    def _close(self, cell: str, gone: set[str]) -> None:
        """Close the cell's earlier widgets to which nothing refers, and their containers."""
        widgets, others = self._replaced(cell, gone)
        if not widgets or (
            not self._made and all(widget in self._referenced for widget in widgets)
        ):
            return
        self._referenced = WeakSet(close_unreferenced(widgets, others, self._history))

    def _replaced(self, cell: str, gone: set[str]) -> tuple[list[DOMWidget], list[Any]]:
        """Return our widgets that may be closed, and other packages' widgets around or in them."""
        for widget, origin in list(self._origins.items()):
            if widget in self._made:
                origin.cell = cell
            elif origin.cell == cell and self._made:
                origin.replaced = True
        visible = set(self._all(self._on_screen()))
        replaced = [
            w for w, origin in self._origins.items() if origin.replaced and w not in visible
        ]
        # what callbacks have made ends with what shows it
        around = [*self._all({*gone, *(str(widget.model_id) for widget in replaced)})]
        around = [one for one in around if one not in visible and one not in replaced]
        replaced += [w for w in around if w in self._origins and self._origins[w].cell is None]
        return replaced, [one for one in around if one not in self._origins]

    def _within(self, views: Iterable[str]) -> Iterator[DOMWidget]:
        """Yield this package's widgets in some views, each once."""
        return (widget for widget in self._all(views) if widget in self._origins)

    def _all(self, views: Iterable[str]) -> Iterator[Any]:
        """Yield the open widgets in some views, those within others too, each once."""
        todo, seen = list(views)[::-1], set()
        while todo:
            name = todo.pop()
            widget = OPEN.get(name)
            if widget is None or name in seen:
                continue
            seen.add(name)
            yield widget
            todo += [*_inner(widget), *self._captured.get(widget, ())][::-1]


def view_of(value: object) -> str | None:
    """Return the model id of an open widget, None of anything else."""
    if not isinstance(value, DOMWidget) or value.comm is None:
        return None
    return str(value.model_id)


def _capturing() -> Any | None:
    """Return the Output whose ``with`` block is running, None where there is none."""
    open_ = [w for w in OPEN.values() if isinstance(w, Output) and w.msg_id]
    return open_[-1] if open_ else None


def _inner(widget: Any) -> list[str]:
    """Return the model ids of the widgets inside one: children, outputs, what it opened."""
    inner = [*getattr(widget, "children", ()), getattr(widget, "opened", None)]
    found = [view_of(child) for child in inner]
    for output in getattr(widget, "outputs", ()):
        data = output.get("data", {}) if isinstance(output, dict) else {}
        found.append(data.get(VIEW, {}).get("model_id"))
    return [view for view in found if view]


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
        known = _cells[shell] = Cells(shell)
        shell.events.register("pre_run_cell", known.begin)
        shell.events.register("post_run_cell", known.end)
    return known
