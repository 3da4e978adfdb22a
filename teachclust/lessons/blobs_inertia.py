"""Exercise blobs-1: one assignment and one update by hand, on five points of a line."""

from __future__ import annotations

from typing import Any, Final

from teachclust.lessons.exercise import Exercise, Mistake, Wrong
from teachclust.lessons.reading import number

# points 1, 3, 5, 9, 11 and centers 2, 9: squares 1 + 1 + 9 and 0 + 4, then 4 + 0 + 4 and 1 + 1
_ASSIGNED: Final = 15.0
_UPDATED: Final = 10.0

_SLIPS: Final[dict[tuple[float, float], str]] = {
    (7.0, 6.0): "These are plain distances added up. Inertia adds up squared distances.",
    (3.0, 2.0): "These are means of the squares. Inertia is their sum, over all five points.",
    (10.0, 15.0): (
        "The two are the other way round: assigning comes first, and the update then lowers it."
    ),
    (15.0, 15.0): (
        "You kept the old centers. The update moves them to 3 and 10; measure from there."
    ),
    (10.0, 10.0): (
        "Both were measured after the update. The assignment alone leaves the centers on 2 and 9."
    ),
    (11.0, 8.0): "That is the left group alone. Inertia counts the points of every cluster.",
}


def _verify(after_assign: Any, after_update: Any) -> str:
    first = number(after_assign, "after_assign")
    second = number(after_update, "after_update")
    for slip, said in _SLIPS.items():
        if abs(first - slip[0]) < 0.01 and abs(second - slip[1]) < 0.01:
            raise Mistake(said)
    if abs(first - _ASSIGNED) > 0.01:
        raise Mistake(
            f"after_assign is not {first:g}. Write each point's gap to its nearest center, "
            "square each gap, then add them up."
        )
    if abs(second - _UPDATED) > 0.01:
        raise Mistake(
            f"after_assign is right; after_update is not {second:g}. "
            "Move each center to the mean of its points before you measure."
        )
    return "15, then 10: moving each center to its mean took a third off the inertia."


def _give(first: float, second: float) -> Wrong:
    said = _SLIPS[first, second]
    return Wrong(said.split(".")[0], lambda: (first, second), said)


INERTIA: Final = Exercise(
    key="blobs-1",
    title="Inertia by hand",
    level="respond",
    fading="worked",
    objectives=("step",),
    hints=(
        "Which center, 2 or 9, is nearer to each point? Only point 5 is a close call.",
        "Points 1, 3, 5 join the center on 2; points 9, 11 join the center on 9. "
        "Now square the five gaps and add them.",
        "The gaps are 1, 1, 3 and 0, 2. After the update the centers stand on 3 and 10: "
        "gaps 2, 0, 2 and 1, 1.",
    ),
    verify=_verify,
    solution=lambda seed: (15, 10) if seed % 2 else (15.0, 10.0),
    wrong=(
        *(_give(*slip) for slip in _SLIPS),
        Wrong("not a number", lambda: ("fifteen", 10), "should be one number"),
        Wrong("another first number", lambda: (12, 10), "Write each point's gap"),
        Wrong("another second number", lambda: (15, 12), "after_assign is right"),
    ),
    count=2,
)
