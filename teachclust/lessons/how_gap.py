"""Exercise how-4: the gap of one k, built from nothing."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, Final

import numpy as np

from teachclust.lessons.exercise import Exercise, Mistake, Wrong
from teachclust.lessons.reading import function, number, result

# one gap differs from another by chance: about 0.03 with ten references, 0.1 with one
_NEAR: Final = 0.2
_REFERENCES: Final = 10


def _inertia(X: Any, k: int, seed: int = 0) -> float:
    from sklearn.cluster import KMeans

    return float(KMeans(n_clusters=k, n_init=2, random_state=seed).fit(X).inertia_)


def _in_box(rng: Any, X: Any) -> Any:
    return rng.uniform(X.min(axis=0), X.max(axis=0), size=X.shape)


def _in_unit_square(rng: Any, X: Any) -> Any:
    return rng.uniform(size=X.shape)


def _in_one_range(rng: Any, X: Any) -> Any:
    return rng.uniform(X.min(), X.max(), size=X.shape)


def _in_bell(rng: Any, X: Any) -> Any:
    return rng.normal(X.mean(axis=0), X.std(axis=0), size=X.shape)


def _shuffled(rng: Any, X: Any) -> Any:
    return np.column_stack([rng.permutation(column) for column in X.T])


def _by(
    draw: Callable[[Any, Any], Any] = _in_box,
    log: Callable[[Any], Any] = np.log,
    seed: int = 0,
    references: int = _REFERENCES,
) -> Callable[[Any, int], float]:
    """Return a gap function; other draws and logarithms make the known wrong answers."""

    def gap(X: Any, k: int) -> float:
        rng = np.random.default_rng(seed)
        without = [log(_inertia(draw(rng, X), k, seed)) for _ in range(references)]
        return float(np.mean(without) - log(_inertia(X, k, seed)))

    return gap


def _data() -> list[tuple[Any, int]]:
    """Return data far from the unit square, wide in one direction, with and without groups."""
    rng = np.random.default_rng(0)
    groups = rng.normal(size=(150, 2)) + np.repeat([[40, 5], [60, 5], [50, 11]], 50, axis=0)
    even = rng.uniform([40, 0], [70, 10], size=(150, 2))
    return [(groups, 3), (groups, 1), (even, 3)]


def _verify(gap: Any) -> str:
    from teachclust.threads import threads_for

    measure = function(gap, "gap")
    with threads_for(600):
        for place, (X, k) in enumerate(_data()):
            given = number(result(measure(X.copy(), k)), "What gap returns")
            if abs(given - _right(place)) > _NEAR:
                raise Mistake(_why_not(place, given))
    return "Three groups rise far above evenly spread points, and even points stay at 0."


_SLIPS: Final[tuple[tuple[Callable[[Any, int], float], str], ...]] = (
    (
        lambda X, k: -_by()(X, k),
        "The sign is turned round. Subtract the logarithm of the data's inertia from that of the "
        "references: groups make it large.",
    ),
    (
        _by(log=float),
        "This is a difference of inertias. Take the logarithm of each first: then units and size "
        "drop out.",
    ),
    (
        _by(log=np.log10),
        "These are logarithms to base 10. The gap uses the natural one, np.log.",
    ),
    (
        _by(draw=_in_unit_square),
        "Your references lie between 0 and 1. Spread them over the range of the data, from "
        "X.min(axis=0) to X.max(axis=0).",
    ),
    (
        _by(draw=_in_one_range),
        "Your references fill a square from the smallest to the largest number of the table. "
        "Each column has its own range: axis=0.",
    ),
    (
        lambda X, k: float(np.exp(_by()(X, k))),
        "This is the ratio of the inertias. The gap is its logarithm.",
    ),
    (
        lambda X, k: float(np.log(_inertia(X, k))),
        "This is the data alone. A gap needs something to compare with: points without groups.",
    ),
    (
        _by(draw=_in_bell),
        "Your references are denser in the middle, so they have one group. Draw them evenly: "
        "rng.uniform.",
    ),
    (
        _by(draw=_shuffled),
        "Shuffled columns keep the lumps of each column. Draw evenly over the range instead.",
    ),
)


@cache
def _right(place: int) -> float:
    """Return the gap of one of the data sets."""
    X, k = _data()[place]
    return _by()(X, k)


@cache
def _slipped(place: int) -> tuple[float, ...]:
    """Return what each known wrong answer gives for one of the data sets."""
    X, k = _data()[place]
    return tuple(slip(X, k) for slip, _ in _SLIPS)


def _why_not(place: int, given: float) -> str:
    """Return the feedback of the known wrong answer that is nearest, if it is near."""
    off = [abs(slip - given) / (abs(given) + 1) for slip in _slipped(place)]
    if min(off) < 0.05:
        return _SLIPS[int(np.argmin(off))][1]
    X, k = _data()[place]
    return (
        f"On {len(X)} points with k={k} it gives {given:.2f}, and should be near "
        f"{_right(place):.2f}. It is the mean of log inertia over the references, less log "
        "inertia of the data."
    )


def _give(place: int, name: str, says: str) -> Wrong:
    return Wrong(name, lambda: (_SLIPS[place][0],), says)


GAP: Final = Exercise(
    key="how-4",
    title="The gap, your own",
    level="build",
    fading="own",
    objectives=("detect",),
    hints=(
        "You need data without groups: as many points, spread evenly over the range of each "
        "column. rng.uniform(low, high, size=X.shape) takes one low and one high per column.",
        "For each of ten such data sets, take np.log(KMeans(...).fit(...).inertia_). Then the same "
        "for X.",
        "np.mean(logs_of_references) - np.log(inertia_of_X), with rng.uniform(X.min(axis=0), "
        "X.max(axis=0), size=X.shape) as reference.",
    ),
    verify=_verify,
    solution=lambda seed: (_by(seed=seed, references=5 + seed % 6),),
    wrong=(
        _give(0, "turned round", "turned round"),
        _give(1, "no logarithm", "difference of inertias"),
        _give(2, "base 10", "base 10"),
        _give(3, "the unit square", "between 0 and 1"),
        _give(4, "one range for all columns", "fill a square"),
        _give(5, "a ratio", "ratio of the inertias"),
        _give(6, "the data alone", "data alone"),
        _give(7, "a bell for even points", "denser in the middle"),
        _give(8, "shuffled columns", "lumps of each column"),
        Wrong("always 1", lambda: (lambda X, k: 1.0,), "should be near"),
        Wrong("the result, not the function", lambda: (1.4,), "function itself"),
    ),
)
