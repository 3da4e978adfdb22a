"""Cells as a kernel runs them: what they display is kept, and hooks hear of it as in ipykernel."""

from __future__ import annotations

import builtins
import gc
from itertools import count
from typing import Any

import ipywidgets
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell

_names = count()


class _Publisher(DisplayPublisher):
    """Keeps what is displayed, and tells hooks of it first."""

    hooks: Any = None
    outputs: Any = None

    def register_hook(self, hook: Any) -> None:
        self.hooks = [*(self.hooks or []), hook]

    def unregister_hook(self, hook: Any) -> bool:
        known = hook in (self.hooks or [])
        self.hooks = [one for one in (self.hooks or []) if one != hook]
        return known

    def _send(self, kind: str, content: dict[str, Any]) -> None:
        message = {"header": {"msg_type": kind}, "content": content}
        for hook in self.hooks or []:
            message = hook(message)

    def publish(  # type: ignore[override]
        self,
        data: dict[str, Any],
        metadata: Any = None,
        *,
        transient: Any = None,
        update: bool = False,
        **_: Any,
    ) -> None:
        content = {"data": data, "metadata": metadata or {}, "transient": transient or {}}
        self._send("update_display_data" if update else "display_data", content)
        self.outputs.append(data)

    def clear_output(self, wait: bool = False) -> None:
        self._send("clear_output", {"wait": wait})
        self.outputs.clear()


class Kernel:
    """A shell of its own, whose cells have ids."""

    def __enter__(self) -> Kernel:
        InteractiveShell.clear_instance()
        self.shell = InteractiveShell.instance()
        vars(builtins).pop(
            "_", None
        )  # a doctest leaves it, and IPython then keeps no `_` of its own
        self.publisher = _Publisher()
        self.shell.display_pub = self.publisher
        gc.freeze()  # or each collection would look through all that pytest has loaded
        return self

    def __exit__(self, *_: object) -> None:
        InteractiveShell.clear_instance()
        ipywidgets.Widget.close_all()
        gc.unfreeze()

    def __getitem__(self, name: str) -> Any:
        return self.shell.user_ns[name]

    def run(self, code: str, cell: str | None = None) -> list[dict[str, Any]]:
        """Run a cell and return its displayed data; without an id it is a cell of its own."""
        self.publisher.outputs = []
        name = cell or f"cell {next(_names)}"
        result = self.shell.run_cell(code, store_history=True, cell_id=name)
        result.raise_error()
        return list(self.publisher.outputs)
