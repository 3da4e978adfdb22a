"""One labeling of a MetricLab: its scores, and what they are made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from teachclust.scores.agreement import Counts, Ints, Places, agreement, count, separation
from teachclust.widgets.metric_lab.labels import Edit

#: the scores of a MetricLab where none are named
SCORES: Final = (
    *("homogeneity", "completeness", "v_measure", "adjusted_rand", "adjusted_mutual_info"),
    *("fowlkes_mallows", "purity", "matched_accuracy", "silhouette"),
)
#: scores that need the points alone
OF_POINTS: Final = frozenset(("silhouette", "calinski_harabasz", "davies_bouldin", "inertia"))


@dataclass(frozen=True, slots=True, eq=False)
class Problem:
    """What is clustered: points with their distances, and known classes, where there are any."""

    places: Places
    classes: Ints | None  # numbered from 0
    names: tuple[str, ...]  # of the classes

    @property
    def n(self) -> int:
        """The number of points."""
        return len(self.places.X)


@dataclass(frozen=True, slots=True, eq=False)
class State:
    """Labels, what was done to get them, and what they are worth."""

    labels: Ints
    edit: Edit
    counts: Counts
    quantities: Mapping[str, float]  # the scores, and what they are made of

    @classmethod
    def of(cls, problem: Problem, labels: Ints, edit: Edit) -> State:
        """Score labels."""
        classes = np.zeros(problem.n, dtype=np.intp) if problem.classes is None else problem.classes
        counts = count(labels, classes, max(1, len(problem.names)))
        found = agreement(counts) if problem.classes is not None else _sizes(counts, problem.n)
        labels.flags.writeable = False
        return cls(labels, edit, counts, found | separation(problem.places, labels))

    def values(self, names: tuple[str, ...]) -> dict[str, float]:
        """Return some scores by name."""
        return {name: float(self.quantities[name]) for name in names}


def _sizes(counts: Counts, n: int) -> dict[str, Any]:
    """Return what is known of labels without classes."""
    return {"n": n, "k": len(counts.clusters)}
