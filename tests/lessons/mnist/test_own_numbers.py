"""Own numbers of lesson 04: both places are whole numbers."""

from __future__ import annotations

import re

import pytest

from teachclust.lessons.own_numbers import own_numbers


@pytest.mark.parametrize("number", range(100))
def test_the_center_is_pulled_to_whole_numbers(number: int) -> None:
    own = own_numbers("mnist-1", f"A{number}")
    assert own is not None
    said = next(iter(own.texts.values()))
    center, count, one, two, last = map(int, re.findall(r"\d+", said))
    first = (count * center + one + two) / (count + 2)
    second = ((count + 2) * first + last) / (count + 3)
    assert first == round(first)
    assert second == round(second)
    assert min(one, two) > 0
    assert own.exercise.judge(first, second)
    assert len(own.exercise.wrong_answers()) >= 5
