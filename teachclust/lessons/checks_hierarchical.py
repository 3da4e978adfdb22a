"""The exercises of lesson 07_hierarchical, in the lesson's order."""

from __future__ import annotations

from typing import Final

from teachclust.lessons.exercise import Exercise
from teachclust.lessons.trees_by_hand import MERGE, READ
from teachclust.lessons.trees_choose import CHOOSE
from teachclust.lessons.trees_cut import CUT
from teachclust.lessons.trees_decide import DECIDE

EXERCISES: Final[tuple[Exercise, ...]] = (MERGE, READ, CHOOSE, CUT, DECIDE)
