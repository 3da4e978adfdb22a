"""Predictions: the guess is stored, then the answer opens what follows."""

from __future__ import annotations

import subprocess
import sys

import ipywidgets
import pytest
import traitlets

from teachclust.errors import LearnerError
from teachclust.widgets import predict as module
from teachclust.widgets.base import Widget
from teachclust.widgets.predict import Answer, Option, Predict, answers, forget, open_all

OPTIONS = [
    Option("To the median", "That is k-medians."),
    Option("To the mean", "It makes the squares smallest.", right=True),
]
HOSTILE = '</details><script>window.__pwned=1</script>"onload="x'


@pytest.fixture(autouse=True)
def clean():
    forget()
    open_all(False)
    yield
    forget()
    open_all(False)


class Follow(Widget):
    widget = traitlets.Unicode("stepper").tag(sync=True)

    def summary(self):
        return "Follow"


def ask(**more):
    return Predict("Where does a center go?", OPTIONS, key="mean", **more)


def test_a_guess_is_stored_by_key():
    question = ask()
    question.choice = 0
    assert answers() == {"mean": Answer("To the median", False)}
    assert repr(question) == "Predict 'mean': answered, not right"


@pytest.mark.parametrize("confidence", ["", *module.CONFIDENCES])
def test_a_guess_may_carry_a_confidence(confidence):
    question = ask()
    question.set_state({"choice": 0, "confidence": confidence})
    assert answers()["mean"] == Answer("To the median", False, confidence)
    again = ask()
    assert (again.choice, again.confidence, again.revealed) == (0, confidence, True)


@pytest.mark.parametrize("confidence", ["very", 3, None])
def test_another_confidence_is_not_taken(confidence):
    question = ask()
    question.set_state({"confidence": confidence, "choice": 0})
    assert question.confidence == ""
    assert question.problem["what"]


def test_the_answer_is_told_after_a_step_of_what_opens():
    assert ask().question["after"] == "end"
    assert not ask().revealed
    assert ask(after=3).question["after"] == 3
    assert ask(after="update").question["after"] == "update"
    traits = ask(then=Follow).page_traits()
    assert (traits["revealed"], traits["confidence"]) == (False, "")


@pytest.mark.parametrize("after", [-1, "", None, 1.5, ["end"], True])
def test_a_moment_that_is_no_step_is_refused(after):
    with pytest.raises(LearnerError, match="after a step") as caught:
        ask(after=after)
    assert 'after="end"' in caught.value.parts["fix"]


def test_the_first_guess_counts():
    question = ask()
    question.choice = 0
    question.choice = 1
    assert answers()["mean"].text == "To the median"


def test_a_cell_that_runs_again_shows_the_stored_guess_until_it_is_forgotten():
    ask().choice = 1
    assert ask().choice == 1
    forget("mean")
    assert ask().choice == module.NOT_ANSWERED


def test_a_changed_question_does_not_keep_an_answer_that_is_gone():
    ask().choice = 1
    other = [Option("a", "x", right=True), Option("b", "y")]
    assert Predict("?", other, key="mean").choice == module.NOT_ANSWERED


@pytest.mark.parametrize("choice", [7, -2, "0", 0.5, None])
def test_a_choice_that_is_no_option_is_refused_and_stores_nothing(choice):
    question = ask()
    with pytest.raises(LearnerError, match="no option"):
        question.choice = choice
    assert answers() == {}
    assert question.choice == module.NOT_ANSWERED


def test_what_follows_is_made_only_when_asked_for_and_once():
    made = []

    def then():
        made.append(Follow())
        return made[-1]

    question = ask(then=then)
    question.choice = 1
    assert (made, question.opened) == ([], None)
    question.shown = True
    question.teacher = True
    assert question.opened is made[0]
    assert question.follow is made[0]
    assert len(made) == 1


def test_a_widget_may_be_given_itself():
    follow = Follow()
    question = ask(then=follow)
    question.shown = True
    assert question.opened is follow


def test_an_error_of_what_follows_shows_in_the_question():
    def then():
        raise LearnerError("No X.", fix="load it")

    question = ask(then=then)
    question.shown = True
    assert question.problem["what"] == "No X."
    assert question.problem["fix"] == "load it"


def test_any_other_error_shows_too():
    question = ask(then=lambda: undefined_name)  # noqa: F821
    question.shown = True
    assert "undefined_name" in question.problem["where"]


@pytest.mark.parametrize("error", [ValueError("not yet"), SystemExit()])
def test_what_failed_to_open_can_be_asked_for_again(error):
    todo = [error]

    def then():
        if todo:
            raise todo.pop()
        return Predict("Next?", OPTIONS, key="next")

    asked = Predict("First?", OPTIONS, key="first", then=then)
    asked.set_state({"choice": 0})
    asked.set_state({"shown": True})
    assert (asked.shown, asked.opened) == (False, None)
    assert asked.problem["what"]
    asked.set_state({"shown": True})
    assert asked.opened is asked.follow is not None
    assert asked.problem == {}


def test_the_teachers_switch_opens_those_on_screen_and_those_to_come():
    before = ask(then=Follow)
    open_all()
    assert before.teacher
    assert before.follow is not None
    after = ask(then=Follow)
    assert after.follow is not None
    assert repr(after) == "Predict 'mean': opened by the teacher"
    assert answers() == {}


@pytest.mark.parametrize(("value", "opened"), [("1", "True"), ("0", "False"), ("", "False")])
def test_the_teachers_switch_as_environment_variable(value, opened):
    code = "from teachclust.widgets import predict; print(predict._switch['open'])"
    env = {"PATH": "", "PYTHONPATH": ":".join(sys.path), "TEACHCLUST_OPEN": value}
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == opened


def test_without_a_kernel_it_is_a_folded_text_and_the_text_is_deterministic():
    data, _ = ask()._repr_mimebundle_()
    again, _ = ask()._repr_mimebundle_()
    assert data["text/plain"] == again["text/plain"]
    assert data["text/plain"].startswith("Predict 'mean': not answered\nWhere does a center go?")
    assert "squares" not in data["text/plain"]
    folded = data["text/html"].split("<details>")
    assert "squares" not in folded[0]
    assert "squares" in folded[1]


def test_hostile_text_is_escaped():
    options = [Option(HOSTILE, HOSTILE, right=True), Option("b", HOSTILE)]
    data, _ = Predict(HOSTILE, options, key=HOSTILE)._repr_mimebundle_()
    assert "<script" not in data["text/html"]
    assert data["text/html"].count("</details>") == 1


@pytest.mark.parametrize("then", [lambda: "a text", lambda: None, 3])
def test_what_follows_must_be_a_widget(then):
    question = ask(then=then)
    question.shown = True
    assert "must be a widget" in question.problem["what"]
    assert question.opened is None


def test_what_follows_opens_in_any_container():
    question = ask(then=Follow)
    box = ipywidgets.VBox([question])
    question.shown = True
    sent = question.get_state("opened")["opened"]
    assert sent == f"IPY_MODEL_{question.follow.model_id}"
    assert box.children == (question,)


def test_closing_closes_what_it_opened_too():
    question = ask(then=Follow)
    question.shown = True
    follow = question.follow
    question.close()
    assert (question.comm, follow.comm) == (None, None)


def test_a_page_gets_the_question_unanswered_and_what_follows():
    ask().choice = 1
    traits = ask(then=Follow).page_traits()
    assert traits["choice"] == module.NOT_ANSWERED
    assert traits["question"]["options"][1]["right"] is True
    assert set(traits["then"]) == {"widget", "traits"}


@pytest.mark.parametrize(
    "options",
    [
        [],
        [Option("a", "b", right=True)],
        [Option("a", "b"), Option("c", "d")],
        [Option("a", "b", right=True), Option("c", "d", right=True)],
        [Option("a", "b", right=True), Option("a", "d")],
    ],
)
def test_bad_options_are_refused_with_the_line_that_mends_it(options):
    with pytest.raises(LearnerError) as caught:
        Predict("?", options)
    assert caught.value.fix
