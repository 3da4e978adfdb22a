"""Texts that traces of several algorithms share; the rest stands in the file of each algorithm."""

from __future__ import annotations

from typing import Final

WORDS: Final[dict[str, str]] = {
    # -- what all traces share
    "caption.show": "Show: {n} points, no clusters yet.",
    # -- the end of a fit that can't be watched
    "caption.end.show": "Show: {n} points. The steps of {name} can't be watched: its end comes.",
    "caption.end.stop": "End: {clusters}, the labels of the fit.",
    "caption.end.stop.noise": "End: {clusters}, and {noise} of noise, the labels of the fit.",
    "caption.end.notice": "{name} shows its end alone: its steps can't be watched.",
    "caption.end.floats": "The labels of {name} are floats; they are read as whole numbers.",
    "caption.end.renumbered": (
        "The labels of {name} go up to {most}; its clusters are numbered from 0 on."
    ),
    "caption.end.header": "end only",
    "code.end.title": "The fit, as a whole",
    "code.end.fit": "labels = estimator.fit_predict(X)",
    "count.found.one": "1 cluster",
    "count.found.many": "{n} clusters",
    "count.point.one": "1 point",
    "count.point.many": "{n} points",
    "count.iteration.one": "1 iteration",
    "count.iteration.many": "{n} iterations",
    "count.epoch.one": "1 epoch",
    "count.epoch.many": "{n} epochs",
    "objective.inertia": "Inertia",
    "objective.total_distance": "Total distance",
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
    "view.of_features": "Each point is a feature, by its values in {n} rows.",
    "view.columns": "Seen in 2 of {d} features.",
    "caption.curve.k_distance": "k-distance (k = {k}, itself counted)",
    "caption.density.objective": "Objective",
    "caption.curve.reachability": "Reachability in the order of the walk",
    "count.shared.one": "1 point is",
    "count.shared.many": "{n} points are",
    # -- Lloyd's iterations of the estimators in teachclust.cluster
    "caption.lloyd.euclidean": "inertia",
    "caption.lloyd.manhattan": "total distance",
    "caption.lloyd.seed.plus_plus.first": (
        "Seed: point {point} is drawn at random and becomes center {name}."
    ),
    "caption.lloyd.seed.plus_plus.next": (
        "Seed: center {name} is point {point}, drawn with a chance that grows with its gap."
    ),
    "caption.lloyd.seed.plus_plus.all": "Seed: k-means++ drew {k} centers far from each other.",
    "caption.lloyd.seed.plus_plus_plain.first": (
        "Seed: point {point} is drawn at random and becomes center {name}."
    ),
    "caption.lloyd.seed.plus_plus_plain.next": (
        "Seed: center {name} is point {point}, drawn with a chance that grows with distance."
    ),
    "caption.lloyd.seed.plus_plus_plain.all": (
        "Seed: {k} centers were drawn, each with a chance that grows with distance."
    ),
    "caption.lloyd.seed.farthest_first.first": "Seed: the first point, {point}, is center {name}.",
    "caption.lloyd.seed.farthest_first.next": (
        "Seed: point {point} is farthest from the centers before; it is center {name}."
    ),
    "caption.lloyd.seed.farthest_first.all": (
        "Seed: {k} points, each the farthest from those before, become the centers."
    ),
    "caption.lloyd.seed.canopy.all": (
        "Seed: the {k} points with the most points around them become the centers."
    ),
    "caption.lloyd.seed.random.all": "Seed: {k} points drawn at random become the centers.",
    "caption.lloyd.seed.array.all": "Seed: {k} centers start where they were placed.",
    "caption.lloyd.assign.first": ("Assign: every point joins its nearest center; {what} {value}."),
    "caption.lloyd.assign.some": "Assign: {points} changed cluster; {what} {value}.",
    "caption.lloyd.assign.none": "Assign: no point changed cluster; {what} {value}.",
    "caption.lloyd.relocate": (
        "Drop: cluster {name} is empty; its center jumps to the farthest point, {point}."
    ),
    "caption.lloyd.drop.one": "Drop: no point is nearest to center {name}; the cluster is dropped.",
    "caption.lloyd.drop.many": "Drop: {n} clusters are empty and are dropped.",
    "caption.lloyd.update.euclidean": (
        "Update: centers move to the mean of their points, {name} farthest by {shift}; "
        "{what} {value}."
    ),
    "caption.lloyd.update.manhattan": (
        "Update: centers move to the median of their points, {name} farthest by {shift}; "
        "{what} {value}."
    ),
    "caption.lloyd.stop.settled": (
        "Stop: no point changed cluster after {iterations}; {what} {value}."
    ),
    "caption.lloyd.stop.limit": (
        "Stop: the limit of {iterations} is reached before it settled; {what} {value}."
    ),
    "code.lloyd.start.plus_plus": "draw k centers by k-means++",
    "code.lloyd.start.plus_plus_plain": "draw k centers by distance",
    "code.lloyd.start.random": "draw k points as centers",
    "code.lloyd.start.array": "take the k given centers",
    "code.lloyd.start.canopy": "take the centers of k canopies",
    "code.lloyd.start.farthest_first": "take always the farthest point",
    "code.lloyd.repeat": "repeat",
    "code.lloyd.assign": "assign points to nearest center",
    "code.lloyd.update.euclidean": "move centers to their mean",
    "code.lloyd.update.manhattan": "move centers to their median",
    "code.lloyd.until": "until nothing changes",
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
