"""A line that shows the progress of a long computation, and is removed at the end."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from types import TracebackType
from typing import Any, Final, Literal

from teachclust.checks.names import display_name
from teachclust.errors import LearnerError

Report = Callable[[int, int, str], object]

_QUIET: Final = 1.0  # seconds: what is over by then needs no line
_PAUSE: Final = 0.2  # seconds between two changes of the line: more would slow a browser down


class Progress:
    """Counts steps and shows the progress.

    `progress` is a function of (done, total, text); False for silence; None for a line of text in a
    notebook, once a second has passed, and silence elsewhere. The line is emptied at the end, so
    that a saved notebook keeps no trace of it. A function is called at every step, and what it
    raises stops the computation.
    """

    def __init__(self, progress: Report | Literal[False] | None, total: int) -> None:
        if not (progress is None or progress is False or callable(progress)):
            raise LearnerError(
                "progress must be a function, False or None.",
                where=f"progress={display_name(repr(progress))}",
                why="A function is called with (done, total, text); None shows a line, False none.",
                fix="progress = None",
            )
        self.total, self.done = total, 0
        self._report = progress if callable(progress) else None
        self._shows = progress is None and _in_notebook()
        self._handle: Any = None
        self._last = time.monotonic() + _QUIET - _PAUSE

    def step(self, text: str, steps: int = 1) -> None:
        """Count steps that are done, and say what comes or was."""
        self.done += steps
        if self._report is not None:
            self._report(self.done, self.total, text)
        elif self._shows and time.monotonic() - self._last >= _PAUSE:
            self._show(f"{text} ({self.done} / {self.total})")

    def _show(self, line: str) -> None:
        from IPython.display import DisplayHandle

        self._last = time.monotonic()
        bundle = {"text/plain": line}
        if self._handle is None:
            self._handle = DisplayHandle()
            self._handle.display(bundle, raw=True)
        else:
            self._handle.update(bundle, raw=True)

    def __enter__(self) -> Progress:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Empty the line; clear_output would take the learner's own output along."""
        if self._handle is not None:
            self._handle.update({}, raw=True)
            self._handle = None


def _in_notebook() -> bool:
    """Whether a kernel runs this; IPython is not loaded for the question."""
    module = sys.modules.get("IPython")
    shell = module.get_ipython() if module is not None else None
    return getattr(shell, "kernel", None) is not None
