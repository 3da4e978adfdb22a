"""Texts that traces of several algorithms share; the rest stands in the file of each algorithm."""

from __future__ import annotations

from typing import Final

WORDS: Final[dict[str, str]] = {
    # -- what all traces share
    "caption.show": "Show: {n} points, no clusters yet.",
    "count.point.one": "1 point",
    "count.point.many": "{n} points",
    "count.iteration.one": "1 iteration",
    "count.iteration.many": "{n} iterations",
    "objective.inertia": "Inertia",
    "view.pca": ("Seen from the two main directions of {d} features ({share} % of the variance)."),
    "view.distances": (
        "{n} points placed by their distances, as well as a plane can ({share} % is kept)."
    ),
    "view.scaled.x": "scaled distance 1",
    "view.scaled.y": "scaled distance 2",
    "view.histogram": (
        "One feature: bars count points. Points lie below the bars; how far below says nothing."
    ),
    "view.ellipses": (
        "Ellipses at 1 and 2 standard deviations hold {first} % and {second} % of a component."
    ),
    "view.ellipses.projected": (
        "Ellipses at 1 and 2 standard deviations hold {first} % and {second} % of a component's "
        "projection."
    ),
    "view.histogram.y": "points per bin of {width}",
    "view.columns": "Seen in 2 of {d} features.",
    "caption.curve.k_distance": "Distance to nearest point no. {k}",
    "caption.density.objective": "Objective",
    "caption.curve.reachability": "Reachability in the order of the walk",
    "count.shared.one": "1 point is",
    "count.shared.many": "{n} points are",
    # -- what a step is called while it is on screen, and on the button before it
    "step.show": "data",
    "step.seed": "start",
    "step.assign": "assign",
    "step.update": "update",
    "step.visit": "visit",
    "step.expand": "expand",
    "step.merge": "merge",
    "step.split": "split",
    "step.relocate": "relocate",
    "step.collapse": "collapse",
    "step.fall_out": "drop",
    "step.stop": "stopped",
    "step.show.next": "show the points",
    "step.seed.next": "draw a center",
    "step.assign.next": "assign points",
    "step.update.next": "move centers",
    "step.visit.next": "visit a point",
    "step.expand.next": "take a waiting point",
    "step.merge.next": "merge the nearest",
    "step.split.next": "choose what to split",
    "step.relocate.next": "relocate",
    "step.collapse.next": "collapse",
    "step.fall_out.next": "drop",
    "step.stop.next": "finish",
}
