"""The form for a reason: what the browser keeps is checked, stored and shown again."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from teachclust.errors import LearnerError
from teachclust.learner.record import record
from teachclust.widgets.reason import ReasonForm

KEPT = {"side": "use", "text": "It is 0.3.", "named": ["who is harmed"]}
HOSTILE = '</details><script>window.__pwned=1</script>"onload="x'


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("teachclust.learner.record._here", {})


def form(**more: Any) -> ReasonForm:
    models = {"use": "Since ...", "refuse": "As ..."}
    more = {"sides": ["use", "refuse"], "key": "k"} | more
    return ReasonForm("Use it?", ["who is harmed", "a cost"], {"share": [0.3]}, models, **more)


def test_what_is_kept_is_stored_and_shown_again() -> None:
    asked = form()
    asked.set_state({"kept": KEPT})
    assert record().entries("reason")[0].fields == KEPT
    assert repr(asked) == "ReasonForm 'k': a reason is kept"
    rating = asked.question["ratings"][1]
    asked.set_state({"rating": rating})
    again = form()
    assert (again.kept, again.rating) == (KEPT, rating)
    assert form(sides=[]).kept == {}  # the question has changed


@pytest.mark.parametrize(
    "kept",
    [
        None, 3, [], "x", {"text": "x"}, {**KEPT, "side": "x"}, {**KEPT, "side": []},
        {**KEPT, "text": "  "}, {**KEPT, "text": "x" * 4001}, {**KEPT, "text": 3},
        {**KEPT, "named": ["x"]}, {**KEPT, "named": "a cost"}, {**KEPT, "named": [["a cost"]]},
        {**KEPT, "named": ["a cost"] * 9}, {**KEPT, "more": 1},
    ],
    ids=lambda kept: repr(kept)[:40],
)  # fmt: skip
def test_what_is_no_reason_is_refused_and_stores_nothing(kept: Any) -> None:
    asked = form()
    asked.set_state({"kept": kept})
    assert asked.problem["what"]
    assert asked.kept == {}
    assert record().entries() == []


@pytest.mark.parametrize("rating", [None, 3, "x", []])
def test_a_rating_is_one_of_those_given(rating: Any) -> None:
    asked = form()
    asked.set_state({"kept": KEPT})
    asked.set_state({"rating": rating})
    assert asked.rating == ""
    assert asked.problem["what"] == "There is no such rating."


def test_a_page_has_the_form_empty_and_hostile_text_is_escaped() -> None:
    form().set_state({"kept": KEPT})
    assert form().page_traits()["kept"] == {}
    made = ReasonForm(HOSTILE, [HOSTILE], {HOSTILE: [1]}, {HOSTILE: HOSTILE}, key=HOSTILE)
    shown = made._repr_mimebundle_()[0]["text/html"]
    assert "<script" not in shown
    assert shown.count("</details>") == 1


@pytest.mark.parametrize("value", [None, "x", [], float("nan"), [1, float("inf")], range(101), {}])
def test_values_are_numbers(value: Any) -> None:
    with pytest.raises(LearnerError, match="compared with numbers"):
        ReasonForm("Use it?", ["x"], {"share": value}, {})


def test_values_of_numpy_are_taken() -> None:
    made = ReasonForm("?", ["x"], {"a": np.int64(3), "b": np.array([0.5, 1])}, {}, key="numpy")
    assert made.question["values"] == {"a": [3.0], "b": [0.5, 1.0]}
