"""The exercises of lesson 08_density, in the lesson's order."""

from __future__ import annotations

from typing import Final

from teachclust.lessons.density_by_hand import BY_HAND
from teachclust.lessons.density_decide import DECIDE
from teachclust.lessons.density_eps import EPS
from teachclust.lessons.density_kinds import KINDS
from teachclust.lessons.density_tally import TALLY
from teachclust.lessons.exercise import Exercise

EXERCISES: Final[tuple[Exercise, ...]] = (BY_HAND, EPS, KINDS, TALLY, DECIDE)
