"""The exercises of lesson 02_how_many_clusters, in the lesson's order."""

from __future__ import annotations

from typing import Final

from teachclust.lessons.exercise import Exercise
from teachclust.lessons.how_by_hand import ELBOW, POINT
from teachclust.lessons.how_decide import DECIDE
from teachclust.lessons.how_gap import GAP
from teachclust.lessons.how_units import READY

EXERCISES: Final[tuple[Exercise, ...]] = (ELBOW, POINT, READY, GAP, DECIDE)
