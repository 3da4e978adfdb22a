"""The kinds of answers: how each is read, judged, and which wrong answers it declares."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from teachclust.lessons.answers import (
    Answer,
    Blank,
    Choice,
    FunctionAnswer,
    FunctionOnCases,
    Mistake,
    NumericAnswer,
    OtherAnswer,
    Slip,
    Stopped,
    learners_code,
    read_function,
    read_number,
    read_numbers,
    read_one_number,
    read_word,
    whole_number,
)

HALF = NumericAnswer(
    "half",
    0.5,
    slips={50: "Not percent.", 2: "Turn it over."},
    another=0.25,
    fallback="{given:g} is no half.",
    near=0.01,
)
COLOR = Choice("color", ("red", "blue"), other="red, blue or green", slips={"green": "Grass?"})
DOUBLE = FunctionOnCases(
    "double",
    [(1,), (2,)],
    lambda x: 2 * x,
    fallback=lambda case, given, wanted: f"{case[0]} gives {given}, not {wanted}",
    slips=(Slip(lambda x: x**2, "squared"),),
)


def told(answer: Answer, given: Any) -> str:
    with pytest.raises(Mistake) as caught:
        answer.judge(answer.read(given))
    return str(caught.value)


@pytest.mark.parametrize("given", [0.5, "0.5", np.float64(0.5), 0.509, np.array(0.5)])
def test_a_number_is_right_however_it_is_written(given):
    HALF.judge(HALF.read(given))


@pytest.mark.parametrize(
    ("given", "says"),
    [(50, "Not percent."), (2.009, "Turn it over."), (0.3, "0.3 is no half."), (-1, "-1 is no ha")],
)
def test_a_wrong_number_is_told_its_slip(given, says):
    assert says in told(HALF, given)


@pytest.mark.parametrize("given", ["x", [], {}, np.nan, np.inf, 10**400, 1j, [1, 2], object()])
def test_what_is_no_number_is_told(given):
    assert told(HALF, given) == "half should be one number, such as 12.5."


def test_what_is_said_of_another_number_may_depend_on_it():
    size = NumericAnswer("n", 3, another=9, fallback=lambda n: "more" if n > 3 else "less")
    assert (told(size, 4), told(size, 2)) == ("more", "less")


def test_a_number_declares_right_and_wrong_answers():
    assert {float(HALF.right_answer(seed)) for seed in range(3)} == {0.5}
    assert dict(HALF.wrong_answers()) == {
        50: "Not percent.",
        2: "Turn it over.",
        0.25: "0.25 is no half.",
        "many": "half should be one number, such as 12.5.",
    }


def test_a_word_is_read_in_any_case():
    for given in ("red", " RED ", "Blue", *map(COLOR.right_answer, range(3))):
        COLOR.judge(COLOR.read(given))
    assert told(COLOR, "Green") == "Grass?"
    assert told(COLOR, 7) == "red, blue or green"
    assert [says for _, says in COLOR.wrong_answers()] == ["Grass?", "red, blue or green"]


def test_a_function_is_tried_on_cases():
    DOUBLE.judge(DOUBLE.read(lambda x: x + x))
    assert told(DOUBLE, lambda x: x * x) == "squared"
    assert told(DOUBLE, lambda x: 3 * x) == "1 gives 3.0, not 2.0"
    assert told(DOUBLE, lambda x: "y") == "What double returns should be one number, such as 12.5."
    assert told(DOUBLE, 2) == "Give the function itself, double, without brackets after it."
    assert next(says for _, says in DOUBLE.wrong_answers()) == "squared"


def test_a_function_gets_copies_of_the_cases():
    data = np.ones(3)

    def spoil(x):
        x[:] = 0
        return 3

    answer = FunctionOnCases("total", [(data,)], np.sum, fallback=lambda *_: "no")
    answer.judge(answer.read(spoil))
    assert data.sum() == 3


def test_a_function_that_is_right_in_all_cases_may_be_judged_further():
    def then(function):
        if function(0) != 0:
            raise Mistake("not at 0")

    answer = FunctionOnCases("f", [(1,)], abs, fallback=lambda *_: "no", then=then)
    answer.judge(answer.read(abs))
    assert told(answer, lambda x: 1) == "not at 0"


def test_a_function_may_be_judged_by_code():
    def judge(function):
        if function() != 1:
            raise Mistake("not 1")

    answer = FunctionAnswer("one", judge, slips=(Slip(lambda: 2, "not 1"),))
    answer.judge(answer.read(lambda: 1))
    assert told(answer, lambda: 2) == "not 1"
    assert len(answer.wrong_answers()) == 2
    with pytest.raises(NotImplementedError, match="one"):
        answer.right_answer(0)


def test_another_answer_is_as_given_and_judged_only_if_that_is_declared():
    free = OtherAnswer("anything")
    free.judge(free.read(object()))
    assert free.wrong_answers() == []
    word = OtherAnswer("word", read_by=read_word)
    assert word.read(" Two ") == "two"


def test_a_declared_wrong_answer_that_passes_is_a_fault():
    with pytest.raises(AssertionError, match="not refused"):
        NumericAnswer("n", 1, another=1, fallback="no").wrong_answers()


def test_errors_of_a_learners_function_are_told_from_those_of_a_check():
    with pytest.raises(Stopped) as caught:
        read_function(lambda: 1 / 0, "f")()
    assert isinstance(caught.value.__cause__, ZeroDivisionError)
    with pytest.raises(Stopped), learners_code():
        raise ValueError


def test_a_function_that_gives_nothing_yet_is_blank():
    with pytest.raises(Blank, match="return"):
        read_function(lambda: None, "f")()
    with pytest.raises(Blank):
        read_function(lambda: ..., "f")()


@pytest.mark.parametrize("given", ["x", [[1], [1, 2]], object(), {"a": 1}, [10**400]])
def test_what_is_no_array_of_numbers_is_told(given):
    with pytest.raises(Mistake, match="X should be an array of numbers"):
        read_numbers(given, "X")


@pytest.mark.parametrize(
    ("word", "number"),
    [("5", 5), ("5.0", 5), ("0", 0), ("-5", None), ("²", None), ("1" * 5000, None), ("", None)],
)
def test_a_whole_number_is_read_from_a_word(word, number):
    assert whole_number(word) == number


def test_one_number_is_asked_for_where_there_are_several():
    assert read_one_number("2", "h", "height, please.") == 2
    for several in ([1, 2], np.zeros(2), [[1], [1, 2]]):
        with pytest.raises(Mistake, match="2 numbers"):
            read_one_number(several, "h", "height, please.")


def test_numbers_are_read():
    assert read_number("13.0", "n") == 13
    assert read_numbers([1, "2"], "n").tolist() == [1, 2]
