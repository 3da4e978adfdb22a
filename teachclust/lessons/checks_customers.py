"""The exercises of lesson 05_customer_segmentation, in the lesson's order."""

from __future__ import annotations

from typing import Final

from teachclust.lessons.customers_by_hand import BARS, SHARES
from teachclust.lessons.customers_decide import DECIDE
from teachclust.lessons.customers_loop import LOOP
from teachclust.lessons.customers_typical import TYPICAL
from teachclust.lessons.exercise import Exercise

EXERCISES: Final[tuple[Exercise, ...]] = (BARS, SHARES, LOOP, TYPICAL, DECIDE)
