"""How SpectralClustering fits: an affinity graph, its eigenvectors, k-means on them.

References
----------
U. von Luxburg, "A tutorial on spectral clustering", Statistics and Computing 17(4), 2007.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from sklearn.cluster import KMeans

# the functions that a fit calls; scikit-learn has them under no public name
from sklearn.cluster._spectral import cluster_qr, discretize
from sklearn.manifold import spectral_embedding
from sklearn.metrics.pairwise import pairwise_kernels
from sklearn.neighbors import kneighbors_graph

from teachclust.checks import (
    CheckedData,
    check_memory,
    display_name,
)
from teachclust.errors import LearnerError
from teachclust.starts import numbers_from
from teachclust.traces import kmeans
from teachclust.traces.auxiliary import Edges
from teachclust.traces.frame import Floats, Frame, Labels
from teachclust.traces.graph_edges import count_edges, count_parts, strongest_edges
from teachclust.traces.kmeans import trace_kmeans
from teachclust.traces.parameters import (
    N_CLUSTERS,
    RANDOM_STATE,
)
from teachclust.traces.spec import AlgorithmSpec, Parameter, SampleLimit, Samples, StepName
from teachclust.traces.steps import CodeLine, Steps
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


def trace_spectral(model: Any, data: CheckedData) -> Steps:
    """Trace a SpectralClustering.

    ``edges`` are the strongest edges of the graph, at most 1,500; ``embedding`` is two of the
    eigenvectors, scaled into the box of the data. The objective is the inertia of k-means among the
    eigenvectors; "discretize" and "cluster_qr" have none.

    The steps of scikit-learn's fit are done one by one, with its own functions and random numbers
    and the caller's threads: affinities, eigenvectors, then k-means among them, which is replayed
    (see `trace_kmeans`), or another way to read clusters off. So the eigenvectors, which cost most,
    are computed once. Where a graph falls into many parts its eigenvalues repeat, and eigenvectors
    of scikit-learn's own differ from one fit to the next: there a trace is as good as another fit,
    but not the same. Costs about one fit; memory n_samples ** 2 x 24 bytes with "rbf".
    """
    _check(model, len(data.X))
    X = data.X.astype(float, copy=False)  # as scikit-learn has it
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        affinity, maps, numbers = _embed(model, X)
        steps = _replay_k_means(model, maps, numbers, data.n_distinct)
        labels = _read_off(model, maps, numbers) if steps is None else _labels_of(steps)
    graph = SpectralGraph(
        model=model,
        edges=strongest_edges(affinity, X),
        n_ties=count_edges(affinity),
        n_maps=maps.shape[1],
        labels=labels,
        steps=steps,
    )
    apart = any("not fully connected" in str(warning.message) for warning in caught)
    return Steps(
        frames=tuple(_frames_of_graph(graph, len(X))),
        runs=steps.runs if steps else (),
        code=_code_of(graph),
        notices=(_apart_notice(affinity),) if apart else (),
        edges=graph.edges,
        embedding=maps,
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
    """Return the affinity matrix as ``SpectralClustering.fit`` computes it."""
    if model.affinity == "nearest_neighbors":
        ties = kneighbors_graph(X, model.n_neighbors, include_self=True, n_jobs=model.n_jobs)
        return 0.5 * (ties + ties.T)
    params = {**(model.kernel_params or {}), "gamma": model.gamma}
    return pairwise_kernels(X, metric=model.affinity, filter_params=True, **params)


def _replay_k_means(
    model: Any, maps: Floats, numbers: np.random.RandomState, n_distinct: int
) -> Steps | None:
    if model.assign_labels != "kmeans":
        return None
    names = tuple(f"eigenvector {number}" for number in range(maps.shape[1]))
    # in the order of rows, as KMeans has it: sums in another order round otherwise
    rows = CheckedData(np.ascontiguousarray(maps), names, None, (), n_distinct)
    k_means = KMeans(model.n_clusters, n_init=model.n_init, random_state=numbers)
    return trace_kmeans(k_means, rows)


def _labels_of(steps: Steps) -> Labels:
    labels = steps.last.labels
    assert labels is not None  # k-means ends with labels
    return labels


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


def _check(model: Any, n: int) -> None:
    _check_affinity(model)
    if _n_maps(model) >= n:
        raise LearnerError(
            "There are too few points for so many eigenvectors.",
            where=f"{_n_maps(model)} eigenvectors of a graph of {n} points",
            why="A graph has as many as it has points, and all of them tell nothing apart.",
            fix=_fix(model, n_clusters=min(model.n_clusters, n - 1), n_components=min(2, n - 1)),
        )
    if model.affinity == "rbf":
        check_memory(8.0 * _SQUARES * n * n, "The affinities of all pairs", n, 3_000)


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


@dataclass(frozen=True, slots=True, eq=False)
class SpectralGraph:
    """What was found.

    ``n_ties`` counts the pairs of the whole graph, ``n_maps`` the eigenvectors; ``labels`` are the
    fit's own; ``steps`` is the trace of k-means among the eigenvectors, None without k-means.
    """

    model: Any
    edges: Edges
    n_ties: int
    n_maps: int
    labels: Labels
    steps: Steps | None


def _frames_of_graph(graph: SpectralGraph, n_samples: int) -> Iterator[Frame]:
    """Yield the frames.

    Yields "show"; "visit" frames in which ties appear; "update", in which points move to the
    embedding; there the frames of k-means, or one "assign"; then "assign" back in the plane, and
    "stop".
    """
    yield Frame("show", say("caption.show", n=f"{n_samples:,}"), TIE)
    yield from _visit_frames(graph)
    shown = {"edges": len(graph.edges.pairs)}
    caption = say("caption.graph.place", m=graph.n_maps)
    yield Frame("update", caption, PLACE, values={**shown, "embedded": True})
    if graph.steps:
        yield from _k_means_frames(graph.steps, shown)
    else:
        how = graph.model.assign_labels
        caption = say(f"caption.graph.read.{how}", m=graph.n_maps)
        values = {**shown, "embedded": True}
        yield Frame("assign", caption, READ, 1, graph.labels, None, values)
    yield from _last_frames(graph, shown)


def _visit_frames(graph: SpectralGraph) -> Iterator[Frame]:
    """Show edges, the strongest first."""
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
        yield Frame("visit", caption, TIE, values={"edges": n})
    key = "whole" if total == graph.n_ties else "all"
    caption = say(f"caption.graph.visit.{key}", total=f"{total:,}", whole=f"{graph.n_ties:,}")
    yield Frame("visit", caption, TIE, values={"edges": total})


def _k_means_frames(steps: Steps, shown: dict[str, Any]) -> Iterator[Frame]:
    """Take over the frames of k-means without its centers, which have no place in the plane."""
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
            {**shown, **kept, "embedded": True},
        )


def _last_frames(graph: SpectralGraph, shown: dict[str, Any]) -> Iterator[Frame]:
    labels, steps = graph.labels, graph.steps
    sizes = np.unique(labels, return_counts=True)[1]
    k, small, large = len(sizes), f"{sizes.min():,}", f"{sizes.max():,}"
    key = "even" if small == large else "back"
    n_iter = steps.last.iteration if steps else 1
    objective = steps.last.objective if steps else None
    line = len(_code_of(graph)) - 1
    caption = say(f"caption.graph.{key}", k=k, small=small, large=large)
    yield Frame("assign", caption, line, n_iter, labels, objective, shown)
    caption = steps.last.caption if steps else say("caption.graph.stop", k=k)
    yield Frame("stop", caption, line, n_iter, labels, objective, shown)


def _code_of(graph: SpectralGraph) -> tuple[CodeLine, ...]:
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


WORDS: Final = {
    "caption.graph.visit.rbf": (
        "Visit: near pairs have strong ties; the {n} strongest of {total} shown, down to {low}."
    ),
    "caption.graph.visit.nearest_neighbors": (
        "Visit: each point ties to its {near} nearest, itself one; {n} of {total} ties shown."
    ),
    "caption.graph.visit.all": (
        "Visit: {total} ties are shown, the strongest of each point; the graph has {whole} in all."
    ),
    "caption.graph.visit.whole": "Visit: all {total} ties of the graph are shown.",
    "caption.graph.place": (
        "Update: points move to their places in {m} eigenvectors; ties pull their ends together."
    ),
    "caption.graph.read.discretize": (
        "Assign: the eigenvectors are turned until each point is near one of {m} corners."
    ),
    "caption.graph.read.cluster_qr": (
        "Assign: QR picks {m} typical points; each point follows the one most like it."
    ),
    "caption.graph.back": (
        "Assign: points go back and keep their labels; {k} clusters of {small} to {large} points."
    ),
    "caption.graph.even": (
        "Assign: points go back and keep their labels; {k} clusters of {large} points each."
    ),
    "caption.graph.stop": "Stop: {k} clusters are read off the eigenvectors.",
    "objective.embedded_inertia": "Inertia among eigenvectors",
    "code.graph.title": "Spectral clustering",
    "code.graph.tie.rbf": "tie pairs by exp(-gamma distance²)",
    "code.graph.tie.nearest_neighbors": "tie each to its {near} nearest",
    "code.graph.place": "place points by {m} eigenvectors",
    "code.graph.seed": "draw {k} centers there",
    "code.graph.repeat": "repeat until nothing changes",
    "code.graph.assign": "assign points to nearest center",
    "code.graph.update": "move centers to their mean",
    "code.graph.read.discretize": "turn eigenvectors onto corners",
    "code.graph.read.cluster_qr": "follow typical points, found by QR",
    "code.graph.back": "give the labels to the points",
}

SPEC: Final = AlgorithmSpec(
    estimator="sklearn.cluster:SpectralClustering",
    tracer=trace_spectral,
    painter="graph",
    code_title="code.graph.title",
    carries=("edges", "embedded", "points", "cluster"),
    samples=Samples(
        {"n_clusters": 2, "gamma": 30.0, "random_state": 0},
        "moons",
        hard={"n_clusters": 3, "n_init": 4, "gamma": 0.1},
    ),
    n_clusters="n_clusters",
    limits=(
        SampleLimit("n_neighbors", applies=lambda model: model.affinity == "nearest_neighbors"),
    ),
    parameters=(
        N_CLUSTERS,
        Parameter("affinity", "choice", "affinity", "What makes two points alike", _AFFINITIES),
        Parameter(
            "gamma",
            "number",
            "gamma",
            "How fast likeness fades with distance",
            least=0,
            applies=lambda model: model.affinity == "rbf",
        ),
        Parameter(
            "n_neighbors",
            "whole",
            "neighbors",
            "Neighbors that each point is joined to",
            applies=lambda model: model.affinity == "nearest_neighbors",
        ),
        RANDOM_STATE,
    ),
    title=("n_clusters", "affinity", "gamma", "n_init", "random_state"),
    switches=("edges",),
    objective="objective.embedded_inertia",
    step_names={"visit": StepName(next="join neighbors"), "update": StepName(next="move points")},
    words=WORDS,
)
