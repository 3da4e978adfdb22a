"""The prediction of lesson 00_start_here: what a prediction looks like."""

from __future__ import annotations

from typing import Final

from teachclust.lessons.question import Question
from teachclust.widgets.predict import Option

QUESTIONS: Final[tuple[Question, ...]] = (
    Question(
        key="start-drag",
        text=(
            "You drag one center into the gap between two groups of points. "
            "What happens on the next steps?"
        ),
        options=(
            Option(
                "It stays where you put it",
                "Centers do not stay: each update takes a center to the mean of the points that "
                "joined it.",
            ),
            Option(
                "It moves to the middle of the points that are nearest to it",
                "It gathers the points that are nearer to it than to any other center, and moves "
                "to their mean.",
                right=True,
            ),
            Option(
                "The points move towards it",
                "The points are the data: they never move. Only centers do.",
            ),
        ),
        objectives=("predict",),
    ),
)
