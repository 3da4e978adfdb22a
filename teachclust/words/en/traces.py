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
    "view.columns": "Seen in 2 of {d} features.",
    "caption.curve.k_distance": "Distance to nearest point no. {k}",
    "caption.density.objective": "Objective",
    "caption.curve.reachability": "Reachability in the order of the walk",
    "count.shared.one": "1 point is",
    "count.shared.many": "{n} points are",
    # -- what a step is called while it is on screen, and on the button before it
    "verb.show": "data",
    "verb.seed": "start",
    "verb.assign": "assign",
    "verb.update": "update",
    "verb.visit": "visit",
    "verb.expand": "expand",
    "verb.merge": "merge",
    "verb.split": "split",
    "verb.relocate": "relocate",
    "verb.collapse": "collapse",
    "verb.fall_out": "drop",
    "verb.stop": "stopped",
    "verb.show.next": "show the points",
    "verb.seed.next": "draw a center",
    "verb.assign.next": "assign points",
    "verb.update.next": "move centers",
    "verb.visit.next": "visit a point",
    "verb.expand.next": "take from the queue",
    "verb.merge.next": "merge the nearest",
    "verb.split.next": "choose what to split",
    "verb.relocate.next": "relocate",
    "verb.collapse.next": "collapse",
    "verb.fall_out.next": "drop",
    "verb.stop.next": "finish",
}
