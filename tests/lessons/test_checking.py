"""Checks of exercises: what all of them promise, and how they speak."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from teachclust.errors import LearnerError
from teachclust.learner.record import record
from teachclust.lessons import checking as module
from teachclust.lessons.answers import FunctionAnswer, FunctionOnCases, Mistake, OtherAnswer
from teachclust.lessons.checking import check, hint, hints_seen
from teachclust.lessons.exercise import Exercise

HOSTILE = "<script>window.__pwned=1</script>"


@pytest.fixture(autouse=True)
def fresh(monkeypatch):
    monkeypatch.setattr("teachclust.learner.record._here", {})


def judge(answer):
    if answer == "trip":
        raise KeyError("a fault of ours")
    if answer != 1:
        raise Mistake(f"not {answer}")


def exercise(answer):
    return Exercise(
        key="toy-1",
        title="One",
        level="respond",
        fading="own",
        objectives=("one",),
        hints=("first", "second", "third"),
        answers=(answer,),
        praise="one it is",
    )


@pytest.fixture
def toy(monkeypatch):
    one = exercise(OtherAnswer("one", judge))
    monkeypatch.setattr(module, "find_exercise", lambda *_: one)


@pytest.fixture
def toy_function(monkeypatch):
    one = exercise(FunctionAnswer("one", lambda function: judge(function())))
    monkeypatch.setattr(module, "find_exercise", lambda *_: one)


def test_a_right_answer(toy):
    done = check("toy-1", 1)
    assert done.ok
    assert bool(done)
    assert repr(done) == "Correct: one it is"
    assert "✔" in done._repr_html_()
    assert "Correct" in done._repr_html_()


def test_a_wrong_answer_points_to_the_hints(toy):
    done = check("toy-1", 2)
    assert not done
    assert repr(done) == 'Not yet: not 2\nA hint: run hint("toy-1").'


@pytest.mark.parametrize("blank", [(), (...,), (None,)])
def test_a_blank_fails_kindly(toy, blank):
    done = check("toy-1", *blank)
    assert (done.kind, done.ok) == ("blank", False)
    assert "three dots" in done.text


def test_a_function_with_a_blank_is_a_blank(toy_function):
    assert check("toy-1", lambda: ...).kind == "blank"
    assert "three dots" in check("toy-1", lambda: ...).text
    assert "return" in check("toy-1", lambda: None).text


def test_arithmetic_on_a_blank_is_a_blank(toy_function):
    assert check("toy-1", lambda: ... + 1).kind == "blank"
    assert check("toy-1", lambda: sum(..., 1)).kind == "blank"


def test_a_missing_name_names_the_cell_to_run(toy_function):
    done = check("toy-1", lambda: X_that_is_missing)  # noqa: F821
    assert done.kind == "stopped"
    assert "X_that_is_missing" in done.text
    assert "'Load the data' first" in done.text


def test_code_that_stops_is_told_with_its_line(toy_function):
    def answer():
        return 1 / 0

    line = answer.__code__.co_firstlineno + 1
    done = check("toy-1", answer)
    assert done.text == f"ZeroDivisionError in line {line} of your code: division by zero"


def test_an_error_of_the_package_in_a_learners_code_is_told_as_it_is(toy_function):
    def answer():
        raise LearnerError("No data.", fix="load_blobs()")

    done = check("toy-1", answer)
    assert done.kind == "stopped"
    assert done.text.startswith("No data.")


@pytest.mark.parametrize("lines", ["toy", "toy_function"])
def test_a_check_that_fails_itself_says_so_and_is_told_from_a_wrong_answer(lines, request):
    request.getfixturevalue(lines)
    done = check("toy-1", "trip" if lines == "toy" else lambda: "trip")
    assert done.kind == "failed"
    assert not done.ok
    assert "The check itself has a fault" in done.text
    assert "KeyError: 'a fault of ours'" in done.text


def test_another_number_of_answers(toy):
    assert "takes 1 answer(s), but got 2" in check("toy-1", 1, 2).text


def test_hostile_text_is_escaped(toy):
    assert "<script" not in check("toy-1", HOSTILE)._repr_html_()


def test_three_hints_then_the_last_again(toy):
    said = [hint("toy-1") for _ in range(4)]
    assert [one.text for one in said] == ["first", "second", "third", "third"]
    assert said[0].title == "Hint 1 of 3"
    assert "again" in said[0].more
    assert "last hint" in said[2].more
    assert not said[0].ok


@pytest.mark.parametrize("call", [check, hint])
@pytest.mark.parametrize("key", ["blobs-99", "nothing-1", "", "1"])
def test_an_unknown_exercise_names_those_there_are(call, key):
    with pytest.raises(LearnerError) as caught:
        call(key)
    assert "blobs-1" in str(caught.value)


def test_a_loop_that_does_not_end_is_stopped_and_said_where(monkeypatch):
    one = replace(exercise(FunctionAnswer("one", lambda f: judge(f()))), seconds=0.2)
    monkeypatch.setattr(module, "find_exercise", lambda *_: one)

    def never():
        n = 0
        while n < 3:
            n = n * 2

    done = check("toy-1", never)
    first = never.__code__.co_firstlineno
    assert done.kind == "late"
    assert f"line {first + 2} of your code" in done.text or f"line {first + 3} of" in done.text
    assert "After 0.2 seconds" in done.text
    assert f"begins in line {first + 2}" in done.text
    assert not check("toy-1", lambda: 2)
    assert [entry.fields for entry in record().entries("try")] == [
        {"result": "late"},
        {"result": "wrong", "says": "not 2"},
    ]


def test_a_library_that_takes_too_long(monkeypatch):
    answer = FunctionOnCases("one", ((0.3,),), abs, lambda *_: "wrong")
    one = replace(exercise(answer), seconds=0.1)
    monkeypatch.setattr(module, "find_exercise", lambda *_: one)
    assert "inside a library" in check("toy-1", time.sleep).text


def test_hints_that_were_seen_are_remembered(toy):
    hint("toy-1")
    hint("toy-1")
    record().add("hint", "toy-2", number=3)
    assert hints_seen("toy-1") == 2
    assert hint("toy-1").text == "third"
    hint("toy-1")
    assert len(record().entries("hint", "toy-1")) == 3


def test_a_decision_without_its_reason_is_judged_and_the_form_is_named():
    done = check("blobs-6", "use", "refuse")
    assert done.ok
    assert 'reason("blobs-6")' in done.more
    assert check("blobs-6", "refuse", "use").kind == "wrong"
    assert check("blobs-6", "use").kind == "wrong"
    assert "takes 2 answer(s), but got 1" in check("blobs-6", "use").text
