"""Whether anything still holds a widget: Python's garbage collector is asked.

ipywidgets and the channel to the browser hold every open widget, and IPython's history (``Out``,
``_``) every last value of a cell. These let go for a moment. What the collector then takes is held
by nothing else, and closes as it goes; all others are tied again as they were.
"""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING, Any, Final
from weakref import ref

from ipywidgets.widgets.widget import _instances

from teachclust.words import say

if TYPE_CHECKING:
    from teachclust.widgets.base import Widget

#: closed widgets in the history whose numbers are kept: as many as IPython names (_, __, ___)
_KEPT: Final = 3


class History:
    """What IPython remembers of the values of cells.

    Parameters
    ----------
    shell : IPython.core.interactiveshell.InteractiveShell
        What runs the cells.
    """

    def __init__(self, shell: Any) -> None:
        self._shell = ref(shell)
        self._remains: list[Any] = []

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

    def keep(self, remains: list[Any]) -> None:
        """Keep the numbers of the newest closed widgets, and let those of older ones go."""
        self._remains += remains
        while len(self._remains) > _KEPT:
            self._remains.pop(0).let_go()


class _Gone:
    """Stands in the history for a container that was closed."""

    def __repr__(self) -> str:
        return say("widget.closed")


class _Loose:
    """A widget that nothing of ipywidgets holds for the moment."""

    def __init__(self, widget: Any) -> None:
        self.ref = ref(widget)
        self.comm, self.model_id = widget.comm, str(widget.model_id)
        self.heir = widget.remains() if hasattr(widget, "remains") else _Gone()
        _instances.pop(self.model_id, None)
        self.comm.on_msg(self._pass_on)

    def _pass_on(self, message: Any) -> None:
        widget = self.ref()
        if widget is not None:
            widget._handle_msg(message)

    def tie(self, widget: Any) -> None:
        """Let ipywidgets hold the widget again."""
        _instances[self.model_id] = widget
        self.comm.on_msg(widget._handle_msg)


def close_unheld(widgets: list[Widget], containers: list[Any], history: History) -> list[Widget]:
    """Close the widgets that nothing but ipywidgets and the history holds.

    Parameters
    ----------
    widgets, containers : list
        Open widgets, and what may hold them without being held itself. Both lists are emptied:
        they would be holders too.
    history : History
        Where closed widgets stay, with their numbers.

    Returns
    -------
    held : list of Widget
        Those that stay open.
    """
    # ipywidgets closes a container without its layout
    loose = [_Loose(one) for one in (*widgets, *containers, *(c.layout for c in containers))]
    old = {id(loosened.ref()): loosened.heir for loosened in loose}
    widgets.clear()
    containers.clear()
    history.replace(old)
    gc.collect()
    back, held, remains = {}, [], []
    for loosened in loose:
        widget = loosened.ref()
        if widget is None:
            remains.append(loosened.heir)
            continue
        loosened.tie(widget)
        back[id(loosened.heir)] = widget
        if not isinstance(loosened.heir, _Gone):
            held.append(widget)
    history.replace(back)
    history.keep([heir for heir in remains if not isinstance(heir, _Gone)])
    return held
