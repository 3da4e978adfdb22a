"""Closes widgets to which no variable of the learner refers any more.

ipywidgets and the channel to the browser refer to every open widget, and IPython's history
(``Out``, ``_``) to every last value of a cell. These references are taken away for a moment, and
Python's garbage collector runs. A widget that it collects is referred to by nothing else, and
closes as it goes; all others get their references back.
"""

from __future__ import annotations

import gc
from typing import Any, Final
from weakref import ref

from ipywidgets import DOMWidget

from teachclust.widgets.open_widgets import OPEN
from teachclust.words import say

#: closed widgets in the history whose numbers are kept: as many as IPython names (_, __, ___)
_MOST_KEPT: Final = 3


class History:
    """What IPython remembers of the values of cells; `shell` runs the cells."""

    def __init__(self, shell: Any) -> None:
        self._shell = ref(shell)
        self._closed: list[Any] = []

    def replace(self, old: dict[int, Any]) -> None:
        """Put other objects in the place of those with these ids."""
        shell = self._shell()
        if shell is None:
            return
        for names in (shell.user_ns, shell.user_ns_hidden):
            for name in [name for name in names if name.startswith("_")]:
                if name.strip("_") == "" or name[1:].isdigit():
                    names[name] = old.get(id(names[name]), names[name])
        results = shell.user_ns.get("_oh", {})  # "Out" is the same
        for number in list(results):
            results[number] = old.get(id(results[number]), results[number])
        for name in ("_", "__", "___"):
            value = getattr(shell.displayhook, name, None)
            if id(value) in old:
                setattr(shell.displayhook, name, old[id(value)])
        last = getattr(shell, "last_execution_result", None)
        if last is not None and id(last.result) in old:
            last.result = old[id(last.result)]

    def keep(self, closed: list[Any]) -> None:
        """Keep the numbers of the newest closed widgets, and drop those of older ones."""
        self._closed += closed
        while len(self._closed) > _MOST_KEPT:
            self._closed.pop(0).drop_numbers()


class _ClosedContainer:
    """Stands in the history for a container that was closed."""

    def __repr__(self) -> str:
        return say("widget.closed")


class _Released:
    """A widget to which nothing of ipywidgets refers for the moment."""

    def __init__(self, widget: Any) -> None:
        self.ref = ref(widget)
        self.comm, self.model_id = widget.comm, str(widget.model_id)
        #: what takes its place in the history
        self.closed = widget.closed_copy() if hasattr(widget, "closed_copy") else _ClosedContainer()
        OPEN.pop(self.model_id, None)
        self.comm.on_msg(self._pass_on)

    def _pass_on(self, message: Any) -> None:
        widget = self.ref()
        if widget is not None:
            widget._handle_msg(message)

    def restore(self, widget: Any) -> None:
        """Let ipywidgets refer to the widget again."""
        OPEN[self.model_id] = widget
        self.comm.on_msg(widget._handle_msg)


def close_unreferenced(
    widgets: list[DOMWidget], containers: list[Any], history: History
) -> list[DOMWidget]:
    """Close the widgets to which only ipywidgets and the history refer; return the others.

    Both lists are emptied: they are references too. Closed widgets stay in the history, with their
    numbers.
    """
    # ipywidgets closes a container without its layout
    released = [_Released(one) for one in (*widgets, *containers, *(c.layout for c in containers))]
    old = {id(one.ref()): one.closed for one in released}
    widgets.clear()
    containers.clear()
    history.replace(old)
    gc.collect()
    restored, referenced, closed = {}, [], []
    for one in released:
        widget = one.ref()
        container = isinstance(one.closed, _ClosedContainer)
        if widget is not None:
            one.restore(widget)
            restored[id(one.closed)] = widget
            if not container:
                referenced.append(widget)
        elif not container:
            closed.append(one.closed)
    history.replace(restored)
    history.keep(closed)
    return referenced
