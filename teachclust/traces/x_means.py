"""How XMeans fits: k-means, a trial to split each cluster, and again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import numpy as np
from sklearn.base import clone

from teachclust.checks import CheckedData
from teachclust.cluster.nearest_center import MinMax
from teachclust.cluster.x_means import CRITERIA, Round, Split, last_accepted, x_means_rounds
from teachclust.palette import cluster_name
from teachclust.traces.frame import Frame, Labels
from teachclust.traces.parameters import RANDOM_STATE
from teachclust.traces.spec import AlgorithmSpec, Parameter, Samples, StepName
from teachclust.traces.steps import CodeLine, Steps
from teachclust.words import say
from teachclust.words.numbers import how_many, number

# Lines of the pseudocode.
START: Final = 0
RUN: Final = 2
SPLIT: Final = 3
UNTIL: Final = 4


def trace_x_means(model: Any, data: CheckedData) -> Steps:
    """Trace an XMeans: the end of each k-means, and a frame for each cluster that is tried in two.

    The objective is the criterion of all points. Costs one fit.
    """
    clone(model)._check(len(data.X))
    X = np.asarray(data.X, dtype=np.float64)
    scaling = MinMax(X, scaled=model.normalize)
    rounds = list(x_means_rounds(scaling.scale(X), model))
    lines = (("start", 0), ("repeat", 0), ("run", 1), ("split", 1), ("until", 0))
    return Steps(
        frames=tuple(_frames(rounds, model, scaling, len(X))),
        code=tuple(
            CodeLine(say(f"code.xmeans.{name}", k=model.min_clusters), indent)
            for name, indent in lines
        ),
    )


def _frames(rounds: list[Round], model: Any, scaling: MinMax, n: int) -> Iterator[Frame]:
    yield Frame("show", say("caption.show", n=f"{n:,}"), START)
    first = rounds[0].run.centers[0]
    caption = say("caption.xmeans.seed", centers=how_many("center", len(first)))
    yield Frame("seed", caption, START, values={"centers": scaling.undo(first)})
    for at, one in enumerate(rounds, 1):
        values: dict[str, Any] = {"centers": scaling.undo(one.centers)}
        k = how_many("center", len(one.centers))
        value, before = number(one.criterion), number(rounds[at - 2].criterion)
        labels: Labels = one.labels.astype(np.int32)
        key = "first" if at == 1 else "better" if one.accepted else "worse"
        caption = say(f"caption.xmeans.run.{key}", centers=k, value=value, old=before)
        kind: Any = "assign" if one.accepted else "update"
        yield Frame(kind, caption, RUN, at, labels, one.criterion, values)
        for split in one.splits:
            yield _split_frame(split, one, at, labels, values)
    end = last_accepted(rounds)
    full = len(end.centers) >= model.max_clusters
    key = "full" if full else "worse" if not rounds[-1].accepted else "none"
    if key == "none" and not end.splits:
        key = "limit"
    clusters = how_many("group", len(end.centers))
    caption = say(f"caption.xmeans.stop.{key}", clusters=clusters, value=number(end.criterion))
    values = {"centers": scaling.undo(end.centers)}
    labels = end.labels.astype(np.int32)
    yield Frame("stop", caption, UNTIL, len(rounds), labels, end.criterion, values)


def _split_frame(
    split: Split, one: Round, at: int, labels: Labels, values: dict[str, Any]
) -> Frame:
    key = "made" if split.made else "room" if split.gain > 0 else "whole"
    caption = say(
        f"caption.xmeans.split.{key}",
        name=cluster_name(split.cluster),
        whole=number(split.whole),
        parts=number(split.parts),
    )
    kind: Any = "split" if split.made else "visit"
    looked_at = {**values, "cluster": split.cluster}
    return Frame(kind, caption, SPLIT, at, labels, one.criterion, looked_at)


def _bound(name: str, text: str, least: int) -> Parameter:
    return Parameter(name, "whole", text, f"The {text} number of clusters", least=least)


WORDS: Final = {
    "count.center.one": "1 center",
    "count.center.many": "{n} centers",
    "count.group.one": "1 cluster",
    "count.group.many": "{n} clusters",
    "objective.criterion": "Information criterion (BIC)",
    "objective.legend.xmeans": "● k-means  ■ splits",
    "caption.xmeans.seed": "Seed: k-means starts from {centers}, points drawn at random.",
    "caption.xmeans.run.first": "Assign: k-means with {centers} settled; criterion {value}.",
    "caption.xmeans.run.better": (
        "Assign: k-means with {centers} settled; criterion {value}, up from {old}."
    ),
    "caption.xmeans.run.worse": (
        "Update: with {centers} the criterion is {value}, not above {old}; the splits are undone."
    ),
    "caption.xmeans.split.made": (
        "Split: {name} as one cluster has {whole}, as two {parts}; it is split."
    ),
    "caption.xmeans.split.room": (
        "Try: {name} as one cluster has {whole}, as two {parts}; there is no room for more."
    ),
    "caption.xmeans.split.whole": (
        "Try: {name} as one cluster has {whole}, as two {parts}; it stays one."
    ),
    "caption.xmeans.stop.full": ("Stop: {clusters}, as many as there may be; criterion {value}."),
    "caption.xmeans.stop.worse": "Stop: {clusters}; more don't pay; criterion {value}.",
    "caption.xmeans.stop.none": "Stop: no cluster is worth a split; {clusters}, criterion {value}.",
    "caption.xmeans.stop.limit": (
        "Stop: the limit of rounds is reached with {clusters}; criterion {value}."
    ),
    "code.xmeans.title": "X-means",
    "code.xmeans.start": "draw {k} points as centers",
    "code.xmeans.repeat": "repeat",
    "code.xmeans.run": "run k-means until it settles",
    "code.xmeans.split": "split each cluster if its BIC rises",
    "code.xmeans.until": "until the BIC of all points doesn't rise",
}

SPEC: Final = AlgorithmSpec(
    estimator="teachclust.cluster:XMeans",
    tracer=trace_x_means,
    painter="kmeans",
    code_title="code.xmeans.title",
    carries=("centers", "cluster"),
    samples=Samples(
        {"max_clusters": 8, "random_state": 0},
        "blobs",
        hard={"normalize": True},
    ),
    fitted_attributes={
        "centers": "cluster_centers_",
        "objective": "criterion_",
        "n_iter": "n_iter_",
    },
    parameters=(
        _bound("min_clusters", "least", 1),
        _bound("max_clusters", "greatest", 1),
        Parameter("criterion", "choice", "criterion", "How the criterion is computed", CRITERIA),
        RANDOM_STATE,
    ),
    title=("min_clusters", "max_clusters", "criterion", "random_state"),
    switches=("links",),
    objective="objective.criterion",
    rises=True,
    legend="objective.legend.xmeans",
    step_names={
        "assign": StepName("k-means", "run k-means"),
        "visit": StepName("try a split", "try a split"),
        "split": StepName("split", "try a split"),
        "update": StepName("undo", "run k-means"),
    },
    words=WORDS,
)
