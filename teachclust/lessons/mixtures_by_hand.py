"""Exercises mixtures-1 and mixtures-2: an E step for one point and an M step, by hand."""

from __future__ import annotations

from typing import Any, Final

from teachclust.lessons.exercise import Exercise, Mistake, Wrong
from teachclust.lessons.reading import number

_NEAR: Final = 0.005


def _among(value: float, slips: dict[float, str]) -> None:
    """Raise `Mistake` with what is said of the slip that a value shows, if it shows one."""
    for slip, said in slips.items():
        if abs(value - slip) < _NEAR:
            raise Mistake(said)


# weights 0.6 and 0.4, densities at 12 cm 0.02 and 0.12: products 0.012 and 0.048, sum 0.06
_YOUNG: Final = 0.2
_OLDER: Final = 0.8

_SHARE_SLIPS: Final[dict[float, str]] = {
    0.012: (
        "This is weight times density, the first half of it. Divide by the sum of both products, "
        "so that the two shares add up to 1."
    ),
    0.02: "This is the density alone. Multiply by the weight, then divide by the sum of both.",
    0.02 / 0.14: (
        "You left out the weights. There are more young fish to begin with: multiply each density "
        "by its weight first."
    ),
    0.6: (
        "This is the weight: what you would say of a fish that nobody measured. The length 12 "
        "tells more."
    ),
    0.8: "These two changed places. At 12 cm the bell of the older fish is six times as high.",
    0.0: "This is a hard answer. A responsibility says how much; nothing here is certain.",
    20.0: "The size is right. Write shares between 0 and 1, so that they add up to 1.",
}


def _verify_shares(young: Any, older: Any) -> str:
    first, second = number(young, "young"), number(older, "older")
    if abs(first - _YOUNG) > _NEAR:
        _among(first, _SHARE_SLIPS)
        raise Mistake(
            f"young is not {first:g}. It is 0.6 x 0.02, divided by the sum of 0.6 x 0.02 and "
            "0.4 x 0.12."
        )
    if abs(second - _OLDER) > _NEAR:
        raise Mistake(f"young is right. The two add up to 1, so older is not {second:g}.")
    return (
        "0.2 and 0.8: a fish of 12 cm is most likely older, and yet one in five like it is young."
    )


SHARES: Final = Exercise(
    key="mixtures-1",
    title="The responsibilities of one fish",
    level="respond",
    fading="worked",
    objectives=("compute",),
    hints=(
        "Do what the worked one does: first a product for each component, then their sum.",
        "The products are weight times density: 0.6 x 0.02 and 0.4 x 0.12.",
        "The products are 0.012 and 0.048, and their sum is 0.06. Divide each by the sum.",
    ),
    verify=_verify_shares,
    solution=lambda seed: (0.2, 0.8) if seed % 2 else (0.012 / 0.06, 0.048 / 0.06),
    wrong=(
        Wrong("not divided", lambda: (0.012, 0.048), "the first half of it"),
        Wrong("densities", lambda: (0.02, 0.12), "the density alone"),
        Wrong("weights forgotten", lambda: (1 / 7, 6 / 7), "left out the weights"),
        Wrong("weights alone", lambda: (0.6, 0.4), "nobody measured"),
        Wrong("changed places", lambda: (0.8, 0.2), "changed places"),
        Wrong("hard", lambda: (0, 1), "a hard answer"),
        Wrong("percent", lambda: (20, 80), "The size is right"),
        Wrong("another number", lambda: (0.5, 0.5), "young is not 0.5"),
        Wrong("no sum of 1", lambda: (0.2, 0.048), "young is right"),
        Wrong("not a number", lambda: ("a fifth", 0.8), "should be one number"),
    ),
    count=2,
)

# lengths 6, 8, 10, 14 with shares 1, 1, 0.5, 0 in the young: size 2.5, sums 19 and 5.6
_WEIGHT: Final = 0.625
_MEAN: Final = 7.6
_VARIANCE: Final = 2.24

_WEIGHT_SLIPS: Final[dict[float, str]] = {
    2.5: "2.5 is the size, the sum of the shares. The weight is that part of all 4 fish.",
    0.5: "You left the shared fish out. It counts as half a fish: the size is 2.5.",
    0.75: "You counted the shared fish whole. It counts as half a fish: the size is 2.5.",
}
_MEAN_SLIPS: Final[dict[float, str]] = {
    8.0: "This is the mean of 6, 8 and 10, each counted whole. The fish of 10 cm counts half.",
    7.0: "This is the mean of 6 and 8 alone. The fish of 10 cm counts half; do not drop it.",
    4.75: "You divided by all 4 fish. Divide by the size of the component, 2.5.",
    19 / 3: "You divided by 3 fish. The shared one is half a fish here too: divide by 2.5.",
    9.5: "This is the mean of all four fish. Multiply each length by its share first.",
    19.0: "19 is the sum of share times length. Divide it by the size.",
}
_VARIANCE_SLIPS: Final[dict[float, str]] = {
    _VARIANCE**0.5: "This is the standard deviation. The variance is its square.",
    1.4: "You divided by all 4 fish. Divide by the size of the component here too.",
    3.392: "The squared distance of the shared fish, 5.76, counts half as well.",
    5.6: "This is the sum of share times squared distance. Divide it by the size.",
    5.6 / 1.5: "You took 1 off the size. EM maximizes the likelihood, and divides by the size.",
}


def _verify_refit(weight: Any, mean: Any, variance: Any) -> str:
    given = (number(weight, "weight"), number(mean, "mean"), number(variance, "variance"))
    if abs(given[0] - _WEIGHT) > _NEAR:
        _among(given[0], _WEIGHT_SLIPS)
        raise Mistake(f"The weight is not {given[0]:g}. Add up the shares, and divide by 4 fish.")
    if abs(given[1] - _MEAN) > _NEAR:
        _among(given[1], _MEAN_SLIPS)
        raise Mistake(
            f"The weight is right; the mean is not {given[1]:g}. It is (1 x 6 + 1 x 8 + 0.5 x 10) "
            "divided by the size."
        )
    if abs(given[2] - _VARIANCE) > _NEAR:
        _among(given[2], _VARIANCE_SLIPS)
        raise Mistake(
            f"Weight and mean are right; the variance is not {given[2]:g}. Square the distances "
            "from 7.6, multiply each by its share, add, divide by the size."
        )
    return "The fish in between pulls half as hard on the mean, and counts half for the spread."


REFIT: Final = Exercise(
    key="mixtures-2",
    title="One M step by hand",
    level="respond",
    fading="worked",
    objectives=("compute",),
    hints=(
        "First the size: add up the shares. A fish with share 0.5 is half a fish, in every sum.",
        "The size is 2.5. The weight is the size by the number of fish, 4. For the mean, add up "
        "share times length, and divide by the size.",
        "Mean: 19 / 2.5. Squared distances from it are 2.56, 0.16 and 5.76; the last counts half. "
        "Their sum by 2.5 is the variance.",
    ),
    verify=_verify_refit,
    solution=lambda seed: (5 / 8, 7.6, 2.24) if seed % 2 else (_WEIGHT, 19 / 2.5, 5.6 / 2.5),
    wrong=(
        Wrong("a size", lambda: (2.5, 7.6, 2.24), "2.5 is the size, the sum"),
        Wrong("left out", lambda: (0.5, 7, 1), "left the shared fish out"),
        Wrong("counted whole", lambda: (0.75, 8, 8 / 3), "counted the shared fish whole"),
        Wrong("another weight", lambda: (0.4, 7.6, 2.24), "Add up the shares"),
        Wrong("mean of three", lambda: (0.625, 8, 2.24), "each counted whole"),
        Wrong("mean of two", lambda: (0.625, 7, 2.24), "do not drop it"),
        Wrong("mean by all", lambda: (0.625, 4.75, 2.24), "divided by all 4 fish. Divide by the s"
              "ize of the component, 2.5"),
        Wrong("mean by three", lambda: (0.625, 19 / 3, 2.24), "divided by 3 fish"),
        Wrong("mean of all", lambda: (0.625, 9.5, 2.24), "mean of all four"),
        Wrong("a sum", lambda: (0.625, 19, 2.24), "19 is the sum"),
        Wrong("another mean", lambda: (0.625, 9, 2.24), "the mean is not 9"),
        Wrong("a deviation", lambda: (0.625, 7.6, 1.497), "standard deviation"),
        Wrong("variance by all", lambda: (0.625, 7.6, 1.4), "the component here too"),
        Wrong("distance counted whole", lambda: (0.625, 7.6, 3.392), "counts half as well"),
        Wrong("sum of squares", lambda: (0.625, 7.6, 5.6), "share times squared distance. D"),
        Wrong("one taken off", lambda: (0.625, 7.6, 3.733), "took 1 off"),
        Wrong("another variance", lambda: (0.625, 7.6, 9), "variance is not 9"),
        Wrong("not a number", lambda: ("half", 7.6, 2.24), "should be one number"),
    ),
    count=3,
)  # fmt: skip
