"""The exercise of lesson 00_start_here: what a check looks like."""

from __future__ import annotations

from typing import Final

from teachclust.lessons.answers import (
    NumericAnswer,
)
from teachclust.lessons.exercise import Exercise

_ANOTHER_FIGURE: Final = "Another figure of the widget. The sizes stand beside the letters A to D."

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
    answers=(
        NumericAnswer(
            "points_in_a",
            75,
            slips={
                300: "300 is the number of all points. Cluster A has its own line in the list.",
                4: "4 is the number of clusters. Count the points in one of them, A.",
                3: _ANOTHER_FIGURE,
                212: _ANOTHER_FIGURE,
            },
            another=81,
            fallback="Not {given:g} at the end. Run the widget to its last step, then read A's "
            "size.",
        ),
    ),
    praise="75 in each of four groups, and nobody told the program which point belongs where.",
    needs="The first widget",
)

EXERCISES: Final = (SIZE,)
