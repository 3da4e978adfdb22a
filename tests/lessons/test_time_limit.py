"""A learner's code that doesn't end is stopped, said where, and leaves nothing behind."""

from __future__ import annotations

import contextlib
import linecache
import sys
import threading
import time
from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
import pytest

from teachclust.lessons.time_limit import TimeUp, within

SHORT = 0.15


def learners(source: str, name: str = "f", **names: Any) -> Callable[..., Any]:
    """Return a function as a cell of a notebook defines it."""
    file = f"<cell {hash(source)}>"
    linecache.cache[file] = (len(source), None, source.splitlines(True), file)
    scope: dict[str, Any] = {"time": time, "np": np, **names}
    exec(compile(source, file, "exec"), scope)
    made: Callable[..., Any] = scope[name]
    return made


def stopped(work: Callable[[], Any]) -> TimeUp:
    began = time.monotonic()
    with pytest.raises(TimeUp) as caught:
        within(SHORT, work)
    assert time.monotonic() - began < 20
    assert left_over() == []
    return caught.value


def left_over() -> list[threading.Thread]:
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline:
        alive = [one for one in threading.enumerate() if one.name == "teachclust time limit"]
        if not alive:
            return []
        time.sleep(0.01)
    return alive


WHILE = "def f():\n    n = 0\n    while n < 3:\n        n = n * 2\n"


def test_what_ends_in_time_is_returned_and_leaves_no_thread() -> None:
    for _ in range(50):
        assert within(5, lambda: 7) == 7
    assert left_over() == []
    with pytest.raises(ZeroDivisionError):
        within(5, lambda: 1 / 0)
    assert left_over() == []


@pytest.mark.parametrize(
    ("source", "line", "says"),
    [
        (WHILE, (3, 4), "change what it tests"),
        ("def f():\n    while True:\n        x = 1\n", (2, 3), "only by break or return"),
        (
            "def f():\n    while 1 > 0:\n        for i in range(5):\n            x = i\n",
            (2, 3, 4),
            "line 2 change what",
        ),
        ("def f():\n    l = [1]\n    for x in l:\n        l.append(1)\n",
         (3, 4), "grows inside"),
        ("def f(n=0):\n    time.sleep(.001)\n    return f(n + 1) if n < 900 else 0\n", (2, 3),
         "f calls itself"),
        ("def f():\n    return sum(i for i in iter(int, 1))\n", (2,), "more than the exercise"),
    ],
)  # fmt: skip
def test_the_line_and_the_usual_cause_are_told(source: str, line: tuple[int], says: str) -> None:
    running = stopped(learners(source)).running
    assert running is not None
    assert running.line in line
    assert running.source == source.splitlines()[running.line - 1].strip()
    assert says in running.cause


CATCHES = {
    "except Exception": "x = 1\n        except Exception:\n            pass",
    "bare except": "x = len('a')\n        except:\n            pass",
    "bare except around sleep": "time.sleep(.02)\n        except:\n            x = 1",
    "finally": "time.sleep(.02)\n        finally:\n            continue",
}


@pytest.mark.parametrize("kind", CATCHES)
def test_code_that_catches_errors_is_stopped(kind: str) -> None:
    before = sys.gettrace()
    stopped(learners(f"def f():\n    while True:\n        try:\n            {CATCHES[kind]}\n"))
    assert sys.gettrace() is before
    if sys.version_info >= (3, 12):
        assert [sys.monitoring.get_tool(tool) for tool in (3, 4)] == [None, None]


def test_a_call_into_c_is_stopped_when_it_returns() -> None:
    f = learners("def f():\n    while True:\n        np.random.rand(1_500_000).sort()\n")
    running = stopped(f).running
    assert running is not None
    assert running.line == 3


def test_in_another_thread_that_thread_alone_is_stopped() -> None:
    found: list[BaseException] = []

    def run() -> None:
        try:
            within(SHORT, learners(WHILE))
        except BaseException as error:
            found.append(error)

    work = [threading.Thread(target=run) for _ in range(3)]
    for one in work:
        one.start()
    for one in work:
        one.join(20)
    assert [type(one) for one in found] == [TimeUp] * 3


@pytest.mark.parametrize("outer_first", [True, False])
def test_one_inside_another(outer_first: bool) -> None:
    seconds = (SHORT, 5) if outer_first else (5, SHORT)

    def inner() -> str:
        try:
            within(seconds[1], learners(WHILE))
        except TimeUp:
            return "inner"
        return "nothing"

    if outer_first:
        with pytest.raises(TimeUp):
            within(seconds[0], inner)
    else:
        assert within(seconds[0], inner) == "inner"
    assert left_over() == []


def test_an_interrupt_of_the_learner_goes_through() -> None:
    def f() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        within(5, f)
    assert left_over() == []


def test_work_that_ends_about_when_the_time_is_up() -> None:
    """Whatever wins, nothing arrives afterwards."""
    for n in range(60):
        pause = 0.02 + (n % 7 - 3) * 0.0005

        def work(until: float = time.monotonic() + pause) -> int:
            while time.monotonic() < until:
                pass
            return 1

        with contextlib.suppress(TimeUp):
            assert within(0.02, work) == 1
        time.sleep(0.001)
    assert left_over() == []


def test_where_no_line_of_the_learner_runs() -> None:
    assert stopped(partial(time.sleep, 0.4)).running is None
