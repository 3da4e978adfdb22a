"""A hand-in that is checked again: what is judged anew, and what speaks against it."""

from __future__ import annotations

from dataclasses import replace

import hand_ins
from hand_ins import entry

from teachclust.classroom.hand_in_file import HandIn
from teachclust.classroom.rechecked import Rechecked, numbers_of, reason_of, rechecked, slip_name
from teachclust.lessons.contents import Item
from teachclust.lessons.own_numbers import own_exercise
from teachclust.lessons.registry import find_exercise


def of(hand_in: HandIn) -> dict[Item, Rechecked]:
    return {one.outcome.item: one for one in rechecked(hand_in)}


def test_numbers_and_words_are_judged_again() -> None:
    found = of(hand_ins.right())
    first = found[Item("exercise", "blobs-1")]
    assert (first.outcome.state, first.proof, first.answer) == ("right", "checked", "15, 10")
    assert [name for name, _ in first.slips] == ["These are plain distances added up."]
    model = found[Item("exercise", "blobs-2")]
    assert (model.outcome.state, model.proof) == ("right", "told")
    assert found[Item("exercise", "blobs-6")].answer == "use, refuse"
    assert found[Item("question", "blobs-move")].proof == "checked"
    assert not any(one.against for one in found.values())


def test_an_answer_that_was_never_checked_counts_too() -> None:
    made = replace(hand_ins.blank(), answers={"blobs-1": 'check("blobs-1", 15, 10)'})
    assert of(made)[Item("exercise", "blobs-1")].outcome.state == "right"
    assert of(hand_ins.blank())[Item("exercise", "blobs-1")].outcome.state == "open"


def test_what_a_forged_record_says_is_not_taken() -> None:
    found = of(hand_ins.forged())
    exercise, question = Item("exercise", "blobs-1"), Item("question", "blobs-move")
    assert found[exercise].outcome.state == "wrong"
    assert "blobs-1" in found[exercise].against
    assert found[question].outcome.state == "wrong"
    assert found[question].against
    emptied = replace(hand_ins.forged(), answers={"blobs-1": 'check("blobs-1", ..., ...)'})
    assert of(emptied)[exercise].outcome.state == "tried"
    assert "blank" in of(emptied)[exercise].against
    other = HandIn("01_blobs", "0000-0000", entries=(entry("guess", "blobs-move", text="?"),))
    assert "no such option" in of(other)[question].against


def test_the_name_of_a_misconception() -> None:
    exercise = find_exercise("blobs-2")
    assert (
        slip_name(exercise, "max_iter lets one start walk longer, but")
        == "max_iter instead of n_init"
    )
    assert slip_name(exercise, "Something new. And more.") == "Something new."
    assert slip_name(exercise, "No full stop") == "No full stop"


def test_the_numbers_of_a_reason() -> None:
    reason = reason_of(Item("reason", "blobs-6"))
    assert reason is not None
    assert reason_of(Item("reason", "blobs-1")) is None
    named, wrong = numbers_of(reason, "the border share is 0.31")
    assert named
    assert not wrong
    assert "0.39" in numbers_of(reason, "the border share is 0.39")[1]


def test_answers_are_judged_by_the_numbers_of_the_code() -> None:
    item = Item("exercise", "blobs-1")
    mine = own_exercise(find_exercise("blobs-1"), "7B-12").right_answers(0)
    answers = {"blobs-1": f'check("blobs-1", {float(mine[0])}, {float(mine[1])})'}
    made = replace(hand_ins.right(), class_code="7B-12")
    assert of(replace(made, answers=answers))[item].outcome.state == "right"
    assert of(made)[item].outcome.state == "wrong"  # the lesson's numbers were copied
