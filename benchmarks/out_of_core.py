"""k-means beyond memory, chunk by chunk, and on a Dask cluster of two processes."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np

from benchmarks.report import Row

N_FEATURES, K = 10, 20
# Peak memory belongs to a process: each way runs in one of its own.
READ = """
import sys, time
from teachclust.out_of_core import open_rows
start = time.perf_counter()
total = sum(float(chunk.sum()) for _, chunk in open_rows(sys.argv[1]).chunks())
print(time.perf_counter() - start)
"""
FIT = """
import sys, time
from sklearn.cluster import MiniBatchKMeans
from teachclust.out_of_core import fit_in_chunks
start = time.perf_counter()
done = fit_in_chunks(MiniBatchKMeans(20, random_state=0), sys.argv[1], progress=False)
seconds = time.perf_counter() - start
with open("/proc/self/status") as account:
    peak = next(int(line.split()[1]) for line in account if line.startswith("VmHWM")) / 1024
print(seconds, peak)
"""
ON_DASK = """
import sys, time
import numpy as np
import dask.array as da
from distributed import Client, LocalCluster, wait
from teachclust.out_of_core import DaskKMeans

def main():
    n = int(sys.argv[1])
    with LocalCluster(n_workers=2, threads_per_worker=1, processes=True, host="127.0.0.1",
                      dashboard_address=None) as cluster, Client(cluster) as client:
        state = da.random.RandomState(0)
        centers = np.random.default_rng(0).uniform(-10, 10, (20, 10))
        noise = state.normal(size=(n, 10), chunks=(200_000, 10))
        X = noise.map_blocks(lambda block: block + centers[np.arange(len(block)) % 20]).persist()
        from distributed import wait
        wait(X)
        start = X[:2000].compute()[:20]
        now = time.perf_counter()
        ours = DaskKMeans(20, init=start, max_iter=10, tol=0, client=client).fit(X)
        print(time.perf_counter() - now, ours.inertia_, ours.n_iter_)
        try:
            from dask_ml.cluster import KMeans
        except ImportError:
            return
        now = time.perf_counter()
        theirs = KMeans(20, init=start, max_iter=10, tol=0).fit(X)
        seconds = time.perf_counter() - now
        # its inertia_ is of distances that aren't squared
        same = DaskKMeans(20, init=theirs.cluster_centers_, max_iter=1, client=client).fit(X)
        print(seconds, same.iterations_[0].inertia, theirs.n_iter_)

if __name__ == "__main__":
    main()
"""


def run(quick: bool) -> list[Row]:
    """Measure both, in processes of their own."""
    n = 1_000_000 if quick else 10_000_000
    return [_chunked(n), *_on_dask(n)]


def _chunked(n: int) -> Row:
    """Fit to a mapped file, against one pass of reading it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "points.npy"
        rows = np.lib.format.open_memmap(path, "w+", np.float64, (n, N_FEATURES))
        centers = np.random.default_rng(0).uniform(-10, 10, (K, N_FEATURES))
        for start in range(0, n, 100_000):
            rng = np.random.default_rng(start)
            part = rng.standard_normal((min(100_000, n - start), N_FEATURES))
            rows[start : start + len(part)] = part + centers[rng.integers(0, K, len(part))]
        rows.flush()
        del rows
        _one(READ, str(path))  # the first pass may find the file on the disk only
        (reading,) = _one(READ, str(path))[0]
        ((seconds, peak),) = _one(FIT, str(path))
    return Row(
        f"MiniBatchKMeans of {n:,} x {N_FEATURES} points, k = {K}, chunk by chunk",
        f"{peak:.0f} MB at most, {seconds:.1f} s: {seconds / reading:.1f} passes of reading "
        f"({reading:.1f} s each; the file has {n * N_FEATURES * 8 / 1e6:.0f} MB)",
        "500 MB, 10 passes",
        peak <= 500 and seconds <= 10 * reading,
    )


def _on_dask(n: int) -> list[Row]:
    """Ten iterations on two worker processes, from the same start as dask-ml's KMeans."""
    found = _one(ON_DASK, str(n))
    seconds, inertia, _ = found[0]
    what = f"k-means of {n:,} x {N_FEATURES} points, k = {K}, on two workers of Dask, 10 iterations"
    if len(found) == 1:
        return [Row(what, f"{seconds:.1f} s (dask-ml isn't installed)", "dask-ml / 3", False)]
    peer, other, _ = found[1]
    return [
        Row(
            what,
            f"{seconds:.1f} s, dask-ml's KMeans {peer:.1f} s: {peer / seconds:.1f} times faster; "
            f"inertia {inertia / other - 1:+.1e} of its",
            "3 times faster, inertia no higher",
            peer >= 3 * seconds and inertia <= other * (1 + 1e-9),
        )
    ]


def _one(code: str, argument: str) -> list[list[float]]:
    with tempfile.NamedTemporaryFile("w", suffix=".py", delete=False) as script:
        script.write(code)
    done = subprocess.run(
        [sys.executable, script.name, argument], capture_output=True, text=True, check=True
    )
    Path(script.name).unlink()
    return [[float(word) for word in line.split()] for line in done.stdout.splitlines()]
