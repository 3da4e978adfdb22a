"""Turn a spectral clustering into frames: ties, eigenvectors, k-means among them, and back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

import numpy as np

from teachclust.traces import kmeans_frames
from teachclust.traces.frame import Floats, Frame, Labels
from teachclust.traces.side import Edges
from teachclust.traces.trace import CodeLine, Trace
from teachclust.words import say
from teachclust.words.numbers import number

# Lines of the pseudocode; the last is `_back`.
TIE: Final = 0
PLACE: Final = 1
READ: Final = 2
#: lines of k-means -> lines here
_LINES: Final = {kmeans_frames.START: 2, kmeans_frames.ASSIGN: 4, kmeans_frames.UPDATE: 5}

_VISITS: Final = 4
# More rings than this say nothing.
_RINGS: Final = 200


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
