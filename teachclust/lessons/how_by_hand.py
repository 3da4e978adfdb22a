"""Exercises how-1 and how-2: an elbow and the silhouette of one point, by hand."""

from __future__ import annotations

from typing import Any, Final

from teachclust.lessons.exercise import Exercise, Mistake, Wrong
from teachclust.lessons.reading import number

# inertia 900, 620, 380, 130, 105, 88, 74 for k = 1 to 7; falls 280, 240, 250, 25, 17, 14
_ELBOW: Final = 4.0
_SAVED: Final = 25.0

_ELBOW_SLIPS: Final[dict[float, str]] = {
    7.0: (
        "7 has the lowest inertia of the list, but inertia goes on falling to 0. "
        "Look for where it stops falling fast."
    ),
    2.0: (
        "The step to 2 saves most, but the next two steps save nearly as much. "
        "The elbow is the last k before the falls break off."
    ),
    5.0: "5 is the first k that no longer pays. The elbow is the last one that did.",
    3.0: "The fall after k = 3 is 250, as large as any. Go on until the falls get small.",
}
_SAVED_SLIPS: Final[dict[float, str]] = {
    250.0: "250 is the fall that leads to the elbow. Asked is the next one, from k = 4 to 5.",
    130.0: "130 is the inertia at k = 4. What one more cluster saves is a difference.",
    105.0: "105 is the inertia that is left at k = 5. What was saved is the difference to k = 4.",
    -25.0: "The size is right. Saved is inertia before less inertia after, so it is positive.",
}


def _verify_elbow(elbow: Any, saved: Any) -> str:
    k, fall = number(elbow, "elbow"), number(saved, "saved")
    if k in _ELBOW_SLIPS:
        raise Mistake(_ELBOW_SLIPS[k])
    if k != _ELBOW:
        raise Mistake(
            f"{k:g} is no elbow of these. Write the six falls, and see where they shrink."
        )
    if fall in _SAVED_SLIPS:
        raise Mistake(_SAVED_SLIPS[fall])
    if abs(fall - _SAVED) > 0.01:
        raise Mistake(f"The elbow is right. From k = 4 to k = 5 inertia falls from 130 to 105, "
                      f"and that is not {fall:g}.")  # fmt: skip
    return "Up to k = 4 each cluster saved 240 or more; the fifth saves 25, a tenth of that."


ELBOW: Final = Exercise(
    key="how-1",
    title="The elbow by hand",
    level="respond",
    fading="worked",
    objectives=("compute",),
    hints=(
        "Below the seven numbers write the six differences between neighbours.",
        "The differences are 280, 240, 250, 25, 17, 14. Where do they break off?",
        "The last large fall, 250, leads from k = 3 to the elbow. The fall after it is `saved`.",
    ),
    verify=_verify_elbow,
    solution=lambda seed: (4, 25) if seed % 2 else (4.0, 25.0),
    wrong=(
        Wrong("the lowest inertia", lambda: (7, 14), "falling to 0"),
        Wrong("the largest fall", lambda: (2, 240), "saves most"),
        Wrong("the first that no longer pays", lambda: (5, 17), "no longer pays"),
        Wrong("too early", lambda: (3, 250), "as large as any"),
        Wrong("no elbow", lambda: (6, 14), "no elbow of these"),
        Wrong("the fall before", lambda: (4, 250), "leads to the elbow"),
        Wrong("the inertia there", lambda: (4, 130), "the inertia at k = 4"),
        Wrong("what is left", lambda: (4, 105), "that is left"),
        Wrong("the sign", lambda: (4, -25), "before less"),
        Wrong("another fall", lambda: (4, 17), "The elbow is right"),
        Wrong("not a number", lambda: ("four", 25), "should be one number"),
    ),
    count=2,
)

# clusters {0, 1, 5}, {11, 12, 13} and {25, 27}; the point 5: gaps 5, 4 to its own, 6, 7, 8 to the
# next cluster, 20, 22 to the far one
_A: Final = 4.5
_B: Final = 7.0
_S: Final = (_B - _A) / _B
_NEAR: Final = 0.005

_A_SLIPS: Final[dict[float, str]] = {
    3.0: (
        "You counted the point itself, at distance 0. Its own cluster has two others: divide by 2."
    ),
    9.0: "This is a sum. The mean of the two distances is half of it.",
    4.0: "This is the distance to the nearest one only. The mean takes both others.",
}
_B_SLIPS: Final[dict[float, str]] = {
    6.0: (
        "This is the distance to the nearest point of the next cluster. Take the mean of all three."
    ),
    21.0: "That is the far cluster. b belongs to the one whose mean distance is smallest.",
    12.6: "You took all points of other clusters together. Take each cluster on its own, then "
    "the smallest.",
    14.0: "This is the mean over both other clusters. b takes the nearer one alone.",
}
_S_SLIPS: Final[dict[float, str]] = {
    (_A - _B)
    / _B: "The sign is turned round: b comes first, so that a far neighbour counts as good.",
    (_B - _A) / _A: "You divided by a. Divide by the larger of a and b; then nothing exceeds 1.",
    _B - _A: "The difference is right. Divide it by the larger of a and b.",
    1 - _B / _A: "Here a and b changed places. s is (b - a), divided by the larger.",
}


def _among(value: float, slips: dict[float, str]) -> None:
    for slip, said in slips.items():
        if abs(value - slip) < _NEAR:
            raise Mistake(said)


def _verify_point(a: Any, b: Any, s: Any) -> str:
    own, other, width = number(a, "a"), number(b, "b"), number(s, "s")
    if abs(own - _A) > _NEAR:
        _among(own, _A_SLIPS)
        raise Mistake(f"a is not {own:g}. It is the mean of the distances from 5 to 0 and to 1.")
    if abs(other - _B) > _NEAR:
        _among(other, _B_SLIPS)
        raise Mistake(f"a is right; b is not {other:g}. It is the mean of 6, 7 and 8.")
    if abs(width - _S) > _NEAR:
        _among(width, _S_SLIPS)
        raise Mistake(f"a and b are right; (b - a) / max(a, b) is not {width:g}.")
    return "0.36: this point is in the right cluster, but it leans towards the next one."


POINT: Final = Exercise(
    key="how-2",
    title="The silhouette of one point",
    level="respond",
    fading="worked",
    objectives=("compute",),
    hints=(
        "Three steps: a looks at the own cluster, b at the nearest other one, s compares them.",
        "a is the mean of 5 and 4. For b, take the mean distance to each other cluster, and keep "
        "the smaller.",
        "b is the mean of 6, 7 and 8. Then s = (b - a) / b, as b is the larger one here.",
    ),
    verify=_verify_point,
    solution=lambda seed: (4.5, 7, 0.36) if seed % 2 else (_A, _B, _S),
    wrong=(
        Wrong("the point itself counted", lambda: (3, 7, 4 / 7), "the point itself"),
        Wrong("a sum", lambda: (9, 21, 12 / 21), "This is a sum"),
        Wrong("nearest of its own", lambda: (4, 7, 3 / 7), "nearest one only"),
        Wrong("nearest point", lambda: (4.5, 6, 0.25), "nearest point of the next"),
        Wrong("the far cluster", lambda: (4.5, 21, 0.79), "far cluster"),
        Wrong("all others together", lambda: (4.5, 12.6, 0.64), "together"),
        Wrong("turned round", lambda: (4.5, 7, -0.357), "sign is turned"),
        Wrong("divided by a", lambda: (4.5, 7, 0.556), "divided by a"),
        Wrong("not divided", lambda: (4.5, 7, 2.5), "difference is right"),
        Wrong("another a", lambda: (6, 7, 0.1), "a is not"),
        Wrong("another b", lambda: (4.5, 8, 0.4), "b is not"),
        Wrong("another s", lambda: (4.5, 7, 0.9), "is not 0.9"),
    ),
    count=3,
)
