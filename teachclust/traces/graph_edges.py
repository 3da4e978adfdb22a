"""The edges of an affinity graph that are drawn: the strongest."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import numpy.typing as npt

from teachclust.traces.auxiliary import Edges
from teachclust.traces.frame import Floats

Ints = npt.NDArray[np.intp]

#: Ties that are drawn at most; each point keeps its strongest ones wherever there is room.
MOST_EDGES: Final = 1_500
_KEPT: Final = 3
# Ties of one point that are looked at: the strongest of all are among the strongest of someone.
_LOOKED_AT: Final = 8
_ROWS: Final = 512


def strongest_edges(affinity: Any, X: Floats, most: int = MOST_EDGES) -> Edges:
    """Choose the edges that are drawn, the strongest first; of equally strong ones the shortest.

    `affinity` is symmetric and not negative, and 0 where two points have no edge. The strongest
    edge of each point comes before the second strongest of any point, these before the third, and
    these before all others. If `most` is less than one edge for each point, these are thinned
    evenly.
    """
    n = len(X)
    rows, columns, weights = _candidates(affinity)
    lengths = np.linalg.norm(X[rows] - X[columns], axis=1)
    order = np.lexsort((columns, lengths, -weights, rows))
    rows, columns, weights, lengths = rows[order], columns[order], weights[order], lengths[order]
    rank = np.arange(len(rows)) - np.searchsorted(rows, rows)
    # each tie once, by the better of its two ranks
    order = np.argsort(rank, kind="stable")
    key = np.minimum(rows, columns) * n + np.maximum(rows, columns)
    first = order[np.unique(key[order], return_index=True)[1]]
    best = first[rank[first] == 0]
    if len(best) >= most:
        chosen = best[np.linspace(0, len(best) - 1, most).astype(int)]
    else:
        turn = np.minimum(rank[first], _KEPT)
        chosen = first[np.lexsort((lengths[first], -weights[first], turn))[:most]]
    chosen = chosen[np.lexsort((lengths[chosen], -weights[chosen]))]
    pairs = np.sort(np.stack([rows[chosen], columns[chosen]], axis=1), axis=1)
    return Edges(pairs, weights[chosen])


def _candidates(affinity: Any) -> tuple[Ints, Ints, Floats]:
    """Return the strongest edges of each point to others: rows, columns, weights."""
    if hasattr(affinity, "tocoo"):
        graph = affinity.tocoo()
        rows, columns, weights = graph.row.astype(np.intp), graph.col.astype(np.intp), graph.data
    else:
        n = len(affinity)
        kept = min(_LOOKED_AT + 1, n)  # each point is tied to itself
        parts = []
        for start in range(0, n, _ROWS):
            block = affinity[start : start + _ROWS]
            parts.append(np.argpartition(block, n - kept, axis=1)[:, n - kept :])
        columns = np.concatenate(parts).ravel()
        rows = np.repeat(np.arange(n), kept)
        weights = affinity[rows, columns]
    real = (rows != columns) & (weights > 0)
    return rows[real], columns[real], weights[real]


def count_edges(affinity: Any) -> int:
    """Return how many pairs of points have an edge."""
    if hasattr(affinity, "tocoo"):
        return int((affinity.count_nonzero() - np.count_nonzero(affinity.diagonal())) // 2)
    return int((np.count_nonzero(affinity) - np.count_nonzero(np.diagonal(affinity))) // 2)


def count_parts(affinity: Any) -> int:
    """Return the number of connected components of the graph."""
    from scipy.sparse.csgraph import connected_components

    return int(connected_components(affinity, directed=False)[0])
