"""How KMedians fits: assignment by city block distance and update to medians by turns."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from sklearn.base import clone

from teachclust.checks import CheckedData
from teachclust.cluster.k_medians import k_medians_runs
from teachclust.traces.lloyd_frames import LloydStory, lloyd_code, lloyd_frames
from teachclust.traces.parameters import INIT, N_CLUSTERS, RANDOM_STATE
from teachclust.traces.spec import AlgorithmSpec, Samples, StepName
from teachclust.traces.steps import Run, Steps


def trace_k_medians(model: Any, data: CheckedData) -> Steps:
    """Trace a KMedians: all ``n_init`` runs with their sums, and the frames of the best.

    Costs one fit: the runs are those of the fit.
    """
    X = np.asarray(data.X, dtype=np.float64)
    clone(model)._check(X)
    runs, drawn, best = k_medians_runs(X, model)
    run = runs[best]
    # only draws that look at the points before come one by one
    rows = drawn[best] if model.init_name == "k-means++" else drawn[best][:0]
    start = {"k-means++": "plus_plus"}.get(model.init_name, model.init_name)
    names = np.arange(model.n_clusters)
    story = LloydStory(X, run, rows, start, "manhattan", names, np.copy)
    return Steps(
        frames=tuple(lloyd_frames(story)),
        runs=tuple(Run(one.total, one.n_iter, one is run, len(one.labels)) for one in runs),
        code=lloyd_code(start, "manhattan"),
    )


WORDS: Final = {"code.medians.title": "k-medians"}

SPEC: Final = AlgorithmSpec(
    estimator="teachclust.cluster:KMedians",
    tracer=trace_k_medians,
    painter="kmeans",
    code_title="code.medians.title",
    carries=("centers", "weights", "points", "cluster"),
    samples=Samples(
        {"n_clusters": 4, "init": "random", "n_init": 1, "random_state": 2},
        "blobs",
        hard={"n_clusters": 3, "n_init": 4},
    ),
    fitted_attributes={"centers": "cluster_centers_", "objective": "inertia_", "n_iter": "n_iter_"},
    n_clusters="n_clusters",
    parameters=(N_CLUSTERS, INIT, RANDOM_STATE),
    title=("n_clusters", "init", "n_init", "random_state"),
    switches=("links",),
    places_centers=True,
    objective="objective.total_distance",
    step_names={
        "update": StepName(next="move centers to medians"),
        "relocate": StepName("empty cluster", "refill cluster"),
        "stop": StepName(next="check for change"),
    },
    words=WORDS,
)
