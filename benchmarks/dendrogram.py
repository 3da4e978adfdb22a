"""A large merge tree, drawn to the last pixel, against SciPy's dendrogram; and a very deep one."""

from __future__ import annotations

import subprocess
import sys

from benchmarks.report import Row

# The time of the processor, for both: what else the machine does is left out. A first picture pays
# for the fonts of both.
SOURCE = """
import time
import matplotlib
matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np
from scipy.cluster.hierarchy import dendrogram, linkage
from teachclust.plots import DendrogramDisplay

def seconds(draw):
    start = time.process_time()
    draw().canvas.draw()
    spent = time.process_time() - start
    plt.close("all")
    return spent

def peer(Z):
    figure, ax = plt.subplots(figsize=DendrogramDisplay.size, layout="constrained")
    dendrogram(Z, ax=ax)
    return figure

def ours(Z, most):
    return DendrogramDisplay.from_linkage(Z, n_clusters=6, max_leaves=most).figure_

def chain(n):
    i = np.arange(n - 1)
    return np.stack([np.where(i == 0, 0, n + i - 1), i + 1, i + 1.0, i + 2.0], axis=1)

grow = lambda n: linkage(np.random.default_rng(0).normal(size=(n, 2)), "ward")
ours(grow(30), None).canvas.draw(), peer(grow(30)).canvas.draw()
Z = grow({n})
print(seconds(lambda: ours(Z, "auto")), seconds(lambda: ours(Z, None)), seconds(lambda: peer(Z)))
print(seconds(lambda: ours(chain(20_000), None)))
"""


def run(quick: bool) -> list[Row]:
    """Measure once; the quick way takes a smaller tree, where SciPy's share is smaller too."""
    n = 1_000 if quick else 5_000
    code = SOURCE.replace("{n}", str(n))
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    folded, whole, peer, deep = (float(word) for word in done.stdout.split())
    ratios = peer / folded, peer / whole
    return [
        Row(
            f"dendrogram of {n:,} points, drawn, against `scipy.cluster.hierarchy.dendrogram`",
            f"{ratios[0]:.0f} times faster ({folded:.2f} s for 300 branches, {peer:.1f} s), "
            f"{ratios[1]:.0f} times with every leaf ({whole:.2f} s)",
            "at least 50 times",
            ratios[0] >= 50,
        ),
        Row(
            "dendrogram of a chain of 20,000 points, every leaf drawn",
            f"{deep:.1f} s",
            "at most 10 s",
            deep <= 10,
        ),
    ]
