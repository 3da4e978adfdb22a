"""Captions and pseudocode of MiniBatchKMeans, in English."""

from __future__ import annotations

from typing import Final

WORDS: Final[dict[str, str]] = {
    "caption.minibatch.seed.k-means++": "Seed: k-means++ draws {k} centers from {sample}{best}.",
    "caption.minibatch.seed.random": "Seed: {k} points of {sample} become the centers{best}.",
    "caption.minibatch.seed.array": "Seed: {k} centers start where they were placed.",
    "caption.minibatch.seed.callable": "Seed: {k} centers come from the function {name}{best}.",
    "caption.minibatch.sample.all": "all {n} points",
    "caption.minibatch.sample.some": "a sample of {size} of {n} points",
    "caption.minibatch.best": ", the best of {n} starts",
    "caption.minibatch.visit.first": (
        "Visit: batch 1 draws {n} points with repeats, {fresh} different; each finds its center."
    ),
    "caption.minibatch.visit.one": (
        "Visit: batch {step} draws {n} points, {fresh} for the first time; "
        "{changed} of the others change cluster."
    ),
    "caption.minibatch.visit.many": (
        "Visit: batches {first} to {step} draw {n} points, {fresh} for the first time; "
        "{changed} others change cluster."
    ),
    "caption.minibatch.visit.jumped": (
        "Visit: batches {first} to {step} draw {n} points; {changed} change cluster, "
        "{skipped} starved centers jump."
    ),
    "caption.minibatch.update.moved": (
        "Update: {name} moves farthest, {share} % of the way to its {points}; {result}."
    ),
    "caption.minibatch.update.still": "Update: no center moves; {result}.",
    "caption.minibatch.inertia.first": "batch inertia {inertia}, not smoothed yet",
    "caption.minibatch.inertia.low": "smoothed inertia {inertia}, a new low",
    "caption.minibatch.inertia.wait": "smoothed inertia {inertia}, no new low in 1 batch",
    "caption.minibatch.inertia.waits": "smoothed inertia {inertia}, no new low in {waited} batches",
    "caption.minibatch.drop.one": (
        "Drop: {name} took {points}, under {share} % of the largest; it jumps to point {point}."
    ),
    "caption.minibatch.drop.many": (
        "Drop: {n} centers with under {share} % of the largest one's points jump to points "
        "of the batch."
    ),
    "caption.minibatch.assign": (
        "Assign: batches end; all {n} points join their nearest center; inertia {inertia}."
    ),
    "caption.minibatch.assign.expected": (
        "Assign: all {n} points join their nearest center; inertia {inertia}, "
        "{expected} by the batches."
    ),
    "caption.minibatch.batch": "1 batch",
    "caption.minibatch.batches": "{n} batches",
    "caption.minibatch.stop.still": (
        "Stop: no new low of smoothed inertia in {waited} batches, {batches} in all; "
        "inertia {inertia}."
    ),
    "caption.minibatch.stop.zero": (
        "Stop: max_no_improvement is 0, so {batches} are enough; inertia {inertia}."
    ),
    "caption.minibatch.stop.tol": (
        "Stop: centers moved less than the tolerance in the last of {batches}; inertia {inertia}."
    ),
    "caption.minibatch.stop.max_iter": (
        "Stop: max_iter={passes} is used up after {batches}; inertia {inertia}."
    ),
    "caption.minibatch.hidden": (
        "This scikit-learn draws its batches in a way that cannot be followed: only start and end "
        "are shown."
    ),
    "code.minibatch.title": "Mini-batch k-means",
    "code.minibatch.start.k-means++": "draw k centers by k-means++",
    "code.minibatch.start.random": "draw k points as centers",
    "code.minibatch.start.array": "take the k given centers",
    "code.minibatch.start.callable": "let a function choose k centers",
    "code.minibatch.repeat": "repeat",
    "code.minibatch.draw": "draw {n} points, find nearest centers",
    "code.minibatch.pull": "pull each center by 1 / its count",
    "code.minibatch.jump": "move starved centers to drawn points",
    "code.minibatch.until": "until smoothed inertia stops falling",
    "code.minibatch.all": "assign all points to nearest center",
}
