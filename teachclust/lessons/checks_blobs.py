"""The exercises of lesson 01_blobs, in the lesson's order."""

from __future__ import annotations

from typing import Final

from teachclust.lessons.blobs_build import AGREEMENT, OWN
from teachclust.lessons.blobs_decide import DECIDE
from teachclust.lessons.blobs_inertia import INERTIA
from teachclust.lessons.blobs_starts import CHANCES, RESTARTS
from teachclust.lessons.exercise import Exercise

EXERCISES: Final[tuple[Exercise, ...]] = (INERTIA, RESTARTS, CHANCES, AGREEMENT, OWN, DECIDE)
