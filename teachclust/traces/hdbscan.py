"""How HDBSCAN fits, frame by frame: core distances, a spanning tree, its condensed tree, a choice.

References
----------
R. J. G. B. Campello, D. Moulavi and J. Sander, "Density-Based Clustering Based on Hierarchical
Density Estimates", PAKDD 2013.
"""

from __future__ import annotations

import warnings
from typing import Any, Final

import numpy as np
from sklearn.base import clone

from teachclust.checks import CheckedData
from teachclust.checks.memory import check_memory
from teachclust.errors import LearnerError
from teachclust.traces.density_checks import (
    check_metric,
    is_straight,
)
from teachclust.traces.frame import Floats, Labels
from teachclust.traces.hdbscan_edges import (
    core_and_rows,
    merges_of,
    searches_a_tree,
    spanning_tree,
)
from teachclust.traces.hdbscan_frames import Story, frames_of_story
from teachclust.traces.hdbscan_tree import Condensation, choose, condense, labels_of
from teachclust.traces.side import Edges
from teachclust.traces.trace import CodeLine, Trace
from teachclust.words import say

GOOD: Final = "HDBSCAN(min_cluster_size=5)"
#: Points for which two matrices of all distances fit in memory.
_ENOUGH: Final = 4000


def trace_hdbscan(estimator: Any, data: CheckedData, columns: Any = None) -> Trace:
    """Trace an HDBSCAN.

    Parameters
    ----------
    estimator : HDBSCAN
        Unfitted; it is cloned, never touched.
    data : CheckedData
        The checked data.
    columns : pair of str or int, default=None
        Features to draw.

    Returns
    -------
    trace : Trace
        `Trace.edges` is the minimum spanning tree of mutual reachability (one of those that tie),
        `Trace.condensed` the condensed tree of the fit's own hierarchy. Labels are -2 until the
        tree is cut; while clusters split, the larger part keeps its number and points that fell
        out have -1.

    Raises
    ------
    LearnerError
        If a parameter does not fit, or a matrix of all distances would not fit in memory.

    Notes
    -----
    Costs a fit and a spanning tree of our own (scikit-learn keeps none), both n_samples squared
    in time. Clusters are chosen from the tree here, and compared with the labels of the fit; where
    they ever differed the last frames would have those of the fit.
    """
    X = data.X
    model = _checked(estimator, len(X))
    least = model.min_cluster_size if model.min_samples is None else model.min_samples
    check_memory(16.0 * len(X) * least, f"The {least} nearest of every point", len(X), _ENOUGH)
    fitted = _fit(model, X)
    core, row = core_and_rows(model, X, least)
    if np.isnan(core).any():
        raise LearnerError(
            "Some distances by this metric are no numbers.",
            where=f"metric={model.metric!r}, {np.isnan(core).sum():,} points",
            why="It divides by the spread of a row's own values, which may be zero.",
            fix=f'HDBSCAN(min_cluster_size={min(5, len(X))}, metric="euclidean")',
        )
    edges = spanning_tree(core, row)
    tree = condense(*_merges(fitted, edges), model.min_cluster_size)
    labels = fitted.labels_.astype(np.int32)
    chosen = _clusters(tree, model, labels)
    # alpha widens distances in the tree: a circle of the plane would be another
    straight = is_straight(model.metric) and model.alpha == 1
    story = Story(core, edges, tree, chosen, labels, model, least, straight)
    return Trace(
        algorithm=type(estimator).__name__,
        painter="density",
        params=model.get_params(deep=False),
        X=X,
        feature_names=data.feature_names,
        index=data.index,
        frames=tuple(frames_of_story(story)),
        runs=(),
        objective_name=say("caption.density.objective"),
        code=_code(),
        code_title=say("code.hdbscan.title"),
        notices=data.notices,
        n_distinct=data.n_distinct,
        columns=columns,
        edges=edges,
        condensed=tree.with_clusters(chosen),
    )


def _checked(estimator: Any, n_samples: int) -> Any:
    model = clone(estimator)
    for name in ("min_samples", "min_cluster_size"):
        # as many samples as min_cluster_size are taken where min_samples is None
        if name == "min_samples" or model.min_samples is None:
            _check_size(name, getattr(model, name), n_samples)
    check_metric(model.metric, n_samples, GOOD)
    if not searches_a_tree(model):
        what = "All distances, here and in the fit,"
        check_memory(16.0 * n_samples**2, what, n_samples, _ENOUGH)
    return model


def _check_size(name: str, value: int | None, n_samples: int) -> None:
    if value is not None and value > n_samples:
        raise LearnerError(
            f"{name} must be a whole number from 1 to {n_samples}.",
            where=f"{name}={value}",
            why=f"X has {n_samples} rows, and no point has more neighbors than that.",
            fix=f"HDBSCAN({name}={min(5, n_samples)})",
        )


def _fit(model: Any, X: Floats) -> Any:
    fitted = clone(model)
    try:
        with warnings.catch_warnings():
            # about `copy`, which matters for distances computed beforehand alone
            warnings.simplefilter("ignore", FutureWarning)
            return fitted.fit(X)
    except (TypeError, KeyError) as error:
        # scikit-learn 1.9 with numpy 2.4 on, where it climbs by epsilon; and a single cluster
        # that is not the root while points stay in the root to its end
        wanted = model.cluster_selection_epsilon, model.allow_single_cluster
        if not any(wanted):
            raise
        raise LearnerError(
            "scikit-learn fails with these parameters on this data.",
            where=f"cluster_selection_epsilon={wanted[0]}, allow_single_cluster={wanted[1]}",
            why="That is an error in scikit-learn, not in the data.",
            fix=GOOD,
        ) from error


def _merges(fitted: Any, edges: Edges) -> tuple[Any, Floats]:
    """The fit's hierarchy; that of our own spanning tree where a version does not keep it."""
    linkage = getattr(fitted, "_single_linkage_tree_", None)
    if linkage is None:
        return merges_of(edges)
    children = np.stack([linkage["left_node"], linkage["right_node"]], axis=1)
    heights: Floats = np.array(linkage["value"])
    return children.astype(np.intp), heights


def _clusters(tree: Condensation, model: Any, labels: Labels) -> dict[int, int]:
    """Return the label of each chosen node."""
    nodes = choose(tree, model)
    found = labels_of(tree, nodes, model)
    if np.array_equal(found, labels):
        # a root that is chosen may hold no point to its end
        return {node: label for label, node in enumerate(nodes) if (labels == label).any()}
    chosen: dict[int, int] = {}
    for label, node in enumerate(nodes):
        inside = labels[(found == label) & (labels >= 0)]
        if len(inside) and (most := int(np.bincount(inside).argmax())) not in chosen.values():
            chosen[node] = most
    return chosen


def _code() -> tuple[CodeLine, ...]:
    return (
        CodeLine(say("code.hdbscan.core")),
        CodeLine(say("code.hdbscan.tree")),
        CodeLine(say("code.hdbscan.cut")),
        CodeLine(say("code.hdbscan.drop"), 1),
        CodeLine(say("code.hdbscan.split"), 1),
        CodeLine(say("code.hdbscan.choose")),
    )
