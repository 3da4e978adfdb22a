"""`build`: every task of the lessons opens, and a wrong key says which there are."""

from __future__ import annotations

from typing import Any

import pytest

import teachclust
from teachclust.errors import LearnerError
from teachclust.lessons.building import build, build_tasks
from teachclust.lessons.registry import lesson_words

KEYS = tuple(build_tasks())


@pytest.mark.parametrize("word", ["start", "blobs", "how", "hierarchical", "density", "mixtures"])
def test_these_lessons_have_one(word: str) -> None:
    assert word in lesson_words()
    assert any(key.startswith(f"{word}-") for key in KEYS)


@pytest.mark.parametrize("key", KEYS)
def test_it_opens_unsolved_with_its_key_and_conditions(key: str) -> None:
    w = build(key)
    assert w.key == key
    assert not w.solved
    assert len(w.conditions) >= 2
    assert all(condition["seen"] for condition in w.task["conditions"])
    assert teachclust.build is build


@pytest.mark.parametrize("key", ["blobs", "blobs-built", "", None, 7, ["blobs-build"]])
def test_an_unknown_key_says_which_there_are(key: Any) -> None:
    with pytest.raises(LearnerError) as caught:
        build(key)
    assert all(known in caught.value.parts["why"] for known in KEYS)
    assert eval(caught.value.parts["fix"], {"build": build}).key in KEYS  # noqa: S307
