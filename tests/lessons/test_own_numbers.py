"""A class code: other numbers, checks that follow, and copied numbers that fail."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from teachclust.errors import LearnerError
from teachclust.lessons import own_numbers as module
from teachclust.lessons.checking import check, hint
from teachclust.lessons.copy import copy_course
from teachclust.lessons.course import lesson_names, lesson_path
from teachclust.lessons.learner_copy import solutions_of, with_texts
from teachclust.lessons.own_numbers import (
    checked_code,
    class_code,
    current_code,
    keys_with_own_numbers,
    own_exercise,
    own_numbers,
)
from teachclust.lessons.registry import find_exercise
from teachclust.lessons.solutions import solution

KEYS = keys_with_own_numbers()
CODES = [f"7B-{number}" for number in range(1, 26)]


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("teachclust.learner.record._here", {})
    monkeypatch.setattr(module, "_now", {})
    monkeypatch.delenv("TEACHCLUST_CLASS_CODE", raising=False)


def book_of(key: str) -> Any:
    for name in lesson_names():
        text = lesson_path(name).read_text("utf-8")
        if f'check(\\"{key}\\"' in text:
            return json.loads(text)
    raise AssertionError(key)


def test_codes_are_read_and_others_told() -> None:
    assert checked_code(" 7b-12 ") == "7B-12"
    assert checked_code("") == ""
    for wrong in ("<b>", "x" * 21, "a\nb", "-1", "7B\u0661", None, 7, ["7B-1"]):
        with pytest.raises(LearnerError, match="no class code"):
            class_code(wrong)  # type: ignore[arg-type]


def test_the_environment_sets_it_and_a_call_changes_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEACHCLUST_CLASS_CODE", "7b-1")
    assert current_code() == "7B-1"
    class_code("7B-2")
    assert current_code() == "7B-2"
    class_code("")
    assert current_code() == ""


def test_numbers_are_the_same_on_every_machine() -> None:
    own = own_numbers("blobs-1", "7B-12")
    assert own is not None
    assert "points 1, 6, 8, 24, 28, centers on 6 and 29" in own.texts.values()
    assert own_numbers("blobs-1", "") is None
    assert own_numbers("blobs-2", "7B-12") is None


@pytest.mark.parametrize("key", KEYS)
def test_each_text_that_is_replaced_stands_in_the_lesson_once(key: str) -> None:
    own = own_numbers(key, "7B-12")
    assert own is not None
    whole = " ".join("".join("".join(c["source"]) + "\n" for c in book_of(key)["cells"]).split())
    for old in own.texts:
        assert whole.count(" ".join(old.split())) == 1, old


@pytest.mark.parametrize("key", KEYS)
def test_right_answers_pass_and_those_of_another_code_fail(key: str) -> None:
    right = {code: own_exercise(find_exercise(key), code).right_answers(0) for code in CODES}
    right[""] = find_exercise(key).right_answers(0)
    shared = 0
    for code in CODES:
        class_code(code)
        assert check(key, *right[code]).ok
        for other, copied in right.items():
            if other != code:
                shared += check(key, *copied).ok
    # by chance two learners may have the same result: fewer than one pair in fifty
    assert shared < len(CODES) * len(CODES) / 50


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("code", CODES[:8])
def test_the_lessons_solution_with_these_numbers_is_right(key: str, code: str) -> None:
    own = own_numbers(key, code)
    assert own is not None
    class_code(code)
    said: list[Any] = []
    names = {"np": np, "check": lambda *given: said.append(check(*given))}
    exec(with_texts(solutions_of(book_of(key))[key], own.texts), names)
    assert said[-1].ok, said[-1]
    for wrong in own.exercise.wrong_answers():
        assert check(key, *wrong.answers).kind == "wrong"
    for _ in range(3):
        hint(key)
    assert solution(key).code == with_texts(solutions_of(book_of(key))[key], own.texts)


def test_a_copy_has_the_numbers_and_the_code(tmp_path: Path) -> None:
    copy_course(tmp_path, ["01_blobs"], class_code="7b-12")
    text = (tmp_path / "01_blobs.ipynb").read_text("utf-8")
    assert "points 1, 6, 8, 24, 28, centers on 6 and 29" in text
    assert "points 1, 3, 5, 9, 11" not in text
    (setup,) = (
        cell for cell in json.loads(text)["cells"] if "setup" in cell["metadata"].get("tags", [])
    )
    assert "".join(setup["source"]).startswith(
        'from teachclust import class_code\n\nclass_code("7B-12")'
    )
    assert copy_course(tmp_path, ["01_blobs"], class_code="7B-12")[0].fate == "same"
    with pytest.raises(LearnerError, match="no class code"):
        copy_course(tmp_path, ["01_blobs"], class_code='"); import os; ("')


def test_the_call_that_a_copy_makes_works_in_a_kernel_of_its_own() -> None:
    right = own_exercise(find_exercise("blobs-1"), "7B-12").right_answers(0)
    code = (
        "from teachclust import class_code; from teachclust.lessons import check, class_code as b; "
        "class_code('7B-12'); assert b is class_code; "
        f"print(check('blobs-1', {float(right[0])}, {float(right[1])}).ok)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "True"
