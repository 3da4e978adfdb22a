"""Stop a learner's code that doesn't end, in any thread and on any system.

Another thread waits until the time is up, notes which line of the learner runs, and raises an
exception there (``PyThreadState_SetAsyncExc``), again and again until the code has stopped. Code
that catches everything gets another one at its next line, in the part that catches
(``sys.monitoring``, or ``sys.settrace`` before Python 3.12). A call into numpy or C is stopped when
it returns.
"""

from __future__ import annotations

import ast
import contextlib
import ctypes
import linecache
import sys
import sysconfig
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import CodeType, FrameType
from typing import Any, Final, TypeVar

from teachclust.words import say

T = TypeVar("T")

_PACKAGE: Final = str(Path(__file__).parents[1])
_LIBRARIES: Final = tuple(sysconfig.get_paths()[name] for name in ("stdlib", "purelib", "platlib"))
#: seconds between two exceptions: a library that tidies up is given that time
_PAUSE: Final = 0.25
#: exceptions that code may catch before every further line raises one
_CAUGHT: Final = 2
#: calls of one function in each other that are taken for recursion
_DEEP: Final = 50
#: letters of a line that are shown
_LONGEST: Final = 100


def is_learners(filename: str) -> bool:
    """Tell whether code is neither ours nor a library's."""
    return not filename.startswith((_PACKAGE, *_LIBRARIES, "<frozen"))


@dataclass(frozen=True, slots=True)
class Running:
    """The line of a learner that was running: its number, its text and the likely cause."""

    line: int
    source: str
    cause: str


class TimeUp(Exception):  # noqa: N818
    """The time is up; `running` is None where no line of the learner was running."""

    def __init__(self, running: Running | None) -> None:
        super().__init__()
        self.running = running


_NOTHING: Final = object()


class _Stop(BaseException):
    """Raised in the code that is stopped; ``except Exception`` doesn't catch it."""

    #: called in the thread that is stopped, as it is raised
    arrived: Callable[[], None] | None = None

    def __init__(self) -> None:
        super().__init__()
        if self.arrived is not None:
            type(self).arrived, call = None, self.arrived
            call()


def within(seconds: float, work: Callable[[], T]) -> T:
    """Return what a function returns, or raise `TimeUp` if it takes longer."""

    class Stop(_Stop):
        """Of this call alone: another check may be running around it."""

    watch = _Watch(seconds, Stop)
    try:
        try:
            return work()
        finally:
            watch.end()
    except Stop:
        watch.end()
        raise TimeUp(watch.running) from None


class _Watch:
    """Waits for the time to be up, and then stops the thread that made it."""

    def __init__(self, seconds: float, stop: type[_Stop]) -> None:
        self.running: Running | None = None
        self._seconds, self._stop = seconds, stop
        self._trace_before: Any = _NOTHING
        self._thread = threading.get_ident()
        self._over = threading.Event()
        self._turn = threading.Lock()
        with contextlib.suppress(RuntimeError):  # no threads here (Pyodide): there is no limit
            threading.Thread(target=self._wait, name="teachclust time limit", daemon=True).start()

    def end(self) -> None:
        """Stop waiting; what was raised and has not arrived is taken back."""
        while True:
            try:
                self._over.set()
                with self._turn:  # the other thread is not about to raise
                    _raise_in(self._thread, None)
                if self._trace_before is not _NOTHING:
                    sys.settrace(self._trace_before)
                return
            except self._stop:  # it arrived here
                continue

    def _trace(self) -> None:
        """Let the next line of the learner's raise once more; called in the learner's thread."""
        if self._trace_before is _NOTHING:
            self._trace_before = sys.gettrace()

        def stop(frame: FrameType, _event: str, _given: Any) -> Any:
            if is_learners(frame.f_code.co_filename):
                raise self._stop
            return None

        frame: FrameType | None = sys._getframe(1)
        while frame is not None and frame.f_code is not within.__code__:
            if is_learners(frame.f_code.co_filename):
                frame.f_trace = stop
            frame = frame.f_back
        sys.settrace(stop)

    def _wait(self) -> None:
        if self._over.wait(self._seconds):
            return
        frame = sys._current_frames().get(self._thread)
        with contextlib.suppress(Exception):  # the learner's source may be anything
            self.running = _running(frame)
        del frame
        with contextlib.ExitStack() as stack:
            caught = 0
            while True:
                with self._turn:
                    if self._over.is_set():
                        return
                    if caught >= _CAUGHT and not hasattr(sys, "monitoring"):
                        self._stop.arrived = staticmethod(self._trace)
                    _raise_in(self._thread, self._stop)
                if caught == _CAUGHT:
                    stack.enter_context(_every_line_raises(self._thread, self._stop))
                caught += 1
                if self._over.wait(_PAUSE):
                    return


def _raise_in(thread: int, error: type[BaseException] | None) -> None:
    given = None if error is None else ctypes.py_object(error)
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), given)


@contextlib.contextmanager
def _every_line_raises(thread: int, error: type[BaseException]) -> Iterator[None]:
    """Raise an error at each line of the learner's: also in the part that catches errors."""
    monitoring: Any = getattr(sys, "monitoring", None)
    free = [] if monitoring is None else [n for n in (3, 4) if monitoring.get_tool(n) is None]
    if not free:
        yield
        return
    tool = free[0]

    def stop(code: CodeType, _place: int) -> None:
        if threading.get_ident() == thread and is_learners(code.co_filename):
            raise error

    monitoring.use_tool_id(tool, "teachclust")
    try:
        monitoring.register_callback(tool, monitoring.events.LINE, stop)
        monitoring.set_events(tool, monitoring.events.LINE)
        yield
    finally:
        monitoring.set_events(tool, 0)
        monitoring.free_tool_id(tool)


def _running(frame: FrameType | None) -> Running | None:
    """Describe the innermost line of the learner's, and what may keep it from ending."""
    inner = None
    depth: dict[CodeType, int] = {}
    while frame is not None:
        if is_learners(frame.f_code.co_filename):
            inner = inner or frame
            depth[frame.f_code] = depth.get(frame.f_code, 0) + 1
        elif frame.f_code is within.__code__:
            break  # the cell that called the check isn't what runs
        frame = frame.f_back
    if inner is None:
        return None
    lines = linecache.getlines(inner.f_code.co_filename, inner.f_globals)
    line = inner.f_lineno
    source = lines[line - 1].strip()[:_LONGEST] if 0 < line <= len(lines) else ""
    if max(depth.values()) >= _DEEP:
        cause = say("check.late.recursion", name=inner.f_code.co_name)
    else:
        cause = _cause(lines, line, inner.f_code.co_firstlineno)
    return Running(line, source, cause)


def _cause(lines: list[str], line: int, first: int) -> str:
    """Return what usually keeps the innermost loop around a line from ending."""
    try:
        nodes = ast.walk(ast.parse("".join(lines)))
    except (SyntaxError, ValueError, RecursionError):
        return say("check.late.other")
    loops = [
        node
        for node in nodes
        if isinstance(node, ast.While | ast.For)
        and first <= node.lineno <= line <= (node.end_lineno or 0)
    ]
    # a loop inside one that never ends is seldom the one to blame
    endless = [one for one in loops if isinstance(one, ast.While)] or loops
    if not endless:
        return say("check.late.other")
    loop = endless[-1]
    if isinstance(loop, ast.For):
        return say("check.late.for", line=loop.lineno)
    always = isinstance(loop.test, ast.Constant)
    return say("check.late.true" if always else "check.late.while", line=loop.lineno)
