"""Other numbers for the exercises of lesson 01 that are done by hand."""

from __future__ import annotations

from typing import Final

import numpy as np

from teachclust.lessons.blobs.exercises import INERTIA, inertia_exercise
from teachclust.lessons.own_numbers import Draw, OwnNumbers

#: places of three points about their mean
_THREE: Final = ((-2, 0, 2), (-3, 1, 2), (-2, -1, 3), (-3, 0, 3), (-4, 1, 3), (-3, -1, 4))


def _inertia(rng: np.random.RandomState) -> OwnNumbers:
    """Draw five points in two groups, and a center near each; both means are whole numbers."""
    three = _THREE[rng.randint(len(_THREE))]
    apart = int(rng.randint(1, 5))
    first = int(rng.randint(5, 11))
    second = first + int(rng.randint(15, 24))
    moved = [int(rng.choice((-3, -2, -1, 1, 2, 3))) for _ in range(2)]
    left, right = tuple(first + one for one in three), (second - apart, second + apart)
    centers = (first + moved[0], second + moved[1])
    points = ", ".join(map(str, left + right))
    return OwnNumbers(
        inertia_exercise(left, right, centers),
        {
            "points 1, 3, 5, 9, 11, centers on 2 and 9": (
                f"points {points}, centers on {centers[0]} and {centers[1]}"
            ),
            "np.array([1, 3, 5, 9, 11]), np.array([2, 9])": (
                f"np.array([{points}]), np.array([{centers[0]}, {centers[1]}])"
            ),
        },
    )


OWN_NUMBERS: Final[dict[str, Draw]] = {INERTIA.key: _inertia}
