"""The guesses of a lesson beside what happened, and one asked again on other data."""

from __future__ import annotations

import pytest
import traitlets

from teachclust.errors import LearnerError
from teachclust.learner.record import record
from teachclust.widgets.base import Widget
from teachclust.widgets.look_back import Asked, LookBack, Variant
from teachclust.widgets.predict import Option, Predict, answers, forget, open_all

OPTIONS = (
    Option("To the median", "That is k-medians."),
    Option("To the mean", "It makes the squares smallest.", right=True),
)
HOSTILE = '</td><script>window.__pwned=1</script>"onload="x'


class Follow(Widget):
    widget = traitlets.Unicode("predict").tag(sync=True)


VARIANT = Variant("And with three points?", OPTIONS, then=Follow, after=2)
QUESTIONS = (
    Asked("toy-mean", "Where does a center go?", OPTIONS, VARIANT),
    Asked("toy-other", "And then?", OPTIONS, Variant("And there?", OPTIONS)),
    Asked("toy-third", "And at last?", OPTIONS),
)


@pytest.fixture(autouse=True)
def clean():
    forget()
    open_all(False)
    yield
    forget()


def guess(key="toy-mean", choice=0, confidence=""):
    Predict("?", OPTIONS, key=key).set_state({"confidence": confidence, "choice": choice})


def made():
    return LookBack(QUESTIONS, lesson="toy")


def test_without_guesses_it_says_so_and_tells_no_answer():
    shown = made()
    assert repr(shown) == "LookBack 'toy': no guess yet"
    data, _ = shown._repr_mimebundle_()
    assert data["text/plain"] == repr(shown)
    assert "mean" not in data["text/html"]
    assert "no guess in this lesson yet" in data["text/html"]


def test_it_shows_each_guess_beside_what_happened():
    guess(confidence="sure")
    guess("toy-third", choice=1)
    shown = made()
    assert repr(shown) == "LookBack 'toy': 2 of 3 questions answered, 1 right"
    data, _ = shown._repr_mimebundle_()
    assert data["text/plain"].splitlines()[1:4] == [
        "Where does a center go?",
        "  Your guess: ✘ To the median (Sure)",
        "  What happened: To the mean. It makes the squares smallest.",
    ]
    assert "And then?" not in data["text/plain"]
    assert data["text/html"].count("<tr>") == 3


def test_it_follows_guesses_that_are_made_while_it_is_on_screen():
    shown = made()
    guess(confidence="guessing")
    assert shown.guesses == {
        "toy-mean": {
            "text": "To the median", "right": False, "confidence": "guessing", "again": None,
        }
    }  # fmt: skip


def test_a_guess_of_another_lesson_is_left_out():
    guess("other-mean")
    assert made().guesses == {}


def test_an_option_that_is_worded_anew_keeps_what_was_stored():
    record().add("guess", "toy-mean", text="To the average", right=True)
    assert made().guesses["toy-mean"]["right"] is True


def test_a_question_is_asked_again_and_stored_under_its_own_key():
    guess()
    shown = made()
    shown.set_state({"asked": "toy-mean"})
    asked = shown.opened
    assert asked.question["text"] == "And with three points?"
    assert asked.question["after"] == 2
    asked.set_state({"choice": 1})
    assert answers()["toy-mean-again"].right
    # what opens shows it first
    assert shown.guesses["toy-mean"]["again"] is None
    asked.set_state({"shown": True})
    assert isinstance(asked.opened, Follow)
    asked.set_state({"revealed": True})
    assert shown.guesses["toy-mean"]["again"] is True
    assert made().guesses["toy-mean"]["again"] is True


def test_where_nothing_opens_the_second_answer_is_told_at_once():
    guess("toy-other")
    shown = made()
    shown.asked = "toy-other"
    shown.opened.choice = 0
    assert shown.guesses["toy-other"]["again"] is False


def test_another_question_takes_the_place_of_the_one_before():
    shown = made()
    shown.asked = "toy-mean"
    before = shown.opened
    shown.asked = "toy-other"
    assert (before.closed, shown.opened.question["text"]) == (True, "And there?")
    last = shown.opened
    shown.close()
    assert last.closed
    guess()  # tells a closed one nothing


@pytest.mark.parametrize("asked", ["toy-third", "nothing", 3, None, ["toy-mean"], {}])
def test_what_can_not_be_asked_again_is_refused(asked):
    shown = made()
    with pytest.raises(LearnerError, match="no such question"):
        shown.asked = asked
    shown.set_state({"asked": asked})
    assert shown.problem["what"]
    assert (shown.asked, shown.opened) == ("", None)


@pytest.mark.parametrize("name", ["guesses", "questions", "opened"])
def test_the_browser_writes_nothing_else(name):
    shown = made()
    before = getattr(shown, name)
    shown.set_state({name: {}})
    assert getattr(shown, name) == before


def test_a_page_gets_the_questions_without_guesses_and_each_that_it_may_ask_again():
    guess()
    traits = made().page_traits()
    assert traits["guesses"] == {}
    assert set(traits["variants"]) == {"toy-mean", "toy-other"}
    state = traits["variants"]["toy-mean"]
    assert state["widget"] == "predict"
    assert state["traits"]["then"]["widget"] == "predict"


def test_hostile_text_is_escaped():
    options = (Option(HOSTILE, HOSTILE, right=True), Option("b", HOSTILE))
    Predict(HOSTILE, options, key=HOSTILE).choice = 0
    shown = LookBack([Asked(HOSTILE, HOSTILE, options)], lesson=HOSTILE)
    data, _ = shown._repr_mimebundle_()
    assert "<script" not in data["text/html"]


def test_a_closed_copy_has_the_guesses_and_no_question():
    guess()
    shown = made()
    shown.asked = "toy-mean"
    copy = shown.closed_copy()
    assert copy.guesses == shown.guesses
    assert copy.opened is None
