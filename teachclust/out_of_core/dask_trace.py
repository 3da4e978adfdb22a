"""A run of k-means on Dask as a trace: its centers, and a sample of its points."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from teachclust.checks import CheckedData, check_data
from teachclust.cluster.exact_sums import nearest_of
from teachclust.cluster.lloyd import Iterations
from teachclust.errors import LearnerError
from teachclust.out_of_core.dask_k_means import check_features, check_has_run
from teachclust.traces import AlgorithmSpec, Samples, StepName, Trace
from teachclust.traces.lloyd_frames import LloydStory, lloyd_code, lloyd_frames
from teachclust.traces.steps import Run, Steps
from teachclust.words import say
from teachclust.words.numbers import how_many, number

if TYPE_CHECKING:
    from teachclust.out_of_core.dask_k_means import DaskKMeans


def trace_run(model: DaskKMeans, sample: Any, *, columns: Any = None) -> Trace:
    """Return the run of a fitted `DaskKMeans` as a trace, on a sample of its points.

    Parameters
    ----------
    model : DaskKMeans
        Fitted.
    sample : array-like of shape (n, n_features)
        Points to draw, from ``model.sample(X)``.
    columns : pair of str or int, default=None
        The two features to draw. By default both of two, else the two principal directions.

    Returns
    -------
    trace : Trace
        To be shown by ``watch(trace)``. Centers and inertia are those of all points; labels, and
        how many points changed cluster, are those of the sample.

    Raises
    ------
    LearnerError
        If the sample can't be drawn or has other features.

    Examples
    --------
    >>> from teachclust.out_of_core import DaskKMeans, trace_run
    >>> model = DaskKMeans(4, random_state=0).fit(X)  # doctest: +SKIP
    >>> watch(trace_run(model, model.sample(X)))  # doctest: +SKIP
    """
    check_has_run(model)
    sample = model.columns_of(sample)
    data = check_data(sample)
    X = np.asarray(data.X, dtype=np.float64)
    check_features(model, X.shape[1])
    run = _iterations(model, X)
    how = {"k-means++": "plus_plus"}.get(model.init) if isinstance(model.init, str) else "array"
    names = np.arange(model.n_clusters)
    start = how or "random"
    story = LloydStory(X, run, names[:0], start, "euclidean", names, np.copy)
    frames = list(lloyd_frames(story))
    if model._stopped == "tolerance":
        said = {"iterations": how_many("iteration", run.n_iter), "value": number(run.total)}
        frames[-1] = replace(frames[-1], caption=say("caption.dask_k_means.tolerance", **said))
    n_all = f"{int(model.iterations_[-1].sizes.sum()):,}"
    return Trace(
        spec=SPEC,
        params=model.get_params(deep=False) | {"client": None},
        X=data.X,
        feature_names=data.feature_names,
        index=data.index if isinstance(sample, pd.DataFrame) else None,
        frames=tuple(frames),
        runs=(Run(run.total, run.n_iter, True, len(run.labels)),),
        code=lloyd_code(start, "euclidean"),
        notices=(*data.notices, say("notice.sample_of", n=f"{len(X):,}", all=n_all)),
        n_distinct=data.n_distinct,
        columns=columns,
    )


def _iterations(model: DaskKMeans, X: Any) -> Iterations:
    """Return what happened, with the labels of the sample.

    When a center moves to the mean of its n points, their squared distances to it fall by n times
    the square of its way: so the inertia after an update needs no pass over the points.
    """
    found = model.iterations_
    run = Iterations(n_iter=len(found) - 1, settled=model._stopped == "settled")
    for one in found:
        run.centers.append(one.centers)
        run.labels.append(nearest_of(X, one.centers)[0])
        run.totals.append(one.inertia)
    for one, after in pairwise(found):
        ways = ((after.centers - one.centers) ** 2).sum(axis=1)
        run.updated.append(one.inertia - float(one.sizes @ ways))
    return run


def _no_fit(model: Any, data: CheckedData) -> Steps:
    """Refuse: what is shown is a run that has been, not a fit of the sample."""
    raise LearnerError(
        "A run on Dask is traced after its fit",
        where="trace(DaskKMeans(...), X)",
        why="Its centers are those of all points, of which a sample is drawn.",
        fix="watch(trace_run(model, model.sample(X)))",
    )


WORDS: Final = {
    "code.dask_k_means.title": "k-means on Dask",
    "caption.dask_k_means.tolerance": (
        "Stop: the centers moved less than tol in the last of {iterations}; inertia {value}."
    ),
    "notice.sample_of": (
        "The points are a sample: {n} of {all}. Centers and inertia are those of all of them."
    ),
}

SPEC: Final = AlgorithmSpec(
    estimator="teachclust.out_of_core:DaskKMeans",
    tracer=_no_fit,
    painter="kmeans",
    code_title="code.dask_k_means.title",
    carries=("centers", "cluster"),
    samples=Samples({}, "blobs"),
    n_clusters="n_clusters",
    title=("n_clusters", "init", "random_state"),
    switches=("links",),
    objective="objective.inertia",
    step_names={"stop": StepName(next="check for change")},
    words=WORDS,
)
