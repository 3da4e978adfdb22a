"""Captions, pseudocode and parameter words of the traces, in English."""

from __future__ import annotations

from typing import Final

WORDS: Final[dict[str, str]] = {
    "caption.show": "Show: {n} points, no clusters yet.",
    "caption.seed.first": "Seed: point {point} is drawn at random and becomes center {name}.",
    "caption.seed.next": (
        "Seed: center {name} is point {point}, drawn with chance growing as squared distance."
    ),
    "caption.seed.best": (
        "Seed: center {name} is point {point}, the best of {tries} draws by squared distance."
    ),
    "caption.seed.all": "Seed: k-means++ drew {k} centers that lie far from each other.",
    "caption.seed.random": "Seed: {k} points drawn at random become the centers.",
    "caption.seed.array": "Seed: {k} centers start where they were placed.",
    "caption.seed.callable": "Seed: {k} centers come from the function {name}.",
    "caption.assign.first": "Assign: every point joins its nearest center; inertia {inertia}.",
    "caption.assign.some": "Assign: {points} changed cluster; inertia {inertia}, down from {old}.",
    "caption.assign.same": (
        "Assign: {points} changed cluster; inertia {inertia}, within rounding of before."
    ),
    "caption.assign.none": "Assign: no point changed cluster; inertia stays {inertia}.",
    # after an emptied cluster took a point and lost it again
    "caption.assign.moved": "Assign: no point changed cluster; inertia {inertia}, from {old}.",
    "caption.drop": (
        "Drop: cluster {name} is empty; its center jumps to far point {point} of cluster {donor}."
    ),
    "caption.update": (
        "Update: centers move to the mean of their points, {name} farthest by {shift}; "
        "inertia {inertia}."
    ),
    "caption.stop.strict": "Stop: no point changed cluster after {iterations}; inertia {inertia}.",
    "caption.stop.overwritten": (
        "Stop: scikit-learn wrote over rows of X that {name} gives uncopied; inertia {inertia}."
    ),
    "caption.stop.tol": (
        "Stop: centers moved less than the tolerance after {iterations}; inertia {inertia}."
    ),
    "caption.stop.max_iter": (
        "Stop: the limit of {iterations} is reached before it settled; inertia {inertia}."
    ),
    "count.point": "1 point",
    "count.points": "{n} points",
    "count.iteration": "1 iteration",
    "count.iterations": "{n} iterations",
    "objective.inertia": "Inertia",
    "code.kmeans.title": "Lloyd's algorithm",
    "code.kmeans.start.k-means++": "draw k centers by k-means++",
    "code.kmeans.start.random": "draw k points as centers",
    "code.kmeans.start.array": "take the k given centers",
    "code.kmeans.start.callable": "let a function choose k centers",
    "code.kmeans.repeat": "repeat",
    "code.kmeans.assign": "assign points to nearest center",
    "code.kmeans.update": "move centers to their mean",
    "code.kmeans.until": "until nothing changes",
    "view.pca": ("Seen from the two main directions of {d} features ({share} % of the variance)."),
    "view.distances": (
        "{n} points placed by their distances, as well as a plane can ({share} % is kept)."
    ),
    "view.scaled.x": "scaled distance 1",
    "view.scaled.y": "scaled distance 2",
    "view.columns": "Seen in 2 of {d} features.",
}
