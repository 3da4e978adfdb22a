"""The exercises of lesson 00_start_here: what a check and a decision look like."""

from __future__ import annotations

from typing import Any, Final

from teachclust.lessons.answers import Choice, NumericAnswer, read_word
from teachclust.lessons.exercise import Exercise
from teachclust.lessons.reasons import Reason

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

_TEN: Final = (
    "Ten times: the same points gave an inertia of 212.0 from one start and 527.2 from another, so "
    "one run may be bad luck. It costs nine runs more."
)
_ONCE: Final = (
    "Once, and look: with two features the picture shows that 212.0 is right, for each group has "
    "its center. With more features I couldn't see it."
)

_RUNS: Final = ("ten times", "once")
_OTHER_WORDS: Final = {
    "ten times": ("ten", "10", "10 times", "ten-times", "10x"),
    "once": ("one", "1", "one time", "1 time"),
}


def _read_runs(given: Any, name: str) -> str:
    word = read_word(given, name).removesuffix(".")
    return next((runs for runs, others in _OTHER_WORDS.items() if word in others), word)


DECIDE: Final = Exercise(
    key="start-2",
    title="How often would you run it?",
    level="respond",
    fading="own",
    objectives=("decide",),
    hints=(
        "Compare the two inertias that were printed. What differs between the two runs?",
        "Would you have noticed the bad run in the picture? Would a friend without the picture?",
        "Both answers can be defended. Say what yours costs, or what it needs.",
    ),
    answers=(
        Choice("runs", _RUNS, other='runs is "once" or "ten times".', read_by=_read_runs),
        Reason(
            _TEN,
            values={"inertia of the one start": (212.0,), "inertia of the other": (527.2,)},
            models={"ten times": _TEN, "once": _ONCE},
            names=("how you would notice a bad run", "what your decision costs or needs"),
        ),
    ),
    praise=lambda runs, *_: (
        "That can be defended: the lowest inertia of ten is seldom a bad one."
        if runs != "once"
        else "That can be defended, as long as somebody looks at the picture."
    ),
    right=(("ten times", _TEN), ("once", _ONCE)),
    needs="The first widget",
)

EXERCISES: Final = (SIZE, DECIDE)
