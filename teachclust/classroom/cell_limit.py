"""Stop cells of a notebook that never end, so that a grader's run goes on."""

from __future__ import annotations

import _thread
import threading
from collections.abc import Callable
from typing import Any, Final

#: seconds between two interruptions: code may catch the first
_PAUSE: Final = 1.0

_limits: dict[int, CellLimit] = {}


class CellLimit:
    """Interrupts the cell that runs when its time is up, again and again until it has ended.

    An interruption is what the stop button of a notebook sends: a KeyboardInterrupt.
    """

    def __init__(self, seconds: float, interrupt: Callable[[], Any] = _thread.interrupt_main):
        self.seconds = seconds
        self._interrupt = interrupt
        self._over = threading.Event()

    def begin(self, *_: Any) -> None:
        """Start the clock of a cell."""
        self._over.set()  # the cell before, if it ended without a word
        self._over = threading.Event()
        threading.Thread(
            target=self._wait, args=(self._over,), name="teachclust cell limit", daemon=True
        ).start()

    def end(self, *_: Any) -> None:
        """Stop the clock: the cell has ended."""
        self._over.set()

    def _wait(self, over: threading.Event) -> None:
        if over.wait(self.seconds):
            return
        while not over.is_set():
            self._interrupt()
            over.wait(_PAUSE)


def limit_cells(seconds: float = 60.0) -> None:
    """Stop each further cell of this notebook after some seconds, as its stop button would.

    A grader that runs a notebook goes on with the next cell. Called again, the new limit holds.
    Outside a notebook nothing is done.

    Parameters
    ----------
    seconds : float, default=60
        The time that a cell may take.
    """
    from IPython import get_ipython

    shell = get_ipython()
    if shell is None:
        return
    before = _limits.pop(id(shell), None)
    if before is not None:
        before.end()
        shell.events.unregister("pre_run_cell", before.begin)
        shell.events.unregister("post_run_cell", before.end)
    limit = CellLimit(seconds)
    _limits[id(shell)] = limit
    shell.events.register("pre_run_cell", limit.begin)
    shell.events.register("post_run_cell", limit.end)
