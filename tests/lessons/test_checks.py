"""Checks of exercises: what all of them promise, and how they speak."""

from __future__ import annotations

import pytest

from teachclust.errors import LearnerError
from teachclust.lessons import exercise as module
from teachclust.lessons.exercise import Blank, Exercise, Mistake, Wrong, check, hint

HOSTILE = "<script>window.__pwned=1</script>"


@pytest.fixture(autouse=True)
def fresh(monkeypatch):
    monkeypatch.setattr(module, "_hinted", {})


@pytest.fixture
def toy(monkeypatch):
    def verify(answer):
        if callable(answer):
            answer = answer()
        if answer is ...:
            raise Blank
        if answer != 1:
            raise Mistake(f"not {answer}")
        return "one it is"

    one = Exercise(
        key="toy-1",
        title="One",
        level="respond",
        fading="own",
        objectives=("one",),
        hints=("first", "second", "third"),
        verify=verify,
        solution=lambda seed: (1,),
        wrong=(Wrong("two", lambda: (2,), "not 2"),),
    )
    monkeypatch.setattr("teachclust.lessons.registry.find_exercise", lambda key: one)
    return one


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


@pytest.mark.parametrize("blank", [(), (...,), (None,), (lambda: ...,)])
def test_a_blank_fails_kindly(toy, blank):
    done = check("toy-1", *blank)
    assert (done.kind, done.ok) == ("blank", False)
    assert "three dots" in done.text


def test_arithmetic_on_a_blank_is_a_blank(toy):
    assert check("toy-1", lambda: ... + 1).kind == "blank"
    assert check("toy-1", lambda: sum(..., 1)).kind == "blank"


def test_a_missing_name_names_the_cell_to_run(toy):
    done = check("toy-1", lambda: X_that_is_missing)  # noqa: F821
    assert done.kind == "stopped"
    assert "X_that_is_missing" in done.text
    assert "'Load the data' first" in done.text


def test_code_that_stops_is_told_with_its_line(toy):
    def answer():
        return 1 / 0

    line = answer.__code__.co_firstlineno + 1
    done = check("toy-1", answer)
    assert done.text == f"ZeroDivisionError in line {line} of your code: division by zero"


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
