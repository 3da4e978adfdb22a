"""Exercises customers-1 and customers-2: bars that count everyone once, and what scaling weighs."""

from __future__ import annotations

from typing import Any, Final

from teachclust.lessons.exercise import Exercise, Mistake, Wrong
from teachclust.lessons.reading import number

# ages 19, 25, 26, 35, 36, 45, 46, 55, 55, 60 in bars 18-25, 26-35, 36-45, 46-55, 55 and over
_TOTAL: Final = 12
_TWICE: Final = 55
_FIRST: Final = 56

_TOTAL_SLIPS: Final[dict[float, str]] = {
    10: "There are 10 people, but the five bars add up to more. Count each bar by its own rule, "
    "without thinking of the others.",
    11: "Two of the people are of the age that is counted twice: each of them counts.",
}


def _verify_bars(total: Any, twice: Any, first: Any) -> str:
    people, age = number(total, "total"), number(twice, "twice")
    start = number(first, "first")
    if people in _TOTAL_SLIPS:
        raise Mistake(_TOTAL_SLIPS[people])
    if people != _TOTAL:
        raise Mistake(
            f"The five bars don't add up to {people:g}. Two ages are in each of the first."
        )
    if age == 2:
        raise Mistake("twice is the age that is counted twice, not how many people have it.")
    if age != _TWICE:
        raise Mistake(f"Only one bar's rule holds for age {age:g}. For which age do two hold?")
    if start == _TWICE:
        raise Mistake("A last bar from 55 on is the published one. The bar before it ends at 55.")
    if start > _FIRST:
        raise Mistake(
            f"If the last bar begins at {start:g}, people of {_FIRST} are in no bar at all."
        )
    if start < _FIRST:
        raise Mistake(f"A last bar from {start:g} on overlaps the bar before it even more.")
    return (
        "10 people, 12 in bars: both of 55 stand in two. A sum that is not the number of rows is "
        "the quickest test of any bar chart."
    )


BARS: Final = Exercise(
    key="customers-1",
    title="Bars that count everyone once",
    level="respond",
    fading="worked",
    objectives=("look",),
    hints=(
        "Go through the five rules one by one and write down who passes each.",
        "46 to 55, both included, holds for 46, 55 and 55. Which of them pass the last rule too?",
        "The bars hold 2, 2, 2, 3 and 3. The age in two bars is the end of one and the start of "
        "the next; the last bar should start one year later.",
    ),
    verify=_verify_bars,
    solution=lambda seed: (12, 55, 56) if seed % 2 else (12.0, 55.0, 56.0),
    wrong=(
        Wrong("people for bars", lambda: (10, 55, 56), "add up to more"),
        Wrong("one of the two", lambda: (11, 55, 56), "each of them counts"),
        Wrong("another sum", lambda: (13, 55, 56), "don't add up to 13"),
        Wrong("how many", lambda: (12, 2, 56), "not how many people"),
        Wrong("another age", lambda: (12, 25, 56), "Only one bar's rule"),
        Wrong("as published", lambda: (12, 55, 55), "the published one"),
        Wrong("a gap", lambda: (12, 55, 60), "in no bar at all"),
        Wrong("more overlap", lambda: (12, 55, 46), "overlaps the bar before"),
    ),
    count=3,
)

# customers (30 years, score 20) and (56, 68); spreads 13 years and 24 points
_RAW: Final = 26**2 / (26**2 + 48**2)
_SCALED: Final = 0.5
_NEAR: Final = 0.006

_RAW_SLIPS: Final[tuple[tuple[float, str], ...]] = (
    (26 / 74, "Squared distances are added up, so square both gaps before you take the share."),
    (1 - _RAW, "That is the share of the score. Ask for the share of age."),
    (
        0.5,
        "That would be so if both gaps were equal. Raw they are 26 and 48, each in its own unit.",
    ),
)
_SCALED_SLIPS: Final[tuple[tuple[float, str], ...]] = (
    (_RAW, "Nothing changed yet: divide each gap by the spread of its own feature first."),
    (
        (26 / 13**2) ** 2 / ((26 / 13**2) ** 2 + (48 / 24**2) ** 2),
        "Divide by the spread, not by its square.",
    ),
)


def _verify_shares(raw: Any, scaled: Any) -> str:
    first, second = number(raw, "raw_share"), number(scaled, "scaled_share")
    if first > 1 or second > 1:
        raise Mistake("A share lies between 0 and 1: one squared gap through the sum of both.")
    _judge_share(first, _RAW, _RAW_SLIPS, "raw_share")
    _judge_share(second, _SCALED, _SCALED_SLIPS, "scaled_share")
    return (
        "Raw, age makes a quarter of the squared distance, since points of score are the smaller "
        "unit; scaled, both gaps are two spreads. No rule says which of the two the mall means: "
        "scaling is a decision about weights."
    )


def _judge_share(
    given: float, right: float, slips: tuple[tuple[float, str], ...], name: str
) -> None:
    if abs(given - right) <= _NEAR:
        return
    for slip, said in slips:
        if abs(given - slip) <= _NEAR:
            raise Mistake(said)
    raise Mistake(f"{name} is not {given:.3g}. Write the gap in age and the gap in score first.")


SHARES: Final = Exercise(
    key="customers-2",
    title="What counts in a distance",
    level="respond",
    fading="worked",
    objectives=("scale",),
    hints=(
        "Write two gaps, one in years and one in points of score, and square each.",
        "26 years and 48 points: 676 and 2,304. Then again with each gap in spreads: 26 / 13 and "
        "48 / 24.",
        "raw_share is 676 / (676 + 2304). In spreads both gaps are 2: their squares are equal.",
    ),
    verify=_verify_shares,
    solution=lambda seed: (round(_RAW, 2 + seed % 3), 0.5),
    wrong=(
        Wrong("not squared", lambda: (0.351, 0.5), "square both gaps"),
        Wrong("the other's share", lambda: (0.773, 0.5), "share of the score"),
        Wrong("already equal", lambda: (0.5, 0.5), "26 and 48"),
        Wrong("not scaled", lambda: (0.227, 0.227), "Nothing changed yet"),
        Wrong("squared spreads", lambda: (0.227, 0.773), "not by its square"),
        Wrong("squares, no share", lambda: (676, 4), "between 0 and 1"),
        Wrong("another number", lambda: (0.1, 0.5), "raw_share is not 0.1"),
    ),
    count=2,
)
