"""Thirty learners on one small server: how long each of them waits for a cell of a lesson.

Every learner has a kernel, runs the cells in order and reads between them. The default environment
is used: no learner has set a limit of threads. Takes about ten minutes a lesson, so it is a part
that has to be named: ``python -m benchmarks classroom``.
"""

from __future__ import annotations

import asyncio
import os
import random
import time
from pathlib import Path
from typing import Any

import nbformat
from jupyter_client.manager import AsyncKernelManager

from benchmarks.lesson_mnist import LIMITS
from benchmarks.report import Row, percentile

FOLDER = Path(__file__).parents[1] / "notebooks"
LESSONS = ("01_blobs", "04_mnist_minibatch")
LEARNERS = 30
READING = (10.0, 50.0)  # seconds between two cells


def run(quick: bool) -> list[Row]:
    """Let a class run each lesson; quick: five learners who hardly read."""
    learners, reading = (5, (1.0, 3.0)) if quick else (LEARNERS, READING)
    rows = []
    for lesson in LESSONS:
        waits = asyncio.run(_class(FOLDER / f"{lesson}.ipynb", learners, reading))
        slowest = max(waits, key=lambda cell: percentile(waits[cell], 0.95))
        rows.append(
            Row(
                f"{learners} learners in {lesson}, the slowest cell but for the first",
                f"p95 {percentile(waits[slowest], 0.95):.1f} s (cell {slowest})",
                "p95 at most 5 s",
                percentile(waits[slowest], 0.95) <= 5,
            )
        )
    return rows


async def _class(path: Path, learners: int, reading: tuple[float, float]) -> dict[int, list[float]]:
    """Return, for each code cell but the first, the seconds that each learner waited."""
    book = nbformat.read(path, as_version=4)
    cells = {i: c.source for i, c in enumerate(book.cells) if c.cell_type == "code"}
    waits: dict[int, list[float]] = {i: [] for i in cells}
    await asyncio.gather(
        *(_learner(cells, random.Random(n), reading, waits) for n in range(learners))
    )
    waits.pop(next(iter(cells)))
    return waits


async def _learner(
    cells: dict[int, str],
    chance: random.Random,
    reading: tuple[float, float],
    waits: dict[int, list[float]],
) -> None:
    manager = AsyncKernelManager()
    own = {name: value for name, value in os.environ.items() if name not in LIMITS}
    await asyncio.sleep(chance.uniform(0, reading[1]))  # nobody opens it at the same moment
    await manager.start_kernel(env=own, cwd=str(FOLDER))
    client = manager.client()
    client.start_channels()
    try:
        await client.wait_for_ready(timeout=120)
        for number, code in cells.items():
            start = time.perf_counter()
            await _executed(client, code)
            waits[number].append(time.perf_counter() - start)
            await asyncio.sleep(chance.uniform(*reading))
    finally:
        client.stop_channels()
        await manager.shutdown_kernel(now=True)


async def _executed(client: Any, code: str) -> None:
    """Run a cell and wait until its kernel is idle again."""
    asked = client.execute(code)
    while True:
        message = await client.get_iopub_msg(timeout=300)
        if (
            message["parent_header"].get("msg_id") == asked
            and message["msg_type"] == "status"
            and message["content"]["execution_state"] == "idle"
        ):
            return
