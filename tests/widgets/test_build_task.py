"""A build task without a browser: judged after each change, undone, begun again, recorded."""

from __future__ import annotations

from typing import Any

import numpy as np
from build_samples import ask, seen
from sklearn.cluster import KMeans

from teachclust import BuildTask, Condition
from teachclust.errors import LearnerError
from teachclust.learner.record import record
from teachclust.traces import Trace

X = np.array([[1.0, 1.0], [1.2, 1.4], [6.0, 6.0], [6.5, 6.2]])
SIX = Condition("Six points.", lambda trace: (len(trace.X) >= 6, f"now {len(trace.X)}"))
MORE = [[2.0, 2.0], [7.0, 7.0]]


def make(*conditions: Condition, **options: Any) -> BuildTask:
    estimator = KMeans(n_clusters=2, n_init=3, random_state=0)
    return BuildTask("Draw.", estimator, X, conditions or (SIX,), **options)


def test_it_is_judged_after_each_change_and_after_undo() -> None:
    w = make()
    assert (w.solved, w.task["conditions"][0]["seen"]) == (False, "now 4")
    ask(w, "points_add", to=MORE)
    assert w.solved
    assert w.task["conditions"] == [{"text": "Six points.", "met": True, "seen": "now 6"}]
    w.request = {"id": 2, "base": 1, "frame": 0, "edit": {"kind": "restore"}}
    assert (w.solved, len(w.X)) == (False, 4)


def test_start_again_brings_back_what_was_there_and_is_undone() -> None:
    w = make()
    ask(w, "points_add", to=MORE)
    before = w.trace["head"]["id"]
    ask(w, "start_again")
    assert np.array_equal(w.X, X)
    assert not w.solved
    number = int(w.request["id"]) + 1
    w.request = {"id": number, "base": before, "frame": 0, "edit": {"kind": "restore"}}
    assert w.solved


def test_points_are_fitted_with_the_estimators_own_start_to_the_end() -> None:
    w = make()
    ask(w, "points_add", to=MORE)
    assert w.estimator.get_params() == KMeans(2, n_init=3, random_state=0).get_params()
    assert w.step == w.last_step == w.trace["head"]["initial_step"]
    fit = KMeans(2, n_init=3, random_state=0).fit(w.X)
    assert np.array_equal(w.current.labels, fit.labels_)


def test_centers_that_are_placed_start_the_fit() -> None:
    w = make(tool="centers")
    assert w.current[w.step + 1].kind == "assign"
    ask(w, "center_move", cluster=0, to=[6.0, 1.0])
    assert isinstance(w.estimator.init, np.ndarray)


def test_a_task_can_end_with_a_kind_of_step() -> None:
    w = make(tool="centers", until="assign")
    assert w.current.last.kind == "assign"
    assert w.step == w.last_step
    assert len(w.current.code) == w.current.last.line + 1
    ask(w, "center_move", cluster=0, to=[6.0, 1.0])
    assert w.current.last.kind == "assign"
    assert w.step == w.last_step
    ask(w, "start_again")
    assert w.step == w.last_step


def test_a_task_that_ends_before_the_fit_does_not_tell_where_the_fit_ends() -> None:
    w = make(tool="centers", until="assign")
    assert (w.trace["head"]["objective"]["best"], w.trace["head"]["runs"]) == (None, [])


def test_the_plane_does_not_jump_while_points_are_drawn() -> None:
    w = make()
    assert w.trace["head"]["domain"] == [0.0, 10.0, 0.0, 10.0]
    ask(w, "points_add", to=[[9.5, 0.5]])
    assert w.trace["head"]["domain"][:3] == [0.0, 10.0, 0.0]
    ask(w, "points_add", to=[[30.0, 5.0]])
    assert w.trace["head"]["domain"][1] >= 30


def test_a_condition_that_cannot_be_judged_does_not_hold() -> None:
    def refuse(_: Trace) -> tuple[bool, str]:
        raise LearnerError("Too few points.")

    assert make(Condition("x", refuse)).task["conditions"][0] == {
        "text": "x",
        "met": False,
        "seen": "Too few points.",
    }


def test_a_drawing_that_is_too_large_is_not_judged() -> None:
    w = make()
    ask(w, "points_add", to=(np.random.default_rng(0).uniform(0, 10, (600, 2))).tolist())
    assert seen(w) == [False]
    assert "at most 500" in w.task["conditions"][0]["seen"]


def test_that_it_was_solved_is_recorded_once() -> None:
    record().clear("build", "try-build")
    w = make(key="try-build")
    assert not list(record().entries("build", "try-build"))
    for _ in range(3):
        ask(w, "points_add", to=MORE)
    ask(w, "start_again")
    ask(w, "points_add", to=MORE)
    (entry,) = record().entries("build", "try-build")
    assert entry.fields["result"] == "solved"
    record().clear("build", "try-build")


def test_its_text_says_what_holds_and_its_page_holds_the_task() -> None:
    w = make()
    assert w.summary() == "Build task: Draw. 0 of 1 conditions hold."
    traits = w.page_traits()
    assert traits["task"] == w.task
    assert traits["step"] == w.last_step


def test_other_requests_are_the_steppers() -> None:
    w = make()
    w.request = {"id": 1, "base": 1, "frame": 0, "edit": {"kind": "nonsense"}}
    assert w.problem["what"]
    assert w.X is not None
