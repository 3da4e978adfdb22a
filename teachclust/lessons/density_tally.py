"""Exercise density-4: count clusters and noise from labels, built from nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import numpy as np

from teachclust.lessons.exercise import Exercise, Mistake, Wrong
from teachclust.lessons.reading import function, numbers, result

Tally = Callable[[Any], Any]

_LABELINGS: Final = (
    np.array([0, 0, 1, -1, 1, 2, -1, 2, 0, -1, 2, 1, 0, -1]),
    np.array([0, 1, 1, 0, 2, 2, 0]),
    np.array([-1, -1, -1, -1, -1]),
    np.array([0, 0, 0, -1, 0, 0]),
    np.array([0, 0, 0]),
)


def _clusters(labels: Any) -> int:
    return len(set(labels.tolist()) - {-1})


def _noise(labels: Any) -> int:
    return int(np.sum(labels == -1))


_SLIPS: Final[tuple[tuple[Tally, str], ...]] = (
    (
        lambda labels: (len(set(labels.tolist())), _noise(labels)),
        "Noise is counted as a cluster: -1 is one of the values, but no cluster.",
    ),
    (
        lambda labels: (len(set(labels.tolist())) - 1, _noise(labels)),
        "You always take one away. Labels without any noise have no -1 in them, and then a "
        "cluster is lost.",
    ),
    (
        lambda labels: (labels.max(), _noise(labels)),
        "The highest label is one less than the number of clusters, as counting starts at 0.",
    ),
    (
        lambda labels: (_noise(labels), _clusters(labels)),
        "Both numbers are right, in the wrong order: clusters first, then noise points.",
    ),
    (
        lambda labels: (_clusters(labels), np.mean(labels == -1)),
        "The second number is the share of noise. Asked is how many points.",
    ),
    (
        lambda labels: (_clusters(labels), int(-1 in labels)),
        "You count noise as one thing. Asked is how many points have the label -1.",
    ),
    (
        lambda labels: (_clusters(labels), np.sum(labels <= 0)),
        "You count cluster 0 with the noise. Noise is -1 alone.",
    ),
    (
        lambda labels: (np.sum(labels >= 0), _noise(labels)),
        "The first number is how many points are in clusters. Asked is how many clusters.",
    ),
)


def _read(value: Any) -> tuple[float, float]:
    given = numbers(result(value), "What tally returns")
    if given.shape != (2,):
        raise Mistake("tally should return two numbers: return clusters, noise.")
    return float(given[0]), float(given[1])


def _verify(tally: Any) -> str:
    count = function(tally, "tally")
    given = [_read(count(labels.copy())) for labels in _LABELINGS]
    if given == [(_clusters(labels), _noise(labels)) for labels in _LABELINGS]:
        return "With noise, without any, and where all is noise: both counts are right."
    for slip, said in _SLIPS:
        if given == [tuple(map(float, slip(labels))) for labels in _LABELINGS]:
            raise Mistake(said)
    for labels, (clusters, noise) in zip(_LABELINGS, given, strict=True):
        if (clusters, noise) != (_clusters(labels), _noise(labels)):
            raise Mistake(
                f"For the labels {labels.tolist()} it gives {clusters:g} and {noise:g}. There are "
                f"{_clusters(labels)} clusters and {_noise(labels)} noise points."
            )
    raise AssertionError("some labels are counted wrongly")


def _right(seed: int) -> tuple[Any, ...]:
    ways: tuple[Tally, ...] = (
        lambda labels: (len(set(labels) - {-1}), (labels == -1).sum()),
        lambda labels: (labels.max() + 1, np.count_nonzero(labels < 0)),
        lambda labels: [len(np.unique(labels[labels >= 0])), list(labels).count(-1)],
        lambda labels: np.array([len(set(labels)) - (-1 in labels), sum(labels == -1)]),
    )
    return (ways[seed % len(ways)],)


def _slip(place: int, name: str, says: str) -> Wrong:
    return Wrong(name, lambda: (_SLIPS[place][0],), says)


TALLY: Final = Exercise(
    key="density-4",
    title="Clusters and noise, counted",
    level="build",
    fading="own",
    objectives=("count",),
    hints=(
        "Count two things apart: the different values that are clusters, and the points with the "
        "value -1.",
        "set(labels) has the different values. Is -1 always among them?",
        "clusters = len(set(labels) - {-1}), and noise = (labels == -1).sum()",
    ),
    verify=_verify,
    solution=_right,
    wrong=(
        _slip(0, "noise as a cluster", "Noise is counted as a cluster"),
        _slip(1, "always one less", "always take one away"),
        _slip(2, "the highest label", "highest label is one less"),
        _slip(3, "the wrong order", "in the wrong order"),
        _slip(4, "a share", "share of noise"),
        _slip(5, "noise as one thing", "noise as one thing"),
        _slip(6, "cluster 0 as noise", "cluster 0 with the noise"),
        _slip(7, "points for clusters", "points are in clusters"),
        Wrong("one number", lambda: (_clusters,), "two numbers"),
        Wrong("always the same", lambda: (lambda labels: (3, 4),), "For the labels"),
        Wrong("the result, not the function", lambda: (4,), "function itself"),
    ),
)
