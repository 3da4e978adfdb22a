"""Lesson 04 whole, in a kernel of its own and with the threads that come: time and peak memory."""

from __future__ import annotations

import time
from pathlib import Path
from unittest.mock import patch

import nbformat
from nbclient import NotebookClient

from benchmarks.report import Row

LESSON = Path(__file__).parents[1] / "notebooks" / "04_mnist_minibatch.ipynb"
#: Linux's own account of the process: the most that it ever had
ASK = "print(open('/proc/self/status').read().split('VmHWM:')[1].split()[0])"
LIMITS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


def run(quick: bool) -> list[Row]:
    """Run it twice, or once; the slower run and the larger peak count."""
    runs = [_one() for _ in range(1 if quick else 2)]
    seconds, peak = max(run[0] for run in runs), max(run[1] for run in runs)
    return [
        Row(
            "lesson 04 whole, 10,000 MNIST-like images, default environment",
            f"{seconds:.0f} s, kernel at most {peak:.0f} MB",
            "at most 60 s, kernel at most 700 MB",
            seconds <= 60 and peak <= 700,
        )
    ]


def _one() -> tuple[float, float]:
    """Return the seconds from the kernel's start to its last cell, and its peak in MB."""
    book = nbformat.read(LESSON, as_version=4)
    book.cells.append(nbformat.v4.new_code_cell(ASK))
    here = {"metadata": {"path": str(LESSON.parent)}}
    with patch.dict("os.environ") as environment:
        for name in LIMITS:  # a learner has none of them set
            environment.pop(name, None)
        start = time.perf_counter()
        NotebookClient(book, timeout=300, resources=here).execute()
        seconds = time.perf_counter() - start
    return seconds, int(book.cells[-1].outputs[0].text) / 1000
