"""The inertia of centers over all points, also for algorithms that use only some of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

import numpy as np

from teachclust.threads import threads_for
from teachclust.traces.frame import Floats, Frame
from teachclust.traces.trace import Trace

_ROWS: Final = 2048  # of a block: it stays in the cache while all sets of centers pass it


def true_inertias(trace: Trace, frames: Iterable[Frame] | None = None) -> list[float | None]:
    """Sum up, for each frame, every point's squared distance to the nearest center.

    None where a center is missing yet. What the trace says itself of all points ("assign" and
    "stop") is taken from there. For the other frames it is a pass of ours over the data, which is
    none of the algorithm's work: n_samples x n_features x n_clusters for each set of centers.
    """
    known = {
        frame.values["centers"].tobytes(): float(frame.objective)
        for frame in trace.frames
        if frame.kind in ("assign", "stop") and frame.objective is not None
    }
    chosen = [frame.values.get("centers") for frame in (trace.frames if frames is None else frames)]
    sets = [None if c is None or not np.isfinite(c).all() else c for c in chosen]
    asked = {c.tobytes(): c for c in sets if c is not None and c.tobytes() not in known}
    known.update(zip(asked, inertias(trace.X, list(asked.values())), strict=True))
    return [None if c is None else known[c.tobytes()] for c in sets]


def inertias(X: Floats, sets: Sequence[Floats]) -> list[float]:
    """Sum up every point's squared distance to its nearest center, for several sets of centers.

    In double precision, whatever the type of X. One pass over the points, a block of them at a
    time, which is all that is copied.
    """
    if not sets:
        return []
    # far from the origin the product of two points would swallow the distance between them
    mean = X.mean(axis=0, dtype=float)
    centered = [centers - mean for centers in sets]
    sums = [0.0] * len(sets)
    with threads_for(X.size * len(sets[0])):
        for start in range(0, len(X), _ROWS):
            rows = X[start : start + _ROWS] - mean
            for i, centers in enumerate(centered):
                gaps = np.einsum("ij,ij->i", centers, centers)[:, np.newaxis] - 2 * (
                    centers @ rows.T
                )
                apart = rows - centers[gaps.argmin(axis=0)]
                sums[i] += float(np.einsum("ij,ij->", apart, apart))
    return sums
