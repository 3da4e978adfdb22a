"""Solutions: after the hints, in every lesson, offline, and locked by a teacher."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest

import teachclust
from teachclust.errors import LearnerError
from teachclust.learner.record import record
from teachclust.lessons import solutions as module
from teachclust.lessons.checking import hint
from teachclust.lessons.registry import exercises, lesson_words
from teachclust.lessons.solutions import lock_solutions, solution


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("teachclust.learner.record._here", {})
    monkeypatch.setattr(module, "_switch", {"locked": False})


def see_hints(key: str) -> None:
    for _ in range(3):
        hint(key)


@pytest.mark.parametrize("key", [e.key for word in lesson_words() for e in exercises(word)])
def test_every_exercise_has_its_solution_in_the_package(key: str) -> None:
    see_hints(key)
    shown = solution(key)
    assert shown.kind == "solution"
    assert f'check("{key}"' in shown.code
    assert "..." not in shown.code
    compile(shown.code, key, "exec")
    assert shown.code in repr(shown)
    assert "<pre" in shown._repr_html_()
    assert [entry.key for entry in record().entries("solution")] == [key]


def test_before_the_last_hint_it_says_how_many_are_left() -> None:
    hint("blobs-1")
    refused = teachclust.solution("blobs-1")
    assert (refused.kind, refused.code) == ("locked", "")
    assert "1 of 3 hints; 2 left" in refused.text
    assert 'hint("blobs-1")' in refused.more
    assert record().entries("solution") == []


def test_the_last_hint_says_how_to_see_it() -> None:
    see_hints("blobs-1")
    assert 'solution("blobs-1")' in hint("blobs-1").more


def test_who_has_solved_it_may_compare() -> None:
    record().add("try", "blobs-1", result="right")
    assert solution("blobs-1").code


def test_a_teacher_locks_and_unlocks() -> None:
    see_hints("blobs-1")
    lock_solutions()
    refused = solution("blobs-1")
    assert (refused.kind, refused.code) == ("locked", "")
    assert "teacher" in refused.text
    lock_solutions(False)
    assert solution("blobs-1").code


@pytest.mark.parametrize(("value", "locked"), [("locked", "True"), ("", "False")])
def test_the_switch_as_environment_variable(value: str, locked: str) -> None:
    code = "from teachclust.lessons import solutions; print(solutions._switch['locked'])"
    env = {"PATH": "", "PYTHONPATH": ":".join(sys.path), "TEACHCLUST_SOLUTIONS": value}
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == locked


@pytest.mark.parametrize("key", ["blobs-99", "../x", 3, None])
def test_an_exercise_that_is_not_there(key: Any) -> None:
    with pytest.raises(LearnerError) as caught:
        solution(key)
    assert caught.value.fix.startswith("solution(")


def test_a_solution_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    see_hints("blobs-1")
    monkeypatch.setattr(module, "solutions_of", lambda book: {})
    with pytest.raises(LearnerError, match="not in the installed lessons"):
        solution("blobs-1")
    assert record().entries("solution") == []
