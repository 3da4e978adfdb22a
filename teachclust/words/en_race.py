"""English for the Race: its captions, labels and controls."""

from __future__ import annotations

from typing import Final

WORDS: Final[dict[str, str]] = {
    "caption.race.frame": "{name} after {work} distances: inertia {inertia} over all points.",
    "caption.race.start": "{name} after {work} distances: its centers are not chosen yet.",
    "caption.race.about": "{n} points, {d} features · {params}",
    "caption.race.counted": (
        "Work is counted in distances between a point and a center, those of choosing the first "
        "centers included."
    ),
    "caption.race.inertia": (
        "Inertia over all points is computed beside the batches, not counted; rings show up to "
        "{n} of a batch's points."
    ),
    "caption.race.runs": "{name}: its {n} other runs (n_init) are counted before the one shown.",
    "caption.race.elkan": "{name}: Elkan's variant leaves some of these distances out.",
    "caption.race.thinned": "{name}: {n} of its {all} steps are shown.",
    "race.title": "Race",
    "race.label": "Race of {names}",
    "race.status": "{work} of {all} distances",
    "race.caption": "After {work} distances: {parts}.",
    "race.none": "At the start: {parts}.",
    "race.and": ";",
    "race.part.start": "{name} is choosing its first centers",
    "race.part.runs": "{name} is at its {n} other runs",
    "race.part.above": "{name} is at inertia {inertia}, {percent} % above its end",
    "race.part.below": "{name} is at inertia {inertia}, {percent} % below its end",
    "race.part.near": "{name} is at inertia {inertia}, as at its end",
    "race.part.ended": "{name} has ended at inertia {inertia}, the lowest",
    "race.part.over": "{name} has ended at inertia {inertia}, {percent} % above the lowest",
    "race.lane.start": "choosing centers",
    "race.lane.runs": "its {n} other runs",
    "race.lane.chosen": "first centers",
    "race.lane.iteration": "iteration {step} of {last}",
    "race.lane.batch": "batch {step} of {last}",
    "race.lane.ended.iteration": "ended after {last} iterations",
    "race.lane.ended.batch": "ended after {last} batches",
    "race.lane.inertia": "inertia {inertia}",
    "race.chart": "Inertia over all points",
    "race.chart.x": "distances computed",
    "race.chart.x.log": "distances computed (log scale)",
    "race.chart.log": "(log scale)",
    "race.chart.cut": "(the first are higher than the picture)",
    "race.chart.alt": "Inertia against work. {caption}",
    "race.now": "after {work} distances",
    "race.end": "Done",
    "race.table": "Where they end",
    "race.table.name": "Estimator",
    "race.table.distances": "Distances",
    "race.table.steps": "Steps",
    "race.table.inertia": "Inertia",
    "race.table.ratio": "÷ lowest",
    "race.table.ari": "ARI with the lowest",
    "race.table.iterations": "{n} iterations",
    "race.table.batches": "{n} batches",
    "control.ends": "table",
    "control.ends.title": "Where they end, as a table (T)",
    "race.slow": "Python is busy or stopped. Stepping and playing still work.",
}
