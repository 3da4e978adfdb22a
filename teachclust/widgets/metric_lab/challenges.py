"""Challenges of the MetricLab: scores that some labels have and most don't."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Any, Final, Literal

from teachclust.words import say

#: two numbers that are as near count as equal: scores are sums that round
_NEAR: Final = 1e-9


@dataclass(frozen=True, slots=True)
class Goal:
    """What a score must be: equal to a value, at least, at most, or above that of the truth."""

    score: str
    relation: Literal["equal", "least", "most", "above_truth"]
    value: float = 0.0

    def met(self, values: Mapping[str, float], truth: Mapping[str, float]) -> bool:
        """Tell whether the scores of a labeling, and those of the classes, meet it."""
        found = values[self.score]
        if not isfinite(found):
            return False
        if self.relation == "equal":
            return abs(found - self.value) <= _NEAR
        if self.relation == "least":
            return found >= self.value - _NEAR
        if self.relation == "most":
            return found <= self.value + _NEAR
        return found > truth[self.score] + _NEAR


@dataclass(frozen=True, slots=True)
class Challenge:
    """Goals that labels have to meet at once."""

    key: str
    goals: tuple[Goal, ...]

    @property
    def text(self) -> str:
        """What to do, in one sentence."""
        return say(f"metric_lab.challenge.{self.key}")

    @property
    def needs(self) -> frozenset[str]:
        """The scores that it is about."""
        return frozenset(goal.score for goal in self.goals)


_ALL: Final = (
    Challenge("ari-1", (Goal("adjusted_rand", "equal", 1.0),)),
    Challenge(
        "homogeneity-1-ari-0",
        (Goal("homogeneity", "equal", 1.0), Goal("adjusted_rand", "equal", 0.0)),
    ),
    Challenge(
        "completeness-1-homogeneity-0",
        (Goal("completeness", "equal", 1.0), Goal("homogeneity", "equal", 0.0)),
    ),
    Challenge(
        "purity-1-accuracy-low",
        (Goal("purity", "equal", 1.0), Goal("matched_accuracy", "most", 0.5)),
    ),
    Challenge(
        "accuracy-high-ari-low",
        (Goal("matched_accuracy", "least", 0.9), Goal("adjusted_rand", "most", 0.75)),
    ),
    Challenge(
        "v-measure-high-ari-low",
        (Goal("v_measure", "least", 0.5), Goal("adjusted_rand", "most", 0.2)),
    ),
    Challenge(
        "fowlkes-mallows-high-ari-0",
        (Goal("fowlkes_mallows", "least", 0.5), Goal("adjusted_rand", "equal", 0.0)),
    ),
    Challenge(
        "silhouette-above-truth",
        (Goal("silhouette", "above_truth"), Goal("homogeneity", "equal", 1.0)),
    ),
    Challenge("ari-below-0", (Goal("adjusted_rand", "most", -0.05),)),
)

#: all challenges by their keys, the first ones the easiest
CHALLENGES: Final[Mapping[str, Challenge]] = {one.key: one for one in _ALL}


def verdict(
    challenge: Challenge, values: Mapping[str, float], truth: Mapping[str, float]
) -> dict[str, Any]:
    """Return which goals are met; the other end is ``js/src/widgets/metric_lab/challenges.ts``."""
    met = [goal.met(values, truth) for goal in challenge.goals]
    return {"key": challenge.key, "met": met, "solved": all(met)}
