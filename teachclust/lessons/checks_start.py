"""The exercise of lesson 00_start_here: what a check looks like."""

from __future__ import annotations

from typing import Any, Final

from teachclust.lessons.exercise import Exercise, Mistake, Wrong
from teachclust.lessons.reading import number


def _verify(clusters: Any) -> str:
    given = number(clusters, "clusters")
    if given == 4:
        return "Four groups, and nobody told the program which point belongs where."
    if given == 300:
        raise Mistake("300 is the number of points. Count the large marks with a letter.")
    if given == 3:
        raise Mistake("Did you stop at C? Letters start at A: A is the first, D the last.")
    if given == 2:
        raise Mistake("Two is the number of features: across and up. Count the lettered marks.")
    raise Mistake(f"Not {given:g}. Look at the first widget and count the lettered marks.")


COUNT: Final = Exercise(
    key="start-1",
    title="Count the clusters",
    level="respond",
    fading="worked",
    objectives=("check",),
    hints=(
        "Go back to the first widget. Each cluster has one large mark with a letter.",
        "The letters go from A to D.",
        "A, B, C, D: write clusters = 4.",
    ),
    verify=_verify,
    solution=lambda seed: (4.0 if seed % 2 else 4,),
    wrong=(
        Wrong("the points", lambda: (300,), "number of points"),
        Wrong("the features", lambda: (2,), "number of features"),
        Wrong("stopped early", lambda: (3,), "stop at C"),
        Wrong("another number", lambda: (5,), "Not 5"),
        Wrong("a word", lambda: ("four",), "one number"),
    ),
    needs="The first widget",
)

EXERCISES: Final[tuple[Exercise, ...]] = (COUNT,)
