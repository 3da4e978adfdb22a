"""Exercise mnist-1: a center pulled by its count, by hand."""

from __future__ import annotations

from typing import Any, Final

from teachclust.lessons.exercise import Exercise, Mistake, Wrong
from teachclust.lessons.reading import number

# a center at 10 that has taken 4 points; a batch brings 16 and 22, the next one brings 20
_FIRST: Final = 13.0
_SECOND: Final = 14.0
_NEAR: Final = 0.01

_FIRST_SLIPS: Final[dict[float, str]] = {
    19.0: "19 is the mean of the two new points. The four points that came before still count.",
    14.5: "14.5 is half way to the mean of the batch. A center that has taken 4 points weighs 4, "
    "not as much as the whole batch.",
    16.0: "16 counts the center as one point among three. It stands for 4 points.",
    11.8: "11.8 counts the batch as one point, at its mean. Both of its points count.",
    17.0: "17 divides by 4. How many points has the center taken once the batch is in?",
}
_SECOND_SLIPS: Final[dict[float, str]] = {
    16.5: "16.5 is half way: the count does not start anew with each batch.",
    14.4: "14.4 forgets to count one point: 4 and 2 make 6 before the last one comes.",
    13.5: "13.5 takes a step of 1 / 14. The step is one over the number of points, not over a "
    "place on the line.",
    14.17: "The last point is one of the points by now: divide by 7, not by 6.",
    20.0: "20 is the new point itself. It is one of seven.",
}


def _verify(first: Any, second: Any) -> str:
    one, two = number(first, "first"), number(second, "second")
    _judge(one, _FIRST, _FIRST_SLIPS, "first", "(4 × 10 + 16 + 22) points go into it")
    _judge(two, _SECOND, _SECOND_SLIPS, "second", "it starts from where the first batch left it")
    return (
        "13, then 14: the mean of all seven points that it ever took. The last one moved it by a "
        "seventh of the way; the hundredth will move it by a hundredth."
    )


def _judge(given: float, right: float, slips: dict[float, str], name: str, nudge: str) -> None:
    if abs(given - right) <= _NEAR:
        return
    for slip, said in slips.items():
        if abs(given - slip) <= _NEAR:
            raise Mistake(said)
    raise Mistake(f"{name} is not {given:g}: {nudge}.")


PULL: Final = Exercise(
    key="mnist-1",
    title="Pulled by its count",
    level="respond",
    fading="worked",
    objectives=("follow",),
    hints=(
        "A center stands at the mean of all points that it ever took. How many are there now?",
        "Before the batch: 4 points with the sum 40. After it: 6 points. What is their sum?",
        "40 + 16 + 22, divided by 6. Then the same with one point more: six points at their mean, "
        "and 20, divided by 7.",
    ),
    verify=_verify,
    solution=lambda seed: (13, 14.0) if seed % 2 else ("13.0", 14),
    wrong=(
        Wrong("the batch alone", lambda: (19, 20), "mean of the two new points"),
        Wrong("half way", lambda: (14.5, 17), "half way to the mean"),
        Wrong("the center as one point", lambda: (16, 17), "one point among three"),
        Wrong("the batch as one point", lambda: (11.8, 13), "counts the batch as one"),
        Wrong("divided by the old count", lambda: (17, 18), "divides by 4"),
        Wrong("another number", lambda: (12, 14), "first is not 12"),
        Wrong("counts anew", lambda: (13, 16.5), "does not start anew"),
        Wrong("count grows by one a batch", lambda: (13, 14.4), "forgets to count one"),
        Wrong("the last point itself", lambda: (13, 20), "20 is the new point"),
        Wrong("second another", lambda: (13, 15), "where the first batch left it"),
        Wrong("no number", lambda: ("far", 14), "should be one number"),
    ),
    count=2,
)
