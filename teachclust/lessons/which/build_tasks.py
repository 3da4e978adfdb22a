"""What learners build in the lesson: points on which single linkage fails and k-means is right."""

from __future__ import annotations

import numpy as np
from sklearn.cluster import AgglomerativeClustering, KMeans
from sklearn.metrics import silhouette_score

from teachclust.lessons.drawn_groups import n_misplaced
from teachclust.traces import Trace
from teachclust.widgets.build_task import BuildTask, Condition

_START = np.array([[2.0, 5.0], [2.4, 5.2], [2.2, 4.6], [2.7, 4.9], [8.0, 5.0]])


def _many(trace: Trace) -> tuple[bool, str]:
    return len(trace.X) >= 20, f"now {len(trace.X)}"


def _two_halves(trace: Trace) -> tuple[bool, str]:
    sizes = np.bincount(trace.labels, minlength=2)
    return bool(sizes.min() >= 8), f"now {sizes[0]} and {sizes[1]}"


def _well_apart(trace: Trace) -> tuple[bool, str]:
    if np.bincount(trace.labels, minlength=2).min() < 8:
        return False, "k-means has to find two clusters of 8 points first"
    score = silhouette_score(trace.X, trace.labels)
    return bool(score >= 0.6), f"now {score:.2f}"


def _single_linkage_fails(trace: Trace) -> tuple[bool, str]:
    sizes = np.bincount(trace.labels, minlength=2)
    if sizes.min() < 8:
        return False, "k-means has to find two clusters of 8 points first"
    found = AgglomerativeClustering(n_clusters=2, linkage="single").fit_predict(trace.X)
    wrong = n_misplaced(found, trace.labels)
    return wrong >= 6, f"now {wrong}"


def single_linkage_fails() -> BuildTask:
    """Return the task "which-build"."""
    return BuildTask(
        "Draw two groups that k-means finds and single linkage doesn't. "
        "The picture shows k-means with two clusters.",
        KMeans(n_clusters=2, n_init=10, random_state=0),
        _START,
        (
            Condition("There are at least 20 points.", _many),
            Condition("K-means makes two clusters of at least 8 points each.", _two_halves),
            Condition("They lie well apart: a silhouette score of 0.6 or more.", _well_apart),
            Condition(
                "Single linkage with two clusters puts at least 6 points with the other group.",
                _single_linkage_fails,
            ),
        ),
        key="which-build",
    )


BUILD_TASKS = {"which-build": single_linkage_fails}
