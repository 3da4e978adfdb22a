"""The stand-in for MNIST, all 70,000 images: time, and peak memory of a process of its own."""

from __future__ import annotations

import subprocess
import sys

from benchmarks.report import Row

# The peak is read from Linux's own account, because `resource` hands the peak of the parent down.
SOURCE = """
import time
import numpy as np
from teachclust.datasets import make_mnist_like
def memory(what):
    with open("/proc/self/status") as account:
        return next(int(line.split()[1]) for line in account if line.startswith(what)) / 1000
make_mnist_like(1, 0)
before = memory("VmRSS")
start = time.perf_counter()
bunch = make_mnist_like()
seconds = time.perf_counter() - start
print(seconds, memory("VmHWM") - before)
"""


def run(quick: bool) -> list[Row]:
    """Measure three times, or once; the median time and the largest peak."""
    runs = [_one() for _ in range(1 if quick else 3)]
    seconds = sorted(run[0] for run in runs)[len(runs) // 2]
    more = max(run[1] for run in runs)
    return [
        Row(
            "`make_mnist_like()`, 70,000 images",
            f"{seconds:.1f} s, {more:.0f} MB more",
            "at most 4 s, at most 200 MB more",
            seconds <= 4 and more <= 200,
        )
    ]


def _one() -> list[float]:
    done = subprocess.run(
        [sys.executable, "-c", SOURCE], capture_output=True, text=True, check=True
    )
    return [float(word) for word in done.stdout.split()]
