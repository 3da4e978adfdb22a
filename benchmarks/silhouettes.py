"""Silhouettes of every k in one pass, against a loop over scikit-learn's."""

from __future__ import annotations

import subprocess
import sys
import time

from benchmarks.report import Row

# Peak memory belongs to a process: each way runs in one of its own. It is read from Linux's own
# account, because `resource` hands the peak of the parent down to the child.
SOURCE = """
import time
import numpy as np
from sklearn.cluster import KMeans
from sklearn.datasets import make_blobs
from sklearn.metrics import silhouette_samples
from teachclust.scores import silhouettes
def memory(what):
    with open("/proc/self/status") as account:
        return next(int(line.split()[1]) for line in account if line.startswith(what)) / 1024
X, _ = make_blobs(10_000, n_features={d}, centers=6, cluster_std=3.0, random_state=0)
labelings = [KMeans(k, n_init=1, random_state=0).fit_predict(X) for k in range(2, 13)]
silhouettes(X[:100], [l[:100] for l in labelings]), silhouette_samples(X[:100], labelings[0][:100])
before = memory("VmRSS")
start = time.perf_counter()
if {ours}:
    found = [s.values for s in silhouettes(X, labelings)]
else:
    found = [silhouette_samples(X, labels) for labels in labelings]
seconds = time.perf_counter() - start
more = memory("VmHWM") - before
print(seconds, more, *(float(f.mean()) for f in found))
"""


def run(quick: bool) -> list[Row]:
    """Measure at 2 and 64 features; the median of three runs, both ways in turn."""
    rows = []
    for d in (2, 64):
        pairs = [(_one(d, ours=True), _one(d, ours=False)) for _ in range(1 if quick else 3)]
        ours, peer = (sorted(p[i] for p in pairs)[len(pairs) // 2] for i in (0, 1))
        assert all(abs(a - b) < 1e-9 for a, b in zip(ours[2:], peer[2:], strict=True))
        ratio, more = peer[0] / ours[0], ours[1]
        rows.append(
            Row(
                f"silhouettes for k = 2..12, n = 10,000, d = {d}, against `silhouette_samples`",
                f"{ratio:.1f} times faster ({ours[0]:.2f} s), {more:.0f} MB more",
                "at least 10 times, at most 300 MB more",
                ratio >= 10 and more <= 300,
            )
        )
    return rows


def _one(d: int, *, ours: bool) -> list[float]:
    code = SOURCE.format(d=d, ours=ours)
    time.sleep(1)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return [float(word) for word in done.stdout.split()]
