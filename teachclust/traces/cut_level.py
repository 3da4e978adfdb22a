"""The height at which a merge tree must be cut to give certain clusters, where there is one."""

from __future__ import annotations

import math
import sys
from typing import Final

from teachclust.traces.frame import Floats

#: digits that tell any two numbers apart
_ALL_DIGITS: Final = 17


def cut_level(made: Floats, undone: Floats) -> float | None:
    """Return a ``distance_threshold`` at which some merges are made and the others are not.

    `made` are the heights of the merges within clusters, `undone` those between clusters. None
    where no such number exists: two heights tie, or a merge within a cluster is higher than one
    between clusters. The level has few digits.

    scikit-learn makes the merges below the threshold, SciPy's ``fcluster`` those up to it. The
    level lies strictly between the two sides, so that both give the same clusters, wherever a
    number lies there. Else it is the lower end of `undone`, which is right for scikit-learn.
    """
    low = max(float(made.max(initial=-1.0)), -1.0)  # no threshold is negative
    high = float(undone.min(initial=float("inf")))
    if not low < high or high < 0:
        return None
    if high == 0:
        return 0.0
    low = max(low, 0.0)
    if high == float("inf"):
        high = min(1.1 * low or 2.0, sys.float_info.max)
        if low == high:  # the lowest numbers there are, of which a tenth is nothing, or the highest
            high = min(math.nextafter(low, math.inf), sys.float_info.max)
        if low == high:
            return None
    return _shortest_between(low, high)


def _shortest_between(low: float, high: float) -> float:
    """Return the number near the middle of two that has the fewest digits."""
    middle = low + (high - low) / 2
    for digits in range(2, _ALL_DIGITS + 1):
        level = float(f"{middle:.{digits}g}")
        if low < level < high:
            return level
    return high


def write_level(level: float) -> str:
    """Write a level with as many digits as it takes to read the same number: ``"1,234.5"``."""
    for digits in range(6, _ALL_DIGITS):
        if float(f"{level:.{digits}g}") == level:
            return f"{level:,.{digits}g}"
    return f"{level:,.{_ALL_DIGITS}g}"
