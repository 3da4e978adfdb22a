"""Answers that are read without running anything."""

from __future__ import annotations

from typing import Any

import pytest

from teachclust.classroom.plain_values import answers_in


@pytest.mark.parametrize(
    ("source", "given"),
    [
        ('check("k", 15, 10)', (15, 10)),
        ('a = 1 + 1 + 9 + 0 + 4\nb = -(2 ** 3) / 4\ncheck("k", a, b)', (15, -2.0)),
        ('word = "use"\nother = word\ncheck("k", other)', ("use",)),
        ('a, b = 1, [2, "x"]\nr = check("k", a, b)\nr', (1, [2, "x"])),
        ('a = ...\ncheck("k", a)', (...,)),
        ('check("k", {"a": 1, 2: (3,)})', ({"a": 1, 2: (3,)},)),
        ('check("k", 1)\ncheck("k", 2)', (2,)),
        ('a = 3\ncheck("k", a)\na = 4', (3,)),
        ('a: int = 3\ncheck("k", a)', (3,)),
        ('check("k")', ()),
        ('check("other", 1)', None),
        ("no python (", None),
        ("", None),
    ],
)
def test_values_that_stand_in_the_cell(source: str, given: Any) -> None:
    assert answers_in(source, "k") == given


@pytest.mark.parametrize(
    "source",
    [
        'def f(x):\n    return x\ncheck("k", f)',
        'check("k", KMeans(4))',
        'a = 1\nfor i in range(3):\n    a = a + 1\ncheck("k", a)',
        'a = 1\na += 1\ncheck("k", a)',
        'check("k", __import__("os").system("touch /tmp/no"))',
        'check("k", 9 ** 9 ** 9)',
        'check("k", 1e300 * 1e300)',
        'check("k", 1 / 0)',
        'check("k", "a" * 1000000000)',
        'a = a\ncheck("k", a)',
        "check('k', " + "-" * 3000 + "1)",
        "check('k', " + "(" * 150 + "1" + ",)" * 150 + ")",
        'check("k", *[1])',
        'check("k", {**{}})',
        'check("k", f"{1}")',
    ],
)
def test_anything_else_is_left_unread(source: str) -> None:
    assert answers_in(source, "k") is None
