"""Cobweb on the pixels of a scene with the acuity that is advised, in CPU seconds."""

from __future__ import annotations

import time

import numpy as np
from threadpoolctl import threadpool_limits

from benchmarks.report import Row
from teachclust.cluster import Cobweb, advise_acuity
from teachclust.datasets import make_scene


def run(quick: bool) -> list[Row]:
    """Measure a fit of 5,000 pixels of six bands, in several orders, and the advice for it."""
    pixels = make_scene(400).raster.pixels()
    rows = np.random.default_rng(0).choice(len(pixels), 5_000, replace=False)
    X = pixels[np.sort(rows)]
    with threadpool_limits(1):
        start = time.process_time()
        advice = advise_acuity(X)
        advising = time.process_time() - start
        times, leaves = [], []
        for seed in range(1 if quick else 5):
            start = time.process_time()
            leaves.append(Cobweb(advice.acuity, random_state=seed).fit(X).n_leaves_)
            times.append(time.process_time() - start)
    what = f"Cobweb, {len(X):,} pixels x {X.shape[1]} bands, advised acuity {advice.acuity:g}"
    figure = (
        f"{max(times):.2f} s of CPU, {min(leaves)} to {max(leaves)} leaves in {len(times)} orders "
        f"(the advice: {advising:.2f} s)"
    )
    met = max(times) <= 5 and max(leaves) <= 30
    return [Row(what, figure, "5 s of CPU, 30 leaves", met)]
