"""The exercise of lesson 00_start_here: what a check looks like."""

from __future__ import annotations

from typing import Any, Final

from teachclust.lessons.exercise import Exercise, Mistake, Wrong
from teachclust.lessons.reading import number


def _verify(points_in_a: Any) -> str:
    given = number(points_in_a, "points_in_a")
    if given == 75:
        return "75 in each of four groups, and nobody told the program which point belongs where."
    if given == 300:
        raise Mistake("300 is the number of all points. Cluster A has its own line in the list.")
    if given == 4:
        raise Mistake("4 is the number of clusters. Count the points in one of them, A.")
    if given in (3, 212):
        raise Mistake("Another figure of the widget. The sizes stand beside the letters A to D.")
    raise Mistake(f"Not {given:g} at the end. Run the widget to its last step, then read A's size.")


SIZE: Final = Exercise(
    key="start-1",
    title="Read a widget",
    level="respond",
    fading="worked",
    objectives=("step", "check"),
    hints=(
        "Go back to the first widget and run it to the end: press the last button or Space.",
        "Beside the picture is a list of the clusters: a letter, a bar and a number of points.",
        "The four groups end alike, with a quarter of the 300 points each.",
    ),
    verify=_verify,
    solution=lambda seed: (75.0 if seed % 2 else 75,),
    wrong=(
        Wrong("all points", lambda: (300,), "number of all points"),
        Wrong("the clusters", lambda: (4,), "number of clusters"),
        Wrong("the inertia", lambda: (212,), "Another figure"),
        Wrong("not at the end", lambda: (81,), "Not 81 at the end"),
        Wrong("a word", lambda: ("many",), "one number"),
    ),
    needs="The first widget",
)

EXERCISES: Final[tuple[Exercise, ...]] = (SIZE,)
