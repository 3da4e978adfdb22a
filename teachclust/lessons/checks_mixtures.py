"""The exercises of lesson 09_mixtures, in the lesson's order."""

from __future__ import annotations

from typing import Final

from teachclust.lessons.exercise import Exercise
from teachclust.lessons.mixtures_by_hand import REFIT, SHARES
from teachclust.lessons.mixtures_decide import DECIDE
from teachclust.lessons.mixtures_parameters import PARAMETERS
from teachclust.lessons.mixtures_undecided import UNDECIDED

EXERCISES: Final[tuple[Exercise, ...]] = (SHARES, REFIT, PARAMETERS, UNDECIDED, DECIDE)
