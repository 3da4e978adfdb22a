"""Cells that never end are interrupted, and the next one is not."""

from __future__ import annotations

import signal
import time
from typing import Any

import pytest

from teachclust.classroom import cell_limit
from teachclust.classroom.cell_limit import CellLimit, limit_cells


def test_it_interrupts_until_the_cell_has_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cell_limit, "_PAUSE", 0.01)
    calls: list[int] = []
    limit = CellLimit(0.02, lambda: calls.append(1))
    limit.begin()
    until = time.monotonic() + 5
    while len(calls) < 3 and time.monotonic() < until:
        time.sleep(0.01)
    limit.end()
    time.sleep(0.05)
    count = len(calls)
    assert count >= 3
    limit.begin()
    limit.end()
    time.sleep(0.06)
    assert len(calls) == count


def test_a_loop_is_stopped() -> None:
    # a process that was started in the background ignores interrupts; a kernel doesn't
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    limit = CellLimit(0.05)
    with pytest.raises(KeyboardInterrupt):  # noqa: PT012
        limit.begin()
        try:
            for _ in range(10_000):
                time.sleep(0.001)
        finally:
            limit.end()
    signal.signal(signal.SIGINT, before)


class _Shell:
    """A notebook: who listens to what."""

    def __init__(self) -> None:
        self.events, self.held = self, set[tuple[str, Any]]()

    def register(self, event: str, call: Any) -> None:
        self.held.add((event, call))

    def unregister(self, event: str, call: Any) -> None:
        self.held.remove((event, call))


def test_in_a_notebook_the_last_limit_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    shell = _Shell()
    monkeypatch.setattr("IPython.get_ipython", lambda: shell)
    limit_cells(60)
    limit_cells(30)
    assert len(shell.held) == 2
    assert {call.__self__.seconds for _, call in shell.held} == {30}


def test_outside_a_notebook_nothing_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("IPython.get_ipython", lambda: None)
    limit_cells(1)
