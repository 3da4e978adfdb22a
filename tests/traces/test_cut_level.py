"""The level of a cut: right as a distance_threshold wherever there is one, and none elsewhere."""

from __future__ import annotations

import sys
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from teachclust.traces.cut_level import cut_level, write_level

TINY = 5e-324
BIG = sys.float_info.max
#: heights that tie, differ by rounding alone, vanish, are negative by rounding, or overflow
heights = st.lists(
    st.sampled_from(
        [-1e-17, -0.0, 0.0, TINY, 1e-17, 0.1, 0.1 + 2e-17, 1.0, 1 + 2**-52, 2.0, 1e8, BIG, np.inf]
    )
    | st.floats(0, allow_nan=False)
    | st.floats(0, 10, width=32),
    max_size=8,
)


def thresholds_that_part(made: Any, undone: Any) -> list[float]:
    """Return which numbers part the two sides, of all that could."""
    ends = [0.0, BIG, *made, *undone]
    tried = [near for end in ends for near in (end, np.nextafter(end, 0), np.nextafter(end, BIG))]
    return [t for t in tried if 0 <= t < np.inf and all(made < t) and all(undone >= t)]


@given(heights, heights)
def test_a_level_is_there_just_where_a_threshold_is(made: list[float], undone: list[float]) -> None:
    low, high = np.array(made), np.array(undone)
    level = cut_level(low, high)
    assert (level is not None) == bool(thresholds_that_part(low, high))
    if level is None:
        return
    assert isinstance(level, float)
    assert 0 <= level < np.inf
    assert (low < level).all()
    assert (high >= level).all()
    between = np.nextafter(max(0.0, low.max(initial=0.0)), np.inf)
    if between < high.min(initial=np.inf):  # SciPy makes the merges up to the level
        assert (high > level).all()
    assert float(write_level(level).replace(",", "")) == level


@pytest.mark.parametrize(
    ("made", "undone", "level"),
    [
        ([1, 2], [5, 15], 3.5), ([1], [1, 5], None), ([2, 5], [3], None), ([], [1], 0.5),
        ([], [0, 0, 3], 0.0), ([0, 0], [3], 1.5), ([0], [0, 3], None), ([0, 0], [], 1.0),
        ([-0.0], [0.0], None), ([], [-1e-17, 2], None), ([-1e-17], [0, 2], 0.0), ([54], [102], 78),
        ([1.2345], [1.2346], 1.23455), ([np.inf], [np.inf], None), ([1], [np.inf], 1.05),
        ([BIG], [], None), ([TINY], [], 1e-323), ([1.0], [1 + 2**-52], 1 + 2**-52),
    ],
)  # fmt: skip
def test_levels(made: list[float], undone: list[float], level: float | None) -> None:
    assert cut_level(np.array(made, dtype=float), np.array(undone, dtype=float)) == level


@pytest.mark.parametrize(
    ("level", "text"),
    [(16.0, "16"), (1234.5, "1,234.5"), (0.00012, "0.00012"), (1.23455012, "1.23455012")],
)
def test_a_level_is_written_with_all_its_digits(level: float, text: str) -> None:
    assert write_level(level) == text
