"""A cell run again and again leaves nothing behind, in Python or in the browser."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from lab import Notebook

SETUP = """
import gc
import ipywidgets
from sklearn.cluster import KMeans
from sklearn.datasets import make_blobs
from teachclust import watch
from teachclust.widgets.stepper import Stepper
X, _ = make_blobs(300, centers=4, random_state=0, cluster_std=0.6)
runs = 0
"""
CELL = """
runs += 1
w = watch(KMeans(n_clusters=4, init='random', n_init=1, random_state=runs), X)
w
"""
MEASURE = """
import gc, json
from pathlib import Path
from teachclust.widgets.open_widgets import OPEN
from teachclust.widgets.stepper import Stepper
gc.collect()
pages = int(Path('/proc/self/statm').read_text().split()[1]) if Path('/proc/self/statm').exists() else 0
steppers = [o for o in gc.get_objects() if isinstance(o, Stepper)]
print(json.dumps({
    'runs': runs, 'widgets': len(OPEN), 'mb': pages * 4096 / 1e6,
    'open': sum(not s.closed for s in steppers), 'alive': len(steppers),
    'heavy': sum(s._content is not None for s in steppers),
}))
del steppers  # it would hold them all
"""
RERUN = """async ([cell, times]) => {
  const panel = jupyterapp.shell.currentWidget;
  panel.content.activeCellIndex = cell;
  for (let i = 0; i < times; i++) await jupyterapp.commands.execute('notebook:run-cell');
}"""


def measure(book: Notebook) -> dict[str, Any]:
    return json.loads(book.python(MEASURE))


def heap(page: Any, cdp: Any) -> dict[str, float]:
    for _ in range(3):
        cdp.send("HeapProfiler.collectGarbage")
    counters = cdp.send("Memory.getDOMCounters")
    used = cdp.send("Runtime.getHeapUsage")["usedSize"] / 1e6
    return {"mb": used, "listeners": counters["jsEventListeners"], "nodes": counters["nodes"]}


def rerun(book: Notebook, cell: int, times: int, runs: int) -> None:
    book.page.evaluate(RERUN, [cell, times])
    assert book.python("print(runs)") == str(runs)
    book.stepper()


def test_a_cell_run_100_times_leaves_nothing(notebook: Callable[..., Notebook], page: Any) -> None:
    page.set_default_timeout(90_000)
    book = notebook("leaks.ipynb", SETUP, CELL)
    book.stepper()
    cdp = page.context.new_cdp_session(page)
    rerun(book, 1, 9, 10)
    first, browser_first = measure(book), heap(page, cdp)
    rerun(book, 1, 41, 51)
    middle, browser_middle = measure(book), heap(page, cdp)
    rerun(book, 1, 50, 101)
    last, browser_last = measure(book), heap(page, cdp)
    print(first, middle, last, browser_first, browser_middle, browser_last, sep="\n")
    assert last["widgets"] == first["widgets"]
    assert last["open"] == 1
    assert last["heavy"] <= 4, "the history keeps the numbers of the last three"
    assert last["mb"] - first["mb"] <= 10
    assert page.locator(".teachclust").count() == 1
    # JupyterLab keeps about 0.1 MB of each run; a widget that stayed would add nodes and listeners
    assert browser_last["mb"] - browser_middle["mb"] <= 8
    assert browser_last["listeners"] - browser_middle["listeners"] <= 50
    assert browser_last["nodes"] - browser_middle["nodes"] <= 500
    assert book.trouble == []
