"""How Leader fits, step by step: what teachclust needs to show it."""

from __future__ import annotations

from typing import Any

import numpy as np

from teachclust.checks import CheckedData
from teachclust.palette import cluster_name
from teachclust.traces import AlgorithmSpec, CodeLine, Frame, Parameter, Samples, StepName, Steps
from teachclust.words import say


def trace_leader(model: Any, data: CheckedData) -> Steps:
    """Replay a fit: one frame for each point."""
    X = data.X
    frames = [Frame("show", say("caption.show", n=f"{len(X):,}"), line=0)]
    labels = np.full(len(X), -2, dtype=np.int32)  # -2: not reached yet
    leaders: list[int] = []
    for i, point in enumerate(X):
        gaps = np.linalg.norm(X[leaders] - point, axis=1)
        labels = labels.copy()  # older frames keep theirs
        if not leaders or gaps.min() > model.radius:
            labels[i] = len(leaders)
            leaders.append(i)
            kind, line, caption = "seed", 1, "caption.leader.new"
        else:
            labels[i] = gaps.argmin()
            kind, line, caption = "visit", 2, "caption.leader.join"
        values = {"centers": X[leaders], "points": (i,), "cluster": int(labels[i])}
        text = say(caption, point=i, name=cluster_name(int(labels[i])))
        frames.append(Frame(kind, text, line, 0, labels, values=values))
    stop = say("caption.leader.stop", k=len(leaders))
    centers = {"centers": X[leaders]}
    frames.append(Frame("stop", stop, 0, 0, labels, values=centers))
    lines = ("for each point", "if no leader is near: it leads", "else it joins the nearest")
    code = tuple(CodeLine(text, indent=int(i > 0)) for i, text in enumerate(lines))
    return Steps(frames=tuple(frames), code=code)


SPEC = AlgorithmSpec(
    estimator="leader:Leader",
    tracer=trace_leader,
    painter="kmeans",  # draws points, centers and what belongs to them
    code_title="code.leader.title",
    carries=("centers", "points", "cluster"),
    samples=Samples({"radius": 4.0}, "blobs", hard={"radius": 6.0}),
    fitted_attributes={"centers": "cluster_centers_"},
    parameters=(
        Parameter("radius", "number", "radius", "How far a point may be from its leader", least=0),
    ),
    title=("radius",),
    switches=("links",),
    step_names={
        "seed": StepName("leader", "look at a point"),
        "visit": StepName("join", "look at a point"),
    },
    words={
        "code.leader.title": "Leader clustering",
        "caption.leader.new": "Visit: no leader is near point {point}; it leads cluster {name}.",
        "caption.leader.join": "Visit: point {point} joins {name}, the nearest leader.",
        "caption.leader.stop": "Stop: every point was visited; {k} leaders.",
    },
)
