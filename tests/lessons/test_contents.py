"""What a lesson asks for, read from its notebook."""

from __future__ import annotations

import pytest

from teachclust.errors import LearnerError
from teachclust.lessons.building import build_tasks
from teachclust.lessons.contents import Item, asked_in, lesson_items
from teachclust.lessons.course import lesson_names
from teachclust.lessons.registry import find_exercise, find_question


def test_calls_are_found_in_code() -> None:
    source = 'x = 1\ncheck("a-1", x)\nhint("a-1")\npredict( \'a-b\', then=1)\nrecheck("no")'
    assert list(asked_in(source)) == [Item("exercise", "a-1"), Item("question", "a-b")]


def test_items_of_a_lesson_stand_in_its_order_once() -> None:
    items = lesson_items("01_blobs")
    assert items[:3] == (
        Item("build", "blobs-place"),
        Item("question", "blobs-move"),
        Item("question", "blobs-inertia"),
    )
    assert len(set(items)) == len(items)
    assert items[-1] == Item("reason", "blobs-6")


@pytest.mark.parametrize("name", lesson_names())
def test_all_that_is_asked_for_is_there(name: str) -> None:
    for item in lesson_items(name):
        if item.kind == "question":
            find_question(item.key)
        elif item.kind == "build":
            assert item.key in build_tasks()
        else:
            find_exercise(item.key)


def test_another_lesson_is_told() -> None:
    with pytest.raises(LearnerError, match="no lesson called"):
        lesson_items("99_nothing")
