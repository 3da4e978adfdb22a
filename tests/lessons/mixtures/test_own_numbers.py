"""Own numbers of lesson 09: shares that neither weights nor densities give alone."""

from __future__ import annotations

import re

import pytest

from teachclust.lessons.own_numbers import own_numbers


@pytest.mark.parametrize("number", range(100))
def test_the_shares_are_those_of_the_numbers_in_the_text(number: int) -> None:
    own = own_numbers("mixtures-1", f"A{number}")
    assert own is not None
    said = next(iter(own.texts.values()))
    weight, rest, density, other = map(float, re.findall(r"`([\d.]+)`", said))
    assert weight + rest == pytest.approx(1)
    young = weight * density / (weight * density + rest * other)
    assert own.exercise.judge(young, 1 - young)
    assert abs(young - weight) > 0.05
    assert len(own.exercise.wrong_answers()) >= 5
