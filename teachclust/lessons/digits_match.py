"""Exercises digits-1 and digits-2: name clusters by majority and one to one."""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from teachclust.lessons.exercise import Exercise, Mistake, Wrong
from teachclust.lessons.reading import function, result

# clusters A, B, C down, digits 0, 1, 2 across; 20 pictures
_RIGHT: Final = (14 / 20, 13 / 20)


def _verify_shares(majority: Any, one_to_one: Any) -> str:
    try:
        given = float(majority), float(one_to_one)
    except (TypeError, ValueError):
        raise Mistake("Both answers are shares: numbers from 0 to 1, such as 0.5.") from None
    if max(given) > 1.5:
        raise Mistake("These are counts. Divide by the 20 pictures: a share lies from 0 to 1.")
    near = [abs(a - b) < 0.011 for a, b in zip(given, _RIGHT, strict=True)]
    if all(near):
        return (
            "14 of 20 by majority, 13 of 20 one to one: A and B both want digit 0, and one of them "
            "must take another. Majority never counts less than one to one."
        )
    if all(abs(a - b) < 0.011 for a, b in zip(given, reversed(_RIGHT), strict=True)):
        raise Mistake("These two are swapped: majority may use a digit twice, so it counts more.")
    if abs(given[0] - _RIGHT[0]) < 0.011 and abs(given[1] - _RIGHT[0]) < 0.011:
        raise Mistake(
            "By majority you are right. One to one, A and B can't both be digit 0: which pairing "
            "of three clusters with three digits has the largest sum?"
        )
    if not near[0]:
        raise Mistake(
            "By majority each cluster counts its largest number. Add the three and divide by 20."
        )
    raise Mistake(
        "One to one needs three different digits. Try the pairings one after the other and keep "
        "the largest sum, also where a cluster does not get its most common digit."
    )


SHARES: Final = Exercise(
    key="digits-1",
    title="Two ways to name clusters",
    level="respond",
    fading="worked",
    objectives=("match",),
    hints=(
        "By majority: the largest number in each row. May two rows take the same column?",
        "One to one: three rows, three columns, each used once. There are six ways to pair them.",
        "By majority 6 + 4 + 4. One to one, one of the first two rows has to take another column.",
    ),
    verify=_verify_shares,
    solution=lambda seed: (0.7, 0.65) if seed % 2 else _RIGHT,
    wrong=(
        Wrong("the same for both", lambda: (0.7, 0.7), "can't both be digit 0"),
        Wrong("swapped", lambda: (0.65, 0.7), "swapped"),
        Wrong("counts", lambda: (14, 13), "These are counts"),
        Wrong("majority of the whole", lambda: (0.5, 0.65), "counts its largest number"),
        Wrong("only what is left", lambda: (0.7, 0.55), "three different digits"),
    ),
    count=2,
)


def _verify_names(names: Any) -> str:
    function(names, "names")
    rng = np.random.default_rng(7)
    for case in range(4):
        y = rng.integers(0, 5, size=120)
        clusters = rng.permutation(5)
        labels = clusters[np.where(rng.random(120) < 0.7, y, rng.integers(0, 5, 120))]
        if case == 3:  # numbers with a gap, and a digit that no cluster stands for
            labels = np.where(labels == 2, 9, labels)
            y = np.where(y == 4, 3, y)
        _compare(result(names(labels.copy(), y.copy())), labels, y)
    return "Any order of clusters, any digits: each cluster takes the digit that most of it has."


def _compare(given: Any, labels: Any, y: Any) -> None:
    if not isinstance(given, dict):
        kind = type(given).__name__
        raise Mistake(f"The function returned a {kind}: it must return a dictionary.")
    clusters = {int(c) for c in np.unique(labels)}
    if {int(c) for c in given} != clusters:
        raise Mistake("There must be one entry for each cluster that occurs in labels.")
    given = {int(c): int(digit) for c, digit in given.items()}
    if given == _by_mean(labels, y) != _by_count(labels, y):
        raise Mistake(
            "A mean of digits is no digit: 1s and 9s don't make 5s. Count which digit is the most "
            "common one."
        )
    for cluster in clusters:
        counts = np.bincount(y[labels == cluster], minlength=10)
        if not 0 <= given[cluster] < 10 or counts[given[cluster]] < counts.max():
            raise Mistake(
                f"Cluster {cluster} got {given[cluster]}, which is not its most common digit. "
                "Count over the pictures of that cluster alone."
            )


def _top(y: Any, labels: Any, cluster: int) -> int:
    return int(np.bincount(y[labels == cluster]).argmax())


def _by_count(labels: Any, y: Any) -> dict[int, int]:
    return {int(c): _top(y, labels, c) for c in np.unique(labels)}


def _by_mean(labels: Any, y: Any) -> dict[int, int]:
    return {int(c): round(float(np.mean(y[labels == c]))) for c in np.unique(labels)}


def _by_all(labels: Any, y: Any) -> dict[int, int]:
    return {int(c): int(np.bincount(y).argmax()) for c in np.unique(labels)}


NAMES: Final = Exercise(
    key="digits-2",
    title="Name each cluster",
    level="change",
    fading="faded",
    objectives=("match",),
    hints=(
        "`y[labels == cluster]` are the true digits of one cluster. Which occurs most often?",
        "`np.bincount` counts how often each digit occurs; position 3 holds the count of threes.",
        "`np.bincount(y[labels == cluster]).argmax()` is the position of the largest count.",
    ),
    verify=_verify_names,
    solution=lambda seed: (_by_count,),
    wrong=(
        Wrong("the mean digit", lambda: (_by_mean,), "no digit"),
        Wrong("the most common of all", lambda: (_by_all,), "that cluster alone"),
        Wrong("a list", lambda: (lambda labels, y: [1, 2, 3],), "must return a dictionary"),
        Wrong("one cluster only", lambda: (lambda labels, y: {0: 1},), "one entry for each"),
    ),
)
