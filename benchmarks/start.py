"""What starting costs: the import, the first widget, the kernel after a lesson."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from benchmarks.report import Row

ROOT = Path(__file__).parents[1]
TIMED = "import time; t = time.perf_counter(); {work}; print(time.perf_counter() - t)"
FIRST = "import numpy, teachclust\n" + TIMED.format(
    work="from sklearn.cluster import KMeans; from sklearn.datasets import make_blobs; "
    "X, _ = make_blobs(300, centers=4, random_state=0); "
    "w = teachclust.watch(KMeans(4, random_state=0), X); w._repr_mimebundle_()"
)


def run(quick: bool) -> list[Row]:
    """Measure in fresh processes; the best of several, for the disk's cache to be warm."""
    turns = 2 if quick else 5
    numpy = min(_run(TIMED.format(work="import numpy")) for _ in range(turns))
    both = min(_run(TIMED.format(work="import numpy, teachclust")) for _ in range(turns))
    first = min(_run(FIRST) for _ in range(turns))
    # lesson 04 works with 10,000 images: it has a target of its own, in lesson_mnist.py
    lessons = sorted(path.stem for path in (ROOT / "notebooks").glob("*.ipynb"))
    lessons.remove("04_mnist_minibatch")
    memory = {lesson: _kernel_after(lesson) for lesson in lessons}
    most = max(memory, key=lambda lesson: memory[lesson])
    return [
        Row("`import teachclust` over numpy's own", f"{both - numpy:.3f} s", "0.3 s",
            both - numpy <= 0.3),
        Row("first widget cell after it", f"{first:.2f} s", "1.5 s", first <= 1.5),
        Row("kernel after a lesson (resident), the largest but for lesson 04",
            f"{memory[most]:.0f} MB ({most}; lesson 01: {memory['01_blobs']:.0f} MB)", "350 MB",
            memory[most] <= 350),
    ]  # fmt: skip


def _run(script: str) -> float:
    # an installed package has its bytecode: the first turn writes it, whatever the shell says
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    ran = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env=env,
    )
    return float(ran.stdout)


def _kernel_after(lesson: str) -> float:
    """Run a lesson in a kernel of its own and ask it for its memory."""
    import nbformat
    from nbclient import NotebookClient

    book = nbformat.read(ROOT / "notebooks" / f"{lesson}.ipynb", as_version=4)
    ask = "print(open('/proc/self/status').read().split('VmRSS:')[1].split()[0])"
    book.cells.append(nbformat.v4.new_code_cell(ask))
    NotebookClient(book, timeout=300, resources={"metadata": {"path": str(ROOT)}}).execute()
    return int(book.cells[-1].outputs[0].text) / 1000
