"""The graph along which AgglomerativeClustering merges, completed as the fit completes it."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from scipy import sparse
from sklearn.cluster._agglomerative import _fix_connectivity
from sklearn.metrics.pairwise import paired_distances
from sklearn.utils import check_array

from teachclust.checks.memory import MOST_BYTES
from teachclust.errors import LearnerError
from teachclust.traces.auxiliary import Edges
from teachclust.traces.frame import Floats
from teachclust.traces.graph_edges import strongest_edges

#: Edges that are drawn at most; each point keeps its shortest ones wherever there is room.
MOST_DRAWN: Final = 3_000
#: Bytes that a fit takes for each edge: rows, distances, and entries of the heap of merges.
_PER_EDGE: Final = 300
#: The fit searches the nearest points of every two pieces: so many pieces take seconds.
_MOST_PIECES: Final = 200


@dataclass(frozen=True, eq=False)
class Connectivity:
    """Which points may merge."""

    given: Any  # the graph as the fit is given it; a function has been called
    edges: Edges  # those that are drawn, of the completed graph, with their lengths
    n_edges: int  # edges of the completed graph
    n_pieces: int  # pieces that the given graph is in, before the fit joins them


def read_connectivity(connectivity: Any, X: Floats, metric: Any) -> Connectivity:
    """Return the graph that a fit merges along, or say what is wrong with it.

    Two points whose entries add up to another number than 0 are joined by an edge. A function is
    called with X, once. The graph is completed by scikit-learn's own function: where it falls into
    pieces, an edge is added between the nearest points of every two of them. `metric` measures
    edges.
    """
    given = _called(connectivity, X) if callable(connectivity) else connectivity
    given = _checked(given, len(X))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # pieces are told in a notice
        whole, n_pieces = _fix_connectivity(X, given, affinity=metric)
    rows = enumerate(sparse.lil_array(whole).rows)
    pairs = np.array([(i, j) for j, row in rows for i in row if i < j], dtype=np.intp)
    pairs = pairs.reshape(-1, 2)
    ones = sparse.coo_array((np.ones(len(pairs)), pairs.T), shape=whole.shape)
    drawn = strongest_edges(ones + ones.T, X, MOST_DRAWN).pairs
    with np.errstate(invalid="ignore", divide="ignore"):
        lengths = paired_distances(X[drawn[:, 0]], X[drawn[:, 1]], metric=metric)
    return Connectivity(given, Edges(drawn, lengths), len(pairs), int(n_pieces))


def _graph_line(n_samples: int, *, function: bool = False) -> str:
    """Return a line of Python that makes a graph of so many points, or a function that does."""
    nearest = max(1, min(10, n_samples - 1))
    call = f"sklearn.neighbors.kneighbors_graph(X, n_neighbors={nearest}, include_self=False)"
    return f"connectivity = {'lambda X: ' if function else ''}{call}"


def _called(connectivity: Any, X: Floats) -> Any:
    try:
        return connectivity(X.copy())
    except LearnerError:
        raise
    except Exception as error:
        message = " ".join(str(error).split())[:200]
        raise LearnerError(
            "The function given as connectivity fails.",
            where=f"{type(error).__name__}: {message}",
            why="It is called with X, and returns which points are neighbors.",
            fix=_graph_line(len(X), function=True),
        ) from error


def _checked(given: Any, n_samples: int) -> Any:
    """Return the graph as scikit-learn reads it, or say what is wrong with it."""
    try:
        graph = check_array(given, accept_sparse=["csr", "coo", "lil"])
    except (ValueError, TypeError) as error:
        message = " ".join(str(error).split())[:200]
        raise LearnerError(
            "connectivity must be a table of numbers.",
            where=f"it is of type {type(given).__name__}",
            why=message,
            fix=_graph_line(n_samples),
        ) from error
    if graph.shape != (n_samples, n_samples):
        raise _other_shape(graph.shape, n_samples)
    _check_cost(graph, n_samples)
    return graph


def _other_shape(shape: tuple[int, ...], n_samples: int) -> LearnerError:
    size = " by ".join(f"{side:,}" for side in shape)
    return LearnerError(
        "connectivity needs a row and a column for each point.",
        where=f"it is {size}, and there are {n_samples:,} points",
        why="It says of every two points whether they are neighbors. A function is called anew "
        "when points change.",
        fix=_graph_line(n_samples, function=True),
    )


def _check_cost(graph: Any, n_samples: int) -> None:
    """Refuse a graph with so many edges, or in so many pieces, that a fit takes very long."""
    entries = graph.nnz if sparse.issparse(graph) else np.count_nonzero(graph)
    if entries * _PER_EDGE > 2 * MOST_BYTES:
        raise LearnerError(
            "Merging along this graph would take too much memory.",
            where=f"about {entries // 2:,} edges",
            why=f"Each takes {_PER_EDGE} bytes; {MOST_BYTES // 1_000_000} MB is the limit.",
            fix=_graph_line(n_samples),
        )
    pieces = int(sparse.csgraph.connected_components(sparse.csr_array(graph), directed=False)[0])
    if pieces > _MOST_PIECES:
        raise LearnerError(
            "The graph is in too many pieces.",
            where=f"{pieces:,} pieces",
            why="scikit-learn searches the nearest points of every two pieces, which takes long.",
            fix=_graph_line(n_samples),
        )
