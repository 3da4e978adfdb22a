"""How LVQ fits: each point pulls the nearest prototype, one point after the other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import numpy as np
from sklearn.base import clone

from teachclust.checks import CheckedData
from teachclust.cluster.lloyd import gaps_to
from teachclust.cluster.lvq import (
    INITS,
    RATES,
    lvq_epochs,
    lvq_pulls,
    rate_of,
)
from teachclust.cluster.nearest_center import MinMax
from teachclust.palette import cluster_name
from teachclust.traces.frame import Floats, Frame
from teachclust.traces.parameters import N_CLUSTERS, RANDOM_STATE
from teachclust.traces.spec import AlgorithmSpec, Parameter, Samples, StepName
from teachclust.traces.steps import CodeLine, Steps
from teachclust.traces.thinning import shown_steps
from teachclust.words import say
from teachclust.words.numbers import how_many, number

# Lines of the pseudocode.
START: Final = 0
PULL: Final = 3
ASSIGN: Final = 5
UNTIL: Final = 4

#: Points of the first epoch that are shown one by one.
_PULLS: Final = 60


def trace_lvq(model: Any, data: CheckedData) -> Steps:
    """Trace an LVQ: the first pulls one by one, then the end of each epoch.

    The objective is that of all points at the end of an epoch, among scaled features. Costs about
    one fit.
    """
    X = np.asarray(data.X, dtype=np.float64)
    scaling = MinMax(X, scaled=model.normalize)
    return Steps(
        frames=tuple(_frames(model, scaling.scale(X), scaling)),
        code=(
            CodeLine(say(f"code.lvq.start.{model.init}")),
            CodeLine(say("code.lvq.repeat")),
            CodeLine(say("code.lvq.point"), 1),
            CodeLine(say("code.lvq.pull"), 2),
            CodeLine(say("code.lvq.until")),
            CodeLine(say("code.lvq.assign")),
        ),
    )


def _frames(model: Any, X: Floats, scaling: MinMax) -> Iterator[Frame]:
    yield Frame("show", say("caption.show", n=f"{len(X):,}"), START)
    # a RandomState moves on with each draw: the pulls and the epochs start from the same one
    start, *epochs = list(lvq_epochs(X, clone(model)))
    caption = say(f"caption.lvq.seed.{model.init}", k=len(start))
    inertia = float(gaps_to(X, start, "euclidean").min(axis=1).sum())
    values = {"centers": scaling.undo(start)}
    yield Frame("seed", caption, START, objective=inertia, values=values)
    yield from _pull_frames(model, X, start.copy(), scaling)
    for at in shown_steps(len(epochs), len(X)):
        epoch, prototypes = at + 1, epochs[at]
        gaps = gaps_to(X, prototypes, "euclidean")
        labels = gaps.argmin(axis=1).astype(np.int32)
        inertia = float(gaps.min(axis=1).sum())
        values = {"centers": scaling.undo(prototypes)}
        unused = len(prototypes) - len(np.unique(labels))
        key = "all" if not unused else "one" if unused == 1 else "some"
        caption = say(
            f"caption.lvq.epoch.{key}", epoch=f"{epoch:,}", n=unused, inertia=number(inertia)
        )
        yield Frame("assign", caption, ASSIGN, epoch, labels, inertia, values)
    last = len(epochs)
    key = "limit" if last == model.epochs else "settled"
    caption = say(
        f"caption.lvq.stop.{key}", epochs=how_many("epoch", last), inertia=number(inertia)
    )
    yield Frame("stop", caption, UNTIL, last, labels, inertia, values)


def _pull_frames(model: Any, X: Floats, prototypes: Floats, scaling: MinMax) -> Iterator[Frame]:
    """Yield a frame for each of the first points."""
    rate = rate_of(model, 1)
    how = "whole" if rate == 1 else "part"
    for pull in lvq_pulls(X[:_PULLS], prototypes, 1, rate):
        caption = say(
            f"caption.lvq.pull.{how}",
            point=pull.point,
            name=cluster_name(pull.winner),
            share=f"{100 * rate:.3g}",
        )
        values: dict[str, Any] = {
            "centers": scaling.undo(pull.prototypes),
            "points": (pull.point,),
            "cluster": pull.winner,
        }
        yield Frame("update", caption, PULL, 1, values=values)


WORDS: Final = {
    "objective.legend.lvq": "at the end of each epoch",
    "caption.lvq.seed.middle": "Seed: all {k} prototypes start in the middle of the ranges.",
    "caption.lvq.seed.random": "Seed: {k} points drawn at random become the prototypes.",
    "caption.lvq.pull.whole": "Update: point {point} pulls {name}, the nearest, all the way.",
    "caption.lvq.pull.part": (
        "Update: point {point} pulls {name}, the nearest, by {share} % of the gap."
    ),
    "caption.lvq.epoch.all": "Assign: after epoch {epoch} all prototypes win points; inertia "
    "{inertia}.",
    "caption.lvq.epoch.one": "Assign: after epoch {epoch} one prototype wins no point; inertia "
    "{inertia}.",
    "caption.lvq.epoch.some": "Assign: after epoch {epoch} {n} prototypes win no point; inertia "
    "{inertia}.",
    "caption.lvq.stop.settled": (
        "Stop: an epoch changes nothing any more, after {epochs}; inertia {inertia}."
    ),
    "caption.lvq.stop.limit": "Stop: the limit of {epochs} is reached; inertia {inertia}.",
    "code.lvq.title": "Competitive learning (LVQ)",
    "code.lvq.start.middle": "put all k prototypes in the middle",
    "code.lvq.start.random": "draw k points as prototypes",
    "code.lvq.repeat": "repeat",
    "code.lvq.point": "for each point, in order",
    "code.lvq.pull": "move the nearest prototype to it",
    "code.lvq.until": "until an epoch changes nothing",
    "code.lvq.assign": "assign points to nearest prototype",
    "objective.lvq": "Inertia of scaled features",
}

SPEC: Final = AlgorithmSpec(
    estimator="teachclust.cluster:LVQ",
    tracer=trace_lvq,
    painter="kmeans",
    code_title="code.lvq.title",
    carries=("centers", "points", "cluster"),
    samples=Samples(
        {"n_clusters": 4, "learning_rate": 0.3, "epochs": 30, "random_state": 0},
        "blobs",
        hard={"n_clusters": 3, "rate": "linear", "init": "random"},
    ),
    fitted_attributes={"centers": "cluster_centers_", "objective": "inertia_", "n_iter": "n_iter_"},
    n_clusters="n_clusters",
    parameters=(
        N_CLUSTERS,
        Parameter(
            "learning_rate",
            "number",
            "rate",
            "The share of the gap by which a point pulls the nearest prototype",
            least=0,
            most=1,
        ),
        Parameter("init", "choice", "start", "Where the prototypes start", INITS),
        Parameter("rate", "choice", "change", "Whether the rate stays or falls to 0", RATES),
        RANDOM_STATE,
    ),
    title=("n_clusters", "learning_rate", "epochs", "init", "rate"),
    switches=("links",),
    objective="objective.lvq",
    legend="objective.legend.lvq",
    step_names={
        "update": StepName("pull", "take the next point"),
        "assign": StepName("epoch", "finish the epoch"),
    },
    words=WORDS,
)
