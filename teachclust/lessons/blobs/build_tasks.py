"""What learners build in the lesson: a start from which k-means gets stuck."""

from __future__ import annotations

from functools import cache

from sklearn.cluster import KMeans

from teachclust.datasets import load_blobs
from teachclust.traces import Trace
from teachclust.widgets.build_task import BuildTask, Condition

#: an end is worse than the best if its inertia is so many times as high
_WORSE = 1.2


@cache
def _best() -> float:
    """Return the lowest inertia of many starts on the lesson's points."""
    model = KMeans(n_clusters=4, n_init=50, random_state=0)
    return float(model.fit(load_blobs().data).inertia_)


def _placed(trace: Trace) -> tuple[bool, str]:
    placed = not isinstance(trace.params["init"], str)
    return placed, "placed by you" if placed else "still drawn by k-means++"


def _four(trace: Trace) -> tuple[bool, str]:
    return trace.n_clusters == 4, f"now {trace.n_clusters}"


def _stuck(trace: Trace) -> tuple[bool, str]:
    inertia = trace.objective
    assert inertia is not None
    ratio = inertia / _best()
    return ratio >= _WORSE, f"now {inertia:.1f}, {ratio:.2f} times the best"


def stuck() -> BuildTask:
    """Return the task "blobs-build"."""
    return BuildTask(
        "Place the four centers so that k-means gets stuck: drag them, then run it to its end.",
        KMeans(n_clusters=4, n_init=1, random_state=0),
        load_blobs().data,
        (
            Condition("You have placed the centers.", _placed),
            Condition("There are four of them.", _four),
            Condition(
                f"The fit ends at {_WORSE} times the lowest inertia of 50 starts, or more.", _stuck
            ),
        ),
        key="blobs-build",
        tool="centers",
    )


BUILD_TASKS = {"blobs-build": stuck}
