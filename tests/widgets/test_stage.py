"""A widget on a stage: its stops are checked, and it carries the code and the notes."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from widget_samples import SAMPLES

from teachclust import stage
from teachclust.errors import LearnerError
from teachclust.widgets.browser_code import text_of
from teachclust.widgets.stage import LONGEST_NOTE, MOST_STOPS

STEPPING = ("stepper", "race", "compare", "compare_grid", "k_lab")


@pytest.fixture(scope="module")
def stepper() -> Any:
    return SAMPLES["stepper"]()


def test_stops_are_steps_with_notes_in_the_order_of_the_talk(stepper: Any) -> None:
    last = stepper.last_step
    assert stage(stepper, stops=[(last, "The end"), np.int64(2), [0, ""]]) is stepper
    assert stepper.staged["stops"] == [
        {"step": last, "note": "The end"},
        {"step": 2, "note": ""},
        {"step": 0, "note": ""},
    ]
    stage(stepper)
    assert stepper.staged == {"stops": []}


@pytest.mark.parametrize("name", STEPPING)
def test_it_carries_the_presenter_and_its_page_does(name: str) -> None:
    w: Any = SAMPLES[name]()
    assert "part_stage" not in w._code
    assert "staged" not in w.page_traits()
    stage(w, stops=[(w.last_step, "See")])
    assert text_of(w._code["part_stage"]) is not None
    assert set(w._code) >= set(w.code_parts())
    traits = w.page_traits()
    assert "part_stage" in traits["parts"]
    assert traits["staged"] == {"stops": [{"step": w.last_step, "note": "See"}]}
    w.close()


@pytest.mark.parametrize("name", sorted(set(SAMPLES) - set(STEPPING)))
def test_a_widget_without_steps_is_refused(name: str) -> None:
    w: Any = SAMPLES[name]()
    with pytest.raises(LearnerError, match="no steps"):
        stage(w)
    w.close()


@pytest.mark.parametrize(
    ("stops", "said"),
    [
        ([-1], "no step -1"),
        ([999], r"no step 999.*stops\[0\]"),
        ([0, (999, "note")], r"no step 999.*stops\[1\]"),
        ([1.5], "whole number"),
        ([True], "whole number"),
        (["2"], "whole number"),
        ([(0, 1)], "a step with a note"),
        ([(0, "a", "b")], "a step with a note"),
        ([()], "a step with a note"),
        ("0", "a step with a note"),
        (3, "a step with a note"),
        ({0: "a"}, "a step with a note"),
        ([0] * (MOST_STOPS + 1), "at most 100 stops"),
        ([(0, "a" * (LONGEST_NOTE + 1))], "at most 1,000 characters"),
    ],
)
def test_other_stops_are_refused_and_change_nothing(stepper: Any, stops: Any, said: str) -> None:
    before = stepper.staged
    with pytest.raises(LearnerError, match=said):
        stage(stepper, stops=stops)
    assert stepper.staged is before


def test_what_is_no_open_widget_is_refused() -> None:
    with pytest.raises(LearnerError, match="takes a widget"):
        stage([1, 2])  # type: ignore[type-var]
    closed = SAMPLES["stepper"]()
    closed.close()
    with pytest.raises(LearnerError, match="closed"):
        stage(closed)
