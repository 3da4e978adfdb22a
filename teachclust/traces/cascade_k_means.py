"""How CascadeKMeans fits: k-means for each number of clusters, then the number taken."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import numpy as np
from sklearn.base import clone

from teachclust.checks import CheckedData
from teachclust.cluster.cascade_k_means import Tried, best_of, kept_clusters, try_all
from teachclust.cluster.nearest_center import MinMax
from teachclust.traces.frame import Frame
from teachclust.traces.parameters import RANDOM_STATE
from teachclust.traces.spec import AlgorithmSpec, Parameter, Samples, StepName
from teachclust.traces.steps import CodeLine, Steps
from teachclust.words import say
from teachclust.words.numbers import number

# Lines of the pseudocode.
TRY: Final = 2
MEAN: Final = 3
TAKE: Final = 4


def trace_cascade_k_means(model: Any, data: CheckedData) -> Steps:
    """Trace a CascadeKMeans: the best run for each number of clusters, with the mean score.

    The objective is the mean score of Calinski and Harabasz, so that its curve goes over k. Costs
    one fit.
    """
    clone(model)._check(len(data.X))
    X = np.asarray(data.X, dtype=np.float64)
    scaling = MinMax(X, scaled=model.normalize)
    tried = try_all(scaling.scale(X), model)
    return Steps(
        frames=tuple(_frames(tried, scaling, len(X))),
        code=(
            CodeLine(say("code.cascade.each")),
            CodeLine(say("code.cascade.starts", restarts=model.restarts), 1),
            CodeLine(say("code.cascade.run"), 2),
            CodeLine(say("code.cascade.mean"), 1),
            CodeLine(say("code.cascade.take")),
        ),
    )


def _frames(tried: list[Tried], scaling: MinMax, n: int) -> Iterator[Frame]:
    yield Frame("show", say("caption.show", n=f"{n:,}"), TRY)
    for at, one in enumerate(tried, 1):
        caption = say(
            "caption.cascade.try",
            k=one.n_clusters,
            mean=number(one.mean),
            best=number(float(one.scores.max())),
        )
        yield _frame("visit", caption, MEAN, at, one, scaling)
    taken = tried[best_of(tried)]
    highest = max(float(one.scores.max()) for one in tried)
    (best,) = [one for one in tried if float(one.scores.max()) == highest][:1]
    caption = say("caption.cascade.take", k=taken.n_clusters, mean=number(taken.mean))
    yield _frame("assign", caption, TAKE, len(tried), taken, scaling)
    how = "same" if best is taken else "other"
    caption = say(f"caption.cascade.stop.{how}", k=best.n_clusters, best=number(highest))
    yield _frame("stop", caption, TAKE, len(tried), taken, scaling)


def _frame(kind: Any, caption: str, line: int, at: int, one: Tried, scaling: MinMax) -> Frame:
    labels, centers = kept_clusters(one.best)
    values = {"centers": scaling.undo(centers)}
    return Frame(kind, caption, line, at, labels.astype(np.int32), one.mean, values)


def _bound(name: str, text: str) -> Parameter:
    return Parameter(name, "whole", text, f"The {text} number of clusters that is tried", least=2)


WORDS: Final = {
    "objective.variance_ratio": "Mean Calinski-Harabasz score",
    "objective.legend.cascade": "for each number of clusters",
    "caption.cascade.try": (
        "Try: {k} clusters have a mean score of {mean} over the starts; the best start is shown, "
        "{best}."
    ),
    "caption.cascade.take": "Take: {k} clusters have the highest mean score, {mean}.",
    "caption.cascade.stop.same": (
        "Stop: the best single start, {best}, has this number of clusters as well."
    ),
    "caption.cascade.stop.other": (
        "Stop: the best single start, {best}, has {k} clusters; bad starts lowered their mean."
    ),
    "code.cascade.title": "Cascade k-means",
    "code.cascade.each": "for each number of clusters",
    "code.cascade.starts": "from each of {restarts} starts",
    "code.cascade.run": "run k-means, score its end",
    "code.cascade.mean": "mean of the scores",
    "code.cascade.take": "take the number with the highest mean",
}

SPEC: Final = AlgorithmSpec(
    estimator="teachclust.cluster:CascadeKMeans",
    tracer=trace_cascade_k_means,
    painter="kmeans",
    code_title="code.cascade.title",
    carries=("centers",),
    samples=Samples(
        {"max_clusters": 6, "restarts": 4, "random_state": 0},
        "blobs",
        hard={"init": "k-means++"},
    ),
    fitted_attributes={"centers": "cluster_centers_", "objective": "score_", "n_iter": "n_iter_"},
    parameters=(
        _bound("min_clusters", "least"),
        _bound("max_clusters", "greatest"),
        Parameter("restarts", "whole", "starts", "Starts for each number of clusters", most=50),
        Parameter(
            "init", "choice", "start", "How first centers are drawn", ("random", "k-means++")
        ),
        RANDOM_STATE,
    ),
    title=("min_clusters", "max_clusters", "restarts", "init", "random_state"),
    switches=("links",),
    objective="objective.variance_ratio",
    rises=True,
    legend="objective.legend.cascade",
    step_names={
        "visit": StepName("next k", "try the next k"),
        "assign": StepName("take k", "take the best k"),
    },
    words=WORDS,
)
