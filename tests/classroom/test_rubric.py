"""The rubric in a lesson's notes for the teacher."""

from __future__ import annotations

import pytest

from teachclust.classroom.rubric import rubric
from teachclust.lessons.contents import lesson_items
from teachclust.lessons.course import lesson_names


@pytest.mark.parametrize("name", lesson_names())
def test_each_lesson_with_a_reason_has_one(name: str) -> None:
    lines = rubric(name)
    asks = any(item.kind == "reason" for item in lesson_items(name))
    assert len(lines) >= 4 or not asks
    assert not any("|" in line or "**" in line or "<" in line for line in lines)


def test_a_table_and_a_sentence() -> None:
    assert rubric("01_blobs")[0] == "1 point: quotes a number of the cells correctly"
    assert rubric("05_customer_segmentation")[:2] == ("a point each:", "number")
