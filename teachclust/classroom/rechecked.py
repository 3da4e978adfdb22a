"""A hand-in that is read again: what can be checked without running code is checked anew.

Numbers and words are judged again, guesses are looked up among the options, numbers in reasons are
compared. What only running a learner's code would show stays as it was told.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Literal

from teachclust.classroom.hand_in_file import HandIn
from teachclust.classroom.outcomes import Outcome, outcomes
from teachclust.classroom.plain_values import answers_in
from teachclust.lessons.checking import judged
from teachclust.lessons.contents import Item
from teachclust.lessons.exercise import Exercise
from teachclust.lessons.own_numbers import own_exercise
from teachclust.lessons.reasons import Reason, misquoted, named_numbers
from teachclust.lessons.registry import find_exercise, find_question
from teachclust.words import say

#: "checked" here and now, or "told" by the file
Proof = Literal["checked", "told"]


@dataclass(frozen=True, slots=True)
class Rechecked:
    """An outcome, how it is known, and what in the file speaks against it.

    `answer` is what was given, as text; `slips` the names of the misconceptions behind wrong
    answers, with the feedback of each; `against` a sentence, or "".
    """

    outcome: Outcome
    proof: Proof
    answer: str = ""
    slips: tuple[tuple[str, str], ...] = ()
    against: str = ""


def rechecked(hand_in: HandIn) -> tuple[Rechecked, ...]:
    """Return what came of each item of the lesson, checked again where that can be."""
    found = outcomes(hand_in.lesson, hand_in.entries)
    return tuple(_AGAIN[one.item.kind](one, hand_in) for one in found)


def reason_of(item: Item) -> Reason | None:
    """Return what an exercise's reason is compared with; None where it asks for none."""
    asked = [one for one in find_exercise(item.key).answers if isinstance(one, Reason)]
    return asked[0] if asked else None


def slip_name(exercise: Exercise, says: str) -> str:
    """Return the name of the misconception behind a feedback, or else its first sentence."""
    for wrong in exercise.wrong:
        if wrong.says and wrong.says in says:
            return wrong.name
    first, point, _ = says.partition(". ")
    return first + point.strip()


def _exercise(outcome: Outcome, hand_in: HandIn) -> Rechecked:
    key = outcome.item.key
    exercise = own_exercise(find_exercise(key), hand_in.class_code)
    given = answers_in(hand_in.answers.get(key, ""), key)
    says = list(outcome.says)
    if given is None or not given:
        return _with_slips(Rechecked(outcome, "told"), exercise, says)
    shown = ", ".join(str(one) if isinstance(one, str) else repr(one) for one in given)
    if any(one is None or one is ... for one in given):
        if outcome.state != "right":
            return _with_slips(Rechecked(outcome, "told"), exercise, says)
        blank = replace(outcome, state="tried")
        against = say("class.against.blank", key=key)
        return _with_slips(Rechecked(blank, "checked", "…", against=against), exercise, says)
    result = judged(exercise, given)
    if result.kind == "right":
        return _with_slips(
            Rechecked(replace(outcome, state="right"), "checked", shown), exercise, says
        )
    if result.kind != "wrong":  # the check itself fails: it can't say
        return _with_slips(Rechecked(outcome, "told", shown), exercise, says)
    against = say("class.against.wrong", key=key) if outcome.state == "right" else ""
    wrong = replace(outcome, state="wrong", tries=max(outcome.tries, 1))
    return _with_slips(
        Rechecked(wrong, "checked", shown, against=against), exercise, [*says, result.text]
    )


def _with_slips(one: Rechecked, exercise: Exercise, says: list[str]) -> Rechecked:
    named = {slip_name(exercise, text): text for text in says}
    return replace(one, slips=tuple(named.items()))


def _question(outcome: Outcome, _hand_in: HandIn) -> Rechecked:
    if outcome.entry is None:
        return Rechecked(outcome, "told")
    text = outcome.entry.fields.get("text", "")
    options = {one.text: one for one in find_question(outcome.item.key).options}
    if text not in options:
        against = say("class.against.option", key=outcome.item.key)
        return Rechecked(replace(outcome, state="tried"), "checked", text, against=against)
    right = options[text].right
    told = outcome.state == "right"
    against = say("class.against.guess", key=outcome.item.key) if told and not right else ""
    state: Any = "right" if right else "wrong"
    return Rechecked(replace(outcome, state=state), "checked", text, against=against)


def _reason(outcome: Outcome, _hand_in: HandIn) -> Rechecked:
    text = "" if outcome.entry is None else outcome.entry.fields.get("text", "")
    return Rechecked(outcome, "told", text)


def _build(outcome: Outcome, _hand_in: HandIn) -> Rechecked:
    return Rechecked(outcome, "told")


_AGAIN: dict[str, Callable[[Outcome, HandIn], Rechecked]] = {
    "exercise": _exercise,
    "question": _question,
    "reason": _reason,
    "build": _build,
}


def numbers_of(reason: Reason, text: str) -> tuple[list[str], str]:
    """Return which of the lesson's numbers a reason names, and what it misquotes, as a sentence."""
    wrong = misquoted(text, reason.values)
    if wrong is None:
        return named_numbers(text, reason.values), ""
    said, what, known = wrong
    told = say("class.reason.misquoted", said=said, what=what, known=f"{known:g}")
    return named_numbers(text, reason.values), told
