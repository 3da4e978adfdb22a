"""What came of each item, from the entries of a record."""

from __future__ import annotations

import hand_ins
from hand_ins import entry

from teachclust.classroom.outcomes import Outcome, outcomes
from teachclust.learner.entries import Entry
from teachclust.lessons.contents import Item


def of(*entries: Entry) -> dict[Item, Outcome]:
    return {one.item: one for one in outcomes("01_blobs", entries)}


def test_nothing_done_is_open() -> None:
    assert {one.state for one in of().values()} == {"open"}
    assert not any(one.done for one in of().values())


def test_an_exercise() -> None:
    item = Item("exercise", "blobs-1")

    def state(*results: str) -> str:
        return of(*(entry("try", "blobs-1", result=one) for one in results))[item].state

    assert state("blank") == "tried"
    assert state("stopped") == "tried"
    assert state("stopped", "wrong", "blank") == "wrong"
    assert state("right", "wrong") == "right"
    found = of(*hand_ins.right().entries)
    assert found[item].tries == 2
    assert found[item].says == ("These are plain distances added up. Inertia",)
    assert found[Item("exercise", "blobs-2")].hints == 2
    assert of(entry("solution", "blobs-1"))[item].solution


def test_a_guess_is_done_right_or_wrong_and_the_first_counts() -> None:
    item = Item("question", "blobs-move")
    found = of(hand_ins.guess(0, right=False), hand_ins.guess(0, right=True))[item]
    assert found.state == "wrong"
    assert found.done


def test_reasons_and_builds() -> None:
    found = of(*hand_ins.right().entries)
    assert found[Item("reason", "blobs-6")].state == "kept"
    assert found[Item("build", "blobs-place")].done
    assert of(entry("reason", "blobs-6", text="  "))[Item("reason", "blobs-6")].state == "open"
    assert of(entry("build", "blobs-build"))[Item("build", "blobs-build")].state == "tried"
