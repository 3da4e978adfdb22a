"""k-means of pixels: the same to the last bit in any order, and of more than memory should hold."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
from sklearn.cluster import KMeans
from sklearn.metrics import adjusted_rand_score
from sklearn.preprocessing import StandardScaler

import teachclust.earth as ee
from benchmarks.report import Row

BLOCKS = (1_000, 16_384, 50_000, 200_000)
# Peak memory belongs to a process: each way runs in one of its own. Blocks are made on the fly.
SOURCE = """
import time
import numpy as np
import teachclust.earth as ee
from sklearn.cluster import KMeans
def memory(what):
    with open("/proc/self/status") as account:
        return next(int(line.split()[1]) for line in account if line.startswith(what)) / 1024
centers = np.random.default_rng(0).uniform(500, 5000, (15, 10))
def blocks():
    for number in range({n} // 100_000):
        rng = np.random.default_rng(number)
        noise = rng.standard_normal((100_000, 10), dtype=np.float32) * 150
        yield (centers[rng.integers(0, 15, 100_000)] + noise).astype(np.int16)
start, used = time.perf_counter(), time.process_time()
if {ours}:
    ee.Clusterer.wekaKMeans(15, maxIterations=5).train(blocks)
else:
    X = np.concatenate([block.astype(np.float32) for block in blocks()])
    KMeans(15, init="random", n_init=1, max_iter=5, random_state=0).fit(X)
print(time.perf_counter() - start, time.process_time() - used, memory("VmHWM"))
"""


def run(quick: bool) -> list[Row]:
    """Measure both; the second in processes of its own."""
    return [_orders(4 if quick else 20), _large(1_000_000 if quick else 10_000_000)]


def _orders(turns: int) -> Row:
    """Train on all pixels of the scene, shuffled each time, in blocks of four sizes."""
    scene = ee.load_scene()
    X = scene.raster.pixels()
    first, same, peers = None, 0, []
    few = StandardScaler().fit_transform(scene.sample(numPixels=5000).to_numpy())
    peer = KMeans(15, n_init=1, random_state=0).fit(few)
    for turn in range(turns):
        size = BLOCKS[turn % len(BLOCKS)]
        order = np.random.default_rng(turn).permutation(len(X))
        rows = X[order]
        parts = [rows[i : i + size] for i in range(0, len(rows), size)]
        trained = ee.Clusterer.wekaKMeans(15, maxIterations=10).train(
            lambda parts=parts: parts, scene.bandNames()
        )
        centers, ids = trained.estimator_.cluster_centers_, trained.predict(X)
        if first is None:
            first = centers, ids
        same += bool(np.array_equal(centers, first[0]) and np.array_equal(ids, first[1]))
        mixed = np.random.default_rng(turn).permutation(len(few))
        other = KMeans(15, n_init=1, random_state=0).fit(few[mixed])
        peers.append(adjusted_rand_score(peer.labels_[mixed], other.labels_))
    return Row(
        f"k-means of {len(X):,} pixels, {turns} shuffles in blocks of {len(BLOCKS)} sizes",
        f"{same} of {turns} have bit-identical centers and ids (scikit-learn's KMeans, 5,000 rows "
        f"shuffled: adjusted Rand index {min(peers):.2f} to {max(peers):.2f})",
        f"{turns} of {turns}",
        same == turns,
    )


def _large(n: int) -> Row:
    """Train on rows that are made block by block, and with scikit-learn on all at once."""
    wall, cpu, peak = _one(n, ours=True)
    peer = _one(n, ours=False)
    return Row(
        f"k-means of {n:,} pixels of 10 bands, 15 clusters, 5 iterations, block by block",
        f"{wall:.0f} s ({cpu:.0f} s of processor, blocks made on the fly), {peak:.0f} MB at most "
        f"(scikit-learn's KMeans of all rows as float32: {peer[0]:.0f} s, {peer[1]:.0f} s of "
        f"processor, {peer[2]:,.0f} MB)",
        "60 s, 256 MB",
        wall <= 60 and peak <= 256,
    )


def _one(n: int, *, ours: bool) -> list[float]:
    code = SOURCE.format(n=n, ours=ours)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return [float(word) for word in done.stdout.split()]
