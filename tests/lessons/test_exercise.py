"""An exercise: the order in which answers are judged, and the answers that it declares."""

from __future__ import annotations

import pytest

from teachclust.lessons.answers import Mistake, NumericAnswer
from teachclust.lessons.exercise import Exercise, Wrong
from teachclust.lessons.reasons import Reason

ABOUT = {
    "key": "toy-1",
    "title": "Two numbers",
    "level": "respond",
    "fading": "own",
    "objectives": ("one",),
    "hints": ("first", "second", "third"),
}
FIRST = NumericAnswer("a", 1, slips={2: "double"}, another=9, fallback="a is not {given:g}")
SECOND = NumericAnswer("b", 5, another=9, fallback="b is not {given:g}")
TOY = Exercise(
    **ABOUT,
    answers=(FIRST, SECOND),
    together={(5, 1): "swapped"},
    praise=lambda a, b: f"{a:g} and {b:g}",
    wrong=(Wrong("a zero", (0,), "a is not 0"),),
)


def told(exercise, *given):
    with pytest.raises(Mistake) as caught:
        exercise.judge(*given)
    return str(caught.value)


def test_right_answers_are_praised():
    assert TOY.judge(1, 5) == "1 and 5"
    assert Exercise(**ABOUT, answers=(FIRST,), praise="yes").judge(1) == "yes"


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ((5, 1), "swapped"),
        ((2, 9), "double"),
        ((1, 4), "b is not 4"),
        ((0, "x"), "b should be one number, such as 12.5."),  # all are read before one is judged
    ],
)
def test_answers_are_read_then_judged_together_then_in_order(given, says):
    assert told(TOY, *given) == says


def test_together_may_be_a_function():
    def larger(a, b):
        if a > b:
            raise Mistake("a is larger")

    toy = Exercise(**ABOUT, answers=(FIRST, SECOND), together=larger, praise="")
    assert told(toy, 5, 1) == "a is larger"
    assert toy.judge(1, 5) == ""


def test_together_may_leave_the_last_answers_open():
    reason = Reason("It is 8.", {"eight": (8,)}, ())
    toy = Exercise(**ABOUT, answers=(FIRST, reason), together={(9,): "nine"}, praise="")
    assert told(toy, 9, "whatever") == "nine"


def test_a_reason_that_stands_last_may_be_left_out_and_is_judged_where_it_is_given():
    reason = Reason("It is 8.", {"eight": (8,)}, ())
    toy = Exercise(**ABOUT, answers=(FIRST, reason), praise=lambda a, because: f"{a:g} {because}")
    assert toy.fewest == 1
    assert toy.judge(1) == "1 "
    assert toy.judge(1, "It is 8.") == "1 It is 8."
    assert told(toy, 2) == "double"
    assert "A reason for it names" in told(toy, 1, "It is so.")
    assert TOY.fewest == 2


def test_wrong_answers_are_declared_each_with_its_own_feedback():
    wrong = {one.says: one.answers for one in TOY.wrong_answers()}
    assert wrong == {
        "swapped": (5, 1),
        "double": (2, 5),
        "a is not 9": (9, 5),
        "a should be one number, such as 12.5.": ("many", 5),
        "b is not 9": (1, 9),
        "b should be one number, such as 12.5.": (1, "many"),
        "a is not 0": (0, 5),
    }
    for one in TOY.wrong_answers():
        assert one.says in told(TOY, *one.answers)


def test_right_answers_are_those_of_the_answers_or_given_or_drawn():
    assert TOY.right_answers(0) == (1, 5)
    given = Exercise(**ABOUT, answers=(FIRST,), praise="", right=((1,), (1.0,)))
    assert [given.right_answers(seed) for seed in (0, 1, 2)] == [(1,), (1.0,), (1,)]
    drawn = Exercise(**ABOUT, answers=(FIRST,), praise="", right=lambda seed: (seed,))
    assert drawn.right_answers(7) == (7,)
