"""Which steps of a long run are shown."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from teachclust.traces.thinning import MOST_BYTES, MOST_STEPS, shown_steps

STEPS = st.integers(1, 5_000)
POINTS = st.integers(1, 1_000_000)


def allowed(n_samples: int) -> int:
    return max(40, min(MOST_STEPS, MOST_BYTES // n_samples))


@given(STEPS, POINTS, st.booleans(), st.data())
def test_steps_are_few_sorted_and_end_at_the_last(
    n_steps: int, n_samples: int, late: bool, data: st.DataObject
) -> None:
    important = data.draw(st.lists(st.integers(0, n_steps - 1), max_size=400))
    steps = shown_steps(n_steps, n_samples, important, late=late)
    assert steps == sorted(set(steps))
    assert steps[0] >= 0
    assert steps[-1] == n_steps - 1
    assert len(steps) <= allowed(n_samples)
    assert all(type(step) is int for step in steps)
    assert set(important[: allowed(n_samples) // 2]) <= set(steps)


@given(POINTS, st.booleans(), st.data())
def test_all_steps_are_shown_where_they_are_few(
    n_samples: int, late: bool, data: st.DataObject
) -> None:
    n_steps = data.draw(st.integers(1, allowed(n_samples)))
    assert shown_steps(n_steps, n_samples, late=late) == list(range(n_steps))


@given(st.integers(301, 5_000), st.integers(1, 20_000))
def test_late_steps_are_shown_one_by_one(n_steps: int, n_samples: int) -> None:
    steps = shown_steps(n_steps, n_samples, late=True)
    one_by_one = (allowed(n_samples) - 1) // 2
    assert steps[-one_by_one:] == list(range(n_steps - one_by_one, n_steps))
    assert steps[0] == 0


@given(st.integers(301, 5_000))
def test_other_steps_are_spread_evenly(n_steps: int) -> None:
    gaps = np.diff(shown_steps(n_steps, 100))
    assert gaps.max() - gaps.min() <= 1
