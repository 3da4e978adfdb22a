"""Exercises hierarchical-1 and hierarchical-2: the next merge by hand, and a dendrogram read."""

from __future__ import annotations

from typing import Any, Final

from teachclust.lessons.exercise import Blank, Exercise, Mistake, Wrong
from teachclust.lessons.reading import number

# clusters A = {12}, B = {40}, C = {52, 60, 69} on a line
_SINGLE: Final = ("BC", 12.0)
_COMPLETE: Final = ("AB", 28.0)
_NEAR: Final = 0.01
_PAIRS: Final = ("AB", "AC", "BC")

_SINGLE_SLIPS: Final[dict[float, str]] = {
    29.0: "29 lies between 40 and 69, the farthest pair of B and C. Single asks for the nearest.",
    20.0: "20 lies between 40 and 60. There is a point of C nearer to 40.",
    20.333: "This is the mean over B and C: average linkage. Single takes the nearest pair.",
}
_COMPLETE_SLIPS: Final[dict[float, str]] = {
    29.0: "29 is the complete distance of B and C. The pair you named is nearer, by 1.",
    52.0: "That is a place on the line. A height is a distance between two points.",
}


def _pair(answer: Any, name: str) -> str:
    """Return a pair of letters in order, however it was written."""
    if answer is ...:
        raise Blank
    written = str(answer).upper().replace("AND", "")
    found = "".join(sorted(c for c in written if c in "ABC"))
    if found not in _PAIRS:
        raise Mistake(f'{name} names two clusters by their letters, such as "AC".')
    return found


def _verify_merge(single: Any, low: Any, complete: Any, high: Any) -> str:
    first, second = _pair(single, "single"), _pair(complete, "complete")
    at, above = number(low, "single_height"), number(high, "complete_height")
    if (first, second) == (_COMPLETE[0], _SINGLE[0]):
        raise Mistake(
            "The two changed places: single looks at the nearest two points of a pair, complete "
            "at the farthest two."
        )
    _judge_pairs(first, second)
    near, far = "single is the distance from 40 to 52", "complete is the distance from 12 to 40"
    _judge_height(at, _SINGLE[1], _SINGLE_SLIPS, near)
    _judge_height(above, _COMPLETE[1], _COMPLETE_SLIPS, far)
    return (
        "Single follows the small gap. Complete joins 40 to the far point 12, since 28 is a little "
        "less than 29: one far member of C (69) keeps 40 away from its near neighbor 52."
    )


def _judge_pairs(single: str, complete: str) -> None:
    if single != _SINGLE[0]:
        raise Mistake(
            f"Under single linkage {single} is not the nearest. Take the gap between the nearest "
            "two points of each pair: 28, 40 and ... ?"
        )
    if complete == "BC":
        raise Mistake(
            "Under complete linkage B and C are as far apart as 40 and 69, their farthest two. Is "
            "there a pair with less?"
        )
    if complete != _COMPLETE[0]:
        raise Mistake(
            "Under complete linkage A and C are 57 apart, from 12 to 69: the most of all."
        )


def _judge_height(given: float, right: float, slips: dict[float, str], what: str) -> None:
    if abs(given - right) <= _NEAR:
        return
    for slip, said in slips.items():
        if abs(given - slip) <= _NEAR:
            raise Mistake(said)
    raise Mistake(f"The pairs are right, but one height is not {given:g}. What counts for {what}.")


def _right_merge(seed: int) -> tuple[Any, ...]:
    ways = (("BC", 12, "AB", 28), ("cb", 12.0, "B-A", 28.0), ("B and C", 12, ("A", "B"), 28))
    return ways[seed % len(ways)]


MERGE: Final = Exercise(
    key="hierarchical-1",
    title="The next merge by hand",
    level="respond",
    fading="worked",
    objectives=("merge",),
    hints=(
        "There are three pairs of clusters, AB, AC and BC. Write two numbers for each: the gap of "
        "the nearest two points, and of the farthest two.",
        "For BC the points are 40 against 52, 60 and 69: nearest gap 12, farthest 29. Do the same "
        "for AB and AC.",
        "Nearest gaps: AB 28, AC 40, BC 12. Farthest: AB 28, AC 57, BC 29. Each linkage merges the "
        "pair with its smallest number.",
    ),
    verify=_verify_merge,
    solution=_right_merge,
    wrong=(
        Wrong("changed places", lambda: ("AB", 28, "BC", 12), "changed places"),
        Wrong("both the nearest", lambda: ("BC", 12, "BC", 29), "as far apart as 40 and 69"),
        Wrong("both the farther", lambda: ("AB", 28, "AB", 28), "Under single linkage AB"),
        Wrong("the largest", lambda: ("BC", 12, "AC", 57), "the most of all."),
        Wrong("farthest for single", lambda: ("BC", 29, "AB", 28), "the farthest pair of B"),
        Wrong("average", lambda: ("BC", 20.333, "AB", 28), "average linkage"),
        Wrong("the middle point", lambda: ("BC", 20, "AB", 28), "between 40 and 60"),
        Wrong("another pair's height", lambda: ("BC", 12, "AB", 29), "The pair you named"),
        Wrong("a place", lambda: ("BC", 12, "AB", 52), "place on the line"),
        Wrong("another height", lambda: ("BC", 11, "AB", 28), "one height is not"),
        Wrong("no letters", lambda: ("40", 12, "AB", 28), "by their letters"),
    ),
    count=4,
)

# the tree of the lesson: 0+3 at 1, 2+5 at 2, 1 joins {0, 3} at 3, 6 joins {2, 5} at 5, both at 9,
# 4 joins all at 10; drawn from left to right as 0 3 1 2 5 6 4
_APART: Final = 9.0
_CLUSTERS: Final = 4.0
_LOW, _HIGH = 5.0, 9.0

_APART_SLIPS: Final[dict[float, str]] = {
    1.0: "1 and 2 stand side by side, and that says nothing. How high must you climb to get from "
    "one to the other?",
    3.0: "At 3 leaf 1 joins 0 and 3. Where does leaf 2 come into the same branch?",
    2.0: "At 2 leaf 2 joins leaf 5. Climb on until leaf 1 is below the same link.",
    18.0: "A way up and down is not added up. The height of the link that joins them counts.",
    10.0: "At 10 the last leaf joins. 1 and 2 have met before that.",
}
_CLUSTERS_SLIPS: Final[dict[float, str]] = {
    3.0: "Three merges lie above 4, at 5, 9 and 10; a tree cut through m of them falls into m + 1 "
    "clusters. Or count the lines that cross the cut.",
    2.0: "A leaf that is still alone at height 4 is a cluster too: count 6 and 4 as well.",
    5.0: "That is a cut a little lower, between 2 and 3. At 4 leaf 1 has joined 0 and 3.",
    7.0: "7 leaves is the cut at 0. By height 4 three merges are done.",
}


def _verify_read(apart: Any, clusters: Any, cut: Any) -> str:
    height, count, line = number(apart, "apart"), number(clusters, "clusters"), number(cut, "cut")
    if height in _APART_SLIPS:
        raise Mistake(_APART_SLIPS[height])
    if height != _APART:
        raise Mistake(f"1 and 2 do not meet at {height:g}. Follow both lines up to one link.")
    if count in _CLUSTERS_SLIPS:
        raise Mistake(_CLUSTERS_SLIPS[count])
    if count != _CLUSTERS:
        raise Mistake(f"A line at 4 crosses some stems of the tree, but not {count:g} of them.")
    if line in (_LOW, _HIGH):
        raise Mistake(f"At {line:g} itself there is a merge. Cut between two merges.")
    if line == 3:
        raise Mistake("3 is a number of clusters. A cut is a height: where are three stems?")
    if line < _LOW:
        raise Mistake(f"A cut at {line:g} lies too low: it crosses more than three stems.")
    if line > _HIGH:
        raise Mistake(f"A cut at {line:g} lies too high: the two large branches have met at 9.")
    return "Height is what counts: 1 and 2 stand side by side, yet only leaf 4 is farther from 1."


READ: Final = Exercise(
    key="hierarchical-2",
    title="A tree, read",
    level="respond",
    fading="worked",
    objectives=("read", "cut"),
    hints=(
        "Lay a ruler across the picture. Only heights are measured; left and right are free.",
        "From leaf 1 go up, and from leaf 2 go up. The first link above both tells how far apart "
        "they are.",
        "The links are at 1, 2, 3, 5, 9 and 10. Leaves 1 and 2 meet at the last but one. At 4 the "
        "clusters are {0, 3, 1}, {2, 5}, 6 and 4. For three of them, cut after the merge at 5.",
    ),
    verify=_verify_read,
    solution=lambda seed: (9, 4, 5.2 + 0.19 * (seed % 20)),
    wrong=(
        Wrong("side by side", lambda: (1, 4, 7), "stand side by side"),
        Wrong("the first of 1", lambda: (3, 4, 7), "At 3 leaf 1"),
        Wrong("the first of 2", lambda: (2, 4, 7), "At 2 leaf 2"),
        Wrong("the last", lambda: (10, 4, 7), "the last leaf joins"),
        Wrong("added up", lambda: (18, 4, 7), "not added up"),
        Wrong("no link there", lambda: (8, 4, 7), "do not meet at"),
        Wrong("merges for clusters", lambda: (9, 3, 7), "m + 1"),
        Wrong("alone not counted", lambda: (9, 2, 7), "still alone"),
        Wrong("one merge early", lambda: (9, 5, 7), "a little lower"),
        Wrong("all leaves", lambda: (9, 7, 7), "7 leaves"),
        Wrong("another count", lambda: (9, 6, 7), "crosses some stems"),
        Wrong("on a merge", lambda: (9, 4, 5), "there is a merge"),
        Wrong("a number of clusters", lambda: (9, 4, 3), "3 is a number"),
        Wrong("too low", lambda: (9, 4, 4), "too low"),
        Wrong("too high", lambda: (9, 4, 9.5), "too high"),
    ),
    count=3,
)
