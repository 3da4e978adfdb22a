"""The exercises of lesson 03_digits, in its order."""

from __future__ import annotations

from typing import Final

from teachclust.lessons.digits_features import FEATURES
from teachclust.lessons.digits_judge import DECIDE, FOOLED
from teachclust.lessons.digits_match import NAMES, SHARES
from teachclust.lessons.exercise import Exercise

EXERCISES: Final[tuple[Exercise, ...]] = (SHARES, NAMES, FOOLED, FEATURES, DECIDE)
