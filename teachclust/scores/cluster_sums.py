"""From distances to silhouettes: sums by cluster for many labelings, one block of rows at a time.

With few clusters the sums of all labelings are one matrix product with the stacked membership
tables. With many clusters such a table has more zeros than a machine has room for: there columns
are sorted by cluster and added up in runs, which costs the same however many clusters there are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from teachclust.scores.distances import row_distances

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.intp]

# from so many clusters on, runs are faster than a matrix product
_MANY: Final = 100
# bytes of the stacked tables; beyond it labelings are handled in turns
_MOST_TABLE: Final = 64_000_000


class Members:
    """The cluster memberships of one labeling, and its silhouettes as they are computed.

    ``used`` are the points that are no noise; ``clusters`` and ``sizes`` the distinct labels,
    ascending, and how many points have them; ``own`` is the position of each point's label in
    ``clusters``, -1 for noise; ``defined`` tells whether there are silhouettes: from 2 clusters to
    one fewer than points; ``values`` has them once `add_up` is through, 0 for noise.
    """

    def __init__(self, labels: Ints) -> None:
        self.labels = labels
        self.used = np.flatnonzero(labels >= 0)
        self.clusters, own, self.sizes = np.unique(
            labels[self.used], return_inverse=True, return_counts=True
        )
        self.own = np.full(len(labels), -1)
        self.own[self.used] = own
        self.defined = 2 <= len(self.clusters) < len(self.used)
        self.values = np.zeros(len(labels))

    @property
    def table_bytes(self) -> int:
        """The size of this labeling's table."""
        return 8 * len(self.labels) * len(self.clusters)

    def runs(self) -> tuple[Ints, Ints]:
        """Return the points in order of their clusters, and where each cluster starts there."""
        order = self.used[np.argsort(self.own[self.used], kind="stable")]
        return order, np.cumsum(self.sizes) - self.sizes

    def take(self, start: int, sums: Floats) -> None:
        """Turn sums of distances to each cluster into silhouettes, for rows from `start` on."""
        own = self.own[start : start + len(sums)]
        here = np.flatnonzero(own >= 0)
        own, sums = own[here], sums[here]
        each = np.arange(len(here))
        size = self.sizes[own]
        within = sums[each, own] / np.maximum(size - 1, 1)
        sums /= self.sizes
        sums[each, own] = np.inf
        nearest = sums.min(axis=1, initial=np.inf)
        larger = np.maximum(within, nearest)
        # a cluster of one has no inside; points all in one place are as near to all
        scored = (size > 1) & (larger > 0)
        values = np.zeros(len(here))
        np.divide(nearest - within, larger, out=values, where=scored)
        self.values[start + here] = values


def add_up(
    points: Floats, metric: str, labelings: list[Members], params: Mapping[str, Any] | None = None
) -> None:
    """Fill in the silhouettes of all labelings, which are defined; the rest as for `row_distances`.

    One pass over the distances, or more where the tables of all labelings together exceed 64 MB.
    """
    for stacked, in_runs in _turns(labelings):
        table, ends = _table(stacked, len(points))
        runs = [one.runs() for one in in_runs]
        for start, distances in row_distances(points, metric, params):
            if stacked:
                parts = np.split(distances @ table, ends[:-1], axis=1)
                for one, sums in zip(stacked, parts, strict=True):
                    one.take(start, sums)
            for one, (order, firsts) in zip(in_runs, runs, strict=True):
                ordered = distances.take(order, axis=1)
                one.take(start, np.add.reduceat(ordered, firsts, axis=1))


def _turns(labelings: list[Members]) -> Iterator[tuple[list[Members], list[Members]]]:
    """Divide labelings into turns whose tables fit into memory; those without a table go first."""
    in_runs: list[Members] = []
    turns: list[list[Members]] = []
    room = 0
    for one in labelings:
        if len(one.clusters) >= _MANY or one.table_bytes > _MOST_TABLE:
            in_runs.append(one)
            continue
        if not turns or one.table_bytes > room:
            turns.append([])
            room = _MOST_TABLE
        turns[-1].append(one)
        room -= one.table_bytes
    if in_runs and not turns:
        turns.append([])
    for number, stacked in enumerate(turns):
        yield stacked, in_runs if number == 0 else []


def _table(stacked: list[Members], n: int) -> tuple[Floats, Ints]:
    """Return 1 where a point (row) is in a cluster (column), and where each labeling ends."""
    ends = np.cumsum([len(one.clusters) for one in stacked], dtype=np.intp)
    table = np.zeros((n, int(ends[-1]) if stacked else 0))
    for one, end in zip(stacked, ends, strict=True):
        table[one.used, end - len(one.clusters) + one.own[one.used]] = 1
    return table, ends
