"""How SpectralClustering fits: a graph of ties, its eigenvectors, k-means among them.

References
----------
U. von Luxburg, "A tutorial on spectral clustering", Statistics and Computing 17(4), 2007.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

import numpy as np
from sklearn.base import clone
from sklearn.cluster import KMeans

# the functions that a fit calls; scikit-learn has them under no public name
from sklearn.cluster._spectral import cluster_qr, discretize
from sklearn.manifold import spectral_embedding
from sklearn.metrics.pairwise import pairwise_kernels
from sklearn.neighbors import kneighbors_graph

from teachclust.checks import (
    CheckedData,
    check_memory,
    check_n_clusters,
    display_name,
    distinct_notice,
)
from teachclust.errors import LearnerError
from teachclust.starts import numbers_from
from teachclust.traces import kmeans
from teachclust.traces.auxiliary import Edges
from teachclust.traces.frame import Floats, Frame, Labels
from teachclust.traces.graph_edges import count_edges, count_parts, strongest_edges
from teachclust.traces.kmeans import trace_kmeans
from teachclust.traces.trace import CodeLine, Trace
from teachclust.traces.view import make_view
from teachclust.words import say
from teachclust.words.numbers import number

# Affinities, graph Laplacian and its factors: n_samples ** 2 numbers each.
_SQUARES: Final = 3
_AFFINITIES: Final = ("rbf", "nearest_neighbors")

# Lines of the pseudocode; the last is `_back`.
TIE: Final = 0
PLACE: Final = 1
READ: Final = 2
#: lines of k-means -> lines here
_LINES: Final = {kmeans.START: 2, kmeans.ASSIGN: 4, kmeans.UPDATE: 5}

_VISITS: Final = 4
# More rings than this say nothing.
_RINGS: Final = 200


def trace_spectral(estimator: Any, data: CheckedData, columns: Any = None) -> Trace:
    """Trace a SpectralClustering.

    Parameters
    ----------
    estimator : SpectralClustering
        With ``affinity`` "rbf" or "nearest_neighbors"; cloned, never touched.
    data : CheckedData
        The checked data.
    columns : pair of str or int, default=None
        Features to draw.

    Returns
    -------
    trace : Trace
        ``edges`` are the strongest ties of the graph, at most 1,500; ``embedding`` is two of the
        eigenvectors, scaled into the box of the data. The objective is the inertia of k-means
        among the eigenvectors; "discretize" and "cluster_qr" have none.

    Raises
    ------
    LearnerError
        If a parameter does not fit the data, or the affinities would need more than 300 MB.

    Notes
    -----
    The steps of scikit-learn's fit are done one by one, with its own functions and random numbers
    and the caller's threads: affinities, eigenvectors, then k-means among them, which is replayed
    (see `trace_kmeans`), or another way to read clusters off. So the eigenvectors, which cost most,
    are computed once. Where a graph falls into many parts its eigenvalues repeat, and eigenvectors
    of scikit-learn's own differ from one fit to the next: there a trace is as good as another fit,
    but not the same. Costs about one fit; memory n_samples ** 2 x 24 bytes with "rbf".
    """
    model = _checked(estimator, data.X)
    X = data.X.astype(float, copy=False)  # as scikit-learn has it
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        affinity, maps, numbers = _embed(model, X)
        steps = _replay_k_means(model, maps, numbers, data.n_distinct)
        labels = _read_off(model, maps, numbers) if steps is None else steps.labels
    graph = Graph(
        model=model,
        edges=strongest_edges(affinity, X),
        n_ties=count_edges(affinity),
        n_maps=maps.shape[1],
        labels=labels,
        steps=steps,
    )
    few = distinct_notice(data.n_distinct, model.n_clusters)
    apart = any("not fully connected" in str(warning.message) for warning in told)
    return Trace(
        algorithm=type(estimator).__name__,
        painter="graph",
        params=model.get_params(deep=False),
        X=data.X,
        feature_names=data.feature_names,
        index=data.index,
        frames=tuple(frames_of_graph(graph, len(X))),
        runs=steps.runs if steps else (),
        objective_name=say("objective.embedded_inertia"),
        code=code_of(graph),
        code_title=say("code.graph.title"),
        notices=(
            *data.notices,
            *([few] if few else ()),
            *([_apart_notice(affinity)] if apart else ()),
        ),
        n_distinct=data.n_distinct,
        columns=columns,
        edges=graph.edges,
        embedding=in_the_box(maps, make_view(X, data.feature_names, columns).project(X)),
    )


def _embed(model: Any, X: Floats) -> tuple[Any, Floats, np.random.RandomState]:
    """Return affinities, eigenvectors and the generator that drew for them, as a fit has them."""
    numbers = numbers_from(model.random_state)
    try:
        affinity = _affinity(model, X)
        maps = spectral_embedding(
            affinity,
            n_components=_n_maps(model),
            eigen_solver=model.eigen_solver,
            random_state=numbers,
            eigen_tol=model.eigen_tol,
            drop_first=False,
        )
    except ValueError as problem:
        raise LearnerError(
            "The graph of these points could not be cut.",
            where=f"affinity={model.affinity!r}, eigen_solver={model.eigen_solver!r}",
            why=str(problem).partition("\n")[0] or "The solver gave up: another one may not.",
            fix=_fix(model, eigen_solver="arpack"),
        ) from None
    return affinity, maps, numbers


def _affinity(model: Any, X: Floats) -> Any:
    """Return the graph of ties as ``SpectralClustering.fit`` computes it."""
    if model.affinity == "nearest_neighbors":
        ties = kneighbors_graph(X, model.n_neighbors, include_self=True, n_jobs=model.n_jobs)
        return 0.5 * (ties + ties.T)
    params = {**(model.kernel_params or {}), "gamma": model.gamma}
    return pairwise_kernels(X, metric=model.affinity, filter_params=True, **params)


def _replay_k_means(
    model: Any, maps: Floats, numbers: np.random.RandomState, n_distinct: int
) -> Trace | None:
    if model.assign_labels != "kmeans":
        return None
    names = tuple(f"eigenvector {number}" for number in range(maps.shape[1]))
    # in the order of rows, as KMeans has it: sums in another order round otherwise
    rows = CheckedData(np.ascontiguousarray(maps), names, None, (), n_distinct)
    k_means = KMeans(model.n_clusters, n_init=model.n_init, random_state=numbers)
    return trace_kmeans(k_means, rows)


def _read_off(model: Any, maps: Floats, numbers: np.random.RandomState) -> Labels:
    if model.assign_labels == "cluster_qr":
        return np.asarray(cluster_qr(maps)).astype(np.int32)
    return np.asarray(discretize(maps, random_state=numbers)).astype(np.int32)


def _n_maps(model: Any) -> int:
    """Return the number of eigenvectors."""
    return int(model.n_clusters if model.n_components is None else model.n_components)


def _apart_notice(affinity: Any) -> str:
    return (
        f"The graph falls into {count_parts(affinity)} parts without a tie between them: the "
        "eigenvectors tell the parts apart and little more. A smaller gamma, or more n_neighbors, "
        "ties them."
    )


def _fix(model: Any, **params: Any) -> str:
    shown = {"n_clusters": model.n_clusters, **params, "random_state": 0}
    return f"SpectralClustering({', '.join(f'{key}={shown[key]!r}' for key in shown)})"


def _checked(estimator: Any, X: Floats) -> Any:
    """Return a clone with parameters that fit the data, or say which one does not."""
    model = clone(estimator)
    n = len(X)
    model.n_clusters = check_n_clusters(model.n_clusters, n)
    _check_affinity(model)
    _check_neighbors(model, n)
    if _n_maps(model) >= n:
        raise LearnerError(
            "There are too few points for so many eigenvectors.",
            where=f"{_n_maps(model)} eigenvectors of a graph of {n} points",
            why="A graph has as many as it has points, and all of them tell nothing apart.",
            fix=_fix(model, n_clusters=min(model.n_clusters, n - 1), n_components=min(2, n - 1)),
        )
    if model.affinity == "rbf":
        check_memory(8.0 * _SQUARES * n * n, "The affinities of all pairs", n, 3_000)
    return model


def _check_affinity(model: Any) -> None:
    affinity = model.affinity
    if isinstance(affinity, str) and affinity in _AFFINITIES:
        return
    given = isinstance(affinity, str) and affinity.startswith("precomputed")
    raise LearnerError(
        f"affinity={display_name(repr(affinity))} can't be watched.",
        where="affinity",
        why="There are no points to draw in a table of affinities."
        if given
        else f"These can: {', '.join(map(repr, _AFFINITIES))}.",
        fix=_fix(model, affinity="nearest_neighbors" if given else "rbf"),
    )


def _check_neighbors(model: Any, n: int) -> None:
    if model.affinity == "nearest_neighbors" and model.n_neighbors > n:
        raise LearnerError(
            f"n_neighbors must be a whole number from 1 to {n}.",
            where=f"n_neighbors={model.n_neighbors}",
            why=f"X has {n} rows, and each is tied to some of them.",
            fix=_fix(model, n_neighbors=min(10, n)),
        )


@dataclass(frozen=True, slots=True, eq=False)
class Graph:
    """What was found.

    ``n_ties`` counts the pairs of the whole graph, ``n_maps`` the eigenvectors; ``labels`` are the
    fit's own; ``steps`` is the trace of k-means among the eigenvectors, None without k-means.
    """

    model: Any
    edges: Edges
    n_ties: int
    n_maps: int
    labels: Labels
    steps: Trace | None


def frames_of_graph(graph: Graph, n_samples: int) -> Iterator[Frame]:
    """Yield the frames.

    Parameters
    ----------
    graph : Graph
        What was found.
    n_samples : int
        Number of points.

    Yields
    ------
    frame : Frame
        "show"; "visit" frames in which ties appear; "update", in which points move to the
        embedding; there the frames of k-means, or one "assign"; then "assign" back in the plane,
        and "stop".
    """
    yield Frame("show", say("caption.show", n=f"{n_samples:,}"), TIE)
    yield from _visit_frames(graph)
    shown = {"edges": len(graph.edges.pairs)}
    caption = say("caption.graph.place", m=graph.n_maps)
    yield Frame("update", caption, PLACE, values=_values(shown, embedded=True))
    if graph.steps:
        yield from _k_means_frames(graph.steps, shown)
    else:
        how = graph.model.assign_labels
        caption = say(f"caption.graph.read.{how}", m=graph.n_maps)
        values = _values(shown, embedded=True)
        yield Frame("assign", caption, READ, 1, graph.labels, None, values)
    yield from _last_frames(graph, shown)


def _values(*parts: dict[str, Any], **more: Any) -> MappingProxyType[str, Any]:
    merged: dict[str, Any] = {}
    for part in (*parts, more):
        merged.update(part)
    return MappingProxyType(merged)


def _visit_frames(graph: Graph) -> Iterator[Frame]:
    """Show ties from the strongest on."""
    total = len(graph.edges.pairs)
    counts = np.unique(np.linspace(0, total, _VISITS + 1).astype(int)[1:]).tolist()
    for n in counts[:-1]:
        caption = say(
            f"caption.graph.visit.{graph.model.affinity}",
            n=f"{n:,}",
            total=f"{total:,}",
            near=graph.model.n_neighbors,
            low=number(float(graph.edges.weights[n - 1])),
        )
        yield Frame("visit", caption, TIE, values=_values(edges=n))
    key = "whole" if total == graph.n_ties else "all"
    caption = say(f"caption.graph.visit.{key}", total=f"{total:,}", whole=f"{graph.n_ties:,}")
    yield Frame("visit", caption, TIE, values=_values(edges=total))


def _k_means_frames(steps: Trace, shown: dict[str, Any]) -> Iterator[Frame]:
    """Carry the frames of k-means over, without its centers: they are no places in the plane."""
    before: Labels | None = None
    for frame in steps.frames[1:-1]:
        kept = {key: frame.values[key] for key in ("points", "cluster") if key in frame.values}
        if frame.kind == "assign" and before is not None and frame.labels is not None:
            changed = np.flatnonzero(frame.labels != before)
            if len(changed) <= _RINGS:
                kept["points"] = tuple(changed.tolist())
        before = frame.labels
        yield Frame(
            frame.kind,
            frame.caption,
            _LINES[frame.line],
            frame.iteration,
            frame.labels,
            frame.objective,
            _values(shown, kept, embedded=True),
        )


def _last_frames(graph: Graph, shown: dict[str, Any]) -> Iterator[Frame]:
    labels, steps = graph.labels, graph.steps
    sizes = np.unique(labels, return_counts=True)[1]
    k, small, large = len(sizes), f"{sizes.min():,}", f"{sizes.max():,}"
    key = "even" if small == large else "back"
    n_iter = steps.n_iter if steps else 1
    objective = steps.objective if steps else None
    line = len(code_of(graph)) - 1
    caption = say(f"caption.graph.{key}", k=k, small=small, large=large)
    yield Frame("assign", caption, line, n_iter, labels, objective, _values(shown))
    caption = steps.last.caption if steps else say("caption.graph.stop", k=k)
    yield Frame("stop", caption, line, n_iter, labels, objective, _values(shown))


def code_of(graph: Graph) -> tuple[CodeLine, ...]:
    """Return the pseudocode: four lines, seven with k-means."""
    model = graph.model
    lines = [
        CodeLine(say(f"code.graph.tie.{model.affinity}", near=model.n_neighbors)),
        CodeLine(say("code.graph.place", m=graph.n_maps)),
    ]
    if graph.steps:
        lines += [
            CodeLine(say("code.graph.seed", k=model.n_clusters)),
            CodeLine(say("code.graph.repeat")),
            CodeLine(say("code.graph.assign"), 1),
            CodeLine(say("code.graph.update"), 1),
        ]
    else:
        lines.append(CodeLine(say(f"code.graph.read.{model.assign_labels}")))
    return (*lines, CodeLine(say("code.graph.back")))


def in_the_box(maps: Floats, points: Floats) -> Floats:
    """Scale two columns of an embedding into the box that the points take on the plane.

    Parameters
    ----------
    maps : ndarray of shape (n_samples, n_components)
        The eigenvectors. The first is constant when the graph is connected: columns that vary go
        before those that don't.
    points : ndarray of shape (n_samples, 2)
        Where the points are drawn.

    Returns
    -------
    embedding : ndarray of shape (n_samples, 2)
        A column that does not vary stays in the middle.
    """
    low, high = points.min(axis=0), points.max(axis=0)
    flat = high - low <= 0  # one feature only: the box has no height
    room = (high - low).max() / 4
    low, high = np.where(flat, low - room, low), np.where(flat, high + room, high)
    varies = np.ptp(maps, axis=0) > 1e-6 * np.abs(maps).max(axis=0)
    order = np.argsort(~varies, kind="stable")[:2]
    embedding = np.tile((low + high) / 2, (len(maps), 1))
    for axis, column in enumerate(order):
        if varies[column]:
            values = maps[:, column] - maps[:, column].min()
            embedding[:, axis] = low[axis] + values / values.max() * (high - low)[axis]
    return embedding
