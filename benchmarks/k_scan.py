"""`scan_k` against the same loop written by hand, each in a fresh process with default threads.

scikit-learn's default is one thread for each core. On small data the threads mostly wait for each
other, and how long hangs on what else the machine does: little while it is idle, very long while
anything else runs (a browser that draws, a second learner's kernel). Both are measured, by turns.
Each process fits once before it looks at the clock, so that no side pays for loading libraries.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median

from benchmarks.report import Row

TARGET = 20
#: `scan_k` over the bare fits and silhouettes under one thread
MOST_OVERHEAD = 1.3
_DATA = """
import json, time
from sklearn.cluster import KMeans
from sklearn.datasets import make_blobs
from sklearn.metrics import silhouette_score
X = make_blobs(1000, centers=4, cluster_std=1.5, random_state=0)[0]
"""
_HAND = """
def work():
    found = []
    for k in range(1, 13):
        model = KMeans(k, n_init=10, random_state=0).fit(X)
        score = silhouette_score(X, model.labels_) if k > 1 else None
        found.append((model.inertia_, score))
    return found
"""
_BARE = """
from threadpoolctl import threadpool_limits
from teachclust.scores import silhouettes
def work():
    with threadpool_limits(1):
        models = [KMeans(k, n_init=10, random_state=0).fit(X) for k in range(1, 13)]
        scored = silhouettes(X, [model.labels_ for model in models])
    pairs = zip(models, scored, strict=True)
    return [(model.inertia_, one.mean if one.defined else None) for model, one in pairs]
"""
_SCAN = """
from teachclust.scores import scan_k
def work():
    wanted = ("inertia", "silhouette")
    scan = scan_k(KMeans(n_init=10, random_state=0), X, range(1, 13), criteria=wanted)
    return [(fit.inertia, fit.value("silhouette")) for fit in scan.fits]
"""
_CLOCK = """
KMeans(2, n_init=1).fit(X)
start = time.perf_counter()
found = work()
print(json.dumps([time.perf_counter() - start, found]))
"""


def run(quick: bool) -> list[Row]:
    """Measure inertia and silhouette of 1,000 points for k = 1 to 12, ten starts each."""
    turns = 2 if quick else 5
    rows = [_row(turns, "nothing else running", at_least=TARGET)]
    with _neighbour():
        rows.append(_row(turns, "one core busy", at_least=TARGET))
    rows.append(_overhead(turns))
    return rows


def _overhead(turns: int) -> Row:
    """Compare `scan_k` with the fits and silhouettes that it is made of, under one thread."""
    pairs = []
    for _ in range(turns):
        bare, expected = _timed(_BARE)
        scan, found = _timed(_SCAN)
        _same(expected, found)
        pairs.append((bare, scan))
    bare, scan = (median(times) for times in zip(*pairs, strict=True))
    what = "`scan_k` / its bare fits and silhouettes under one thread, 1,000 points"
    figure = f"{scan / bare:.2f} times ({scan:.3f} s / {bare:.3f} s)"
    return Row(what, figure, f"at most {MOST_OVERHEAD:g} times", scan / bare <= MOST_OVERHEAD)


def _row(turns: int, while_: str, at_least: float) -> Row:
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(turns):
        hand, expected = _timed(_HAND)
        scan, found = _timed(_SCAN)
        _same(expected, found)
        times[0].append(hand)
        times[1].append(scan)
    hand, scan = median(times[0]), median(times[1])
    what = f"loop by hand / `scan_k`, inertia and silhouette, 1,000 points, {while_}"
    figure = f"{hand / scan:.1f} times ({hand:.2f} s / {scan:.3f} s), same inertia"
    return Row(what, figure, f"at least {at_least:g} times", hand / scan >= at_least)


def _timed(work: str) -> tuple[float, list[list[float | None]]]:
    """Run one side in a process of its own: limits set in one must not help the other."""
    free = {name: value for name, value in os.environ.items() if not name.endswith("_NUM_THREADS")}
    ran = subprocess.run(
        [sys.executable, "-c", _DATA + work + _CLOCK],
        env=free,
        capture_output=True,
        text=True,
        check=True,
    )
    seconds, found = json.loads(ran.stdout)
    return seconds, found


def _same(expected: list[list[float | None]], found: list[list[float | None]]) -> None:
    for (inertia, score), (ours, our_score) in zip(expected, found, strict=True):
        assert inertia is not None
        assert ours is not None
        assert abs(ours - inertia) <= 1e-12 * inertia, (ours, inertia)
        assert (score is None) == (our_score is None)
        assert score is None or abs(our_score - score) <= 1e-9


@contextmanager
def _neighbour() -> Iterator[None]:
    """Keep one core busy, as a browser or another kernel does."""
    process = multiprocessing.get_context("spawn").Process(target=_spin, daemon=True)
    process.start()
    try:
        yield
    finally:
        process.terminate()
        process.join()


def _spin() -> None:
    while True:
        pass
