"""How SimpleKMeans fits: k-means among scaled features, where empty clusters are dropped."""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from teachclust.checks import CheckedData
from teachclust.cluster.nearest_center import MinMax
from teachclust.cluster.simple_k_means import INITS, simple_run
from teachclust.traces.lloyd_frames import LloydStory, lloyd_code, lloyd_frames
from teachclust.traces.parameters import N_CLUSTERS, RANDOM_STATE
from teachclust.traces.spec import AlgorithmSpec, Parameter, Samples, StepName
from teachclust.traces.steps import Run, Steps
from teachclust.words import say
from teachclust.words.numbers import how_many


def trace_simple_k_means(model: Any, data: CheckedData) -> Steps:
    """Trace a SimpleKMeans. The objective is measured among scaled features, as in the fit.

    Costs one fit.
    """
    X = np.asarray(data.X, dtype=np.float64)
    scaling = MinMax(X, scaled=model.normalize)
    scaled = scaling.scale(X)
    rows, run = simple_run(scaled, model)
    kept = ~np.isnan(run.centers[-1][:, 0])
    names = np.empty(len(kept), dtype=np.intp)
    names[np.argsort(~kept, kind="stable")] = np.arange(len(kept))
    start = {"k-means++": "plus_plus" if model.squared_weights else "plus_plus_plain"}.get(
        model.init, model.init.replace("-", "_")
    )
    drawn = rows if model.init in ("k-means++", "farthest-first") else rows[:0]
    story = LloydStory(scaled, run, drawn, start, model.distance, names, scaling.undo)
    return Steps(
        frames=tuple(lloyd_frames(story)),
        runs=(Run(run.total, run.n_iter, True, len(run.labels)),),
        code=lloyd_code(start, model.distance),
        notices=_notices(model, int(kept.sum())),
    )


def _notices(model: Any, n_clusters: int) -> tuple[str, ...]:
    if n_clusters == model.n_clusters:
        return ()
    return (say("caption.simple.fewer", asked=model.n_clusters, n=how_many("cluster", n_clusters)),)


WORDS: Final = {
    "code.simple.title": "k-means among scaled features",
    "objective.scaled": "Inertia of scaled features",
    "count.cluster.one": "1 cluster is left",
    "count.cluster.many": "{n} clusters are left",
    "caption.simple.fewer": (
        "Of {asked} clusters {n}: the others became empty, or rows repeat, or canopies are few."
    ),
}

SPEC: Final = AlgorithmSpec(
    estimator="teachclust.cluster:SimpleKMeans",
    tracer=trace_simple_k_means,
    painter="kmeans",
    code_title="code.simple.title",
    carries=("centers", "weights", "points", "cluster"),
    samples=Samples(
        {"n_clusters": 4, "random_state": 2},
        "blobs",
        hard={"n_clusters": 3, "init": "farthest-first"},
    ),
    fitted_attributes={"centers": "cluster_centers_", "objective": "inertia_", "n_iter": "n_iter_"},
    n_clusters="n_clusters",
    parameters=(
        N_CLUSTERS,
        Parameter("init", "choice", "start", "How the first centers are chosen", INITS),
        Parameter(
            "distance",
            "choice",
            "distance",
            "Squared distances with means, or city block distances with medians",
            ("euclidean", "manhattan"),
        ),
        RANDOM_STATE,
    ),
    title=("n_clusters", "init", "distance", "normalize", "random_state"),
    switches=("links",),
    objective="objective.scaled",
    step_names={
        "relocate": StepName("empty cluster", "refill cluster"),
        "collapse": StepName("drop cluster", "drop empty cluster"),
        "stop": StepName(next="check for change"),
    },
    words=WORDS,
)
